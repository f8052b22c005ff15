#include "print/line_stroke.h"

#define CLEARANCE_EM 0.06 // between the lowest ink and the underline
#define STRIKE_EM    0.27 // above the baseline: through x-height letters and the teeth of Arabic ones

static double lowest_ink_pt(const GlyphRun *run) {
  double lowest = 0, scale = run->size_pt / run->font->units_per_em;
  for (guint i = 0; i < run->glyph_count; i++) {
    hb_glyph_extents_t extents;
    const LineGlyph *glyph = &run->glyphs[i];
    if (hb_font_get_glyph_extents(run->font->hb, glyph->glyph_id, &extents))
      lowest = MIN(lowest, glyph->y_pt + (extents.y_bearing + extents.height) * scale);
  }
  return lowest;
}

static LineStroke run_underline(const GlyphRun *run) {
  double position = -run->font->underline_position_em * run->size_pt;
  LineStroke stroke = {run->x_pt, run->width_pt, 0, 0, run->style->ink};
  if (position > 0) position = -position; // fonts and their readers differ in the sign
  stroke.thickness_pt = CLAMP(run->font->underline_thickness_em, 0.03, 0.1) * run->size_pt;
  stroke.top_pt = MIN(position, lowest_ink_pt(run) - CLEARANCE_EM * run->size_pt);
  return stroke;
}

// Neighbours in one colour are one stroke, at the depth of the deepest.
static void add_underline(GArray *strokes, const GlyphRun *run, gboolean joins) {
  LineStroke stroke = run_underline(run);
  LineStroke *last =
      strokes->len && joins ? &g_array_index(strokes, LineStroke, strokes->len - 1) : NULL;
  if (!last || last->ink != stroke.ink) {
    g_array_append_val(strokes, stroke);
    return;
  }
  last->width_pt = stroke.x_pt + stroke.width_pt - last->x_pt;
  last->top_pt = MIN(last->top_pt, stroke.top_pt);
  last->thickness_pt = MAX(last->thickness_pt, stroke.thickness_pt);
}

gboolean line_has_strokes(const Line *line) {
  for (guint i = 0; i < line->run_count; i++)
    if (line->runs[i].style->underline || line->runs[i].style->strike) return TRUE;
  return FALSE;
}

GArray *line_strokes(const Line *line) {
  GArray *strokes = g_array_new(FALSE, FALSE, sizeof(LineStroke));
  gboolean before = FALSE;
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    if (run->style->underline && run->width_pt > 0) add_underline(strokes, run, before);
    before = run->style->underline;
  }
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    if (!run->style->strike || run->width_pt <= 0) continue;
    LineStroke stroke = {run->x_pt, run->width_pt, STRIKE_EM * run->size_pt, 0, run->style->ink};
    stroke.thickness_pt = 0.05 * run->size_pt;
    g_array_append_val(strokes, stroke);
  }
  return strokes;
}
