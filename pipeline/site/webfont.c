#include "site/webfont.h"

#include <hb-subset.h>
#include <string.h>

#include "base/font_source.h"
#include "site/woff2.h"

static hb_face_t *open_face(const char *source) {
  hb_face_t *face = font_source_open(source);
  if (!face) return NULL;
  if (hb_face_get_glyph_count(face)) return face;
  hb_face_destroy(face);
  return NULL;
}

hb_set_t *web_font_coverage(Arena *arena, const char *source, const hb_set_t *wanted) {
  hb_face_t *face = open_face(source);
  if (!face) return NULL;
  hb_set_t *set = hb_set_create();
  arena_own(arena, set, (GDestroyNotify)hb_set_destroy);
  hb_face_collect_unicodes(face, set);
  hb_set_intersect(set, wanted);
  hb_face_destroy(face);
  return set;
}

// Only the copyright and the licence stay in the name table: the cut font must not go by the
// reserved name of the whole one (SIL Open Font License, section 3).
static void keep_names(hb_subset_input_t *input) {
  static const hb_ot_name_id_t kept[] = {HB_OT_NAME_ID_COPYRIGHT, HB_OT_NAME_ID_LICENSE,
                                         HB_OT_NAME_ID_LICENSE_URL};
  hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
  hb_set_clear(names);
  for (guint i = 0; i < G_N_ELEMENTS(kept); i++)
    hb_set_add(names, kept[i]);
}

static GBytes *pack_face(hb_face_t *face) {
  hb_blob_t *blob = hb_face_reference_blob(face);
  unsigned length;
  const char *data = hb_blob_get_data(blob, &length);
  g_autoptr(GBytes) sfnt = g_bytes_new_static(data, length);
  GBytes *packed = woff2_pack(sfnt);
  hb_blob_destroy(blob);
  return packed;
}

GBytes *web_font_cut(const WebFontFile *file) {
  hb_face_t *face = open_face(file->source);
  hb_subset_input_t *input = face ? hb_subset_input_create_or_fail() : NULL;
  GBytes *packed = NULL;
  if (input) {
    hb_set_union(hb_subset_input_unicode_set(input), file->characters);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    keep_names(input);
    if (file->plain)
      hb_set_del(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG),
                 HB_TAG('l', 'o', 'c', 'l'));
    hb_face_t *subset = hb_subset_or_fail(face, input);
    if (subset) packed = pack_face(subset);
    hb_face_destroy(subset);
    hb_subset_input_destroy(input);
  }
  hb_face_destroy(face);
  return packed;
}

// CSS Fonts 4, section 4.5: unicode-range, so that a font is fetched only where it is needed.
static void write_range(const hb_set_t *set, GString *out) {
  hb_codepoint_t first = HB_SET_VALUE_INVALID, last = HB_SET_VALUE_INVALID;
  const char *between = "";
  while (hb_set_next_range(set, &first, &last)) {
    g_string_append_printf(out, "%sU+%X", between, first);
    if (last > first) g_string_append_printf(out, "-%X", last);
    between = ",";
  }
}

void web_font_write_faces(const WebFontSet *set, GString *out) {
  for (guint i = 0; i < set->faces->len; i++) {
    const WebFontFace *face = &g_array_index(set->faces, WebFontFace, i);
    const WebFontFile *file = &g_array_index(set->files, WebFontFile, face->file);
    g_string_append_printf(out, "@font-face{font-family:\"%s\";font-weight:%u", face->family,
                           face->weight_from);
    if (face->weight_to > face->weight_from) g_string_append_printf(out, " %u", face->weight_to);
    g_string_append_printf(out, ";font-style:%s;font-display:swap;src:url(%s) format(\"woff2\");",
                           face->italic ? "italic" : "normal", file->path + strlen("assets/"));
    if (face->stretch_percent)
      g_string_append_printf(out, "font-stretch:%u%%;", face->stretch_percent);
    if (face->size_adjust_percent != 100)
      g_string_append_printf(out, "size-adjust:%u%%;", face->size_adjust_percent);
    g_string_append(out, "unicode-range:");
    write_range(file->characters, out);
    g_string_append(out, "}\n");
  }
  g_string_append(out, set->roles->str);
}
