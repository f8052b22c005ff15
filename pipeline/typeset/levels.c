// UAX#9 levels of a paragraph's text. The controls that isolate tokens and pieces stand only in the
// copy that ICU reads.
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "typeset/flow.h"

enum { ALM = 0x061C, LRI = 0x2066, RLI = 0x2067, FSI = 0x2068, PDI = 0x2069, NEUTRAL = 0x200B };

// TRUE where no character can have another level than the paragraph's: most paragraphs.
static gboolean is_pure(const Flow *flow, gboolean rtl) {
  static const guint32 against_ltr =
      U_MASK(U_RIGHT_TO_LEFT) | U_MASK(U_RIGHT_TO_LEFT_ARABIC) | U_MASK(U_ARABIC_NUMBER);
  static const guint32 against_rtl =
      U_MASK(U_LEFT_TO_RIGHT) | U_MASK(U_EUROPEAN_NUMBER) | U_MASK(U_ARABIC_NUMBER);
  static const guint32 against_both = U_MASK(U_BLOCK_SEPARATOR) | U_MASK(U_SEGMENT_SEPARATOR);
  guint32 against = (rtl ? against_rtl : against_ltr) | against_both;
  const CharacterTable *characters = flow->paragraph->locale->characters;
  for (guint32 at = 0; at < flow->length;) {
    UChar32 c;
    U16_NEXT_UNSAFE(flow->text, at, c);
    if (c < 0x80) {
      if (rtl && g_ascii_isalnum((char)c)) return FALSE;
      if (c < ' ') return FALSE;
    } else if (U_MASK(character_direction(characters, c)) & against ||
               (c >= 0x202A && c <= 0x202E) || (c >= LRI && c <= PDI)) {
      return FALSE;
    }
  }
  return TRUE;
}

typedef struct {
  const Flow *flow;
  UChar *text;   // for ICU
  guint32 *from; // index in `text` of each unit of the flow
  guint32 length;
} BidiText;

// Isolates of the source that have their pair inside their own piece, as a bit per unit; others are
// passed over, as U+202A–202E are.
static guint8 *balanced_isolates(Arena *scratch, const Flow *flow) {
  guint8 *balanced = NULL;
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint32));
  guint piece = 0;
  for (guint32 at = 0; at < flow->length; at++) {
    UChar c = flow->text[at];
    if (c < LRI || c > PDI) continue;
    if (!balanced) balanced = ARENA_ARRAY(scratch, guint8, flow->length);
    guint here = flow_piece_at(flow, at, piece);
    if (here != piece) g_array_set_size(open, 0);
    piece = here;
    if (c != PDI) {
      g_array_append_val(open, at);
    } else if (open->len > 0) {
      balanced[g_array_index(open, guint32, open->len - 1)] = balanced[at] = 1;
      g_array_set_size(open, open->len - 1);
    }
  }
  return balanced;
}

static void append(BidiText *out, UChar c) {
  out->text[out->length++] = c;
}

static void append_many(BidiText *out, UChar c, guint count) {
  for (guint i = 0; i < count; i++)
    append(out, c);
}

static UChar visible_to_bidi(const guint8 *balanced, const Flow *flow, guint32 at) {
  UChar c = flow->text[at];
  if (c >= 0x202A && c <= 0x202E) return NEUTRAL;
  if (c >= LRI && c <= PDI && !balanced[at]) return NEUTRAL;
  return c;
}

// TRUE where the token has to be closed again.
static gboolean open_token(BidiText *out, TokenTreatment treatment) {
  switch (treatment) {
  case TOKEN_ISOLATE_LTR: append(out, LRI); return TRUE;
  case TOKEN_ISOLATE_RTL: append(out, RLI); return TRUE;
  case TOKEN_MARK_ALM: append(out, ALM); return FALSE;
  case TOKEN_KEEP: return FALSE;
  }
  return FALSE;
}

static void copy_with_controls(Arena *scratch, BidiText *out) {
  const Flow *flow = out->flow;
  const Paragraph *paragraph = flow->paragraph;
  const guint8 *balanced = balanced_isolates(scratch, flow);
  guint token = 0, piece = 0;
  gboolean in_token = FALSE;
  for (guint32 at = 0; at <= flow->length; at++) {
    // What ends here closes before anything opens; a token opens around the pieces inside it.
    guint first = piece;
    while (piece < paragraph->piece_count && flow->piece_starts[piece] <= at)
      piece++;
    if (piece > first && first > 0 && flow_stands_apart(&paragraph->pieces[first - 1]))
      append(out, PDI);
    if (in_token && flow->tokens[token].end <= at) {
      append(out, PDI);
      in_token = FALSE;
    }
    while (token < flow->token_count && flow->tokens[token].end <= at)
      token++;
    for (guint i = first; i < piece; i++) {
      append_many(out, PDI, i > 0 ? paragraph->pieces[i - 1].style.leaves : 0);
      append_many(out, FSI, paragraph->pieces[i].style.enters);
    }
    if (token < flow->token_count && flow->tokens[token].start == at)
      in_token = open_token(out, flow->tokens[token].treatment);
    if (piece > first && flow_stands_apart(&paragraph->pieces[piece - 1])) append(out, FSI);
    out->from[at] = out->length;
    if (at < flow->length) append(out, visible_to_bidi(balanced, flow, at));
  }
}

void flow_resolve_levels(Arena *scratch, Flow *flow, UBiDi *bidi) {
  gboolean rtl = flow->paragraph->direction == DIRECTION_RTL;
  flow->levels = ARENA_ROOM(scratch, guint8, flow->length + 1);
  memset(flow->levels, rtl ? 1 : 0, flow->length + 1);
  if (is_pure(flow, rtl)) return;
  guint32 most = flow->length + 2 * (flow->token_count + flow->paragraph->piece_count) + 2;
  for (guint i = 0; i < flow->paragraph->piece_count; i++)
    most += flow->paragraph->pieces[i].style.enters + flow->paragraph->pieces[i].style.leaves;
  BidiText out = {.flow = flow,
                  .text = ARENA_ROOM(scratch, UChar, most),
                  .from = ARENA_ROOM(scratch, guint32, flow->length + 1)};
  copy_with_controls(scratch, &out);
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi, out.text, (gint32)out.length, rtl ? 1 : 0, NULL, &status);
  const UBiDiLevel *levels = ubidi_getLevels(bidi, &status);
  if (U_FAILURE(status)) return; // out of memory only: the paragraph keeps its own direction
  for (guint32 at = 0; at < flow->length; at++)
    flow->levels[at] = levels[out.from[at]];
}
