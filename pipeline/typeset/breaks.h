// Breaks: where a line may end. UAX#14 by ICU for the block's language, narrowed and widened by our
// own rules (FARSI.md LB-1 … LB-6).
#pragma once
#include <unicode/ubrk.h>

#include "typeset/flow.h"

typedef enum {
  BREAK_NONE,
  BREAK_ALLOWED,
  BREAK_HYPHEN_THERE, // after a hyphen or dash of the source
  BREAK_SOFT_HYPHEN,  // with a hyphen of ours, by a dictionary or U+00AD
  BREAK_URL,          // inside a URL or path, without a hyphen
  BREAK_FORCED,
} BreakKind;

// Reusable state: ICU's iterators by language, hyphenation dictionaries. Not thread-safe.
typedef struct Breaker Breaker;
Breaker *breaker_new(void);
void breaker_free(Breaker *breaker);

// A BreakKind for each unit, and for the end: whether a line may end before it.
guint8 *paragraph_breaks(Breaker *breaker, Arena *scratch, const Flow *flow);
// As hyphenate.h has it.
void breaker_learn(Breaker *breaker, const Locale *locale);
gboolean paragraph_hyphenate(Breaker *breaker, const Flow *flow, guint8 *breaks);
// For a paragraph that finds no other fit: hyphenates `in_need`, and lets long Latin compounds
// break after their signs (some_long_name.txt), without a hyphen. FALSE where nothing was added.
gboolean paragraph_loosen(Breaker *breaker, const Flow *flow, guint8 *breaks);
void breaks_dump(const Flow *flow, const guint8 *breaks, GString *out);
