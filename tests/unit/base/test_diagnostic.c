#include "base/diagnostic.h"

#include "../../support/faults.h"

static SourceSpan at(const SourceFile *file, guint line, guint column) {
  return (SourceSpan){file, line, column, line, column};
}

static void faults_are_sorted_and_told_once(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const SourceFile *a = source_file_new(arena, "a", "", 0), *b = source_file_new(arena, "b", "", 0);
  g_autoptr(DiagnosticList) list = diagnostic_list_new();
  diagnostic_add(list, DIAGNOSTIC_FILE_NUL, at(b, 1, 1));
  diagnostic_add(list, DIAGNOSTIC_KEY_UNKNOWN, at(a, 10, 2), "y");
  diagnostic_add(list, DIAGNOSTIC_KEY_UNKNOWN, at(a, 9, 5), "z");
  diagnostic_add(list, DIAGNOSTIC_KEY_UNKNOWN, at(a, 10, 2), "x");
  diagnostic_add(list, DIAGNOSTIC_KEY_UNKNOWN, at(a, 10, 2), "y");
  diagnostic_add(list, DIAGNOSTIC_FILE_NUL, (SourceSpan){0});
  diagnostic_list_sort(list);
  assert_int_equal(diagnostic_list_length(list), 5);
  static const char *const expected[] = {"the file has a NUL byte", "unknown key 'z'",
                                         "unknown key 'x'", "unknown key 'y'",
                                         "the file has a NUL byte"};
  for (guint i = 0; i < 5; i++)
    assert_string_equal(diagnostic_list_at(list, i)->message, expected[i]);
}

static void a_null_list_keeps_nothing(void **state) {
  (void)state;
  Diagnostic *fault = diagnostic_add(NULL, DIAGNOSTIC_KEY_UNKNOWN, (SourceSpan){0}, "x");
  assert_null(fault);
  assert_null(diagnostic_hint(NULL, fault, "h"));
  assert_null(diagnostic_counterpart(NULL, fault, (SourceSpan){0}, "c"));
}

static void lists_are_joined(void **state) {
  (void)state;
  g_autoptr(DiagnosticList) whole = diagnostic_list_new();
  DiagnosticList *part = diagnostic_list_new(), *inner = diagnostic_list_new();
  Diagnostic *fault = diagnostic_add(inner, DIAGNOSTIC_KEY_UNKNOWN, (SourceSpan){0}, "deep");
  diagnostic_hint(inner, fault, "kept %d", 1);
  diagnostic_list_take(part, inner);
  diagnostic_add(part, DIAGNOSTIC_FILE_BOM, (SourceSpan){0});
  diagnostic_list_take(whole, part);
  assert_int_equal(diagnostic_list_length(whole), 2);
  assert_string_equal(diagnostic_list_at(whole, 0)->hint, "kept 1");
  assert_int_equal(diagnostic_list_count(whole, SEVERITY_WARNING), 2);
  assert_int_equal(diagnostic_list_count(whole, SEVERITY_ERROR), 0);
}

static gboolean is_error(const Diagnostic *fault, gpointer data) {
  (void)data;
  return fault->severity == SEVERITY_ERROR;
}

static void entries_can_be_dropped(void **state) {
  (void)state;
  g_autoptr(DiagnosticList) list = diagnostic_list_new();
  diagnostic_add(list, DIAGNOSTIC_FILE_BOM, (SourceSpan){0});
  diagnostic_add(list, DIAGNOSTIC_FILE_NUL, (SourceSpan){0});
  diagnostic_list_keep(list, is_error, NULL);
  assert_int_equal(diagnostic_list_length(list), 1);
}

// An id is a promise: it is never used twice, and has one form.
static void ids_are_unique_and_well_formed(void **state) {
  (void)state;
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < DIAGNOSTIC_COUNT; i++) {
    const char *id = diagnostic_id((DiagnosticKind)i);
    if (!g_hash_table_add(known, (gpointer)id)) fail_msg("the id '%s' stands twice", id);
    for (const char *c = id; *c; c++)
      if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '-') fail_msg("'%s' is no id", id);
  }
}

static void the_nearest_word(void **state) {
  (void)state;
  static const char *const known[] = {"title", "date", "translators", "عنوان"};
  guint count = G_N_ELEMENTS(known);
  assert_string_equal(diagnostic_nearest("titel", known, count), "title");
  assert_string_equal(diagnostic_nearest("dat", known, count), "date");
  assert_string_equal(diagnostic_nearest("translator", known, count), "translators");
  assert_string_equal(diagnostic_nearest("عنون", known, count), "عنوان");
  assert_null(diagnostic_nearest("zzzz", known, count));
  assert_null(diagnostic_nearest("", known, 0));
  g_autofree char *long_word = g_strnfill(100000, 'x');
  assert_null(diagnostic_nearest(long_word, known, count));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faults_are_sorted_and_told_once),
      cmocka_unit_test(a_null_list_keeps_nothing),
      cmocka_unit_test(lists_are_joined),
      cmocka_unit_test(entries_can_be_dropped),
      cmocka_unit_test(ids_are_unique_and_well_formed),
      cmocka_unit_test(the_nearest_word),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
