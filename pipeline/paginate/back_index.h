// The index at the back of a digest (NU-13): terms under letters, each with the pages on which they
// are marked.
#pragma once
#include "locale/term_index.h"
#include "paginate/compose.h"

// A mark of a term in an article.
typedef struct {
  const char *term, *below;
  const char *name; // its place
  guint page;       // + 1, as last laid out; 0 = not known
} IndexMark;

// The marks of one text, in the order of the articles.
typedef struct IndexMarks {
  GArray *list;      // of IndexMark
  GHashTable *nodes; // that are in the list
} IndexMarks;

IndexMarks *index_marks_new(void);
void index_marks_free(IndexMarks *marks);
// Names the places of the terms that are marked in a line, for the next box, and adds them to the
// job's marks.
void back_index_mark(Composer *composer, const Line *line);
// The entries of these marks, whose places are the marks: nothing is added to them afterwards.
TermEntry *back_index_sort(Arena *arena, const Locale *locale, const IndexMarks *marks,
                           guint *count);
// Letters and entries, with the page numbers known so far.
void back_index_compose(Composer *composer, const TermEntry *entries, guint count);
