// NU-13: letters and entries of an index.
#include "fixture.h"

#include "locale/term_index.h"

static void NU_13_an_index_is_headed_by_the_letters(void **state) {
  Fixture *fixture = *state;
  g_autoptr(Letters) letters = letters_new(fixture->fa);
  // Each letter of the alphabet is its own heading: CLDR's 32, and before them the alef with madda.
  static const char *const alphabet[] = {"آ", "ا", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د",
                                         "ذ", "ر", "ز", "ژ", "س", "ش", "ص", "ض", "ط", "ظ", "ع",
                                         "غ", "ف", "ق", "ک", "گ", "ل", "م", "ن", "و", "ه", "ی"};
  for (guint i = 0; i < G_N_ELEMENTS(alphabet); i++) {
    g_autofree char *word = g_strconcat(alphabet[i], "لب", NULL);
    assert_string_equal(letters_find(letters, word), alphabet[i]);
  }
}

static void NU_13_a_letter_is_found_by_sorting_not_by_code_point(void **state) {
  Fixture *fixture = *state;
  g_autoptr(Letters) letters = letters_new(fixture->fa);
  static const struct {
    const char *text, *letter;
  } cases[] = {
      {"\u0643تاب", "ک"}, // an Arabic kaf
      {"\u064Aاس", "ی"},  // an Arabic yeh
      {"أحمد", "ا"},
      {"\u0627\u0653ب", "آ"}, // alef and madda as two characters
      {"\u200Cکاریز", "ک"},   // what has no weight is passed over
      {"ۀ", "ه"},
      {"۱۲ بهمن", "…"},
      {"12", "…"},
      {"(الف)", "…"},
      {"", "…"},
      {"Qanat", "A–Z"},
      {"éclair", "A–Z"},
      {"Ωμέγα", "Α–Ω"},
      {"😀", "…"},
      {"\xFF\xFE", "…"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_string_equal(letters_find(letters, cases[i].text), cases[i].letter);
}

static void NU_13_every_language_has_its_own_letters(void **state) {
  Fixture *fixture = *state;
  g_autoptr(Letters) letters = letters_new(fixture->en);
  assert_string_equal(letters_find(letters, "qanat"), "Q");
  assert_string_equal(letters_find(letters, "Édouard"), "E");
  assert_string_equal(letters_find(letters, "کاریز"), "ا–ي"); // the Arabic script's own ends
  assert_string_equal(letters_find(letters, "2026"), "…");
  const Locale *dari = locale_load(fixture->arena, NULL, "fa-AF", (SourceSpan){0}, fixture->faults);
  g_autoptr(Letters) dari_letters = letters_new(dari);
  assert_string_equal(letters_find(dari_letters, "كاریز"), "ک");
  assert_string_equal(letters_find(dari_letters, "آب"), "آ");
  assert_string_equal(letters_find(dari_letters, "همه"), "ه");
}

static char *entries_text(Fixture *fixture, const Locale *locale, const TermMark *marks,
                          guint count) {
  guint entry_count;
  const TermEntry *entries = term_index(fixture->arena, locale, marks, count, &entry_count);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < entry_count; i++) {
    if (entries[i].letter) g_string_append_printf(out, "[%s] ", entries[i].letter);
    g_string_append_printf(out, "%s%s:%u\n", entries[i].is_below ? "- " : "", entries[i].text,
                           entries[i].place_count);
  }
  return g_string_free(out, FALSE);
}

static void NU_13_entries_stand_in_the_order_of_the_language(void **state) {
  Fixture *fixture = *state;
  static const TermMark marks[] = {
      {"همه", NULL, NULL},           {"واو", NULL, NULL},           {"ابر", NULL, NULL},
      {"آب", "کاریز", NULL},         {"آب", "چشمه", NULL},          {"کاریز", NULL, NULL},
      {"Linux", NULL, NULL},         {"\u0643اریز", NULL, NULL},    {"۱۴۰۵", NULL, NULL},
      {"آب", "کاریز", NULL},         {"می\u200Cخواهم", NULL, NULL}, {"پل", NULL, NULL},
      {"می\u200Cخواهم", NULL, NULL},
  };
  g_autofree char *text = entries_text(fixture, fixture->fa, marks, G_N_ELEMENTS(marks));
  assert_string_equal(text, "[…] ۱۴۰۵:1\n"
                            "[آ] آب:0\n- چشمه:1\n- کاریز:2\n"
                            "[ا] ابر:1\n[پ] پل:1\n[ک] کاریز:2\n[م] می\u200Cخواهم:2\n"
                            "[و] واو:1\n[ه] همه:1\n[A–Z] Linux:1\n");
  g_autofree char *none = entries_text(fixture, fixture->fa, NULL, 0);
  assert_string_equal(none, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(NU_13_an_index_is_headed_by_the_letters),
      cmocka_unit_test(NU_13_a_letter_is_found_by_sorting_not_by_code_point),
      cmocka_unit_test(NU_13_every_language_has_its_own_letters),
      cmocka_unit_test(NU_13_entries_stand_in_the_order_of_the_language),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
