// Glyph cache: advance and ink of a font's glyphs, looked up once each.
#pragma once
#include "typeset/font.h"

typedef struct {
  gint32 advance; // units of the font
  guint8 known, has_ink;
} GlyphFact;

typedef struct GlyphCache GlyphCache;
GlyphCache *glyph_cache_new(void);
void glyph_cache_free(GlyphCache *cache);
// Borrowed, and valid until the next call.
const GlyphFact *glyph_cache_lookup(GlyphCache *cache, const Font *font, guint32 glyph_id);
