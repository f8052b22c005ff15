// Paragraph: styled text of one paragraph, ready to be set. No page in sight.
// All lengths are in pt; x grows to the right, y grows down.
#pragma once
#include "model/publication.h"
#include "typeset/font.h"

// Those of INK_MARK_… are for what stands outside the trim of a file for a press: on all plates, or
// on one.
typedef enum {
  INK_TEXT,
  INK_ACCENT,
  INK_MUTED,
  INK_MARK_ALL,
  INK_MARK_CYAN,
  INK_MARK_MAGENTA,
  INK_MARK_YELLOW,
  INK_MARK_BLACK,
  INK_MARK_SPOT,
  INK_COUNT
} Ink;

typedef struct {
  FontRole role;
  FontWeight weight;
  gboolean italic; // never slanted by machine: a language without italics uses weight (D4)
  double size_pt;  // nominal; each font's size_factor is applied to it
  double rise_pt;  // of the baseline, up: superscripts
  Ink ink;
  gboolean underline;
  gboolean strike;
  const char *lang; // BCP 47, of this piece
  const char *url;  // a link's target; "#name" is a place inside the document; NULL
  guint footnote;   // this piece is the mark of that footnote (from 1); 0 = none
  const Node *node; // where it came from: for tags and diagnostics; may be NULL
  // Isolates (FSI) around several pieces: so many open before this one and close behind it. They
  // nest, and balance over the paragraph (BD-18).
  guint8 enters, leaves;
} TextStyle;

// A stretch of text in one style. A '\n' is a forced line break.
typedef struct {
  const char *text; // UTF-8
  gsize length_bytes;
  TextStyle style;
  gboolean isolate; // a unit of its own direction: surrounded by FSI … PDI for ubidi
} TextPiece;

typedef enum { TEXT_JUSTIFY, TEXT_START, TEXT_CENTER, TEXT_END } TextAlign;

typedef struct {
  TextPiece *pieces;
  guint piece_count;
  const Locale *locale; // of the block: base direction, break rules, digits
  Direction direction;  // of the block; normally locale->direction
  TextAlign align;
  double indent_pt;  // of the first line, at the start side
  double leading_pt; // baseline to baseline: the block's, whatever fonts its lines have (JU-7)
  KashidaUse kashida;
  gboolean hyphenate;
  // Of justified text: signs at the ends of its lines stand out of the measure, as its locale has
  // it.
  gboolean hanging;
  double glyph_scaling; // of justified text: its letters grow wider or narrower by this at most
  // One line only, never broken (a hemistich, a running head); with TEXT_JUSTIFY it is stretched to
  // the measure though it is the last one, by kashida first.
  gboolean keep_whole_line;
  gboolean balanced; // not justified: its lines are to be of about one length (balance.h)
  SourceSpan span;
} Paragraph;

// Width and start-side inset of line i (from 0): the last entry holds for all further lines.
typedef struct {
  const double *widths_pt;
  const double *insets_pt; // from the start side; NULL = 0
  guint count;
} LineShape;
