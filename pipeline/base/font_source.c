#include "base/font_source.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MOST 0xFFFF

static gboolean ends_in(const char *name, gsize length, const char *end) {
  gsize own = strlen(end);
  return length > own && g_ascii_strncasecmp(name + length - own, end, own) == 0;
}

// The length of `source` without a number; `number` is 0 where there is none.
static gsize split(const char *source, gulong *number) {
  gsize length = strlen(source);
  const char *hash = strrchr(source, '#');
  *number = 0;
  if (!hash || !g_ascii_isdigit(hash[1])) return length;
  gsize before = (gsize)(hash - source);
  if (!ends_in(source, before, ".ttc") && !ends_in(source, before, ".otc")) return length;
  char *end;
  gulong value = strtoul(hash + 1, &end, 10);
  if (*end) return length;
  *number = MIN(value, NUMBER_MOST);
  return before;
}

gboolean font_source_is_collection(const char *name) {
  gsize length = strlen(name);
  return ends_in(name, length, ".ttc") || ends_in(name, length, ".otc");
}

char *font_source_path(const char *source) {
  gulong number;
  return g_strndup(source, split(source, &number));
}

hb_face_t *font_source_open(const char *source) {
  gulong number;
  g_autofree char *path = g_strndup(source, split(source, &number));
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
  if (!blob) return NULL;
  hb_face_t *face = hb_face_create(blob, (unsigned int)number);
  hb_blob_destroy(blob);
  return face;
}

guint font_source_count(const char *source) {
  g_autofree char *path = font_source_path(source);
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
  guint count = blob ? hb_face_count(blob) : 0;
  hb_blob_destroy(blob);
  return count;
}
