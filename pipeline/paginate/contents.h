// The contents: titles, leaders, page numbers (PG-8 of FARSI.md).
#pragma once
#include "paginate/compose.h"

typedef struct {
  const char *title;
  const char *number; // of the article or section, before its title; NULL
  const char *destination;
  const char *label;   // the page's folio; "" before it is known
  guint part;          // number of the article, the same in both languages
  guint depth;         // 0 = an article, 1 = a section of it, …
  const char *summary; // below the title; NULL
} ContentsEntry;

// Adds the heading (part 0 of the list) and an entry for each post (its part + 1). `number_pt` is
// the room kept for page numbers; in a box (`boxed`) hairlines stand above and below.
void contents_compose(Composer *composer, const ContentsEntry *entries, guint count,
                      double number_pt, gboolean boxed);
// The width of the widest folio, to be kept for numbers. Three digits at least.
double contents_number_pt(Composer *composer, const ContentsEntry *entries, guint count);
