// Press: what a PDF/X file needs beside its pages: the printing condition, the room around the
// trim, and the faults that a print shop would find.
#pragma once
#include "paginate/page.h"
#include "print/colour.h"
#include "print/print.h"

typedef struct {
  PressSettings settings;
  ColourIntent *intent;
  DiagnosticList *diagnostics;
  double bleed_pt;  // beyond the trim
  double margin_pt; // from the trim to the edge of the sheet: bleed and, if asked for, marks
  double ink_limit; // of all inks on one place: 3.2 = 320 %
} Press;

// NULL, with a diagnostic, where the profile can't be used and not even the built-in one is there.
Press *press_open(const PrintOptions *options, DiagnosticList *diagnostics);
void press_free(Press *press);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Press, press_free)

// The document with slug line and plate names below the trim of each page, where marks are asked
// for; lives with `arena`. All that is added is an artifact.
const Document *press_add_slug(const Press *press, Arena *arena, const Document *document);
// The marks of a page of that trim as operations of a content stream, in points from the sheet's
// lower left corner: crop and registration marks in the colour space /BeyAll, then colour bars.
void press_write_marks(const Press *press, double width_pt, double height_pt, GString *out);
// What shows before anything is painted: coarse images, images and tints at the edge without bleed.
void press_check_pages(const Press *press, const Document *document);
// The image at a place of the page, in points from the trim's upper left corner; NULL.
const PlacedImage *press_find_image(const Page *page, double x_pt, double y_pt);
