// Sections: what a digest is built from. An article, the masthead, the contents, the index and
// the colophon are sections; each is one text in columns, or two texts side by side.
#pragma once
#include "paginate/compose.h"

typedef enum {
  SECTION_SINGLE,  // one text in the columns of a page
  SECTION_COLUMNS, // two texts in two columns of one page
  SECTION_FACING,  // two texts on the two pages of a spread
} SectionKind;

typedef struct {
  const Locale *locale;
  const FlowList *body;
  const FlowList *notes;
  const guint *row_ends; // of two texts: see row.h
  const char *running;   // running head of the pages that it begins or goes on
  double grid_pt;        // line height of its body type
  guint first_page;      // set by layout: the page of its first box
} SectionText;

typedef struct {
  SectionKind kind;
  SectionText texts[2]; // 1: only of two texts
  guint row_count;
  const FlowList *head;  // over the columns (SECTION_SINGLE); NULL
  guint head_columns;    // how many columns the head stands over
  const FlowList *aside; // in a box at the top of the last column; NULL
  guint columns;
  gboolean begins_body;   // the pages before it are numbered apart (PG-4)
  gboolean new_page;      // begins a page (of two facing ones: a spread)
  gboolean follows;       // two texts: stands close below what comes before it
  gboolean is_tail;       // goes with what comes before it: should have no page of its own
  gboolean notes_at_foot; // its last notes stand at the page's foot, not below its text
  gboolean stretches;     // two texts may be parted to fill a page
  gboolean ruled;         // a hairline between two texts
} Section;

// The composers' lists as a text of a section; row_ends is left out.
SectionText section_text(Composer *composer, const char *running);
// The rows of two texts whose parts (BlockStart.part) correspond by number, 0 to `part_count` - 1.
void section_align_parts(Arena *arena, Section *section, guint part_count,
                         Composer *const sides[2]);
// The rows of an article in two languages, from the alignment of its blocks. Sets the row ends of
// both texts of `section`.
void section_align(Arena *arena, Section *section, const PostPair *pair, Composer *const sides[2]);
