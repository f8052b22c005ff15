#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build/jobs.h"

#define JOBS 500

static void square(guint index, gpointer data) {
  ((guint *)data)[index] += index * index;
}

static void run(guint threads, guint count) {
  guint slots[JOBS] = {0};
  jobs_run(threads, count, square, slots, NULL);
  for (guint i = 0; i < JOBS; i++)
    assert_int_equal(slots[i], i < count ? i * i : 0);
}

static void test_every_job_runs_once(void **state) {
  (void)state;
  run(1, JOBS);
  run(2, JOBS);
  run(16, JOBS);
  run(0, JOBS);
}

static void test_few_and_no_jobs(void **state) {
  (void)state;
  run(8, 0);
  run(8, 1);
}

static void test_progress_without_a_terminal_is_silent(void **state) {
  (void)state;
  guint slots[JOBS] = {0};
  Progress *progress = progress_new("testing");
  jobs_run(2, JOBS, square, slots, progress);
  progress_free(progress);
  assert_int_equal(slots[3], 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_job_runs_once),
      cmocka_unit_test(test_few_and_no_jobs),
      cmocka_unit_test(test_progress_without_a_terminal_is_silent),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
