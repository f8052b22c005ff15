#include "load/text_file.h"

#include "../../support/faults.h"

typedef struct {
  const char *bytes;
  gsize length;
  const char *text;
  const char *fault; // the id of its one fault; NULL for none
  guint line, column;
} Case;

#define CASE(bytes, ...)                                                                           \
  { bytes, sizeof bytes - 1, __VA_ARGS__ }

static void whatever_is_read_becomes_text(void **state) {
  (void)state;
  static const Case cases[] = {
      CASE("a\nb", "a\nb", NULL, 0, 0),
      CASE("", "", NULL, 0, 0),
      CASE("\xEF\xBB\xBF"
           "a",
           "a", "byte-order-mark", 1, 1),
      CASE("a\r\nb\r\n", "a\r\nb\r\n", "crlf", 1, 2),
      CASE("a\rb\rc", "a\nb\nc", "lone-cr", 1, 2),
      CASE("ab\n\0c",
           "ab\n\uFFFD"
           "c",
           "nul-byte", 2, 1),
      CASE("\x1B[0m", "\uFFFD[0m", "control-character", 1, 1),
      CASE("سل\xD8", "سل\uFFFD", "not-utf8", 1, 3),
      CASE("a\xFF\xFF", "a\uFFFD\uFFFD", "not-utf8", 1, 2),
      // Unicode 3.9: one U+FFFD for each maximal part of a sequence.
      CASE("\xF0\x9F\x98-", "\uFFFD-", "not-utf8", 1, 1),
      CASE("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", "not-utf8", 1, 1),
      CASE("\xC0\x80", "\uFFFD\uFFFD", "not-utf8", 1, 1),
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(DiagnosticList) faults = diagnostic_list_new();
    const SourceFile *file =
        text_file_from_bytes(arena, "a.md", cases[i].bytes, cases[i].length, faults);
    assert_string_equal(file->text, cases[i].text);
    assert_int_equal(file->length_bytes, strlen(cases[i].text));
    assert_int_equal(diagnostic_list_length(faults), cases[i].fault ? 1 : 0);
    if (!cases[i].fault) continue;
    const Diagnostic *fault = sample_find(faults, cases[i].fault);
    assert_non_null(fault);
    assert_int_equal(fault->span.line, cases[i].line);
    assert_int_equal(fault->span.column, cases[i].column);
  }
}

static void what_is_no_file_is_not_read(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(DiagnosticList) faults = diagnostic_list_new();
  assert_null(text_file_load(arena, "/nowhere/at/all.md", "all.md", faults));
  assert_null(text_file_load(arena, "/dev/zero", "zero.md", faults));
  assert_null(text_file_load(arena, "/", "root.md", faults));
  assert_int_equal(sample_count(faults, "file-unreadable"), 3);
  assert_string_equal(diagnostic_list_at(faults, 0)->span.file->path, "all.md");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whatever_is_read_becomes_text),
      cmocka_unit_test(what_is_no_file_is_not_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
