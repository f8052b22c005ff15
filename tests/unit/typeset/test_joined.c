// Which letters of a line are one drawing.
#include "fixture.h"

#define ZWNJ "\342\200\214"

// The texts of a line from right to left, with "-" where a stroke joins two.
static char *joins_text(const Line *line) {
  GString *out = g_string_new(NULL);
  for (guint r = line->run_count; r > 0; r--)
    for (guint i = line->runs[r - 1].glyph_count; i > 0; i--) {
      const GlyphRun *run = &line->runs[r - 1];
      const LineGlyph *glyph = &run->glyphs[i - 1];
      if (glyph->joins_right) g_string_append_c(out, '-');
      g_string_append_len(out, glyph_text(run, glyph), glyph->text_bytes);
    }
  return g_string_free(out, FALSE);
}

static void check(void **state, const char *text, const char *wanted) {
  Fixture *fixture = *state;
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, text, strlen(text));
  LineList lines = fixture_set(fixture, paragraph, 400);
  assert_int_equal(lines.count, 1);
  g_autofree char *found = joins_text(&lines.lines[0]);
  assert_string_equal(found, wanted);
}

static void letters_join_by_their_types(void **state) {
  check(state, "بشنو از ما", "ب-ش-ن-و از م-ا");
  check(state, "دراز سؤال", "دراز س-ؤال");
}

// An alef ends what a lam joins on, whether they are two drawings or one.
static void lam_and_alef_join(void **state) {
  check(state, "سلام خلاص", "س-ل-ام خ-ل-اص");
}

// A letter with a mark is a drawing that its mark belongs to.
static void joiners_and_marks_part_letters(void **state) {
  check(state, "می" ZWNJ "شود", "م-ی" ZWNJ "ش-ود");
  check(state, "بِشنو", "بِش-ن-و");
}

static void other_scripts_do_not_join(void **state) {
  check(state, "آب in ۱۲", "آب ni ۲۱"); // from the right
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(letters_join_by_their_types),
      cmocka_unit_test(lam_and_alef_join),
      cmocka_unit_test(joiners_and_marks_part_letters),
      cmocka_unit_test(other_scripts_do_not_join),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
