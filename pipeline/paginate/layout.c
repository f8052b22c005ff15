#include "paginate/layout.h"

#include <math.h>

#include "paginate/column.h"
#include "paginate/placer.h"

#define TOLERANCE_PT    0.01
#define NOTE_RULE_SHARE 0.3
#define NOTE_RULE_PT    0.25
#define HEAD_GAP_LINES  0.9
#define ASIDE_GAP_LINES 1.0

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

double placer_snap_pt(double y_pt, double grid_pt) {
  return ceil((y_pt - TOLERANCE_PT) / grid_pt) * grid_pt;
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

// A list from a column's top at `y_pt`.
static void add_list(Placer *placer, guint page, double x_pt, double y_pt, const FlowList *list,
                     guint start, guint end, double grid_pt) {
  double top = start < end ? flow_top_pt(list, start, 0, TRUE, grid_pt) : 0;
  placer_add(placer, page, x_pt, y_pt, top, TRUE, list, start, end, grid_pt);
}

void placer_add_rule(Placer *placer, guint page, Placed placed) {
  LayoutRule rule = {page, placed};
  rule.placed.y_pt += placer->measures->top_pt;
  g_array_append_val(placer->layout->rules, rule);
}

// Notes whose last box ends at `foot_pt`, with the rule above them from the start side (PG-3).
void placer_add_notes(Placer *placer, guint page, double x_pt, double width_pt, double foot_pt,
                      const SectionText *text, guint start, guint end, double gap_pt) {
  if (start >= end) return;
  double top = foot_pt - flow_plain_height_pt(text->notes, start, end);
  double length = width_pt * NOTE_RULE_SHARE;
  gboolean ltr = text->locale->direction == DIRECTION_LTR;
  placer_add_rule(placer, page,
                  compose_rule(ltr ? x_pt : x_pt + width_pt - length, top - gap_pt * 0.35, length,
                               NOTE_RULE_PT, INK_TEXT, 1));
  add_list(placer, page, x_pt, top, text->notes, start, end, 0);
}

static void turn_page(Placer *placer) {
  placer->page += placer->in_spread ? 2 : 1;
  placer->used_pt = 0;
  placer->in_spread = FALSE;
}

void placer_begin_page(Placer *placer, SectionKind kind) {
  if (placer->used_pt > 0 || placer->in_spread) turn_page(placer);
  if (kind != SECTION_FACING || placer->page % 2 == 1) return;
  page_note(placer, placer->page); // stays blank
  turn_page(placer);
}

static double single_grid_pt(const Placer *placer, const Section *section) {
  return measures_grid_pt(placer->measures, section->texts[0].locale);
}

// Where the section's head begins, on this page or a new one.
static double begin_single(Placer *placer, const Section *section, double grid) {
  double height = measures_text_height_pt(placer->measures);
  double head = section->head ? section->head->height_pt + HEAD_GAP_LINES * grid : 0;
  double body = section->texts[0].body->height_pt / section->columns + 2 * grid;
  double need = head + MIN(body, LEAST_LINES * grid);
  if (section->new_page) placer_begin_page(placer, section->kind);
  double top =
      placer->used_pt > 0 ? placer_snap_pt(placer->used_pt + SECTION_GAP_LINES * grid, grid) : 0;
  if (top > 0 && top + need > height) {
    placer_begin_page(placer, section->kind);
    top = 0;
  }
  return top;
}

static void place_cuts(Placer *placer, const Section *section, const GArray *cuts,
                       const double *tops, double grid, double gap) {
  const SectionText *text = &section->texts[0];
  double height = measures_text_height_pt(placer->measures), bottom = 0;
  guint columns = section->columns, first_page = placer->page;
  guint last_page = cuts->len ? (cuts->len - 1) / columns : 0;
  for (guint i = 0; i < cuts->len; i++) {
    const ColumnCut *cut = &g_array_index(cuts, ColumnCut, i);
    if (i / columns < last_page) continue;
    double top = last_page == 0 ? tops[i % columns] : 0;
    bottom = MAX(bottom, top + cut->text_pt + cut->notes_pt);
  }
  for (guint i = 0; i < cuts->len; i++) {
    const ColumnCut *cut = &g_array_index(cuts, ColumnCut, i);
    guint page = first_page + i / columns;
    double top = i < columns ? tops[i] : 0;
    double x = placer_column_x_pt(placer, page, text->locale->direction, i % columns, columns);
    double foot = i / columns == last_page && !section->notes_at_foot ? bottom : height;
    placer_note_text(placer, page, text, NULL, FALSE);
    add_list(placer, page, x, top, text->body, cut->start, cut->end, grid);
    if (cut->shrink_pt > 0) {
      GArray *segments = placer->layout->segments;
      g_array_index(segments, Segment, segments->len - 1).shrink_pt = cut->shrink_pt;
    }
    placer_add_notes(placer, page, x, measures_column_pt(placer->measures, columns), foot, text,
                     cut->note_start, cut->note_end, gap);
    if (i / columns == last_page && cut->notes_pt > 0 && section->notes_at_foot) bottom = height;
  }
  placer->page = first_page + last_page;
  placer->used_pt = bottom;
}

// Head and aside of a section; `tops` receives where its columns begin. Returns the lowest end.
static double place_head(Placer *placer, const Section *section, double top, double grid,
                         double *tops) {
  Direction direction = section->texts[0].locale->direction;
  guint columns = section->columns, last = columns - 1;
  double below = top, end = top;
  if (section->head && section->head->count) {
    guint spanned = CLAMP(section->head_columns, 1, columns);
    double x = placer_column_x_pt(placer, placer->page, direction,
                                  direction == DIRECTION_LTR ? 0 : spanned - 1, columns);
    add_list(placer, placer->page, x, top, section->head, 0, section->head->count, grid);
    end = top + section->head->height_pt;
    below = placer_snap_pt(end + HEAD_GAP_LINES * grid, grid);
  }
  for (guint i = 0; i < columns; i++)
    tops[i] = below;
  if (section->aside && section->aside->count) {
    add_list(placer, placer->page,
             placer_column_x_pt(placer, placer->page, direction, last, columns), top,
             section->aside, 0, section->aside->count, grid);
    double aside_end = top + section->aside->height_pt;
    tops[last] = placer_snap_pt(aside_end + ASIDE_GAP_LINES * grid, grid);
    end = MAX(end, aside_end);
  }
  return end;
}

// A head whose text does not fit below it.
static gboolean is_first_page_empty(const GArray *cuts, guint columns) {
  for (guint i = 0; i < MIN(cuts->len, columns); i++) {
    const ColumnCut *cut = &g_array_index(cuts, ColumnCut, i);
    if (cut->end > cut->start || cut->note_end > cut->note_start) return FALSE;
  }
  return cuts->len > 0;
}

static void place_single(Placer *placer, Section *section) {
  SectionText *text = &section->texts[0];
  double grid = single_grid_pt(placer, section), gap = grid * NOTE_GAP_LINES;
  double height = measures_text_height_pt(placer->measures);
  double top = begin_single(placer, section, grid);
  double tops[3], firsts[3];
  placer_note_text(placer, placer->page, text, NULL, top <= 0);
  text->first_page = placer->page;
  guint segments = placer->layout->segments->len;
  double end = place_head(placer, section, top, grid, tops);
  for (guint i = 0; i < section->columns; i++)
    firsts[i] = MAX(0, height - tops[i]);
  const ColumnJob job = {
      .body = text->body,
      .notes = text->notes,
      .first_heights_pt = firsts,
      .full_height_pt = height,
      .columns = section->columns,
      .grid_pt = grid,
      .note_gap_pt = gap,
      .balanced = TRUE,
      .first_facing = placer->page % 2 == 1,
  };
  g_autoptr(GArray) cuts = columns_break(&job);
  if (top > 0 && is_first_page_empty(cuts, section->columns)) {
    placer->used_pt = height;
    g_array_set_size(placer->layout->segments, segments);
    place_single(placer, section);
    return;
  }
  guint page = placer->page;
  place_cuts(placer, section, cuts, tops, grid, gap);
  if (placer->page == page) placer->used_pt = MAX(placer->used_pt, end);
}

Layout *layout_sections(const Measures *measures, Section *const *sections, guint count,
                        Direction binding) {
  Layout *layout = g_new0(Layout, 1);
  layout->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
  layout->rules = g_array_new(FALSE, FALSE, sizeof(LayoutRule));
  layout->pages = g_array_new(FALSE, TRUE, sizeof(PageNote));
  Placer placer = {.measures = measures, .binding = binding, .layout = layout};
  for (guint i = 0; i < count; i++) {
    if (placer.in_spread && sections[i]->kind != SECTION_FACING)
      placer_begin_page(&placer, sections[i]->kind);
    if (sections[i]->kind == SECTION_SINGLE)
      place_single(&placer, sections[i]);
    else
      placer_place_rows(&placer, sections[i]);
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
