#include <stdio.h>
#include <string.h>

#include "build/publish.h"
#include "commands/command.h"
#include "translate/lock.h"

static int write_lock(const Publication *publication, const PostPair *pair) {
  g_autofree char *text = lock_write(pair);
  if (!text) return EXIT_CLEAN; // no translation yet
  g_autofree char *path = lock_path(publication->folder, pair);
  g_autofree char *folder = g_path_get_dirname(path);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  GError *error = NULL;
  g_mkdir_with_parents(folder, 0777);
  if (!file_publish(path, bytes, &error)) return command_take_error(error);
  puts(path);
  return EXIT_CLEAN;
}

static int report_unknown(const Publication *publication, const char *id) {
  g_autofree const char **known = g_new(const char *, publication->pair_count + 1);
  for (guint i = 0; i < publication->pair_count; i++)
    known[i] = publication->pairs[i]->id;
  const char *nearest = diagnostic_nearest(id, known, publication->pair_count);
  if (nearest)
    return command_usage("lock", "there is no post '%s'; did you mean '%s'?", id, nearest);
  return command_usage("lock", "there is no post '%s'", id);
}

static int lock_all(const Publication *publication) {
  int status = EXIT_CLEAN;
  for (guint i = 0; i < publication->pair_count && status == EXIT_CLEAN; i++)
    status = write_lock(publication, publication->pairs[i]);
  return status;
}

static int run(const char *folder_option, gboolean all, char **ids) {
  g_autofree char *folder = command_find_folder(folder_option, NULL);
  g_autoptr(Workspace) workspace = workspace_open(folder, 0);
  if (!workspace_is_usable(workspace)) {
    command_report(workspace);
    return EXIT_USAGE;
  }
  const Publication *publication = workspace->publication;
  if (all) return lock_all(publication);
  for (guint i = 0; ids[i]; i++)
    if (!publication_lookup_pair(publication, ids[i])) return report_unknown(publication, ids[i]);
  int status = EXIT_CLEAN;
  for (guint i = 0; ids[i] && status == EXIT_CLEAN; i++)
    status = write_lock(publication, publication_lookup_pair(publication, ids[i]));
  return status;
}

int command_lock(int argc, char **argv) {
  int status;
  g_autofree char *folder = NULL;
  gboolean all = FALSE;
  const GOptionEntry entries[] = {
      {"all", 'a', 0, G_OPTION_ARG_NONE, &all, "Every post", NULL},
      {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &folder, "The publication's folder", "FOLDER"},
      G_OPTION_ENTRY_NULL};
  g_auto(GStrv) arguments = command_parse(
      argc, argv, "[ID…]",
      "Records that the translations of these posts are up to date with their source.", entries,
      &status);
  if (!arguments) return status;
  if (all == (arguments[0] != NULL)) return command_usage("lock", "needs ids of posts, or --all");
  return run(folder, all, arguments);
}
