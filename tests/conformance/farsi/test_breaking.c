// LB: where lines may end.
#include "fixture.h"

// The text set as narrow as may be, so that every break that is allowed is taken; lines joined by
// "|".
static char *break_everywhere(Fixture *fixture, const Locale *locale, const char *text) {
  Paragraph *paragraph = fixture_paragraph(fixture, locale, text, strlen(text));
  paragraph->align = TEXT_START;
  paragraph->hyphenate = FALSE;
  // A line holds the widest unit and nothing beside it.
  double width = 4;
  LineList lines;
  for (;; width *= 1.02) {
    guint before = diagnostic_list_length(fixture->faults);
    lines = fixture_set(fixture, paragraph, width);
    gboolean broken = FALSE;
    for (guint i = before; i < diagnostic_list_length(fixture->faults); i++)
      broken |= diagnostic_list_at(fixture->faults, i)->kind == DIAGNOSTIC_WORD_BROKEN;
    if (!broken) break;
  }
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < lines.count; i++) {
    g_autofree char *line = line_text(&lines.lines[i]);
    g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", line);
  }
  return g_string_free(out, FALSE);
}

// At no width does a line end inside the unit.
static void assert_whole_at_every_width(Fixture *fixture, const Locale *locale, const char *text,
                                        const char *unit) {
  Paragraph *paragraph = fixture_paragraph(fixture, locale, text, strlen(text));
  TextPiece alone = {unit, strlen(unit), {.size_pt = 10, .lang = locale->code}, FALSE};
  Paragraph *part = fixture_paragraph(fixture, locale, "", 0);
  part->pieces = &alone;
  double least = paragraph_natural_width(fixture->typesetter, part) * 1.2;
  for (double width = least; width < least + 150; width += 1.5) {
    LineList lines = fixture_set(fixture, paragraph, width);
    gboolean whole = FALSE;
    for (guint i = 0; i < lines.count; i++) {
      g_autofree char *line = line_text(&lines.lines[i]);
      whole |= strstr(line, unit) != NULL;
    }
    if (!whole) fail_msg("broken at %.1f pt: %s", width, unit);
  }
}

static void LB_1_breaks_stand_at_spaces_and_after_punctuation(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found = break_everywhere(
      fixture, fixture->fa, "«سلام»، گفت؛ آیا؟ (آری) می‌خواهم!");
  assert_string_equal(found, "«سلام»، |گفت؛ آیا؟ |(آری) |می‌خواهم!");
}

static void LB_2_a_slash_may_end_a_line_without_a_hyphen(void **state) {
  Fixture *fixture = *state;
  g_autofree char *found = break_everywhere(fixture, fixture->fa, "نویسنده/مترجم");
  assert_string_equal(found, "نویسنده/|مترجم");
  const char *url = "نشانی https://example.org/library/catalogue/index.html است";
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, url, strlen(url));
  LineList lines = fixture_set(fixture, paragraph, 90);
  for (guint i = 0; i < lines.count; i++) {
    assert_false(lines.lines[i].hyphenated);
    g_autofree char *line = line_text(&lines.lines[i]);
    assert_false(g_str_has_suffix(line, "https:/"));
    assert_false(g_str_has_suffix(line, "https:"));
  }
  assert_true(lines.count > 2);
}

static void LB_3_a_range_is_never_broken(void **state) {
  Fixture *fixture = *state;
  assert_whole_at_every_width(
      fixture, fixture->fa,
      "در صفحه‌های ۱۲–۱۵ همین کتاب و صفحهٔ ۲۰ آن آمده "
      "است "
      "که",
      "۱۲–۱۵");
  assert_whole_at_every_width(
      fixture, fixture->fa,
      "بین سال‌های ۱۳۹۰-۱۴۰۰ همین کتاب و صفحهٔ ۲۰ آن آمده",
      "۱۳۹۰-۱۴۰۰");
  assert_whole_at_every_width(fixture, fixture->en,
                              "on the pages 112–115 of this very book it is said", "112–115");
}

static void LB_4_a_number_keeps_its_unit(void **state) {
  Fixture *fixture = *state;
  assert_whole_at_every_width(
      fixture, fixture->fa,
      "نزدیک به ۱۰ ٪ مردم شهر همین را گفته‌اند و "
      "رفته‌اند",
      "۱۰ ٪");
  assert_whole_at_every_width(fixture, fixture->fa,
                              "وزن آن ۵ کیلوگرم بود و بهای آن هم زیاد نبود ولی", "۵ کیلوگرم");
  assert_whole_at_every_width(fixture, fixture->fa,
                              "بهای آن ۱٬۲۳۴ ریال بود و وزن آن هم زیاد نبود ولی", "۱٬۲۳۴ ریال");
}

static void LB_5_dates_signed_numbers_and_percent_are_whole(void **state) {
  Fixture *fixture = *state;
  static const char *const units[] = {"۱۴۰۳/۰۵/۱۲", "−۵", "۱۲٫۵٪", "2024-08-02", "۱۲:۳۰", "C++"};
  for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
    g_autofree char *text =
        g_strdup_printf("این نوشته در روز %s نوشته شد و پس از آن هم بازبینی شد", units[i]);
    assert_whole_at_every_width(fixture, fixture->fa, text, units[i]);
  }
}

static void LB_6_farsi_is_not_hyphenated_and_english_is(void **state) {
  Fixture *fixture = *state;
  // clang-format off
  const char *farsi =
      "کتابخانه‌های عمومی در سال‌های اخیر دوباره جان گرفته‌اند و می‌خواهند بمانند.";
  // clang-format on
  const char *english = "Extraordinary institutional responsibilities characterise "
                        "contemporary international librarianship.";
  guint hyphens = 0;
  for (double width = 60; width < 200; width += 7) {
    LineList lines = fixture_lines(fixture, fixture->fa, farsi, width);
    for (guint i = 0; i < lines.count; i++)
      assert_false(lines.lines[i].hyphenated);
    lines = fixture_lines(fixture, fixture->en, english, width);
    for (guint i = 0; i < lines.count; i++) {
      if (!lines.lines[i].hyphenated) continue;
      hyphens++;
      const GlyphRun *last = &lines.lines[i].runs[lines.lines[i].run_count - 1];
      const LineGlyph *hyphen = &last->glyphs[last->glyph_count - 1];
      assert_true(hyphen->is_hyphen && hyphen->text_bytes == 0 && hyphen->glyph_id != 0);
    }
    g_autofree char *text = fixture_text(&lines);
    assert_string_equal(text, english);
  }
  assert_true(hyphens > 5);
}

// The language of the piece decides: English words in a Farsi block are hyphenated as English.
static void LB_6_english_inside_farsi_is_hyphenated_as_english(void **state) {
  Fixture *fixture = *state;
  const char *english = "extraordinary institutional responsibilities";
  TextPiece pieces[] = {{"او گفت ", strlen("او گفت "), {.size_pt = 10, .lang = "fa"}, FALSE},
                        {english, strlen(english), {.size_pt = 10, .lang = "en"}, TRUE}};
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
  paragraph->pieces = pieces;
  paragraph->piece_count = 2;
  guint hyphens[2] = {0};
  for (guint learned = 0; learned < 2; learned++) {
    for (double width = 60; width < 160; width += 4) {
      LineList lines = fixture_set(fixture, paragraph, width);
      for (guint i = 0; i < lines.count; i++)
        hyphens[learned] += lines.lines[i].hyphenated;
    }
    typesetter_learn(fixture->typesetter, fixture->en);
  }
  assert_int_equal(hyphens[0], 0);
  assert_true(hyphens[1] > 5);
}

// Latin words that nobody gave a language are hyphenated only where no line would fit otherwise;
// names with capitals, digits or signs inside never are.
static void LB_6_latin_without_a_language_is_hyphenated_in_need(void **state) {
  Fixture *fixture = *state;
  const char *need = "این extraordinary institutional responsibilities است";
  const char *names = "این @plarson34275 GitHubActions maximum_size است";
  guint hyphens = 0, compounds = 0;
  for (double width = 60; width < 160; width += 4) {
    LineList lines = fixture_lines(fixture, fixture->fa, need, width);
    for (guint i = 0; i < lines.count; i++)
      hyphens += lines.lines[i].hyphenated;
    lines = fixture_lines(fixture, fixture->fa, names, width);
    for (guint i = 0; i < lines.count; i++) {
      g_autofree char *text = line_text(&lines.lines[i]);
      assert_false(lines.lines[i].hyphenated);
      compounds += g_str_has_suffix(text, "maximum_"); // LB-2
    }
    g_autofree char *all = fixture_text(&lines);
    assert_string_equal(all, names);
  }
  LineList wide = fixture_lines(fixture, fixture->fa, need, 500);
  assert_int_equal(wide.count, 1);
  assert_true(hyphens > 5);
  assert_true(compounds > 0);
}

static void LB_7_no_sentence_has_a_wider_space(void **state) {
  Fixture *fixture = *state;
  LineList lines = fixture_lines(fixture, fixture->fa, "ت.س. الیوت آمد. او نشست.", 500);
  double width = 0;
  for (guint i = 0; i < lines.lines[0].run_count; i++)
    for (guint k = 0; k < lines.lines[0].runs[i].glyph_count; k++) {
      const LineGlyph *glyph = &lines.lines[0].runs[i].glyphs[k];
      if (!glyph->is_space) continue;
      if (width > 0) assert_true(ABS(glyph->advance_pt - width) < 1e-6);
      width = glyph->advance_pt;
    }
  assert_true(width > 0);
}

static void LB_8_a_word_is_whole_across_zwnj(void **state) {
  Fixture *fixture = *state;
  assert_whole_at_every_width(
      fixture, fixture->fa,
      "و من هم می‌خواهم که بروم ولی نمی‌توانم",
      "می‌خواهم");
  assert_whole_at_every_width(
      fixture, fixture->fa,
      "کار خانه‌هایشان را می‌کنند و می‌روند به",
      "خانه‌هایشان");
}

static void BD_15_a_latin_phrase_over_two_lines_reads_downwards(void **state) {
  Fixture *fixture = *state;
  const char *text = "او همان روز گفت The Public Library of the Town و رفت";
  LineList lines = fixture_lines(fixture, fixture->fa, text, 120);
  assert_true(lines.count >= 2);
  // The phrase's words come in order, line after line, and from left to right on each.
  static const char *const words[] = {"The", "Public", "Library", "of", "the", "Town"};
  guint line = 0;
  double x = -1;
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    char letter[2] = {words[i][0], '\0'};
    for (;; line++, x = -1) {
      assert_true(line < lines.count);
      g_autofree char *all = line_text(&lines.lines[line]);
      if (strstr(all, words[i])) break;
    }
    const LineGlyph *glyph = NULL;
    for (guint nth = 0; (glyph = fixture_glyph(&lines.lines[line], letter, nth)); nth++)
      if (glyph->x_pt > x) break;
    assert_non_null(glyph);
    x = glyph->x_pt;
  }
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(LB_1_breaks_stand_at_spaces_and_after_punctuation),
      cmocka_unit_test(LB_2_a_slash_may_end_a_line_without_a_hyphen),
      cmocka_unit_test(LB_3_a_range_is_never_broken),
      cmocka_unit_test(LB_4_a_number_keeps_its_unit),
      cmocka_unit_test(LB_5_dates_signed_numbers_and_percent_are_whole),
      cmocka_unit_test(LB_6_farsi_is_not_hyphenated_and_english_is),
      cmocka_unit_test(LB_6_english_inside_farsi_is_hyphenated_as_english),
      cmocka_unit_test(LB_6_latin_without_a_language_is_hyphenated_in_need),
      cmocka_unit_test(LB_7_no_sentence_has_a_wider_space),
      cmocka_unit_test(LB_8_a_word_is_whole_across_zwnj),
      cmocka_unit_test(BD_15_a_latin_phrase_over_two_lines_reads_downwards),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
