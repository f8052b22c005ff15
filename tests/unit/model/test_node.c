#include "model/node.h"

#include "../../support/faults.h"

static Node *add(Arena *arena, Node *parent, NodeKind kind, const char *text) {
  Node *node = node_new(arena, kind, (SourceSpan){0});
  node->text = text;
  if (parent) node_append(parent, node);
  return node;
}

static void expect_order(const Node *root, const char *expected) {
  g_autoptr(GString) order = g_string_new(NULL);
  for (const Node *node = root; node; node = node_walk(root, node))
    g_string_append(order, node->text ? node->text : "-");
  assert_string_equal(order->str, expected);
}

static void trees_are_walked_in_document_order(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *root = add(arena, NULL, NODE_DOCUMENT, "r");
  Node *a = add(arena, root, NODE_PARAGRAPH, "a");
  Node *b = add(arena, root, NODE_PARAGRAPH, "b");
  add(arena, a, NODE_TEXT, "1");
  add(arena, a, NODE_TEXT, "2");
  expect_order(root, "ra12b");
  expect_order(a, "a12"); // never out of the root that was given
  expect_order(b, "b");
  Node *before = node_new(arena, NODE_RULE, (SourceSpan){0});
  before->text = "x";
  node_insert_before(a, before);
  expect_order(root, "rxa12b");
  node_unlink(a);
  expect_order(root, "rxb");
  expect_order(a, "a12");
  node_unlink(b);
  node_unlink(before);
  assert_null(root->first_child);
  assert_null(root->last_child);
  node_append(root, a);
  expect_order(root, "ra12");
}

static void plain_text_is_what_a_reader_reads(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *root = add(arena, NULL, NODE_DOCUMENT, NULL);
  Node *p = add(arena, root, NODE_PARAGRAPH, NULL);
  add(arena, p, NODE_TEXT, "one");
  add(arena, p, NODE_SOFT_BREAK, NULL);
  Node *strong = add(arena, p, NODE_STRONG, NULL);
  add(arena, strong, NODE_TEXT, "two");
  add(arena, p, NODE_FOOTNOTE_REF, NULL)->label = "n";
  add(arena, p, NODE_CODE, "three");
  Node *q = add(arena, root, NODE_PARAGRAPH, NULL);
  add(arena, q, NODE_TEXT, "four");
  g_autofree char *text = node_plain_text(root);
  assert_string_equal(text, "one twothree four");
}

static void languages_are_inherited(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *root = add(arena, NULL, NODE_DOCUMENT, NULL);
  Node *p = add(arena, root, NODE_PARAGRAPH, NULL);
  Node *span = add(arena, p, NODE_SPAN, NULL);
  Node *text = add(arena, span, NODE_TEXT, "x");
  assert_string_equal(node_language(text, "fa"), "fa");
  span->lang = "en";
  assert_string_equal(node_language(text, "fa"), "en");
  assert_string_equal(node_language(p, "fa"), "fa");
}

static void every_kind_has_a_name_of_its_own(void **state) {
  (void)state;
  for (guint a = 0; a < NODE_KIND_COUNT; a++) {
    assert_non_null(node_kind_name((NodeKind)a));
    for (guint b = a + 1; b < NODE_KIND_COUNT; b++)
      assert_string_not_equal(node_kind_name((NodeKind)a), node_kind_name((NodeKind)b));
  }
  Node node = {.kind = NODE_FOOTNOTE};
  assert_true(node_is_block(&node));
  node.kind = NODE_TEXT;
  assert_false(node_is_block(&node));
}

static void dumps_are_readable_and_stable(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *root = add(arena, NULL, NODE_DOCUMENT, NULL);
  Node *heading = add(arena, root, NODE_HEADING, NULL);
  heading->level = 2;
  heading->id = "top";
  heading->span = (SourceSpan){NULL, 3, 1, 3, 9};
  add(arena, heading, NODE_TEXT, "a \"b\"\nc\\");
  GString *out = g_string_new(NULL);
  node_dump(root, out);
  assert_string_equal(out->str, "document 0:0-0:0\n"
                                "  heading 3:1-3:9 level=2 id=\"top\"\n"
                                "    text 0:0-0:0 text=\"a \\\"b\\\"\\nc\\\\\"\n");
  g_string_free(out, TRUE);
}

// A tree as deep as a hostile file may make it takes no stack.
static void depth_takes_no_stack(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Node *root = add(arena, NULL, NODE_DOCUMENT, NULL), *inner = root;
  for (guint i = 0; i < 100000; i++)
    inner = add(arena, inner, NODE_QUOTE, NULL);
  add(arena, inner, NODE_TEXT, "end");
  g_autofree char *text = node_plain_text(root);
  assert_string_equal(text, "end");
  guint count = 0;
  for (const Node *node = root; node; node = node_walk(root, node))
    count++;
  assert_int_equal(count, 100002);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(trees_are_walked_in_document_order),
      cmocka_unit_test(plain_text_is_what_a_reader_reads),
      cmocka_unit_test(languages_are_inherited),
      cmocka_unit_test(every_kind_has_a_name_of_its_own),
      cmocka_unit_test(dumps_are_readable_and_stable),
      cmocka_unit_test(depth_takes_no_stack),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
