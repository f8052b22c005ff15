// Every example of the CommonMark specification 0.30, through our parser and our HTML writer. The
// ones with raw HTML are excepted, and listed below: we write it by an allow-list instead of as it
// stands.
#include <stdio.h>
#include <string.h>

#include "load/markdown.h"
#include "site/html_writer.h"

#define FENCE    "````````````````````````````````"
#define EXAMPLES 652

typedef struct {
  guint first, last; // numbers of examples
  const char *reason;
} Exception;

static const Exception exceptions[] = {
    {21, 21, "a raw tag: escapes inside it"},
    {31, 31, "a raw tag: escapes inside it"},
    {148, 158, "an HTML block"},
    {163, 165, "an HTML block"},
    {167, 167, "an HTML block"},
    {169, 184, "an HTML block"},
    {187, 187, "a raw tag"},
    {190, 191, "an HTML block"},
    {201, 201, "a raw tag"},
    {308, 309, "an empty comment parts two lists"},
    {344, 344, "a raw tag"},
    {474, 476, "a raw tag"},
    {490, 490, "a raw tag"},
    {493, 493, "a raw tag"},
    {523, 523, "a raw tag"},
    {535, 535, "a raw tag"},
    {612, 616, "a raw tag"},
    {622, 622, "a raw tag"},
    {624, 624, "a raw tag"},
    {627, 631, "a raw tag"},
    {642, 643, "a raw tag"},
};

static gboolean is_excepted(guint number) {
  for (guint i = 0; i < G_N_ELEMENTS(exceptions); i++)
    if (number >= exceptions[i].first && number <= exceptions[i].last) return TRUE;
  return FALSE;
}

static char *render(const char *markdown) {
  g_autoptr(Arena) arena = arena_new();
  SourceFile *file = source_file_new(arena, "example.md", markdown, strlen(markdown));
  Node *document = markdown_parse(arena, file, 0, NULL);
  const HtmlContext context = {.mode = HTML_PLAIN};
  GString *out = g_string_new(NULL);
  html_write_node(document, &context, out);
  return g_string_free(out, FALSE);
}

static gboolean run_example(guint number, const char *markdown, const char *expected) {
  g_autofree char *html = render(markdown);
  if (strcmp(html, expected) == 0) return TRUE;
  printf("example %u\n--- source\n%s--- expected\n%s--- got\n%s\n", number, markdown, expected,
         html);
  return FALSE;
}

// The lines up to `end`, with the arrows that stand for tabs turned into tabs.
static char *read_lines(char ***line, const char *end) {
  GString *text = g_string_new(NULL);
  for (; **line && strcmp(**line, end) != 0; (*line)++)
    g_string_append_printf(text, "%s\n", **line);
  if (**line) (*line)++;
  g_string_replace(text, "→", "\t", 0);
  return g_string_free(text, FALSE);
}

int main(int argc, char **argv) {
  g_autofree char *spec = NULL;
  g_autoptr(GError) error = NULL;
  if (argc < 2 || !g_file_get_contents(argv[1], &spec, NULL, &error)) {
    printf("no specification to test against: %s\n", error ? error->message : "no path given");
    return 1;
  }
  g_auto(GStrv) lines = g_strsplit(spec, "\n", -1);
  guint number = 0, failed = 0, excepted = 0;
  for (char **line = lines; *line;) {
    if (strcmp(*line++, FENCE " example") != 0) continue;
    g_autofree char *markdown = read_lines(&line, ".");
    g_autofree char *expected = read_lines(&line, FENCE);
    number++;
    if (is_excepted(number))
      excepted++;
    else if (!run_example(number, markdown, expected))
      failed++;
  }
  printf("%u examples, %u excepted, %u failed\n", number, excepted, failed);
  return number != EXAMPLES || failed > 0;
}
