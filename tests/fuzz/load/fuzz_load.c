// Hostile input: every file of the folder, texts that are made to take long, and random mixtures of
// marks. Each must give a sound tree, without a crash, a leak or an endless wait.
#include <stdio.h>
#include <string.h>

#include "load/post_file.h"
#include "load/text_file.h"

#include "../../support/tree_check.h"

// Generous: the slowest takes a tenth of it on a small machine, with all sanitizers on.
#define MAX_SECONDS 30

static gboolean check(const char *name, const char *text, gsize length) {
  gint64 before = g_get_monotonic_time();
  g_autoptr(Arena) arena = arena_new();
  DiagnosticList *faults = diagnostic_list_new();
  const SourceFile *file = text_file_from_bytes(arena, name, text, length, faults);
  const Post *post = post_parse(arena, file, "en", faults);
  TreeCheck tree = tree_check(post->body);
  diagnostic_list_sort(faults);
  diagnostic_list_free(faults);
  double seconds = (double)(g_get_monotonic_time() - before) / G_USEC_PER_SEC;
  if (seconds > MAX_SECONDS) printf("%s: %.1f s\n", name, seconds);
  return tree.faults == 0 && *post->id && *post->title && seconds <= MAX_SECONDS;
}

static guint check_folder(const char *path, guint *count) {
  guint failed = 0;
  GDir *folder = g_dir_open(path, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;) {
    g_autofree char *file = g_build_filename(path, name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    if (!g_str_has_suffix(name, ".md") || !g_file_get_contents(file, &text, &length, NULL))
      continue;
    ++*count;
    failed += !check(name, text, length);
  }
  if (folder) g_dir_close(folder);
  return failed;
}

#define LONG_BYTES 100000

typedef struct {
  const char *before, *part;
} Repeated;

// `part` over and over, after `before`. Most took quadratic time in one parser or another.
static const Repeated repeated[] = {
    {"", "["},
    {"", "]"},
    {"", "[a](b"},
    {"", "[a](<b"},
    {"", "[a]("},
    {"", "![[]()"},
    {"", "[ (]("},
    {"", "[a]{lang=en}"},
    {"", "[a "},
    {"", "{#b:a} "},
    {"", "> "},
    {"", "- "},
    {"", "1) "},
    {"> ", "1) "},
    {"", "* a *"},
    {"", "*a **b "},
    {"", "_a "},
    {"", "a_ "},
    {"", "*a_ "},
    {"a**b", "c* "},
    {"", "`a"},
    {"", "``a` "},
    {"", "<a "},
    {"x ", "<!-- "},
    {"", "<!--"},
    {"", "<!A "},
    {"x ", "<?"},
    {"x ", "<![CDATA["},
    {"", "<a b=\""},
    {"", "<div>"},
    {"", "<div markdown=\"1\">"},
    {"", "<aside markdown=\"1\">\n"},
    {"", "<script>"},
    {"", "[^a]"},
    {"", "[^a]: "},
    {"", "[^a]: b\n"},
    {"", "[a]: b\n"},
    {"", "[a\n"},
    {"[a]: b \"", "c\n"},
    {"", "[a]: b\n===\n"},
    {"a|b\n-|-\n", "x|y\n"},
    {"a|b\n-|-\n", "|"},
    {"", "a|b\n-|-\n"},
    {"a|b\n-|-\n", "\\|"},
    {"```verse\n", "a / b\n"},
    {"```verse\n", "a / "},
    {"", "&amp;"},
    {"", "&a"},
    {"", "\\"},
    {"", "a\\\n"},
    {"> a\n", "b\n"},
    {"", "\t"},
    {"", ">\t"},
    {"", "```\n"},
    {"", "#"},
    {"", "سلام "},
    {"", "\xE2\x80\x8C"},
    {"", "\xE2\x80\xAE"},
    {"", "۱. "},
    {"", "a\r"},
    {"", "\xFF"},
    {"---\n", "a: "},
    {"---\n", "- "},
    {"---\n", "["},
    {"---\n", "a\n"},
    {"---\n", "&a *a "},
};

static guint check_repeated(guint *count) {
  guint failed = 0;
  for (guint i = 0; i < G_N_ELEMENTS(repeated); i++, ++*count) {
    g_autoptr(GString) text = g_string_new(repeated[i].before);
    while (text->len < LONG_BYTES)
      g_string_append(text, repeated[i].part);
    g_autofree char *name =
        g_strdup_printf("\"%s\" and \"%s\" again and again", repeated[i].before, repeated[i].part);
    failed += !check(name, text->str, text->len);
  }
  return failed;
}

// What opens and what closes, as often: nested.
static guint check_nested(guint *count) {
  static const struct {
    const char *open, *middle, *close;
  } cases[] = {
      {"[", "a", "]"},
      {"[", "a", "]{lang=en}"},
      {"![", "a", "](b)"},
      {"*a **b ", "c", " b** a*"},
      {"> - ", "x\n", ">\n"},
      {"1) ", "x\n", "\n"},
      {">", "a\n", "b\n"},
      {"<div>\n", "a", "</div>"},
      {"<p markdown=\"1\">", "a", "</p>"},
      {"`", "a", "`"},
      {"[^", "a", "]: b"},
  };
  guint failed = 0;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++, ++*count) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint k = 0; k < 20000; k++)
      g_string_append(text, cases[i].open);
    g_string_append(text, cases[i].middle);
    for (guint k = 0; k < 20000; k++)
      g_string_append(text, cases[i].close);
    failed += !check(cases[i].open, text->str, text->len);
  }
  return failed;
}

static const char *const parts[] = {
    "a",
    "b c",
    "سلام",
    "دنیا‌ها",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "](u)",
    "](<v w> \"t\")",
    "][r]",
    "[^n]",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n\t",
    "  \n",
    "\\\n",
    "\\*",
    "\\|",
    "&amp;",
    "&#1587;",
    "&x;",
    "<b>",
    "</b>",
    "<i\nx=\"y\">",
    "<http://a.b>",
    "![",
    "![i](p \"c *d*\")",
    "{#b:x}",
    "{lang=en}",
    "[w]{lang=fa}",
    "|",
    "\n|-|-|\n",
    "\na|b\n-|-\n",
    "\n```\n",
    "\n```verse\n",
    " / ",
    "\n# ",
    "\n===\n",
    "\n---\n",
    "\n[r]: /u \"t\"\n",
    "\n[^n]: note\n",
    "\n<div>\n",
    "</div>\n",
    "\n<aside markdown=\"1\">\n",
    "</aside>",
    "<p markdown=\"1\">",
    "</p>",
    "<img src=\"x\">",
    "\n۱. ",
    "— ",
    "\n> — n\n",
    "~",
    "!",
    "\t",
    "\r\n",
    "\"",
    "(",
    ")",
    ">",
    "-",
    "{",
    "}",
    "😀",
    "\xE2\x80\x8F",
    "<!-- c -->",
    "<script>",
    "\xD8",
    "\x01",
    "\x02",
    "\r",
    "\n  - ",
    "\n   > ",
};

static guint check_mixtures(guint *count) {
  guint failed = 0;
  for (guint seed = 0; seed < 4000; seed++, ++*count) {
    GRand *random = g_rand_new_with_seed(seed);
    g_autoptr(GString) text = g_string_new(seed % 7 ? NULL : "---\nid: x\n---\n");
    gint length = g_rand_int_range(random, 3, 60);
    for (gint i = 0; i < length; i++)
      g_string_append(text, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
    g_rand_free(random);
    g_autofree char *name = g_strdup_printf("mixture %u", seed);
    failed += !check(name, text->str, text->len);
  }
  return failed;
}

int main(int argc, char **argv) {
  guint count = 0, failed = argc > 1 ? check_folder(argv[1], &count) : 1;
  if (count == 0) failed++;
  failed += check_repeated(&count);
  failed += check_nested(&count);
  failed += check_mixtures(&count);
  printf("%u texts, %u failed\n", count, failed);
  return failed > 0;
}
