// Parts: a digest is one part in one language, one part in two languages side by side, or a part
// for each language in turn. A part has its masthead, contents, articles, index and colophon.
#pragma once
#include "model/selection.h"
#include "paginate/contents.h"
#include "paginate/layout.h"

typedef struct Part Part;

// `languages`: indices of one language (SECTION_SINGLE) or of two.
Part *part_new(ComposeJob *job, SectionKind kind, const guint *languages);
void part_free(Part *part);
// Composes every article of the pairs that has a side in the part's languages, and the colophon.
void part_compose(Part *part, const PairList *pairs);
// The part's masthead and contents are numbered apart from its articles. Before part_compose.
// Facing pages, whose spreads have a rhythm of their own, are not.
void part_number_front(Part *part);
// Composes masthead and contents with the page numbers known so far.
void part_compose_front(Part *part);
// Where contents have their page to themselves, gives them the articles' summaries, or takes them
// away again where they need another page. TRUE where the front is to be composed anew.
gboolean part_fill_front(Part *part, const Layout *layout);
// Composes the index of the articles' marks with the page numbers known so far.
void part_compose_index(Part *part);
// Appends the part's sections, of Section pointers, in order.
void part_add_sections(const Part *part, GPtrArray *sections);
// Takes the page numbers of articles and of named places (layout_name_pages) from the last layout.
// TRUE where one is not what contents and index say.
gboolean part_update_labels(Part *part, GHashTable *pages);
// Appends the part's bookmarks; more than one language gives a level of languages above the posts.
void part_add_bookmarks(const Part *part, gboolean by_language, GArray *bookmarks);
