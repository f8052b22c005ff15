#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/diagnostic_write.h"
#include "commands/command.h"
#include "translate/check.h"

typedef struct {
  char *format, *folder;
  DiagnosticFormat kind;
} CheckOptions;

static gboolean parse_format(CheckOptions *options) {
  static const char *const names[] = {"text", "json", "github"};
  static const DiagnosticFormat kinds[] = {DIAGNOSTIC_FORMAT_TEXT, DIAGNOSTIC_FORMAT_JSON,
                                           DIAGNOSTIC_FORMAT_GITHUB};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    if (options->format && !g_str_equal(options->format, names[i])) continue;
    options->kind = kinds[i];
    return TRUE;
  }
  return FALSE;
}

typedef struct {
  const DiagnosticList *diagnostics;
  char **paths;
} Asked;

// Whether a fault's file, or its counterpart's, is one of the asked paths or lies below one.
static gboolean is_asked(const Diagnostic *fault, gpointer data) {
  const Asked *asked = data;
  const SourceFile *files[] = {fault->span.file, fault->counterpart.file};
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    if (!files[i]) continue;
    g_autofree char *shown = diagnostic_list_path(asked->diagnostics, files[i]);
    g_autofree char *path = g_canonicalize_filename(shown, NULL);
    for (guint k = 0; asked->paths[k]; k++) {
      g_autofree char *above = g_canonicalize_filename(asked->paths[k], NULL);
      if (!g_str_has_prefix(path, above)) continue;
      char next = path[strlen(above)];
      if (next == '\0' || next == '/' || g_str_equal(above, "/")) return TRUE;
    }
  }
  return FALSE;
}

static int check(const char *folder, const CheckOptions *options, char **paths) {
  g_autoptr(Workspace) workspace = workspace_open(folder, 0);
  if (workspace->publication) publication_check(workspace->publication, workspace->diagnostics);
  Asked asked = {workspace->diagnostics, paths};
  if (paths[0]) diagnostic_list_keep(workspace->diagnostics, is_asked, &asked);
  diagnostic_list_sort(workspace->diagnostics);
  g_autoptr(GString) text = g_string_new(NULL);
  diagnostics_write(workspace->diagnostics, options->kind, isatty(STDOUT_FILENO), text);
  fwrite(text->str, 1, text->len, stdout);
  if (!workspace->publication) return EXIT_USAGE;
  return diagnostic_list_count(workspace->diagnostics, SEVERITY_ERROR) ? EXIT_FAULTS : EXIT_CLEAN;
}

static int run(const CheckOptions *options, char **paths) {
  for (guint i = 0; paths[i]; i++)
    if (!g_file_test(paths[i], G_FILE_TEST_EXISTS)) {
      fprintf(stderr, "beyt check: there is no '%s'\n", paths[i]);
      return EXIT_ENVIRONMENT;
    }
  g_autofree char *start = NULL;
  if (paths[0])
    start = g_file_test(paths[0], G_FILE_TEST_IS_DIR) ? g_strdup(paths[0])
                                                      : g_path_get_dirname(paths[0]);
  g_autofree char *folder = command_find_folder(options->folder, start);
  return check(folder, options, paths);
}

int command_check(int argc, char **argv) {
  int status;
  CheckOptions options = {0};
  const GOptionEntry entries[] = {{"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
                                   "text (default), json or github", "FORMAT"},
                                  {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &options.folder,
                                   "The publication's folder", "FOLDER"},
                                  G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "[PATH…]",
      "Reports every fault of a publication, or of the files and folders named.", entries, &status);
  if (arguments)
    status =
        parse_format(&options)
            ? run(&options, arguments)
            : command_usage("check", "'%s' is no format: text, json or github", options.format);
  g_free(options.format);
  g_free(options.folder);
  return status;
}
