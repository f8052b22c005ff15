#include "print/glyph_cache.h"

struct GlyphCache {
  GPtrArray *fonts; // of GArray of GlyphFact by glyph id, by Font.file_index
};

static void free_facts(gpointer facts) {
  if (facts) g_array_unref(facts);
}

GlyphCache *glyph_cache_new(void) {
  GlyphCache *cache = g_new0(GlyphCache, 1);
  cache->fonts = g_ptr_array_new_with_free_func(free_facts);
  return cache;
}

void glyph_cache_free(GlyphCache *cache) {
  if (!cache) return;
  g_ptr_array_unref(cache->fonts);
  g_free(cache);
}

static GArray *facts_of(GlyphCache *cache, const Font *font) {
  if (font->file_index >= cache->fonts->len)
    g_ptr_array_set_size(cache->fonts, (gint)font->file_index + 1);
  if (!cache->fonts->pdata[font->file_index])
    cache->fonts->pdata[font->file_index] = g_array_new(FALSE, TRUE, sizeof(GlyphFact));
  return cache->fonts->pdata[font->file_index];
}

const GlyphFact *glyph_cache_lookup(GlyphCache *cache, const Font *font, guint32 glyph_id) {
  GArray *facts = facts_of(cache, font);
  if (glyph_id > G_MAXUINT16) glyph_id = 0; // no font has such a glyph
  if (glyph_id >= facts->len) g_array_set_size(facts, glyph_id + 1);
  GlyphFact *fact = &g_array_index(facts, GlyphFact, glyph_id);
  if (!fact->known) {
    hb_glyph_extents_t extents;
    fact->known = TRUE;
    fact->advance = hb_font_get_glyph_h_advance(font->hb, glyph_id);
    fact->has_ink =
        hb_font_get_glyph_extents(font->hb, glyph_id, &extents) && extents.width && extents.height;
  }
  return fact;
}
