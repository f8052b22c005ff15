// Rules of the constructs beyond CommonMark, one by one. What whole trees look like is in
// tests/golden.
#include "load/markdown.h"

#include "../../support/faults.h"

typedef struct {
  Arena *arena;
  DiagnosticList *faults;
  const Node *document;
} Parsed;

static Parsed parse(const char *markdown) {
  Parsed parsed = {arena_new(), diagnostic_list_new(), NULL};
  SourceFile *file = source_file_new(parsed.arena, "a.md", markdown, strlen(markdown));
  parsed.document = markdown_parse(parsed.arena, file, 0, parsed.faults);
  return parsed;
}

static void clear(Parsed *parsed) {
  diagnostic_list_free(parsed->faults);
  arena_free(parsed->arena);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parsed, clear)

static const Node *find(const Node *root, NodeKind kind, guint index) {
  for (const Node *node = root; node; node = node_walk(root, node))
    if (node->kind == kind && index-- == 0) return node;
  return NULL;
}

static guint count(const Node *root, NodeKind kind) {
  guint number = 0;
  for (const Node *node = root; node; node = node_walk(root, node))
    number += node->kind == kind;
  return number;
}

static void assert_text(const Node *node, const char *text) {
  assert_non_null(node);
  g_autofree char *found = node_plain_text(node);
  assert_string_equal(found, text);
}

static void typed_quotes_and_dots_are_kept(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("\"a\" -- 'b' --- c...");
  assert_text(parsed.document, "\"a\" -- 'b' --- c...");
}

static void a_post_link_knows_its_post(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("[a](post:tea#leaf) <post:rug> [b][b]\n\n[b]: post:qanat");
  assert_string_equal(find(parsed.document, NODE_LINK, 0)->post_id, "tea");
  assert_string_equal(find(parsed.document, NODE_LINK, 0)->url, "post:tea#leaf");
  assert_string_equal(find(parsed.document, NODE_LINK, 1)->post_id, "rug");
  assert_string_equal(find(parsed.document, NODE_LINK, 2)->post_id, "qanat");
}

static void a_note_of_one_word_is_no_link_definition(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("a[^x] [^X]\n\n[^x]: word");
  assert_int_equal(count(parsed.document, NODE_LINK), 0);
  assert_int_equal(count(parsed.document, NODE_FOOTNOTE_REF), 1);
  assert_text(find(parsed.document, NODE_FOOTNOTE, 0), "word");
  assert_int_equal(sample_count(parsed.faults, "undefined-note"), 1);
  assert_text(find(parsed.document, NODE_PARAGRAPH, 0), "a [^X]");
}

static void notes_are_numbered_by_mention(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("[^c][^a][^c]\n\n[^a]: a[^b]\n[^b]: b\n[^c]: c\n[^d]: d");
  static const char *const texts[] = {"c", "a", "b"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    const Node *note = find(parsed.document, NODE_FOOTNOTE, i);
    assert_text(note, texts[i]);
    assert_int_equal(note->number, i + 1);
  }
  assert_int_equal(count(parsed.document, NODE_FOOTNOTE), 3);
  assert_int_equal(find(parsed.document, NODE_FOOTNOTE_REF, 2)->number, 1);
  assert_int_equal(sample_count(parsed.faults, "unused-note"), 1);
}

static void a_note_may_mention_itself(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("a[^a]\n\n[^a]: b[^a]");
  assert_int_equal(count(parsed.document, NODE_FOOTNOTE_REF), 2);
  assert_int_equal(diagnostic_list_length(parsed.faults), 0);
}

static void only_indented_code_belongs_to_a_note(void **state) {
  (void)state;
  static const char *const others[] = {"```verse\na\n```", "```\na\n```", "```c\na\n```", "a",
                                       "# a"};
  for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
    g_autofree char *text = g_strdup_printf("[^a]\n\n[^a]: b\n\n%s", others[i]);
    g_auto(Parsed) parsed = parse(text);
    assert_text(find(parsed.document, NODE_FOOTNOTE, 0), "b");
  }
  g_auto(Parsed) parsed = parse("[^a]\n\n[^a]: b\n\n    c\n\n\td");
  assert_text(find(parsed.document, NODE_FOOTNOTE, 0), "b c d");
}

static void marks_in_a_link_follow_it_in_order(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("[a[^1] b[^2]](x)\n\n[^1]: c\n[^2]: d");
  const Node *link = find(parsed.document, NODE_LINK, 0);
  assert_text(link, "a b");
  assert_int_equal(link->next->number, 1);
  assert_int_equal(link->next->next->number, 2);
}

static void a_table_needs_as_many_dashes_as_cells(void **state) {
  (void)state;
  static const struct {
    const char *markdown;
    guint rows;
  } cases[] = {
      {"a|b\n-|-", 1},
      {"a|b\n-|-\nc|d", 2},
      {"a|b\n-|-|-", 0},
      {"|a|\n|-|", 1},
      {"a\n-", 0},
      {"a|b\n--- | :--:\nc", 2},
      {"a|b\n-|x", 0},
      {"a|b\n||", 0},
      {"a|b\n-|-\n\nc|d", 1},
      {"x\na|b\n-|-", 1},
      {"    a|b\n    -|-", 0},
      {"a|b\n-|-\n# c", 1},
      {"`a|b`\n-|-", 1},
      {"a\\|b\n-|-", 0},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].markdown);
    assert_int_equal(count(parsed.document, NODE_TABLE_ROW), cases[i].rows);
  }
}

static void every_row_has_all_columns_and_no_text_is_lost(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("a|b|c\n:-|-:|:-:\n1\n1|2|3|4|5\n||");
  const Node *table = find(parsed.document, NODE_TABLE, 0);
  assert_int_equal(table->column_count, 3);
  assert_int_equal(table->table_alignments[0], ALIGN_START);
  assert_int_equal(table->table_alignments[1], ALIGN_END);
  assert_int_equal(table->table_alignments[2], ALIGN_CENTER);
  for (const Node *row = table->first_child; row; row = row->next) {
    guint cells = 0;
    for (const Node *cell = row->first_child; cell; cell = cell->next)
      cells++;
    assert_int_equal(cells, 3);
  }
  assert_text(table->first_child->next->next->last_child, "3|4|5");
  assert_int_equal(sample_count(parsed.faults, "long-table-row"), 1);
}

static void only_a_lone_image_is_a_figure(void **state) {
  (void)state;
  static const struct {
    const char *markdown;
    guint figures, captions;
  } cases[] = {
      {"![a](b)", 1, 0},          {"![a](b \"c\")", 1, 1},        {"![a](b \"c\").", 0, 0},
      {"![a](b)\n![c](d)", 0, 0}, {"[![a](b)](c)", 0, 0},         {"# ![a](b)", 0, 0},
      {"- ![a](b 'c')", 1, 1},    {"> ![a](b (c))", 1, 1},        {"![a]\n\n[a]: b 'c'", 1, 1},
      {"![a](b \"\")", 1, 0},     {"![a](b \"c\") {#b:d}", 1, 1},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].markdown);
    assert_int_equal(count(parsed.document, NODE_FIGURE), cases[i].figures);
    assert_int_equal(count(parsed.document, NODE_CAPTION), cases[i].captions);
  }
}

static void a_dash_at_the_end_of_a_quote_names_its_author(void **state) {
  (void)state;
  static const struct {
    const char *markdown;
    const char *author; // NULL for none
  } cases[] = {
      {"> a\n>\n> — b", "b"},
      {"> a\n>\n> -- b", "b"},
      {"> a\n>\n> ― b", "b"},
      {"> a\n> — b", "b"},
      {"> a\n> — b.", NULL},
      {"> a\n> —b", NULL},
      {"> — b", NULL},
      {"> a — b", NULL},
      {"a\n\n— b", NULL},
      {"> a\n>\n> — b\n>\n> c", NULL},
      {"> a\n>\n> - b", NULL},
      {"> a\n>\n> \\-- b", NULL},
      {"> a\n>\n> —\u00a0b", "b"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].markdown);
    const Node *author = find(parsed.document, NODE_ATTRIBUTION, 0);
    if (cases[i].author)
      assert_text(author, cases[i].author);
    else
      assert_null(author);
  }
}

static void braces_that_are_no_attributes_are_text(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a {b}",        "a {#b}",  "a {#b:}",    "a {#b:x y}",         "a {lang=}",
      "a {lang=x_y}", "a{#b:x}", "a {#b:x} b", "a {lang=abcdefghi}", "a {lang=-en}",
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_auto(Parsed) parsed = parse(texts[i]);
    const Node *paragraph = find(parsed.document, NODE_PARAGRAPH, 0);
    assert_text(paragraph, texts[i]);
    assert_null(paragraph->id);
    assert_null(paragraph->lang);
  }
  g_auto(Parsed) escaped = parse("a \\{#b:x}");
  assert_text(escaped.document, "a {#b:x}");
}

static void a_block_carries_its_id_and_language(void **state) {
  (void)state;
  static const struct {
    const char *markdown;
    NodeKind kind;
  } cases[] = {
      {"# a {#b:x lang=fa}", NODE_HEADING},
      {"a {lang=fa #b:x}", NODE_PARAGRAPH},
      {"- a\n\n{#b:x lang=fa}", NODE_LIST},
      {"```c {#b:x lang=fa}\n```", NODE_CODE_BLOCK},
      {"```verse {#b:x lang=fa}\na\n```", NODE_VERSE},
      {"***\n{#b:x lang=fa}", NODE_RULE},
      {"|a|\n|-|\n{#b:x lang=fa}", NODE_TABLE},
      {"|a|\n|-|\n\n{#b:x lang=\"fa\"}", NODE_TABLE},
      {"![a](b)\n\n{#b:x lang=fa}", NODE_FIGURE},
      {"[^a]\n\n[^a]: b {#b:x lang=fa}", NODE_PARAGRAPH},
      {"<p>a</p>\n\n{#b:x lang=fa}", NODE_HTML_BLOCK},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].markdown);
    const Node *node = NULL;
    for (guint k = 0; (node = find(parsed.document, cases[i].kind, k)) && !node->id; k++)
      continue;
    assert_non_null(node);
    assert_string_equal(node->id, "x");
    assert_string_equal(node->lang, "fa");
  }
}

static void text_in_html_is_kept_for_print(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("<div>\na <b>b</b>\n*c* &amp;\n<script>d</script><p>e\n</div>");
  const Node *html = find(parsed.document, NODE_HTML_BLOCK, 0);
  assert_text(html, "a b *c* & e");
  assert_int_equal(count(html, NODE_STRONG), 1);
  assert_int_equal(count(html, NODE_EMPHASIS), 0);
  assert_int_equal(sample_count(parsed.faults, "unsafe-html"), 1);
  assert_int_equal(sample_count(parsed.faults, "raw-html"), 1);
}

static void markdown_in_html_is_read(void **state) {
  (void)state;
  g_auto(Parsed) parsed =
      parse("<aside markdown=\"1\" class=\"c\">\n<img src=x> *a*\n<p markdown=\"1\">— [b](c)</p>\n"
            "</aside>\n\n<aside markdown=\"0\">*d*</aside>");
  const Node *quote = find(parsed.document, NODE_QUOTE, 0);
  assert_string_equal(quote->info, "c");
  assert_int_equal(count(quote, NODE_EMPHASIS), 1);
  assert_text(find(quote, NODE_ATTRIBUTION, 0), "b");
  assert_text(find(parsed.document, NODE_HTML_BLOCK, 0), "*d*");
}

static void dangers_are_named(void **state) {
  (void)state;
  static const struct {
    const char *markdown, *id;
  } cases[] = {
      {"<script>x</script>", "unsafe-html"},
      {"a <STYLE>", "unsafe-html"},
      {"<iframe src=x></iframe>", "unsafe-html"},
      {"<p onclick=x>", "event-attribute"},
      {"a <b ONLOAD='x'>", "event-attribute"},
      {"<a href=\"javascript:x\">", "unsafe-url"},
      {"a <a href=\" JAVA&#115;cript:x\">", "unsafe-url"},
      {"[a](javascript:x)", "unsafe-url"},
      {"![a](data:x)", "unsafe-url"},
      {"<marquee>", "html-element"},
      {"a <p style=x>", "html-attribute"},
      {"<svg onload=x>", "unsafe-html"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].markdown);
    assert_int_equal(sample_count(parsed.faults, cases[i].id), 1);
  }
}

static void persian_digits_begin_a_list(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("۱. یک\n۲. دو\n\nسال\n۱۴۰۴. متن");
  const Node *list = find(parsed.document, NODE_LIST, 0);
  assert_int_equal(list->list.start, 1);
  assert_int_equal(count(parsed.document, NODE_ITEM), 2);
  assert_text(list->next, "سال ۱۴۰۴. متن");
}

static void reading_can_begin_in_the_midst(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const char *text = "---\nid: x\n---\na *b*";
  SourceFile *file = source_file_new(arena, "a.md", text, strlen(text));
  const Node *document = markdown_parse(arena, file, 14, NULL);
  const Node *emphasis = find(document, NODE_EMPHASIS, 0);
  assert_int_equal(emphasis->span.line, 4);
  assert_int_equal(emphasis->span.column, 3);
  assert_null(markdown_parse(arena, file, 10000, NULL)->first_child);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(typed_quotes_and_dots_are_kept),
      cmocka_unit_test(a_post_link_knows_its_post),
      cmocka_unit_test(a_note_of_one_word_is_no_link_definition),
      cmocka_unit_test(notes_are_numbered_by_mention),
      cmocka_unit_test(a_note_may_mention_itself),
      cmocka_unit_test(only_indented_code_belongs_to_a_note),
      cmocka_unit_test(marks_in_a_link_follow_it_in_order),
      cmocka_unit_test(a_table_needs_as_many_dashes_as_cells),
      cmocka_unit_test(every_row_has_all_columns_and_no_text_is_lost),
      cmocka_unit_test(only_a_lone_image_is_a_figure),
      cmocka_unit_test(a_dash_at_the_end_of_a_quote_names_its_author),
      cmocka_unit_test(braces_that_are_no_attributes_are_text),
      cmocka_unit_test(a_block_carries_its_id_and_language),
      cmocka_unit_test(text_in_html_is_kept_for_print),
      cmocka_unit_test(markdown_in_html_is_read),
      cmocka_unit_test(dangers_are_named),
      cmocka_unit_test(persian_digits_begin_a_list),
      cmocka_unit_test(reading_can_begin_in_the_midst),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
