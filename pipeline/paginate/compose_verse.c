#include "paginate/compose.h"

#define GUTTER_EM       2.5 // between the hemistichs
#define GUTTER_LEAST_EM 1.2
#define SCALE_LEAST     0.88
#define FILL_LEAST_PT   0.01
#define FILL_MOST_SHARE 0.35 // of the width
#define INDENT_EM       2.0  // of a second hemistich that stands below the first

// How the couplets of one poem are set.
typedef struct {
  double scale;    // of the type: a poem that is a little too wide is set a little smaller
  double width_pt; // of every hemistich
  double gutter_pt;
  double left_pt;     // of the poem's own left edge
  gboolean stacked;   // the second hemistich below the first
  gboolean stretched; // to one width: only where the letters can be stretched (kashida)
  double leading_pt;
} VerseShape;

static GArray *hemistich_pieces(Composer *composer, const Node *hemistich, gboolean refrain,
                                double scale) {
  TextStyle style = style_text(composer->shared->measures, STYLE_VERSE, composer->lang);
  style.size_pt *= scale;
  if (refrain) style.ink = INK_ACCENT;
  return compose_inlines(composer, hemistich, &style);
}

static gboolean can_stretch(const Composer *composer) {
  Font *const *fonts = font_set_lookup(composer->shared->job->fonts, composer->lang, ROLE_VERSE,
                                       WEIGHT_REGULAR, FALSE);
  return composer->lines.kashida[KASHIDA_VERSE] != KASHIDA_OFF && fonts && fonts[0] &&
         fonts[0]->kashida;
}

static double widest_hemistich_pt(Composer *composer, const Node *verse) {
  const Setting setting = {.node = verse, .style = STYLE_VERSE, .whole = TRUE};
  double widest = 0;
  for (const Node *couplet = verse->first_child; couplet; couplet = couplet->next) {
    if (couplet->kind != NODE_COUPLET) continue;
    for (const Node *half = couplet->first_child; half; half = half->next) {
      g_autoptr(GArray) pieces = hemistich_pieces(composer, half, FALSE, 1);
      widest = MAX(widest, compose_natural_width_pt(composer, pieces, &setting));
    }
  }
  return widest;
}

static VerseShape shape_verse(Composer *composer, const Node *verse) {
  double em = style_size_pt(composer->shared->measures, STYLE_VERSE);
  double widest = widest_hemistich_pt(composer, verse) + 0.01;
  VerseShape shape = {
      .scale = 1,
      .gutter_pt = em * GUTTER_EM,
      .stretched = can_stretch(composer),
      .leading_pt = style_leading_pt(composer->shared->measures, STYLE_VERSE, composer->locale),
  };
  double half = (composer->width_pt - shape.gutter_pt) / 2;
  if (widest > half) {
    shape.gutter_pt = em * GUTTER_LEAST_EM;
    half = (composer->width_pt - shape.gutter_pt) / 2;
  }
  if (widest > half && widest * SCALE_LEAST <= half) {
    shape.scale = half / widest * 0.999;
    widest = half;
  }
  shape.stacked = widest > half;
  double most = shape.stacked ? composer->width_pt - INDENT_EM * em : half;
  shape.width_pt = MIN(widest, MAX(most, 1));
  double all =
      shape.stacked ? shape.width_pt + INDENT_EM * em : shape.width_pt * 2 + shape.gutter_pt;
  shape.left_pt = composer->left_pt + MAX(0, composer->width_pt - all) / 2;
  return shape;
}

// The left edge of hemistich `index` (0 or 1; -1 = alone in its couplet).
static double hemistich_x_pt(const Composer *composer, const VerseShape *shape, gint index) {
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  double em = style_size_pt(composer->shared->measures, STYLE_VERSE);
  if (shape->stacked) {
    gboolean shifted = (index == 1) == ltr;
    return shape->left_pt + (shifted ? INDENT_EM * em : 0);
  }
  double step = shape->width_pt + shape->gutter_pt;
  if (index < 0) return shape->left_pt + step / 2;
  return shape->left_pt + ((index == 0) == ltr ? 0 : step);
}

// Shares among the spaces what a hemistich still lacks of the poem's width when kashida and spaces
// have given what prose may take. One that is much shorter stays as it is.
static void fill_line(Line *line, double width_pt) {
  guint spaces = 0;
  double lack = width_pt - line->width_pt, moved = 0;
  for (guint i = 0; i < line->run_count; i++)
    for (guint k = 0; k < line->runs[i].glyph_count; k++)
      spaces += line->runs[i].glyphs[k].is_space && line->runs[i].glyphs[k].advance_pt > 0;
  if (lack < FILL_LEAST_PT || lack > width_pt * FILL_MOST_SHARE || !spaces) return;
  for (guint i = 0; i < line->run_count; i++) {
    GlyphRun *run = &line->runs[i];
    double before = moved;
    run->x_pt += moved;
    for (guint k = 0; k < run->glyph_count; k++) {
      LineGlyph *glyph = &run->glyphs[k];
      gboolean is_space = glyph->is_space && glyph->advance_pt > 0;
      glyph->x_pt += moved;
      if (is_space) glyph->advance_pt += lack / spaces;
      if (is_space) moved += lack / spaces;
    }
    run->width_pt += moved - before;
  }
  line->width_pt += lack;
  if (line->direction == DIRECTION_RTL) line->x_pt -= lack;
}

static LineList set_hemistich(Composer *composer, const VerseShape *shape, const Node *half,
                              gboolean alone) {
  g_autoptr(GArray) pieces =
      hemistich_pieces(composer, half, half->parent && half->parent->level == 1, shape->scale);
  TextAlign align = alone && !shape->stacked ? TEXT_CENTER
                    : shape->stretched       ? TEXT_JUSTIFY
                                             : TEXT_START;
  Setting setting = {.node = half,
                     .style = STYLE_VERSE,
                     .align = &align,
                     .leading_pt = shape->leading_pt,
                     .width_pt = shape->width_pt,
                     .whole = TRUE,
                     .flush = TRUE};
  // One that is wider than the column has to be broken like any text.
  if (compose_natural_width_pt(composer, pieces, &setting) > shape->width_pt + 0.02) {
    align = TEXT_START;
    setting.whole = FALSE;
  }
  LineList lines = compose_set(composer, pieces, &setting);
  if (align == TEXT_JUSTIFY && lines.count == 1) fill_line(&lines.lines[0], shape->width_pt);
  return lines;
}

// A couplet is one box, whatever its hemistichs need: it is never split over pages.
static void compose_couplet(Composer *composer, const VerseShape *shape, const Node *couplet) {
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  double baseline = compose_baseline_pt(shape->leading_pt), bottom = 0, tallest = 0;
  gboolean alone = couplet->first_child == couplet->last_child;
  gint index = 0;
  for (const Node *half = couplet->first_child; half; half = half->next, index++) {
    LineList lines = set_hemistich(composer, shape, half, alone);
    double x = hemistich_x_pt(composer, shape, alone ? -1 : MIN(index, 1));
    double top = shape->stacked || index > 1 ? bottom : 0;
    for (guint i = 0; i < lines.count; i++) {
      compose_marks(composer, &lines.lines[i]);
      Placed placed =
          compose_place(composer, &lines.lines[i], half, x, top + baseline + shape->leading_pt * i);
      g_array_append_val(items, placed);
    }
    bottom = top + shape->leading_pt * lines.count;
    tallest = MAX(tallest, bottom);
  }
  if (items->len) compose_box(composer, tallest, baseline, items);
}

static void compose_title(Composer *composer, const Node *title) {
  compose_paragraph(composer, title, STYLE_VERSE_TITLE);
  flow_keep(composer->flow, COST_FORBIDDEN);
  flow_space(composer->flow, composer->grid_pt * 0.25);
}

void compose_verse(Composer *composer, const Node *verse) {
  VerseShape shape = shape_verse(composer, verse);
  double grid = composer->grid_pt;
  guint index = 0, count = 0;
  for (const Node *child = verse->first_child; child; child = child->next)
    count += child->kind == NODE_COUPLET;
  compose_gap(composer, grid / 2);
  composer->indent_next = FALSE;
  for (const Node *child = verse->first_child; child; child = child->next) {
    if (child->kind == NODE_COUPLET) {
      compose_start(composer, child);
      if (shape.stacked && index > 0) flow_space(composer->flow, grid * 0.25);
      // A poem of a few couplets stays whole; a long one never leaves a couplet alone.
      if (index > 0)
        flow_keep(composer->flow,
                  count <= 4 || index == 1 || index == count - 1 ? COST_DEAR * 6 : COST_DEAR / 2);
      compose_couplet(composer, &shape, child);
      index++;
    } else if (child->kind == NODE_HEADING) {
      compose_start(composer, child);
      compose_title(composer, child);
      composer->indent_next = FALSE;
    } else {
      compose_node(composer, child);
    }
  }
  flow_space(composer->flow, grid / 2);
  flow_snap(composer->flow);
  composer->indent_next = FALSE;
}
