#include "site/woff2.h"

#include <brotli/encode.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  guint32 tag;
  guint32 offset, length; // bytes, in the sfnt
} Table;

enum { HEADER_BYTES = 48, RECORD_BYTES = 16, MAX_TABLES = 64 };
enum { FLAG_ARBITRARY_TAG = 0x3F, FLAG_NULL_TRANSFORM = 0xC0 };

#define TAG(a, b, c, d) ((guint32)(a) << 24 | (guint32)(b) << 16 | (guint32)(c) << 8 | (guint32)(d))

// Section 5.1: a known tag is written as its index. Those that a subset can have.
static const guint32 known_tags[] = {
    TAG('c', 'm', 'a', 'p'), TAG('h', 'e', 'a', 'd'), TAG('h', 'h', 'e', 'a'),
    TAG('h', 'm', 't', 'x'), TAG('m', 'a', 'x', 'p'), TAG('n', 'a', 'm', 'e'),
    TAG('O', 'S', '/', '2'), TAG('p', 'o', 's', 't'), TAG('c', 'v', 't', ' '),
    TAG('f', 'p', 'g', 'm'), TAG('g', 'l', 'y', 'f'), TAG('l', 'o', 'c', 'a'),
    TAG('p', 'r', 'e', 'p'), TAG('C', 'F', 'F', ' '), TAG('V', 'O', 'R', 'G'),
    TAG('E', 'B', 'D', 'T'), TAG('E', 'B', 'L', 'C'), TAG('g', 'a', 's', 'p'),
    TAG('h', 'd', 'm', 'x'), TAG('k', 'e', 'r', 'n'), TAG('L', 'T', 'S', 'H'),
    TAG('P', 'C', 'L', 'T'), TAG('V', 'D', 'M', 'X'), TAG('v', 'h', 'e', 'a'),
    TAG('v', 'm', 't', 'x'), TAG('B', 'A', 'S', 'E'), TAG('G', 'D', 'E', 'F'),
    TAG('G', 'P', 'O', 'S'), TAG('G', 'S', 'U', 'B'),
};

static guint16 read_u16(const guint8 *at) {
  return (guint16)(at[0] << 8 | at[1]);
}

static guint32 read_u32(const guint8 *at) {
  return TAG(at[0], at[1], at[2], at[3]);
}

static void write_u16(GByteArray *out, guint32 value) {
  guint8 bytes[] = {(guint8)(value >> 8), (guint8)value};
  g_byte_array_append(out, bytes, sizeof bytes);
}

static void write_u32(GByteArray *out, guint32 value) {
  write_u16(out, value >> 16);
  write_u16(out, value & 0xFFFF);
}

// Section 4.1.2, UIntBase128: seven bits a byte, the highest first, without leading zeros.
static void write_base128(GByteArray *out, guint32 value) {
  guint size = 1;
  for (guint32 rest = value >> 7; rest; rest >>= 7)
    size++;
  for (guint i = size; i-- > 0;) {
    guint8 byte = (guint8)((value >> (7 * i) & 0x7F) | (i ? 0x80 : 0));
    g_byte_array_append(out, &byte, 1);
  }
}

static int compare_tables(const void *a, const void *b) {
  const Table *left = a, *right = b;
  // Section 5: loca follows glyf at once.
  guint32 loca = TAG('l', 'o', 'c', 'a'), glyf = TAG('g', 'l', 'y', 'f');
  guint64 left_key = left->tag == loca ? (guint64)glyf * 2 + 1 : (guint64)left->tag * 2;
  guint64 right_key = right->tag == loca ? (guint64)glyf * 2 + 1 : (guint64)right->tag * 2;
  return (left_key > right_key) - (left_key < right_key);
}

// The tables of the font but for the signature, which would no longer hold. 0 = no such font.
static guint tables_read(const guint8 *data, gsize length, Table *tables) {
  if (length < 12) return 0;
  guint32 flavor = read_u32(data);
  guint count = read_u16(data + 4), kept = 0;
  if (flavor != 0x00010000 && flavor != TAG('O', 'T', 'T', 'O')) return 0;
  if (count > MAX_TABLES || length < 12 + (gsize)count * RECORD_BYTES) return 0;
  for (guint i = 0; i < count; i++) {
    const guint8 *record = data + 12 + i * RECORD_BYTES;
    Table table = {read_u32(record), read_u32(record + 8), read_u32(record + 12)};
    if (table.offset > length || table.length > length - table.offset) return 0;
    if (table.tag != TAG('D', 'S', 'I', 'G')) tables[kept++] = table;
  }
  qsort(tables, kept, sizeof *tables, compare_tables);
  return kept;
}

static void write_directory(GByteArray *out, const Table *tables, guint count) {
  for (guint i = 0; i < count; i++) {
    guint8 flags = FLAG_ARBITRARY_TAG;
    for (guint k = 0; k < G_N_ELEMENTS(known_tags); k++)
      if (known_tags[k] == tables[i].tag) flags = (guint8)k;
    gboolean outlines =
        tables[i].tag == TAG('g', 'l', 'y', 'f') || tables[i].tag == TAG('l', 'o', 'c', 'a');
    guint8 byte = (guint8)(flags | (outlines ? FLAG_NULL_TRANSFORM : 0));
    g_byte_array_append(out, &byte, 1);
    if (flags == FLAG_ARBITRARY_TAG) write_u32(out, tables[i].tag);
    write_base128(out, tables[i].length);
  }
}

static GByteArray *stream_pack(const guint8 *data, const Table *tables, guint count) {
  g_autoptr(GByteArray) plain = g_byte_array_new();
  for (guint i = 0; i < count; i++) {
    guint start = plain->len;
    g_byte_array_append(plain, data + tables[i].offset, tables[i].length);
    // Section 5: bit 11 of head.flags tells that the font went through a lossless transform.
    if (tables[i].tag == TAG('h', 'e', 'a', 'd') && tables[i].length >= 18)
      plain->data[start + 16] |= 0x08;
  }
  gsize size = BrotliEncoderMaxCompressedSize(plain->len);
  GByteArray *packed = g_byte_array_new();
  g_byte_array_set_size(packed, (guint)size);
  if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_FONT,
                             plain->len, plain->data, &size, packed->data)) {
    g_byte_array_unref(packed);
    return NULL;
  }
  g_byte_array_set_size(packed, (guint)size);
  return packed;
}

// The size that the font has when it is unpacked: every table begins at a multiple of four bytes.
static guint32 unpacked_size(const Table *tables, guint count) {
  guint32 size = 12 + count * RECORD_BYTES;
  for (guint i = 0; i < count; i++)
    size += (tables[i].length + 3) & ~3u;
  return size;
}

GBytes *woff2_pack(GBytes *sfnt) {
  gsize length;
  const guint8 *data = g_bytes_get_data(sfnt, &length);
  Table tables[MAX_TABLES];
  guint count = tables_read(data, length, tables);
  if (!count) return NULL;
  g_autoptr(GByteArray) stream = stream_pack(data, tables, count);
  if (!stream) return NULL;
  g_autoptr(GByteArray) directory = g_byte_array_new();
  write_directory(directory, tables, count);
  guint32 total = (HEADER_BYTES + directory->len + stream->len + 3) & ~3u;

  GByteArray *out = g_byte_array_new();
  write_u32(out, TAG('w', 'O', 'F', '2'));
  write_u32(out, read_u32(data)); // flavor
  write_u32(out, total);
  write_u16(out, count);
  write_u16(out, 0);
  write_u32(out, unpacked_size(tables, count));
  write_u32(out, stream->len);
  write_u32(out, 0); // version of the font: none
  for (guint i = 0; i < 5; i++)
    write_u32(out, 0); // no metadata, no private data
  g_assert(out->len == HEADER_BYTES);
  g_byte_array_append(out, directory->data, directory->len);
  g_byte_array_append(out, stream->data, stream->len);
  while (out->len < total)
    g_byte_array_append(out, (const guint8 *)"", 1);
  return g_byte_array_free_to_bytes(out);
}
