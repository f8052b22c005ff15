#include "base/data.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "data_resource.h"

static GBytes *open_override(const char *folder, const char *name) {
  if (!folder) return NULL;
  g_autofree char *path = g_build_filename(folder, name, NULL);
  char *text = NULL;
  gsize length;
  if (!g_file_get_contents(path, &text, &length, NULL)) return NULL;
  return g_bytes_new_take(text, length);
}

static GBytes *open_builtin(const char *name) {
  g_autofree char *path = g_strconcat("/", name, NULL);
  return g_resource_lookup_data(beyt_data_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

GBytes *data_open(const char *override_folder, const char *name) {
  GBytes *bytes = open_override(override_folder, name);
  return bytes ? bytes : open_builtin(name);
}

SourceFile *data_source(Arena *arena, const char *override_folder, const char *name) {
  g_autofree char *path = NULL;
  g_autoptr(GBytes) bytes = open_override(override_folder, name);
  if (bytes) {
    path = g_build_filename(override_folder, name, NULL);
  } else {
    bytes = open_builtin(name);
    path = g_strconcat("builtin:", name, NULL);
  }
  if (!bytes) return NULL;
  gsize length;
  const char *text = g_bytes_get_data(bytes, &length);
  return source_file_new(arena, path, text ? text : "", length);
}

char *data_folder(const char *name) {
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = program ? g_path_get_dirname(program) : NULL;
  for (guint up = 0; folder && up < 8; up++) {
    g_autofree char *installed = g_build_filename(folder, "share", "beyt", name, NULL);
    if (g_file_test(installed, G_FILE_TEST_IS_DIR)) return g_steal_pointer(&installed);
    // The source tree is known by what it has beside the folder.
    g_autofree char *rules = g_build_filename(folder, "pipeline", "base", NULL);
    g_autofree char *source = g_build_filename(folder, name, NULL);
    if (g_file_test(rules, G_FILE_TEST_IS_DIR) && g_file_test(source, G_FILE_TEST_IS_DIR))
      return g_steal_pointer(&source);
    char *parent = g_path_get_dirname(folder);
    g_free(folder);
    folder = parent;
  }
  return NULL;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

char **data_list(Arena *arena, const char *folder, guint *count) {
  g_autofree char *path = g_strconcat("/", folder, "/", NULL);
  g_auto(GStrv) found = g_resource_enumerate_children(beyt_data_get_resource(), path,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  *count = found ? g_strv_length(found) : 0;
  char **names = ARENA_ARRAY(arena, char *, *count + 1);
  for (guint i = 0; i < *count; i++)
    names[i] = arena_strdup(arena, found[i]);
  qsort(names, *count, sizeof *names, compare_names);
  return names;
}
