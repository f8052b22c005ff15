// Sfnt: the bytes of a TrueType font file: big-endian numbers and the table directory.
#pragma once
#include <glib.h>

void sfnt_put_u16(GByteArray *out, guint value); // the low 16 bits, so that -1 is 0xffff
void sfnt_put_u32(GByteArray *out, guint32 value);
void sfnt_set_u16(guint8 *at, guint value);
void sfnt_set_u32(guint8 *at, guint32 value);
guint16 sfnt_read_u16(const guint8 *at);
gint16 sfnt_read_i16(const guint8 *at);
guint32 sfnt_read_u32(const guint8 *at);

typedef struct {
  const char *tag; // four characters
  GByteArray *data;
} SfntTable;

// A font file of these tables, which must be sorted by tag; checksums are filled in, also head's.
GBytes *sfnt_write(SfntTable *tables, guint count);
// A `name` table with the family and PostScript name `name` (ASCII), for Macintosh and Windows.
GByteArray *sfnt_name_table(const char *name);
