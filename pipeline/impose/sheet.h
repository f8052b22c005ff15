// Sheet: the geometry of one side: where its pages stand, how they are cut, and its marks. Lengths
// in pt, from the lower left corner of the paper.
#pragma once
#include "impose/impose.h"

#define SHEET_PT_PER_MM (72 / 25.4)

typedef struct {
  double left, bottom, right, top;
} SheetBox;

typedef struct {
  SheetBox paper, trim; // trim: both pages together
  double fold;          // x of the line between them
  double scale;
  double bleed; // around the trim, scaled
} Sheet;

// `page` is the trim of the first page, `bleed` what surrounds it.
Sheet sheet_make(const ImposeOptions *options, double page_width, double page_height, double bleed);
// The content that paints a page: clipped at the fold, moved by the creep, through the form `name`.
// `box` is the page's own trim in its own coordinates, after its rotation (a multiple of 90) is
// undone.
void sheet_append_page(GString *out, const Sheet *sheet, const ImposeOptions *options,
                       const SheetSide *side, gboolean at_left, SheetBox box, int rotation,
                       const char *name);
// Crop marks at the corners, fold marks at head and foot, in the colour space /All.
void sheet_append_marks(GString *out, const Sheet *sheet, gboolean folded);
void sheet_append_number(GString *out, double value); // and a space
