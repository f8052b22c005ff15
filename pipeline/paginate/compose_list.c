#include "paginate/compose.h"

#define GAP_EM   0.45 // between a mark and its text
#define LEAST_EM 1.3  // of a mark with its gap

// PG-2 of FARSI.md: numbers, then letters, then abjad, by nesting.
static const CounterStyle counters[] = {COUNTER_DECIMAL, COUNTER_ALPHABETIC, COUNTER_ABJAD};

static const char *mark_text(const Composer *composer, const Node *list, guint index) {
  const Locale *locale = composer->locale;
  Arena *arena = composer->shared->arena;
  if (!list->list.ordered) return locale->bullets[MIN(composer->list_depth, 2)];
  gint64 value = (gint64)list->list.start + index;
  CounterStyle style = list->list.counter == LIST_COUNT_AUTO
                           ? counters[MIN(composer->ordered_depth, 2)]
                           : counters[list->list.counter - LIST_COUNT_DECIMAL];
  const char *counter = value > 0 ? locale_counter(arena, locale, style, (guint)value)
                                  : locale_integer(arena, locale, value);
  const char *suffix = list->list.delimiter == ')' ? ")" : locale->counter_suffix;
  return arena_printf(arena, "%s%s", counter, suffix);
}

static GArray *mark_pieces(Composer *composer, const Node *list, guint index) {
  TextStyle style =
      style_text(composer->shared->measures, composer->text_style, composer->locale->code);
  if (!list->list.ordered) style.ink = INK_ACCENT;
  style.node = list;
  return compose_text(composer, mark_text(composer, list, index), &style);
}

static Setting mark_setting(const Composer *composer, const Node *item) {
  Setting setting = {.node = item, .style = composer->text_style, .whole = TRUE, .flush = TRUE};
  return setting;
}

// The width of the widest mark: of the last numbers, which are the longest ones, and the first.
static double widest_mark_pt(Composer *composer, const Node *list, guint count) {
  double widest = 0;
  guint from = count > 12 ? count - 12 : 0;
  const Setting setting = mark_setting(composer, list);
  for (guint i = from; i < count; i++) {
    g_autoptr(GArray) pieces = mark_pieces(composer, list, i);
    widest = MAX(widest, compose_natural_width_pt(composer, pieces, &setting));
    if (!list->list.ordered) break;
  }
  return widest;
}

// The mark hangs at the start side, its end next to the text (PG-1). Where the block could not be
// indented any more (`outer` is no wider), it gets a line of its own.
static void add_mark(Composer *composer, const Node *list, const Node *item, guint index,
                     Region outer, double gap_pt) {
  g_autoptr(GArray) pieces = mark_pieces(composer, list, index);
  TextAlign align = TEXT_START;
  Setting setting = mark_setting(composer, item);
  setting.align = &align;
  setting.width_pt = composer->width_pt;
  LineList lines = compose_set(composer, pieces, &setting);
  if (!lines.count) return;
  const Line *line = &lines.lines[0];
  double width = line->width_pt;
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  // Where its ink begins in the column; the line's own x is what alignment made of it.
  double left =
      ltr ? composer->left_pt - gap_pt - width : composer->left_pt + composer->width_pt + gap_pt;
  Placed label = compose_place(composer, line, item, left - line->x_pt, 0);
  label.part = PART_LABEL;
  if (outer.width_pt > composer->width_pt) {
    g_array_append_val(composer->labels, label);
    return;
  }
  label.x_pt = composer->left_pt;
  label.y_pt = compose_baseline_pt(composer->grid_pt);
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  g_array_append_val(items, label);
  compose_box(composer, composer->grid_pt, label.y_pt, items);
  flow_keep(composer->flow, COST_FORBIDDEN);
}

static void compose_item(Composer *composer, const Node *list, const Node *item, guint index,
                         Region outer, double gap_pt) {
  if (index > 0) flow_space(composer->flow, composer->grid_pt * (list->list.tight ? 0 : 0.25));
  if (index == 1 || (index > 0 && !item->next)) flow_keep(composer->flow, COST_APART);
  add_mark(composer, list, item, index, outer, gap_pt);
  composer->indent_next = FALSE;
  composer->list_depth++;
  composer->ordered_depth += list->list.ordered;
  compose_node(composer, item);
  composer->ordered_depth -= list->list.ordered;
  composer->list_depth--;
  if (!composer->labels->len) return;
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed)); // an item without text
  compose_box(composer, composer->grid_pt, compose_baseline_pt(composer->grid_pt), items);
}

void compose_list(Composer *composer, const Node *list) {
  double em = compose_em(composer), gap = em * GAP_EM;
  guint count = 0, index = 0;
  for (const Node *item = list->first_child; item; item = item->next)
    count++;
  double inset = MAX(widest_mark_pt(composer, list, count) + gap, em * LEAST_EM);
  gboolean nested = composer->list_depth > 0, flush = composer->flush;
  Region outer = compose_inset(composer, MIN(inset, em * 6));
  if (!nested) compose_gap(composer, composer->grid_pt * 0.4);
  guint first = composer->flow->boxes->len;
  composer->flush = TRUE;
  for (const Node *item = list->first_child; item; item = item->next)
    compose_item(composer, list, item, index++, outer, gap);
  composer->flush = flush;
  compose_restore(composer, outer);
  composer->indent_next = FALSE;
  if (!nested) compose_settle(composer, first, composer->grid_pt * 0.4, 0.5);
}
