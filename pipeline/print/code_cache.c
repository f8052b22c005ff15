#include "print/code_cache.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define KASHIDA_STEP_EM (1 / 64.0) // widths in such steps, so that codes are not without number
#define SPACE_STEP_EM   0.001      // of the widths of spaces, so that Cairo need not move the pen
#define KERN_MAX_EM     0.1 // back over the letter before: from 0.2 em on pdf.js cuts the line
#define RECENT_CODES    4096
#define STRETCH_MAX     (CODE_MAX_PARTS - 1)

// All that a code is made of. Lengths are in units of the host.
typedef struct {
  const Font *font, *host;
  double scale;
  const char *text; // logical
  guint32 text_bytes;
  guint hash;
  gint32 kashida, dy;
  gint32 taken;             // of the line, less the kashida
  guint32 kind;             // KIND_…
  guint count;              // of glyphs
  guint16 ids[STRETCH_MAX]; // left to right
  gint32 dx[STRETCH_MAX];   // from the end of the kashida
} CodeKey;

enum { KIND_RTL = 1, KIND_SPACE = 2, KIND_HYPHEN = 4 };

typedef struct {
  KnownCode known;
  CodeKey key;
} CacheEntry;

struct CodeCache {
  Arena *arena;
  GHashTable *entries;              // CodeKey -> CacheEntry
  CacheEntry *recent[RECENT_CODES]; // the last of each place
};

static guint key_hash(gconstpointer data) {
  return ((const CodeKey *)data)->hash;
}

// Asked for every glyph of a document.
static gboolean key_equal(gconstpointer a_data, gconstpointer b_data) {
  const CodeKey *a = a_data, *b = b_data;
  if (a->hash != b->hash || a->count != b->count || a->taken != b->taken ||
      a->text_bytes != b->text_bytes || a->kind != b->kind || a->font != b->font ||
      a->host != b->host || a->kashida != b->kashida || a->dy != b->dy || a->scale != b->scale)
    return FALSE;
  for (guint i = 0; i < a->count; i++)
    if (a->ids[i] != b->ids[i] || a->dx[i] != b->dx[i]) return FALSE;
  for (guint i = 0; i < a->text_bytes; i++)
    if (a->text[i] != b->text[i]) return FALSE;
  return TRUE;
}

CodeCache *code_cache_new(void) {
  CodeCache *cache = g_new0(CodeCache, 1);
  cache->arena = arena_new();
  cache->entries = g_hash_table_new(key_hash, key_equal);
  return cache;
}

void code_cache_free(CodeCache *cache) {
  if (!cache) return;
  g_hash_table_unref(cache->entries);
  arena_free(cache->arena);
  g_free(cache);
}

double code_host_scale(const GlyphRun *run, const GlyphRun *host) {
  return run->size_pt / host->size_pt * host->font->units_per_em / run->font->units_per_em;
}

CodeReader code_reader(CodeCache *cache, const GlyphRun *run, const GlyphRun *host) {
  double em = host->font->units_per_em, scale = code_host_scale(run, host);
  if (fabs(scale - 1) < 1.0 / 16384) scale = 1;
  return (CodeReader){cache, run, host, scale, em, em / host->size_pt};
}

guint code_stretch(const GlyphRun *run, guint index) {
  guint count = 1;
  for (const LineGlyph *left = &run->glyphs[index], *right = left + 1;
       left->joins_right && index + count < run->glyph_count && count < STRETCH_MAX &&
       left->kashida_pt == 0 && right->kashida_pt == 0 &&
       right->text_offset + right->text_bytes == left->text_offset;
       left++, right++)
    count++;
  return count;
}

static inline gint32 nearest(double value) {
  return (gint32)(value < 0 ? value - 0.5 : value + 0.5);
}

static inline gint32 to_units(const CodeReader *reader, double length_pt) {
  return nearest(length_pt * reader->units_per_pt);
}

// In units, but in whole steps.
static gint32 to_steps(const CodeReader *reader, double length_pt, double step_em) {
  double step = step_em * reader->em;
  return nearest(nearest(length_pt * reader->units_per_pt / step) * step);
}

// The text tells most of the drawing: of the glyphs the two at the ends do, whose forms depend on
// what stands beside them.
static guint hash_key(const CodeKey *key) {
  guint hash = (guint)key->taken * 31 + (guint)key->kashida;
  for (guint i = 0; i < key->text_bytes; i++)
    hash = (hash ^ (guint8)key->text[i]) * 16777619u;
  hash = (hash ^ key->ids[0] ^ (guint)key->ids[key->count - 1] << 16) * 16777619u;
  return hash ^ hash >> 15;
}

static void fill_key(const CodeReader *reader, guint index, guint count, double pen_pt,
                     double width_pt, CodeKey *key) {
  const LineGlyph *glyphs = &reader->run->glyphs[index], *last = &glyphs[count - 1];
  double kashida_pt = glyphs->kashida_pt, taken_pt = width_pt - kashida_pt;
  key->font = reader->run->font;
  key->host = reader->host->font;
  key->scale = reader->scale;
  key->text = glyph_text(reader->run, last);
  key->text_bytes = glyphs->text_offset + glyphs->text_bytes - last->text_offset;
  key->dy = to_units(reader, glyphs->y_pt);
  key->kind = (reader->run->level & 1 ? KIND_RTL : 0u) | (glyphs->is_space ? KIND_SPACE : 0u) |
              (glyphs->is_hyphen ? KIND_HYPHEN : 0u);
  key->kashida = kashida_pt > 0 ? to_steps(reader, kashida_pt, KASHIDA_STEP_EM) : 0;
  key->taken =
      glyphs->is_space ? to_steps(reader, taken_pt, SPACE_STEP_EM) : to_units(reader, taken_pt);
  key->count = count;
  for (guint i = 0; i < count; i++) {
    key->ids[i] = glyphs[i].glyph_id;
    key->dx[i] = to_units(reader, glyphs[i].x_pt - pen_pt);
  }
  key->hash = hash_key(key);
}

// Readers turn right-to-left text round character by character: a glyph that stands for several has
// them in the order in which they would stand on the page.
static const char *visual_text(Arena *arena, const char *text, guint32 length_bytes) {
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
static void set_text(Arena *arena, const CodeKey *key, Code *code) {
  gboolean ours = key->kind & (KIND_SPACE | KIND_HYPHEN);
  code->text = key->kind & KIND_HYPHEN ? "-" : ours ? " " : "";
  code->text_bytes = ours ? 1 : key->text_bytes;
  if (!ours && key->text_bytes)
    code->text = key->kind & KIND_RTL ? visual_text(arena, key->text, key->text_bytes) : key->text;
}

// A tatweel that fills the code's left end from one join to the other.
static guint set_kashida(const CodeReader *reader, gint32 width_units, CodePart *part) {
  const Font *font = reader->run->font;
  if (!reader->run->tatweel_glyph) return 0;
  gint32 overlap =
      (gint32)lround(font->tatweel_overlap_em * reader->run->size_pt * reader->units_per_pt);
  double em = font->units_per_em, straight = font->tatweel_width_em * em;
  double scale_x = MIN((width_units + 2.0 * overlap) / straight, CODE_MAX_SCALE);
  gint32 dx = (gint32)lround(-overlap - font->tatweel_left_em * em * scale_x);
  *part = (CodePart){font, reader->run->tatweel_glyph, dx, 0, scale_x, reader->scale};
  return 1;
}

// A letter that the next one is drawn far into (Amiri's reh below a final letter) has the width
// that it takes in the line; all others have their own, so that codes are few.
static gint32 letter_advance(const CodeReader *reader, const CodeKey *key) {
  double own = 0;
  for (guint i = 0; i < key->count; i++)
    own += hb_font_get_glyph_h_advance(key->font->hb, key->ids[i]) * key->scale;
  if (own - key->taken <= KERN_MAX_EM * reader->em) return (gint32)lround(own);
  double taken_em = floor(key->taken / reader->em / KASHIDA_STEP_EM) * KASHIDA_STEP_EM;
  return (gint32)MAX(0, lround(taken_em * reader->em));
}

static gboolean glyph_has_ink(const Font *font, guint glyph_id) {
  hb_glyph_extents_t box;
  return hb_font_get_glyph_extents(font->hb, glyph_id, &box) && box.width && box.height;
}

static void set_parts(const CodeReader *reader, const CodeKey *key, KnownCode *known) {
  CodePart *parts = ARENA_ARRAY(reader->cache->arena, CodePart, key->count + 1);
  Code *code = &known->code;
  for (guint i = 0; i < key->count; i++)
    known->has_ink |= glyph_has_ink(key->font, key->ids[i]);
  if (!known->has_ink) return;
  code->parts = parts;
  if (key->kashida > 0) code->part_count = set_kashida(reader, key->kashida, parts);
  for (guint i = 0; i < key->count; i++)
    parts[code->part_count++] = (CodePart){key->font, key->ids[i], key->kashida + key->dx[i],
                                           key->dy,   key->scale,  key->scale};
}

static guint count_letters(const CodeKey *key) {
  guint count = 0;
  gint32 at = 0;
  UChar32 c;
  if (key->kind != KIND_RTL) return 0;
  while (at < (gint32)key->text_bytes) {
    U8_NEXT_OR_FFFD(key->text, at, (gint32)key->text_bytes, c);
    UCharDirection class = u_charDirection(c);
    if (c > 0xFFFF || (class != U_RIGHT_TO_LEFT && class != U_RIGHT_TO_LEFT_ARABIC)) return 0;
    count++;
  }
  return count <= G_MAXUINT8 ? count : 0;
}

static CacheEntry *add_entry(const CodeReader *reader, const CodeKey *key) {
  CodeCache *cache = reader->cache;
  CacheEntry *entry = ARENA_NEW(cache->arena, CacheEntry);
  entry->key = *key;
  entry->key.text = arena_strndup(cache->arena, key->text, key->text_bytes);
  KnownCode *known = &entry->known;
  set_text(cache->arena, &entry->key, &known->code);
  // Invisible characters are drawn by the space glyph, whose own width is not theirs.
  if (key->taken > 0 || key->kashida > 0)
    known->code.advance =
        key->kashida + (key->kind & KIND_SPACE ? key->taken : letter_advance(reader, key));
  known->letters = count_letters(key);
  set_parts(reader, key, known);
  g_hash_table_insert(cache->entries, &entry->key, entry);
  return entry;
}

KnownCode *code_read(const CodeReader *reader, guint index, guint count, double pen_pt,
                     double width_pt, double *kashida_pt) {
  CodeKey key;
  fill_key(reader, index, count, pen_pt, width_pt, &key);
  *kashida_pt = key.kashida / reader->units_per_pt;
  CacheEntry **recent = &reader->cache->recent[key.hash % RECENT_CODES];
  if (*recent && key_equal(&(*recent)->key, &key)) return &(*recent)->known;
  CacheEntry *entry = g_hash_table_lookup(reader->cache->entries, &key);
  if (!entry) entry = add_entry(reader, &key);
  *recent = entry;
  return &entry->known;
}
