// A collection (.ttc) made of two font files: OpenType 1.9, "Font Collections".
#pragma once
#include <glib.h>
#include <string.h>

static inline guint32 collection_read(const guint8 *at) {
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static inline void collection_write(guint8 *at, gsize value) {
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8)(value >> (24 - 8 * i));
}

// Writes it to `path`. FALSE where a file cannot be read or written.
static inline gboolean collection_save(const char *first, const char *second, const char *path) {
  const char *const paths[] = {first, second};
  g_autoptr(GByteArray) out = g_byte_array_new();
  g_byte_array_append(out, (const guint8 *)"ttcf\0\1\0\0\0\0\0\2\0\0\0\0\0\0\0\0", 20);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *bytes = NULL;
    gsize length, start = out->len;
    if (!g_file_get_contents(paths[i], &bytes, &length, NULL)) return FALSE;
    g_byte_array_append(out, (const guint8 *)bytes, (guint)length);
    g_byte_array_set_size(out, (out->len + 3) & ~3u);
    collection_write(out->data + 12 + 4 * i, start);
    guint count = (guint)out->data[start + 4] << 8 | out->data[start + 5];
    for (guint k = 0; k < count; k++) { // offsets are from the file's start
      guint8 *offset = out->data + start + 12 + 16 * k + 8;
      collection_write(offset, collection_read(offset) + start);
    }
  }
  return g_file_set_contents(path, (const char *)out->data, (gssize)out->len, NULL);
}
