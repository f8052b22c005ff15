#include "translate/pairing.h"

#include "../../support/sample.h"

static void pair(Sample *sample) {
  publication_pair(&sample->publication, sample->diagnostics);
}

static void ids_pair_whatever_the_paths(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  sample_post(sample, "en", "a", "2026-03-14", "");
  Post *fa = sample_post(sample, "fa", "b", "2026-03-14", "");
  fa->id = "a";
  pair(sample);
  assert_int_equal(sample->publication.pair_count, 1);
  const PostPair *only = sample->publication.pairs[0];
  assert_ptr_equal(only->posts[1], fa);
  assert_int_equal(only->source_language, 0);
  assert_int_equal(diagnostic_list_length(sample->diagnostics), 0);
}

static void pairs_stand_in_the_order_of_listings(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  sample_post(sample, "en", "old", "2026-01-01", "");
  sample_post(sample, "en", "undated", "", "");
  sample_post(sample, "fa", "new", "2026-03-01", "");
  sample_post(sample, "en", "b", "2026-02-01", "");
  sample_post(sample, "en", "a", "2026-02-01", "");
  pair(sample);
  static const char *const expected[] = {"new", "a", "b", "old", "undated"};
  assert_int_equal(sample->publication.pair_count, 5);
  for (guint i = 0; i < 5; i++)
    assert_string_equal(sample->publication.pairs[i]->id, expected[i]);
}

static void the_first_of_two_wins_and_both_stay(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *first = sample_post(sample, "en", "a", "2026-03-14", "");
  Post *second = sample_post(sample, "en", "z", "2026-03-15", "");
  second->id = "a";
  pair(sample);
  assert_int_equal(sample->publication.pair_count, 1);
  assert_ptr_equal(sample->publication.pairs[0]->posts[0], first);
  const Diagnostic *fault = sample_find(sample->diagnostics, "duplicate-post");
  assert_ptr_equal(fault->span.file, second->file);
  assert_ptr_equal(fault->counterpart.file, first->file);
  assert_int_equal(fault->severity, SEVERITY_ERROR);
}

// The source is always a side that is there, whatever `translates` says.
static void the_source_side(void **state) {
  (void)state;
  static const struct {
    const char *en, *fa; // translates; "-" = no such post
    guint source;
  } cases[] = {{NULL, "en", 0}, {"fa", NULL, 1}, {NULL, NULL, 0}, {"fa", "en", 1},
               {"-", "en", 1},  {"fa", "-", 0},  {"xx", "yy", 0}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Sample) sample = sample_new();
    if (g_strcmp0(cases[i].en, "-") != 0)
      sample_post(sample, "en", "a", "", "")->translates = cases[i].en;
    if (g_strcmp0(cases[i].fa, "-") != 0)
      sample_post(sample, "fa", "a", "", "")->translates = cases[i].fa;
    pair(sample);
    const PostPair *only = sample->publication.pairs[0];
    assert_int_equal(only->source_language, cases[i].source);
    assert_non_null(only->posts[only->source_language]);
  }
}

static void blocks_are_aligned_from_the_source_side(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *en = sample_post(sample, "en", "a", "", ""), *fa = sample_post(sample, "fa", "a", "", "");
  en->translates = "fa";
  fa->translates = NULL;
  sample_block(sample, fa, NULL, NODE_PARAGRAPH, "یک");
  sample_block(sample, en, NULL, NODE_PARAGRAPH, "One");
  sample_block(sample, en, NULL, NODE_RULE, NULL);
  pair(sample);
  const PostPair *only = sample->publication.pairs[0];
  assert_int_equal(only->source_language, 1);
  assert_int_equal(only->link_counts[1], 0);
  assert_null(only->links[1]);
  assert_int_equal(only->link_counts[0], 2);
  assert_int_equal(only->links[0][0].source_count, 1);
  assert_int_equal(only->links[0][1].source_count, 0);
  assert_int_equal(only->blocks[0].count, 2);
  GString *dump = g_string_new(NULL);
  pair_dump(only, dump);
  assert_non_null(strstr(dump->str, "fa/a.md (source)"));
  g_string_free(dump, TRUE);
}

static void a_lone_post_has_blocks_and_no_links(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Post *fa = sample_post(sample, "fa", "a", "", "");
  sample_block(sample, fa, NULL, NODE_PARAGRAPH, "یک");
  pair(sample);
  const PostPair *only = sample->publication.pairs[0];
  assert_int_equal(only->source_language, 1);
  assert_int_equal(only->blocks[1].count, 1);
  assert_int_equal(only->blocks[0].count, 0);
  assert_int_equal(only->link_counts[0], 0);
}

static void pages_pair_with_pages(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  sample_post(sample, "en", "about", "", "")->is_page = TRUE;
  sample_post(sample, "fa", "about", "", "");
  pair(sample);
  assert_int_equal(sample->publication.pair_count, 1);
  assert_non_null(sample_find(sample->diagnostics, "page-and-post"));
}

static void an_empty_publication_has_no_pairs(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  pair(sample);
  assert_int_equal(sample->publication.pair_count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ids_pair_whatever_the_paths),
      cmocka_unit_test(pairs_stand_in_the_order_of_listings),
      cmocka_unit_test(the_first_of_two_wins_and_both_stay),
      cmocka_unit_test(the_source_side),
      cmocka_unit_test(blocks_are_aligned_from_the_source_side),
      cmocka_unit_test(a_lone_post_has_blocks_and_no_links),
      cmocka_unit_test(pages_pair_with_pages),
      cmocka_unit_test(an_empty_publication_has_no_pairs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
