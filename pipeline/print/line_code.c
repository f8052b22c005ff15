#include "print/line_code.h"

#include <math.h>
#include <string.h>

static const GlyphRun *line_host(const Line *line) {
  const GlyphRun *host = NULL;
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    if (run->glyph_count && (!host || run->width_pt > host->width_pt)) host = run;
  }
  return host;
}

static LineCode glyph_code(const CodeReader *reader, guint index, guint count, double pen_pt,
                           double width_pt) {
  double kashida_pt;
  KnownCode *known = code_read(reader, index, count, pen_pt, width_pt, &kashida_pt);
  return (LineCode){
      .code = known->code,
      .known = known,
      // The letter stands exactly where it should; what the step leaves is inside the overlap.
      .x_pt = pen_pt + reader->run->glyphs[index].kashida_pt - kashida_pt,
      .width_pt = width_pt,
      .run = reader->run,
      .host = reader->host,
      .level = reader->run->level,
      .letters = (guint8)known->letters,
      .owns_text = known->code.text_bytes > 0,
      .has_ink = known->has_ink,
  };
}

static void read_run(CodeCache *cache, GArray *codes, const GlyphRun *run, const GlyphRun *host) {
  CodeReader reader = code_reader(cache, run, host);
  double pen_pt = run->x_pt;
  guint kept = codes->len, count;
  g_array_set_size(codes, kept + run->glyph_count);
  LineCode *all = (LineCode *)(void *)codes->data;
  for (guint i = 0; i < run->glyph_count; i += count) {
    count = code_stretch(run, i);
    double width_pt = 0;
    for (guint k = i; k < i + count; k++)
      width_pt += run->glyphs[k].advance_pt;
    if (run->glyphs[i].is_space && width_pt <= 0) continue; // at the line's end
    all[kept++] = glyph_code(&reader, i, count, pen_pt, width_pt);
    pen_pt += width_pt;
  }
  g_array_set_size(codes, kept);
}

static gboolean is_joiner(const LineCode *code) {
  return !code->letters &&
         (line_code_is(code, "\342\200\214") || line_code_is(code, "\342\200\215"));
}

static void join_parts(Arena *arena, LineCode *into, const LineCode *from, gint32 into_dx,
                       gint32 from_dx) {
  guint own = into->code.part_count, more = from->code.part_count;
  CodePart *parts = ARENA_ARRAY(arena, CodePart, own + more);
  for (guint i = 0; i < own; i++) {
    parts[i] = into->code.parts[i];
    parts[i].dx += into_dx;
  }
  for (guint i = 0; i < more; i++) {
    parts[own + i] = from->code.parts[i];
    parts[own + i].dx += from_dx;
  }
  into->code.parts = parts;
  into->code.part_count = MIN(own + more, CODE_MAX_PARTS);
}

// `from` becomes part of `into`, which stands next to it.
static void merge_codes(Arena *arena, LineCode *into, const LineCode *from, gboolean from_is_left) {
  double units_per_pt = into->host->font->units_per_em / into->host->size_pt;
  gint32 shift = (gint32)lround((from->x_pt - into->x_pt) * units_per_pt);
  gboolean moves = from_is_left && from->code.advance > 0; // the new origin is further left
  gint32 move = moves ? -shift : 0;
  if (move || from->code.part_count) join_parts(arena, into, from, move, shift + move);
  if (moves) into->x_pt = from->x_pt;
  into->code.advance += from->code.advance;
  into->letters = 0;
  into->has_ink = into->has_ink || from->has_ink;
  into->owns_text = into->owns_text || from->owns_text;
  into->width_pt += from->width_pt;
  const Code *left = from_is_left ? &from->code : &into->code;
  const Code *right = from_is_left ? &into->code : &from->code;
  char *text = arena_alloc(arena, left->text_bytes + right->text_bytes);
  if (left->text_bytes) memcpy(text, left->text, left->text_bytes);
  if (right->text_bytes) memcpy(text + left->text_bytes, right->text, right->text_bytes);
  into->code.text_bytes += from->code.text_bytes;
  into->code.text = text;
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
      if (kept != i) all[kept] = all[i];
      kept++;
    }
  }
  g_array_set_size(codes, kept);
}

void line_code_read(Arena *arena, CodeCache *cache, GArray *codes, const Line *line) {
  const GlyphRun *host = line_host(line);
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    read_run(cache, codes, run, code_host_scale(run, host) < CODE_MAX_SCALE ? host : run);
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
