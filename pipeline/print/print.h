// Print: the pages of a document as a PDF file. Same document, same bytes.
#pragma once
#include "model/attachment.h"
#include "paginate/page.h"

// What the file is for: a screen (links, bookmarks, tags, RGB), a printing press (PDF/X), an
// archive (PDF/A-3 with its sources).
typedef enum { PRINT_SCREEN, PRINT_PRESS, PRINT_ARCHIVE } PrintTarget;

typedef struct {
  PrintTarget target;
  const PressSettings *press; // of PRINT_PRESS; NULL = the defaults of press_settings_default
  const AttachmentList *attachments; // what the file carries along; NULL = nothing
  gint64 source_date_epoch; // seconds: the file's dates; 0 or less = the document's own date
  void (*page_painted)(gpointer data); // called after each page; NULL for nobody
  gpointer data;
} PrintOptions;

// The PDF file; NULL, with a diagnostic, where a press is asked for and no profile is there. Faults
// of images are reported at the image's span, and its alternative text stands in its place. Links:
// a TextStyle.url becomes an annotation on each piece of line.
GBytes *document_print(const Document *document, const PrintOptions *options,
                       DiagnosticList *diagnostics);
// The first page as a PNG file, `width_px` wide, at most 4000. A document without pages gives a
// white one.
GBytes *document_cover(const Document *document, double width_px, DiagnosticList *diagnostics);
