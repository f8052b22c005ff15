#include "model/selection.h"

#include "../../support/sample.h"

// Pairs by hand: pairing itself belongs to translate/.
static void add_pair(Sample *sample, const char *id, const char *date, const char *tags) {
  Arena *arena = sample->arena;
  Publication *publication = &sample->publication;
  PostPair *pair = ARENA_NEW(arena, PostPair);
  pair->id = arena_strdup(arena, id);
  pair->language_count = 2;
  pair->posts = ARENA_ARRAY(arena, const Post *, 2);
  Post *post = sample_post(sample, "en", id, date, "");
  post->tags = sample_list(sample, tags);
  pair->posts[0] = post;
  PostPair **pairs = ARENA_ARRAY(arena, PostPair *, publication->pair_count + 1);
  for (guint i = 0; i < publication->pair_count; i++)
    pairs[i] = publication->pairs[i];
  pairs[publication->pair_count++] = pair;
  publication->pairs = pairs;
}

static Sample *library(void) {
  Sample *sample = sample_new();
  add_pair(sample, "late", "2026-03-18", "garden");
  add_pair(sample, "early", "2026-03-14", "garden poetry");
  add_pair(sample, "twin", "2026-03-14", "poetry");
  add_pair(sample, "old", "2026-01-02", "poetry");
  add_pair(sample, "undated", "", "garden");
  add_pair(sample, "about", "", "");
  add_pair(sample, "draft", "2026-03-15", "garden");
  ((Post *)sample->publication.pairs[5]->posts[0])->is_page = TRUE;
  ((Post *)sample->publication.pairs[6]->posts[0])->state = STATE_DRAFT;
  return sample;
}

static Digest week(void) {
  Digest digest = {.name = "w", .has_selection = TRUE};
  civil_date_parse("2026-03-14", &digest.from);
  civil_date_parse("2026-03-20", &digest.to);
  return digest;
}

static void expect(Sample *sample, const Digest *digest, const char *ids) {
  PairList list = digest_select(sample->arena, &sample->publication, digest, sample->diagnostics);
  GString *found = g_string_new(NULL);
  for (guint i = 0; i < list.count; i++)
    g_string_append_printf(found, "%s%s", i ? " " : "", list.items[i]->id);
  assert_string_equal(found->str, ids);
  g_string_free(found, TRUE);
}

static void no_selection_is_every_post(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = {.name = "all"};
  expect(sample, &digest, "old early twin late undated");
  assert_int_equal(diagnostic_list_length(sample->diagnostics), 0);
}

static void both_end_days_count(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = week();
  expect(sample, &digest, "early twin late");
  civil_date_parse("2026-03-18", &digest.to);
  expect(sample, &digest, "early twin late");
  civil_date_parse("2026-03-17", &digest.to);
  expect(sample, &digest, "early twin");
}

static void an_open_end_is_open(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = week();
  digest.to = (CivilDate){0};
  expect(sample, &digest, "early twin late");
  digest = week();
  digest.from = (CivilDate){0};
  expect(sample, &digest, "old early twin late");
}

static void dates_and_tags_narrow_each_other(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = week();
  digest.tags = sample_list(sample, "poetry");
  expect(sample, &digest, "early twin");
  Digest tags_only = {.name = "t", .has_selection = TRUE, .tags = sample_list(sample, "garden")};
  expect(sample, &tags_only, "early late undated");
}

static void listed_ids_come_on_top(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = week();
  digest.ids = sample_list(sample, "undated old");
  expect(sample, &digest, "old early twin late undated");
  Digest only = {.name = "i", .has_selection = TRUE, .ids = sample_list(sample, "late old")};
  expect(sample, &only, "old late");
}

static void pins_come_first_once_and_in_their_order(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = week();
  digest.pin = sample_list(sample, "old late old");
  expect(sample, &digest, "old late early twin");
}

static void exclusion_wins_over_everything(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = week();
  digest.exclude = sample_list(sample, "early late");
  digest.pin = sample_list(sample, "late");
  digest.ids = sample_list(sample, "early");
  expect(sample, &digest, "twin");
  assert_non_null(sample_find(sample->diagnostics, "digest-pin-excluded"));
}

static void unknown_names_are_found_in_the_file(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  const char *text = "title: x\nselect:\n  ids: [old, erly]\n  exclude: [zzzzzzzzz]\n";
  Digest digest = {.name = "d", .has_selection = TRUE};
  digest.file = source_file_new(sample->arena, "digests/d.yaml", text, strlen(text));
  digest.ids = sample_list(sample, "old erly");
  digest.exclude = sample_list(sample, "zzzzzzzzz");
  expect(sample, &digest, "old");
  assert_int_equal(sample_count(sample->diagnostics, "digest-unknown-post"), 2);
  const Diagnostic *fault = sample_find(sample->diagnostics, "digest-unknown-post");
  assert_int_equal(fault->span.line, 3);
  assert_int_equal(fault->span.column, 14);
  assert_string_equal(fault->hint, "did you mean 'early'?");
  assert_int_equal(diagnostic_list_at(sample->diagnostics, 1)->span.line, 4);
  assert_null(diagnostic_list_at(sample->diagnostics, 1)->hint);
}

static void pages_and_drafts_asked_for_are_told(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  Digest digest = {
      .name = "d", .has_selection = TRUE, .ids = sample_list(sample, "about draft late")};
  expect(sample, &digest, "late");
  assert_int_equal(sample_count(sample->diagnostics, "digest-post-left-out"), 2);
}

// A pair with one side still a draft appears with its other side.
static void one_public_side_is_enough(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  PostPair *pair = sample->publication.pairs[6];
  pair->posts[1] = sample_post(sample, "fa", "draft", "2026-03-15", "");
  Digest digest = week();
  expect(sample, &digest, "early twin draft late");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_selection_is_every_post),
      cmocka_unit_test(both_end_days_count),
      cmocka_unit_test(an_open_end_is_open),
      cmocka_unit_test(dates_and_tags_narrow_each_other),
      cmocka_unit_test(listed_ids_come_on_top),
      cmocka_unit_test(pins_come_first_once_and_in_their_order),
      cmocka_unit_test(exclusion_wins_over_everything),
      cmocka_unit_test(unknown_names_are_found_in_the_file),
      cmocka_unit_test(pages_and_drafts_asked_for_are_told),
      cmocka_unit_test(one_public_side_is_enough),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
