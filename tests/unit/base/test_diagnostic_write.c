#include "base/diagnostic_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

typedef struct {
  Arena *arena;
  DiagnosticList *list;
  const SourceFile *file;
} Report;

static Report report_new(const char *path, const char *text) {
  Report report = {arena_new(), diagnostic_list_new(), NULL};
  report.file = source_file_new(report.arena, path, text, strlen(text));
  return report;
}

// A fault at the first place where `place` stands in the text.
static Diagnostic *add(Report *report, const char *place, const char *word) {
  const char *found = strstr(report->file->text, place);
  assert_non_null(found);
  gsize start = (gsize)(found - report->file->text);
  SourceSpan span = source_span_from_offsets(report->file, start, start + strlen(place));
  return diagnostic_add(report->list, DIAGNOSTIC_KEY_UNKNOWN, span, word);
}

static void expect(Report *report, DiagnosticFormat format, gboolean color, const char *expected) {
  GString *out = g_string_new(NULL);
  diagnostics_write(report->list, format, color, out);
  assert_string_equal(out->str, expected);
  g_string_free(out, TRUE);
  diagnostic_list_free(report->list);
  arena_free(report->arena);
}

static void text_has_place_line_caret_hint_and_note(void **state) {
  (void)state;
  Report report = report_new("en/x.md", "---\ntilte: A\n---\n");
  Diagnostic *fault = add(&report, "tilte", "tilte");
  diagnostic_hint(report.list, fault, "did you mean '%s'?", "title");
  SourceSpan there = source_span_from_offsets(report.file, 0, 3);
  diagnostic_counterpart(report.list, fault, there, "begins here");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "en/x.md:2:1: warning: unknown key 'tilte' [unknown-key]\n"
         "     2 | tilte: A\n"
         "       | ^~~~~\n"
         "       = hint: did you mean 'title'?\n"
         "en/x.md:1:1: note: begins here\n"
         "     1 | ---\n"
         "       | ^\n" // the whole line is meant
         "1 warning in 1 file\n");
}

static void the_caret_stands_under_wide_combining_and_tab(void **state) {
  (void)state;
  Report report = report_new("a", "日本\te\xCC\x81 bad");
  add(&report, "bad", "x");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "a:1:7: warning: unknown key 'x' [unknown-key]\n"
         "     1 | 日本 e\xCC\x81 bad\n"
         "       |        ^~~\n"
         "1 warning in 1 file\n");
}

static void a_mark_is_shown_with_its_letter(void **state) {
  (void)state;
  Report report = report_new("a", "ae\xCC\x81 b");
  add(&report, "\xCC\x81", "x");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "a:1:3: warning: unknown key 'x' [unknown-key]\n"
         "     1 | ae\xCC\x81 b\n"
         "       |  ^\n"
         "1 warning in 1 file\n");
}

// The columns of such a line depend on the terminal, so brackets mark the place, and isolates keep
// the line and the place whole.
static void a_line_with_rtl_text_has_brackets(void **state) {
  (void)state;
  Report report = report_new("fa/x.md", "این کتاب در Linux است.");
  add(&report, "کتاب", "x");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "fa/x.md:1:5: warning: unknown key 'x' [unknown-key]\n"
         "     1 | " FSI "این ⟦" FSI "کتاب" PDI "⟧ در Linux است." PDI "\n"
         "1 warning in 1 file\n");
}

static void a_whole_rtl_line_needs_no_brackets(void **state) {
  (void)state;
  Report report = report_new("fa/x.md", "## کتاب و باغ\n");
  add(&report, "کتاب و باغ", "x");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "fa/x.md:1:4: warning: unknown key 'x' [unknown-key]\n"
         "     1 | " FSI "## کتاب و باغ" PDI "\n"
         "1 warning in 1 file\n");
}

static void what_steers_a_terminal_is_spelled_out(void **state) {
  (void)state;
  Report report = report_new("a\033[2J.md", "x \xE2\x80\xAE y\033[1m");
  Diagnostic *fault = add(&report, "\xE2\x80\xAE", "\033]0;title\a");
  diagnostic_hint(report.list, fault, "%s", "\xE2\x81\xA6up");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "a<U+001B>[2J.md:1:3: warning: unknown key '<U+001B>]0;title<U+0007>' [unknown-key]\n"
         "     1 | x <U+202E> y<U+001B>[1m\n"
         "       |   ^~~~~~~~\n"
         "       = hint: <U+2066>up\n"
         "1 warning in 1 file\n");
}

static void a_long_line_is_cut_around_the_place(void **state) {
  (void)state;
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 500; i++)
    g_string_append_printf(text, "word%03u ", i);
  Report report = report_new("a", text->str);
  add(&report, "word250", "x");
  GString *out = g_string_new(NULL);
  diagnostics_write(report.list, DIAGNOSTIC_FORMAT_TEXT, FALSE, out);
  char **lines = g_strsplit(out->str, "\n", -1);
  const char *place = strstr(lines[1], "word250"), *caret = strchr(lines[2], '^');
  assert_non_null(place);
  assert_true(g_str_has_prefix(lines[1], "     1 | …"));
  assert_true(g_str_has_suffix(lines[1], "…"));
  assert_true(strlen(lines[1]) < 130);
  // "…" has three bytes and one column.
  assert_int_equal(place - lines[1] - 2, caret - lines[2]);
  g_strfreev(lines);
  g_string_free(out, TRUE);
  diagnostic_list_free(report.list);
  arena_free(report.arena);
}

static void a_place_of_many_lines_is_marked_to_the_end_of_its_first(void **state) {
  (void)state;
  Report report = report_new("a", "one two\nthree");
  add(&report, "two\nthree", "x");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "a:1:5: warning: unknown key 'x' [unknown-key]\n"
         "     1 | one two\n"
         "       |     ^~~\n"
         "1 warning in 1 file\n");
}

static void the_summary_counts_by_severity_and_file(void **state) {
  (void)state;
  Report report = report_new("a", "x\n");
  const SourceFile *other = source_file_new(report.arena, "b", "", 0);
  SourceSpan span = source_span_of_file(report.file);
  diagnostic_add(report.list, DIAGNOSTIC_FILE_NUL, (SourceSpan){0});
  diagnostic_add(report.list, DIAGNOSTIC_FILE_NUL, source_span_of_file(other));
  diagnostic_add(report.list, DIAGNOSTIC_FILE_BOM, span);
  diagnostic_add(report.list, DIAGNOSTIC_FILE_CRLF, span);
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, FALSE,
         "beyt: error: the file has a NUL byte [nul-byte]\n"
         "b:1:1: error: the file has a NUL byte [nul-byte]\n"
         "a:1:1: warning: the file begins with a byte order mark [byte-order-mark]\n"
         "     1 | x\n       | ^\n"
         "a:1:1: note: lines end in CR LF [crlf]\n"
         "     1 | x\n       | ^\n"
         "2 errors, 1 warning, 1 note in 2 files\n");
}

static void colours_only_when_asked(void **state) {
  (void)state;
  Report report = report_new("a", "x");
  add(&report, "x", "x");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, TRUE,
         "\033[1ma:1:1:\033[0m \033[1;33mwarning:\033[0m unknown key 'x' [unknown-key]\n"
         "     1 | x\n"
         "       | \033[1;35m^\033[0m\n"
         "1 warning in 1 file\n");
}

static void no_fault_no_text(void **state) {
  (void)state;
  Report report = report_new("a", "");
  expect(&report, DIAGNOSTIC_FORMAT_TEXT, TRUE, "");
  report = report_new("a", "");
  expect(&report, DIAGNOSTIC_FORMAT_JSON, TRUE, "[]\n");
}

static void json_has_every_key_in_order(void **state) {
  (void)state;
  Report report = report_new("fa/\"x\".md", "کلید\n");
  Diagnostic *fault = add(&report, "کلید", "a\\b\n\xE2\x80\xAE\xFF");
  diagnostic_hint(report.list, fault, "h");
  diagnostic_add(report.list, DIAGNOSTIC_FILE_NUL, (SourceSpan){0});
  fault = add(&report, "ید", "z");
  diagnostic_counterpart(report.list, fault, source_span_of_file(report.file), "the other side");
  expect(
      &report, DIAGNOSTIC_FORMAT_JSON, FALSE,
      "[\n"
      " {\"id\":\"unknown-key\",\"severity\":\"warning\",\"file\":\"fa/\\\"x\\\".md\",\"line\":1,"
      "\"column\":1,\"endLine\":1,\"endColumn\":4,"
      "\"message\":\"unknown key 'a\\\\b\\n\\u202e\xEF\xBF\xBD'\",\"hint\":\"h\","
      "\"counterpart\":null},\n"
      " {\"id\":\"nul-byte\",\"severity\":\"error\",\"file\":null,\"line\":0,\"column\":0,"
      "\"endLine\":0,\"endColumn\":0,\"message\":\"the file has a NUL byte\",\"hint\":null,"
      "\"counterpart\":null},\n"
      " {\"id\":\"unknown-key\",\"severity\":\"warning\",\"file\":\"fa/\\\"x\\\".md\",\"line\":1,"
      "\"column\":3,\"endLine\":1,\"endColumn\":4,\"message\":\"unknown key 'z'\",\"hint\":null,"
      "\"counterpart\":{\"file\":\"fa/\\\"x\\\".md\",\"line\":1,\"column\":1,\"endLine\":1,"
      "\"endColumn\":1,\"note\":\"the other side\"}}\n"
      "]\n");
}

static void github_escapes_what_would_end_a_command(void **state) {
  (void)state;
  Report report = report_new("en/a,b:c.md", "x\n");
  Diagnostic *fault = add(&report, "x", "50%\r\n::error::injected");
  diagnostic_hint(report.list, fault, "see, here: 1");
  expect(&report, DIAGNOSTIC_FORMAT_GITHUB, FALSE,
         "::warning file=en/a%2Cb%3Ac.md,line=1,col=1,endLine=1,endColumn=1,title=unknown-key::"
         "unknown key '50%25<U+000D>%0A::error::injected'%0Ahint: see, here: 1\n");
}

static void paths_are_shown_below_the_root(void **state) {
  (void)state;
  Report report = report_new("fa/x.md", "x\n");
  const SourceFile *builtin = source_file_new(report.arena, "builtin:theme/a", "", 0);
  const SourceFile *absolute = source_file_new(report.arena, "/abs", "", 0);
  diagnostic_list_root(report.list, "translations");
  add(&report, "x", "x");
  diagnostic_add(report.list, DIAGNOSTIC_FILE_NUL, source_span_of_file(builtin));
  diagnostic_add(report.list, DIAGNOSTIC_FILE_NUL, source_span_of_file(absolute));
  expect(
      &report, DIAGNOSTIC_FORMAT_GITHUB, FALSE,
      "::warning file=translations/fa/x.md,line=1,col=1,endLine=1,endColumn=1,title=unknown-key::"
      "unknown key 'x'\n"
      "::error file=builtin%3Atheme/a,line=1,col=1,endLine=1,endColumn=1,title=nul-byte::"
      "the file has a NUL byte\n"
      "::error file=/abs,line=1,col=1,endLine=1,endColumn=1,title=nul-byte::"
      "the file has a NUL byte\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_has_place_line_caret_hint_and_note),
      cmocka_unit_test(the_caret_stands_under_wide_combining_and_tab),
      cmocka_unit_test(a_mark_is_shown_with_its_letter),
      cmocka_unit_test(a_line_with_rtl_text_has_brackets),
      cmocka_unit_test(a_whole_rtl_line_needs_no_brackets),
      cmocka_unit_test(what_steers_a_terminal_is_spelled_out),
      cmocka_unit_test(a_long_line_is_cut_around_the_place),
      cmocka_unit_test(a_place_of_many_lines_is_marked_to_the_end_of_its_first),
      cmocka_unit_test(the_summary_counts_by_severity_and_file),
      cmocka_unit_test(colours_only_when_asked),
      cmocka_unit_test(no_fault_no_text),
      cmocka_unit_test(json_has_every_key_in_order),
      cmocka_unit_test(github_escapes_what_would_end_a_command),
      cmocka_unit_test(paths_are_shown_below_the_root),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
