#include "translate/align.h"

#include "../../support/sample.h"

// Texts by lines: "# t" heading of level 1 (## 2 …), "* t" item, "> t" quote, "` t" code, "---"
// rule,
// "{id} t" a block with a declared id, else a paragraph.
typedef struct {
  Sample *sample;
  Post *posts[2];
  BlockList blocks[2];
  BlockPair *links;
  guint count;
} Case;

static void add_line(Case *c, guint side, const char *line) {
  Post *post = c->posts[side];
  Sample *sample = c->sample;
  Node *node;
  guint level = (guint)strspn(line, "#");
  if (level) {
    node = sample_block(sample, post, NULL, NODE_HEADING, line + level + 1);
    node->level = level;
  } else if (g_str_has_prefix(line, "* ")) {
    Node *list = sample_block(sample, post, NULL, NODE_LIST, NULL);
    Node *item = sample_block(sample, post, list, NODE_ITEM, NULL);
    sample_block(sample, post, item, NODE_PARAGRAPH, line + 2);
  } else if (g_str_has_prefix(line, "> ")) {
    Node *quote = sample_block(sample, post, NULL, NODE_QUOTE, NULL);
    sample_block(sample, post, quote, NODE_PARAGRAPH, line + 2);
  } else if (g_str_has_prefix(line, "` ")) {
    sample_block(sample, post, NULL, NODE_CODE_BLOCK, line + 2);
  } else if (g_str_equal(line, "---")) {
    sample_block(sample, post, NULL, NODE_RULE, NULL);
  } else if (*line == '{') {
    const char *end = strchr(line, '}');
    node = sample_block(sample, post, NULL, NODE_PARAGRAPH, end + 1);
    node->id = arena_strndup(sample->arena, line + 1, (gsize)(end - line - 1));
  } else {
    sample_block(sample, post, NULL, NODE_PARAGRAPH, line);
  }
}

static Case align(const char *source, const char *target) {
  Case c = {.sample = sample_new()};
  const char *texts[2] = {source, target};
  for (guint side = 0; side < 2; side++) {
    c.posts[side] = sample_post(c.sample, side ? "fa" : "en", "a", "", "");
    g_auto(GStrv) lines = g_strsplit(texts[side], "\n", -1);
    for (guint i = 0; lines[i]; i++)
      if (*lines[i]) add_line(&c, side, lines[i]);
    c.blocks[side] = post_blocks(c.sample->arena, c.posts[side]);
  }
  c.links = blocks_align(c.sample->arena, &c.blocks[0], &c.blocks[1], &c.count);
  return c;
}

// Whatever the texts are: every block in exactly one link, in order, confidences in 0..1.
static void assert_whole(const Case *c) {
  guint source = 0, target = 0;
  for (guint i = 0; i < c->count; i++) {
    const BlockPair *link = &c->links[i];
    assert_int_equal(link->source_start, source);
    assert_int_equal(link->target_start, target);
    assert_true(link->source_count <= 2 && link->target_count <= 2);
    assert_true(link->source_count + link->target_count > 0);
    assert_true(link->confidence >= 0 && link->confidence <= 1);
    source += link->source_count;
    target += link->target_count;
  }
  assert_int_equal(source, c->blocks[0].count);
  assert_int_equal(target, c->blocks[1].count);
}

// "1:1 1:0 2:1"
static void expect(const char *source, const char *target, const char *expected) {
  Case c = align(source, target);
  assert_whole(&c);
  g_autoptr(GString) shape = g_string_new(NULL);
  for (guint i = 0; i < c.count; i++)
    g_string_append_printf(shape, "%s%u:%u", i ? " " : "", c.links[i].source_count,
                           c.links[i].target_count);
  assert_string_equal(shape->str, expected);
  sample_free(c.sample);
}

static void equal_texts_are_one_to_one(void **state) {
  (void)state;
  expect("# One\nText here.\n* item\n> quote\n` code\n---\nEnd.",
         "# یک\nمتن این.\n* بند\n> نقل\n` code\n---\nپایان.", "1:1 1:1 1:1 1:1 1:1 1:1 1:1");
}

static void nothing_against_something(void **state) {
  (void)state;
  expect("", "", "");
  expect("One.\nTwo.", "", "1:0 1:0");
  expect("", "یک.", "0:1");
}

static void numbers_of_three_digit_sets_are_one(void **state) {
  (void)state;
  expect(
      "In 1906 something happened that everybody in the town remembered for years.\n"
      "It took 1,815.5 days until all of it had ended, and some say it never did.\n"
      "There are 42 ways of telling what happened on the first of those days.",
      "۱٬۸۱۵٫۵ روز گذشت تا همه‌اش پایان یافت و برخی می‌گویند هرگز پایان نیافت.\n"
      "به ٤٢ شیوه می‌توان گفت که در نخستین روز از آن روزها چه رخ داد.",
      "1:0 1:1 1:1");
}

static void code_and_latin_words_tie(void **state) {
  (void)state;
  expect(
      "The first of the paragraphs has no word in it that would help anybody.\n"
      "The second one names Firefox, which runs on most of the machines there are.\n"
      "` make all\n"
      "The third one again has nothing in it that would be the same elsewhere.",
      "بند دوم از Firefox نام می‌برد که بر بیشتر دستگاه‌ها اجرا می‌شود.\n` make all",
      "1:0 1:1 1:1 1:0");
}

static void kinds_stay_with_their_kind(void **state) {
  (void)state;
  expect("Text.\n# Heading\nText.", "متن.\nمتن.", "1:1 1:0 1:1");
  expect("Text.\n` code\nText.", "متن.\n---\nمتن.", "1:1 0:1 1:0 1:1");
  expect("# A\n## B\nText.", "## ب\nمتن.", "1:0 1:1 1:1");
}

static void a_split_paragraph_is_one_to_two(void **state) {
  (void)state;
  expect(
      "# One\nA garden needs water before it needs anything else, and then it needs somebody who looks at it every day and sees what has changed.\n# Two\nEnd.",
      "# یک\nباغ پیش از هر چیز آب می‌خواهد و بی آب هیچ نیست که نیست.\nپس از آن کسی می‌خواهد که هر روز به آن نگاه کند و دگرگونی‌ها را ببیند.\n# دو\nپایان.",
      "1:1 1:2 1:1 1:1");
}

static void declared_ids_outweigh_all_else(void **state) {
  (void)state;
  // Without ids these would be one for one.
  expect("{a} See https://example.org/x in 1906.\n# B\n{c} C text.",
         "See https://example.org/x in 1906.\n{a} B text.\n# B\n{c} C text.", "0:1 1:1 1:1 1:1");
  expect("{a} One.\n{b} Two.", "{b} One.\n{c} Two.", "1:0 1:1 0:1");
}

static void a_lost_section_is_one_gap(void **state) {
  (void)state;
  expect(
      "## A\nText of the first part.\n## B\nText of the second part.\n* item\n## C\nText of the last part.",
      "## آ\nمتن بخش نخست.\n## ج\nمتن بخش پایان.", "1:1 1:1 1:0 1:0 1:0 1:1 1:1");
}

static void confidence_falls_where_the_texts_leave_a_choice(void **state) {
  (void)state;
  Case sure = align("# One\nText 1906.\n# Two\nText 1815.", "# یک\nمتن ۱۹۰۶.\n# دو\nمتن ۱۸۱۵.");
  for (guint i = 0; i < sure.count; i++)
    assert_true(sure.links[i].confidence > 0.95);
  Case torn = align("A text like this.\nA text like that.\nA text like it.",
                    "متنی مانند این.\nمتنی مانند آن.");
  double least = 1;
  for (guint i = 0; i < torn.count; i++)
    least = MIN(least, torn.links[i].confidence);
  assert_true(least < 0.7);
  sample_free(sure.sample);
  sample_free(torn.sample);
}

static char *long_text(guint start, guint end, guint step, gboolean numbered) {
  GString *text = g_string_new(NULL);
  for (guint i = start; i < end; i++) {
    if (step && i % step == 0) continue;
    if (i % 25 == 0) g_string_append(text, "## A heading\n");
    if (numbered)
      g_string_append_printf(text, "A paragraph with number %u in its middle.\n", i);
    else
      g_string_append_printf(text, "A paragraph without anything%.*s.\n", (int)(i * 7 % 29),
                             " that would tie it to another");
  }
  return g_string_free(text, FALSE);
}

static void two_thousand_blocks_take_no_time(void **state) {
  (void)state;
  g_autofree char *whole = long_text(0, 2000, 0, TRUE);
  g_autofree char *gaps = long_text(0, 2000, 7, TRUE);
  gint64 start = g_get_monotonic_time();
  Case c = align(whole, gaps);
  assert_true(g_get_monotonic_time() - start < 20 * G_USEC_PER_SEC); // a second without sanitizers
  assert_whole(&c);
  for (guint i = 0; i < c.count; i++) {
    if (!c.links[i].source_count || !c.links[i].target_count) continue;
    g_autofree char *left = node_plain_text(c.blocks[0].items[c.links[i].source_start].node);
    g_autofree char *right = node_plain_text(c.blocks[1].items[c.links[i].target_start].node);
    assert_string_equal(left, right);
  }
  sample_free(c.sample);
}

static void nothing_in_common_is_aligned_all_the_same(void **state) {
  (void)state;
  g_autofree char *left = long_text(0, 1500, 0, FALSE);
  g_autofree char *right = long_text(0, 200, 0, TRUE);
  Case c = align(left, right);
  assert_whole(&c);
  sample_free(c.sample);
  c = align(right, left);
  assert_whole(&c);
  sample_free(c.sample);
}

// Anchors that contradict each other: the first block's number stands at the other end.
static void misleading_anchors_do_no_harm(void **state) {
  (void)state;
  g_autoptr(GString) left = g_string_new(NULL), right = g_string_new(NULL);
  for (guint i = 0; i < 300; i++) {
    g_string_append_printf(left, "Text %u.\n", i);
    g_string_append_printf(right, "متن %u.\n", 299 - i);
  }
  Case c = align(left->str, right->str);
  assert_whole(&c);
  sample_free(c.sample);
}

static void a_text_beyond_all_measure_is_paired_in_order(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const Node *node = node_new(arena, NODE_RULE, (SourceSpan){0});
  Block *items = g_new(Block, 150000);
  for (guint i = 0; i < 150000; i++)
    items[i] = (Block){node, 0};
  BlockList left = {items, 150000}, right = {items, 140000};
  guint count;
  BlockPair *links = blocks_align(arena, &left, &right, &count);
  assert_int_equal(count, 150000);
  assert_int_equal(links[149999].target_count, 0);
  assert_int_equal(links[139999].target_count, 1);
  assert_true(links[5].confidence == 0);
  g_free(items);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_texts_are_one_to_one),
      cmocka_unit_test(nothing_against_something),
      cmocka_unit_test(numbers_of_three_digit_sets_are_one),
      cmocka_unit_test(code_and_latin_words_tie),
      cmocka_unit_test(kinds_stay_with_their_kind),
      cmocka_unit_test(a_split_paragraph_is_one_to_two),
      cmocka_unit_test(declared_ids_outweigh_all_else),
      cmocka_unit_test(a_lost_section_is_one_gap),
      cmocka_unit_test(confidence_falls_where_the_texts_leave_a_choice),
      cmocka_unit_test(two_thousand_blocks_take_no_time),
      cmocka_unit_test(nothing_in_common_is_aligned_all_the_same),
      cmocka_unit_test(misleading_anchors_do_no_harm),
      cmocka_unit_test(a_text_beyond_all_measure_is_paired_in_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
