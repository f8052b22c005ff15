#include "print/print.h"

#include "print/finish.h"
#include "print/paint.h"

GBytes *document_print(const Document *document, const PrintOptions *options,
                       DiagnosticList *diagnostics) {
  g_autoptr(Encoding) encoding = encoding_new(document);
  g_autoptr(GBytes) painted = paint_pdf(document, encoding, diagnostics);
  return finish_pdf(painted, document, encoding, options);
}

GBytes *document_cover(const Document *document, double width_px, DiagnosticList *diagnostics) {
  g_autoptr(Encoding) encoding = encoding_new(document);
  return paint_png(document, encoding, width_px, diagnostics);
}
