#include "print/svg_guard.h"

#include <string.h>

#include "base/picture.h"

#define HEAD_CHARS (64 * 1024) // of a picture in base64: its size stands near its start

// An entity made of entities grows with the power of their depth.
static gboolean nests_entities(const guint8 *data, gsize length) {
  g_autoptr(GRegex) regex = g_regex_new("<!ENTITY\\s[^>\"']*(?:\"[^\"]*[&%][^#\"]|'[^']*[&%][^#'])",
                                        G_REGEX_RAW, 0, NULL);
  return g_regex_match_full(regex, (const char *)data, (gssize)length, 0, 0, NULL, NULL);
}

// The pixels of the picture whose base64 begins there; a blank may stand anywhere.
static guint64 count_pixels(const guint8 *at, const guint8 *end) {
  g_autofree char *head = g_strndup((const char *)at, MIN((gsize)(end - at), HEAD_CHARS));
  head[strcspn(head, "\"')<")] = '\0';
  gsize size;
  g_autofree guchar *bytes = g_base64_decode(head, &size);
  PictureSize picture;
  PictureKind kind = picture_kind(bytes, size);
  if (kind == PICTURE_SVG || kind == PICTURE_UNKNOWN) return 0;
  if (!picture_measure(bytes, size, &picture)) return G_MAXUINT32; // a kind or a size that none has
  return (guint64)picture.width_px * picture.height_px;
}

static guint64 count_all_pixels(const guint8 *data, gsize length) {
  static const char start[] = "base64,";
  const guint8 *end = data + length, *at = data;
  guint64 sum = 0;
  while ((at = memmem(at, (gsize)(end - at), start, strlen(start)))) {
    at += strlen(start);
    sum += count_pixels(at, end);
  }
  return sum;
}

PictureFault svg_guard_check(const guint8 *data, gsize length_bytes, guint64 max_pixels) {
  if (nests_entities(data, length_bytes))
    return (PictureFault){"the SVG file has entities within entities", PICTURE_HINT_AGAIN};
  if (count_all_pixels(data, length_bytes) > max_pixels)
    return (PictureFault){"a picture in it has more than 64 million pixels", "save it smaller"};
  return (PictureFault){0};
}
