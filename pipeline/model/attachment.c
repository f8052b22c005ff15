#include "model/attachment.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define PATH_MAX_BYTES 1024

// By the end of the name. flat table
static const struct {
  const char *suffix, *type, *relationship;
} kinds[] = {{".md", "text/markdown", "Source"},   {".yaml", "application/yaml", "Source"},
             {".lock", "text/plain", "Data"},      {".tsv", "text/tab-separated-values", "Data"},
             {".txt", "text/plain", "Supplement"}, {".svg", "image/svg+xml", "Source"},
             {".png", "image/png", "Source"},      {".jpg", "image/jpeg", "Source"},
             {".jpeg", "image/jpeg", "Source"},    {".webp", "image/webp", "Source"},
             {".ttf", "font/ttf", "Data"},         {".otf", "font/otf", "Data"}};

AttachmentList *attachment_list_new(void) {
  AttachmentList *list = g_new0(AttachmentList, 1);
  list->files = g_array_new(FALSE, FALSE, sizeof(Attachment));
  return list;
}

void attachment_list_free(AttachmentList *list) {
  if (!list) return;
  for (guint i = 0; i < list->files->len; i++) {
    Attachment *file = &g_array_index(list->files, Attachment, i);
    g_free((char *)file->path);
    g_bytes_unref(file->bytes);
  }
  g_array_unref(list->files);
  g_free(list);
}

void attachment_list_take(AttachmentList *list, const char *path, GBytes *bytes) {
  Attachment file = {g_strdup(path), "application/octet-stream", "Unspecified", bytes};
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_has_suffix(lower, kinds[i].suffix)) {
      file.type = kinds[i].type;
      file.relationship = kinds[i].relationship;
    }
  g_array_append_val(list->files, file);
}

static gint compare_attachments(gconstpointer a, gconstpointer b) {
  return strcmp(((const Attachment *)a)->path, ((const Attachment *)b)->path);
}

void attachment_list_sort(AttachmentList *list) {
  g_array_sort(list->files, compare_attachments);
}

static gboolean has_safe_characters(const char *path, gint32 length) {
  for (gint32 i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(path, i, length, c);
    guint32 kind = c < 0 ? 0 : U_GET_GC_MASK(c);
    if (c < 0 || c == '\\' || c == ':' || kind & (U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK))
      return FALSE;
    // ZWNJ and ZWJ belong to Farsi words; every other invisible character only deceives.
    if ((kind & U_GC_CF_MASK) && c != 0x200c && c != 0x200d) return FALSE;
  }
  return TRUE;
}

gboolean attachment_path_is_safe(const char *path) {
  gsize length = strlen(path);
  if (length == 0 || length > PATH_MAX_BYTES || !has_safe_characters(path, (gint32)length))
    return FALSE;
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  for (guint i = 0; parts[i]; i++)
    if (parts[i][0] == '\0' || parts[i][0] == '.') return FALSE;
  return TRUE;
}
