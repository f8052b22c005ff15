// What nobody would write, on pages that nobody would choose: nothing is lost, nothing stands
// twice, nothing runs off the page.
#include "digest_fixture.h"

#define WORDS 9000 // of the paragraph that goes over forty small pages

static void add_note(Fixture *fixture, Node *body, Node *paragraph, guint number, guint words) {
  add_node(fixture, paragraph, NODE_FOOTNOTE_REF)->number = number;
  Node *note = add_node(fixture, body, NODE_FOOTNOTE);
  note->number = number;
  g_autofree char *word = g_strdup_printf("note%uw", number);
  add_words(fixture, note, word, words);
}

static void fill_table(Fixture *fixture, Post *post) {
  Node *table = add_node(fixture, post->body, NODE_TABLE);
  table->column_count = 3;
  table->table_alignments = ARENA_ARRAY(fixture->sample->arena, TableAlignment, 3);
  for (guint r = 0; r < 500; r++) {
    Node *row = add_node(fixture, table, NODE_TABLE_ROW);
    for (guint c = 0; c < 3; c++) {
      g_autofree char *text = g_strdup_printf("cell%ux%u", r, c);
      add_block(fixture, row, NODE_TABLE_CELL, text);
    }
  }
}

static void fill_code(Fixture *fixture, Post *post) {
  g_autoptr(GString) code = g_string_new(NULL);
  for (guint i = 0; i < 300; i++)
    g_string_append_printf(code, "line%u();\n", i);
  add_node(fixture, post->body, NODE_CODE_BLOCK)->text =
      arena_strdup(fixture->sample->arena, code->str);
}

static Post *add_hostile(Fixture *fixture, const char *lang, guint kind) {
  static const char *const ids[] = {"paragraph", "table", "note", "notes", "code", "nothing"};
  Post *post = sample_post(fixture->sample, lang, ids[kind], "2026-03-14", "text");
  if (kind == 0) add_words(fixture, post->body, "word", WORDS);
  if (kind == 1) fill_table(fixture, post);
  if (kind == 2)
    add_note(fixture, post->body, add_words(fixture, post->body, "short", 20), 1, 1500);
  if (kind == 3) {
    Node *paragraph = add_words(fixture, post->body, "marked", 10);
    for (guint i = 1; i <= 200; i++)
      add_note(fixture, post->body, paragraph, i, 3);
  }
  if (kind == 4) fill_code(fixture, post);
  return post;
}

static int compare_lines(const void *a, const void *b) {
  const Line *left = *(const Line *const *)a, *right = *(const Line *const *)b;
  return left < right ? -1 : left > right;
}

// Every line of the text once, and inside the trimmed page.
static void assert_in_place(const Document *document) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new();
  for (guint i = 0; i < document->page_count; i++) {
    const Page *page = &document->pages[i];
    for (guint k = 0; k < page->count; k++) {
      const Placed *placed = &page->items[k];
      if (placed->kind != PLACED_LINE || placed->part == PART_ARTIFACT) continue;
      assert_true(placed->y_pt > 0 && placed->y_pt < page->height_pt);
      assert_true(left_of(placed) > -1);
      assert_true(right_of(placed) < page->width_pt + 1);
      g_ptr_array_add(lines, (gpointer)placed->line);
    }
  }
  g_ptr_array_sort(lines, compare_lines);
  for (guint i = 1; i < lines->len; i++)
    assert_ptr_not_equal(lines->pdata[i - 1], lines->pdata[i]);
}

static void assert_words(const Document *document, const char *format, guint count) {
  g_autofree char *text = document_text(document);
  g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
  g_autofree char *whole = g_strjoinv("", words); // a narrow column breaks words
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; words[i]; i++)
    g_hash_table_add(seen, words[i]);
  for (guint i = 0; i < count; i++) {
    g_autofree char *word = g_strdup_printf("%s%u", format, i);
    if (!g_hash_table_contains(seen, word) && !strstr(whole, word)) fail_msg("%s is lost", word);
  }
}

static void set_on_pages(Fixture *fixture, guint kind, LanguageChoice languages) {
  static const double sizes[][2] = {{60, 80}, {148, 210}, {210, 297}};
  for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
    fixture->digest.page.trim_width_mm = sizes[i][0];
    fixture->digest.page.trim_height_mm = sizes[i][1];
    fixture->digest.page.columns = i == 2 ? 99 : 1; // more than there can be
    Document *document = fixture_set(fixture, languages);
    assert_in_place(document);
    if (kind == 0) assert_words(document, "word", WORDS);
    if (kind == 2) assert_words(document, "note1w", 1500);
    if (kind == 3)
      for (guint n = 1; n <= 200; n += 50) {
        g_autofree char *word = g_strdup_printf("note%uw", n);
        assert_words(document, word, 3);
      }
  }
}

static void one_text(void **state) {
  Fixture *fixture = *state;
  for (guint kind = 0; kind < 6; kind++) {
    g_ptr_array_set_size(fixture->pairs, 0);
    fixture_pair(fixture, add_hostile(fixture, "en", kind), NULL);
    set_on_pages(fixture, kind, ENGLISH);
  }
}

static void two_texts(void **state) {
  Fixture *fixture = *state;
  for (guint kind = 0; kind < 6; kind++) {
    g_ptr_array_set_size(fixture->pairs, 0);
    Post *farsi = sample_post(fixture->sample, "fa", "other", "2026-03-14", "متن");
    add_words(fixture, farsi->body, "واژه", 30);
    PostPair *pair = fixture_pair(fixture, add_hostile(fixture, "en", kind), farsi);
    fixture_align(fixture, pair);
    fixture->digest.layout = kind % 2 ? BILINGUAL_COLUMNS : BILINGUAL_FACING;
    set_on_pages(fixture, kind, LANGUAGES_ALL);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {TEST(one_text), TEST(two_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
