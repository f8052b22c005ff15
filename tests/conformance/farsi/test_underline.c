// PG-13: an underline clears the dots below the letters, in one piece.
#include "fixture.h"

#include "print/line_stroke.h"

static double lowest_ink_pt(const Line *line) {
  double lowest = 0;
  for (guint r = 0; r < line->run_count; r++)
    for (guint k = 0; k < line->runs[r].glyph_count; k++) {
      const GlyphRun *run = &line->runs[r];
      hb_glyph_extents_t ink;
      if (!hb_font_get_glyph_extents(run->font->hb, run->glyphs[k].glyph_id, &ink)) continue;
      double scale = run->size_pt / run->font->units_per_em;
      lowest = MIN(lowest, run->glyphs[k].y_pt + (ink.y_bearing + ink.height) * scale);
    }
  return lowest;
}

static void PG_13_an_underline_lies_below_all_dots(void **state) {
  Fixture *fixture = *state;
  static const char *const texts[] = {"پچپچ", "پیچیدهٔ تجربی",
                                      "می‌خواهم Google و پچپچ", "اب"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    TextPiece piece = {
        texts[i], strlen(texts[i]), {.size_pt = 10, .lang = "fa", .underline = TRUE}, FALSE};
    Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
    paragraph->pieces = &piece;
    LineList lines = fixture_set(fixture, paragraph, 500);
    GArray *strokes = line_strokes(&lines.lines[0]);
    assert_int_equal(strokes->len, 1);
    const LineStroke *stroke = &g_array_index(strokes, LineStroke, 0);
    assert_true(stroke->top_pt < lowest_ink_pt(&lines.lines[0]) - 0.3);
    assert_true(stroke->x_pt < 0.01 && stroke->width_pt > lines.lines[0].width_pt - 0.01);
    g_array_unref(strokes);
  }
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {cmocka_unit_test(PG_13_an_underline_lies_below_all_dots)};
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
