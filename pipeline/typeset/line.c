#include "typeset/line.h"

#include <string.h>

static int compare_offsets(const void *left, const void *right) {
  const LineGlyph *a = *(const LineGlyph *const *)left, *b = *(const LineGlyph *const *)right;
  return a->text_offset < b->text_offset ? -1 : a->text_offset > b->text_offset;
}

char *line_text(const Line *line) {
  g_autoptr(GPtrArray) glyphs = g_ptr_array_new();
  for (guint i = 0; i < line->run_count; i++)
    for (guint k = 0; k < line->runs[i].glyph_count; k++)
      if (line->runs[i].glyphs[k].text_bytes > 0) g_ptr_array_add(glyphs, &line->runs[i].glyphs[k]);
  if (glyphs->len > 0) qsort(glyphs->pdata, glyphs->len, sizeof(gpointer), compare_offsets);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < glyphs->len; i++) {
    const LineGlyph *glyph = glyphs->pdata[i];
    g_string_append_len(text, glyph_text(line->runs, glyph), glyph->text_bytes);
  }
  return g_string_free(text, FALSE);
}

LineInk line_ink(const Line *line) {
  LineInk out = {0, 0};
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    double unit_pt = run->size_pt / run->font->units_per_em;
    for (guint k = 0; k < run->glyph_count; k++) {
      const LineGlyph *glyph = &run->glyphs[k];
      hb_glyph_extents_t box;
      if (!hb_font_get_glyph_extents(run->font->hb, glyph->glyph_id, &box) || !box.height) continue;
      double top = glyph->y_pt + box.y_bearing * unit_pt;
      out.above_pt = MAX(out.above_pt, top);
      out.below_pt = MAX(out.below_pt, -(top + box.height * unit_pt));
    }
  }
  return out;
}

static void run_dump(const GlyphRun *run, GString *out) {
  g_string_append_printf(out, "  run %s %.2f level %u x %.2f width %.2f\n   ", run->font->name,
                         run->size_pt, run->level, run->x_pt, run->width_pt);
  for (guint i = 0; i < run->glyph_count; i++) {
    const LineGlyph *glyph = &run->glyphs[i];
    g_string_append_printf(out, " %u@%.2f", glyph->glyph_id, glyph->x_pt);
    if (glyph->y_pt != 0) g_string_append_printf(out, ",%.2f", glyph->y_pt);
    if (glyph->kashida_pt > 0) g_string_append_printf(out, "~%.2f", glyph->kashida_pt);
  }
  g_string_append_c(out, '\n');
}

void line_dump(const Line *line, GString *out) {
  g_autofree char *text = line_text(line);
  g_strdelimit(text, "\n", ' ');
  g_string_append_printf(out, "line x %.2f width %.2f", line->x_pt, line->width_pt);
  if (line->glyph_scale != 1) g_string_append_printf(out, " scale %.4f", line->glyph_scale);
  g_string_append_printf(out, "%s%s%s \"%s\"\n", line->hyphenated ? " hyphen" : "",
                         line->loose ? " loose" : "", line->is_last ? " last" : "", text);
  for (guint i = 0; i < line->run_count; i++)
    run_dump(&line->runs[i], out);
}
