#include "model/output.h"

#include "../../support/faults.h"

static void files_are_joined_and_sorted_by_path(void **state) {
  (void)state;
  g_autoptr(OutputList) list = output_list_new();
  output_list_take_string(list, "b/index.html", g_string_new("B"));
  OutputList *more = output_list_new();
  output_list_take(more, "a.css", g_bytes_new_static("A", 1));
  output_list_take_string(more, "b.xml", g_string_new("X"));
  output_list_merge(list, more);
  output_list_sort(list);
  static const char *const expected[] = {"a.css", "b.xml", "b/index.html"};
  assert_int_equal(list->files->len, 3);
  for (guint i = 0; i < 3; i++)
    assert_string_equal(g_array_index(list->files, OutputFile, i).path, expected[i]);
  gsize size;
  const char *bytes = g_bytes_get_data(g_array_index(list->files, OutputFile, 2).bytes, &size);
  assert_int_equal(size, 1);
  assert_int_equal(*bytes, 'B');
}

static void an_empty_list_is_fine(void **state) {
  (void)state;
  g_autoptr(OutputList) list = output_list_new();
  output_list_sort(list);
  output_list_merge(list, output_list_new());
  assert_int_equal(list->files->len, 0);
  output_list_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_joined_and_sorted_by_path),
      cmocka_unit_test(an_empty_list_is_fine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
