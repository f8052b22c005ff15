// Hang: how far the signs at the ends of a line stand out of the measure (optical margins). Only
// signs of the paragraph's own direction hang: a name of the other direction at the line's end has
// its signs inside.
#pragma once
#include "typeset/shape.h"

// The first sign of the units [start, end) of a word at a line's start, or its last one at a line's
// end. `word` begins at the unit `word_start` and may end in a `hyphen` of ours (0 = none). 0 where
// the paragraph does not hang its signs.
double hang_pt(const Flow *flow, const Item *item, const ShapedWord *word, guint32 word_start,
               guint32 start, guint32 end, UChar hyphen, gboolean at_end);
