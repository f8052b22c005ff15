#include <stdio.h>

#include "commands/command.h"
#include "translate/check.h"
#include "translate/status.h"

static int run(const char *folder, StatusFormat format) {
  g_autoptr(Workspace) workspace = workspace_open(folder, 0);
  if (!workspace_is_usable(workspace)) {
    command_report(workspace);
    return EXIT_USAGE;
  }
  publication_check(workspace->publication, workspace->diagnostics);
  g_autoptr(GString) text = g_string_new(NULL);
  status_write(workspace->publication, workspace->diagnostics, format, text);
  fwrite(text->str, 1, text->len, stdout);
  return EXIT_CLEAN;
}

int command_status(int argc, char **argv) {
  int status;
  g_autofree char *format = NULL;
  g_autofree char *folder_option = NULL;
  const GOptionEntry entries[] = {
      {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "text (default) or tsv", "FORMAT"},
      {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &folder_option, "The publication's folder",
       "FOLDER"},
      G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "[FOLDER]", "Shows which posts exist in which language, and what they lack.",
      entries, &status);
  if (!arguments) return status;
  if (g_strv_length(arguments) > 1) return command_usage("status", "takes one folder");
  if (format && !g_str_equal(format, "text") && !g_str_equal(format, "tsv"))
    return command_usage("status", "'%s' is no format: text or tsv", format);
  g_autofree char *folder = command_find_folder(folder_option, arguments[0]);
  return run(folder, g_strcmp0(format, "tsv") == 0 ? STATUS_TSV : STATUS_TABLE);
}
