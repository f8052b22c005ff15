#include "build/publish.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

// Paths of the files of the last run, one a line, sorted.
#define MANIFEST ".beyt-files"
#define STAGING  ".beyt-staging"

static gboolean fail(GError **error, const char *what, const char *path) {
  int code = errno;
  g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "cannot %s '%s': %s", what,
              path, g_strerror(code));
  return FALSE;
}

static gboolean make_folder_of(const char *path, GError **error) {
  g_autofree char *folder = g_path_get_dirname(path);
  return g_mkdir_with_parents(folder, 0777) == 0 || fail(error, "make the folder", folder);
}

gboolean file_publish(const char *path, GBytes *bytes, GError **error) {
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  return g_file_set_contents_full(path, data ? data : "", (gssize)length,
                                  G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
}

// Plain write: the staging folder is thrown away when anything fails, so no rename is needed here.
static gboolean write_staged(const char *path, GBytes *bytes, GError **error) {
  if (!make_folder_of(path, error)) return FALSE;
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  return g_file_set_contents_full(path, data ? data : "", (gssize)length, G_FILE_SET_CONTENTS_NONE,
                                  0666, error);
}

static gboolean has_same_bytes(const char *path, GBytes *bytes) {
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  GStatBuf info;
  if (g_stat(path, &info) != 0 || !S_ISREG(info.st_mode) || (gsize)info.st_size != length)
    return FALSE;
  g_autoptr(GMappedFile) old = g_mapped_file_new(path, FALSE, NULL);
  return old && (length == 0 || memcmp(g_mapped_file_get_contents(old), data, length) == 0);
}

static void remove_tree(const char *path) {
  GDir *folder = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
  if (folder) {
    for (const char *name = g_dir_read_name(folder); name; name = g_dir_read_name(folder)) {
      g_autofree char *child = g_build_filename(path, name, NULL);
      remove_tree(child);
    }
    g_dir_close(folder);
  }
  g_remove(path);
}

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *manifest_text(const OutputList *files) {
  g_autoptr(GPtrArray) paths = g_ptr_array_new();
  for (guint i = 0; i < files->files->len; i++)
    g_ptr_array_add(paths, g_array_index(files->files, OutputFile, i).path);
  g_ptr_array_sort(paths, compare_paths);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < paths->len; i++)
    g_string_append_printf(text, "%s\n", (char *)paths->pdata[i]);
  return g_string_free(text, FALSE);
}

static gboolean stage_all(const OutputList *files, const char *folder, const char *staging,
                          GError **error) {
  for (guint i = 0; i < files->files->len; i++) {
    const OutputFile *file = &g_array_index(files->files, OutputFile, i);
    g_autofree char *target = g_build_filename(folder, file->path, NULL);
    if (has_same_bytes(target, file->bytes)) continue;
    g_autofree char *path = g_build_filename(staging, file->path, NULL);
    if (!write_staged(path, file->bytes, error)) return FALSE;
  }
  return TRUE;
}

static gboolean move_all(const OutputList *files, const char *folder, const char *staging,
                         GError **error) {
  for (guint i = 0; i < files->files->len; i++) {
    const OutputFile *file = &g_array_index(files->files, OutputFile, i);
    g_autofree char *from = g_build_filename(staging, file->path, NULL);
    g_autofree char *to = g_build_filename(folder, file->path, NULL);
    if (!g_file_test(from, G_FILE_TEST_EXISTS)) continue; // unchanged
    if (!make_folder_of(to, error)) return FALSE;
    if (g_rename(from, to) != 0) return fail(error, "write", to);
  }
  return TRUE;
}

static gboolean is_safe_path(const char *path) {
  if (!*path || g_path_is_absolute(path)) return FALSE;
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  for (guint i = 0; parts[i]; i++)
    if (g_str_equal(parts[i], "..")) return FALSE;
  return TRUE;
}

// Removes what the former manifest lists and the new one does not, and folders left empty by that.
static void remove_stale(const char *folder, const char *former, const char *current) {
  g_auto(GStrv) old_paths = g_strsplit(former, "\n", -1);
  g_auto(GStrv) new_paths = g_strsplit(current, "\n", -1);
  g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; new_paths[i]; i++)
    g_hash_table_add(kept, new_paths[i]);
  for (guint i = 0; old_paths[i]; i++) {
    if (!is_safe_path(old_paths[i]) || g_hash_table_contains(kept, old_paths[i])) continue;
    g_autofree char *path = g_build_filename(folder, old_paths[i], NULL);
    g_remove(path);
    for (char *slash = strrchr(old_paths[i], '/'); slash; slash = strrchr(old_paths[i], '/')) {
      *slash = '\0';
      g_autofree char *parent = g_build_filename(folder, old_paths[i], NULL);
      if (g_rmdir(parent) != 0) break;
    }
  }
}

gboolean outputs_publish(const OutputList *files, const char *folder, GError **error) {
  g_autofree char *staging = g_build_filename(folder, STAGING, NULL);
  g_autofree char *manifest = g_build_filename(folder, MANIFEST, NULL);
  g_autofree char *current = manifest_text(files);
  g_autofree char *former = NULL;
  if (g_mkdir_with_parents(folder, 0777) != 0) return fail(error, "make the folder", folder);
  remove_tree(staging);
  gboolean whole =
      stage_all(files, folder, staging, error) && move_all(files, folder, staging, error);
  remove_tree(staging);
  if (!whole) return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new(current, strlen(current));
  g_file_get_contents(manifest, &former, NULL, NULL);
  if (former) remove_stale(folder, former, current);
  return file_publish(manifest, bytes, error);
}
