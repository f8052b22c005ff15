// Shape: items into words of glyphs, by HarfBuzz in context, each distinct word once. Measures of a
// shaped word are font units, so that it serves every size.
#pragma once
#include "typeset/itemize.h"

typedef struct {
  guint32 glyph_id;
  guint32 at; // first unit of the glyph's cluster, from the word's start
  gint32 advance, x_offset, y_offset;
  guint8 unsafe_to_break; // the word must be shaped anew when broken before `at`
  guint8 tatweel;         // a tatweel may stand before `at` (HarfBuzz's veto is absent)
  guint8 mark;            // GDEF class
  guint8 joins_right;     // by a stroke, to the glyph at its right (joined.h)
} ShapedGlyph;

// Immutable. Lives with the shaper, or with the scratch arena when it is not cached.
typedef struct {
  ShapedGlyph *glyphs; // left to right
  guint glyph_count;
  guint32 length; // units
  gint64 width;
  gboolean rtl;
  gboolean one_each; // each unit has one glyph of its own, in order: most words
  // The best place for a kashida: before the unit `kashida_at` (0 = none), and how good it is
  // (1 = best). Only where the item allows kashida.
  guint32 kashida_at;
  guint8 kashida_rank;
  guint16 gaps; // places where its letters stand apart and may move a little (gap.h)
} ShapedWord;

// A stretch of the flow between spaces, or a space, or a line end.
typedef struct {
  const Item *item;
  const ShapedWord *word;
  guint32 start, end; // units of the flow: a part of the word where item.font shapes across spaces
  guint32 word_start; // unit where `word` starts
  double width_pt;
  gboolean is_space;    // glue
  gboolean is_line_end; // U+2028: no width
} Segment;

typedef struct {
  Segment *segments;
  guint count;
} SegmentList;

// Reusable state: HarfBuzz's buffer and the words shaped so far. Not thread-safe.
typedef struct Shaper Shaper;
Shaper *shaper_new(void);
void shaper_free(Shaper *shaper);
// Drops the words shaped so far when there are very many. No word may be in use.
void shaper_trim(Shaper *shaper);

// One word: the units [start, end) of the flow, which lie in `item`, with the text around them as
// context. `tail` is U+2010 or U+002D for a word that ends in a hyphen of ours, 0 for none.
const ShapedWord *shape_word(Shaper *shaper, Arena *scratch, const Flow *flow, const Item *item,
                             guint32 start, guint32 end, UChar tail);
// All items, in logical order.
SegmentList paragraph_shape(Shaper *shaper, Arena *scratch, const Flow *flow,
                            const ItemList *items);
// The glyphs of the clusters that begin in [start, end), counted from the word's start; returns
// their width in font units.
gint64 word_slice(const ShapedWord *word, guint32 start, guint32 end, guint *first, guint *count);
// Whether a cluster begins at the unit `at` and the glyphs on both sides stay as they are when the
// line ends there.
gboolean word_may_split(const ShapedWord *word, guint32 at);
