// Spans are held against the text itself: over every Markdown file of the sample, of the tests, of
// the specification's examples and, where it is at hand, of the corpus.
#include <stdio.h>

#include "load/markdown.h"
#include "load/text_file.h"

#include "../../support/faults.h"
#include "../../support/tree_check.h"

static guint check_text(const char *name, const char *text, gsize length) {
  g_autoptr(Arena) arena = arena_new();
  const SourceFile *file = text_file_from_bytes(arena, name, text, length, NULL);
  gsize start = 0;
  const char *end = g_str_has_prefix(file->text, "---\n") ? strstr(file->text, "\n---\n") : NULL;
  if (end) start = (gsize)(end - file->text) + 5;
  TreeCheck check = tree_check(markdown_parse(arena, file, start, NULL));
  assert_int_equal(check.faults, 0);
  return check.plain_texts;
}

static guint check_folder(const char *folder) {
  guint count = 0;
  GDir *open = g_dir_open(folder, 0, NULL);
  for (const char *name; open && (name = g_dir_read_name(open)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      count += check_folder(path);
    else if (g_str_has_suffix(name, ".md") && g_file_get_contents(path, &text, &length, NULL))
      count += check_text(path, text, length);
  }
  if (open) g_dir_close(open);
  return count;
}

static void texts_stand_where_they_are_said_to(void **state) {
  (void)state;
  assert_true(check_folder("translations") > 500);
  assert_true(check_folder("tests/golden") > 100);
  if (g_file_test("../shared/corpus", G_FILE_TEST_IS_DIR))
    assert_true(check_folder("../shared/corpus") > 3000);
}

#define FENCE "````````````````````````````````"

static void so_they_do_in_the_specification(void **state) {
  (void)state;
  const char *path = "tests/node_modules/commonmark-spec/spec.txt";
  g_autofree char *spec = NULL;
  gsize length;
  if (!g_file_get_contents(path, &spec, &length, NULL)) return;
  check_text(path, spec, length);
  g_auto(GStrv) parts = g_strsplit(spec, "\n" FENCE " example\n", -1);
  for (char **part = parts + 1; *parts && *part; part++) {
    char *end = strstr(*part, "\n.\n");
    if (!end) continue;
    end[1] = '\0';
    g_autoptr(GString) text = g_string_new(*part);
    g_string_replace(text, "→", "\t", 0);
    check_text("example", text->str, text->len);
    // The same in a quote, in a list and behind a lazy line.
    g_string_replace(text, "\n", "\n> ", 0);
    g_string_prepend(text, "> ");
    check_text("quoted example", text->str, text->len);
    g_string_replace(text, "\n> ", "\n  ", 0);
    g_string_prepend(text, "- a\n\n  ");
    check_text("listed example", text->str, text->len);
  }
}

// The place of the first node of a kind, "line:column-line:column".
static char *place(const char *markdown, NodeKind kind) {
  g_autoptr(Arena) arena = arena_new();
  SourceFile *file = source_file_new(arena, "a.md", markdown, strlen(markdown));
  const Node *document = markdown_parse(arena, file, 0, NULL), *node = document;
  while (node && node->kind != kind)
    node = node_walk(document, node);
  assert_non_null(node);
  return g_strdup_printf("%u:%u-%u:%u", node->span.line, node->span.column, node->span.end_line,
                         node->span.end_column);
}

// Each of these is wrong in cmark 0.30.2 (load/match.h).
static void cmark_faults_are_mended(void **state) {
  (void)state;
  static const struct {
    const char *markdown;
    NodeKind kind;
    const char *place;
  } cases[] = {
      {"> a\nlazy *b*", NODE_EMPHASIS, "2:6-2:8"},
      {"- a\n      deeper *b*", NODE_EMPHASIS, "2:14-2:16"},
      {"> > a\n> *b*", NODE_EMPHASIS, "2:3-2:5"},
      {"-\ta\n\t*b*", NODE_EMPHASIS, "2:2-2:4"},
      {"a `b\nc` *d*", NODE_EMPHASIS, "2:4-2:6"},
      {"a <b\nc> *d*", NODE_EMPHASIS, "2:4-2:6"},
      {"[a\nb](c\n\"d\") *e*", NODE_EMPHASIS, "3:6-3:8"},
      {"[a\nb](c\n\"d\") *e*", NODE_LINK, "1:1-3:4"},
      {"سلام *دنیا*", NODE_EMPHASIS, "1:6-1:11"},
      {"😀 `a`", NODE_CODE, "1:3-1:5"},
      {"[a]: /b\n[c]: /d\n*e*", NODE_EMPHASIS, "3:1-3:3"},
      {"[a]: /b\n[c]: /d\n*e*", NODE_PARAGRAPH, "3:1-3:3"},
      {"a\nb\n===\n\nc", NODE_HEADING, "1:1-3:3"},
      {"[a]: /b\n===\nc\n===\nd", NODE_HEADING, "2:1-4:3"},
      {"    code\n\n\n\na", NODE_CODE_BLOCK, "1:5-1:8"},
      {"- a\n\n\nb", NODE_LIST, "1:1-1:3"},
      {"a  \nb", NODE_LINE_BREAK, "1:2-1:4"},
      {"> a\\\n    b *c*", NODE_EMPHASIS, "2:7-2:9"},
      {"&amp;&#65; \\* *a*", NODE_EMPHASIS, "1:15-1:17"},
      {"a\r\n*b*\r\n", NODE_EMPHASIS, "2:1-2:3"},
      {"> - a\n>\n>   > b *c*\nd *e*", NODE_EMPHASIS, "3:9-3:11"},
      {"1.  a\n\n    ~~~\n    b\n    ~~~\n\n    *c*", NODE_EMPHASIS, "7:5-7:7"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *found = place(cases[i].markdown, cases[i].kind);
    if (!g_str_equal(found, cases[i].place)) printf("%s\n", cases[i].markdown);
    assert_string_equal(found, cases[i].place);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_stand_where_they_are_said_to),
      cmocka_unit_test(so_they_do_in_the_specification),
      cmocka_unit_test(cmark_faults_are_mended),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
