#include "load/fragment.h"

#include "../../support/faults.h"

// "ab" from 10, "--" added, "cd" from 20, "ef" from 22 (which joins it).
static Fragment *example(void) {
  Fragment *fragment = fragment_new();
  fragment_add_source(fragment, "ab", 10, 2);
  fragment_add_text(fragment, "-");
  fragment_add_text(fragment, "-");
  fragment_add_source(fragment, "cd", 20, 2);
  fragment_add_source(fragment, "ef", 22, 2);
  return fragment;
}

static void every_byte_knows_its_place(void **state) {
  (void)state;
  g_autoptr(Fragment) fragment = example();
  assert_string_equal(fragment->text->str, "ab--cdef");
  static const gsize starts[] = {10, 11, 20, 20, 20, 21, 22, 23, 24};
  static const gsize ends[] = {10, 11, 12, 12, 12, 21, 22, 23, 24};
  for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
    assert_int_equal(fragment_source_start(fragment, i), starts[i]);
    assert_int_equal(fragment_source_end(fragment, i), ends[i]);
  }
  assert_true(fragment_is_unbroken(fragment, 4, 8));
  assert_false(fragment_is_unbroken(fragment, 1, 5));
  assert_true(fragment_is_added(fragment, 2, 4));
  assert_false(fragment_is_added(fragment, 2, 5));
}

static void a_slice_keeps_the_places(void **state) {
  (void)state;
  g_autoptr(Fragment) fragment = example();
  g_autoptr(Fragment) slice = fragment_new();
  fragment_add_slice(slice, fragment, 1, 6);
  assert_string_equal(slice->text->str, "b--cd");
  assert_int_equal(fragment_source_start(slice, 0), 11);
  assert_int_equal(fragment_source_start(slice, 3), 20);
  fragment_add_slice(slice, fragment, 6, 100);
  assert_int_equal(fragment_source_end(slice, slice->text->len), 24);
}

static void the_origin_is_written_instead(void **state) {
  (void)state;
  g_autoptr(Fragment) fragment = example();
  fragment_add_text(fragment, "x y");
  const char *origin = "..........AB........CDEF";
  g_autoptr(GString) out = g_string_new(NULL);
  fragment_write_origin(fragment, 0, fragment->text->len, origin, out);
  assert_string_equal(out->str, "ABCDEF ");
}

static void nothing_written_has_no_place(void **state) {
  (void)state;
  g_autoptr(Fragment) fragment = fragment_new();
  assert_int_equal(fragment_source_start(fragment, 3), 0);
  assert_int_equal(fragment_source_end(fragment, 3), 0);
  fragment_add_text(fragment, "added");
  assert_int_equal(fragment_source_start(fragment, 0), 0);
  assert_int_equal(fragment_source_end(fragment, 5), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_byte_knows_its_place),
      cmocka_unit_test(a_slice_keeps_the_places),
      cmocka_unit_test(the_origin_is_written_instead),
      cmocka_unit_test(nothing_written_has_no_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
