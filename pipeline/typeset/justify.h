// Justify: one line's parts, stretched or shrunk to the measure; then put into visual order.
#pragma once
#include "typeset/line.h"
#include "typeset/optimum.h"

// A word, a part of one, or a space, of one line.
typedef struct {
  const Item *item;
  const ShapedWord *word;
  guint32 start, end; // units of the flow
  guint32 word_start; // unit where `word` starts
  guint first, count; // its glyphs
  double width_pt;    // natural
  double extra_pt;    // of a space: added by justification (or taken)
  guint32 kashida_at; // unit of the flow before which a kashida stands; 0 = none
  double kashida_pt;
  double gap_pt;     // each of its gaps (gap.h) is opened by this much
  guint8 level;      // after UAX#9 L1
  gboolean is_space; // may stretch
  gboolean is_fixed; // a space of code
  gboolean trailing; // white space at the line's end: kept as text, without width
} LinePart;

typedef struct {
  LinePart *parts; // logical order
  guint count;
  const UChar *text;                 // of the flow
  double natural_pt;                 // without trailing white space
  gboolean hyphenated;               // ends in a hyphen of ours
  double scale;                      // of the letters' widths; 1 = as drawn
  double hang_start_pt, hang_end_pt; // signs at the ends stand out of the measure by this
} LineParts;

// The parts between two breaks; words are shaped anew where a break cuts through joined glyphs.
LineParts line_parts(const MatterInput *input, const MatterList *matter, const LineBreak *line);
// A line is in need where its spaces would be wider than this many times their width: then every
// word that can gives a kashida, and the gaps between letters open.
#define SPACE_GOOD 1.6
// Gives spaces (and kashida) what the line lacks of `width_pt`. `before` are the kashidas of the
// line above (x from the start edge, pt), which are kept clear of; those of this line replace them.
// Letters give their share first, `glyph_scaling` of their width at most, in steps of
// SCALE_STEP: a file has few sizes of type.
// FALSE where that would take spaces without limit: the line stays short of the measure.
#define SCALE_STEP 0.0025
gboolean line_justify(LineParts *line, double width_pt, const Paragraph *paragraph, GArray *before);
// The indices of the parts from left to right (UAX#9 L2); lives with `scratch`.
guint *line_order(Arena *scratch, const LineParts *line);
