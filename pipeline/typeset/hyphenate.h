// Hyphenation by libhyphen: the only file that knows it.
#pragma once
#include "typeset/flow.h"

typedef struct Hyphenator Hyphenator; // dictionaries opened so far
Hyphenator *hyphenator_new(void);
void hyphenator_free(Hyphenator *hyphenator);
// A language that pieces of a text may be in, beside the block's own. The locale must outlive the
// hyphenator.
void hyphenator_learn(Hyphenator *hyphenator, const Locale *locale);
// Marks BREAK_SOFT_HYPHEN in words, each by the language of its piece. FALSE where there is none:
// no language has hyphenation, or no dictionary is installed. `in_need`: Latin words without a
// language of their own as well, where the block's locale names a dictionary for them.
gboolean hyphenator_apply(Hyphenator *hyphenator, const Flow *flow, guint8 *breaks,
                          gboolean in_need);
