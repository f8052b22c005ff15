#include "print/print.h"

#include "print/finish.h"
#include "print/paint.h"

GBytes *document_print(const Document *document, const PrintOptions *options,
                       DiagnosticList *diagnostics) {
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(Press) press = NULL;
  if (options && options->target == PRINT_PRESS) {
    press = press_open(options, diagnostics);
    if (!press) return NULL;
    press_check_pages(press, document);
  }
  g_autoptr(ImageSet) images =
      image_set_new(document, document->page_count, press ? press->intent : NULL, diagnostics);
  const Document *whole = image_set_mend(images, document);
  if (press && press->settings.standard == PRESS_X1A) image_set_flatten(images);
  if (press) whole = press_add_slug(press, arena, whole);
  g_autoptr(Encoding) encoding = encoding_new(whole, whole->page_count);
  g_autoptr(GBytes) painted = paint_pdf(whole, encoding, images, options, press);
  return finish_pdf(painted, whole, encoding, options, press);
}

GBytes *document_cover(const Document *document, double width_px, DiagnosticList *diagnostics) {
  g_autoptr(ImageSet) images = image_set_new(document, 1, NULL, diagnostics);
  const Document *whole = image_set_mend(images, document);
  g_autoptr(Encoding) encoding = encoding_new(whole, 1);
  return paint_png(whole, encoding, images, width_px);
}
