#include "commands/command.h"

#include <stdio.h>
#include <unistd.h>

#include "base/diagnostic_write.h"

// GOption reads "-j 2" but not the GNU form "-j2": parts it where the option takes a value.
static char **part_short_values(int argc, char **argv, const GOptionEntry *options) {
  GPtrArray *parts = g_ptr_array_new();
  gboolean options_over = FALSE;
  for (int i = 0; i < argc; i++) {
    const char *word = argv[i];
    options_over = options_over || g_str_equal(word, "--");
    const GOptionEntry *entry = NULL;
    if (!options_over && i > 0 && word[0] == '-' && word[1] && word[1] != '-' && word[2])
      for (entry = options; entry && entry->long_name; entry++)
        if (entry->short_name == word[1] && entry->arg != G_OPTION_ARG_NONE) break;
    if (entry && entry->long_name) {
      g_ptr_array_add(parts, g_strndup(word, 2));
      word += 2;
    }
    g_ptr_array_add(parts, g_strdup(word));
  }
  g_ptr_array_add(parts, NULL);
  return (char **)g_ptr_array_free(parts, FALSE);
}

static gboolean parse_words(GOptionContext *context, const char *summary,
                            const GOptionEntry *options, char ***words, gboolean *help,
                            GError **error) {
  const GOptionEntry help_entry[] = {
      {"help", 'h', 0, G_OPTION_ARG_NONE, help, "Show this help and leave", NULL},
      G_OPTION_ENTRY_NULL};
  g_option_context_set_summary(context, summary);
  if (options) g_option_context_add_main_entries(context, options, NULL);
  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_add_main_entries(context, help_entry, NULL);
  return g_option_context_parse_strv(context, words, error);
}

// The words after the command's name and after a "--" that GOption leaves in place.
static char **take_arguments(char **words) {
  GPtrArray *arguments = g_ptr_array_new();
  gboolean separated = FALSE;
  for (guint i = 0; words[i]; i++) {
    gboolean drop = i == 0 || (!separated && g_str_equal(words[i], "--"));
    separated = separated || (i > 0 && drop);
    if (drop)
      g_free(words[i]);
    else
      g_ptr_array_add(arguments, words[i]);
  }
  g_free(words);
  g_ptr_array_add(arguments, NULL);
  return (char **)g_ptr_array_free(arguments, FALSE);
}

char **command_parse(int argc, char **argv, const char *arguments, const char *summary,
                     const GOptionEntry *options, int *status) {
  g_autoptr(GError) error = NULL;
  g_autofree char *program = g_strdup_printf("beyt %s", argv[0]);
  g_set_prgname(program);
  char **words = part_short_values(argc, argv, options);
  gboolean help = FALSE;
  GOptionContext *context = g_option_context_new(arguments);
  gboolean parsed = parse_words(context, summary, options, &words, &help, &error);
  if (parsed && help) {
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    fputs(text, stdout);
  }
  g_option_context_free(context);
  *status = parsed ? EXIT_CLEAN : command_usage(argv[0], "%s", error->message);
  if (parsed && !help) return take_arguments(words);
  g_strfreev(words);
  return NULL;
}

int command_usage(const char *command, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  fprintf(stderr, "beyt %s: %s\nTry 'beyt %s --help'.\n", command, message, command);
  return EXIT_USAGE;
}

int command_take_error(GError *error) {
  fprintf(stderr, "beyt: %s\n", error->message);
  g_error_free(error);
  return EXIT_ENVIRONMENT;
}

int command_report(Workspace *workspace) {
  g_autoptr(GString) text = g_string_new(NULL);
  diagnostic_list_sort(workspace->diagnostics);
  if (diagnostic_list_length(workspace->diagnostics) > 0)
    diagnostics_write(workspace->diagnostics, DIAGNOSTIC_FORMAT_TEXT, isatty(STDERR_FILENO), text);
  fwrite(text->str, 1, text->len, stderr);
  return diagnostic_list_count(workspace->diagnostics, SEVERITY_ERROR) ? EXIT_FAULTS : EXIT_CLEAN;
}

char *command_find_folder(const char *folder, const char *start) {
  if (folder) return g_strdup(folder);
  g_autofree char *here = g_canonicalize_filename(start ? start : ".", NULL);
  g_autofree char *current = g_strdup(here);
  for (;;) {
    g_autofree char *file = g_build_filename(current, "publication.yaml", NULL);
    if (g_file_test(file, G_FILE_TEST_IS_REGULAR)) break;
    char *parent = g_path_get_dirname(current);
    gboolean top = g_str_equal(parent, current);
    g_free(current);
    current = parent;
    if (top) return g_strdup(start ? start : ".");
  }
  return g_str_equal(current, here) ? g_strdup(start ? start : ".") : g_steal_pointer(&current);
}
