// Phrases: left-to-right words in a right-to-left line. PDFium cuts a line where the class of its
// characters changes (letters, digits and their signs, neutrals) and turns all the pieces round, so
// that "Node.js" becomes "js.Node". It also sorts the strings of a line by the place of their first
// code. So each piece is a string of its own, whose first code is a space that stands further right
// the earlier the piece is read: sorted and turned round, the pieces are in order. The ink stays
// where it is; poppler and pdf.js look at places alone and pass over spaces.
#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "print/line_code.h"

#define ANCHOR_EM    0.25 // PDFium takes strings for one line by the width of their first code
#define KEY_EM       0.02 // from one anchor's place to the next
#define EXTENT_EM    0.04 // of a string of spaces
#define MARK_BACK_EM 0.02
#define REACH_EM     9  // Cairo begins another string where a code is more than 10 em away
#define PIECES_MAX   48 // of a phrase; a longer one stays as it is

typedef enum { PIECE_LETTERS, PIECE_WEAK, PIECE_NEUTRAL } PieceClass;

typedef struct {
  guint start, end; // into Phrase.codes
} Piece;

typedef struct {
  const LineCode *codes; // of the line
  guint count;           // of them
  guint start, end;      // of the phrase
  GArray *out;
  Piece pieces[PIECES_MAX];
  guint piece_count;
} Phrase;

// As CFX_BidiChar sorts them.
static PieceClass piece_class(const LineCode *code) {
  gint32 at = 0;
  UChar32 c;
  U8_NEXT_OR_FFFD(code->code.text, at, (gint32)code->code.text_bytes, c);
  switch (u_charDirection(c)) {
  case U_LEFT_TO_RIGHT:
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC: return PIECE_LETTERS;
  case U_ARABIC_NUMBER:
  case U_EUROPEAN_NUMBER:
  case U_DIR_NON_SPACING_MARK:
  case U_COMMON_NUMBER_SEPARATOR:
  case U_EUROPEAN_NUMBER_SEPARATOR:
  case U_EUROPEAN_NUMBER_TERMINATOR:
  case U_BOUNDARY_NEUTRAL: return PIECE_WEAK;
  default: return PIECE_NEUTRAL;
  }
}

static gboolean is_ltr(const LineCode *code) {
  return code->run && !(code->level & 1);
}

// The phrase that begins at or after code `from`, with the marks beside it. FALSE where there is
// none.
static gboolean find_phrase(Phrase *phrase, guint from) {
  guint i = from;
  while (i < phrase->count && !is_ltr(&phrase->codes[i]))
    i++;
  if (i == phrase->count) return FALSE;
  phrase->start = i > from && !phrase->codes[i - 1].run ? i - 1 : i;
  while (i < phrase->count && is_ltr(&phrase->codes[i]))
    i++;
  if (i < phrase->count && !phrase->codes[i].run && line_code_is(&phrase->codes[i], LEFT_MARK)) i++;
  phrase->end = i;
  return TRUE;
}

// FALSE where there are too many, or codes of several fonts, which are strings already.
static gboolean cut_pieces(Phrase *phrase) {
  const LineCode *codes = phrase->codes;
  PieceClass class = PIECE_NEUTRAL;
  const GlyphRun *host = NULL;
  phrase->piece_count = 0;
  for (guint i = phrase->start; i < phrase->end; i++) {
    if (!codes[i].run) continue;
    if (host && codes[i].host != host) return FALSE;
    PieceClass next = piece_class(&codes[i]);
    if (!host || next != class) {
      if (phrase->piece_count == PIECES_MAX) return FALSE;
      phrase->pieces[phrase->piece_count++].start = host ? i : phrase->start;
    }
    host = codes[i].host;
    class = next;
    phrase->pieces[phrase->piece_count - 1].end = i + 1;
  }
  phrase->pieces[phrase->piece_count - 1].end = phrase->end; // with the mark behind it
  return TRUE;
}

static gboolean is_space(const LineCode *code) {
  return line_code_is(code, " ");
}

static gboolean is_gap(const Phrase *phrase, guint piece) {
  if (piece == 0 || piece + 1 >= phrase->piece_count) return FALSE;
  for (guint i = phrase->pieces[piece].start; i < phrase->pieces[piece].end; i++)
    if (!is_space(&phrase->codes[i])) return FALSE;
  return TRUE;
}

// Where a string begins for PDFium, and where its ink does.
typedef struct {
  const GlyphRun *host;
  double key_pt, x_pt;
  guint number; // of the string in its phrase
} Anchor;

// A space. Each string of a phrase has a code of its own, by its width: equal codes that stand
// close are one to PDFium. It reaches the ink where that stands further right: PDFium would take
// the way there for a space, the way back it does not.
static void put_space(const Phrase *phrase, const Anchor *anchor, double dx_pt) {
  double em = anchor->host->font->units_per_em;
  double width_pt = MAX(anchor->x_pt - anchor->key_pt, ANCHOR_EM * anchor->host->size_pt);
  LineCode code = {.host = anchor->host, .owns_text = TRUE, .x_pt = anchor->key_pt + dx_pt};
  code.code.text = " ";
  code.code.text_bytes = 1;
  code.code.advance = (gint32)(floor(width_pt / anchor->host->size_pt * em) - anchor->number);
  code.width_pt = width_pt;
  g_array_append_val(phrase->out, code);
}

// A mark at the end of the string before it must not come to stand right of the ink: the places in
// a string are rounded, and poppler would begin a line of text between them.
static void put_anchor(const Phrase *phrase, const Anchor *anchor) {
  LineCode *before =
      phrase->out->len ? &g_array_index(phrase->out, LineCode, phrase->out->len - 1) : NULL;
  if (before && !before->host) before->x_pt -= MARK_BACK_EM * anchor->host->size_pt;
  put_space(phrase, anchor, 0);
  g_array_index(phrase->out, LineCode, phrase->out->len - 1).starts_string = TRUE;
}

// An anchor that leaves no space in the text: where a string begins with the code that stood there
// last, PDFium drops both. It passes over strings without extent: the first one has two spaces,
// which are one to it.
static void put_silent_anchor(const Phrase *phrase, const Anchor *anchor) {
  put_anchor(phrase, anchor);
  put_space(phrase, anchor, EXTENT_EM * anchor->host->size_pt);
  put_anchor(phrase, anchor);
}

static void put_codes(const Phrase *phrase, guint start, guint end, gboolean starts_string) {
  for (guint i = start; i < end; i++) {
    LineCode code = phrase->codes[i];
    if (i == start && starts_string) code.starts_string = TRUE;
    g_array_append_val(phrase->out, code);
  }
}

// The text beside phrases stands where it is. A space before it keeps PDFium from putting one.
static void put_beside(const Phrase *phrase, guint start, guint end) {
  guint first = start;
  while (first + 1 < end && !phrase->codes[first].host)
    first++;
  const LineCode *code = &phrase->codes[first];
  gboolean spaced = is_space(&phrase->codes[start]) || !code->host;
  if (!spaced) put_silent_anchor(phrase, &(Anchor){code->host, code->x_pt, code->x_pt, PIECES_MAX});
  put_codes(phrase, start, end, spaced);
}

// Places of the strings, from the last piece to the first: from `start_pt` on, `step_pt` apart.
typedef struct {
  double start_pt, step_pt;
} Keys;

// At the last piece where the first one can be reached from there, else in the middle. FALSE where
// that is too far.
static gboolean choose_keys(const Phrase *phrase, Keys *keys) {
  const LineCode *codes = phrase->codes, *end = &codes[phrase->end - 1];
  const LineCode *last = &codes[phrase->pieces[phrase->piece_count - 1].start];
  double em_pt = last->host->size_pt, end_pt = end->x_pt + end->width_pt;
  double first_pt = codes[phrase->start].x_pt, start_pt = last->x_pt;
  if (end_pt - first_pt > REACH_EM * em_pt) start_pt = (first_pt + end_pt) / 2;
  keys->start_pt = start_pt;
  keys->step_pt = MIN(KEY_EM * em_pt, (end_pt - start_pt) / (phrase->piece_count + 1));
  return end_pt - start_pt < REACH_EM * em_pt && keys->step_pt > 0;
}

// PDFium reads a neutral as it reads what it has read last: that would be the right-to-left mark
// before the phrase, and a bracket would be mirrored.
static void put_left_mark(const Phrase *phrase) {
  const LineCode *last = &g_array_index(phrase->out, LineCode, phrase->out->len - 1);
  LineCode mark = {.x_pt = last->x_pt + last->width_pt, .owns_text = TRUE};
  mark.code.text = LEFT_MARK;
  mark.code.text_bytes = (guint32)strlen(LEFT_MARK);
  g_array_append_val(phrase->out, mark);
}

static void put_piece(const Phrase *phrase, const Keys *keys, guint piece) {
  const LineCode *codes = phrase->codes;
  guint start = phrase->pieces[piece].start, last = phrase->piece_count - 1;
  double key_pt = keys->start_pt + (last - piece) * keys->step_pt;
  const LineCode *first = &codes[start];
  while (!first->host)
    first++;
  Anchor anchor = {first->host, key_pt, first->x_pt, piece};
  gboolean is_last = piece == last, moves = !is_last || key_pt != first->x_pt;
  gboolean spaced = is_last ? phrase->start == 0 || is_space(&codes[phrase->start - 1])
                            : is_gap(phrase, piece + 1);
  if (!spaced)
    put_silent_anchor(phrase, &anchor);
  else if (moves)
    put_anchor(phrase, &anchor);
  put_codes(phrase, start, phrase->pieces[piece].end, spaced && !moves);
  if (piece == 1 && piece_class(first) == PIECE_NEUTRAL) put_left_mark(phrase);
}

static gboolean put_pieces(const Phrase *phrase) {
  Keys keys;
  if (phrase->piece_count < 2 || !choose_keys(phrase, &keys)) return FALSE;
  for (guint i = 0; i < phrase->piece_count; i++)
    if (!is_gap(phrase, i)) put_piece(phrase, &keys, i);
  return TRUE;
}

void line_code_order_phrases(GArray *codes) {
  g_autoptr(GArray) in = g_array_new(FALSE, FALSE, sizeof(LineCode));
  g_array_append_vals(in, codes->data, codes->len);
  Phrase phrase = {
      .codes = (const LineCode *)(const void *)in->data, .count = in->len, .out = codes};
  g_array_set_size(codes, 0);
  guint done = 0;
  gboolean ordered = FALSE; // the phrase before `done`
  while (find_phrase(&phrase, done)) {
    if (ordered)
      put_beside(&phrase, done, phrase.start);
    else
      put_codes(&phrase, done, phrase.start, FALSE);
    ordered = cut_pieces(&phrase) && put_pieces(&phrase);
    if (!ordered) put_codes(&phrase, phrase.start, phrase.end, FALSE);
    done = phrase.end;
  }
  if (ordered && done < phrase.count)
    put_beside(&phrase, done, phrase.count);
  else
    put_codes(&phrase, done, phrase.count, FALSE);
}
