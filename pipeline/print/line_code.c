#include "print/line_code.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define KASHIDA_STEP_EM (1 / 64.0) // widths in such steps, so that codes are not without number
#define KERN_MAX_EM     0.1 // back over the letter before: from 0.2 em on pdf.js cuts the line

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
  gint32 first = 0;
  U8_FWD_1((const guint8 *)text, first, (gint32)length_bytes);
  if (!(level & 1) || first == (gint32)length_bytes) return text;
  char *out = arena_alloc(arena, length_bytes);
  gint32 from = (gint32)length_bytes, at = 0;
  while (from > 0) {
    gint32 end = from;
    U8_BACK_1((const guint8 *)text, 0, from);
    memcpy(out + at, text + from, (gsize)(end - from));
    at += end - from;
  }
  return out;
}

// What a reader of the file is to find for a glyph. One space is as good as another in print, and
// only U+0020 is found by who types a space. Our hyphens are U+002D: PDFium, poppler and the search
// of pdf.js put the word together again; pdf.js drops U+00AD, and the word stays in two.
static void set_text(Arena *arena, Code *code, const LineGlyph *glyph, guint8 level) {
  gboolean ours = glyph->is_hyphen || glyph->is_space;
  code->text = glyph->is_hyphen ? "-" : glyph->is_space ? " " : "";
  code->text_bytes = ours ? 1 : glyph->text_bytes;
  if (!ours && glyph->text_bytes)
    code->text = visual_text(arena, glyph->text, glyph->text_bytes, level);
}

// A tatweel that fills the code's left end from one join to the other. FALSE where there is none.
static gboolean set_kashida(CodePart *part, const GlyphRun *run, double scale, gint32 width_units,
                            gint32 overlap_units) {
  if (!run->tatweel_glyph) return FALSE;
  double em = run->font->units_per_em, straight = run->font->tatweel_width_em * em;
  double scale_x = MIN((width_units + 2.0 * overlap_units) / straight, CODE_MAX_SCALE);
  gint32 dx = (gint32)lround(-overlap_units - run->font->tatweel_left_em * em * scale_x);
  *part = (CodePart){run->font, run->tatweel_glyph, dx, 0, scale_x, scale};
  return TRUE;
}

// One run at work, with what all its glyphs share.
typedef struct {
  Arena *arena;
  GlyphCache *glyphs;
  const GlyphRun *run, *host;
  double em, units_per_pt, scale;
  CodePart *parts; // room for those of all its glyphs
} RunJob;

static void set_parts(RunJob *job, Code *code, const LineGlyph *glyph, gint32 kashida,
                      double offset_pt) {
  code->parts = job->parts;
  if (kashida > 0) {
    gint32 overlap =
        (gint32)lround(job->run->font->tatweel_overlap_em * job->run->size_pt * job->units_per_pt);
    code->part_count = set_kashida(job->parts, job->run, job->scale, kashida, overlap);
  }
  gint32 dx = kashida + (gint32)lround(offset_pt * job->units_per_pt);
  gint32 dy = glyph->y_pt != 0 ? (gint32)lround(glyph->y_pt * job->units_per_pt) : 0;
  job->parts[code->part_count++] =
      (CodePart){job->run->font, glyph->glyph_id, dx, dy, job->scale, job->scale};
  job->parts += code->part_count;
}

// A letter that the next one is drawn far into (Amiri's reh below a final letter) has the width
// that it takes in the line; all others have their own, so that codes are few.
static gint32 letter_advance(const RunJob *job, const LineGlyph *glyph, const GlyphFact *fact) {
  double own = fact->advance * job->scale;
  double taken = (glyph->advance_pt - glyph->kashida_pt) * job->units_per_pt;
  if (glyph->is_space || own - taken <= KERN_MAX_EM * job->em) return (gint32)lround(own);
  return (gint32)MAX(0,
                     lround(floor(taken / job->em / KASHIDA_STEP_EM) * KASHIDA_STEP_EM * job->em));
}

static LineCode glyph_code(RunJob *job, const LineGlyph *glyph, double pen_pt) {
  const GlyphFact *fact = glyph_cache_lookup(job->glyphs, job->run->font, glyph->glyph_id);
  gint32 kashida = 0;
  if (glyph->kashida_pt > 0)
    kashida = (gint32)lround(round(glyph->kashida_pt / job->host->size_pt / KASHIDA_STEP_EM) *
                             KASHIDA_STEP_EM * job->em);
  LineCode out = {.run = job->run, .host = job->host, .level = job->run->level};
  set_text(job->arena, &out.code, glyph, job->run->level);
  out.owns_text = out.code.text_bytes > 0;
  out.width_pt = glyph->advance_pt;
  // Invisible characters are drawn by the space glyph, whose own width is not theirs.
  if (glyph->advance_pt > 0) out.code.advance = kashida + letter_advance(job, glyph, fact);
  // The letter stands exactly where it should; what the step leaves is inside the overlap.
  out.x_pt = pen_pt + glyph->kashida_pt - kashida / job->units_per_pt;
  out.has_ink = fact->has_ink;
  if (out.has_ink) set_parts(job, &out.code, glyph, kashida, glyph->x_pt - pen_pt);
  return out;
}

static void read_run(Arena *arena, GlyphCache *glyphs, GArray *codes, const GlyphRun *run,
                     const GlyphRun *host) {
  double em = host->font->units_per_em, scale = host_scale(run, host), pen_pt = run->x_pt;
  if (fabs(scale - 1) < 1.0 / 16384) scale = 1;
  RunJob job = {arena, glyphs, run, host, em, em / host->size_pt, scale, NULL};
  job.parts = ARENA_ARRAY(arena, CodePart, 2 * run->glyph_count);
  guint count = codes->len;
  g_array_set_size(codes, count + run->glyph_count);
  LineCode *all = (LineCode *)(void *)codes->data;
  for (guint i = 0; i < run->glyph_count; i++) {
    const LineGlyph *glyph = &run->glyphs[i];
    if (glyph->is_space && glyph->advance_pt <= 0) continue; // at the line's end
    all[count++] = glyph_code(&job, glyph, pen_pt);
    pen_pt += glyph->advance_pt;
  }
  g_array_set_size(codes, count);
}

static gboolean is_joiner(const LineCode *code) {
  return line_code_is(code, "\342\200\214") || line_code_is(code, "\342\200\215");
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
      all[kept++] = all[i];
    }
  }
  g_array_set_size(codes, kept);
}

void line_code_read(Arena *arena, GlyphCache *glyphs, GArray *codes, const Line *line) {
  const GlyphRun *host = line_host(line);
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    read_run(arena, glyphs, codes, run, host_scale(run, host) < CODE_MAX_SCALE ? host : run);
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
