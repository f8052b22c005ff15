// The stages one by one: items, breaks, matter.
#include "fixture.h"

// Everything that typesetter_trace says of a text set in one wide line.
static char *trace(Fixture *fixture, Paragraph *paragraph) {
  GString *out = g_string_new(NULL);
  typesetter_trace(fixture->typesetter, out);
  fixture_set(fixture, paragraph, 2000);
  typesetter_trace(fixture->typesetter, NULL);
  return g_string_free(out, FALSE);
}

static char *trace_text(Fixture *fixture, const Locale *locale, const char *text) {
  return trace(fixture, fixture_paragraph(fixture, locale, text, strlen(text)));
}

static void assert_has(const char *trace, const char *line) {
  if (!strstr(trace, line)) fail_msg("no [%s] in\n%s", line, trace);
}

static void items_are_cut_at_level_script_and_font(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found = trace_text(fixture, fixture->fa, "زبان C++ است.");
  assert_has(found, "item level=1 Arab fa NotoNaskhArabic-Regular 11.50pt \"زبان \"\n"
                    "item level=2 Latn fa GentiumBookPlus 10.00pt \"C++\"\n"
                    "item level=1 Arab fa NotoNaskhArabic-Regular 11.50pt \" است.\"\n");
}

static void signs_belong_to_the_text_around_them(void **state) {
  Fixture *fixture = *state;
  g_autofree char *english = trace_text(fixture, fixture->en, "a (b) “c”, 1–2.");
  assert_has(english, "item level=0 Latn en GentiumBookPlus 10.00pt \"a (b) “c”, 1–2.\"\n");
  g_autofree char *farsi = trace_text(fixture, fixture->fa, "«سلام»، ۱۲٫۵٪؟");
  assert_has(farsi, "item level=1 Arab fa NotoNaskhArabic-Regular 11.50pt \"«سلام»، \"\n");
  assert_null(strstr(farsi, "Latn"));
}

static void colour_and_links_do_not_cut_items(void **state) {
  Fixture *fixture = *state;
  TextPiece pieces[] = {
      {"کتاب", 8, {.size_pt = 10, .lang = "fa"}, FALSE},
      {"خانه", 8, {.size_pt = 10, .lang = "fa", .ink = INK_ACCENT, .url = "#a"}, FALSE}};
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
  paragraph->pieces = pieces;
  paragraph->piece_count = 2;
  g_autofree char *found = trace(fixture, paragraph);
  assert_has(found, "\"کتابخانه\"\n");
}

static void symbols_fall_back_and_come_back(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found = trace_text(fixture, fixture->fa, "پس → و ☃");
  assert_has(found, "NotoNaskhArabic-Regular 11.50pt \"پس \"");
  assert_has(found, "\"→\"");
  assert_has(found, "NotoNaskhArabic-Regular 11.50pt \" و \"");
}

static void breaks_are_marked_by_kind(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found =
      trace_text(fixture, fixture->en, "a well-known so\u00adft https://a.example/path/x 1–2\nend");
  assert_has(found, "a |well--|known |so\u00ad~|ft |https:///|a./|example//|path/x |1–2\n||end\n");
}

static void equations_break_after_their_signs(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found = trace_text(fixture, fixture->en, "so 3 × 108 = 324 − 5 and more");
  assert_has(found, "so |3 × |108 = |324 − |5 |and |more\n");
  g_autofree char *farsi = trace_text(fixture, fixture->fa, "نه ۳ × ۱۰۸ = ۳۲۴ است");
  assert_has(farsi, "نه |۳ × |۱۰۸ = |۳۲۴ |است\n");
}

static void spaces_in_a_row_are_one_glue(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found = trace_text(fixture, fixture->en, "a   b\u00a0c");
  assert_has(found, "box 4.73 \"a\"\n");
  guint glues = 0;
  for (const char *at = found; (at = strstr(at, "glue ")); at++)
    glues++;
  assert_int_equal(glues, 2);
  assert_has(found, "glue 6.61 +3.30 -0.91 0\n");
  assert_has(found, "glue 2.20 +1.10 -0.30 10000\n");
}

// Greedy lines against the optimum: squares of what each line lacks, but the last.
static double roughness(const double *words, guint count, double space, double measure,
                        gboolean greedy, const LineList *lines) {
  double sum = 0, width = 0;
  if (greedy) {
    for (guint i = 0; i < count; i++) {
      double next = width > 0 ? width + space + words[i] : words[i];
      if (next > measure) {
        sum += (measure - width) * (measure - width);
        next = words[i];
      }
      width = next;
    }
    return sum;
  }
  guint word = 0;
  for (guint i = 0; i + 1 < lines->count; i++) {
    g_autofree char *text = line_text(&lines->lines[i]);
    width = 0;
    for (const char *at = text; *at; at++)
      if (*at == ' ') width += words[word++] + (at[1] ? space : 0);
    sum += (measure - width) * (measure - width);
  }
  return sum;
}

static void the_whole_paragraph_is_smoother_than_line_by_line(void **state) {
  Fixture *fixture = *state;
  const char *text =
      "a bbb cc dddddd e ffff ggg hhhhhhhh ii jjjjj kkk l mmmmmm nn ooooooo ppp qqqq r "
      "sssss tt uuuuuuuu vvv www x yyyyy zz aaaa b ccccccc dd eee ffffff g hhhh ii jjjjjj k";
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  guint count = g_strv_length(words);
  double widths[64];
  for (guint i = 0; i < count; i++) {
    Paragraph *word = fixture_paragraph(fixture, fixture->en, words[i], strlen(words[i]));
    widths[i] = paragraph_natural_width(fixture->typesetter, word);
  }
  double greedy = 0, optimum = 0;
  for (double measure = 70; measure < 140; measure += 3) {
    Paragraph *paragraph = fixture_paragraph(fixture, fixture->en, text, strlen(text));
    paragraph->hyphenate = FALSE;
    LineList lines = fixture_set(fixture, paragraph, measure);
    greedy += roughness(widths, count, 2.2, measure, TRUE, NULL);
    optimum += roughness(widths, count, 2.2, measure, FALSE, &lines);
  }
  assert_true(optimum < 0.8 * greedy);
}

static void a_last_line_is_not_a_crumb(void **state) {
  Fixture *fixture = *state;
  // clang-format off
  const char *text =
      "در بازارهای کهن دکان‌های هر پیشه در راسته‌ای کنار هم بودند تا خریدار "
      "جنس‌ها را با هم بسنجد و به";
  // clang-format on
  guint crumbs = 0, widths = 0;
  for (double width = 120; width < 300; width += 3) {
    LineList lines = fixture_lines(fixture, fixture->fa, text, width);
    widths++;
    crumbs += lines.lines[lines.count - 1].width_pt < 20;
  }
  assert_true(crumbs * 8 < widths);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(items_are_cut_at_level_script_and_font),
      cmocka_unit_test(signs_belong_to_the_text_around_them),
      cmocka_unit_test(colour_and_links_do_not_cut_items),
      cmocka_unit_test(symbols_fall_back_and_come_back),
      cmocka_unit_test(breaks_are_marked_by_kind),
      cmocka_unit_test(equations_break_after_their_signs),
      cmocka_unit_test(spaces_in_a_row_are_one_glue),
      cmocka_unit_test(the_whole_paragraph_is_smoother_than_line_by_line),
      cmocka_unit_test(a_last_line_is_not_a_crumb),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
