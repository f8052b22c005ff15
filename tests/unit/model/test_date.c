#include "model/date.h"

#include "../../support/faults.h"

static void only_days_that_exist_are_dates(void **state) {
  (void)state;
  CivilDate date;
  assert_true(civil_date_parse("2024-02-29", &date));
  assert_int_equal(date.year, 2024);
  assert_int_equal(date.month, 2);
  assert_int_equal(date.day, 29);
  assert_true(civil_date_parse("2000-02-29", &date));
  static const char *const wrong[] = {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01",
                                      "2024-01-00", "2024-04-31", "2024-1-1",   "24-01-01",
                                      "2024/01/01", "",           "unknown",    "2024-01-01 ",
                                      "+024-01-01", "0000-01-01", "۲۰۲۴-۰۱-۰۱"};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    assert_false(civil_date_parse(wrong[i], &date));
    assert_false(civil_date_is_set(date));
  }
}

static void days_and_dates_are_inverse(void **state) {
  (void)state;
  CivilDate epoch = {1970, 1, 1};
  assert_int_equal(civil_date_to_days(epoch), 0);
  CivilDate previous = civil_date_from_days(-800001);
  for (gint64 day = -800000; day < 1500000; day += 1 + (day & 63)) {
    CivilDate date = civil_date_from_days(day);
    assert_int_equal(civil_date_to_days(date), day);
    assert_true(civil_date_compare(previous, date) < 0);
    previous = date;
  }
}

static void weekdays_are_those_of_iso_8601(void **state) {
  (void)state;
  assert_int_equal(civil_date_weekday((CivilDate){1970, 1, 1}), 4);
  assert_int_equal(civil_date_weekday((CivilDate){2026, 3, 14}), 6); // a Saturday
  assert_int_equal(civil_date_weekday((CivilDate){2026, 3, 15}), 7);
  assert_int_equal(civil_date_weekday((CivilDate){1900, 1, 1}), 1);
}

static void an_unset_date_comes_first(void **state) {
  (void)state;
  CivilDate unset = {0}, old = {1, 1, 1};
  assert_true(civil_date_compare(unset, old) < 0);
  assert_int_equal(civil_date_compare(unset, unset), 0);
  assert_true(civil_date_compare((CivilDate){2026, 1, 31}, (CivilDate){2026, 2, 1}) < 0);
  char buffer[16];
  assert_string_equal(civil_date_format(unset, buffer), "unknown");
  assert_string_equal(civil_date_format((CivilDate){726, 3, 4}, buffer), "0726-03-04");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_days_that_exist_are_dates),
      cmocka_unit_test(days_and_dates_are_inverse),
      cmocka_unit_test(weekdays_are_those_of_iso_8601),
      cmocka_unit_test(an_unset_date_comes_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
