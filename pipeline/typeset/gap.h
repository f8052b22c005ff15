// Gap: the places inside a word where its letters stand apart by nature, after ا د ذ ر ز ژ و and
// their like. A line in need may open them by a hair (FARSI.md JU-2); joined letters never move.
#pragma once
#include "typeset/shape.h"

// The most that one may open: seen as evenness, not as a space.
#define GAP_MOST_EM 0.035

// Whether a gap stands before the unit `at`, counted from the word's start: a letter that joins
// nothing after it, with its marks, and then another letter.
gboolean gap_is_at(const UChar *text, guint32 at);
// How many stand between the clusters of the glyphs [first, first + count) of a word.
guint gap_count(const ShapedWord *word, const UChar *text, guint first, guint count);
