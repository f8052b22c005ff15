#include "paginate/contents.h"

#include <math.h>
#include <string.h>

#define HAIRLINE_PT 0.25
#define DOT_PT      1.0
#define PITCH_EM    0.5 // of leader dots; all dots of a column stand on one grid
#define GAP_EM      0.5 // between title, dots and number
#define LEAST_DOTS  2

static const Setting title_setting = {.style = STYLE_CONTENTS, .flush = TRUE};

#define STEP_EM 1.2 // of each level of sections

static GArray *entry_pieces(Composer *composer, const char *text, const ContentsEntry *entry) {
  TextStyle style = style_text(composer->shared->measures, STYLE_CONTENTS, composer->lang);
  if (entry && entry->destination)
    style.url = arena_printf(composer->shared->arena, "#%s", entry->destination);
  return compose_text(composer, text, &style);
}

double contents_number_pt(Composer *composer, const ContentsEntry *entries, guint count) {
  const char *three = locale_integer(composer->shared->arena, composer->locale, 888);
  g_autoptr(GArray) least = entry_pieces(composer, three, NULL);
  double widest = compose_natural_width_pt(composer, least, &title_setting);
  for (guint i = 0; i < count; i++) {
    // All digits are of one width: only the length of a label can make a difference.
    if (strlen(entries[i].label) <= strlen(three)) continue;
    g_autoptr(GArray) pieces = entry_pieces(composer, entries[i].label, NULL);
    widest = MAX(widest, compose_natural_width_pt(composer, pieces, &title_setting));
  }
  return widest + 0.01;
}

// Dots from `left_pt` to `right_pt`, at multiples of the pitch from the column's left edge.
static void add_dots(Composer *composer, GArray *items, double left_pt, double right_pt,
                     double baseline_pt) {
  double em = style_size_pt(composer->shared->measures, STYLE_CONTENTS), pitch = em * PITCH_EM;
  double first = ceil(left_pt / pitch) * pitch, last = floor(right_pt / pitch) * pitch;
  if (last - first < pitch * (LEAST_DOTS - 1)) return;
  Placed dots =
      compose_rule(first, baseline_pt - DOT_PT, last - first + 0.01, DOT_PT, INK_MUTED, 1);
  dots.kind = PLACED_DOTS;
  dots.pitch_pt = pitch;
  g_array_append_val(items, dots);
}

static void add_number(Composer *composer, GArray *items, const ContentsEntry *entry,
                       double number_pt, double baseline_pt, const Line *last) {
  double em = style_size_pt(composer->shared->measures, STYLE_CONTENTS), gap = em * GAP_EM;
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  double left = composer->left_pt, right = left + composer->width_pt;
  double number_x = ltr ? right - number_pt : left;
  static const TextAlign end = TEXT_END;
  Setting setting = title_setting;
  setting.align = &end;
  setting.width_pt = number_pt;
  setting.whole = TRUE;
  g_autoptr(GArray) pieces = entry_pieces(composer, entry->label, entry);
  LineList lines = compose_set(composer, pieces, &setting);
  if (!lines.count) return;
  const Line *number = &lines.lines[0];
  Placed placed = compose_place(composer, number, NULL, number_x, baseline_pt);
  g_array_append_val(items, placed);
  double text_x = ltr ? left : left + number_pt + gap;
  if (ltr)
    add_dots(composer, items, text_x + last->x_pt + last->width_pt + gap,
             number_x + number->x_pt - gap, baseline_pt);
  else
    add_dots(composer, items, number_x + number->x_pt + number->width_pt + gap,
             text_x + last->x_pt - gap, baseline_pt);
}

// What an article is about.
static void compose_entry_summary(Composer *composer, const ContentsEntry *entry) {
  if (!entry->summary) return;
  guint first = composer->flow->boxes->len;
  compose_plain(composer, entry->summary, STYLE_CONTENTS_SUMMARY, NULL);
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  for (guint i = first; i < composer->flow->boxes->len; i++)
    boxes[i].cost = COST_FORBIDDEN;
}

static void compose_entry(Composer *composer, const ContentsEntry *entry, double number_pt) {
  const ComposeJob *shared = composer->shared;
  double gap = style_size_pt(shared->measures, STYLE_CONTENTS) * GAP_EM;
  double leading = style_leading_pt(shared->measures, STYLE_CONTENTS, composer->locale);
  double baseline = compose_baseline_pt(leading);
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  Setting setting = title_setting;
  setting.leading_pt = leading;
  Region region = compose_inset(composer, entry->depth * STEP_EM *
                                              style_size_pt(shared->measures, STYLE_CONTENTS));
  setting.width_pt = MAX(1, composer->width_pt - number_pt - gap);
  setting.hang_pt = gap * 2;
  compose_part(composer, entry->part + 1);
  g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
  g_autoptr(GArray) title = entry_pieces(composer, entry->title, entry);
  if (title->len)
    compose_number_piece(composer, entry->number, &g_array_index(title, TextPiece, 0).style,
                         pieces);
  g_array_append_vals(pieces, title->data, title->len);
  LineList lines = compose_set(composer, pieces, &setting);
  const Division *before = compose_divide(composer, DIVISION_ENTRY);
  for (guint i = 0; i < lines.count; i++) {
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
    const Line *line = &lines.lines[i];
    double x = composer->left_pt + (ltr ? 0 : number_pt + gap);
    Placed placed = compose_place(composer, line, NULL, x, baseline);
    g_array_append_val(items, placed);
    if (i + 1 == lines.count) add_number(composer, items, entry, number_pt, baseline, line);
    if (i > 0) flow_keep(composer->flow, COST_FORBIDDEN);
    compose_box(composer, leading, baseline, items);
  }
  compose_entry_summary(composer, entry);
  composer->division = before;
  compose_restore(composer, region);
  flow_space(composer->flow, leading * (entry->summary ? 0.5 : 0.2));
}

static void compose_hairline(Composer *composer) {
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  Placed rule = compose_rule(composer->left_pt, 0, composer->width_pt, HAIRLINE_PT, INK_TEXT, 1);
  g_array_append_val(items, rule);
  flow_keep(composer->flow, COST_FORBIDDEN);
  compose_box(composer, HAIRLINE_PT, 0, items);
}

void contents_compose(Composer *composer, const ContentsEntry *entries, guint count,
                      double number_pt, gboolean boxed) {
  double grid = composer->grid_pt;
  if (boxed) {
    compose_hairline(composer);
    flow_space(composer->flow, grid * 0.2);
  }
  compose_part(composer, 0);
  compose_plain(composer, locale_string(composer->locale, "digest.contents"), STYLE_CONTENTS_TITLE,
                NULL);
  flow_keep(composer->flow, COST_FORBIDDEN);
  flow_space(composer->flow, grid * 0.25);
  const Division *before = compose_divide(composer, DIVISION_CONTENTS);
  for (guint i = 0; i < count; i++) {
    // No entry stands alone before or after a column's end.
    if (i == 1 || (i > 0 && i + 1 == count)) flow_keep(composer->flow, COST_APART);
    compose_entry(composer, &entries[i], number_pt);
  }
  composer->division = before;
  if (boxed) {
    flow_space(composer->flow, grid * 0.4);
    compose_hairline(composer);
  }
}
