#include "paginate/back_index.h"

#include <stdlib.h>

#define TURN_EM    2.0 // of lines after an entry's first
#define BELOW_EM   1.0 // of what stands below a term
#define LETTER_GAP 1   // lines above a letter
#define RANGE_DASH "–"

IndexMarks *index_marks_new(void) {
  IndexMarks *marks = g_new0(IndexMarks, 1);
  marks->list = g_array_new(FALSE, FALSE, sizeof(IndexMark));
  marks->nodes = g_hash_table_new(NULL, NULL);
  return marks;
}

void index_marks_free(IndexMarks *marks) {
  g_array_unref(marks->list);
  g_hash_table_unref(marks->nodes);
  g_free(marks);
}

static void add_mark(Composer *composer, const Node *node) {
  IndexMarks *marks = composer->shared->index_marks;
  if (!g_hash_table_add(marks->nodes, (gpointer)node)) return; // begun in a line before
  const IndexMark mark = {
      .term = node->index_term,
      .below = node->index_sub,
      .name =
          arena_printf(composer->shared->arena, "%s-i-%u", composer->anchor, marks->list->len + 1),
  };
  g_array_append_val(marks->list, mark);
  flow_name(composer->flow, mark.name);
}

void back_index_mark(Composer *composer, const Line *line) {
  if (!composer->shared->index_marks || !composer->anchor) return;
  for (guint i = 0; i < line->run_count; i++) {
    guint run = line->direction == DIRECTION_LTR ? i : line->run_count - 1 - i; // as it is read
    const Node *node = line->runs[run].style->node;
    for (; node && !node_is_block(node); node = node->parent)
      if (node->index_term) add_mark(composer, node);
  }
}

TermEntry *back_index_sort(Arena *arena, const Locale *locale, const IndexMarks *marks,
                           guint *count) {
  g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(TermMark));
  for (guint i = 0; i < marks->list->len; i++) {
    const IndexMark *mark = &g_array_index(marks->list, IndexMark, i);
    const TermMark term = {mark->term, mark->below, mark};
    g_array_append_val(terms, term);
  }
  return term_index(arena, locale, (const TermMark *)(const void *)terms->data, terms->len, count);
}

static int compare_pages(const void *a, const void *b) {
  const IndexMark *left = *(const IndexMark *const *)a, *right = *(const IndexMark *const *)b;
  if (left->page != right->page) return left->page < right->page ? -1 : 1;
  return left < right ? -1 : left > right; // marks of one page: the first in the list
}

// One mark for each page that is known, ascending.
static GPtrArray *entry_pages(const TermEntry *entry) {
  GPtrArray *pages = g_ptr_array_new();
  g_autofree const IndexMark **sorted = g_new(const IndexMark *, entry->place_count + 1);
  for (guint i = 0; i < entry->place_count; i++)
    sorted[i] = entry->places[i];
  if (entry->place_count) qsort(sorted, entry->place_count, sizeof *sorted, compare_pages);
  guint last = 0;
  for (guint i = 0; i < entry->place_count; i++) {
    if (sorted[i]->page != last) g_ptr_array_add(pages, (gpointer)sorted[i]);
    last = sorted[i]->page;
  }
  return pages;
}

static void add_text(Composer *composer, GArray *pieces, const char *text, const char *url) {
  TextStyle style = style_text(composer->shared->measures, STYLE_INDEX, composer->lang);
  style.url = url;
  g_autoptr(GArray) own = compose_text(composer, text, &style);
  g_array_append_vals(pieces, own->data, own->len);
}

static const char *page_label(const Composer *composer, const IndexMark *mark) {
  return compose_page_label(composer->shared, composer->locale, mark->page - 1);
}

// Whether the pages of both marks follow each other in one numbering.
static gboolean is_next(const ComposeJob *job, const IndexMark *mark, const IndexMark *next) {
  return next->page == mark->page + 1 && mark->page != job->front_pages;
}

// "، ۱۲، ۱۵–۱۷": small end first, which the scanner of tokens keeps at the start side (BD-7).
static void add_pages(Composer *composer, GArray *pieces, const TermEntry *entry) {
  Arena *arena = composer->shared->arena;
  g_autoptr(GPtrArray) pages = entry_pages(entry);
  for (guint i = 0; i < pages->len;) {
    const IndexMark *first = g_ptr_array_index(pages, i), *last = first;
    while (++i < pages->len && is_next(composer->shared, last, g_ptr_array_index(pages, i)))
      last = g_ptr_array_index(pages, i);
    const char *label = page_label(composer, first);
    if (last != first)
      label = arena_printf(arena, "%s" RANGE_DASH "%s", label, page_label(composer, last));
    add_text(composer, pieces, composer->locale->list_comma, NULL);
    add_text(composer, pieces, label, arena_printf(arena, "#%s", first->name));
  }
}

// The term is a unit: where it ends in another script, the numbers stay outside it.
static LineList set_entry(Composer *composer, const TermEntry *entry, const char *text) {
  double em = style_size_pt(composer->shared->measures, STYLE_INDEX);
  const Setting setting = {.style = STYLE_INDEX,
                           .hang_pt = em * TURN_EM - (entry->is_below ? em * BELOW_EM : 0),
                           .own_direction = TRUE};
  g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
  add_text(composer, pieces, text, NULL);
  if (pieces->len) g_array_index(pieces, TextPiece, 0).isolate = TRUE;
  add_pages(composer, pieces, entry);
  return compose_set(composer, pieces, &setting);
}

static double index_leading_pt(const Composer *composer) {
  return style_leading_pt(composer->shared->measures, STYLE_INDEX, composer->locale);
}

// "Qanat (continued)", set again where a column begins with what stands below a term.
static const FlowList *continued_list(Composer *composer, const TermEntry *entry) {
  Arena *arena = composer->shared->arena;
  const TermEntry bare = {.text = entry->text};
  const char *text =
      locale_message(arena, composer->locale, "digest.index_continued", "term", entry->text, NULL);
  double leading = index_leading_pt(composer), baseline = compose_baseline_pt(leading);
  LineList lines = set_entry(composer, &bare, text);
  g_autoptr(FlowBuilder) list = flow_builder_new(arena);
  for (guint i = 0; i < lines.count; i++) {
    Placed placed = compose_place(composer, &lines.lines[i], NULL, composer->left_pt, baseline);
    placed.part = PART_ARTIFACT;
    flow_add(list, leading, &placed, 1);
  }
  return flow_finish(list);
}

static void compose_entry(Composer *composer, const TermEntry *entry) {
  double leading = index_leading_pt(composer);
  double em = style_size_pt(composer->shared->measures, STYLE_INDEX);
  Region region = compose_inset(composer, entry->is_below ? em * BELOW_EM : 0);
  LineList lines = set_entry(composer, entry, entry->text);
  guint first = composer->flow->boxes->len;
  const Division *before = compose_divide(composer, DIVISION_TERM);
  compose_lines(composer, &lines, NULL, leading);
  composer->division = before;
  compose_restore(composer, region);
  // An entry's own lines are few: it is not parted.
  for (guint i = first + 1; i < composer->flow->boxes->len && lines.count < 5; i++)
    g_array_index(composer->flow->boxes, FlowBox, i).cost = COST_DEAR;
}

// A term and what stands below it; returns how many entries they are.
static guint compose_term(Composer *composer, const TermEntry *entries, guint count) {
  guint end = 1;
  while (end < count && entries[end].is_below)
    end++;
  compose_entry(composer, &entries[0]);
  if (end == 1) return end;
  const FlowList *continued = continued_list(composer, &entries[0]);
  const Division *before = compose_divide(composer, DIVISION_TERMS);
  for (guint i = 1; i < end; i++) {
    flow_keep(composer->flow, i == 1 ? COST_FORBIDDEN : COST_MILD);
    composer->flow->repeated = i > 1 ? continued : NULL;
    compose_entry(composer, &entries[i]);
  }
  composer->flow->repeated = NULL;
  composer->division = before;
  return end;
}

static void compose_letter(Composer *composer, const char *letter) {
  double leading = index_leading_pt(composer);
  TextStyle style = style_text(composer->shared->measures, STYLE_INDEX_LETTER, composer->lang);
  const Setting setting = {.style = STYLE_INDEX_LETTER, .own_direction = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, letter, &style);
  LineList lines = compose_set(composer, pieces, &setting);
  flow_space(composer->flow, leading * LETTER_GAP);
  const Division *before = compose_divide(composer, DIVISION_LETTER);
  compose_lines(composer, &lines, NULL, leading);
  composer->division = before;
  flow_keep(composer->flow, COST_FORBIDDEN);
}

void back_index_compose(Composer *composer, const TermEntry *entries, guint count) {
  const Division *outer = compose_divide(composer, DIVISION_INDEX), *before = composer->division;
  for (guint i = 0, after_letter = 0; i < count; after_letter++) {
    // No entry stands alone below its letter at a column's end.
    if (after_letter == 1 && !entries[i].letter) flow_keep(composer->flow, COST_APART);
    if (entries[i].letter) {
      after_letter = 0;
      composer->division = before;
      compose_letter(composer, entries[i].letter);
      compose_divide(composer, DIVISION_TERMS);
    }
    i += compose_term(composer, &entries[i], count - i);
  }
  composer->division = outer;
}
