// NU-14: what a search takes for the same.
#include "fixture.h"

#include "locale/fold.h"

static Fold *fold_of(Fixture *fixture) {
  const Locale *const locales[] = {fixture->en, fixture->fa};
  return fold_new(locales, G_N_ELEMENTS(locales));
}

static char *folded(const Fold *fold, const char *text) {
  GString *out = g_string_new(NULL);
  fold_append(fold, text, strlen(text), out);
  return g_string_free(out, FALSE);
}

static void assert_same(const Fold *fold, const char *left, const char *right) {
  g_autofree char *first = folded(fold, left), *second = folded(fold, right);
  assert_string_equal(first, second);
}

static void NU_14_spellings_of_one_word_are_found_alike(void **state) {
  g_autoptr(Fold) fold = fold_of(*state);
  assert_same(fold, "\u0643تاب", "کتاب");
  assert_same(fold, "\u064Aاس", "یاس");
  assert_same(fold, "عل\u0649", "علی");
  assert_same(fold, "خان\u06C0", "خانه\u0654");
  assert_same(fold, "خانه\u0654", "خانه");
  assert_same(fold, "\u0623حمد", "احمد");
  assert_same(fold, "\u0625سلام", "اسلام");
  assert_same(fold, "\u0622ب", "اب");
  assert_same(fold, "ا\u0653ب", "اب");
  assert_same(fold, "م\u0624من", "مومن");
  assert_same(fold, "مس\u0626ول", "مسیول");
  assert_same(fold, "مُدرَّس", "مدرس");
  assert_same(fold, "کـتـاب", "کتاب");
  assert_same(fold, "می\u200Cخواهم", "میخواهم");
  assert_same(fold, "زکا\u0629", "زکاه");
  assert_same(fold, "جزء", "جز");
  assert_same(fold, "\uFEDB\uFE98\uFE8E\uFE8F", "کتاب"); // presentation forms
}

static void NU_14_dari_folds_as_farsi_does(void **state) {
  Fixture *fixture = *state;
  const Locale *dari = locale_load(fixture->arena, NULL, "fa-AF", (SourceSpan){0}, fixture->faults);
  g_autoptr(Fold) fold = fold_new(&dari, 1);
  assert_same(fold, "\u0643\u062Aاب\u064A", "کتابی");
  assert_same(fold, "جزء", "جز");
  g_autoptr(Fold) none = fold_new(NULL, 0);
  assert_same(none, "É۵\u200C", "e5");
}

static void NU_14_digits_and_latin_letters_are_found_alike(void **state) {
  g_autoptr(Fold) fold = fold_of(*state);
  assert_same(fold, "۱۴۰۵", "1405");
  assert_same(fold, "١٤٠٥", "1405");
  assert_same(fold, "ÉCLAIR", "eclair");
  assert_same(fold, "Straße", "STRASSE");
  assert_same(fold, "\u2067ک\u2069\u200F", "ک");
  g_autofree char *different = folded(fold, "پ"), *other = folded(fold, "ب");
  assert_string_not_equal(different, other);
  g_autofree char *broken = folded(fold, "\xFFک");
  assert_string_equal(broken, "\uFFFDک");
}

static void NU_14_words_have_marks_and_joiners_but_no_controls(void **state) {
  (void)state;
  static const char text[] = "«می\u200Cخواهم»، \u2066C++\u2069 ۱۲٫۵ مُد\u200C";
  static const char *const words[] = {"می\u200Cخواهم", "C", "۱۲", "۵", "مُد\u200C"};
  gsize start = 0, end = 0;
  guint count = 0;
  for (; word_next(text, &start, &end); start = end) {
    g_autofree char *word = g_strndup(text + start, end - start);
    assert_true(count < G_N_ELEMENTS(words));
    assert_string_equal(word, words[count++]);
  }
  assert_int_equal(count, G_N_ELEMENTS(words));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(NU_14_spellings_of_one_word_are_found_alike),
      cmocka_unit_test(NU_14_dari_folds_as_farsi_does),
      cmocka_unit_test(NU_14_digits_and_latin_letters_are_found_alike),
      cmocka_unit_test(NU_14_words_have_marks_and_joiners_but_no_controls),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
