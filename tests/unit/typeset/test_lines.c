// What must hold for every paragraph, however odd: no text lost, no line over its measure, the same
// result each time.
#include "fixture.h"

#include <math.h>

static const char *const texts[] = {
    "",
    " ",
    "   \t  ",
    "\n",
    "a",
    "سلام",
    "سلام دنیا",
    "  leading and trailing  ",
    "one\ntwo\n\nfour\n",
    "کتابخانه‌های عمومی در سال‌های اخیر دوباره جان "
    "گرفته‌اند. "
    "آنجا "
    "می‌توان "
    "نشست، "
    "خواند، "
    "نوشت و با دیگران گفت‌وگو کرد.",
    "Public libraries have come back to life in recent years. One may sit there, read and write.",
    "زبان C++ و C# را در سال 2024-08-02 آموختیم و شمارهٔ تلفن +98 21 1234 5678 است. دما −۵ درجه بود "
    "و ۱۲٫۵٪",
    "نشانی https://example.org/library/catalogue/2024/index.html?query=کتاب&page=۲ را ببینید.",
    "مُدَرِّسٌ سَلَامَتِ رَفْتَن، قُرْآنِ کَرِیم، بِسْمِ اللهِ الرَّحْمٰنِ الرَّحِیمِ",
    "‌‌‌می‌‌خواهم‌ ‌و‌ ‌نمی‌خواهم‌‌‌",
    "\u200d\u200dه\u200d \u200dه ه\u200d.ش. \u200d\u200d\u200d",
    "\u2066unbalanced \u2067 isolates \u2069 here سلام \u2066\u2066\u2066\u2066",
    "\u2069\u2069\u2069 متن \u202eRLO text\u202c \u202aLRE \u202bRLE",
    "日本語の文章です。漢字と仮名が混ざります。",
    "שלום עולם, זה טקסט בעברית",
    "नमस्ते दुनिया ประเทศไทย ქართული Հայերեն አማርኛ",
    "👩\u200d👩\u200d👧\u200d👦 👍🏽 🇮🇷🇬🇧 ❤️ ☃ → ✓ ∑ ﷼ ﷺ",
    "á̧̈b̶̷c͏d\u200fe\u200ef\u061cg\u00adh",
    "soft\u00adhy\u00adphen\u00adat\u00aded words\u00adand\u00admore of\u00adthem\u00adall",
    "\xEF\xBB\xBF"
    "BOM and \xEF\xBF\xBD replacement",
    "لا لله الله لأنّ للّه ﻻ ﺎ ﷲ",
    "۱۰–۱۵ و ۱۴۰۳/۰۵/۱۲ و ۱۲:۳۰ و ۱۰ ٪ و ۵ کیلوگرم و (۱۲) [۳] {۴}",
    "((((((((((((((((((((«‹«‹«‹",
    "a b c d e f g   h",
    "x = (a + b) × c² ÷ 3.14 ≤ ∞",
};

static void set_all_ways(Fixture *fixture, guint index) {
  const char *text = texts[index];
  gsize length = strlen(text);
  static const double widths[] = {317, 156, 60, 12, 1};
  const Locale *locales[] = {fixture->fa, fixture->en};
  for (guint l = 0; l < 2; l++)
    for (guint w = 0; w < G_N_ELEMENTS(widths); w++) {
      const Paragraph *paragraph = fixture_paragraph(fixture, locales[l], text, length);
      LineList lines = fixture_set(fixture, paragraph, widths[w]);
      g_autofree char *all = fixture_text(&lines);
      assert_string_equal(all, text);
      for (guint i = 0; i < lines.count; i++) {
        const Line *line = &lines.lines[i];
        // A line that cannot be broken any further is a single cluster.
        if (widths[w] > 20 && line->width_pt > widths[w] + 0.01)
          fail_msg("text %u, %s: a line of %.2f pt in %.2f: %s", index, locales[l]->code,
                   line->width_pt, widths[w], all);
        assert_true(line->x_pt >= -0.01 || widths[w] <= 20);
        assert_true(isfinite(line->x_pt) && isfinite(line->width_pt));
        assert_int_equal(line->is_first, i == 0);
        assert_int_equal(line->is_last, i + 1 == lines.count);
      }
    }
}

static void no_text_is_lost(void **state) {
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    set_all_ways(*state, i);
}

// Places of glyphs are floats: a line of hundreds of them adds up to this much.
#define WIDTH_TOLERANCE_PT 1e-3

static void runs_join_without_gaps(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    LineList lines = fixture_lines(fixture, fixture->fa, texts[i], 200);
    for (guint k = 0; k < lines.count; k++) {
      double x = 0;
      for (guint r = 0; r < lines.lines[k].run_count; r++) {
        const GlyphRun *run = &lines.lines[k].runs[r];
        assert_true(fabs(run->x_pt - x) < WIDTH_TOLERANCE_PT);
        double advance = 0;
        for (guint g = 0; g < run->glyph_count; g++)
          advance += run->glyphs[g].advance_pt;
        assert_true(fabs(advance - run->width_pt) < WIDTH_TOLERANCE_PT);
        x += run->width_pt;
      }
      assert_true(fabs(x - lines.lines[k].width_pt) < WIDTH_TOLERANCE_PT);
    }
  }
}

static char *dump_all(const LineList *lines) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < lines->count; i++)
    line_dump(&lines->lines[i], out);
  return g_string_free(out, FALSE);
}

static void the_same_again(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    LineList first = fixture_lines(fixture, fixture->fa, texts[i], 156);
    g_autoptr(Typesetter) fresh = typesetter_new(fixture->fonts);
    double width = 156;
    LineShape shape = {&width, NULL, 1};
    const Paragraph *paragraph =
        fixture_paragraph(fixture, fixture->fa, texts[i], strlen(texts[i]));
    LineList second = paragraph_set(fresh, fixture->arena, paragraph, &shape, NULL);
    g_autofree char *a = dump_all(&first), *b = dump_all(&second);
    assert_string_equal(a, b);
  }
}

static void justified_lines_fill_the_measure(void **state) {
  Fixture *fixture = *state;
  const Locale *locales[] = {fixture->fa, fixture->en};
  for (guint l = 0; l < 2; l++) {
    LineList lines = fixture_lines(fixture, locales[l], texts[l == 0 ? 9 : 10], 200);
    assert_true(lines.count >= 2);
    for (guint i = 0; i + 1 < lines.count; i++)
      if (!lines.lines[i].loose) assert_true(fabs(lines.lines[i].width_pt - 200) < 0.01);
    assert_true(lines.lines[lines.count - 1].width_pt < 200);
  }
}

static void broken_bytes_become_replacement_characters(void **state) {
  Fixture *fixture = *state;
  static const char bad[] = "ok \xff\xfe \xd8 \xed\xa0\x80 end \0 nul";
  const Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, bad, sizeof bad - 1);
  LineList lines = fixture_set(fixture, paragraph, 300);
  assert_true(lines.count >= 1);
}

static void a_word_of_a_megabyte(void **state) {
  Fixture *fixture = *state;
  gsize letters = 500 * 1000;
  GString *text = g_string_sized_new(letters * 2);
  for (gsize i = 0; i < letters; i++)
    g_string_append(text, "ب");
  const Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, text->str, text->len);
  guint before = diagnostic_list_length(fixture->faults);
  LineList lines = fixture_set(fixture, paragraph, 300);
  g_autofree char *all = fixture_text(&lines);
  assert_true(lines.count > 1000);
  assert_true(strcmp(all, text->str) == 0);
  for (guint i = 0; i < lines.count; i++)
    assert_true(lines.lines[i].width_pt <= 300.01);
  // The word is too wide: said once.
  assert_int_equal(diagnostic_list_length(fixture->faults), before + 1);
  g_string_free(text, TRUE);
}

static void whole_lines_are_never_broken(void **state) {
  Fixture *fixture = *state;
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, texts[9], strlen(texts[9]));
  paragraph->keep_whole_line = TRUE;
  paragraph->align = TEXT_START;
  LineList lines = fixture_set(fixture, paragraph, 100);
  assert_int_equal(lines.count, 1);
  double natural = paragraph_natural_width(fixture->typesetter, paragraph);
  assert_true(fabs(lines.lines[0].width_pt - natural) < 0.01);
}

// Verse: both halves of a couplet to one width.
static void a_whole_line_is_stretched_when_asked(void **state) {
  Fixture *fixture = *state;
  const char *verse = "میازار موری که دانه‌کش است";
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, verse, strlen(verse));
  paragraph->keep_whole_line = TRUE;
  paragraph->kashida = KASHIDA_FULL;
  double natural = paragraph_natural_width(fixture->typesetter, paragraph);
  LineList lines = fixture_set(fixture, paragraph, natural + 15);
  assert_int_equal(lines.count, 1);
  assert_true(fabs(lines.lines[0].width_pt - natural - 15) < 0.01);
}

static void alignment_and_insets(void **state) {
  Fixture *fixture = *state;
  const Locale *locales[] = {fixture->fa, fixture->en};
  double widths[] = {100, 120}, insets[] = {20, 0};
  LineShape shape = {widths, insets, 2};
  for (guint l = 0; l < 2; l++)
    for (TextAlign align = TEXT_START; align <= TEXT_END; align++) {
      const char *text = l == 0 ? "دو" : "two";
      Paragraph *paragraph = fixture_paragraph(fixture, locales[l], text, strlen(text));
      paragraph->align = align;
      LineList lines = paragraph_set(fixture->typesetter, fixture->arena, paragraph, &shape, NULL);
      const Line *line = &lines.lines[0];
      double left = l == 0 ? 0 : 20, room = 100 - line->width_pt;
      gboolean at_left = (align == TEXT_START) == (l == 1);
      double wanted = left + (align == TEXT_CENTER ? room / 2 : at_left ? 0 : room);
      assert_true(fabs(line->x_pt - wanted) < 0.01);
    }
}

static void footnote_marks_are_counted_and_stay_with_their_word(void **state) {
  Fixture *fixture = *state;
  TextPiece pieces[] = {
      {"یک جملهٔ کوتاه دربارهٔ کتاب؟",
       strlen("یک جملهٔ کوتاه دربارهٔ کتاب؟"),
       {.size_pt = 10, .lang = "fa"},
       FALSE},
      {"۳", strlen("۳"), {.size_pt = 6.5, .rise_pt = 3.5, .lang = "fa", .footnote = 3}, FALSE},
      {" و دنبالهٔ آن.", strlen(" و دنبالهٔ آن."), {.size_pt = 10, .lang = "fa"}, FALSE}};
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
  paragraph->pieces = pieces;
  paragraph->piece_count = 3;
  for (double width = 30; width < 200; width += 5) {
    LineList lines = fixture_set(fixture, paragraph, width);
    guint marks = 0;
    for (guint i = 0; i < lines.count; i++) {
      g_autofree char *text = line_text(&lines.lines[i]);
      assert_false(g_str_has_prefix(text, "۳"));
      marks += lines.lines[i].footnote_count;
    }
    assert_int_equal(marks, 1);
  }
}

static double shortest_pt(const LineList *lines) {
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < lines->count; i++)
    least = MIN(least, lines->lines[i].width_pt);
  return least;
}

// No more lines than before, none over the measure, each where its alignment has it, and the
// shortest one no shorter; where the last line was a stub, it is longer.
static void balanced_lines_are_of_about_one_length(void **state) {
  Fixture *fixture = *state;
  static const char *const headings[] = {"The poem that sent a king home without his boots",
                                         "شعری که امیر را بی کفش راهی کرد"};
  const Locale *locales[] = {fixture->en, fixture->fa};
  guint better = 0;
  for (guint l = 0; l < 2; l++)
    for (double width = 50; width < 260; width += 6) {
      Paragraph *paragraph =
          fixture_paragraph(fixture, locales[l], headings[l], strlen(headings[l]));
      paragraph->align = TEXT_START;
      LineList plain = fixture_set(fixture, paragraph, width);
      paragraph->balanced = TRUE;
      LineList balanced = fixture_set(fixture, paragraph, width);
      assert_int_equal(balanced.count, plain.count);
      assert_true(shortest_pt(&balanced) >= shortest_pt(&plain) - 0.01);
      better += shortest_pt(&balanced) > shortest_pt(&plain) + 10;
      for (guint i = 0; i < balanced.count; i++) {
        const Line *line = &balanced.lines[i];
        assert_true(line->width_pt <= MAX(width, plain.lines[0].width_pt) + 0.01);
        assert_true(fabs(line->x_pt - (l ? width - line->width_pt : 0)) < 0.01);
      }
    }
  assert_true(better > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_is_lost),
      cmocka_unit_test(runs_join_without_gaps),
      cmocka_unit_test(the_same_again),
      cmocka_unit_test(justified_lines_fill_the_measure),
      cmocka_unit_test(broken_bytes_become_replacement_characters),
      cmocka_unit_test(a_word_of_a_megabyte),
      cmocka_unit_test(whole_lines_are_never_broken),
      cmocka_unit_test(a_whole_line_is_stretched_when_asked),
      cmocka_unit_test(alignment_and_insets),
      cmocka_unit_test(balanced_lines_are_of_about_one_length),
      cmocka_unit_test(footnote_marks_are_counted_and_stay_with_their_word),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
