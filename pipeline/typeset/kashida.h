// Kashida: where a word may be stretched at a join, and how good the place is (JU-3).
#pragma once
#include "typeset/shape.h"

// Fills in `kashida_at` and `kashida_rank` of a shaped word of `length` units.
void kashida_find(ShapedWord *word, const UChar *text, guint32 length);
