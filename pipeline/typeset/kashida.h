// Kashida: where a word may be stretched at a join, how good the place is, and which words of a
// line are stretched (FARSI.md JU-3; the ranks follow alreq
// h_justification_kashida).
#pragma once
#include "typeset/join.h"
#include "typeset/justify.h"

#define KASHIDA_FULL_MOST_EM 1.0  // of KASHIDA_FULL, in a line that has no other way
#define KASHIDA_MOST_EM      0.6  // the longest one
#define KASHIDA_LEAST_EM     0.12 // a shorter one is left to the spaces
#define KASHIDA_GOOD_EM      0.4  // longer ones only where the line has no other place

// Fills in `kashida_at` and `kashida_rank` of a shaped word of `length` units, set in `font`.
void kashida_find(ShapedWord *word, const UChar *text, guint32 length, const Font *font,
                  JoinTable *joins);
// How many kashidas a line of this width may have, `em_pt` being the size of its type.
guint kashida_limit(KashidaUse use, double width_pt, double em_pt);
// What a line wants from its kashidas.
typedef struct {
  double lack_pt;      // at most this much in all
  double good_pt;      // beyond a good length only where this much is wanted
  double desperate_pt; // where the usual number leaves more than this, every place gives
} KashidaNeed;

// Stretches the line's best places, evenly over the line and away from those of the line above
// (`before`: distances from the start edge in pt; replaced by this line's own). Returns what was
// given.
double kashida_spread(LineParts *line, double width_pt, const KashidaNeed *need, KashidaUse use,
                      GArray *before);
