// Joined: which glyphs of a word are joined to the letter before them by a stroke, so that both are
// one drawing (Unicode, chapter 9: joining types).
#pragma once
#include "typeset/shape.h"

// How a character joins its neighbours: UJoiningType.
gint joining_type(UChar c);
// Fills in `joins_right` of a shaped word's glyphs; `text` is that of the word.
void joined_find(ShapedWord *word, const UChar *text);
