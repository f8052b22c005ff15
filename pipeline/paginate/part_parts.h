// The inside of a Part, and what its files share: part*.c only.
#pragma once
#include "paginate/back_index.h"
#include "paginate/part.h"

typedef struct {
  ContentsEntry entry;
  const SectionText *text; // of an article; NULL of a section in it
} Entry;

// Whether the contents say what the articles are about.
typedef enum { SUMMARIES_UNTRIED, SUMMARIES_SET, SUMMARIES_LEFT_OUT } Summaries;

struct Part {
  ComposeJob *job;
  SectionKind kind;
  guint languages[2], text_count;
  guint order;                                // of the part's first thing
  const Division *division;                   // of one language; NULL of two
  const Measures *measures;                   // of the digest
  Measures beside[2];                         // of texts side by side
  GPtrArray *front, *articles, *index, *back; // of Section
  GPtrArray *absent;  // of const Post: chosen, but not in any of the part's languages
  GArray *entries[2]; // of Entry
  GArray *posts[2];   // of ColophonEntry
  GArray *bookmarks[2];
  IndexMarks *marks[2];
  TermEntry *terms[2]; // of the marks, sorted
  guint term_counts[2];
  guint index_order;      // of the first thing in the index
  gboolean numbers_front; // masthead and contents are numbered apart (PG-4)
  gboolean numbered;      // articles have numbers (D1)
  Summaries summaries;
  guint front_end; // the page after masthead and contents, before summaries were set
  gboolean aside;  // the contents stand in a box beside the first article
};

// The language of one of its texts.
const Locale *part_locale(const Part *part, guint text);
Section *part_section(Part *part, SectionKind kind);
// A composer of a text of the part's body: what stands beside another text has measures of its own.
Composer *part_composer(Part *part, const Post *post, guint text, double width_pt);
// part_front.c: whether there are contents of so many posts.
gboolean part_wants_contents(const Part *part, guint posts);
// part_back.c: sorts what the articles have marked, and adds the index to contents and bookmarks.
void part_open_index(Part *part, guint number);
// Takes the pages of the marks from a layout. TRUE where one is not what the index says.
gboolean part_update_index(Part *part, GHashTable *pages);
void part_compose_colophon(Part *part);
