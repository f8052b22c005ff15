#include "base/data.h"

#include "../../support/faults.h"
#include <glib/gstdio.h>

static void files_are_compiled_in(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  guint count;
  char **names = data_list(arena, "locales", &count);
  gboolean found = FALSE;
  for (guint i = 0; i < count; i++) {
    found |= g_str_equal(names[i], "fa.yaml");
    if (i) assert_true(strcmp(names[i - 1], names[i]) < 0);
  }
  assert_true(found);
  g_autoptr(GBytes) bytes = data_open(NULL, "locales/fa.yaml");
  assert_non_null(bytes);
  assert_true(g_bytes_get_size(bytes) > 100);
  assert_null(data_open(NULL, "locales/none.yaml"));
  data_list(arena, "nowhere", &count);
  assert_int_equal(count, 0);
}

static void a_publication_overrides_them(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  g_autofree char *folder = g_dir_make_tmp("beyt-test-XXXXXX", NULL);
  g_autofree char *locales = g_build_filename(folder, "locales", NULL);
  g_autofree char *path = g_build_filename(locales, "fa.yaml", NULL);
  assert_int_equal(g_mkdir(locales, 0755), 0);
  assert_true(g_file_set_contents(path, "name: own\n", -1, NULL));
  const SourceFile *own = data_source(arena, folder, "locales/fa.yaml");
  assert_string_equal(own->text, "name: own\n");
  assert_string_equal(own->path, path);
  const SourceFile *builtin = data_source(arena, folder, "locales/en.yaml");
  assert_string_equal(builtin->path, "builtin:locales/en.yaml");
  assert_null(data_source(arena, folder, "locales/none.yaml"));
  g_remove(path);
  g_remove(locales);
  g_remove(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_compiled_in),
      cmocka_unit_test(a_publication_overrides_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
