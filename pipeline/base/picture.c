#include "base/picture.h"

#include <string.h>

enum { MAX_SIDE_PX = 100000 };

static guint read_u16_be(const guint8 *at) {
  return (guint)at[0] << 8 | at[1];
}

static guint read_u16_le(const guint8 *at) {
  return (guint)at[1] << 8 | at[0];
}

static gboolean set_size(PictureSize *size, guint width, guint height) {
  if (width == 0 || height == 0 || width > MAX_SIDE_PX || height > MAX_SIDE_PX) return FALSE;
  *size = (PictureSize){width, height};
  return TRUE;
}

static gboolean measure_png(const guint8 *data, gsize length, PictureSize *size) {
  if (length < 24 || memcmp(data, "\x89PNG\r\n\x1a\n", 8) != 0) return FALSE;
  if (data[16] || data[20]) return FALSE; // wider than 2^24
  return set_size(size, (guint)data[17] << 16 | read_u16_be(data + 18),
                  (guint)data[21] << 16 | read_u16_be(data + 22));
}

static guint exif_number(const guint8 *at, guint bytes, gboolean little) {
  guint value = 0;
  for (guint i = 0; i < bytes; i++)
    value = value << 8 | at[little ? bytes - 1 - i : i];
  return value;
}

// Tag 0x0112 of the first directory (Exif 2.3, 4.6.2): 1 = upright, from 5 on lying on its side.
static guint exif_orientation(const guint8 *data, gsize length) {
  if (length < 14 || memcmp(data, "Exif\0\0", 6) != 0) return 1;
  const guint8 *tiff = data + 6;
  gsize size = length - 6;
  gboolean little = tiff[0] == 'I';
  gsize at = exif_number(tiff + 4, 4, little);
  if (at > size || size - at < 2) return 1;
  guint entries = exif_number(tiff + at, 2, little);
  at += 2;
  for (guint i = 0; i < entries && size - at >= 12; i++, at += 12) {
    guint value = exif_number(tiff + at + 8, 2, little);
    if (exif_number(tiff + at, 2, little) == 0x0112) return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

typedef struct {
  guint width, height; // as stored
  guint orientation;
} JpegHead;

// ITU-T T.81, annex B: the first start-of-frame segment holds the size; height comes first.
static gboolean read_jpeg(const guint8 *data, gsize length, JpegHead *head) {
  head->orientation = 1;
  if (length < 4 || data[0] != 0xFF || data[1] != 0xD8) return FALSE;
  for (gsize at = 2; at + 9 <= length;) {
    if (data[at] != 0xFF) return FALSE;
    guint8 marker = data[at + 1];
    if (marker == 0xFF) {
      at++;
      continue;
    }
    gboolean frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      head->height = read_u16_be(data + at + 5);
      head->width = read_u16_be(data + at + 7);
      return TRUE;
    }
    guint segment = read_u16_be(data + at + 2);
    if (segment < 2) return FALSE;
    if (marker == 0xE1 && segment <= length - at - 2 && head->orientation == 1)
      head->orientation = exif_orientation(data + at + 4, segment - 2);
    at += 2 + segment;
  }
  return FALSE;
}

static gboolean measure_jpeg(const guint8 *data, gsize length, PictureSize *size) {
  JpegHead head;
  if (!read_jpeg(data, length, &head)) return FALSE;
  gboolean sideways = head.orientation >= 5;
  return set_size(size, sideways ? head.height : head.width, sideways ? head.width : head.height);
}

guint picture_orientation(const guint8 *data, gsize length_bytes) {
  JpegHead head;
  return read_jpeg(data, length_bytes, &head) ? head.orientation : 1;
}

static gboolean measure_gif(const guint8 *data, gsize length, PictureSize *size) {
  if (length < 10 || memcmp(data, "GIF8", 4) != 0) return FALSE;
  return set_size(size, read_u16_le(data + 6), read_u16_le(data + 8));
}

// RFC 9649: three kinds of first chunk, each with the size in a form of its own.
static gboolean measure_webp(const guint8 *data, gsize length, PictureSize *size) {
  if (length < 30 || memcmp(data, "RIFF", 4) != 0 || memcmp(data + 8, "WEBP", 4) != 0) return FALSE;
  if (memcmp(data + 12, "VP8X", 4) == 0)
    return set_size(size, (guint)(data[26] << 16 | (gint)read_u16_le(data + 24)) + 1,
                    (guint)(data[29] << 16 | (gint)read_u16_le(data + 27)) + 1);
  if (memcmp(data + 12, "VP8 ", 4) == 0)
    return set_size(size, read_u16_le(data + 26) & 0x3FFF, read_u16_le(data + 28) & 0x3FFF);
  if (memcmp(data + 12, "VP8L", 4) != 0) return FALSE;
  guint bits = read_u16_le(data + 21) | read_u16_le(data + 23) << 16;
  return set_size(size, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
}

// The value of an attribute in the tag's text; freed by the caller.
static char *attribute(const char *tag, const char *name) {
  g_autofree char *pattern = g_strdup_printf("\\s%s\\s*=\\s*[\"']([^\"']*)[\"']", name);
  g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_RAW, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  return g_regex_match(regex, tag, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
}

// SVG 2, section 8: a length without unit, or in px; anything else leaves the size to the viewBox.
static double length_px(const char *text) {
  if (!text) return 0;
  char *end;
  double value = g_ascii_strtod(text, &end);
  return *end == '\0' || g_str_equal(end, "px") ? value : 0;
}

static gboolean measure_svg(const guint8 *data, gsize length, PictureSize *size) {
  if (!length) return FALSE;
  g_autofree char *text = g_strndup((const char *)data, MIN(length, 65536));
  const char *start = strstr(text, "<svg");
  const char *end = start ? strchr(start, '>') : NULL;
  if (!end) return FALSE;
  g_autofree char *tag = g_strndup(start, (gsize)(end - start));
  g_autofree char *width = attribute(tag, "width");
  g_autofree char *height = attribute(tag, "height");
  double width_px = length_px(width), height_px = length_px(height);
  if (!(width_px > 0 && height_px > 0)) {
    g_autofree char *box = attribute(tag, "viewBox");
    if (!box) return FALSE;
    char *at = box;
    double numbers[4];
    for (guint i = 0; i < 4; i++) {
      while (*at == ' ' || *at == ',')
        at++;
      numbers[i] = g_ascii_strtod(at, &at);
    }
    width_px = numbers[2];
    height_px = numbers[3];
  }
  if (!(width_px >= 1 && width_px <= MAX_SIDE_PX && height_px >= 1 && height_px <= MAX_SIDE_PX))
    return FALSE;
  return set_size(size, (guint)(width_px + 0.5), (guint)(height_px + 0.5));
}

gboolean picture_measure(const guint8 *data, gsize length_bytes, PictureSize *size) {
  *size = (PictureSize){0};
  return measure_png(data, length_bytes, size) || measure_jpeg(data, length_bytes, size) ||
         measure_gif(data, length_bytes, size) || measure_webp(data, length_bytes, size) ||
         measure_svg(data, length_bytes, size);
}
