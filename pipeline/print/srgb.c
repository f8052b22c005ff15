#include "print/srgb.h"

#include <math.h>
#include <string.h>

#define HEADER_BYTES 128
#define TAG_COUNT    10

static void put_16(GByteArray *out, guint value) {
  const guint8 bytes[] = {(guint8)(value >> 8), (guint8)value};
  g_byte_array_append(out, bytes, sizeof bytes);
}

static void put_32(GByteArray *out, guint32 value) {
  put_16(out, value >> 16);
  put_16(out, value & 0xFFFF);
}

static void put_name(GByteArray *out, const char *name) {
  g_byte_array_append(out, (const guint8 *)name, 4);
}

// s15Fixed16Number
static void put_fixed(GByteArray *out, double value) {
  put_32(out, (guint32)(gint32)lround(value * 65536));
}

static void put_zeros(GByteArray *out, guint count) {
  while (count--)
    g_byte_array_append(out, (const guint8 *)"", 1);
}

// multiLocalizedUnicodeType with one record of ASCII
static void put_text(GByteArray *out, const char *text) {
  put_name(out, "mluc");
  put_32(out, 0);
  put_32(out, 1);  // records
  put_32(out, 12); // bytes of one
  put_name(out, "enUS");
  put_32(out, 2 * (guint32)strlen(text));
  put_32(out, 28);
  for (; *text; text++)
    put_16(out, (guchar)*text);
}

static void put_xyz(GByteArray *out, double x, double y, double z) {
  put_name(out, "XYZ ");
  put_32(out, 0);
  put_fixed(out, x);
  put_fixed(out, y);
  put_fixed(out, z);
}

// parametricCurveType 3: Y = (aX + b)^g from d on, cX below
static void put_curve(GByteArray *out) {
  put_name(out, "para");
  put_32(out, 0);
  put_32(out, 3u << 16);
  static const double values[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    put_fixed(out, values[i]);
}

// From D65 to the profile's own white, D50 (Bradford).
static void put_adaptation(GByteArray *out) {
  static const double matrix[] = {1.0478112,  0.0228866,  -0.0501270, 0.0295424, 0.9904844,
                                  -0.0170491, -0.0092345, 0.0150436,  0.7521316};
  put_name(out, "sf32");
  put_32(out, 0);
  for (guint i = 0; i < G_N_ELEMENTS(matrix); i++)
    put_fixed(out, matrix[i]);
}

static void put_header(GByteArray *out, guint32 size_bytes) {
  put_32(out, size_bytes);
  put_zeros(out, 4); // no preferred module
  put_32(out, 0x04200000);
  put_name(out, "mntr");
  put_name(out, "RGB ");
  put_name(out, "XYZ ");
  static const guint date[] = {2026, 1, 1, 0, 0, 0}; // of the making: fixed
  for (guint i = 0; i < G_N_ELEMENTS(date); i++)
    put_16(out, date[i]);
  put_name(out, "acsp");
  put_zeros(out, 28); // platform, flags, device, perceptual intent
  put_fixed(out, 0.9642);
  put_fixed(out, 1);
  put_fixed(out, 0.8249);
  put_zeros(out, 48);
}

typedef struct {
  const char *name;
  guint offset_bytes, length_bytes;
} Tag;

// Begins a tag on a multiple of four bytes of the data.
static void begin_tag(GByteArray *data, Tag *tag, const char *name) {
  put_zeros(data, (4 - data->len % 4) % 4);
  *tag = (Tag){name, data->len, 0};
}

static void end_tag(const GByteArray *data, Tag *tag) {
  tag->length_bytes = data->len - tag->offset_bytes;
}

static void put_tags(GByteArray *data, Tag *tags) {
  static const double columns[3][3] = {{0.4360747, 0.2225045, 0.0139322},
                                       {0.3850649, 0.7168786, 0.0971045},
                                       {0.1430804, 0.0606169, 0.7141733}};
  static const char *const column_names[] = {"rXYZ", "gXYZ", "bXYZ"};
  begin_tag(data, &tags[0], "desc");
  put_text(data, "sRGB");
  end_tag(data, &tags[0]);
  begin_tag(data, &tags[1], "cprt");
  put_text(data, "No copyright, use freely");
  end_tag(data, &tags[1]);
  begin_tag(data, &tags[2], "wtpt");
  put_xyz(data, 0.9642, 1, 0.8249);
  end_tag(data, &tags[2]);
  begin_tag(data, &tags[3], "chad");
  put_adaptation(data);
  end_tag(data, &tags[3]);
  for (guint i = 0; i < 3; i++) {
    begin_tag(data, &tags[4 + i], column_names[i]);
    put_xyz(data, columns[i][0], columns[i][1], columns[i][2]);
    end_tag(data, &tags[4 + i]);
  }
  begin_tag(data, &tags[7], "rTRC");
  put_curve(data);
  end_tag(data, &tags[7]);
  tags[8] = tags[9] = tags[7];
  tags[8].name = "gTRC";
  tags[9].name = "bTRC";
}

GBytes *srgb_profile_new(void) {
  g_autoptr(GByteArray) data = g_byte_array_new();
  Tag tags[TAG_COUNT];
  put_tags(data, tags);
  put_zeros(data, (4 - data->len % 4) % 4);
  guint start = HEADER_BYTES + 4 + 12 * TAG_COUNT;
  GByteArray *out = g_byte_array_new();
  put_header(out, start + data->len);
  put_32(out, TAG_COUNT);
  for (guint i = 0; i < TAG_COUNT; i++) {
    put_name(out, tags[i].name);
    put_32(out, start + tags[i].offset_bytes);
    put_32(out, tags[i].length_bytes);
  }
  g_byte_array_append(out, data->data, data->len);
  return g_byte_array_free_to_bytes(out);
}
