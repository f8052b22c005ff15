// What PDF readers make of marks and spaces, and how codes are cut so that they make the right
// thing of them. The rules follow pdf.js, which puts text together again from places: any code
// whose text holds a nonspacing mark counts as having no width there.
#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "print/line_code.h"

#define SPACE_MAX_EM  0.55 // pdf.js cuts the line at gaps over 0.6 em, and turns the pieces round
#define SPACE_KEPT_EM 0.5  // of a wider space; the rest goes to the letter at its left
#define GUARD_EM      0.01 // any width will do
#define TIP_MAX       12 // marks in a line: enough for any line that reads from right to left at all
#define PAD_STEP_EM   (1 / 16.0) // widths in such steps, so that codes are not without number

// Bytes at the start of a visual text that are nonspacing marks.
static guint32 leading_marks(const char *text, guint32 length_bytes) {
  gint32 at = 0, end = 0;
  UChar32 c;
  while (at < (gint32)length_bytes) {
    U8_NEXT_OR_FFFD(text, at, (gint32)length_bytes, c);
    if (u_charType(c) != U_NON_SPACING_MARK) break;
    end = at;
  }
  return (guint32)end;
}

static gboolean has_marks(const LineCode *code) {
  if (code->letters) return FALSE;
  gint32 at = 0;
  UChar32 c;
  while (at < (gint32)code->code.text_bytes) {
    U8_NEXT_OR_FFFD(code->code.text, at, (gint32)code->code.text_bytes, c);
    if (u_charType(c) == U_NON_SPACING_MARK) return TRUE;
  }
  return FALSE;
}

// A letter drawn with its mark as one glyph: the mark's text is a code of its own, without ink.
static void split_marks(GArray *codes) {
  for (guint i = 0; i < codes->len; i++) {
    LineCode *code = &g_array_index(codes, LineCode, i);
    if (code->letters || code->code.text_bytes <= 2) continue; // or one character
    guint32 marks = leading_marks(code->code.text, code->code.text_bytes);
    if (!marks || marks == code->code.text_bytes || !(code->level & 1)) continue;
    LineCode mark = *code;
    mark.code = (Code){.text = code->code.text, .text_bytes = marks};
    mark.width_pt = 0;
    mark.has_ink = FALSE;
    code->code.text += marks;
    code->code.text_bytes -= marks;
    g_array_insert_val(codes, i++, mark);
  }
}

static gboolean is_space(const LineCode *code) {
  return !code->letters && line_code_is(code, " ");
}

static double host_units_per_pt(const LineCode *code) {
  return code->host->font->units_per_em / code->host->size_pt;
}

// pdf.js would look for the gap at the left of a mark only after the mark, inside the word. A space
// that comes with a direction mark is text like any other for it, and leaves no gap.
void line_code_fill_space(LineCode *space) {
  double step = PAD_STEP_EM * space->host->font->units_per_em;
  space->code.advance =
      (gint32)lround(floor(space->width_pt * host_units_per_pt(space) / step) * step);
  space->code.text = ARABIC_MARK " ";
  space->code.text_bytes = strlen(ARABIC_MARK " ");
}

static void pad_space(LineCode *left, LineCode *space) {
  double em = space->host->size_pt;
  if (space->width_pt <= SPACE_MAX_EM * em) return;
  double pad_em = floor((space->width_pt / em - SPACE_KEPT_EM) / PAD_STEP_EM) * PAD_STEP_EM;
  left->code.advance += (gint32)lround(pad_em * left->host->font->units_per_em);
  left->width_pt += pad_em * em;
  space->x_pt += pad_em * em;
  space->width_pt -= pad_em * em;
}

// Too few for pdf.js to read a line from right to left.
static gboolean are_few(guint rtl, guint all) {
  return rtl * 10 < all * 3 + 5;
}

// Characters that pdf.js counts as right-to-left, and all of them but format characters, which it
// drops. The count ends where the first are enough whatever follows.
static void count_chars(const GArray *codes, guint start, guint end, guint *rtl, guint *all) {
  guint most = 0; // of `all`
  for (guint i = start; i < end; i++)
    most += g_array_index(codes, LineCode, i).code.text_bytes;
  *rtl = *all = 0;
  for (guint i = start; i < end && are_few(*rtl, most); i++) {
    const LineCode *code = &g_array_index(codes, LineCode, i);
    gint32 at = code->letters ? (gint32)code->code.text_bytes : 0;
    UChar32 c;
    *rtl += code->letters;
    *all += code->letters;
    while (at < (gint32)code->code.text_bytes) {
      U8_NEXT_OR_FFFD(code->code.text, at, (gint32)code->code.text_bytes, c);
      UCharDirection class = u_charDirection(c);
      *rtl +=
          class == U_RIGHT_TO_LEFT || class == U_RIGHT_TO_LEFT_ARABIC || class == U_ARABIC_NUMBER;
      (*all)++;
    }
  }
}

// pdf.js reads a line from left to right if less than three in ten of its characters are of the
// other kind, digits not counted. A right-to-left line of numbers and names then comes out in
// disorder: marks that count as letters tip the scale.
void line_code_tip_direction(Arena *arena, GArray *codes, guint start, guint end) {
  guint rtl, all, missing = 0;
  count_chars(codes, start, end, &rtl, &all);
  while (missing <= TIP_MAX && are_few(rtl + missing, all + missing))
    missing++;
  LineCode *chosen = NULL;
  for (guint i = start; i < end && missing && missing <= TIP_MAX; i++) {
    LineCode *code = &g_array_index(codes, LineCode, i);
    if (code->level & 1 && !has_marks(code) && (!chosen || (is_space(code) && !is_space(chosen))))
      chosen = code;
  }
  if (!chosen) return;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < missing; i++)
    g_string_append(text, ARABIC_MARK);
  g_string_append_len(text, chosen->code.text, chosen->code.text_bytes);
  chosen->code.text_bytes = (guint32)text->len;
  chosen->code.text = arena_take_string(arena, text);
  chosen->letters = 0;
}

// A mark at a line's left end would go to the line before: pdf.js looks at places only where a code
// is no mark. A hair of a space stands before it, at the end of the line's text.
static void guard_first_mark(GArray *codes) {
  LineCode *first = codes->len ? &g_array_index(codes, LineCode, 0) : NULL;
  if (!first || !has_marks(first)) return;
  LineCode guard = *first;
  guard.code = (Code){.text = ARABIC_MARK " ", .text_bytes = strlen(ARABIC_MARK " ")};
  guard.code.advance = (gint32)ceil(GUARD_EM * first->host->font->units_per_em);
  guard.x_pt -= GUARD_EM * first->host->size_pt;
  guard.width_pt = GUARD_EM * first->host->size_pt;
  guard.has_ink = FALSE;
  g_array_prepend_val(codes, guard);
}

void line_code_suit_readers(Arena *arena, GArray *codes, Direction direction) {
  split_marks(codes);
  LineCode *all = (LineCode *)(void *)codes->data;
  for (guint i = 0; i < codes->len; i++) {
    if (!is_space(&all[i])) continue;
    if (i + 1 < codes->len && has_marks(&all[i + 1]))
      line_code_fill_space(&all[i]);
    else if (i && all[i - 1].has_ink && all[i - 1].host == all[i].host)
      pad_space(&all[i - 1], &all[i]);
  }
  if (direction == DIRECTION_RTL) line_code_tip_direction(arena, codes, 0, codes->len);
  guard_first_mark(codes);
}
