// Real pairs of uneven structure, where they are at hand beside the source folder.
#include "written.h"

#define CORPUS "../shared/corpus/opensource-guide"

typedef struct {
  Publication *publication;
  DiagnosticList *diagnostics;
} Loaded;

static Loaded corpus_load(void) {
  Loaded loaded = {NULL, diagnostic_list_new()};
  loaded.publication = library_load(CORPUS, 2, loaded.diagnostics);
  assert_non_null(loaded.publication);
  publication_pair(loaded.publication, loaded.diagnostics);
  return loaded;
}

static void loaded_free(Loaded *loaded) {
  diagnostic_list_free(loaded->diagnostics);
  library_free(loaded->publication);
}

// Addresses that stand once on each side, and how many of them lie in blocks that are linked.
typedef struct {
  guint total, together;
} Agreement;

static void count_url(GHashTable *urls, const char *url, guint link) {
  gpointer known;
  if (g_hash_table_lookup_extended(urls, url, NULL, &known)) link = G_MAXUINT; // stands twice
  g_hash_table_insert(urls, (gpointer)url, GUINT_TO_POINTER(link));
}

static GHashTable *urls_of(const BlockList *blocks, guint start, guint count, guint link,
                           GHashTable *urls) {
  for (guint i = start; i < start + count; i++) {
    const Node *block = blocks->items[i].node;
    for (const Node *node = block; node; node = node_walk(block, node))
      if (node->kind == NODE_LINK && node->url) count_url(urls, node->url, link);
  }
  return urls;
}

static void compare_pair(const PostPair *pair, Agreement *agreement) {
  g_autoptr(GHashTable) source = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) target = g_hash_table_new(g_str_hash, g_str_equal);
  guint source_blocks = 0, target_blocks = 0;
  for (guint i = 0; i < pair->link_counts[1]; i++) {
    const BlockPair *link = &pair->links[1][i];
    assert_int_equal(link->source_start, source_blocks);
    assert_int_equal(link->target_start, target_blocks);
    source_blocks += link->source_count;
    target_blocks += link->target_count;
    urls_of(&pair->blocks[0], link->source_start, link->source_count, i + 1, source);
    urls_of(&pair->blocks[1], link->target_start, link->target_count, i + 1, target);
  }
  assert_int_equal(source_blocks, pair->blocks[0].count);
  assert_int_equal(target_blocks, pair->blocks[1].count);
  GHashTableIter iter;
  gpointer url, link;
  g_hash_table_iter_init(&iter, source);
  while (g_hash_table_iter_next(&iter, &url, &link)) {
    guint here = GPOINTER_TO_UINT(link), there = GPOINTER_TO_UINT(g_hash_table_lookup(target, url));
    if (here == G_MAXUINT || there == G_MAXUINT || !there) continue;
    agreement->total++;
    agreement->together += here == there;
  }
}

static void blocks_with_the_same_address_are_linked(void **state) {
  (void)state;
  Loaded loaded = corpus_load();
  assert_int_equal(loaded.publication->pair_count, 12);
  Agreement agreement = {0};
  for (guint i = 0; i < loaded.publication->pair_count; i++)
    compare_pair(loaded.publication->pairs[i], &agreement);
  assert_true(agreement.total > 200);
  // Translators do move a link to the next paragraph now and then.
  if (agreement.together * 100 < agreement.total * 99)
    fail_msg("%u of %u addresses are in linked blocks", agreement.together, agreement.total);
  loaded_free(&loaded);
}

// One text lacks two sections in its middle; what follows them must still find its counterpart.
static void a_translation_that_lacks_sections(void **state) {
  (void)state;
  Loaded loaded = corpus_load();
  const PostPair *pair =
      publication_lookup_pair(loaded.publication, "security-best-practices-for-your-project");
  const BlockPair *links = pair->links[1];
  guint count = pair->link_counts[1], sure = 0;
  for (guint i = 0; i < count; i++) {
    if (links[i].source_count != 1 || links[i].target_count != 1) continue;
    const Node *there = pair->blocks[0].items[links[i].source_start].node;
    const Node *here = pair->blocks[1].items[links[i].target_start].node;
    assert_int_equal(there->kind, here->kind);
    assert_int_equal(there->level, here->level);
    sure += links[i].confidence > 0.9;
  }
  assert_true(sure > 25);
  g_autofree char *last =
      node_plain_text(pair->blocks[1].items[links[count - 1].target_start].node);
  assert_non_null(strstr(last, "@JLLeitschuh"));
  loaded_free(&loaded);
}

static char *checked_twice(void) {
  Loaded loaded = corpus_load();
  publication_check(loaded.publication, loaded.diagnostics);
  diagnostic_list_sort(loaded.diagnostics);
  GString *out = g_string_new(NULL);
  diagnostics_write(loaded.diagnostics, DIAGNOSTIC_FORMAT_JSON, FALSE, out);
  diagnostics_write(loaded.diagnostics, DIAGNOSTIC_FORMAT_TEXT, FALSE, out);
  publication_dump(loaded.publication, out);
  loaded_free(&loaded);
  return g_string_free(out, FALSE);
}

static void the_same_input_gives_the_same_faults(void **state) {
  (void)state;
  g_autofree char *first = checked_twice();
  g_autofree char *second = checked_twice();
  assert_string_equal(first, second);
}

int main(void) {
  if (!g_file_test(CORPUS, G_FILE_TEST_IS_DIR)) {
    printf("%s is not here: nothing is tested\n", CORPUS);
    return 0;
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_with_the_same_address_are_linked),
      cmocka_unit_test(a_translation_that_lacks_sections),
      cmocka_unit_test(the_same_input_gives_the_same_faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
