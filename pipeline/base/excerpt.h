// The line of a fault as it is shown to people, with the place marked.
#pragma once
#include "base/source.h"

// Appends the source line of `span` under a gutter with its number, and what marks the place: a
// line with a caret, or ⟦…⟧ in a line with right-to-left text. A long line is cut around the place.
// Nothing is appended for a span without a line. `mark` and `plain` are ANSI sequences or "".
void excerpt_append(GString *out, SourceSpan span, const char *mark, const char *plain);
