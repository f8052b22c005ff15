#include <string.h>
#include <unicode/utf8.h>

#include "paginate/compose.h"

#define QUOTE_INSET_EM 1.3
#define BAR_WIDE_PT    2.0 // beside an admonition
#define LABEL_LINES    1.0

// A bar at the start side of the block in hand (PG-10 of FARSI.md), until bar_close.
static void bar_open(Composer *composer, Region region, double width_pt, double tint) {
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  const ComposeBar bar = {
      .x_pt = ltr ? region.left_pt : region.left_pt + region.width_pt - width_pt,
      .width_pt = width_pt,
      .ink = INK_ACCENT,
      .tint = tint,
  };
  g_array_append_val(composer->bars, bar);
}

// The blocks of a quote, beside its bar; who said it stands without one.
static void compose_blocks(Composer *composer, const Node *quote) {
  guint bars = composer->bars->len;
  for (const Node *child = quote->first_child; child; child = child->next) {
    if (child->kind == NODE_ATTRIBUTION) g_array_set_size(composer->bars, bars - 1);
    compose_node(composer, child);
  }
  g_array_set_size(composer->bars, bars - 1);
}

static void close_quote(Composer *composer, double space_pt) {
  flow_space(composer->flow, space_pt);
  flow_snap(composer->flow);
  composer->indent_next = FALSE;
}

static void compose_plain_quote(Composer *composer, const Node *quote) {
  Region region = compose_inset(composer, compose_em(composer) * QUOTE_INSET_EM);
  compose_gap(composer, composer->grid_pt / 2);
  composer->indent_next = FALSE;
  bar_open(composer, region, COMPOSE_BAR_PT, 0.6);
  compose_blocks(composer, quote);
  compose_restore(composer, region);
  close_quote(composer, composer->grid_pt / 2);
}

// The word that names an admonition («هشدار»), on a line of the grid, never alone at a page's end.
static void compose_label(Composer *composer, const Node *quote) {
  g_autofree char *key = g_strdup_printf("admonition.%s", quote_kind_name(quote->quote));
  TextStyle style = style_text(composer->shared->measures, STYLE_LABEL, composer->locale->code);
  const Setting setting = {.node = quote,
                           .style = STYLE_LABEL,
                           .leading_pt = composer->grid_pt * LABEL_LINES,
                           .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, locale_string(composer->locale, key), &style);
  LineList lines = compose_set(composer, pieces, &setting);
  compose_lines(composer, &lines, quote, setting.leading_pt);
  flow_keep(composer->flow, COST_FORBIDDEN);
}

static void compose_admonition(Composer *composer, const Node *quote) {
  // What may do harm has a bar of full ink.
  gboolean grave = quote->quote == QUOTE_WARNING || quote->quote == QUOTE_CAUTION ||
                   quote->quote == QUOTE_IMPORTANT;
  Region region = compose_inset(composer, compose_em(composer) * QUOTE_INSET_EM);
  compose_gap(composer, composer->grid_pt / 2);
  composer->indent_next = FALSE;
  guint first = composer->flow->boxes->len;
  bar_open(composer, region, BAR_WIDE_PT, grave ? 1 : 0.4);
  compose_label(composer, quote);
  compose_blocks(composer, quote);
  compose_restore(composer, region);
  composer->indent_next = FALSE;
  compose_settle(composer, first, composer->grid_pt / 2, 0.5);
}

static void append_mark(Composer *composer, GArray *pieces, const char *mark,
                        const TextStyle *style, gboolean before) {
  g_autoptr(GArray) own = compose_text(composer, mark, style);
  if (before)
    g_array_prepend_vals(pieces, own->data, own->len);
  else
    g_array_append_vals(pieces, own->data, own->len);
}

static double mark_width_pt(Composer *composer, const char *mark, const TextStyle *style) {
  const Setting setting = {.style = STYLE_PULL, .whole = TRUE, .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, mark, style);
  return compose_natural_width_pt(composer, pieces, &setting);
}

// A paragraph of a pull quote. Its opening mark hangs outside the column, so that the lines begin
// where those of the text do; a break within it is never taken where another is left.
static void compose_pulled(Composer *composer, const Node *paragraph, gboolean marked,
                           gboolean is_first, gboolean is_last) {
  TextStyle style = style_text(composer->shared->measures, STYLE_PULL, composer->lang);
  g_autoptr(GArray) pieces = compose_inlines(composer, paragraph, &style);
  if (!pieces->len) return;
  const char *open = composer->locale->quotes[0][0], *close = composer->locale->quotes[0][1];
  double hang = is_first || marked ? mark_width_pt(composer, open, &style) : 0;
  gboolean hangs = is_first && hang > 0 && hang < composer->width_pt / 4;
  if (is_first && !marked) append_mark(composer, pieces, open, &style, TRUE);
  if (is_last && !marked) append_mark(composer, pieces, close, &style, FALSE);
  Region region = {composer->left_pt, composer->width_pt};
  if (hangs) {
    composer->width_pt += hang;
    if (composer->locale->direction == DIRECTION_LTR) composer->left_pt -= hang;
  }
  const Setting setting = {
      .node = paragraph,
      .style = STYLE_PULL,
      .leading_pt = style_leading_pt(composer->shared->measures, STYLE_PULL, composer->locale),
      .hang_pt = hangs ? hang : 0,
      .flush = TRUE,
  };
  LineList lines = compose_set(composer, pieces, &setting);
  guint first = composer->flow->boxes->len;
  compose_lines(composer, &lines, paragraph, setting.leading_pt);
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  for (guint i = first + 1; i < composer->flow->boxes->len; i++)
    boxes[i].cost = COST_FORBIDDEN;
  compose_restore(composer, region);
}

static void compose_pull(Composer *composer, const Node *quote) {
  gboolean marked = quote_is_marked(quote), is_first = TRUE;
  compose_gap(composer, composer->grid_pt * 0.75);
  composer->indent_next = FALSE;
  guint first = composer->flow->boxes->len;
  for (const Node *child = quote->first_child; child; child = child->next) {
    if (first < composer->flow->boxes->len) flow_keep(composer->flow, COST_FORBIDDEN);
    if (child->kind != NODE_PARAGRAPH) {
      compose_node(composer, child);
      continue;
    }
    gboolean is_last = !child->next || child->next->kind == NODE_ATTRIBUTION;
    const char *lang = composer->lang;
    if (child->lang) composer->lang = child->lang;
    compose_start(composer, child);
    compose_pulled(composer, child, marked, is_first, is_last);
    composer->lang = lang;
    is_first = FALSE;
  }
  composer->indent_next = FALSE;
  compose_settle(composer, first, composer->grid_pt * 0.75, 0.5);
}

void compose_quote(Composer *composer, const Node *quote) {
  if (quote_is_admonition(quote->quote))
    compose_admonition(composer, quote);
  else if (quote->quote == QUOTE_PULL)
    compose_pull(composer, quote);
  else
    compose_plain_quote(composer, quote);
}
