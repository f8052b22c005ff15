#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "base/data.h"
#include "build/publish.h"
#include "commands/command.h"

static const char *const starter_files[] = {
    "publication.yaml",  "en/first-post.md",  "fa/first-post.md",
    "pages/about.en.md", "pages/about.fa.md", "digests/first.yaml",
};

static gboolean write_starter(const char *folder, const char *name, GError **error) {
  g_autofree char *resource = g_strdup_printf("starter/%s", name);
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  g_autoptr(GBytes) bytes = data_open(NULL, resource);
  g_autoptr(GFile) file = g_file_new_for_path(parent);
  g_autoptr(GError) exists = NULL;
  if (!g_file_make_directory_with_parents(file, NULL, &exists) &&
      !g_error_matches(exists, G_IO_ERROR, G_IO_ERROR_EXISTS)) {
    g_propagate_error(error, g_steal_pointer(&exists));
    return FALSE;
  }
  return file_publish(path, bytes, error);
}

// A file that stands in the way, or NULL: nothing that somebody wrote is ever overwritten.
static char *find_obstacle(const char *folder) {
  for (guint i = 0; i < G_N_ELEMENTS(starter_files); i++) {
    char *path = g_build_filename(folder, starter_files[i], NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) return path;
    g_free(path);
  }
  return NULL;
}

int command_init(int argc, char **argv) {
  int status;
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "[FOLDER]",
      "Begins a publication: publication.yaml, a first post in both languages, an about "
      "page and a digest.\nNothing that exists is overwritten.",
      NULL, &status);
  if (!arguments) return status;
  if (g_strv_length(arguments) > 1) return command_usage("init", "takes one folder");
  const char *folder = arguments[0] ? arguments[0] : ".";
  g_autofree char *obstacle = find_obstacle(folder);
  if (obstacle) return command_usage("init", "'%s' is there already", obstacle);
  GError *error = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(starter_files); i++)
    if (!write_starter(folder, starter_files[i], &error)) return command_take_error(error);
  printf("A publication lies in '%s'. Next: beyt build %s\n", folder, folder);
  return EXIT_CLEAN;
}
