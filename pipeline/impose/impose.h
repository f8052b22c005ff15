// Impose: the pages of a PDF, ours or another's, on sheets that are printed, folded and stitched.
#pragma once
#include "impose/order.h"

typedef enum { IMPOSE_AUTO, IMPOSE_BOUND_LEFT, IMPOSE_BOUND_RIGHT } ImposeBinding;

typedef struct {
  ImposeLayout layout;
  ImposeBinding binding; // AUTO: as the file says (Direction, else the side of page 1)
  double creep_mm;       // how far the innermost sheet is moved towards the fold
  double paper_width_mm, paper_height_mm; // 0 = as large as the pages, and the marks, ask for
  guint signature;                        // pages folded into each other; 0 = all
  gboolean marks;                         // crop and fold marks
} ImposeOptions;

typedef struct {
  guint page_count, side_count, blank_count;
  gboolean bound_right;
  double scale; // 1, or less where the pages are larger than the paper
} ImposeResult;

#define IMPOSE_ERROR (impose_error_quark())
GQuark impose_error_quark(void);

// The imposed file; NULL with a GError where the PDF can't be read, is encrypted or has no pages.
// Tags, links, bookmarks, attachments and claims of conformance are left out, since they hold no
// longer; output intents, dates and the title stay. The same input gives the same bytes.
// `second`, or NULL: a book that reads the other way and begins at the back cover; the two meet in
// the middle, both upright, as books in Farsi and English are made. The whole is bound at the left
// of the first book's cover then, so `pdf` is the one that reads from left to right.
GBytes *impose_pdf(GBytes *pdf, GBytes *second, const ImposeOptions *options, ImposeResult *result,
                   GError **error);
