// BD-17 of FARSI.md: explicit bidi controls, with their exact place.
#include "written.h"

#define LRE "\xE2\x80\xAA"
#define PDF "\xE2\x80\xAC"
#define RLO "\xE2\x80\xAE"
#define LRI "\xE2\x81\xA6"
#define RLI "\xE2\x81\xA7"
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

// Only the English side, and without what check says of a missing counterpart.
static void expect(Written *written, const char *body, const char *expected) {
  written_post(written, "en", "a", body);
  written_check(written);
  g_autofree char *faults = written_faults(written);
  const char *rest = strstr(faults, "missing-counterpart");
  assert_non_null(rest);
  g_autofree char *others = g_strdup(strchr(rest, '\n') + 1);
  assert_string_equal(others, expected);
}

static void embeddings_and_overrides_are_forbidden(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  expect(written, "Some " LRE "text" PDF " and\nفارسی " RLO "txt.\n",
         "en/a.md:7:6 bidi-control: U+202A LEFT-TO-RIGHT EMBEDDING is forbidden: it hides the "
         "order of the "
         "text\n"
         "en/a.md:7:11 bidi-control: U+202C POP DIRECTIONAL FORMATTING is forbidden: it hides the "
         "order of the "
         "text\n"
         "en/a.md:8:7 bidi-control: U+202E RIGHT-TO-LEFT OVERRIDE is forbidden: it hides the order "
         "of the "
         "text\n");
}

static void balanced_isolates_are_allowed(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  expect(written,
         "A " FSI "name " RLI "کتاب" PDI " here" PDI "\nand " LRI "over\ntwo lines" PDI
         ".\n\n* " FSI "x" PDI "\n",
         "");
}

static void isolates_are_balanced_block_by_block(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  expect(
      written, "One " FSI "opened.\n\nTwo closed" PDI ".\n\n* " LRI LRI "x" PDI "\n* y" PDI "\n",
      "en/a.md:7:5 bidi-unbalanced: U+2068 FIRST STRONG ISOLATE is not closed in its block\n"
      "en/a.md:9:11 bidi-unbalanced: U+2069 POP DIRECTIONAL ISOLATE closes nothing in its block\n"
      "en/a.md:11:3 bidi-unbalanced: U+2066 LEFT-TO-RIGHT ISOLATE is not closed in its block\n"
      "en/a.md:12:4 bidi-unbalanced: U+2069 POP DIRECTIONAL ISOLATE closes nothing in its block\n");
}

static void none_stands_in_code(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  expect(written, "Code `a" FSI "b" PDI "` and " FSI "text" PDI ".\n\n```\nif (x" RLO ") {}\n```\n",
         "en/a.md:7:8 bidi-in-code: U+2068 FIRST STRONG ISOLATE stands in code\n"
         "en/a.md:7:10 bidi-in-code: U+2069 POP DIRECTIONAL ISOLATE stands in code\n"
         "en/a.md:10:6 bidi-in-code: U+202E RIGHT-TO-LEFT OVERRIDE stands in code\n");
}

static void front_matter_counts_line_by_line(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "en/a.md",
               "---\nid: a\nlang: en\ntitle: \"A " RLO "b\"\nsummary: \"" FSI "x" PDI " " RLI
               "y\"\ndate: 2026-03-14\n---\nText.\n");
  written_check(written);
  assert_int_equal(written_find(written, "bidi-control")->span.line, 4);
  assert_int_equal(written_find(written, "bidi-control")->span.column, 11);
  assert_int_equal(written_find(written, "bidi-unbalanced")->span.line, 5);
  assert_int_equal(written_find(written, "bidi-unbalanced")->span.column, 15);
}

static void marks_without_effect_on_their_surroundings_are_allowed(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  expect(written, "RLM \xE2\x80\x8F, LRM \xE2\x80\x8E, ALM \xD8\x9C, ZWNJ می\xE2\x80\x8Cرود.\n",
         "");
}

static void table_cells_are_blocks_of_their_own(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  expect(
      written, "| " FSI "a | b" PDI " |\n|---|---|\n| " FSI "1" PDI " | 2 |\n",
      "en/a.md:7:3 bidi-unbalanced: U+2068 FIRST STRONG ISOLATE is not closed in its block\n"
      "en/a.md:7:9 bidi-unbalanced: U+2069 POP DIRECTIONAL ISOLATE closes nothing in its block\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(embeddings_and_overrides_are_forbidden),
      cmocka_unit_test(balanced_isolates_are_allowed),
      cmocka_unit_test(isolates_are_balanced_block_by_block),
      cmocka_unit_test(none_stands_in_code),
      cmocka_unit_test(front_matter_counts_line_by_line),
      cmocka_unit_test(marks_without_effect_on_their_surroundings_are_allowed),
      cmocka_unit_test(table_cells_are_blocks_of_their_own),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
