// Optimum: the breaks of a whole paragraph at once (Knuth and Plass 1981), with what kashida could
// absorb counted in.
#pragma once
#include "typeset/matter.h"

typedef struct {
  const LineShape *shape;
  double indent_pt;        // taken from the first line
  double last_line_min_pt; // a shorter last line costs
  gboolean ragged;         // not justified: looseness hardly counts
  // What a line can absorb by kashida: as kashida.h has it for type of `kashida_em_pt`.
  KashidaUse kashida;
  double kashida_em_pt; // 0 = no kashida in this paragraph
  gboolean hanging;     // signs at the ends of lines may stand out of the measure
  double glyph_scaling; // letters may grow wider or narrower by this
  double gap_most_pt;   // of each gap between letters (gap.h), in a line in need
} OptimumInput;

typedef struct {
  guint from, to;  // matter: first of the line, and the break that ends it
  double width_pt; // available
  gboolean forced; // ends in a forced break: set at its natural width
} LineBreak;

typedef struct {
  LineBreak *lines;
  guint count;
  gboolean crumb;    // the last line is shorter than `last_line_min_pt`
  gboolean fragment; // it is but the rest of a hyphenated word
} LineBreakList;

// `tolerance`: the largest stretch of a space, in units of its stretchability; G_MAXDOUBLE always
// finds a fit. An empty list (count 0) where there is none.
LineBreakList matter_break(Arena *scratch, const MatterList *matter, const OptimumInput *input,
                           double tolerance);
// What letters `letters_pt` wide, which may grow or shrink by `most` of that, take of what a line
// lacks (below 0: has too much): their share by what the spaces can give.
double letters_share_pt(double lack_pt, double spaces_give_pt, double letters_pt, double most);
// Available width and start-side inset of the line `index`.
double line_shape_width(const LineShape *shape, guint index, double indent_pt);
double line_shape_inset(const LineShape *shape, guint index, double indent_pt);
