#include "print/line_code.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define KASHIDA_STEP_EM (1 / 64.0) // widths in such steps, so that codes are not without number

static const GlyphRun *line_host(const Line *line) {
  const GlyphRun *host = NULL;
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    if (run->glyph_count && (!host || run->width_pt > host->width_pt)) host = run;
  }
  return host;
}

// From the em of the run's font at its size to the em of the host.
static double host_scale(const GlyphRun *run, const GlyphRun *host) {
  return run->size_pt / host->size_pt * host->font->units_per_em / run->font->units_per_em;
}

// Readers turn right-to-left text round character by character: a glyph that stands for several has
// them in the order in which they would stand on the page.
static const char *visual_text(Arena *arena, const char *text, guint32 length_bytes, guint8 level) {
  if (!(level & 1)) return arena_strndup(arena, text, length_bytes);
  char *out = arena_alloc(arena, length_bytes + 1);
  gint32 from = (gint32)length_bytes, at = 0;
  while (from > 0) {
    gint32 end = from;
    U8_BACK_1((const guint8 *)text, 0, from);
    memcpy(out + at, text + from, (gsize)(end - from));
    at += end - from;
  }
  return out;
}

static void add_part(Code *code, CodePart part) {
  if (code->part_count < CODE_MAX_PARTS) code->parts[code->part_count++] = part;
}

// A tatweel that fills the code's left end from one join to the other.
static void add_kashida(Code *code, const GlyphRun *run, double scale, gint32 width_units,
                        gint32 overlap_units) {
  hb_glyph_extents_t extents;
  if (!run->tatweel_glyph ||
      !hb_font_get_glyph_extents(run->font->hb, run->tatweel_glyph, &extents) || extents.width <= 0)
    return;
  double scale_x = (width_units + 2.0 * overlap_units) / extents.width;
  scale_x = MIN(scale_x, CODE_MAX_SCALE);
  gint32 dx = (gint32)lround(-overlap_units - extents.x_bearing * scale_x);
  add_part(code, (CodePart){run->font, run->tatweel_glyph, dx, 0, scale_x, scale});
}

static gboolean glyph_has_ink(const Font *font, guint32 glyph_id) {
  hb_glyph_extents_t extents;
  return hb_font_get_glyph_extents(font->hb, glyph_id, &extents) && extents.width && extents.height;
}

// What a reader of the file is to find for a glyph. One space is as good as another in print, and
// only U+0020 is found by who types a space.
static const char *glyph_text(Arena *arena, const LineGlyph *glyph, guint8 level, guint32 *length) {
  if (glyph->is_hyphen || glyph->is_space) {
    const char *text = glyph->is_hyphen ? "-" : " ";
    *length = (guint32)strlen(text);
    return text;
  }
  *length = glyph->text_bytes;
  return glyph->text_bytes ? visual_text(arena, glyph->text, glyph->text_bytes, level) : "";
}

static LineCode glyph_code(Arena *arena, const GlyphRun *run, const LineGlyph *glyph,
                           const GlyphRun *host, double pen_pt) {
  double em = host->font->units_per_em, units_per_pt = em / host->size_pt;
  double scale = host_scale(run, host);
  if (fabs(scale - 1) < 1.0 / 16384) scale = 1;
  gint32 kashida = (gint32)lround(round(glyph->kashida_pt / host->size_pt / KASHIDA_STEP_EM) *
                                  KASHIDA_STEP_EM * em);
  LineCode out = {.run = run, .host = host, .level = run->level, .width_pt = glyph->advance_pt};
  out.code.text = glyph_text(arena, glyph, run->level, &out.code.text_bytes);
  out.owns_text = out.code.text_bytes > 0;
  // Invisible characters are drawn by the space glyph, whose own width is not theirs.
  if (glyph->advance_pt > 0)
    out.code.advance =
        kashida +
        (gint32)lround(hb_font_get_glyph_h_advance(run->font->hb, glyph->glyph_id) * scale);
  // The letter stands exactly where it should; what the step leaves is inside the overlap.
  out.x_pt = pen_pt + glyph->kashida_pt - kashida / units_per_pt;
  if (kashida > 0)
    add_kashida(&out.code, run, scale, kashida, (gint32)lround(KASHIDA_OVERLAP_EM * em));
  out.has_ink = glyph_has_ink(run->font, glyph->glyph_id);
  if (out.has_ink)
    add_part(&out.code, (CodePart){run->font, glyph->glyph_id,
                                   kashida + (gint32)lround((glyph->x_pt - pen_pt) * units_per_pt),
                                   (gint32)lround(glyph->y_pt * units_per_pt), scale, scale});
  return out;
}

static void read_run(Arena *arena, GArray *codes, const GlyphRun *run, const GlyphRun *host) {
  double pen_pt = run->x_pt;
  for (guint i = 0; i < run->glyph_count; i++) {
    if (run->glyphs[i].is_space && run->glyphs[i].advance_pt <= 0) continue; // at the line's end
    LineCode code = glyph_code(arena, run, &run->glyphs[i], host, pen_pt);
    g_array_append_val(codes, code);
    pen_pt += run->glyphs[i].advance_pt;
  }
}

static gboolean is_joiner(const LineCode *code) {
  return strcmp(code->code.text, "\342\200\214") == 0 ||
         strcmp(code->code.text, "\342\200\215") == 0;
}

// `from` becomes part of `into`, which stands next to it.
static void merge_codes(Arena *arena, LineCode *into, const LineCode *from, gboolean from_is_left) {
  double units_per_pt = into->host->font->units_per_em / into->host->size_pt;
  gint32 shift = (gint32)lround((from->x_pt - into->x_pt) * units_per_pt);
  gint32 move =
      from_is_left && from->code.advance > 0 ? -shift : 0; // the new origin is further left
  for (guint i = 0; move && i < into->code.part_count; i++)
    into->code.parts[i].dx += move;
  for (guint i = 0; i < from->code.part_count; i++) {
    CodePart part = from->code.parts[i];
    part.dx += shift + move;
    add_part(&into->code, part);
  }
  if (move) into->x_pt = from->x_pt;
  into->code.advance += from->code.advance;
  into->has_ink = into->has_ink || from->has_ink;
  into->owns_text = into->owns_text || from->owns_text;
  into->width_pt += from->width_pt;
  const char *left = from_is_left ? from->code.text : into->code.text;
  const char *right = from_is_left ? into->code.text : from->code.text;
  into->code.text_bytes += from->code.text_bytes;
  into->code.text = arena_printf(arena, "%s%s", left, right);
}

// Whether the code at `at` becomes part of the one at its right. A joiner does: pdf.js drops a code
// whose text ends in a format character, so it must stand at the left of its letter's text.
static gboolean merges_right(const LineCode *codes, guint at, guint count) {
  if (at + 1 >= count) return FALSE;
  if (is_joiner(&codes[at])) return codes[at + 1].has_ink && codes[at + 1].host == codes[at].host;
  return !codes[at].owns_text && codes[at].run == codes[at + 1].run &&
         (codes[at].level & 1 || at == 0 || codes[at - 1].run != codes[at].run);
}

// A glyph without text joins its cluster: the neighbour that comes before it in reading order, or
// the one after it at the start of a run.
static void merge_neighbours(Arena *arena, GArray *codes) {
  LineCode *all = (LineCode *)(void *)codes->data;
  guint kept = 0;
  for (guint i = 0; i < codes->len; i++) {
    if (merges_right(all, i, codes->len))
      merge_codes(arena, &all[i + 1], &all[i], TRUE);
    else if (!all[i].owns_text && kept && all[kept - 1].run == all[i].run) {
      merge_codes(arena, &all[kept - 1], &all[i], FALSE);
    } else {
      all[kept++] = all[i];
    }
  }
  g_array_set_size(codes, kept);
}

void line_code_read(Arena *arena, GArray *codes, const Line *line) {
  const GlyphRun *host = line_host(line);
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    read_run(arena, codes, run, host_scale(run, host) < CODE_MAX_SCALE ? host : run);
  }
  merge_neighbours(arena, codes);
  // Every code needs a text: readers would print the number of one that has none as a letter.
  for (guint i = 0; i < codes->len; i++) {
    LineCode *code = &g_array_index(codes, LineCode, i);
    if (code->code.text_bytes) continue;
    code->code.text = code->level & 1 ? RIGHT_MARK : LEFT_MARK;
    code->code.text_bytes = (guint32)strlen(RIGHT_MARK);
  }
}
