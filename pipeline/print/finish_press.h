// The pages in the inks of a press. This pass knows qpdf; what it gives is finished like any other
// file. Its parts are shared by finish_press*.c only.
#pragma once
#include <qpdf/qpdf-c.h>

#include "paginate/page.h"
#include "print/content.h"
#include "print/press.h"

typedef struct {
  qpdf_data pdf;
  qpdf_oh *pages; // by page index
  const Press *press;
  const Document *document;
  GHashTable *masks; // ids of objects that only say how much of something shows
  GHashTable *inks;  // id of an image -> double *: the most ink on a place, where it is too much
  GHashTable *done;  // ids of streams that are in inks already
  qpdf_oh all, spot, over, out;
} PressFile;

// The file that Cairo painted, in inks, with its boxes, marks and printing condition; without
// object streams.
GBytes *finish_press(GBytes *painted, const Document *document, const Press *press);

// Handles are released all at once when qpdf is cleaned up.
void finish_press_put(PressFile *file, qpdf_oh dictionary, const char *key, const char *object);
qpdf_oh finish_press_stream(PressFile *file, const char *dictionary, const char *data,
                            gsize length_bytes);
void finish_press_images(PressFile *file);   // finish_press_images.c: pixels
void finish_press_shadings(PressFile *file); // finish_press_shadings.c: gradients
void finish_press_streams(PressFile *file);  // finish_press_streams.c: pages, forms, patterns
// Calls back for each object of the file.
typedef void (*PressObjectVisitor)(PressFile *file, int id, qpdf_oh object);
void finish_press_visit(PressFile *file, PressObjectVisitor visitor);
gboolean finish_press_is_name(PressFile *file, qpdf_oh dictionary, const char *key,
                              const char *name);
