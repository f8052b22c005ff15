// The last step: a line's parts into glyph runs from left to right.
#pragma once
#include "typeset/justify.h"

// Fills in the runs and the width of `line`; all of it lives with `arena`.
void line_build(Arena *arena, Arena *scratch, const Flow *flow, const LineParts *parts, Line *line);
