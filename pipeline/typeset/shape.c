#include "typeset/shape.h"

#include <hb-ot.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "typeset/gap.h"
#include "typeset/joined.h"
#include "typeset/kashida.h"

#define CACHED_UNITS 48    // longer words are rare: shaped each time
#define CACHED_WORDS 60000 // about 30 MB

typedef struct {
  hb_font_t *hb;
  hb_script_t script;
  hb_language_t language;
  guint16 length;
  UChar tail;
  guint8 rtl, code, kashida;
  guint32 hash;
  UChar text[CACHED_UNITS];
} WordKey;

struct Shaper {
  hb_buffer_t *buffer;
  Arena *words;
  GHashTable *cache; // WordKey -> ShapedWord
  JoinTable *joins;
};

static guint hash_key(gconstpointer data) {
  return ((const WordKey *)data)->hash;
}

static gboolean equal_keys(gconstpointer left, gconstpointer right) {
  const WordKey *a = left, *b = right;
  return a->hash == b->hash && a->length == b->length && a->hb == b->hb && a->script == b->script &&
         a->language == b->language && a->rtl == b->rtl && a->code == b->code &&
         a->kashida == b->kashida && a->tail == b->tail &&
         memcmp(a->text, b->text, a->length * sizeof(UChar)) == 0;
}

Shaper *shaper_new(void) {
  Shaper *shaper = g_new0(Shaper, 1);
  shaper->buffer = hb_buffer_create();
  shaper->words = arena_new();
  shaper->joins = join_table_new();
  shaper->cache = g_hash_table_new(hash_key, equal_keys);
  return shaper;
}

void shaper_free(Shaper *shaper) {
  if (!shaper) return;
  hb_buffer_destroy(shaper->buffer);
  g_hash_table_unref(shaper->cache);
  arena_free(shaper->words);
  join_table_free(shaper->joins);
  g_free(shaper);
}

void shaper_trim(Shaper *shaper) {
  if (g_hash_table_size(shaper->cache) < CACHED_WORDS) return;
  g_hash_table_remove_all(shaper->cache);
  arena_free(shaper->words);
  shaper->words = arena_new();
}

// Source: Unicode ch. 9: a letter takes its shape from its neighbours unless they join nothing.
static gboolean joins(const Flow *flow, gint64 at) {
  return at >= 0 && at < flow->length && joining_type(flow->text[at]) != U_JT_NON_JOINING;
}

// Nor does it take one from a space, nor a space from anything, but in fonts that are shaped across
// spaces.
static gboolean stands_alone(const Flow *flow, const Item *item, guint32 start, guint32 end) {
  gboolean space = end - start == 1 && flow->text[start] == ' ' && !item->font->across_spaces;
  return space || (!joins(flow, (gint64)start - 1) && !joins(flow, end));
}

static gboolean fill_key(WordKey *key, const Flow *flow, const Item *item, guint32 start,
                         guint32 end, UChar tail) {
  if (end - start > CACHED_UNITS) return FALSE;
  if (!stands_alone(flow, item, start, end)) return FALSE;
  key->hb = item->font->hb;
  key->script = item->script;
  key->language = item->language;
  key->length = (guint16)(end - start);
  key->tail = tail;
  key->rtl = item->level & 1;
  key->code = item->code != 0;
  key->kashida = item->kashida != 0;
  guint32 hash = 2166136261u ^ (guint32)(gsize)key->hb ^ tail;
  for (guint i = 0; i < key->length; i++) {
    key->text[i] = flow->text[start + i];
    hash = (hash ^ key->text[i]) * 16777619u;
  }
  key->hash = hash ^ key->rtl;
  return TRUE;
}

// A code's signs stand for themselves: no ligature hides what was typed.
static const hb_feature_t CODE_FEATURES[] = {
    {HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1},
    {HB_TAG('c', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
    {HB_TAG('d', 'l', 'i', 'g'), 0, 0, (unsigned)-1},
    {HB_TAG('c', 'a', 'l', 't'), 0, 0, (unsigned)-1},
};

#define MAX_FEATURES 32

// Font.plain_forms: runs of such characters are shaped without localised forms.
static guint fill_plain_forms(hb_feature_t *features, const Flow *flow, const Item *item,
                              guint32 start, guint32 end) {
  guint count = 0;
  for (guint32 at = start; at < end; at++) {
    char unit[U8_MAX_LENGTH + 1] = "";
    gsize length = 0;
    if (U16_IS_SURROGATE(flow->text[at])) continue;
    U8_APPEND_UNSAFE(unit, length, flow->text[at]);
    if (!strstr(item->font->plain_forms, unit)) continue;
    guint32 offset = at - start;
    if (count && features[count - 1].end == offset)
      features[count - 1].end++;
    else if (count < MAX_FEATURES)
      features[count++] = (hb_feature_t){HB_TAG('l', 'o', 'c', 'l'), 0, offset, offset + 1};
  }
  return count;
}

static guint fill_features(hb_feature_t *features, const Flow *flow, const Item *item,
                           guint32 start, guint32 end) {
  if (item->code) {
    memcpy(features, CODE_FEATURES, sizeof CODE_FEATURES);
    return G_N_ELEMENTS(CODE_FEATURES);
  }
  return item->font->plain_forms ? fill_plain_forms(features, flow, item, start, end) : 0;
}

static void fill_buffer(hb_buffer_t *buffer, const Flow *flow, const Item *item, guint32 start,
                        guint32 end, UChar tail) {
  hb_buffer_reset(buffer);
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_flags_t flags = HB_BUFFER_FLAG_DEFAULT;
  if (item->kashida) flags |= HB_BUFFER_FLAG_PRODUCE_SAFE_TO_INSERT_TATWEEL;
  hb_buffer_set_flags(buffer, flags);
  hb_buffer_set_direction(buffer, item->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, item->script);
  hb_buffer_set_language(buffer, item->language);
  // Five letters of context on each side are what HarfBuzz looks at.
  guint32 before = start > 5 ? start - 5 : 0, after = MIN(flow->length, end + 5);
  if (tail) after = end;
  hb_buffer_add_utf16(buffer, flow->text + before, (gint32)(after - before), start - before,
                      (gint32)(end - start));
  guint count;
  hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  for (guint i = 0; i < count; i++) {
    infos[i].cluster -= start - before;
    if (infos[i].codepoint == '\t' || infos[i].codepoint == 0x2028) infos[i].codepoint = ' ';
  }
  if (tail) hb_buffer_add(buffer, tail, end - start);
}

static ShapedWord *read_glyphs(Arena *arena, const hb_buffer_t *const_buffer, const Item *item,
                               guint32 length) {
  hb_buffer_t *buffer = (hb_buffer_t *)const_buffer;
  ShapedWord *word = ARENA_NEW(arena, ShapedWord);
  hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &word->glyph_count);
  hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
  word->glyphs = ARENA_ARRAY(arena, ShapedGlyph, word->glyph_count);
  word->length = length;
  word->rtl = item->level & 1;
  word->one_each = word->glyph_count == length;
  gboolean classes = hb_ot_layout_has_glyph_classes(item->font->face);
  for (guint i = 0; i < word->glyph_count; i++) {
    hb_glyph_flags_t flags = hb_glyph_info_get_glyph_flags(&infos[i]);
    ShapedGlyph *glyph = &word->glyphs[i];
    glyph->glyph_id = infos[i].codepoint;
    glyph->at = infos[i].cluster;
    glyph->advance = positions[i].x_advance;
    glyph->x_offset = positions[i].x_offset;
    glyph->y_offset = positions[i].y_offset;
    glyph->unsafe_to_break = (flags & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
    glyph->tatweel = (flags & HB_GLYPH_FLAG_SAFE_TO_INSERT_TATWEEL) != 0;
    glyph->mark = classes && hb_ot_layout_get_glyph_class(item->font->face, glyph->glyph_id) ==
                                 HB_OT_LAYOUT_GLYPH_CLASS_MARK;
    word->width += glyph->advance;
    word->one_each &= glyph->at == (word->rtl ? length - 1 - i : i);
  }
  return word;
}

const ShapedWord *shape_word(Shaper *shaper, Arena *scratch, const Flow *flow, const Item *item,
                             guint32 start, guint32 end, UChar tail) {
  WordKey key;
  gboolean cached = fill_key(&key, flow, item, start, end, tail);
  if (cached) {
    const ShapedWord *known = g_hash_table_lookup(shaper->cache, &key);
    if (known) return known;
  }
  fill_buffer(shaper->buffer, flow, item, start, end, tail);
  hb_feature_t features[MAX_FEATURES];
  guint feature_count = fill_features(features, flow, item, start, end);
  hb_shape(item->font->hb, shaper->buffer, features, feature_count);
  ShapedWord *word =
      read_glyphs(cached ? shaper->words : scratch, shaper->buffer, item, end - start);
  if (item->kashida) kashida_find(word, flow->text + start, end - start, item->font, shaper->joins);
  joined_find(word, flow->text + start);
  if (item->script == HB_SCRIPT_ARABIC && !item->code && !item->font->across_spaces)
    word->gaps = (guint16)gap_count(word, flow->text + start, 0, word->glyph_count);
  if (cached) {
    gsize bytes = G_STRUCT_OFFSET(WordKey, text) + key.length * sizeof(UChar);
    g_hash_table_insert(shaper->cache, arena_copy(shaper->words, &key, bytes), word);
  }
  return word;
}

gint64 word_slice(const ShapedWord *word, guint32 start, guint32 end, guint *first, guint *count) {
  gint64 width = 0;
  *first = 0;
  *count = 0;
  for (guint i = 0; i < word->glyph_count; i++) {
    const ShapedGlyph *glyph = &word->glyphs[i];
    // A hyphen of ours stands at `length` and belongs to the word's end.
    if (glyph->at < start || (glyph->at >= end && end < word->length)) continue;
    if (*count == 0) *first = i;
    (*count)++;
    width += glyph->advance;
  }
  return width;
}

gboolean word_may_split(const ShapedWord *word, guint32 at) {
  gboolean begins = FALSE;
  for (guint i = 0; i < word->glyph_count; i++) {
    if (word->glyphs[i].at != at) continue;
    if (word->glyphs[i].unsafe_to_break) return FALSE;
    begins = TRUE;
  }
  return begins;
}
