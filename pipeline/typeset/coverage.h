// Coverage: whether a publisher's own fonts can set a language (FT-1).
#pragma once
#include "typeset/font.h"

// A diagnostic at `span` for each font that comes short: the letters, marks and digits of `lang`
// (CLDR's exemplar characters) must all be in the first font that has the language's script at all,
// its signs (quotes, dashes, the signs of its numbers) in any of `fonts`. Languages that ICU does
// not know, and "default", are not checked.
void coverage_check(const char *lang, const char *role, SourceSpan span, Font *const *fonts,
                    guint count, DiagnosticList *diagnostics);
