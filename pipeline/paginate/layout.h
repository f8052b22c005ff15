// Layout: on which page, and where on it, the boxes of every section stand. Nothing is set or
// copied here, so that it can be done again until the contents' page numbers settle.
#pragma once
#include "paginate/column_memo.h"
#include "paginate/section.h"

// Boxes [start, end) of a list, one below the other.
typedef struct {
  guint page;
  double x_pt, y_pt;   // of the list's column and of the first box's space
  double first_top_pt; // of the first box below y
  double shrink_pt;    // what its last box that can shrink gives up
  gboolean at_top;     // the first box begins a column: a table's header is set again
  const FlowList *list;
  guint start, end;
  double grid_pt;
} Segment;

// What a page is, beside what stands on it.
typedef struct {
  const SectionText *text; // the first one on the page: its running head and language; NULL = blank
  const SectionText *beside; // the text that stands beside it on the same page; NULL
  gboolean opens;            // an article begins at its top
} PageNote;

typedef struct {
  guint page;
  Placed placed;
} LayoutRule;

typedef struct {
  GArray *segments;  // of Segment
  GArray *rules;     // of LayoutRule: of notes, between columns
  GArray *pages;     // of PageNote
  guint front_pages; // before the body (Section.begins_body), an even number; 0 = all are alike
} Layout;

#define BOTH_TEXTS (-1)

// `binding`: of the whole document. `only`: which text of facing sections is placed, on every page,
// as if the other one faced it; BOTH_TEXTS = both, on spreads. Sets the first_page of every text.
// `memo` is for all layouts of the same sections.
Layout *layout_sections(const Measures *measures, Section *const *sections, guint count,
                        Direction binding, gint only, ColumnMemo *memo);
// The page of every name (FlowBox.names), as name -> page + 1; freed by the caller.
GHashTable *layout_name_pages(const Layout *layout);
void layout_free(Layout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)

// PG-5 of FARSI.md: the first page of a book that is bound at the right is a left-hand page.
gboolean layout_is_recto(Direction binding, guint page);
// Which text of a section on facing pages stands on this page: the one that reads from right to
// left at the right; otherwise the first one before the second.
guint layout_facing_text(const Section *section, Direction binding, guint page);
