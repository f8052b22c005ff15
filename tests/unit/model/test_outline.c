#include "model/outline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Node *add_heading(Arena *arena, Node *parent, guint level, const char *title) {
  Node *heading = node_new(arena, NODE_HEADING, (SourceSpan){0});
  Node *text = node_new(arena, NODE_TEXT, (SourceSpan){0});
  heading->level = level;
  text->text = title;
  node_append(heading, text);
  node_append(parent, heading);
  return heading;
}

static void assert_number(const Outline *outline, const Node *heading, const char *expected) {
  guint numbers[OUTLINE_DEPTH], depth = outline_numbers(outline, heading, numbers);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < depth; i++)
    g_string_append_printf(text, "%s%u", i ? "." : "", numbers[i]);
  assert_string_equal(text->str, expected);
}

static void levels_that_are_left_out_do_not_count(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *document = node_new(arena, NODE_DOCUMENT, (SourceSpan){0});
  static const guint levels[] = {3, 2, 4, 4, 3, 2, 5, 6, 1};
  static const char *const numbers[] = {"1", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.1.1", "4"};
  Node *headings[G_N_ELEMENTS(levels)];
  for (guint i = 0; i < G_N_ELEMENTS(levels); i++)
    headings[i] = add_heading(arena, document, levels[i], "x");
  const Outline *outline = outline_new(arena, document);
  for (guint i = 0; i < G_N_ELEMENTS(levels); i++)
    assert_number(outline, headings[i], numbers[i]);
}

static void headings_in_quotes_do_not_count(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *document = node_new(arena, NODE_DOCUMENT, (SourceSpan){0});
  Node *quote = node_new(arena, NODE_QUOTE, (SourceSpan){0});
  node_append(document, quote);
  const Node *inner = add_heading(arena, quote, 2, "x");
  const Node *own = add_heading(arena, document, 2, "x");
  const Outline *outline = outline_new(arena, document);
  assert_number(outline, inner, "");
  assert_number(outline, own, "1");
  assert_null(outline_section(inner));
  assert_ptr_equal(outline_section(own), own);
}

static void names_find_their_blocks(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *document = node_new(arena, NODE_DOCUMENT, (SourceSpan){0});
  const Node *first = add_heading(arena, document, 2, "سلام دنیا");
  const Node *second = add_heading(arena, document, 2, "سلام دنیا");
  Node *paragraph = node_new(arena, NODE_PARAGRAPH, (SourceSpan){0});
  paragraph->id = "سلام-دنیا"; // declared: goes before both
  node_append(document, paragraph);
  const Outline *outline = outline_new(arena, document);
  assert_ptr_equal(outline_lookup(outline, "سلام-دنیا"), paragraph);
  assert_ptr_equal(outline_lookup(outline, "سلام-دنیا-2"), first);
  assert_ptr_equal(outline_lookup(outline, "%D8%B3%D9%84%D8%A7%D9%85-%D8%AF%D9%86%DB%8C%D8%A7-3"),
                   second);
  assert_null(outline_lookup(outline, "%"));
  assert_null(outline_lookup(outline, ""));
  assert_string_equal(outline_name(outline, second), "سلام-دنیا-3");
  assert_ptr_equal(outline_section(paragraph), second);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(levels_that_are_left_out_do_not_count),
      cmocka_unit_test(headings_in_quotes_do_not_count),
      cmocka_unit_test(names_find_their_blocks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
