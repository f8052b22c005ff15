#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "locale/locale.h"

typedef struct {
  Arena *arena;
  DiagnosticList *diagnostics;
  const Locale *fa, *en;
} Fixture;

static int setup(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->diagnostics = diagnostic_list_new();
  fixture->fa = locale_load(fixture->arena, NULL, "fa", (SourceSpan){0}, fixture->diagnostics);
  fixture->en = locale_load(fixture->arena, NULL, "en", (SourceSpan){0}, fixture->diagnostics);
  *state = fixture;
  return 0;
}

static int teardown(void **state) {
  Fixture *fixture = *state;
  arena_free(fixture->arena);
  diagnostic_list_free(fixture->diagnostics);
  g_free(fixture);
  return 0;
}

static void test_builtin_languages_are_whole(void **state) {
  Fixture *f = *state;
  assert_non_null(f->fa);
  assert_non_null(f->en);
  for (guint i = 0; i < diagnostic_list_length(f->diagnostics); i++)
    print_error("%s\n", diagnostic_list_at(f->diagnostics, i)->message);
  assert_int_equal(diagnostic_list_length(f->diagnostics), 0);
  assert_int_equal(f->fa->direction, DIRECTION_RTL);
  assert_int_equal(f->fa->first_weekday, 6);
}

static void test_unknown_language(void **state) {
  Fixture *f = *state;
  assert_null(locale_load(f->arena, NULL, "xx", (SourceSpan){0}, f->diagnostics));
  assert_null(locale_load(f->arena, NULL, "../en", (SourceSpan){0}, f->diagnostics));
  assert_int_equal(diagnostic_list_length(f->diagnostics), 2);
  assert_non_null(strstr(diagnostic_list_at(f->diagnostics, 0)->hint, "en, fa"));
}

static CivilDate date(const char *text) {
  CivilDate parsed;
  assert_true(civil_date_parse(text, &parsed));
  return parsed;
}

static void expect_date(Fixture *f, const Locale *locale, const char *iso, DateStyle style,
                        const char *want) {
  assert_string_equal(locale_date(f->arena, locale, date(iso), style), want);
}

// NU-5, NU-6: leap years 1399, 1403, 1408; Nowruz on the right day.
static void expect_interval(Fixture *f, const Locale *locale, Calendar calendar, const char *from,
                            const char *to, const char *expected) {
  assert_string_equal(locale_date_interval(f->arena, locale, calendar, date(from), date(to)),
                      expected);
}

static void test_intervals(void **state) {
  Fixture *f = *state;
  expect_interval(f, f->fa, CALENDAR_PERSIAN, "2026-03-14", "2026-03-20", "۲۳ تا ۲۹ اسفند ۱۴۰۴");
  expect_interval(f, f->fa, CALENDAR_PERSIAN, "2026-03-14", "2026-03-22",
                  "۲۳ اسفند ۱۴۰۴ تا ۲ فروردین ۱۴۰۵");
  expect_interval(f, f->fa, CALENDAR_PERSIAN, "2026-04-18", "2026-04-24",
                  "۲۹ فروردین تا ۴ اردیبهشت ۱۴۰۵");
  // No ezafe on a month that no year follows.
  expect_interval(f, f->fa, CALENDAR_GREGORIAN, "2026-07-28", "2026-08-03",
                  "۲۸ ژوئیه تا ۳ اوت ۲۰۲۶");
  expect_interval(f, f->en, CALENDAR_GREGORIAN, "2026-03-14", "2026-03-20", "14–20 March 2026");
  expect_interval(f, f->en, CALENDAR_GREGORIAN, "2026-12-28", "2027-01-03",
                  "28 December 2026 – 3 January 2027");
  expect_interval(f, f->en, CALENDAR_PERSIAN, "2026-04-18", "2026-04-24",
                  "29 Farvardin – 4 Ordibehesht 1405 SH");
  expect_interval(f, f->en, CALENDAR_GREGORIAN, "2026-03-14", "2026-03-14", "14 March 2026");
}

static void test_dates(void **state) {
  Fixture *f = *state;
  expect_date(f, f->fa, "2025-03-20", DATE_LONG, "۳۰ اسفند ۱۴۰۳");
  expect_date(f, f->fa, "2025-03-21", DATE_FULL, "جمعه ۱ فروردین ۱۴۰۴");
  expect_date(f, f->fa, "2026-03-20", DATE_LONG, "۲۹ اسفند ۱۴۰۴");
  expect_date(f, f->fa, "2026-03-21", DATE_FULL, "شنبه ۱ فروردین ۱۴۰۵");
  expect_date(f, f->fa, "2021-03-20", DATE_LONG, "۳۰ اسفند ۱۳۹۹");
  expect_date(f, f->fa, "1979-02-11", DATE_LONG, "۲۲ بهمن ۱۳۵۷");
  expect_date(f, f->fa, "2026-03-14", DATE_SHORT, "۱۴۰۴/۱۲/۲۳");
  expect_date(f, f->fa, "2026-03-14", DATE_MONTH_YEAR, "اسفند ۱۴۰۴");
  expect_date(f, f->en, "2026-03-14", DATE_FULL, "Saturday, 14 March 2026");
  expect_date(f, f->en, "2026-03-04", DATE_SHORT, "2026-03-04");
  assert_string_equal(
      locale_date_in(f->arena, f->fa, CALENDAR_GREGORIAN, date("2026-01-05"), DATE_LONG),
      "۵ ژانویهٔ ۲۰۲۶");
  assert_string_equal(locale_date(f->arena, f->fa, (CivilDate){0}, DATE_FULL), "");
}

static void test_months_and_weeks(void **state) {
  Fixture *f = *state;
  gint year, month;
  locale_year_month(f->fa, date("2026-03-14"), &year, &month);
  assert_int_equal(year, 1404);
  assert_int_equal(month, 12);
  assert_int_equal(civil_date_compare(locale_month_start(f->fa, 1405, 1), date("2026-03-21")), 0);
  assert_int_equal(civil_date_compare(locale_month_start(f->en, 2026, 3), date("2026-03-01")), 0);
  // NU-7: the week of Wednesday 2026-03-18 begins on Saturday 14 for Farsi, on Monday 16 for
  // English.
  assert_int_equal(
      civil_date_compare(locale_week_start(f->fa, date("2026-03-18"), 0), date("2026-03-14")), 0);
  assert_int_equal(
      civil_date_compare(locale_week_start(f->en, date("2026-03-18"), 0), date("2026-03-16")), 0);
  assert_int_equal(
      civil_date_compare(locale_week_start(f->en, date("2026-03-14"), 6), date("2026-03-14")), 0);
}

static void test_numerals(void **state) {
  Fixture *f = *state;
  assert_string_equal(locale_number(f->arena, f->fa, 1234567), "۱٬۲۳۴٬۵۶۷");
  assert_string_equal(locale_number(f->arena, f->en, -1234), "−1,234");
  assert_string_equal(locale_integer(f->arena, f->fa, 1404), "۱۴۰۴");
  assert_string_equal(locale_integer(f->arena, f->en, G_MININT64), "−9223372036854775808");
}

// PG-2
static void test_counters(void **state) {
  Fixture *f = *state;
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ALPHABETIC, 1), "الف");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ALPHABETIC, 31), "ه‍");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ALPHABETIC, 33), "الفالف");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ABJAD, 4), "د");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ABJAD, 15), "یه‍");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ABJAD, 1403), "غتج");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_ABJAD, 5000), "۵۰۰۰");
  assert_string_equal(locale_counter(f->arena, f->en, COUNTER_ALPHABETIC, 28), "ab");
  assert_string_equal(locale_counter(f->arena, f->en, COUNTER_ABJAD, 14), "xiv");
  assert_string_equal(locale_counter(f->arena, f->fa, COUNTER_DECIMAL, 10), "۱۰");
}

// NU-17, D5
static void test_lists_and_messages(void **state) {
  Fixture *f = *state;
  const char *fa_items[] = {"الف", "ب", "پ"};
  const char *en_items[] = {"a", "b", "c"};
  assert_string_equal(locale_list(f->arena, f->fa, fa_items, 3), "الف، ب و پ");
  assert_string_equal(locale_list(f->arena, f->en, en_items, 3), "a, b, and c");
  assert_string_equal(locale_list(f->arena, f->en, en_items, 2), "a and b");
  assert_string_equal(locale_list(f->arena, f->en, en_items, 0), "");
  assert_string_equal(locale_message(f->arena, f->en, "common.by", "names", "Parvin", NULL),
                      "By Parvin");
  assert_string_equal(locale_string(f->en, "no.such.key"), "no.such.key");
}

// NU-11: آ first, و before ه before ی; Arabic and Persian yeh sort alike.
static void test_sorting(void **state) {
  Fixture *f = *state;
  const char *words[] = {"آب", "ابر", "نان", "واو", "همه", "یاس"};
  for (guint i = 1; i < G_N_ELEMENTS(words); i++) {
    g_autofree char *before = locale_sort_key(f->fa, words[i - 1]);
    g_autofree char *after = locale_sort_key(f->fa, words[i]);
    assert_true(strcmp(before, after) < 0);
  }
}

static gboolean sorts_before(const Locale *locale, const char *first, const char *second) {
  g_autofree char *before = locale_sort_key(locale, first);
  g_autofree char *after = locale_sort_key(locale, second);
  return strcmp(before, after) < 0;
}

// fa-AF has its own months; what it does not say is as in fa.
static void NU_5_afghan_months(void **state) {
  Fixture *f = *state;
  const Locale *dari = locale_load(f->arena, NULL, "fa-AF", (SourceSpan){0}, f->diagnostics);
  assert_non_null(dari);
  assert_int_equal(diagnostic_list_length(f->diagnostics), 0);
  expect_date(f, dari, "2025-03-21", DATE_FULL, "جمعه ۱ حمل ۱۴۰۴");
  expect_date(f, dari, "2026-03-14", DATE_MONTH_YEAR, "حوت ۱۴۰۴");
  assert_string_equal(
      locale_date_in(f->arena, dari, CALENDAR_GREGORIAN, date("2026-01-05"), DATE_LONG),
      "۵ جنوری ۲۰۲۶");
  assert_string_equal(locale_string(dari, "common.language"), "دری");
  assert_string_equal(locale_string(dari, "site.posts"), locale_string(f->fa, "site.posts"));
  assert_int_equal(dari->direction, DIRECTION_RTL);
}

// CLDR: Dari sorts as Pashto does: ه before و, and ئ after ی.
static void NU_12_dari_sorts_as_its_own(void **state) {
  Fixture *f = *state;
  const Locale *dari = locale_load(f->arena, NULL, "fa-AF", (SourceSpan){0}, f->diagnostics);
  assert_true(sorts_before(f->fa, "ورق", "هفت") && sorts_before(dari, "هفت", "ورق"));
  assert_true(sorts_before(f->fa, "ئ", "ب") && sorts_before(dari, "ی", "ئ"));
  assert_true(sorts_before(dari, "آب", "ابر"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_builtin_languages_are_whole, setup, teardown),
      cmocka_unit_test_setup_teardown(test_unknown_language, setup, teardown),
      cmocka_unit_test_setup_teardown(test_dates, setup, teardown),
      cmocka_unit_test_setup_teardown(test_intervals, setup, teardown),
      cmocka_unit_test_setup_teardown(test_months_and_weeks, setup, teardown),
      cmocka_unit_test_setup_teardown(test_numerals, setup, teardown),
      cmocka_unit_test_setup_teardown(test_counters, setup, teardown),
      cmocka_unit_test_setup_teardown(test_lists_and_messages, setup, teardown),
      cmocka_unit_test_setup_teardown(test_sorting, setup, teardown),
      cmocka_unit_test_setup_teardown(NU_5_afghan_months, setup, teardown),
      cmocka_unit_test_setup_teardown(NU_12_dari_sorts_as_its_own, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
