// One font file: its face, its measures, what it covers.
#include <hb-ot.h>
#include <string.h>

#include "base/font_source.h"
#include "typeset/font.h"
#include "typeset/font_check.h"

#define TAG_GLYF HB_TAG('g', 'l', 'y', 'f')

#define NAME_LONGEST 63

gboolean font_covers(const Font *font, guint32 code_point) {
  return hb_set_has(font->coverage, code_point);
}

static double metric_em(hb_font_t *hb, hb_ot_metrics_tag_t tag, guint upem, double fallback) {
  hb_position_t value;
  if (!hb_ot_metrics_get_position(hb, tag, &value)) return fallback;
  return (double)value / upem;
}

static double height_em(hb_font_t *hb, guint32 code_point, guint upem, double fallback) {
  hb_codepoint_t glyph;
  hb_glyph_extents_t ink;
  if (!hb_font_get_nominal_glyph(hb, code_point, &glyph)) return fallback;
  if (!hb_font_get_glyph_extents(hb, glyph, &ink)) return fallback;
  return (double)ink.y_bearing / upem;
}

// OpenType, name: a PostScript name has up to 63 of these. A file without one gives its own.
static const char *postscript_name(Arena *arena, hb_face_t *face, const char *path) {
  char buffer[128];
  unsigned int size = sizeof buffer;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, buffer);
  g_autofree char *name = size > 0 ? g_strdup(buffer) : g_path_get_basename(path);
  g_strcanon(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_+.", '-');
  if (strlen(name) > NAME_LONGEST) name[NAME_LONGEST] = '\0';
  return arena_strdup(arena, name);
}

void font_measure(Font *font) {
  hb_font_t *hb = font->hb;
  guint upem = font->units_per_em;
  hb_font_extents_t extents;
  hb_font_get_h_extents(hb, &extents);
  font->ascent_em = (double)extents.ascender / upem;
  font->descent_em = -(double)extents.descender / upem;
  font->x_height_em = height_em(hb, 'x', upem, 0.45);
  font->cap_height_em = height_em(hb, 'H', upem, 0.65);
  font->underline_position_em = metric_em(hb, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, upem, -0.1);
  font->underline_thickness_em = metric_em(hb, HB_OT_METRICS_TAG_UNDERLINE_SIZE, upem, 0.05);
  hb_codepoint_t space;
  if (hb_font_get_nominal_glyph(hb, ' ', &space)) {
    font->space_glyph = space;
    font->space_em = (double)hb_font_get_glyph_h_advance(hb, space) / upem;
  } else {
    font->space_em = 0.25;
  }
}

Font *font_open(Arena *arena, const char *path, gboolean own, char **error) {
  hb_face_t *face = font_source_open(path);
  if (!face) {
    *error = g_strdup("it cannot be read");
    return NULL;
  }
  // The first face is in every file.
  guint index = hb_face_get_index(face), count = index > 0 ? font_source_count(path) : 1;
  if (index >= MAX(count, 1))
    *error = count > 1 ? g_strdup_printf("it has %u faces, from #0 to #%u", count, count - 1)
                       : g_strdup("it has one face, #0");
  else
    *error = font_check(face, own);
  arena_own(arena, face, (GDestroyNotify)hb_face_destroy);
  if (*error) return NULL;
  Font *font = ARENA_NEW(arena, Font);
  font->path = arena_strdup(arena, path);
  font->name = postscript_name(arena, face, path);
  font->face = face;
  font->units_per_em = hb_face_get_upem(face);
  font->hb = hb_font_create(face);
  arena_own(arena, font->hb, (GDestroyNotify)hb_font_destroy);
  font->coverage = hb_set_create();
  arena_own(arena, font->coverage, (GDestroyNotify)hb_set_destroy);
  hb_face_collect_unicodes(face, font->coverage);
  for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(font->coverage, &c) && c < 0x800;)
    font->low_coverage[c / 64] |= G_GUINT64_CONSTANT(1) << (c % 64);
  hb_blob_t *outlines = hb_face_reference_table(face, TAG_GLYF);
  font->truetype = hb_blob_get_length(outlines) > 0;
  hb_blob_destroy(outlines);
  font_measure(font);
  if (hb_set_is_empty(font->coverage)) {
    *error = g_strdup("it has no letters");
    return NULL;
  }
  hb_face_make_immutable(face);
  hb_font_make_immutable(font->hb);
  font->size_factor = font->line_factor = 1;
  return font;
}
