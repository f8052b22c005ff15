// Edition tables: head, hhea and maxp of a font made for an edition (ISO/IEC 14496-22, 5.2).
#pragma once
#include "print/outline.h"

// What the tables say about all glyphs together. Units are those of the host's em.
typedef struct {
  OutlineBox box;
  gint max_advance;
  guint glyph_count, max_points, max_contours;
  guint max_parts; // of a composite
} GlyphMeasures;

GByteArray *edition_head_table(const Font *host, const GlyphMeasures *measures);
GByteArray *edition_hhea_table(const Font *host, const GlyphMeasures *measures);
GByteArray *edition_maxp_table(const GlyphMeasures *measures);
