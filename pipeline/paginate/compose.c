#include "paginate/compose.h"

#include <string.h>

#include "paginate/back_index.h"
#include "paginate/note.h"

// The share of a line's height that lies above its baseline.
#define ABOVE_BASELINE 0.74
// A block that is nested deeper is no longer indented.
#define NARROWEST_EM 9.0
// Nodes nested deeper than this are set as plain text.
#define DEPTH_MOST 200

Composer *compose_new(ComposeJob *shared, const Post *post, const Locale *locale, double width_pt) {
  Composer *composer = g_new0(Composer, 1);
  composer->shared = shared;
  composer->post = post;
  composer->locale = locale;
  composer->lang = post && post->lang ? post->lang : locale->code;
  composer->division = shared->division;
  compose_divide(composer, post ? DIVISION_ARTICLE : DIVISION_SECTION);
  composer->flow = flow_builder_new(shared->arena);
  composer->width_pt = width_pt;
  composer->grid_pt = measures_grid_pt(shared->measures, locale);
  composer->tallest_pt = measures_text_height_pt(shared->measures) * 0.6;
  composer->text_style = STYLE_BODY;
  composer->lines = shared->job->digest->lines;
  composer->bars = g_array_new(FALSE, FALSE, sizeof(ComposeBar));
  composer->labels = g_array_new(FALSE, FALSE, sizeof(Placed));
  composer->inline_images = g_ptr_array_new();
  composer->starts = g_array_new(FALSE, FALSE, sizeof(BlockStart));
  if (post) note_open(composer);
  return composer;
}

void compose_free(Composer *composer) {
  if (!composer) return;
  note_close(composer);
  flow_builder_free(composer->flow);
  g_array_unref(composer->bars);
  g_array_unref(composer->labels);
  g_array_unref(composer->starts);
  g_ptr_array_unref(composer->inline_images);
  g_free(composer);
}

const Division *compose_divide(Composer *composer, DivisionKind kind) {
  const Division *before = composer->division;
  Division *division = ARENA_NEW(composer->shared->arena, Division);
  *division = (Division){kind, before, composer->lang};
  composer->division = division;
  return before;
}

const Locale *compose_locale(const Composer *composer, const char *lang) {
  const DigestJob *job = composer->shared->job;
  gint index = publication_language(job->publication, lang);
  return index >= 0 ? job->locales[index] : NULL;
}

double compose_em(const Composer *composer) {
  return style_size_pt(composer->shared->measures, composer->text_style);
}

Region compose_inset(Composer *composer, double start_pt) {
  Region before = {composer->left_pt, composer->width_pt};
  if (composer->width_pt - start_pt < NARROWEST_EM * compose_em(composer)) return before;
  if (composer->locale->direction == DIRECTION_LTR) composer->left_pt += start_pt;
  composer->width_pt -= start_pt;
  return before;
}

void compose_restore(Composer *composer, Region region) {
  composer->left_pt = region.left_pt;
  composer->width_pt = region.width_pt;
}

void compose_settle(Composer *composer, guint first, double after_pt, double share_above) {
  // What stands close below a heading gets no space between them.
  gboolean close = first < composer->flow->boxes->len &&
                   g_array_index(composer->flow->boxes, FlowBox, first).cost >= COST_FORBIDDEN;
  flow_settle(composer->flow, first, after_pt, close ? 0 : share_above,
              composer->spaced ? 0 : composer->grid_pt);
}

void compose_gap(Composer *composer, double space_pt) {
  if (composer->flow->cost < COST_FORBIDDEN) flow_space(composer->flow, space_pt);
}

double compose_baseline_pt(double leading_pt) {
  return leading_pt * ABOVE_BASELINE;
}

Placed compose_place(Composer *composer, const Line *line, const Node *node, double x_pt,
                     double y_pt) {
  Placed placed = {
      .kind = PLACED_LINE,
      .part = PART_BODY,
      .x_pt = x_pt,
      .y_pt = y_pt,
      .width_pt = line->width_pt,
      .height_pt = line->leading_pt,
      .line = line,
      .node = node,
      .division = composer->division,
      .lang = composer->lang,
      .order = composer->shared->order++,
  };
  return placed;
}

Placed compose_rule(double x_pt, double y_pt, double width_pt, double height_pt, Ink ink,
                    double tint) {
  Placed placed = {
      .kind = PLACED_RULE,
      .part = PART_ARTIFACT,
      .x_pt = x_pt,
      .y_pt = y_pt,
      .width_pt = width_pt,
      .height_pt = height_pt,
      .ink = ink,
      .tint = tint,
  };
  return placed;
}

static void add_bars(Composer *composer, double height_pt, GArray *items) {
  for (guint i = 0; i < composer->bars->len; i++) {
    ComposeBar *bar = &g_array_index(composer->bars, ComposeBar, i);
    // From the second box on the bar bridges the space above; a page cuts off what sticks out.
    double above = bar->begun ? composer->flow->space_pt : 0;
    Placed rule =
        compose_rule(bar->x_pt, -above, bar->width_pt, height_pt + above, bar->ink, bar->tint);
    g_array_append_val(items, rule);
    bar->begun = TRUE;
  }
}

FlowBox *compose_box(Composer *composer, double height_pt, double baseline_pt, GArray *items) {
  for (guint i = 0; i < composer->labels->len; i++) {
    Placed label = g_array_index(composer->labels, Placed, i);
    label.y_pt = baseline_pt > 0 ? baseline_pt : compose_baseline_pt(composer->grid_pt);
    g_array_prepend_val(items, label);
  }
  g_array_set_size(composer->labels, 0);
  add_bars(composer, height_pt, items);
  FlowBox *box =
      flow_add(composer->flow, height_pt, (const Placed *)(const void *)items->data, items->len);
  box->baseline_pt = baseline_pt;
  return box;
}

void compose_marks(Composer *composer, const Line *line) {
  for (guint i = 0; i < line->footnote_count; i++)
    note_mark(composer, line->footnotes[i]);
  back_index_mark(composer, line);
}

static void add_line(Composer *composer, const LineList *lines, guint i, const Node *node,
                     double leading_pt) {
  const Line *line = &lines->lines[i];
  double baseline = compose_baseline_pt(leading_pt);
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  Placed placed = compose_place(composer, line, node, composer->left_pt, baseline);
  g_array_append_val(items, placed);
  if (i == 1 || (i > 0 && i == lines->count - 1)) flow_keep(composer->flow, COST_WIDOW);
  if (i > 0 && lines->lines[i - 1].hyphenated) flow_keep(composer->flow, COST_MILD);
  compose_marks(composer, line);
  compose_box(composer, leading_pt, baseline, items);
}

void compose_lines(Composer *composer, const LineList *lines, const Node *node, double leading_pt) {
  for (guint i = 0; i < lines->count; i++)
    add_line(composer, lines, i, node, leading_pt);
}

void compose_display(Composer *composer, const LineList *lines, const Node *node,
                     double leading_pt) {
  double baseline = compose_baseline_pt(leading_pt), below = 0;
  for (guint i = 0; i < lines->count; i++) {
    LineInk ink = line_ink(&lines->lines[i]);
    flow_space(composer->flow, composer->flow->space_pt + MAX(0, below + ink.above_pt - baseline));
    add_line(composer, lines, i, node, leading_pt);
    below = MAX(0, ink.below_pt - (leading_pt - baseline));
  }
}

// A node as plain text: for what is nested deeper than any reader could follow.
static void compose_flat(Composer *composer, const Node *node) {
  g_autofree char *text = node_plain_text(node);
  compose_plain(composer, text, composer->text_style, NULL);
}

void compose_start(Composer *composer, const Node *node) {
  BlockStart start = {.node = node, .box = composer->flow->boxes->len};
  g_array_append_val(composer->starts, start);
}

void compose_part(Composer *composer, guint part) {
  const BlockStart start = {.part = part, .box = composer->flow->boxes->len};
  g_array_append_val(composer->starts, start);
}

static void compose_rule_block(Composer *composer, const Node *node) {
  double pitch = compose_em(composer), middle = composer->left_pt + composer->width_pt / 2;
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  Placed dots =
      compose_rule(middle - pitch, composer->grid_pt * 0.6, 2 * pitch + 0.1, 2, INK_ACCENT, 1);
  dots.kind = PLACED_DOTS;
  dots.pitch_pt = pitch;
  dots.node = node;
  g_array_append_val(items, dots);
  flow_keep(composer->flow, COST_MILD);
  compose_box(composer, composer->grid_pt, 0, items);
  composer->indent_next = FALSE;
}

void compose_children(Composer *composer, const Node *node) {
  for (const Node *child = node->first_child; child; child = child->next)
    compose_node(composer, child);
}

static void compose_kind(Composer *composer, const Node *node) {
  switch (node->kind) {
  case NODE_HEADING: compose_heading(composer, node); break;
  case NODE_PARAGRAPH: compose_paragraph(composer, node, composer->text_style); break;
  case NODE_ATTRIBUTION:
    flow_keep(composer->flow, COST_FORBIDDEN);
    compose_paragraph(composer, node, STYLE_CREDIT);
    break;
  case NODE_CAPTION: compose_paragraph(composer, node, STYLE_CAPTION); break;
  case NODE_HTML_BLOCK:
    if (node->first_child) compose_paragraph(composer, node, composer->text_style);
    break;
  case NODE_QUOTE: compose_quote(composer, node); break;
  case NODE_LIST: compose_list(composer, node); break;
  case NODE_CODE_BLOCK: compose_code(composer, node); break;
  case NODE_RULE: compose_rule_block(composer, node); break;
  case NODE_TABLE: compose_table(composer, node); break;
  case NODE_FIGURE: compose_figure(composer, node); break;
  case NODE_VERSE: compose_verse(composer, node); break;
  case NODE_FOOTNOTE: break; // set where it is marked
  default: compose_children(composer, node); break;
  }
}

void compose_node(Composer *composer, const Node *node) {
  if (!node_is_block(node)) return;
  if (composer->depth >= DEPTH_MOST) {
    compose_flat(composer, node);
    return;
  }
  const Locale *locale = composer->locale;
  const char *lang = composer->lang;
  if (node->lang) {
    const Locale *own = compose_locale(composer, node->lang);
    composer->locale = own ? own : locale;
    composer->lang = node->lang;
  }
  compose_start(composer, node);
  if (node->id && composer->anchor)
    flow_name(composer->flow,
              arena_printf(composer->shared->arena, "%s-b-%s", composer->anchor, node->id));
  composer->depth++;
  compose_kind(composer, node);
  composer->depth--;
  composer->locale = locale;
  composer->lang = lang;
}

void compose_body(Composer *composer) {
  const Node *body = composer->post->body;
  if (!body) return;
  composer->top_level = 6;
  for (const Node *node = body->first_child; node; node = node->next)
    if (node->kind == NODE_HEADING)
      composer->top_level = MIN(composer->top_level, MAX(node->level, 1));
  compose_children(composer, body);
  compose_qr(composer);
  note_finish(composer);
}
