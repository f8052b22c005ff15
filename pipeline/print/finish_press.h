// The parts of finishing a file for a press, shared by finish_press*.c only.
#pragma once
#include "print/finish_parts.h"
#include "print/press.h"

typedef struct {
  Finish *finish;
  const Press *press;
  const Document *document;
  GHashTable *masks; // ids of objects that only say how much of something shows
  GHashTable *inks;  // id of an image -> double *: the most ink on a place, where it is too much
  GHashTable *done;  // ids of streams that are in inks already
  qpdf_oh all, spot, over, out;
} PressFile;

void finish_press_images(PressFile *file);   // finish_press_images.c: pixels
void finish_press_shadings(PressFile *file); // finish_press_shadings.c: gradients
void finish_press_streams(PressFile *file);  // finish_press_streams.c: pages, forms, patterns
// Calls back for each object of the file.
typedef void (*PressObjectVisitor)(PressFile *file, int id, qpdf_oh object);
void finish_press_visit(PressFile *file, PressObjectVisitor visitor);
gboolean finish_press_is_name(PressFile *file, qpdf_oh dictionary, const char *key,
                              const char *name);
