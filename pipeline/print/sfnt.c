#include "print/sfnt.h"

#include <string.h>

// ISO/IEC 14496-22 (Open Font Format), 4.4 and 5.2.2.
#define SFNT_TRUETYPE      0x00010000u
#define CHECKSUM_MAGIC     0xB1B0AFBAu
#define HEAD_ADJUSTMENT_AT 8

void sfnt_put_u16(GByteArray *out, guint value) {
  guint8 bytes[2] = {(guint8)(value >> 8), (guint8)value};
  g_byte_array_append(out, bytes, 2);
}

void sfnt_put_u32(GByteArray *out, guint32 value) {
  sfnt_put_u16(out, value >> 16);
  sfnt_put_u16(out, value & 0xffff);
}

void sfnt_set_u16(guint8 *at, guint value) {
  at[0] = (guint8)(value >> 8);
  at[1] = (guint8)value;
}

void sfnt_set_u32(guint8 *at, guint32 value) {
  sfnt_set_u16(at, value >> 16);
  sfnt_set_u16(at + 2, value & 0xffff);
}

guint16 sfnt_read_u16(const guint8 *at) {
  return (guint16)(at[0] << 8 | at[1]);
}

gint16 sfnt_read_i16(const guint8 *at) {
  return (gint16)sfnt_read_u16(at);
}

guint32 sfnt_read_u32(const guint8 *at) {
  return (guint32)sfnt_read_u16(at) << 16 | sfnt_read_u16(at + 2);
}

static guint32 table_checksum(const guint8 *data, gsize length_bytes) {
  guint32 sum = 0;
  for (gsize i = 0; i + 4 <= length_bytes; i += 4)
    sum += sfnt_read_u32(data + i);
  return sum;
}

static void pad_to_4(GByteArray *data) {
  static const guint8 zeros[4] = {0};
  g_byte_array_append(data, zeros, (4 - data->len % 4) % 4);
}

static void put_directory_head(GByteArray *out, guint count) {
  guint power = 1, exponent = 0;
  while (power * 2 <= count) {
    power *= 2;
    exponent++;
  }
  sfnt_put_u32(out, SFNT_TRUETYPE);
  sfnt_put_u16(out, count);
  sfnt_put_u16(out, power * 16);
  sfnt_put_u16(out, exponent);
  sfnt_put_u16(out, count * 16 - power * 16);
}

GBytes *sfnt_write(SfntTable *tables, guint count) {
  GByteArray *out = g_byte_array_new();
  put_directory_head(out, count);
  guint32 offset = 12 + 16 * count;
  guint32 head_at = 0;
  for (guint i = 0; i < count; i++) {
    GByteArray *data = tables[i].data;
    guint32 length = data->len;
    pad_to_4(data);
    if (strcmp(tables[i].tag, "head") == 0) {
      head_at = offset;
      sfnt_set_u32(data->data + HEAD_ADJUSTMENT_AT, 0);
    }
    g_byte_array_append(out, (const guint8 *)tables[i].tag, 4);
    sfnt_put_u32(out, table_checksum(data->data, data->len));
    sfnt_put_u32(out, offset);
    sfnt_put_u32(out, length);
    offset += data->len;
  }
  for (guint i = 0; i < count; i++)
    g_byte_array_append(out, tables[i].data->data, tables[i].data->len);
  if (head_at)
    sfnt_set_u32(out->data + head_at + HEAD_ADJUSTMENT_AT,
                 CHECKSUM_MAGIC - table_checksum(out->data, out->len));
  return g_byte_array_free_to_bytes(out);
}

static void put_name_record(GByteArray *records, GByteArray *strings, guint platform, guint name_id,
                            const char *name) {
  gboolean windows = platform == 3;
  guint start = strings->len;
  for (const char *c = name; *c; c++) {
    if (windows)
      sfnt_put_u16(strings, (guint8)*c);
    else
      g_byte_array_append(strings, (const guint8 *)c, 1);
  }
  sfnt_put_u16(records, platform);
  sfnt_put_u16(records, windows ? 1 : 0);     // encoding: Unicode BMP, Roman
  sfnt_put_u16(records, windows ? 0x409 : 0); // language: English
  sfnt_put_u16(records, name_id);
  sfnt_put_u16(records, strings->len - start);
  sfnt_put_u16(records, start);
}

GByteArray *sfnt_name_table(const char *name) {
  static const guint ids[] = {1, 4, 6}; // family, full name, PostScript name
  g_autoptr(GByteArray) records = g_byte_array_new();
  g_autoptr(GByteArray) strings = g_byte_array_new();
  for (guint platform = 1; platform <= 3; platform += 2)
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++)
      put_name_record(records, strings, platform, ids[i], name);
  GByteArray *out = g_byte_array_new();
  sfnt_put_u16(out, 0);
  sfnt_put_u16(out, records->len / 12);
  sfnt_put_u16(out, 6 + records->len);
  g_byte_array_append(out, records->data, records->len);
  g_byte_array_append(out, strings->data, strings->len);
  return out;
}
