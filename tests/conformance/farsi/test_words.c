// NU and PG: what the program itself writes in Farsi, and the look of emphasised words.
#include "fixture.h"

static void NU_1_typed_digits_stay_and_made_ones_are_farsi(void **state) {
  Fixture *fixture = *state;
  const char *typed = "5 و ۵ و ٥";
  LineList lines = fixture_lines(fixture, fixture->fa, typed, 400);
  g_autofree char *text = fixture_text(&lines);
  assert_string_equal(text, typed);
  assert_string_equal(locale_integer(fixture->arena, fixture->fa, 1234567890), "۱۲۳۴۵۶۷۸۹۰");
  assert_string_equal(locale_integer(fixture->arena, fixture->en, 1234567890), "1234567890");
}

static void NU_2_signs_of_numbers(void **state) {
  Fixture *fixture = *state;
  assert_string_equal(fixture->fa->decimal, "\u066B");
  assert_string_equal(fixture->fa->group, "\u066C");
  assert_string_equal(fixture->fa->percent, "\u066A");
  assert_string_equal(fixture->fa->minus, "\u2212");
  assert_string_equal(locale_number(fixture->arena, fixture->fa, -1234567), "−۱٬۲۳۴٬۵۶۷");
}

static void NU_16_zero_and_one_are_one(void **state) {
  Fixture *fixture = *state;
  static const char *const wanted[] = {"۰ نوشتهٔ بی‌تاریخ",
                                       "۱ نوشتهٔ بی‌تاریخ",
                                       "هر ۲ نوشتهٔ بی‌تاریخ"};
  for (guint n = 0; n < 3; n++)
    assert_string_equal(locale_plural(fixture->arena, fixture->fa, "site.all_undated", n),
                        wanted[n]);
  // The noun stays singular after a number.
  assert_string_equal(locale_plural(fixture->arena, fixture->fa, "site.post_count", 3), "۳ نوشته");
}

static void BD_16_quotes_are_guillemets(void **state) {
  Fixture *fixture = *state;
  assert_string_equal(fixture->fa->quotes[0][0], "«");
  assert_string_equal(fixture->fa->quotes[0][1], "»");
  assert_string_equal(fixture->fa->quotes[1][0], "‹");
  assert_string_equal(fixture->fa->quotes[1][1], "›");
}

// fixture_open has loaded fa: a string that it lacks would have been said.
static void PG_15_words_are_whole_and_in_farsi_letters(void **state) {
  Fixture *fixture = *state;
  DiagnosticList *faults = diagnostic_list_new();
  assert_non_null(locale_load(fixture->arena, NULL, "fa", (SourceSpan){0}, faults));
  assert_int_equal(diagnostic_list_length(faults), 0);
  diagnostic_list_free(faults);
  g_autofree char *file = NULL;
  assert_true(g_file_get_contents("locales/fa.yaml", &file, NULL, NULL));
  static const char *const foreign[] = {"\u0643", "\u064A", "\u0649", "\u0660", "\u0665", "\u0640"};
  for (guint i = 0; i < G_N_ELEMENTS(foreign); i++)
    assert_null(strstr(file, foreign[i]));
}

static const Font *font_of(Fixture *fixture, const Locale *locale, const char *text,
                           gboolean italic, FontWeight weight) {
  TextPiece piece = {text,
                     strlen(text),
                     {.size_pt = 10, .lang = locale->code, .italic = italic, .weight = weight},
                     FALSE};
  Paragraph *paragraph = fixture_paragraph(fixture, locale, "", 0);
  paragraph->pieces = &piece;
  LineList lines = fixture_set(fixture, paragraph, 300);
  return lines.lines[0].runs[0].font;
}

static void PG_12_emphasis_is_heavier_and_upright(void **state) {
  Fixture *fixture = *state;
  const char *word = "تأکید";
  const Font *plain = font_of(fixture, fixture->fa, word, FALSE, WEIGHT_REGULAR);
  const Font *emphasis = font_of(fixture, fixture->fa, word, TRUE, WEIGHT_REGULAR);
  assert_ptr_equal(emphasis, font_of(fixture, fixture->fa, word, FALSE, WEIGHT_BOLD));
  assert_ptr_not_equal(emphasis, plain);
  assert_null(strstr(emphasis->name, "Italic"));
  assert_non_null(
      strstr(font_of(fixture, fixture->en, "word", TRUE, WEIGHT_REGULAR)->name, "Italic"));
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(NU_1_typed_digits_stay_and_made_ones_are_farsi),
      cmocka_unit_test(NU_2_signs_of_numbers),
      cmocka_unit_test(NU_16_zero_and_one_are_one),
      cmocka_unit_test(BD_16_quotes_are_guillemets),
      cmocka_unit_test(PG_15_words_are_whole_and_in_farsi_letters),
      cmocka_unit_test(PG_12_emphasis_is_heavier_and_upright),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
