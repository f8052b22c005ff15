// NU and PG: dates, weeks, the order of words, lists and their counters.
#include "fixture.h"

#include "model/slug.h"

static const Locale *dari_of(Fixture *fixture) {
  return locale_load(fixture->arena, NULL, "fa-AF", (SourceSpan){0}, fixture->faults);
}

static const char *date_text(Fixture *fixture, const Locale *locale, gint year, gint month,
                             gint day, DateStyle style) {
  return locale_date(fixture->arena, locale, (CivilDate){year, month, day}, style);
}

static void NU_5_dates_are_jalali_by_our_own_pattern(void **state) {
  Fixture *fixture = *state;
  const Locale *fa = fixture->fa, *dari = dari_of(fixture);
  const CivilDate nowruz = {2025, 3, 21};
  assert_string_equal(date_text(fixture, fa, 2025, 3, 21, DATE_FULL), "جمعه ۱ فروردین ۱۴۰۴");
  assert_string_equal(date_text(fixture, fa, 2025, 3, 21, DATE_LONG), "۱ فروردین ۱۴۰۴");
  assert_string_equal(locale_date_in(fixture->arena, fa, CALENDAR_GREGORIAN, nowruz, DATE_LONG),
                      "۲۱ مارس ۲۰۲۵");
  assert_string_equal(date_text(fixture, dari, 2025, 3, 21, DATE_LONG), "۱ حمل ۱۴۰۴");
}

// The last day of a year: 30 Esfand in a leap year, 29 Esfand in another.
static void NU_6_leap_years_are_right(void **state) {
  Fixture *fixture = *state;
  static const struct {
    gint year; // Gregorian, of the day before Nowruz
    const char *text;
  } ends[] = {{2021, "۳۰ اسفند ۱۳۹۹"}, {2022, "۲۹ اسفند ۱۴۰۰"}, {2024, "۲۹ اسفند ۱۴۰۲"},
              {2025, "۳۰ اسفند ۱۴۰۳"}, {2029, "۲۹ اسفند ۱۴۰۷"}, {2030, "۳۰ اسفند ۱۴۰۸"}};
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
    gint day = ends[i].year == 2024 || ends[i].year == 2029 ? 19 : 20;
    assert_string_equal(date_text(fixture, fixture->fa, ends[i].year, 3, day, DATE_LONG),
                        ends[i].text);
  }
}

static void NU_7_the_week_begins_on_saturday(void **state) {
  Fixture *fixture = *state;
  assert_int_equal(fixture->fa->first_weekday, 6);
  for (gint day = 21; day <= 27; day++) { // 2026-03-21 is a Saturday
    CivilDate start = locale_week_start(fixture->fa, (CivilDate){2026, 3, day}, 0);
    assert_int_equal(civil_date_compare(start, (CivilDate){2026, 3, 21}), 0);
  }
  assert_string_equal(date_text(fixture, fixture->fa, 2026, 3, 21, DATE_FULL),
                      "شنبه ۱ فروردین ۱۴۰۵");
}

static gboolean sorts_before(const Locale *locale, const char *first, const char *second) {
  g_autofree char *before = locale_sort_key(locale, first);
  g_autofree char *after = locale_sort_key(locale, second);
  return strcmp(before, after) < 0;
}

static void NU_11_words_sort_as_farsi_does(void **state) {
  Fixture *fixture = *state;
  static const char *const words[] = {"آب", "ابر", "بام", "پل",  "چای", "ژاله", "کوه",
                                      "گل", "ماه", "نان", "واو", "همه", "یاس"};
  for (guint i = 1; i < G_N_ELEMENTS(words); i++)
    assert_true(sorts_before(fixture->fa, words[i - 1], words[i]));
  // An Arabic yeh or kaf in one of two words does not part them.
  assert_true(sorts_before(fixture->fa, "\u064Aاس", "یاقوت"));
  assert_true(sorts_before(fixture->fa, "\u0643وه", "گل"));
  assert_true(sorts_before(fixture->fa, "ژاله", "\u0643وه"));
}

static void NU_12_dari_sorts_as_its_own(void **state) {
  Fixture *fixture = *state;
  const Locale *dari = dari_of(fixture);
  assert_true(sorts_before(fixture->fa, "ورق", "هفت"));
  assert_true(sorts_before(dari, "هفت", "ورق"));
  assert_true(sorts_before(fixture->fa, "ئ", "ب"));
  assert_true(sorts_before(dari, "ی", "ئ"));
}

static void NU_15_nothing_is_transliterated(void **state) {
  (void)state;
  g_autofree char *slug = slug_new("می\u200Cخواهم «کتاب»");
  assert_string_equal(slug, "میخواهم-کتاب");
}

static void NU_17_lists_have_no_comma_before_the_last(void **state) {
  Fixture *fixture = *state;
  static const char *const items[] = {"الف", "ب", "پ"};
  assert_string_equal(locale_list(fixture->arena, fixture->fa, items, 1), "الف");
  assert_string_equal(locale_list(fixture->arena, fixture->fa, items, 2), "الف و ب");
  assert_string_equal(locale_list(fixture->arena, fixture->fa, items, 3), "الف، ب و پ");
}

static void PG_2_letters_count_so_that_none_is_read_as_a_digit(void **state) {
  Fixture *fixture = *state;
  static const struct {
    CounterStyle style;
    guint value;
    const char *text;
  } counts[] = {{COUNTER_ALPHABETIC, 1, "الف"},
                {COUNTER_ALPHABETIC, 3, "پ"},
                {COUNTER_ALPHABETIC, 31, "ه\u200D"},
                {COUNTER_ALPHABETIC, 32, "ی"},
                {COUNTER_ABJAD, 1, "ا"},
                {COUNTER_ABJAD, 5, "ه\u200D"},
                {COUNTER_ABJAD, 10, "ی"},
                {COUNTER_ABJAD, 14, "ید"},
                {COUNTER_ABJAD, 1999, "غظصط"}};
  for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
    assert_string_equal(
        locale_counter(fixture->arena, fixture->fa, counts[i].style, counts[i].value),
        counts[i].text);
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(NU_5_dates_are_jalali_by_our_own_pattern),
      cmocka_unit_test(NU_6_leap_years_are_right),
      cmocka_unit_test(NU_7_the_week_begins_on_saturday),
      cmocka_unit_test(NU_11_words_sort_as_farsi_does),
      cmocka_unit_test(NU_12_dari_sorts_as_its_own),
      cmocka_unit_test(NU_15_nothing_is_transliterated),
      cmocka_unit_test(NU_17_lists_have_no_comma_before_the_last),
      cmocka_unit_test(PG_2_letters_count_so_that_none_is_read_as_a_digit),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
