#include "print/edition_tables.h"

#include <math.h>

#include "print/sfnt.h"

GByteArray *edition_head_table(const Font *host, const GlyphMeasures *measures) {
  GByteArray *out = g_byte_array_new();
  sfnt_put_u32(out, 0x00010000); // version
  sfnt_put_u32(out, 0x00010000); // revision
  sfnt_put_u32(out, 0);          // checksum adjustment
  sfnt_put_u32(out, 0x5F0F3CF5); // magic
  sfnt_put_u16(out, 0x000B);     // baseline at 0, left side bearing at 0, integer scaling
  sfnt_put_u16(out, host->units_per_em);
  for (guint i = 0; i < 4; i++)
    sfnt_put_u32(out, 0); // dates: none, so that the bytes do not depend on them
  sfnt_put_u16(out, (guint)measures->box.x_min);
  sfnt_put_u16(out, (guint)measures->box.y_min);
  sfnt_put_u16(out, (guint)measures->box.x_max);
  sfnt_put_u16(out, (guint)measures->box.y_max);
  sfnt_put_u16(out, 0); // style
  sfnt_put_u16(out, 8); // smallest readable size
  sfnt_put_u16(out, 2); // direction
  sfnt_put_u16(out, 1); // long loca
  sfnt_put_u16(out, 0);
  return out;
}

GByteArray *edition_hhea_table(const Font *host, const GlyphMeasures *measures) {
  GByteArray *out = g_byte_array_new();
  double em = host->units_per_em;
  sfnt_put_u32(out, 0x00010000);
  sfnt_put_u16(out, (guint)lround(host->ascent_em * em));
  sfnt_put_u16(out, (guint)-lround(host->descent_em * em));
  sfnt_put_u16(out, 0); // line gap
  sfnt_put_u16(out, (guint)measures->max_advance);
  sfnt_put_u16(out, (guint)measures->box.x_min);
  sfnt_put_u16(out, 0);
  sfnt_put_u16(out, (guint)measures->box.x_max);
  sfnt_put_u16(out, 1); // caret slope
  for (guint i = 0; i < 7; i++)
    sfnt_put_u16(out, 0);
  sfnt_put_u16(out, measures->glyph_count); // rows of hmtx
  return out;
}

GByteArray *edition_maxp_table(const GlyphMeasures *measures) {
  GByteArray *out = g_byte_array_new();
  sfnt_put_u32(out, 0x00010000);
  sfnt_put_u16(out, measures->glyph_count);
  sfnt_put_u16(out, measures->max_points);
  sfnt_put_u16(out, measures->max_contours);
  sfnt_put_u16(out, MIN(measures->max_points * MAX(measures->max_parts, 1u), G_MAXUINT16));
  sfnt_put_u16(out, MIN(measures->max_contours * MAX(measures->max_parts, 1u), G_MAXUINT16));
  sfnt_put_u16(out, 1); // zones
  for (guint i = 0; i < 6; i++)
    sfnt_put_u16(out, 0); // nothing for instructions
  sfnt_put_u16(out, measures->max_parts);
  sfnt_put_u16(out, 1); // depth of composites
  return out;
}
