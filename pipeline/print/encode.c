#include "print/encode.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "print/line_code.h"
#include "print/line_segment.h"

#define WEIGHT_MARGIN 20  // one mark more for so many letters
#define WEIGHTS_MAX   40  // marks of a line
#define NEAR_EDGE_EM  3.0 // farther inside, all letters show
#define EDGE_PT       0.1
#define LETTER_STEPS  0x700 // Latin, Arabic and what lies between

struct Encoding {
  Arena *arena;
  CodedLine ***pages; // by page and item; NULL where an item is no line
  GPtrArray *fonts;   // of EditionFont
  GArray *font_of;    // of guint, by Font.file_index: index + 1 into fonts
  GArray *unmarked;   // of LineCode: the line at work, without direction marks
  GArray *codes;      // and with them
  GArray *runs;       // of CodedRun: of that line
  Arena *scratch;     // of the page at work
  CodeCache *cache;
  gint8 letter_steps[LETTER_STEPS]; // by character, as letter_step() has them
};

// The line at work, as it is filled.
typedef struct {
  const Page *page;
  const Placed *placed;
  const Line *unscaled; // the line with glyphs of their own widths
  CodedLine *line;
  CodedGlyph *glyphs; // of the whole line; each run has a part of them
  guint glyph_count;
  gboolean raised; // every other string of the line
} LineJob;

static void free_font(gpointer font) {
  edition_font_free(font);
}

static guint *font_of(Encoding *encoding, const Font *host) {
  if (host->file_index >= encoding->font_of->len)
    g_array_set_size(encoding->font_of, host->file_index + 1); // cleared
  return &g_array_index(encoding->font_of, guint, host->file_index);
}

static void add_font(Encoding *encoding, const Font *host) {
  const char *name =
      arena_printf(encoding->arena, "Beyt%u-%s", encoding->fonts->len + 1, host->name);
  g_ptr_array_add(encoding->fonts, edition_font_new(host, name));
  *font_of(encoding, host) = encoding->fonts->len;
}

// The code's id in the edition font of `host`; a full font is followed by another one.
static guint add_code(Encoding *encoding, const Font *host, const Code *code, guint *font) {
  if (!*font_of(encoding, host)) add_font(encoding, host);
  *font = *font_of(encoding, host) - 1;
  guint id = edition_font_add(encoding->fonts->pdata[*font], code);
  if (id) return id;
  add_font(encoding, host);
  *font = *font_of(encoding, host) - 1;
  return edition_font_add(encoding->fonts->pdata[*font], code);
}

static gboolean is_as_known(const LineCode *code) {
  const Code *known = code->known ? &code->known->code : NULL;
  return known && known->text == code->code.text && known->text_bytes == code->code.text_bytes &&
         known->parts == code->code.parts && known->advance == code->code.advance;
}

// As add_code(); of a code as it was first made, this is remembered with it.
static guint add_line_code(Encoding *encoding, const Font *host, const LineCode *code,
                           guint *font) {
  if (!is_as_known(code) || host != code->host->font)
    return add_code(encoding, host, &code->code, font);
  KnownCode *known = code->known;
  if (!known->id) known->id = add_code(encoding, host, &code->code, &known->font);
  *font = known->font;
  return known->id;
}

// Whether any ink of a code whose origin is at (x, y) from the page's corner is on the page, by a
// tenth of a point.
static gboolean shows_ink(const LineJob *job, const LineCode *code, double x_pt, double y_pt) {
  const Page *page = job->page;
  double pt = code->host->size_pt / code->host->font->units_per_em;
  double across = pt * job->placed->line->glyph_scale;
  for (guint i = 0; i < code->code.part_count; i++) {
    const CodePart *part = &code->code.parts[i];
    hb_glyph_extents_t box;
    if (!hb_font_get_glyph_extents(part->font->hb, part->glyph_id, &box)) continue;
    double left = x_pt + (part->dx + box.x_bearing * part->scale_x) * across;
    double top = y_pt - (part->dy + box.y_bearing * part->scale_y) * pt;
    double right = left + box.width * part->scale_x * across;
    double bottom = top - box.height * part->scale_y * pt;
    if (right > EDGE_PT && left < page->width_pt - EDGE_PT && bottom > EDGE_PT &&
        top < page->height_pt - EDGE_PT)
      return TRUE;
  }
  return FALSE;
}

static gboolean is_beside(const LineJob *job, const LineCode *inked, double x_pt) {
  return x_pt < -inked->host->size_pt || x_pt > job->page->width_pt;
}

static double code_x_pt(const LineJob *job, const LineCode *code) {
  const Line *line = job->placed->line;
  return job->placed->x_pt + line->x_pt + code->x_pt * line->glyph_scale;
}

static gboolean is_well_inside(const Page *page, double x_pt, double y_pt, double size_pt) {
  double near_pt = NEAR_EDGE_EM * size_pt;
  return x_pt > near_pt && x_pt < page->width_pt - near_pt && y_pt > near_pt &&
         y_pt < page->height_pt - near_pt;
}

// Cairo leaves out what shows no ink, and what lies far off the page, and with them the numbers of
// their codes: ink that is not on the page is none. The slug of a press stands below its page.
static void hide_ink(LineJob *job, GArray *codes) {
  const Page *page = job->page;
  double y_pt = job->placed->ink < INK_MARK_ALL ? job->placed->y_pt : page->height_pt / 2;
  for (guint i = 0; i < codes->len; i++) {
    LineCode *code = &g_array_index(codes, LineCode, i);
    if (!code->has_ink) continue;
    double x_pt = code_x_pt(job, code);
    code->has_ink = is_well_inside(page, x_pt, y_pt, code->host->size_pt) ||
                    (!is_beside(job, code, x_pt) && shows_ink(job, code, x_pt, y_pt));
  }
}

static CodedRun *last_run(const Encoding *encoding) {
  GArray *runs = encoding->runs;
  return runs->len ? &g_array_index(runs, CodedRun, runs->len - 1) : NULL;
}

static CodedRun *begin_run(Encoding *encoding, const LineJob *job, const CodedRun *look) {
  CodedRun run = *look;
  run.scale_x = job->placed->line->glyph_scale;
  run.raised = job->raised;
  run.y_pt = job->placed->y_pt - (job->raised ? STRING_STEP_EM * look->size_pt : 0);
  run.glyphs = job->glyphs + job->glyph_count;
  g_array_append_val(encoding->runs, run);
  return last_run(encoding);
}

// What is painted in one colour from one font is one run, so that Cairo writes a line as one
// string. What lies far off the page is dropped, sooner than Cairo would drop it.
static void append_code(Encoding *encoding, LineJob *job, const LineCode *code,
                        const LineCode *inked) {
  guint font;
  double x_pt = code_x_pt(job, code);
  if (is_beside(job, inked, x_pt)) return;
  guint id = add_line_code(encoding, inked->host->font, code, &font);
  Ink ink = inked->run->style->ink;
  double size_pt = inked->host->size_pt;
  CodedRun *run = last_run(encoding);
  if (code->starts_string) job->raised = !job->raised;
  if (!run || run->font != font || run->ink != ink || run->size_pt != size_pt ||
      run->raised != job->raised)
    run = begin_run(encoding, job, &(CodedRun){.font = font, .ink = ink, .size_pt = size_pt});
  const GlyphRun *source = code->run ? code->run : inked->run;
  guint16 index = (guint16)(source - job->unscaled->runs);
  job->glyphs[job->glyph_count++] = (CodedGlyph){(float)x_pt, (guint16)id, index};
  run->glyph_count++;
}

static const LineCode *first_inked(const LineCode *codes, guint from, guint count) {
  for (guint i = from; i < count; i++)
    if (codes[i].has_ink) return &codes[i];
  return NULL;
}

// The ink that a code without ink stands before, where it belongs to that one's string.
static const LineCode *leads_string(const LineCode *codes, guint at, guint count) {
  gboolean leads = codes[at].starts_string && !codes[at].has_ink;
  if (line_code_is(&codes[at], RIGHT_MARK) && at + 1 < count) leads = codes[at + 1].has_ink;
  return leads ? first_inked(codes, at, count) : NULL;
}

// Spaces and marks take font and colour from the ink before them: a string without ink would be
// left out by Cairo, and the codes' numbers would no longer be ours. A mark that stands before a
// letter at the same place is in the letter's string: poppler sorts strings by place, and could
// else put it after the letter. What leads a string leads it with all that stands before its ink.
// Gives the last ink.
static const LineCode *append_segment(Encoding *encoding, LineJob *job, const LineSegment *segment,
                                      const LineCode *inked) {
  const LineCode *codes = (const LineCode *)(const void *)encoding->codes->data, *led = NULL;
  inked = first_inked(codes, segment->start, segment->end) ?: inked;
  for (guint i = segment->start; i < segment->end; i++) {
    led = codes[i].has_ink ? NULL : leads_string(codes, i, segment->end) ?: led;
    if (codes[i].has_ink) inked = &codes[i];
    append_code(encoding, job, &codes[i], led ? led : inked);
  }
  return inked;
}

static void append_line(Encoding *encoding, LineJob *job) {
  g_autoptr(GArray) segments = line_segments_new(encoding->scratch, encoding->codes, job->unscaled);
  const LineCode *codes = (const LineCode *)(const void *)encoding->codes->data, *inked = NULL;
  for (guint i = 0; i < segments->len && !inked; i++) {
    const LineSegment *segment = &g_array_index(segments, LineSegment, i);
    inked = first_inked(codes, segment->start, segment->end);
  }
  for (guint i = 0; i < segments->len && inked; i++)
    inked = append_segment(encoding, job, &g_array_index(segments, LineSegment, i), inked);
}

// Codes are made for letters as the font draws them, whatever the line makes of their widths: one
// code serves all lines, and readers find the same gaps. The painter scales them.
static const Line *unscale(Arena *scratch, const Line *line) {
  if (line->glyph_scale == 1) return line;
  double scale = 1 / line->glyph_scale;
  Line *out = arena_copy(scratch, line, sizeof *line);
  out->width_pt *= scale;
  out->runs = arena_copy(scratch, line->runs, sizeof(GlyphRun) * line->run_count);
  for (guint i = 0; i < out->run_count; i++) {
    GlyphRun *run = &out->runs[i];
    run->x_pt *= scale;
    run->width_pt *= scale;
    run->glyphs = arena_copy(scratch, run->glyphs, sizeof(LineGlyph) * run->glyph_count);
    for (guint k = 0; k < run->glyph_count; k++) {
      run->glyphs[k].x_pt *= (float)scale;
      run->glyphs[k].advance_pt *= (float)scale;
      run->glyphs[k].kashida_pt *= (float)scale;
    }
  }
  return out;
}

static guint run_bytes(const GlyphRun *run) {
  guint bytes = 0;
  for (guint i = 0; i < run->glyph_count; i++)
    bytes += run->glyphs[i].text_bytes;
  return bytes;
}

static gboolean has_ltr(const Line *line) {
  for (guint r = 0; r < line->run_count; r++)
    if (!(line->runs[r].level & 1)) return TRUE;
  return FALSE;
}

static CodedLine *encode_line(Encoding *encoding, const Page *page, const Placed *placed,
                              const PageDirection *direction) {
  const Line *line = unscale(encoding->scratch, placed->line);
  LineJob job = {.page = page,
                 .placed = placed,
                 .unscaled = line,
                 .line = ARENA_NEW(encoding->arena, CodedLine)};
  g_array_set_size(encoding->unmarked, 0);
  g_array_set_size(encoding->codes, 0);
  line_code_read(encoding->scratch, encoding->cache, encoding->unmarked, line);
  line_code_suit_readers(encoding->scratch, encoding->unmarked, line->direction);
  line_code_mark_directions(encoding->scratch, encoding->unmarked, line->direction, direction,
                            encoding->codes);
  if (line->direction == DIRECTION_RTL && has_ltr(line)) line_code_order_phrases(encoding->codes);
  hide_ink(&job, encoding->codes);
  g_array_set_size(encoding->runs, 0);
  job.glyphs = ARENA_ARRAY(encoding->arena, CodedGlyph, encoding->codes->len);
  append_line(encoding, &job);
  job.line->run_count = encoding->runs->len;
  job.line->runs =
      arena_copy(encoding->arena, encoding->runs->data, encoding->runs->len * sizeof(CodedRun));
  return job.line;
}

// A line below the page stays away, unless it is meant to stand there (print/press_slug.c).
static gboolean is_painted(const Page *page, const Placed *placed) {
  if (placed->kind != PLACED_LINE || !placed->line) return FALSE;
  return placed->ink >= INK_MARK_ALL || (placed->y_pt >= 0 && placed->y_pt <= page->height_pt);
}

// 1 for a letter that reads from left to right, -1 for one that reads from right to left.
static gint8 letter_step(UChar32 c) {
  switch (u_charDirection(c)) {
  case U_LEFT_TO_RIGHT: return 1;
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC: return -1;
  default: return 0;
  }
}

static void find_letter_steps(Encoding *encoding) {
  for (guint c = 0; c < LETTER_STEPS; c++)
    encoding->letter_steps[c] = letter_step((UChar32)c);
}

// Letters of the line that read from left to right, less those that read from right to left.
static void count_letters(const Encoding *encoding, const Line *line, gint *balance,
                          gint *letters) {
  for (guint r = 0; r < line->run_count; r++)
    for (guint i = 0; i < line->runs[r].glyph_count; i++) {
      const LineGlyph *glyph = &line->runs[r].glyphs[i];
      const char *text = glyph_text(&line->runs[r], glyph);
      gint32 at = 0;
      UChar32 c;
      while (at < (gint32)glyph->text_bytes) {
        U8_NEXT_OR_FFFD(text, at, (gint32)glyph->text_bytes, c);
        gint8 step = c < LETTER_STEPS ? encoding->letter_steps[c] : letter_step(c);
        *balance += step;
        *letters += step != 0;
      }
    }
}

static gboolean has_text(const Page *page, guint item) {
  return is_painted(page, &page->items[item]) && page->items[item].ink < INK_MARK_ALL;
}

// Whether no counting is needed: at least half of what reads from right to left are letters, and
// what reads from left to right would have to be as many.
static gboolean is_plainly_rtl(const Page *page) {
  guint ltr_bytes = 0, rtl_glyphs = 0;
  for (guint i = 0; i < page->count; i++) {
    const Line *line = has_text(page, i) ? page->items[i].line : NULL;
    for (guint r = 0; line && r < line->run_count; r++)
      if (line->runs[r].level & 1)
        rtl_glyphs += line->runs[r].glyph_count;
      else
        ltr_bytes += run_bytes(&line->runs[r]);
  }
  return ltr_bytes * 6 < rtl_glyphs;
}

static PageDirection page_direction(const Encoding *encoding, const Page *page) {
  PageDirection out = {0};
  gint balance = 0, letters = 0, lines[2] = {0, 0};
  for (guint i = 0; i < page->count; i++)
    if (has_text(page, i)) lines[page->items[i].line->direction == DIRECTION_RTL]++;
  out.mixed = lines[0] && lines[1];
  if (!out.mixed || lines[1] * 3 < lines[0] || is_plainly_rtl(page)) return out;
  for (guint i = 0; i < page->count; i++)
    if (has_text(page, i)) count_letters(encoding, page->items[i].line, &balance, &letters);
  gint missing = balance + letters / WEIGHT_MARGIN; // the count is ours, not quite poppler's
  if (missing > 0) out.weights = (guint)MIN((missing + lines[1] - 1) / lines[1], WEIGHTS_MAX);
  return out;
}

Encoding *encoding_new(const Document *document, guint page_count) {
  Encoding *encoding = g_new0(Encoding, 1);
  encoding->arena = arena_new();
  encoding->scratch = arena_new();
  encoding->fonts = g_ptr_array_new_with_free_func(free_font);
  encoding->font_of = g_array_new(FALSE, TRUE, sizeof(guint));
  encoding->cache = code_cache_new();
  encoding->unmarked = g_array_new(FALSE, FALSE, sizeof(LineCode));
  encoding->codes = g_array_new(FALSE, FALSE, sizeof(LineCode));
  find_letter_steps(encoding);
  encoding->runs = g_array_new(FALSE, FALSE, sizeof(CodedRun));
  encoding->pages = ARENA_ARRAY(encoding->arena, CodedLine **, document->page_count);
  for (guint p = 0; p < MIN(page_count, document->page_count); p++) {
    const Page *page = &document->pages[p];
    arena_clear(encoding->scratch);
    PageDirection direction = page_direction(encoding, page);
    encoding->pages[p] = ARENA_ARRAY(encoding->arena, CodedLine *, page->count);
    for (guint i = 0; i < page->count; i++)
      if (is_painted(page, &page->items[i]))
        encoding->pages[p][i] = encode_line(encoding, page, &page->items[i], &direction);
  }
  return encoding;
}

void encoding_free(Encoding *encoding) {
  if (!encoding) return;
  g_ptr_array_unref(encoding->fonts);
  g_array_unref(encoding->font_of);
  g_array_unref(encoding->unmarked);
  g_array_unref(encoding->codes);
  g_array_unref(encoding->runs);
  code_cache_free(encoding->cache);
  arena_free(encoding->scratch);
  arena_free(encoding->arena);
  g_free(encoding);
}

guint encoding_font_count(const Encoding *encoding) {
  return encoding->fonts->len;
}

EditionFont *encoding_lookup_font(const Encoding *encoding, guint index) {
  return encoding->fonts->pdata[index];
}

const CodedLine *encoding_lookup_line(const Encoding *encoding, guint page, guint item) {
  return encoding->pages[page][item];
}
