// Each case, NAME.md, as the tree that the loader makes of it, with its faults. A case that begins
// with "---" is a whole post, front matter and all. With UPDATE=1 in the environment the expected
// files are written anew; read the diff.
#include <stdio.h>
#include <string.h>

#include "load/markdown.h"
#include "load/post_file.h"
#include "load/text_file.h"

#include "../../support/tree_check.h"

static void write_faults(DiagnosticList *faults, GString *out) {
  diagnostic_list_sort(faults);
  for (guint i = 0; i < diagnostic_list_length(faults); i++) {
    const Diagnostic *fault = diagnostic_list_at(faults, i);
    g_string_append_printf(out, "%u:%u-%u:%u %s [%s] %s\n", fault->span.line, fault->span.column,
                           fault->span.end_line, fault->span.end_column,
                           severity_name(fault->severity), diagnostic_id(fault->kind),
                           fault->message);
    if (fault->hint) g_string_append_printf(out, "  %s\n", fault->hint);
  }
}

static gboolean check_case(const char *folder, const char *name) {
  g_autoptr(Arena) arena = arena_new();
  DiagnosticList *faults = diagnostic_list_new();
  g_autofree char *path = g_build_filename(folder, name, NULL);
  const SourceFile *file = text_file_load(arena, path, name, faults);
  g_autoptr(GString) dump = g_string_new(NULL);
  const Node *document;
  if (g_str_has_prefix(file->text, "---")) {
    const Post *post = post_parse(arena, file, "en", faults);
    document = post->body;
    post_dump(post, dump);
  } else {
    document = markdown_parse(arena, file, 0, faults);
    node_dump(document, dump);
  }
  guint broken = tree_check(document).faults;
  if (diagnostic_list_length(faults)) g_string_append(dump, "\nfaults\n");
  write_faults(faults, dump);
  diagnostic_list_free(faults);
  g_autofree char *view = g_strdup_printf("%.*s.nodes.txt", (int)strlen(path) - 3, path);
  if (g_getenv("UPDATE")) return g_file_set_contents(view, dump->str, -1, NULL) && !broken;
  g_autofree char *expected = NULL;
  gboolean same =
      g_file_get_contents(view, &expected, NULL, NULL) && g_str_equal(expected, dump->str);
  if (!same)
    printf("%s differs: run with UPDATE=1 and read the diff\n--- got\n%s", view, dump->str);
  return same && !broken;
}

int main(int argc, char **argv) {
  GDir *folder = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
  if (!folder) return 1;
  guint count = 0, failed = 0;
  for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
    if (!g_str_has_suffix(name, ".md")) continue;
    count++;
    failed += !check_case(argv[1], name);
  }
  g_dir_close(folder);
  printf("%u cases, %u differ\n", count, failed);
  return count == 0 || failed > 0;
}
