#include "publication_fixture.h"

#include "site/parallel.h"

static Node *add(Fixture *fixture, Node *parent, NodeKind kind) {
  Node *node = node_new(fixture->arena, kind, (SourceSpan){0});
  node_append(parent, node);
  return node;
}

// The kinds of a row's units: "paragraph item | -".
static char *row_text(const GArray *rows, guint at) {
  const ParallelRow *row = &g_array_index(rows, ParallelRow, at);
  GString *text = g_string_new(NULL);
  for (guint side = 0; side < 2; side++) {
    if (side) g_string_append(text, " |");
    if (!row->sides[side].count) g_string_append(text, " -");
    for (guint i = 0; i < row->sides[side].count; i++)
      g_string_append_printf(text, " %s", node_kind_name(row->sides[side].units[i]->kind));
  }
  return g_string_free(text, FALSE);
}

static void expect_rows(const GArray *rows, const char *const *expected, guint count) {
  for (guint i = 0; i < MIN(rows->len, count); i++) {
    g_autofree char *text = row_text(rows, i);
    assert_string_equal(text + 1, expected[i]);
  }
  assert_int_equal(rows->len, count);
}

static void rows_keep_what_must_not_be_torn(void **state) {
  Fixture *fixture = *state;
  Post *posts[2];
  for (guint i = 0; i < 2; i++) {
    posts[i] = fixture_post(fixture, i ? "fa" : "en", "a", "2026-03-14", "t");
    Node *body = posts[i]->body;
    Node *list = add(fixture, body, NODE_LIST);
    for (guint k = 0; k < 2; k++) {
      Node *item = add(fixture, list, NODE_ITEM);
      fixture_paragraph(fixture, item, "item");
      Node *inner = add(fixture, item, NODE_LIST);
      fixture_paragraph(fixture, add(fixture, inner, NODE_ITEM), "inner");
    }
    Node *table = add(fixture, body, NODE_TABLE);
    add(fixture, table, NODE_TABLE_ROW);
    add(fixture, table, NODE_TABLE_ROW);
    fixture_paragraph(fixture, add(fixture, body, NODE_QUOTE), "quote");
    Node *verse = add(fixture, body, NODE_VERSE);
    add(fixture, verse, NODE_COUPLET);
    add(fixture, verse, NODE_COUPLET);
  }
  PostPair *pair = fixture_pair(fixture, posts[0], posts[1]);
  fixture_align(fixture, pair);
  g_autoptr(GArray) rows = parallel_rows(fixture->arena, pair, 1, 0);
  static const char *const expected[] = {
      "paragraph | paragraph", "item | item",       "item | item",      "table | table",
      "paragraph | paragraph", "couplet | couplet", "couplet | couplet"};
  expect_rows(rows, expected, G_N_ELEMENTS(expected));
}

static void holes_are_one_and_nothing_is_lost(void **state) {
  Fixture *fixture = *state;
  Post *en = fixture_post(fixture, "en", "a", "", "t"),
       *fa = fixture_post(fixture, "fa", "a", "", "t");
  for (guint i = 0; i < 3; i++)
    fixture_paragraph(fixture, en->body, "more");
  PostPair *pair = fixture_pair(fixture, en, fa);
  fixture_align(fixture, pair);
  g_autoptr(GArray) own = parallel_rows(fixture->arena, pair, 0, 1);
  static const char *const expected[] = {"paragraph | paragraph",
                                         "paragraph paragraph paragraph | -"};
  expect_rows(own, expected, 2);
  g_autoptr(GArray) other = parallel_rows(fixture->arena, pair, 1, 0);
  static const char *const turned[] = {"paragraph | paragraph",
                                       "- | paragraph paragraph paragraph"};
  expect_rows(other, turned, 2);
}

// A table here against two paragraphs there, which its rows are linked to one by one: one row.
static void a_unit_draws_its_links_together(void **state) {
  Fixture *fixture = *state;
  Post *en = fixture_post(fixture, "en", "a", "", "t"),
       *fa = fixture_post(fixture, "fa", "a", "", "t");
  Node *table = add(fixture, en->body, NODE_TABLE);
  add(fixture, table, NODE_TABLE_ROW);
  add(fixture, table, NODE_TABLE_ROW);
  fixture_paragraph(fixture, fa->body, "one");
  fixture_paragraph(fixture, fa->body, "two");
  PostPair *pair = fixture_pair(fixture, en, fa);
  fixture_align(fixture, pair);
  g_autoptr(GArray) rows = parallel_rows(fixture->arena, pair, 0, 1);
  static const char *const expected[] = {"paragraph | paragraph", "table | paragraph paragraph"};
  expect_rows(rows, expected, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(rows_keep_what_must_not_be_torn, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(holes_are_one_and_nothing_is_lost, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(a_unit_draws_its_links_together, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
