#include <stdio.h>
#include <string.h>

#include "build/make.h"
#include "build/publish.h"
#include "commands/command.h"
#include "translate/check.h"

typedef struct {
  char *output, *folder;
  int threads;
  gboolean no_digests;
} BuildOptions;

// Whether `output` is the publication's folder or lies above it: a build there would mix with
// sources.
static gboolean holds_sources(const char *output, const char *folder) {
  g_autofree char *out = g_canonicalize_filename(output, NULL);
  g_autofree char *source = g_canonicalize_filename(folder, NULL);
  gsize length = strlen(out);
  return g_str_has_prefix(source, out) &&
         (source[length] == '\0' || source[length] == '/' || g_str_equal(out, "/"));
}

static int publish(Workspace *workspace, const BuildOptions *options, const char *output) {
  publication_check(workspace->publication, workspace->diagnostics);
  Progress *progress = progress_new("building");
  g_autoptr(OutputList) files = workspace_make(workspace, !options->no_digests, progress);
  progress_free(progress);
  GError *error = NULL;
  gboolean written = outputs_publish(files, output, &error);
  int status = command_report(workspace);
  if (!written) return command_take_error(error);
  printf("%u files in '%s'\n", files->files->len, output);
  return status;
}

static int run(const BuildOptions *options, const char *argument) {
  g_autofree char *folder = command_find_folder(argument ? argument : options->folder, NULL);
  g_autofree char *output =
      options->output ? g_strdup(options->output) : g_build_filename(folder, "public", NULL);
  if (holds_sources(output, folder))
    return command_usage("build", "'%s' holds the sources: choose another output folder", output);
  g_autoptr(Workspace) workspace = workspace_open(folder, (guint)options->threads);
  if (!workspace_is_usable(workspace)) {
    command_report(workspace);
    return EXIT_USAGE;
  }
  return publish(workspace, options, output);
}

int command_build(int argc, char **argv) {
  int status;
  BuildOptions options = {0};
  const GOptionEntry entries[] = {{"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
                                   "Where the site goes (default: public)", "FOLDER"},
                                  {"jobs", 'j', 0, G_OPTION_ARG_INT, &options.threads,
                                   "Threads (default: one a processor)", "N"},
                                  {"no-digests", 0, 0, G_OPTION_ARG_NONE, &options.no_digests,
                                   "The site only, without PDFs", NULL},
                                  {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &options.folder,
                                   "The publication's folder", "FOLDER"},
                                  G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "[FOLDER]", "Makes the site of a publication, with its feeds and digests.",
      entries, &status);
  if (arguments) {
    if (g_strv_length(arguments) > 1)
      status = command_usage("build", "takes one folder");
    else if (options.threads < 0)
      status = command_usage("build", "-j needs a number above 0");
    else
      status = run(&options, arguments[0]);
  }
  g_free(options.output);
  g_free(options.folder);
  return status;
}
