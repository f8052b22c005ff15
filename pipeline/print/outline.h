// Outlines: the glyphs of a Font as TrueType `glyf` entries, whatever the font's own format is.
// Entries are without instructions. All numbers are in units of the font's own em.
#pragma once
#include "typeset/font.h"

typedef struct OutlineSource OutlineSource;

typedef struct {
  gint x_min, y_min, x_max, y_max; // of the ink; all 0 for a glyph without ink
  gboolean has_ink;
} OutlineBox;

OutlineSource *outline_source_new(const Font *font);
void outline_source_free(OutlineSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutlineSource, outline_source_free)

// The box of a glyph, at the place where renderers draw it: the left side bearing is taken into
// account.
OutlineBox outline_box(OutlineSource *source, guint32 glyph_id);
gint outline_advance(OutlineSource *source, guint32 glyph_id);
// Appends the simple glyph entry of `glyph_id` (composites are flattened), `times` as large;
// nothing for a glyph without ink. The numbers of its points and contours are set.
void outline_write(OutlineSource *source, guint32 glyph_id, guint times, GByteArray *out,
                   guint *points, guint *contours);
