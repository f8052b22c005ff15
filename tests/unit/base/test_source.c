#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void lines_and_columns_count_code_points(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const char *text = "abc\nسلام x\r\n\n𝄞e\xCC\x81!";
  SourceFile *file = source_file_new(arena, "a.md", text, strlen(text));
  assert_int_equal(file->line_count, 4);
  gsize length;
  const char *line = source_line(file, 2, &length);
  assert_memory_equal(line, "سلام x", length);
  assert_int_equal(length, strlen("سلام x")); // CR is no part of the line
  source_line(file, 3, &length);
  assert_int_equal(length, 0);
  gsize x = (gsize)(strchr(text, 'x') - text);
  SourceSpan span = source_span_from_offsets(file, x, x + 1);
  assert_int_equal(span.line, 2);
  assert_int_equal(span.column, 6);
  assert_int_equal(span.end_column, 6);
  gsize bang = (gsize)(strchr(text, '!') - text);
  span = source_span_from_offsets(file, bang - 3, bang);
  assert_int_equal(span.column, 2);
  assert_int_equal(span.end_column, 3); // the accent is a column of its own
}

static void offsets_and_columns_are_inverse(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(GString) text = g_string_new(NULL);
  static const char *const pieces[] = {"a", "é", "س", "𝄞", "\n", "日", " "};
  for (guint i = 0; i < 3000; i++)
    g_string_append(text, pieces[(i * i + i / 7) % 7]);
  SourceFile *file = source_file_new(arena, "a.md", text->str, text->len);
  guint line = 1, column = 1;
  for (gsize i = 0; i <= text->len; i++) {
    if (i < text->len && ((guint8)text->str[i] & 0xC0) == 0x80) continue;
    SourceSpan span = source_span_from_offsets(file, i, i);
    assert_int_equal(span.line, line);
    assert_int_equal(span.column, column);
    assert_int_equal(source_offset(file, line, column), i);
    column++;
    if (i < text->len && text->str[i] == '\n') line++, column = 1;
  }
}

static void positions_outside_are_clamped(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  SourceFile *file = source_file_new(arena, "a.md", "ab\ncd", 5);
  assert_int_equal(source_offset(file, 1, 99), 2);
  assert_int_equal(source_offset(file, 1, G_MAXUINT32), 2);
  assert_int_equal(source_offset(file, 0, 5), 0);
  assert_int_equal(source_offset(file, 9, 1), 5);
  SourceSpan span = source_span_from_offsets(file, 100, 200);
  assert_int_equal(span.line, 2);
  assert_int_equal(span.column, 3);
  gsize length = 7;
  assert_string_equal(source_line(file, 3, &length), "");
  assert_int_equal(length, 0);
}

static void an_empty_file_has_one_line(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  SourceFile *file = source_file_new(arena, "a.md", "", 0);
  assert_int_equal(file->line_count, 1);
  SourceSpan span = source_span_of_file(file);
  assert_int_equal(source_offset(file, span.line, span.column), 0);
  assert_int_equal(source_span_from_offsets(file, 0, 0).column, 1);
}

// A line of megabytes with a fault in every word must not take minutes.
static void columns_of_a_huge_line_are_found_at_once(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  gsize size = 4 * 1024 * 1024;
  g_autofree char *text = g_malloc(size);
  memset(text, 'x', size);
  SourceFile *file = source_file_new(arena, "a.md", text, size);
  gint64 start = g_get_monotonic_time();
  for (gsize i = 0; i < size; i += 100) {
    SourceSpan span = source_span_from_offsets(file, i, i + 1);
    assert_int_equal(source_offset(file, span.line, span.column), i);
  }
  assert_true(g_get_monotonic_time() - start < 5 * G_USEC_PER_SEC);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_and_columns_count_code_points),
      cmocka_unit_test(offsets_and_columns_are_inverse),
      cmocka_unit_test(positions_outside_are_clamped),
      cmocka_unit_test(an_empty_file_has_one_line),
      cmocka_unit_test(columns_of_a_huge_line_are_found_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
