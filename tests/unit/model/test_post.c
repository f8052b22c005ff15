#include "../../support/sample.h"

static void listings_go_newest_first_and_undated_last(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *new = sample_post(sample, "en", "z", "2026-03-14", "");
  Post *old = sample_post(sample, "en", "a", "2026-03-13", "");
  Post *undated = sample_post(sample, "en", "b", "", "");
  Post *other = sample_post(sample, "fa", "b", "", "");
  assert_true(post_compare(new, old) < 0);
  assert_true(post_compare(old, undated) < 0);
  assert_true(post_compare(undated, other) < 0);
  assert_int_equal(post_compare(undated, undated), 0);
}

static void fields_are_found_or_fall_back_to_the_first_line(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *post = sample_post(sample, "en", "a", "", "---\nid: a\n---\n");
  const FieldSpan fields[] = {{"id", {post->file, 2, 5, 2, 5}}};
  post->fields = fields;
  post->field_count = 1;
  assert_int_equal(post_field_span(post, "id").line, 2);
  assert_int_equal(post_field_span(post, "date").line, 1);
}

static void blocks_are_the_leaves_of_translation(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *post = sample_post(sample, "en", "a", "", "");
  sample_block(sample, post, NULL, NODE_HEADING, "h");
  Node *quote = sample_block(sample, post, NULL, NODE_QUOTE, NULL);
  Node *list = sample_block(sample, post, quote, NODE_LIST, NULL);
  Node *item = sample_block(sample, post, list, NODE_ITEM, NULL);
  sample_block(sample, post, item, NODE_PARAGRAPH, "p");
  Node *table = sample_block(sample, post, NULL, NODE_TABLE, NULL);
  Node *row = sample_block(sample, post, table, NODE_TABLE_ROW, NULL);
  sample_block(sample, post, row, NODE_TABLE_CELL, "c");
  sample_block(sample, post, NULL, NODE_RULE, NULL);
  Node *note = sample_block(sample, post, NULL, NODE_FOOTNOTE, NULL);
  sample_block(sample, post, note, NODE_PARAGRAPH, "n");
  BlockList blocks = post_blocks(sample->arena, post);
  static const struct {
    NodeKind kind;
    guint depth;
  } expected[] = {{NODE_HEADING, 0},
                  {NODE_PARAGRAPH, 2},
                  {NODE_TABLE_ROW, 0},
                  {NODE_RULE, 0},
                  {NODE_PARAGRAPH, 0}};
  assert_int_equal(blocks.count, G_N_ELEMENTS(expected));
  for (guint i = 0; i < blocks.count; i++) {
    assert_int_equal(blocks.items[i].node->kind, expected[i].kind);
    assert_int_equal(blocks.items[i].depth, expected[i].depth);
  }
  post->body = NULL;
  assert_int_equal(post_blocks(sample->arena, post).count, 0);
}

static void a_pair_has_the_date_of_its_source(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *en = sample_post(sample, "en", "a", "", ""),
       *fa = sample_post(sample, "fa", "a", "2026-03-14", "");
  const Post *posts[] = {en, fa};
  PostPair pair = {.id = "a", .posts = posts, .language_count = 2};
  assert_int_equal(pair_date(&pair).day, 14); // the source has none
  civil_date_parse("2026-01-01", &en->date);
  assert_int_equal(pair_date(&pair).year, 2026);
  assert_int_equal(pair_date(&pair).day, 1);
  pair.source_language = 1;
  assert_int_equal(pair_date(&pair).day, 14);
  assert_ptr_equal(pair_first_post(&pair), en);
  posts[0] = NULL;
  assert_ptr_equal(pair_first_post(&pair), fa);
}

static void a_post_is_dumped_whole(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *post = sample_post(sample, "fa", "a", "2026-03-14", "");
  post->tags = sample_list(sample, "x y");
  post->source.url = "https://example.org/";
  sample_block(sample, post, NULL, NODE_PARAGRAPH, "متن");
  GString *out = g_string_new(NULL);
  post_dump(post, out);
  assert_string_equal(out->str,
                      "path: fa/a.md\nid: a\nlang: fa\ntranslates: en\ntitle: Title of a\nslug: a\n"
                      "date: 2026-03-14\ntag: x\ntag: y\nsource.url: https://example.org/\n"
                      "state: published\n\n"
                      "document 1:1-1:1\n  paragraph 2:1-2:1\n    text 2:1-2:1 text=\"متن\"\n");
  g_string_free(out, TRUE);
}

static void languages_and_names_are_looked_up(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  assert_int_equal(publication_language(&sample->publication, "fa"), 1);
  assert_int_equal(publication_language(&sample->publication, "de"), -1);
  assert_int_equal(publication_language(&sample->publication, NULL), -1);
  assert_null(publication_lookup_pair(&sample->publication, "x"));
  assert_null(publication_lookup_digest(&sample->publication, "x"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(listings_go_newest_first_and_undated_last),
      cmocka_unit_test(fields_are_found_or_fall_back_to_the_first_line),
      cmocka_unit_test(blocks_are_the_leaves_of_translation),
      cmocka_unit_test(a_pair_has_the_date_of_its_source),
      cmocka_unit_test(a_post_is_dumped_whole),
      cmocka_unit_test(languages_and_names_are_looked_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
