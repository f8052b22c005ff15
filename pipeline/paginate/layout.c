#include "paginate/layout.h"

#include "paginate/placer.h"

#define NOTE_RULE_SHARE 0.3
#define NOTE_RULE_PT    0.25

gboolean layout_is_recto(Direction binding, guint page) {
  return (page % 2 == 0) == (binding == DIRECTION_LTR);
}

guint layout_facing_text(const Section *section, Direction binding, guint page) {
  Direction first = section->texts[0].locale->direction;
  Direction second = section->texts[1].locale->direction;
  if (first == second) return page % 2 == 1 ? 0 : 1; // spreads begin at odd indices
  guint right = first == DIRECTION_RTL ? 0 : 1;
  return layout_is_recto(binding, page) ? right : 1 - right;
}

static PageNote *page_note(Placer *placer, guint page) {
  GArray *pages = placer->layout->pages;
  if (page >= pages->len) g_array_set_size(pages, page + 1);
  return &g_array_index(pages, PageNote, page);
}

void placer_note_text(Placer *placer, guint page, const SectionText *text,
                      const SectionText *beside, gboolean opens) {
  PageNote *note = page_note(placer, page);
  if (note->text) return;
  note->text = text;
  note->beside = beside;
  note->opens = opens;
}

// The left edge of column `index` of `count` on a page, counted from the start side.
double placer_column_x_pt(const Placer *placer, guint page, Direction direction, guint index,
                          guint count) {
  const Measures *measures = placer->measures;
  double left = measures_left_pt(measures, layout_is_recto(placer->binding, page));
  double width = measures_column_pt(measures, count);
  guint from_left = direction == DIRECTION_LTR ? index : count - 1 - index;
  return left + from_left * (width + measures->gutter_pt);
}

void placer_add(Placer *placer, guint page, double x_pt, double y_pt, double first_top_pt,
                gboolean at_top, const FlowList *list, guint start, guint end, double grid_pt) {
  if (start >= end) return;
  Segment segment = {.page = page,
                     .x_pt = x_pt,
                     .y_pt = y_pt + placer->measures->top_pt,
                     .first_top_pt = first_top_pt,
                     .at_top = at_top,
                     .list = list,
                     .start = start,
                     .end = end,
                     .grid_pt = grid_pt};
  g_array_append_val(placer->layout->segments, segment);
}

void placer_add_list(Placer *placer, guint page, double x_pt, double y_pt, const FlowList *list,
                     guint start, guint end, double grid_pt) {
  double top = start < end ? flow_top_pt(list, start, 0, TRUE, grid_pt) : 0;
  placer_add(placer, page, x_pt, y_pt, top, TRUE, list, start, end, grid_pt);
}

void placer_add_rule(Placer *placer, guint page, Placed placed) {
  LayoutRule rule = {page, placed};
  rule.placed.y_pt += placer->measures->top_pt;
  g_array_append_val(placer->layout->rules, rule);
}

void placer_add_note_rule(Placer *placer, guint page, double x_pt, double width_pt, double top_pt,
                          Direction direction, double gap_pt) {
  double length = width_pt * NOTE_RULE_SHARE;
  double x = direction == DIRECTION_LTR ? x_pt : x_pt + width_pt - length;
  placer_add_rule(placer, page,
                  compose_rule(x, top_pt - gap_pt * 0.35, length, NOTE_RULE_PT, INK_TEXT, 1));
}

void placer_add_notes(Placer *placer, guint page, double x_pt, double width_pt, double foot_pt,
                      const SectionText *text, guint start, guint end, double gap_pt) {
  if (start >= end) return;
  double top = foot_pt - flow_plain_height_pt(text->notes, start, end);
  placer_add_note_rule(placer, page, x_pt, width_pt, top, text->locale->direction, gap_pt);
  placer_add_list(placer, page, x_pt, top, text->notes, start, end, 0);
}

static void turn_page(Placer *placer) {
  placer->page += placer->in_spread ? 2 : 1;
  placer->used_pt = 0;
  placer->in_spread = FALSE;
}

void placer_begin_page(Placer *placer, SectionKind kind) {
  if (placer->used_pt > 0 || placer->in_spread) turn_page(placer);
  gboolean spread = kind == SECTION_FACING && placer->only == BOTH_TEXTS;
  if (!spread || placer->page % 2 == 1) return;
  page_note(placer, placer->page); // stays blank
  turn_page(placer);
}

// The body begins on a page of the same side as the first page of all, so that page 1 of either is
// where the binding wants it (PG-5).
static void begin_body(Placer *placer) {
  if (placer->used_pt > 0 || placer->in_spread) turn_page(placer);
  if (placer->page % 2 == 1) {
    page_note(placer, placer->page); // stays blank
    turn_page(placer);
  }
  placer->layout->front_pages = placer->page;
}

Layout *layout_sections(const Measures *measures, Section *const *sections, guint count,
                        Direction binding, gint only, ColumnMemo *memo) {
  Layout *layout = g_new0(Layout, 1);
  layout->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
  layout->rules = g_array_new(FALSE, FALSE, sizeof(LayoutRule));
  layout->pages = g_array_new(FALSE, TRUE, sizeof(PageNote));
  Placer placer = {
      .measures = measures, .binding = binding, .only = only, .memo = memo, .layout = layout};
  for (guint i = 0; i < count;) {
    if (sections[i]->begins_body) begin_body(&placer);
    if (placer.in_spread && sections[i]->kind != SECTION_FACING)
      placer_begin_page(&placer, sections[i]->kind);
    if (sections[i]->kind == SECTION_SINGLE)
      i += placer_place_chain(&placer, sections + i, count - i);
    else
      placer_place_rows(&placer, sections[i++]);
  }
  page_note(&placer, placer.page);
  return layout;
}

void layout_free(Layout *layout) {
  if (!layout) return;
  g_array_unref(layout->segments);
  g_array_unref(layout->rules);
  g_array_unref(layout->pages);
  g_free(layout);
}

GHashTable *layout_name_pages(const Layout *layout) {
  GHashTable *pages = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < layout->segments->len; i++) {
    const Segment *segment = &g_array_index(layout->segments, Segment, i);
    for (guint k = segment->start; k < segment->end; k++) {
      const char *const *names = segment->list->boxes[k].names;
      for (; names && *names; names++)
        g_hash_table_insert(pages, (gpointer)*names, GUINT_TO_POINTER(segment->page + 1));
    }
  }
  return pages;
}
