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
  return strcmp(code->code.text, " ") == 0;
}

static double host_units_per_pt(const LineCode *code) {
  return code->host->font->units_per_em / code->host->size_pt;
}

// At the left of a mark pdf.js would look for the gap after the mark, inside the word: there the
// space is part of the letter at its own left.
static void join_space(Arena *arena, LineCode *left, const LineCode *space) {
  double step = PAD_STEP_EM * left->host->font->units_per_em;
  left->code.advance +=
      (gint32)lround(round(space->width_pt * host_units_per_pt(left) / step) * step);
  left->width_pt += space->width_pt;
  left->code.text = arena_printf(arena, "%.*s ", (int)left->code.text_bytes, left->code.text);
  left->code.text_bytes++;
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

void line_code_suit_readers(Arena *arena, GArray *codes) {
  split_marks(codes);
  LineCode *all = (LineCode *)(void *)codes->data;
  guint kept = 0;
  for (guint i = 0; i < codes->len; i++) {
    LineCode *left = kept ? &all[kept - 1] : NULL;
    gboolean fits = is_space(&all[i]) && left && left->has_ink && left->host == all[i].host;
    if (fits && i + 1 < codes->len && has_marks(&all[i + 1])) {
      join_space(arena, left, &all[i]);
      continue;
    }
    if (fits) pad_space(left, &all[i]);
    all[kept++] = all[i];
  }
  g_array_set_size(codes, kept);
}
