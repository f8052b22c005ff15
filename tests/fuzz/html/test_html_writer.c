// Hostile trees, URLs and raw HTML through the HTML writer: what comes out is well-formed, runs no
// program and has every word, in time that grows with the length.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/html_writer.h"
#include "well_formed.h"

#define ROUNDS     1200
#define RAW_ROUNDS 6000

typedef struct {
  Arena *arena;
  GRand *random;
  GPtrArray *words; // each stands in one text of the tree
  Locale *locales[2];
  guint left; // nodes that may still be made
} Maker;

static const char *const snippets[] = {
    "<script>alert(1)</script>",
    "\" onload=\"x",
    "' onerror='x",
    "&amp;",
    "&",
    "]]>",
    "-->",
    "متن فارسی",
    "C++",
    "۵۰٪",
    "۱۰–۱۵",
    "Hello, world!",
    "(",
    ")",
    "“",
    "\u2066",
    "\u202E",
    "\x01",
    "\xFF\xFE",
    "+98 21 1234 5678",
    "https://example.com/",
    "<",
    ">",
    "\uFFFC",
    "-",
    " ",
    "؟",
    "م",
    "Google، Apple",
    "2024-08-02",
    "`",
    "\u200C",
    "۲ + ۲ = ۴",
    "\uFFFE",
};

static const char *const urls[] = {
    "javascript:alert(1)",
    "JaVa\tScript:alert(1)",
    " javascript:x",
    "\x01javascript:x",
    "java&Tab;script:x",
    "javascript&colon;x",
    "data:text/html,<script>",
    "vbscript:x",
    "//evil/",
    "https://example.com/\" onclick=\"x",
    "#a",
    "",
    "post:x",
    "a b\"<>",
    "\xFF",
    "http:",
    ":",
    "%",
};

static const char *const fragments[] = {
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<a href=\"x\">",
    "</a>",
    "<a href=javascript:x>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" alt=\"y\">",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<li>",
    "<ul>",
    "</ul>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?php",
    "<!DOCTYPE html>",
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&eacute;",
    "&#x3C;",
    "&#0;",
    "&unknown;",
    "<x",
    "<svg/onload=x>",
    "<iframe src=x>",
    "<span style=\"x\" class=\"a\">",
    "</span>",
    "<br>",
    "<hr/>",
    "<details>",
    "<summary>",
    "<ruby>",
    "<rt>",
    "<dd>",
    "<h1>",
    "<em",
    "<a href=\"j&#97;vascript:x\">",
    "<div id=\"a b\" id=\"c\" lang=\"fa\" dir=\"x\">",
    "<q cite=data:x>",
    "<pre>",
    "</pre>",
    "<p/",
    "متن C++",
    "<textarea>",
    "<math>",
    "<title>",
    "</title>",
    "<col>",
    "\n",
};

static guint pick(Maker *maker, guint count) {
  return (guint)g_rand_int_range(maker->random, 0, (gint)count);
}

static char *make_text(Maker *maker) {
  GString *text = g_string_new(NULL);
  for (guint i = pick(maker, 4); i > 0; i--)
    g_string_append(text, snippets[pick(maker, G_N_ELEMENTS(snippets))]);
  char *word = arena_printf(maker->arena, "w%uw", maker->words->len);
  g_ptr_array_add(maker->words, word);
  g_string_append_printf(text, " %s ", word);
  return arena_take_string(maker->arena, text);
}

static char *make_raw(Maker *maker) {
  GString *text = g_string_new(NULL);
  for (guint i = pick(maker, 8); i > 0; i--)
    g_string_append(text, fragments[pick(maker, G_N_ELEMENTS(fragments))]);
  return arena_take_string(maker->arena, text);
}

static void fill(Maker *maker, Node *node) {
  static const TableAlignment alignments[] = {ALIGN_START, ALIGN_NONE, ALIGN_END, ALIGN_CENTER};
  static const char *const langs[] = {NULL, NULL, "en", "fa", "ar", "x\"><script>", ""};
  node->url = urls[pick(maker, G_N_ELEMENTS(urls))];
  node->title = pick(maker, 3) ? NULL : snippets[pick(maker, G_N_ELEMENTS(snippets))];
  node->lang = langs[pick(maker, G_N_ELEMENTS(langs))];
  node->info = pick(maker, 4) ? NULL : "c\" onclick=\"x";
  node->id = pick(maker, 6) ? NULL : "a\"><b";
  node->level = pick(maker, 9);
  node->number = pick(maker, 4);
  node->quote = pick(maker, QUOTE_KIND_COUNT);
  node->list = (ListStyle){(gboolean)pick(maker, 2), (gboolean)pick(maker, 2),
                           (gint)pick(maker, 3) - 1, '.', pick(maker, LIST_COUNTER_COUNT)};
  node->table_alignments = alignments;
  node->column_count = pick(maker, 5);
  if (node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE) node->text = make_raw(maker);
}

// Any kind inside of any other, as no parser would make it.
static Node *make_node(Maker *maker, guint depth) {
  Node *node =
      node_new(maker->arena, (NodeKind)(1 + pick(maker, NODE_KIND_COUNT - 1)), (SourceSpan){0});
  fill(maker, node);
  gboolean leaf =
      node->kind == NODE_CODE || node->kind == NODE_CODE_BLOCK || node->kind == NODE_TEXT;
  if (leaf) node->text = make_text(maker);
  // Scripts hide what follows them, and a mark has no text.
  gboolean closed = leaf || node->kind == NODE_HTML_INLINE || node->kind == NODE_HTML_BLOCK ||
                    node->kind == NODE_FOOTNOTE_REF || node->kind == NODE_RULE ||
                    node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
  for (guint i = closed ? 0 : pick(maker, 6); i > 0 && depth < 12 && maker->left > 0; i--) {
    maker->left--;
    node_append(node, make_node(maker, depth + 1));
  }
  return node;
}

static HtmlContext make_context(Maker *maker) {
  return (HtmlContext){
      .locale = maker->locales[pick(maker, 2)],
      .locales = (const Locale *const *)maker->locales,
      .locale_count = 2,
      .mode = (HtmlMode)pick(maker, 2),
      .heading_shift = pick(maker, 8),
      .id_prefix = pick(maker, 2) ? "fa-" : NULL,
  };
}

static void assert_well_formed(const char *html, const char *source) {
  g_autofree char *fault = well_formed_fault(html);
  if (fault) g_printerr("%s\n--- source\n%s\n--- html\n%s\n", fault, source, html);
  assert_null(fault);
}

static void maker_open(Maker *maker, guint seed) {
  maker->arena = arena_new();
  maker->random = g_rand_new_with_seed(seed);
  maker->words = g_ptr_array_new();
  maker->left = 60;
  maker->locales[0] = locale_load(maker->arena, NULL, "en", (SourceSpan){0}, NULL);
  maker->locales[1] = locale_load(maker->arena, NULL, "fa", (SourceSpan){0}, NULL);
}

static void maker_close(Maker *maker) {
  arena_free(maker->arena);
  g_rand_free(maker->random);
  g_ptr_array_free(maker->words, TRUE);
}

// The words that have been made, all in one place of the tree, must be found again.
static void assert_words(Maker *maker, const char *html, const char *dump) {
  for (guint i = 0; i < maker->words->len; i++) {
    if (strstr(html, maker->words->pdata[i])) continue;
    g_printerr("the word %s is lost\n--- tree\n%s\n--- html\n%s\n", (char *)maker->words->pdata[i],
               dump, html);
    fail();
  }
}

static gboolean holds_raw(const Node *root) {
  for (const Node *node = root; node; node = node_walk(root, node))
    if (node->kind == NODE_HTML_INLINE) return TRUE;
  return FALSE;
}

static void test_trees(void **state) {
  (void)state;
  Maker maker = {0};
  maker_open(&maker, 20260314);
  Arena *locales_arena = maker.arena; // outlives the rounds
  for (guint round = 0; round < ROUNDS; round++) {
    maker.arena = arena_new();
    g_ptr_array_set_size(maker.words, 0);
    maker.left = 60;
    Node *document = node_new(maker.arena, NODE_DOCUMENT, (SourceSpan){0});
    for (guint i = pick(&maker, 8); i > 0; i--)
      node_append(document, make_node(&maker, 0));
    g_autoptr(GString) dump = g_string_new(NULL), html = g_string_new(NULL);
    node_dump(document, dump);
    HtmlContext context = make_context(&maker);
    html_write_node(document, &context, html);
    assert_well_formed(html->str, dump->str);
    if (!holds_raw(document)) assert_words(&maker, html->str, dump->str);
    for (const Node *node = document; node; node = node_walk(document, node)) {
      g_string_truncate(html, 0);
      if (node->kind != NODE_DOCUMENT) html_write_block(node, &context, html);
      html_write_title(node, &context, html);
      assert_well_formed(html->str, dump->str);
    }
    arena_free(maker.arena);
  }
  maker.arena = locales_arena;
  maker_close(&maker);
}

static void test_raw_html(void **state) {
  (void)state;
  Maker maker = {0};
  maker_open(&maker, 7);
  Arena *locales_arena = maker.arena;
  for (guint round = 0; round < RAW_ROUNDS; round++) {
    maker.arena = arena_new();
    Node *document = node_new(maker.arena, NODE_DOCUMENT, (SourceSpan){0});
    g_autoptr(GString) dump = g_string_new(NULL), html = g_string_new(NULL);
    for (guint i = 0; i < 3; i++) {
      Node *block =
          node_new(maker.arena, i == 1 ? NODE_PARAGRAPH : NODE_HTML_BLOCK, (SourceSpan){0});
      Node *holder = block;
      if (i == 1)
        node_append(block, holder = node_new(maker.arena, NODE_HTML_INLINE, (SourceSpan){0}));
      holder->text = make_raw(&maker);
      node_append(document, block);
    }
    node_dump(document, dump);
    HtmlContext context = make_context(&maker);
    html_write_node(document, &context, html);
    assert_well_formed(html->str, dump->str);
    arena_free(maker.arena);
  }
  maker.arena = locales_arena;
  maker_close(&maker);
}

// Long and deep: twice the length takes about twice the time, not four times.
static const char *const repeated[] = {
    "(",        "a ",   "1-",   "\"",   "<",         "<a ",  "<!--", "<script>",    "&",
    "https://", "۱۰–",  "+1 ",  "a.",   "“a",        "م a ", "a, ",  "[(",          "- ",
    "<b>",      "</b>", "&amp", "1 + ", "\uFFFC a ", "a(",   "Mr. ", "<i title=\"",
};

static double time_of(const Locale *locale, const char *piece, NodeKind kind, gsize length) {
  g_autoptr(Arena) arena = arena_new();
  GString *text = g_string_new(NULL);
  while (text->len < length)
    g_string_append(text, piece);
  Node *block = node_new(arena, kind == NODE_TEXT ? NODE_PARAGRAPH : kind, (SourceSpan){0});
  Node *holder = block;
  if (kind == NODE_TEXT) node_append(block, holder = node_new(arena, NODE_TEXT, (SourceSpan){0}));
  holder->text = arena_take_string(arena, text);
  const HtmlContext context = {.locale = locale};
  g_autoptr(GString) html = g_string_new(NULL);
  gint64 start = g_get_monotonic_time();
  html_write_node(block, &context, html);
  double seconds = (double)(g_get_monotonic_time() - start) / 1e6;
  g_autofree char *fault = well_formed_fault(html->str);
  if (fault) print_error("%s of “%s”\n", fault, piece);
  assert_null(fault);
  return seconds;
}

static void test_linear_time(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Locale *fa = locale_load(arena, NULL, "fa", (SourceSpan){0}, NULL);
  Locale *en = locale_load(arena, NULL, "en", (SourceSpan){0}, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(repeated); i++)
    for (guint k = 0; k < 4; k++) {
      const Locale *locale = k & 1 ? en : fa;
      double seconds = time_of(locale, repeated[i], k & 2 ? NODE_HTML_BLOCK : NODE_TEXT, 120000);
      if (seconds > 2) print_error("“%s” takes %.1f s\n", repeated[i], seconds);
      assert_true(seconds <= 2);
    }
}

static void test_depth(void **state) {
  (void)state;
  static const NodeKind kinds[] = {NODE_QUOTE,  NODE_LIST,    NODE_ITEM,  NODE_EMPHASIS,
                                   NODE_SPAN,   NODE_LINK,    NODE_TABLE, NODE_VERSE,
                                   NODE_FIGURE, NODE_FOOTNOTE};
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
    g_autoptr(Arena) arena = arena_new();
    Locale *fa = locale_load(arena, NULL, "fa", (SourceSpan){0}, NULL);
    Node *root = node_new(arena, NODE_DOCUMENT, (SourceSpan){0}), *parent = root;
    for (guint k = 0; k < 20000; k++) {
      Node *node = node_new(arena, kinds[i], (SourceSpan){0});
      node->lang = k & 1 ? "en" : "fa";
      node->url = "x";
      node_append(parent, node);
      parent = node;
    }
    Node *text = node_new(arena, NODE_TEXT, (SourceSpan){0});
    text->text = "bottom";
    node_append(parent, text);
    const HtmlContext context = {.locale = fa};
    g_autoptr(GString) html = g_string_new(NULL);
    html_write_node(root, &context, html);
    html_write_block(parent, &context, html);
    assert_well_formed(html->str, node_kind_name(kinds[i]));
    if (!strstr(html->str, "bottom"))
      g_printerr("lost in %s: %.3000s\n", node_kind_name(kinds[i]), html->str);
    assert_non_null(strstr(html->str, "bottom"));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_trees),
      cmocka_unit_test(test_raw_html),
      cmocka_unit_test(test_linear_time),
      cmocka_unit_test(test_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
