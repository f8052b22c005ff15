// Line: one set line, in visual order. What paginate/ places and print/ paints.
#pragma once
#include "typeset/paragraph.h"

// One glyph with the text it stands for. Every code point of a line's text belongs to exactly one
// glyph of that line (text "" for a glyph that adds none), so a line's text is known from its
// glyphs: sorted by text_offset, their texts give back the source byte by byte. White space at a
// line's end, and a forced line break, is a glyph without width (is_space) with its text.
//
// Kashida: `kashida_pt` of a glyph's advance lie at its left end, where the next letter joins. The
// glyph's own outline is then drawn at x_pt + kashida_pt, and the gap [x_pt, x_pt + kashida_pt] is
// bridged by the run's tatweel glyph, scaled in width only, so that the straight part of its ink
// reaches from x_pt - tatweel_overlap_em × size of the font to x_pt + kashida_pt + the same. A
// glyph with kashida has no mark; other glyphs of its cluster are moved along already. There are a
// thousand of these on a page, and they live until the file is written: kept small.
typedef struct {
  float x_pt;               // of the glyph's left end, from the line's left edge
  float advance_pt;         // with kashida and justification
  float y_pt;               // up from the baseline
  float kashida_pt;         // of advance_pt: filled by a stretched tatweel at the glyph's left end
  guint32 text_offset : 29; // of its text in that of its run
  guint32 is_space : 1;
  guint32 joins_right : 1; // by a stroke, to the glyph at its right, which may have a kashida there
  guint32 is_hyphen : 1;   // a hyphen of ours, without text: U+00AD is what it stands for
  guint16 glyph_id;
  guint16 text_bytes;
} LineGlyph;

// Glyphs of one font, size, style and level, left to right.
typedef struct {
  const Font *font;
  double size_pt; // real: nominal × size_factor
  guint8 level;   // bidi level; odd = right to left
  const TextStyle *style;
  const char *text; // of the whole paragraph, all pieces joined, without bidi controls we added
  LineGlyph *glyphs;
  guint glyph_count;
  double x_pt, width_pt; // from the line's left edge
  guint32 tatweel_glyph; // for kashida_pt; 0 = none
} GlyphRun;

// Of glyph->text_bytes, in logical order, as in the source.
static inline const char *glyph_text(const GlyphRun *run, const LineGlyph *glyph) {
  return run->text + glyph->text_offset;
}

typedef struct {
  GlyphRun *runs; // left to right
  guint run_count;
  double glyph_scale; // of the widths of its glyphs: they are drawn wider or narrower by this
  double x_pt;        // of the line's left edge inside its column (inset, alignment, indent)
  double width_pt;
  double ascent_pt, descent_pt; // ink extents of the fonts used, for the first line of a page
  double leading_pt;
  Direction direction;
  gboolean is_first, is_last; // of the paragraph
  gboolean hyphenated;        // ends in a hyphen of ours
  gboolean loose;             // no better break was found: spaces are wider than they should be
  guint *footnotes;           // marks on this line, in logical order
  guint footnote_count;
  const Node *node; // of the first piece
  SourceSpan span;
} Line;

typedef struct {
  Line *lines;
  guint count;
} LineList;

// Per-worker state: HarfBuzz buffers, ICU iterators, word cache. Not thread-safe.
typedef struct Typesetter Typesetter;
Typesetter *typesetter_new(const FontSet *fonts);
void typesetter_free(Typesetter *typesetter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Typesetter, typesetter_free)

// A language that pieces of paragraphs may be in, beside their block's own: words are hyphenated by
// the language of their piece. `locale` must outlive the typesetter.
void typesetter_learn(Typesetter *typesetter, const Locale *locale);
// From here on the inner stages of each paragraph are written to `out` as well (items, breaks,
// matter), until it is NULL. For dumps and bug reports.
void typesetter_trace(Typesetter *typesetter, GString *out);

// Sets a paragraph: itemize, shape, find breaks, break, justify. The pure stages have headers of
// their own (itemize.h, shape.h, breaks.h, justify.h). An unbreakable word wider than the line
// gives a diagnostic and is broken between grapheme clusters rather than run over the edge.
LineList paragraph_set(Typesetter *typesetter, Arena *arena, const Paragraph *paragraph,
                       const LineShape *shape, DiagnosticList *diagnostics);
// The width of a paragraph set as one line, without justification.
double paragraph_natural_width(Typesetter *typesetter, const Paragraph *paragraph);
// The text of a line in logical order: the proof that nothing was lost. Freed by the caller.
char *line_text(const Line *line);
// How far the line's ink reaches above and below its baseline; 0 without ink.
typedef struct {
  double above_pt, below_pt;
} LineInk;
LineInk line_ink(const Line *line);
void line_dump(const Line *line, GString *out);
