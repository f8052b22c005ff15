#include <string.h>

#include "locale/token.h"
#include "paginate/compose.h"

#define TAB_WIDTH 4
#define HANG_EM   2.0 // of a line that goes on below
#define HOOK_PT   0.5 // the strokes of the mark before it
#define BAR_GAP   0.9 // em, between the bar and the code

// Code reads left to right and stands at the left in every language (BD-12 of FARSI.md).

// A line with its tabs as spaces, in the arena.
static char *expand_tabs(Arena *arena, const char *line, gsize length) {
  GString *out = g_string_new(NULL);
  guint column = 0;
  for (gsize i = 0; i < length; i++) {
    if (line[i] == '\r') continue;
    if (line[i] != '\t') {
      g_string_append_c(out, line[i]);
      column += ((guchar)line[i] & 0xC0) != 0x80;
      continue;
    }
    do
      g_string_append_c(out, ' ');
    while (++column % TAB_WIDTH);
  }
  return arena_take_string(arena, out);
}

// An angle of two strokes before a line that goes on: no font has to have an arrow.
static void add_hook(GArray *items, double left_pt, double baseline_pt, double em) {
  double x = left_pt + em * 0.7, high = baseline_pt - em * 0.75, low = baseline_pt - em * 0.25;
  Placed stem = compose_rule(x, high, HOOK_PT, low - high + HOOK_PT, INK_ACCENT, 1);
  Placed foot = compose_rule(x, low, em * 0.6, HOOK_PT, INK_ACCENT, 1);
  g_array_append_val(items, stem);
  g_array_append_val(items, foot);
}

// Code without a letter of another script has the line height of its own: the same beside text in
// any language.
static double code_leading_pt(const Composer *composer, const char *text) {
  const Measures *measures = composer->shared->measures;
  double size = style_size_pt(measures, STYLE_CODE);
  if (token_letters(text, strlen(text)) & (TOKEN_HAS_RTL | TOKEN_HAS_RTL_SIGNS))
    return style_leading_pt(measures, STYLE_CODE, composer->locale);
  return measures_script_leading_pt(measures, "Latn", size,
                                    style_lookup(STYLE_CODE)->leading_share);
}

static void compose_code_line(Composer *composer, const Node *code, const char *text,
                              double leading, guint *index) {
  const ComposeJob *shared = composer->shared;
  TextStyle style = style_text(shared->measures, STYLE_CODE, composer->lang);
  style.node = code;
  g_autoptr(GArray) pieces = compose_text(composer, text, &style);
  double baseline = compose_baseline_pt(leading);
  const Setting setting = {.node = code,
                           .style = STYLE_CODE,
                           .leading_pt = leading,
                           .hang_pt = HANG_EM * style.size_pt,
                           .left_to_right = TRUE};
  LineList lines = compose_set(composer, pieces, &setting);
  for (guint i = 0; i < MAX(lines.count, 1); i++) {
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
    if (lines.count) {
      Placed placed = compose_place(composer, &lines.lines[i], code, composer->left_pt, baseline);
      g_array_append_val(items, placed);
    }
    if (i > 0) add_hook(items, composer->left_pt, baseline, style.size_pt);
    if (*index > 0)
      flow_keep(composer->flow, *index < 3 ? COST_WIDOW : i ? COST_DEAR * 2 : COST_DEAR);
    compose_box(composer, leading, baseline, items);
    (*index)++;
  }
}

// The last two lines stay together, as the first ones do.
static void keep_end(Composer *composer, guint first) {
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  guint count = composer->flow->boxes->len;
  for (guint i = MAX(first + 1, count > 2 ? count - 2 : 0); i < count; i++)
    boxes[i].cost = MAX(boxes[i].cost, COST_WIDOW);
}

void compose_code(Composer *composer, const Node *code) {
  const char *text = code->text ? code->text : "";
  gsize length = strlen(text);
  while (length && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  double em = compose_em(composer), leading = code_leading_pt(composer, text);
  Region region = {composer->left_pt, composer->width_pt};
  // Bar and inset are at the left, where the code begins, and not at the language's start side.
  const ComposeBar bar = {
      .x_pt = region.left_pt, .width_pt = COMPOSE_BAR_PT, .ink = INK_MUTED, .tint = 0.45};
  if (region.width_pt > em * 4) {
    composer->left_pt += em * BAR_GAP;
    composer->width_pt -= em * BAR_GAP;
  }
  compose_gap(composer, composer->grid_pt / 2);
  g_array_append_val(composer->bars, bar);
  guint first = composer->flow->boxes->len, index = 0;
  for (gsize start = 0; start <= length;) {
    const char *feed = memchr(text + start, '\n', length - start);
    gsize end = feed ? (gsize)(feed - text) : length;
    compose_code_line(composer, code,
                      expand_tabs(composer->shared->arena, text + start, end - start), leading,
                      &index);
    start = end + 1;
  }
  keep_end(composer, first);
  g_array_set_size(composer->bars, composer->bars->len - 1);
  compose_restore(composer, region);
  compose_settle(composer, first, composer->grid_pt / 2, 0.5);
  composer->indent_next = FALSE;
}
