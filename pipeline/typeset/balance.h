// Balanced lines: a heading, a summary or a centred line that needs several lines has them of about
// one length, as CSS's `text-wrap: balance` does, instead of a last one of a single word.
#pragma once
#include "typeset/justify.h"
#include "typeset/optimum.h"

// The breaks for the narrowest measure that takes no more lines than `found` and holds each of
// them; `found` itself where it has one line, or too many for a reader to see the difference.
LineBreakList lines_balance(Arena *scratch, const MatterInput *text, const MatterList *matter,
                            const OptimumInput *input, LineBreakList found);
