// The way back: attachments to a folder.
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "build/archive.h"
#include "build/publish.h"

#define SUM_CHARS 64 // of SHA-256 in hexadecimal

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse(GError **error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, text);
  return FALSE;
}

void archive_sheet_clear(ArchiveSheet *sheet) {
  g_clear_pointer(&sheet->digest, g_free);
  g_clear_pointer(&sheet->languages, g_free);
  g_clear_pointer(&sheet->version, g_free);
}

static const Attachment *find(const AttachmentList *list, const char *path) {
  for (guint i = 0; i < list->files->len; i++) {
    const Attachment *file = &g_array_index(list->files, Attachment, i);
    if (strcmp(file->path, path) == 0) return file;
  }
  return NULL;
}

// What stands after "# digest: "; NULL for another line.
static char *value_of(const char *line, const char *name) {
  g_autofree char *prefix = g_strdup_printf("# %s: ", name);
  return g_str_has_prefix(line, prefix) ? g_strdup(line + strlen(prefix)) : NULL;
}

static void read_line(ArchiveSheet *sheet, const char *line) {
  char *value = value_of(line, "digest");
  if (value && !sheet->digest) sheet->digest = value;
  value = value_of(line, "languages");
  if (value && !sheet->languages) sheet->languages = value;
  value = value_of(line, "version");
  if (value && !sheet->version) sheet->version = value;
  g_autofree char *epoch = value_of(line, "epoch");
  if (epoch) sheet->source_date_epoch = g_ascii_strtoll(epoch, NULL, 10);
}

static gboolean check_sum(const AttachmentList *list, const char *line, GHashTable *listed,
                          GError **error) {
  const char *path = line + SUM_CHARS + 2;
  const Attachment *file = find(list, path);
  if (!file) return refuse(error, "the file '%s', which its sheet lists, is not in it", path);
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file->bytes);
  if (g_ascii_strncasecmp(sum, line, SUM_CHARS) != 0)
    return refuse(error, "'%s' is not what its sheet says: it was changed or damaged", path);
  g_hash_table_add(listed, (gpointer)file->path);
  return TRUE;
}

static gboolean read_sheet(const AttachmentList *list, ArchiveSheet *sheet, GHashTable *listed,
                           GError **error) {
  const Attachment *file = find(list, ARCHIVE_SHEET);
  if (!file) return refuse(error, "it carries no edition: beyt did not make it with --for archive");
  gsize length;
  const char *bytes = g_bytes_get_data(file->bytes, &length);
  g_autofree char *text = g_strndup(bytes, length);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    gboolean sum = strspn(lines[i], "0123456789abcdef") == SUM_CHARS &&
                   strncmp(lines[i] + SUM_CHARS, "  ", 2) == 0;
    if (lines[i][0] == '#')
      read_line(sheet, lines[i]);
    else if (sum && !check_sum(list, lines[i], listed, error))
      return FALSE;
    else if (!sum && lines[i][0])
      return refuse(error, "its sheet cannot be read: line %u", i + 1);
  }
  return (sheet->digest && sheet->languages) ||
         refuse(error, "its sheet does not say which edition it is");
}

// A name that leads out of the folder, one that is there twice, one that no sum vouches for, or a
// file where another needs a folder.
static gboolean check_names(const AttachmentList *list, GHashTable *listed, GError **error) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < list->files->len; i++) {
    const char *path = g_array_index(list->files, Attachment, i).path;
    if (!attachment_path_is_safe(path))
      return refuse(error, "it holds a file with the name '%s', which is not safe to write", path);
    if (!g_hash_table_add(seen, (gpointer)path))
      return refuse(error, "it holds two files with the name '%s'", path);
    if (strcmp(path, ARCHIVE_SHEET) != 0 && !g_hash_table_contains(listed, path))
      return refuse(error, "it holds the file '%s', which its sheet does not list", path);
  }
  for (guint i = 0; i < list->files->len; i++) {
    g_autofree char *above = g_path_get_dirname(g_array_index(list->files, Attachment, i).path);
    for (char *slash; above[0] && strcmp(above, ".") != 0; *slash = '\0') {
      if (g_hash_table_contains(seen, above))
        return refuse(error, "'%s' is a file and a folder in it", above);
      if (!(slash = strrchr(above, '/'))) break;
    }
  }
  return TRUE;
}

static void remove_folder(const char *path) {
  GDir *folder = g_dir_open(path, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    remove_folder(child);
  }
  if (folder) g_dir_close(folder);
  g_remove(path);
}

static gboolean write_one(const char *folder, const Attachment *file, GError **error) {
  g_autofree char *path = g_build_filename(folder, file->path, NULL);
  g_autofree char *above = g_path_get_dirname(path);
  if (g_mkdir_with_parents(above, 0777) != 0)
    return refuse(error, "cannot make the folder '%s': %s", above, g_strerror(errno));
  return file_publish(path, file->bytes, error);
}

// A link among the folders on the way would lead elsewhere.
static gboolean has_link(const char *folder, const char *path) {
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  g_autoptr(GString) at = g_string_new(folder);
  for (guint i = 0; parts[i]; i++) {
    g_string_append_printf(at, "/%s", parts[i]);
    if (g_file_test(at->str, G_FILE_TEST_IS_SYMLINK)) return TRUE;
  }
  return FALSE;
}

static gboolean check_target(const AttachmentList *list, const char *folder, gboolean force,
                             GError **error) {
  for (guint i = 0; i < list->files->len; i++) {
    const Attachment *file = &g_array_index(list->files, Attachment, i);
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    if (has_link(folder, file->path))
      return refuse(error, "'%s' is a link, or lies behind one", path);
    if (!force && g_file_test(path, G_FILE_TEST_EXISTS))
      return refuse(error, "'%s' is there already; --force replaces it", path);
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) return refuse(error, "'%s' is a folder", path);
  }
  return TRUE;
}

// Into a folder of its own beside the target, which gets its name when it is whole.
static gboolean write_new(const AttachmentList *list, const char *folder, GError **error) {
  g_autofree char *staging = g_strconcat(folder, ".beyt-XXXXXX", NULL);
  if (!g_mkdtemp_full(staging, 0777))
    return refuse(error, "cannot make a folder beside '%s': %s", folder, g_strerror(errno));
  gboolean written = TRUE;
  for (guint i = 0; i < list->files->len && written; i++)
    written = write_one(staging, &g_array_index(list->files, Attachment, i), error);
  if (written && g_rename(staging, folder) != 0)
    written = refuse(error, "cannot write '%s': %s", folder, g_strerror(errno));
  if (!written) remove_folder(staging);
  return written;
}

gboolean archive_unpack(const AttachmentList *list, const char *folder, gboolean force,
                        ArchiveSheet *sheet, GError **error) {
  g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
  if (!read_sheet(list, sheet, listed, error) || !check_names(list, listed, error) ||
      !check_target(list, folder, force, error))
    return FALSE;
  if (!g_file_test(folder, G_FILE_TEST_EXISTS)) return write_new(list, folder, error);
  for (guint i = 0; i < list->files->len; i++)
    if (!write_one(folder, &g_array_index(list->files, Attachment, i), error)) return FALSE;
  return TRUE;
}
