// BD and NU: the order of whole lines. Each kind of token has its own cases in conformance/token.
#include "fixture.h"

#include <unicode/uchar.h>

static const Line *only_line(Fixture *fixture, const char *text) {
  LineList lines = fixture_lines(fixture, fixture->fa, text, 2000);
  assert_int_equal(lines.count, 1);
  return &lines.lines[0];
}

// Each text stands at the left of the one before.
static void assert_leftwards(const Line *line, const char *const *texts) {
  for (guint i = 1; texts[i]; i++)
    if (fixture_x(line, texts[i]) >= fixture_x(line, texts[i - 1]))
      fail_msg("«%s» is not at the left of «%s»", texts[i], texts[i - 1]);
}

static void BD_2_the_first_letter_does_not_turn_the_block(void **state) {
  const Line *line = only_line(*state, "Linux یک هسته است.");
  assert_int_equal(line->direction, DIRECTION_RTL);
  assert_leftwards(line, (const char *const[]){"L", "ک", "ه", ".", NULL});
}

// The glyph that ends the line's text.
static const LineGlyph *end_of(const Line *line) {
  const LineGlyph *end = NULL;
  for (guint r = 0; r < line->run_count; r++)
    for (guint k = 0; k < line->runs[r].glyph_count; k++) {
      const LineGlyph *glyph = &line->runs[r].glyphs[k];
      if (glyph->text_bytes && (!end || glyph->text_offset >= end->text_offset)) end = glyph;
    }
  return end;
}

// UAX#9 L1, line by line: a full stop after Latin and the space at a line's end stand at the left.
static void BD_14_the_end_of_each_line_is_at_the_left(void **state) {
  Fixture *fixture = *state;
  const char *text =
      "کتاب‌های Public Library را در شهر New York و Los Angeles و Boston "
      "می‌خوانند و "
      "برمی‌گردانند به Town Hall.";
  guint spaces = 0;
  for (double width = 60; width < 260; width += 10) {
    LineList lines = fixture_lines(fixture, fixture->fa, text, width);
    for (guint i = 0; i < lines.count; i++) {
      const LineGlyph *end = end_of(&lines.lines[i]);
      assert_non_null(end);
      spaces += end->is_space;
      // Only inside a Latin phrase that goes on does a line end in a word at the right.
      if (end->is_space || lines.lines[i].is_last) assert_true(end->x_pt < 0.01);
    }
    const Line *last = &lines.lines[lines.count - 1];
    assert_true(fixture_x(last, ".") < 0.01);
  }
  assert_true(spaces > 20);
}

static char *shown(const Line *line) {
  GString *out = g_string_new(NULL);
  for (guint r = 0; r < line->run_count; r++)
    for (guint k = 0; k < line->runs[r].glyph_count; k++)
      if (line->runs[r].glyphs[k].advance_pt > 0)
        g_string_append_printf(out, "%u ", line->runs[r].glyphs[k].glyph_id);
  return g_string_free(out, FALSE);
}

// What check forbids has no effect where it is set all the same.
static void BD_17_controls_of_the_source_have_no_effect(void **state) {
  static const char *const texts[][2] = {
      {"متن \u202Eabc\u202C و ۱۲ پایان", "متن abc و ۱۲ پایان"},
      {"متن \u202Aسلام دنیا و ۱۲ پایان", "متن سلام دنیا و ۱۲ پایان"},
      {"متن \u2066سلام دنیا و ۱۲ پایان", "متن سلام دنیا و ۱۲ پایان"},
      {"متن\u2069 سلام دنیا و ۱۲ پایان", "متن سلام دنیا و ۱۲ پایان"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autofree char *with = shown(only_line(*state, texts[i][0]));
    g_autofree char *without = shown(only_line(*state, texts[i][1]));
    assert_string_equal(with, without);
  }
}

// Three deep, each in the order of its own language: خ B ژ ف H ض z گ in logical order.
static void BD_18_quotes_nest(void **state) {
  const Line *line =
      only_line(*state, "خر \u2066Book \u2067ژرف «\u2066first Hill\u2069» ضد\u2069 zone\u2069 گل");
  assert_leftwards(line, (const char *const[]){"خ", "z", "ژ", "H", "f", "ض", "B", "گ", NULL});
}

// Persian digits are EN and Arabic ones AN: with Latin beside them both stand in one order here.
static void NU_3_both_sets_of_digits_stand_in_one_order(void **state) {
  assert_int_equal(u_charDirection(0x6F5), U_EUROPEAN_NUMBER);
  assert_int_equal(u_charDirection(0x665), U_ARABIC_NUMBER);
  static const char *const digits[] = {"۵", "٥"};
  for (guint i = 0; i < G_N_ELEMENTS(digits); i++) {
    g_autofree char *first = g_strdup_printf("Five %s و پایان", digits[i]);
    assert_leftwards(only_line(*state, first), (const char *const[]){"F", digits[i], "ن", NULL});
    g_autofree char *later = g_strdup_printf("عدد Five %s و پایان", digits[i]);
    assert_leftwards(only_line(*state, later), (const char *const[]){"ع", "F", digits[i], NULL});
  }
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(BD_2_the_first_letter_does_not_turn_the_block),
      cmocka_unit_test(BD_14_the_end_of_each_line_is_at_the_left),
      cmocka_unit_test(BD_17_controls_of_the_source_have_no_effect),
      cmocka_unit_test(BD_18_quotes_nest),
      cmocka_unit_test(NU_3_both_sets_of_digits_stand_in_one_order),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
