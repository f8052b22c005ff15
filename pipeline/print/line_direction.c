// Direction marks. What a reader takes a line for, it guesses from the characters alone; at the
// places where the guess is known to fail a mark without width stands, as a careful typist would
// set it.
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "print/line_code.h"

#define ELLIPSIS 0x2026

typedef enum { CLASS_STRONG_LEFT, CLASS_STRONG_RIGHT, CLASS_NUMERIC, CLASS_NEUTRAL } ReaderClass;

// As poppler sorts them: digits and what may stand in a number are one class, and it reads them
// from left to right together with the neutrals at their left.
static ReaderClass reader_class(UChar32 c) {
  switch (u_charDirection(c)) {
  case U_LEFT_TO_RIGHT: return CLASS_STRONG_LEFT;
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC: return CLASS_STRONG_RIGHT;
  case U_EUROPEAN_NUMBER:
  case U_EUROPEAN_NUMBER_SEPARATOR:
  case U_EUROPEAN_NUMBER_TERMINATOR:
  case U_ARABIC_NUMBER:
  case U_COMMON_NUMBER_SEPARATOR: return CLASS_NUMERIC;
  default: return CLASS_NEUTRAL;
  }
}

static UChar32 first_char(const LineCode *code) {
  gint32 at = 0;
  UChar32 c = 0;
  if (code->code.text_bytes) U8_NEXT_OR_FFFD(code->code.text, at, (gint32)code->code.text_bytes, c);
  return c;
}

static UChar32 last_char(const LineCode *code) {
  gint32 at = (gint32)code->code.text_bytes;
  UChar32 c = 0;
  if (at) U8_PREV_OR_FFFD(code->code.text, 0, at, c);
  return c;
}

typedef struct {
  GArray *in, *out;
  guint done; // codes of `in` that are in `out`
} Marking;

static void put_codes(Marking *marking, guint end) {
  g_array_append_vals(marking->out, marking->in->data + marking->done * sizeof(LineCode),
                      end - marking->done);
  marking->done = end;
}

// A mark between the codes before `index` and those from there on.
static void put_mark(Marking *marking, guint index, const char *mark, double x_pt) {
  GArray *out = marking->out;
  put_codes(marking, index);
  if (out->len) {
    const LineCode *last = &g_array_index(out, LineCode, out->len - 1);
    if (!last->run && line_code_is(last, mark)) return;
  }
  LineCode code = {.code = {.text = mark, .text_bytes = 3}, .x_pt = x_pt, .owns_text = TRUE};
  g_array_append_val(out, code);
}

static const LineCode *code_at(const GArray *codes, guint index) {
  return &g_array_index(codes, LineCode, index);
}

static double right_end(const LineCode *code) {
  return code->x_pt + code->width_pt;
}

static gboolean is_mark(const LineCode *code) {
  return u_charType(first_char(code)) == U_NON_SPACING_MARK;
}

// A code that reads from right to left. poppler takes a comma or full stop for part of a number and
// reads the space at its left before it; PDFium keeps it together with a nonspacing mark at its
// right. PDFium also mirrors brackets in right-to-left text, takes an ellipsis apart and turns the
// two halves of a character beyond U+FFFF round, where poppler and pdf.js do nothing of that kind:
// between these marks it does not either.
static void mark_rtl_code(Marking *marking, guint index) {
  const LineCode *code = code_at(marking->in, index);
  if (code->letters || line_code_is(code, " ")) return;
  UChar32 c = first_char(code);
  ReaderClass class = reader_class(c);
  if (class == CLASS_STRONG_RIGHT && c <= 0xFFFF) return;
  gboolean isolated = u_isMirrored(c) || c == ELLIPSIS || c > 0xFFFF;
  gboolean numeric = class == CLASS_NUMERIC;
  if (index > 0 && (isolated || numeric)) put_mark(marking, index, RIGHT_MARK, code->x_pt);
  if (isolated)
    put_mark(marking, index + 1, LEFT_MARK, right_end(code));
  else if (numeric && index + 1 < marking->in->len && is_mark(code_at(marking->in, index + 1)))
    put_mark(marking, index + 1, RIGHT_MARK, right_end(code));
}

// A code that reads from left to right, in a right-to-left line: the first one of its run fends off
// what stands at the left, and the last one, if neutral, holds to its run.
static void mark_ltr_code(Marking *marking, guint index) {
  const LineCode *code = code_at(marking->in, index);
  gboolean starts = index > 0 && code_at(marking->in, index - 1)->level & 1;
  gboolean ends = index + 1 == marking->in->len || code_at(marking->in, index + 1)->level & 1;
  if (starts) put_mark(marking, index, RIGHT_MARK, code->x_pt);
  if (ends && reader_class(last_char(code)) == CLASS_NEUTRAL)
    put_mark(marking, index + 1, LEFT_MARK, right_end(code));
}

static void mark_rtl_line(Marking *marking) {
  for (guint i = 0; i < marking->in->len; i++) {
    if (code_at(marking->in, i)->level & 1)
      mark_rtl_code(marking, i);
    else
      mark_ltr_code(marking, i);
  }
}

static void mark_ltr_line(Marking *marking, gboolean mixed_page) {
  guint count = marking->in->len;
  for (guint i = 0; i < count; i++) {
    const LineCode *code = code_at(marking->in, i);
    if (!(code->level & 1)) continue;
    mark_rtl_code(marking, i);
    if (i + 1 < count && !(code_at(marking->in, i + 1)->level & 1))
      put_mark(marking, i + 1, LEFT_MARK, right_end(code));
  }
  // On a page that reads from right to left poppler puts a neutral at the line's end first.
  if (mixed_page && count &&
      reader_class(last_char(code_at(marking->in, count - 1))) == CLASS_NEUTRAL)
    put_mark(marking, count, LEFT_MARK, right_end(code_at(marking->in, count - 1)));
}

// poppler holds a page for left-to-right if it has more such letters, and then puts the parts of
// every right-to-left line in the wrong order. One code has all the marks: equal codes at one place
// are one to poppler.
static void add_weights(Arena *arena, Marking *marking, guint weights) {
  if (!marking->out->len || !weights) return;
  guint32 length = (guint32)strlen(RIGHT_MARK);
  char *text = arena_alloc(arena, weights * length);
  for (guint i = 0; i < weights; i++)
    memcpy(text + i * length, RIGHT_MARK, length);
  double x_pt = right_end(code_at(marking->out, marking->out->len - 1));
  LineCode code = {.x_pt = x_pt, .owns_text = TRUE};
  code.code.text = text;
  code.code.text_bytes = weights * length;
  g_array_append_val(marking->out, code);
}

void line_code_mark_directions(Arena *arena, GArray *codes, Direction direction,
                               const PageDirection *page, GArray *out) {
  Marking marking = {.in = codes, .out = out};
  if (direction == DIRECTION_RTL)
    mark_rtl_line(&marking);
  else
    mark_ltr_line(&marking, page->mixed);
  put_codes(&marking, codes->len);
  if (direction == DIRECTION_RTL) add_weights(arena, &marking, page->weights);
}
