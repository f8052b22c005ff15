// Lines made by hand for the tests of print/, so that they do not depend on the typesetter: bidi
// runs, a font by coverage, HarfBuzz. No breaking, no justification.
#pragma once
#include <hb-ot.h>
#include <math.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "paginate/page.h"

#define HAND_NASKH   "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"
#define HAND_AMIRI   "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf"
#define HAND_GENTIUM "/usr/share/fonts/truetype/gentiumplus/GentiumPlus-Regular.ttf"
#define HAND_CUBIC   "/usr/share/fonts/opentype/urw-base35/URWBookman-Light.otf"

static inline void hand_free_face(gpointer face) {
  hb_face_destroy(face);
}

static inline void hand_free_font(gpointer font) {
  hb_font_destroy(font);
}

static inline Font *hand_font(Arena *arena, const char *path, guint index) {
  hb_blob_t *blob = hb_blob_create_from_file(path);
  Font *font = ARENA_NEW(arena, Font);
  font->index = font->file_index = index;
  font->path = path;
  g_autofree char *name = g_path_get_basename(path);
  font->name = arena_strndup(arena, name, strlen(name) - strlen(".ttf"));
  font->face = hb_face_create(blob, 0);
  hb_blob_destroy(blob);
  font->hb = hb_font_create(font->face);
  font->units_per_em = hb_face_get_upem(font->face);
  arena_own(arena, font->face, hand_free_face);
  arena_own(arena, font->hb, hand_free_font);
  hb_font_extents_t extents;
  hb_font_get_h_extents(font->hb, &extents);
  font->ascent_em = (double)extents.ascender / font->units_per_em;
  font->descent_em = -(double)extents.descender / font->units_per_em;
  font->underline_position_em = 0.1;
  font->underline_thickness_em = 0.05;
  font->size_factor = 1;
  font->kashida = font->truetype = TRUE;
  return font;
}

static inline const Font *hand_choose_font(Font *const *fonts, const UChar *text, gint32 at,
                                           gint32 length) {
  UChar32 c;
  hb_codepoint_t glyph;
  U16_GET(text, 0, at, length, c);
  for (guint i = 0; fonts[i]; i++)
    if (c == 0x200C || hb_font_get_nominal_glyph(fonts[i]->hb, c, &glyph)) return fonts[i];
  return fonts[0];
}

// The text of the units [start, end), as UTF-8.
static inline const char *hand_utf8(Arena *arena, const UChar *text, gint32 start, gint32 end) {
  gint32 length = 0;
  UErrorCode status = U_ZERO_ERROR;
  char *out = arena_alloc(arena, (gsize)(end - start) * 3 + 1);
  u_strToUTF8(out, (end - start) * 3 + 1, &length, text + start, end - start, &status);
  return out;
}

// Gives each glyph of a cluster a character of it, in logical order; the last one has the rest.
static inline void hand_text(Arena *arena, GlyphRun *run, const hb_glyph_info_t *infos,
                             const UChar *text, gint32 run_end) {
  run->text = hand_utf8(arena, text, 0, run_end);
  gboolean rtl = run->level & 1;
  guint count = run->glyph_count;
  gint32 at = 0;
  for (guint k = 0; k < count; k++) {
    guint i = rtl ? count - 1 - k : k, next = rtl ? i - 1 : i + 1;
    if (k == 0 || infos[rtl ? i + 1 : i - 1].cluster != infos[i].cluster)
      at = (gint32)infos[i].cluster;
    gint32 end = run_end;
    for (guint m = k; m < count; m++) {
      guint j = rtl ? count - 1 - m : m;
      if (infos[j].cluster != infos[i].cluster) {
        end = (gint32)infos[j].cluster;
        break;
      }
    }
    gboolean last = k + 1 == count || infos[next].cluster != infos[i].cluster;
    gint32 stop = at;
    if (last)
      stop = end;
    else if (at < end)
      U16_FWD_1(text, stop, end);
    run->glyphs[i].text_offset = (guint32)strlen(hand_utf8(arena, text, 0, at)) & 0x1FFFFFFF;
    run->glyphs[i].text_bytes = (guint32)strlen(hand_utf8(arena, text, at, stop));
    run->glyphs[i].is_space =
        run->glyphs[i].text_bytes == 1 && *glyph_text(run, &run->glyphs[i]) == ' ';
    at = stop;
  }
}

static inline double hand_shape(Arena *arena, GlyphRun *run, const UChar *text, gint32 length,
                                gint32 start, gint32 end, double x_pt) {
  hb_buffer_t *buffer = hb_buffer_create();
  hb_buffer_add_utf16(buffer, (const uint16_t *)text, length, (guint)start, end - start);
  hb_buffer_guess_segment_properties(buffer);
  hb_buffer_set_direction(buffer, run->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  if (run->level & 1) {
    hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
    hb_buffer_set_language(buffer, hb_language_from_string("fa", -1));
  }
  hb_shape(run->font->hb, buffer, NULL, 0);
  hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &run->glyph_count);
  hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
  run->glyphs = ARENA_ARRAY(arena, LineGlyph, run->glyph_count);
  double scale = run->size_pt / run->font->units_per_em, x = x_pt;
  for (guint i = 0; i < run->glyph_count; i++) {
    LineGlyph *glyph = &run->glyphs[i];
    glyph->glyph_id = infos[i].codepoint;
    glyph->x_pt = x + positions[i].x_offset * scale;
    glyph->y_pt = positions[i].y_offset * scale;
    glyph->advance_pt = positions[i].x_advance * scale;
    x += glyph->advance_pt;
  }
  hand_text(arena, run, infos, text, end);
  run->x_pt = x_pt;
  run->width_pt = x - x_pt;
  hb_buffer_destroy(buffer);
  return x;
}

static inline gboolean hand_same_font(Font *const *fonts, const UChar *text, gint32 a, gint32 b,
                                      gint32 length) {
  UChar32 c;
  U16_GET(text, 0, b, length, c);
  gboolean joins = c == 0x200C || u_charType(c) == U_NON_SPACING_MARK;
  return joins ||
         hand_choose_font(fonts, text, a, length) == hand_choose_font(fonts, text, b, length);
}

// As the typesetter has it: marks the letters that meet by their strokes.
static inline void hand_join(const Line *line) {
  for (guint r = 0; r < line->run_count; r++)
    for (guint i = 0; i + 1 < line->runs[r].glyph_count; i++) {
      LineGlyph *left = &line->runs[r].glyphs[i], *right = left + 1;
      gint32 at = 0;
      UChar32 after = 0, before = 0;
      if (left->text_bytes != 2 || right->text_bytes != 2) continue;
      U8_NEXT_OR_FFFD(glyph_text(&line->runs[r], left), at, 2, after);
      at = 0;
      U8_NEXT_OR_FFFD(glyph_text(&line->runs[r], right), at, 2, before);
      gint type = u_getIntPropertyValue(after, UCHAR_JOINING_TYPE);
      left->joins_right = u_getIntPropertyValue(before, UCHAR_JOINING_TYPE) == U_JT_DUAL_JOINING &&
                          (type == U_JT_DUAL_JOINING || type == U_JT_RIGHT_JOINING);
    }
}

// A line of `text`; `fonts` is NULL-terminated.
static inline Line *hand_line(Arena *arena, Font *const *fonts, const TextStyle *style,
                              const char *utf8, Direction direction) {
  UErrorCode status = U_ZERO_ERROR;
  gint32 length = 0, capacity = (gint32)strlen(utf8) + 1;
  UChar *text = ARENA_ARRAY(arena, UChar, capacity);
  u_strFromUTF8(text, capacity, &length, utf8, -1, &status);
  UBiDi *bidi = ubidi_open();
  ubidi_setPara(bidi, text, length, direction == DIRECTION_RTL ? 1 : 0, NULL, &status);
  Line *line = ARENA_NEW(arena, Line);
  line->runs = ARENA_ARRAY(arena, GlyphRun, length + 1);
  line->direction = direction;
  line->glyph_scale = 1;
  double x = 0;
  gint32 visual_count = ubidi_countRuns(bidi, &status);
  for (gint32 v = 0; v < visual_count; v++) {
    gint32 start, run_length;
    gboolean rtl = ubidi_getVisualRun(bidi, v, &start, &run_length) == UBIDI_RTL;
    gint32 end = start + run_length, left = rtl ? end : start;
    while (rtl ? left > start : left < end) { // pieces of one font, from the left
      gint32 from = left, to = left;
      if (rtl) {
        from--;
        while (from > start && hand_same_font(fonts, text, from - 1, from, length))
          from--;
        left = from;
      } else {
        to++;
        while (to < end && hand_same_font(fonts, text, to - 1, to, length))
          to++;
        left = to;
      }
      GlyphRun *run = &line->runs[line->run_count++];
      run->font = hand_choose_font(fonts, text, from, length);
      run->size_pt = style->size_pt;
      run->style = style;
      run->level = rtl ? 1 : 0;
      x = hand_shape(arena, run, text, length, from, to, x);
    }
  }
  line->width_pt = x;
  ubidi_close(bidi);
  return line;
}
