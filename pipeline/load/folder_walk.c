#include "load/folder_walk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// Deeper folders are not looked into: a guard against file systems that loop without links.
#define MAX_DEPTH 32

typedef struct {
  Arena *arena;
  const char *root;
  char *real_root;
  const char *suffix;
  GArray *files;
  GHashTable *seen; // real paths of the folders and of the linked files that were walked
  DiagnosticList *diagnostics;
} Walk;

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *list_names(const char *path) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *folder = g_dir_open(path, 0, NULL);
  if (!folder) return names;
  for (const char *name; (name = g_dir_read_name(folder)) != NULL;)
    if (*name != '.') g_ptr_array_add(names, g_strdup(name));
  g_dir_close(folder);
  g_ptr_array_sort(names, compare_names);
  return names;
}

static gboolean is_inside(const Walk *walk, const char *real_path) {
  gsize length = strlen(walk->real_root);
  return strncmp(real_path, walk->real_root, length) == 0 &&
         (real_path[length] == '/' || real_path[length] == '\0' || length == 1);
}

// Whether the folder or file at `path` shall be read: not twice, and not outside the root.
static gboolean admit(Walk *walk, const char *path, const char *relative, gboolean is_folder) {
  struct stat status;
  gboolean is_link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
  if (!is_link && !is_folder) return TRUE;
  char *real = realpath(path, NULL);
  gboolean good = real && is_inside(walk, real) && g_hash_table_add(walk->seen, g_strdup(real));
  free(real);
  if (!good && is_link) {
    const SourceFile *file = source_file_new(walk->arena, relative, "", 0);
    diagnostic_add(walk->diagnostics, DIAGNOSTIC_FILE_OUTSIDE, source_span_of_file(file), relative);
  }
  return good;
}

static void walk_folder(Walk *walk, const char *path, const char *relative, guint depth) {
  g_autoptr(GPtrArray) names = list_names(path);
  for (guint i = 0; i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *child = g_build_filename(path, name, NULL);
    g_autofree char *child_relative = g_strdup_printf("%s/%s", relative, name);
    if (g_file_test(child, G_FILE_TEST_IS_DIR)) {
      if (depth < MAX_DEPTH && admit(walk, child, child_relative, TRUE))
        walk_folder(walk, child, child_relative, depth + 1);
    } else if (g_str_has_suffix(name, walk->suffix) && admit(walk, child, child_relative, FALSE)) {
      FoundFile file = {arena_strdup(walk->arena, child_relative),
                        arena_strdup(walk->arena, child)};
      g_array_append_val(walk->files, file);
    }
  }
}

static int compare_files(const void *a, const void *b) {
  return strcmp(((const FoundFile *)a)->relative_path, ((const FoundFile *)b)->relative_path);
}

void folder_walk(Arena *arena, const char *root, const char *folder, const char *suffix,
                 GArray *files, DiagnosticList *diagnostics) {
  g_autofree char *path = g_build_filename(root, folder, NULL);
  char *real_root = realpath(root, NULL);
  if (real_root && g_file_test(path, G_FILE_TEST_IS_DIR)) {
    guint before = files->len;
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Walk walk = {arena, root, real_root, suffix, files, seen, diagnostics};
    if (admit(&walk, path, folder, TRUE)) walk_folder(&walk, path, folder, 0);
    g_hash_table_unref(seen);
    if (files->len > before)
      qsort(&g_array_index(files, FoundFile, before), files->len - before, sizeof(FoundFile),
            compare_files);
  }
  free(real_root);
}
