// Letters: under which letter of a language's alphabet a text stands in an index (NU-13). The
// alphabet is CLDR's set of index letters in the language's own sorting order; a text belongs to
// the last letter that does not sort after it, compared at primary strength.
#pragma once
#include "locale/locale.h"

typedef struct Letters Letters;

Letters *letters_new(const Locale *locale);
void letters_free(Letters *letters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letters, letters_free)
// "ک"; "…" for what sorts before the first letter (digits, signs); for a text in another script the
// ends of that script's alphabet, "A–Z". Lives with `letters`.
const char *letters_find(Letters *letters, const char *text);
// The text with each letter that the language takes for one of its alphabet written as that: «كتاب»
// with an Arabic kaf as «کتاب». Case and accents stay. Freed by the caller.
char *letters_unify(const Letters *letters, const char *text);
