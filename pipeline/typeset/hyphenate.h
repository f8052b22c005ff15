// Hyphenation by libhyphen: the only file that knows it.
#pragma once
#include "typeset/flow.h"

typedef struct Hyphenator Hyphenator; // dictionaries opened so far
Hyphenator *hyphenator_new(void);
void hyphenator_free(Hyphenator *hyphenator);
// Marks BREAK_SOFT_HYPHEN in words of the block's language. FALSE where there is none: the language
// has no hyphenation, or no dictionary is installed.
gboolean hyphenator_apply(Hyphenator *hyphenator, const Flow *flow, guint8 *breaks);
