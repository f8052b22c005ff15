// Line codes: the glyphs of a line as codes of one edition font, in visual order, with the text
// that each of them tells a PDF reader. docs/pdf-text.md says why each rule here is as it is.
#pragma once
#include <string.h>

#include "print/code_cache.h"

#define LEFT_MARK   "\342\200\216" // U+200E
#define RIGHT_MARK  "\342\200\217" // U+200F
#define ARABIC_MARK "\330\234"     // U+061C, which pdf.js counts as a letter

// A code and its place.
typedef struct {
  Code code;
  KnownCode *known;     // what `code` was at first; NULL for none
  double x_pt;          // of its origin, from the line's left edge
  double width_pt;      // of its advance in the line, stretched or not
  const GlyphRun *run;  // NULL for a direction mark
  const GlyphRun *host; // whose font and size the code's units are of
  guint8 level;         // bidi level
  guint8 letters;       // as KnownCode.letters
  gboolean owns_text;   // FALSE: a glyph of the cluster beside it
  gboolean has_ink;
  gboolean starts_string; // a string of the file begins here
} LineCode;

// Appends the codes of a line to `codes` (of LineCode), left to right. `arena` holds their texts
// and parts. The whole line has the font and size of its widest run, so that it can be one string
// of the file; what can't be scaled to that has a host of its own. A glyph without text is merged
// into its neighbour, a joiner into the letter that it follows. Letters joined by strokes are one
// code: one drawing, which no renderer takes apart.
void line_code_read(Arena *arena, CodeCache *cache, GArray *codes, const Line *line);
// Whether the text of a code is `text`, which the compiler knows: asked of every code many times.
static inline gboolean line_code_is(const LineCode *code, const char *text) {
  return strlen(text) == code->code.text_bytes &&
         memcmp(code->code.text, text, code->code.text_bytes) == 0;
}
// Cuts marks from letters and moves width between letters and spaces where readers need it.
void line_code_suit_readers(Arena *arena, GArray *codes, Direction direction);
// Has pdf.js read a string of the codes [start, end) from right to left.
void line_code_tip_direction(Arena *arena, GArray *codes, guint start, guint end);
// A space that pdf.js takes for text of its own and not for a gap.
void line_code_fill_space(LineCode *space);
// What a line's readers see of its page.
typedef struct {
  gboolean mixed; // lines of both directions stand on it
  guint weights;  // marks that each right-to-left line adds, so that the page counts as such
} PageDirection;

// Appends the codes to `out`, with U+200E and U+200F where readers would else lose the order.
void line_code_mark_directions(Arena *arena, GArray *codes, Direction direction,
                               const PageDirection *page, GArray *out);
// Cuts left-to-right phrases of a right-to-left line into strings that PDFium puts in order.
void line_code_order_phrases(GArray *codes);
