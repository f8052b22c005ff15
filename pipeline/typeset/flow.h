// Flow: the text of a paragraph as the stages of typeset/ read it: UTF-16 for ICU and HarfBuzz,
// with the way back to the source's UTF-8. Positions in typeset/ ("at", "start", "end") count
// UTF-16 units.
#pragma once
#include <unicode/ubidi.h>

#include "locale/token.h"
#include "typeset/paragraph.h"

typedef struct {
  guint32 start, end;
  gboolean no_break;
  gboolean is_url;
  TokenTreatment treatment;
} FlowToken;

typedef struct {
  const Paragraph *paragraph;
  const char *utf8; // all pieces, valid UTF-8: a byte that is none became U+FFFD
  guint32 utf8_bytes;
  UChar *text; // line ends of all kinds are U+2028
  guint32 length;
  guint32 *offsets;      // byte offset of each unit, and of the end
  guint32 *piece_starts; // unit where each piece starts, and the end
  FlowToken *tokens;     // of the block
  guint token_count;
  FlowToken
      *piece_tokens; // inside pieces that stand apart, and addresses anywhere: for breaks only
  guint piece_token_count;
  guint8 *levels; // bidi level of each unit; made by flow_resolve_levels
} Flow;

// Gathers the pieces and scans for tokens. `utf8` lives with `arena`, all else with `scratch`.
Flow *flow_new(Arena *arena, Arena *scratch, const Paragraph *paragraph);
// Fills in `levels` (UAX#9 with the block's direction, isolates and U+061C as token.h has them; the
// controls that we add are in no other text). Forbidden or unbalanced controls of the source have
// no effect (BD-17). `bidi` is a reusable ICU object.
void flow_resolve_levels(Arena *scratch, Flow *flow, UBiDi *bidi);
// Index of the piece that the unit `at` lies in; `hint` is where to begin to look.
guint flow_piece_at(const Flow *flow, guint32 at, guint hint);
// A piece that is read apart from the text around it: an isolate, or the mark of a footnote.
gboolean flow_stands_apart(const TextPiece *piece);
// U+0020, tab: glue between words.
static inline gboolean flow_is_space(UChar c) {
  return c == ' ' || c == '\t';
}
static inline gboolean flow_is_line_end(UChar c) {
  return c == 0x2028;
}
