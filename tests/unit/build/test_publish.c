#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "build/publish.h"

static int setup(void **state) {
  *state = g_dir_make_tmp("beyt-publish-XXXXXX", NULL);
  return *state ? 0 : -1;
}

static void remove_tree(const char *path) {
  GDir *folder = g_dir_open(path, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    remove_tree(child);
  }
  if (folder) g_dir_close(folder);
  g_remove(path);
}

static int teardown(void **state) {
  remove_tree(*state);
  g_free(*state);
  return 0;
}

static void add(OutputList *list, const char *path, const char *text) {
  output_list_take(list, path, g_bytes_new(text, strlen(text)));
}

static void expect(const char *folder, const char *path, const char *text) {
  g_autofree char *full = g_build_filename(folder, path, NULL);
  g_autofree char *found = NULL;
  g_file_get_contents(full, &found, NULL, NULL);
  if (text)
    assert_string_equal(found, text);
  else
    assert_null(found);
}

static void publish(const char *folder, const char *const *pairs) {
  g_autoptr(OutputList) list = output_list_new();
  for (guint i = 0; pairs[i]; i += 2)
    add(list, pairs[i], pairs[i + 1]);
  assert_true(outputs_publish(list, folder, NULL));
}

static void test_a_second_run_replaces_and_removes(void **state) {
  const char *folder = *state;
  const char *first[] = {"a/b/one.html", "1", "two.html", "2", "empty", "", NULL};
  const char *second[] = {"two.html", "22", NULL};
  publish(folder, first);
  expect(folder, "a/b/one.html", "1");
  expect(folder, "empty", "");
  publish(folder, second);
  expect(folder, "two.html", "22");
  expect(folder, "empty", NULL);
  g_autofree char *emptied = g_build_filename(folder, "a", NULL);
  assert_false(g_file_test(emptied, G_FILE_TEST_EXISTS));
}

static void test_foreign_files_stay(void **state) {
  const char *folder = *state;
  g_autofree char *mine = g_build_filename(folder, "mine.txt", NULL);
  g_file_set_contents(mine, "kept", -1, NULL);
  const char *files[] = {"one", "1", NULL}, *none[] = {NULL};
  publish(folder, files);
  publish(folder, none);
  expect(folder, "mine.txt", "kept");
  expect(folder, "one", NULL);
}

static void test_unchanged_files_keep_their_time(void **state) {
  const char *folder = *state;
  const char *files[] = {"one", "same", NULL};
  publish(folder, files);
  g_autofree char *path = g_build_filename(folder, "one", NULL);
  GStatBuf before, after;
  assert_int_equal(g_stat(path, &before), 0);
  publish(folder, files);
  assert_int_equal(g_stat(path, &after), 0);
  assert_int_equal(before.st_ino, after.st_ino);
}

static void test_a_failure_changes_nothing(void **state) {
  const char *folder = *state;
  const char *first[] = {"one", "1", "two", "2", NULL};
  publish(folder, first);
  g_autoptr(OutputList) list = output_list_new();
  add(list, "one", "changed");
  add(list, "x", "a file");
  add(list, "x/below", "cannot be: x is a file");
  g_autoptr(GError) error = NULL;
  assert_false(outputs_publish(list, folder, &error));
  assert_non_null(error);
  expect(folder, "one", "1");
  expect(folder, "two", "2");
  expect(folder, "x", NULL);
}

// A manifest that somebody tampered with must not reach outside the folder.
static void test_a_manifest_reaches_nothing_outside(void **state) {
  const char *folder = *state;
  g_autofree char *out = g_build_filename(folder, "out", NULL);
  g_autofree char *victim = g_build_filename(folder, "victim", NULL);
  g_autofree char *manifest = g_build_filename(out, ".beyt-files", NULL);
  const char *none[] = {NULL};
  g_mkdir(out, 0777);
  g_file_set_contents(victim, "kept", -1, NULL);
  g_autofree char *lines = g_strdup_printf("../victim\n%s\n", victim);
  g_file_set_contents(manifest, lines, -1, NULL);
  publish(out, none);
  expect(folder, "victim", "kept");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_a_second_run_replaces_and_removes, setup, teardown),
      cmocka_unit_test_setup_teardown(test_foreign_files_stay, setup, teardown),
      cmocka_unit_test_setup_teardown(test_unchanged_files_keep_their_time, setup, teardown),
      cmocka_unit_test_setup_teardown(test_a_failure_changes_nothing, setup, teardown),
      cmocka_unit_test_setup_teardown(test_a_manifest_reaches_nothing_outside, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
