// Term index: marks of terms become the entries of an index, in the order of the language and under
// its letters (NU-13). For the index at the back of a digest and that of the site.
#pragma once
#include "locale/letters.h"

typedef struct {
  const char *term, *below; // `below` NULL: of the term itself
  gconstpointer place;
} TermMark;

typedef struct {
  const char *letter;          // of the first entry under a letter; else NULL
  const char *text;            // the term, or what stands below it
  gboolean is_below;           // belongs to the last entry that is not
  const gconstpointer *places; // of its marks, in their order
  guint place_count;
} TermEntry;

// A term that is marked only with something below it has an entry without places. Spellings that
// the language sorts as one (ی and ي, with ZWNJ and without) are one entry, written as the first
// mark has it.
TermEntry *term_index(Arena *arena, const Locale *locale, const TermMark *marks, guint count,
                      guint *entry_count);
