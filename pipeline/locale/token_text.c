#include "locale/token_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

// An opening sign that waits for its closing one.
typedef struct {
  UChar32 closer;
  guint32 index;
  guint32 left_letters, right_letters; // how many there were before it
} Opening;

#define MAX_NESTING 32

static const struct {
  UChar32 open, close;
} pairs[] = {{'(', ')'},       {'[', ']'},       {'{', '}'},       {'<', '>'},       {0xAB, 0xBB},
             {0x2039, 0x203A}, {0x201C, 0x201D}, {0x2018, 0x2019}, {0x201E, 0x201C}, {'"', '"'}};

static gboolean is_superior(UChar32 c) {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x2089 && u_isdefined(c));
}

static CharClass classify(UChar32 c, UCharDirection direction, CharClass previous) {
  if (direction == U_RIGHT_TO_LEFT_ARABIC && c != 0x61C) return CHAR_RTL; // most of Farsi
  if (c == ' ') return CHAR_SPACE;
  if (c == 0xFFFC) return CHAR_OBJECT;
  if (c < 0) return CHAR_SIGN;
  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) return CHAR_BREAK;
  if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL)) return CHAR_BREAK;
  if (u_isUWhiteSpace(c)) return CHAR_SPACE;
  if (u_isdigit(c)) return CHAR_DIGIT;
  if (is_superior(c)) return previous == CHAR_LTR ? CHAR_LTR : CHAR_DIGIT;
  switch (direction) {
  case U_LEFT_TO_RIGHT: return CHAR_LTR;
  case U_RIGHT_TO_LEFT:
  case U_RIGHT_TO_LEFT_ARABIC: return CHAR_RTL;
  case U_DIR_NON_SPACING_MARK:
  case U_BOUNDARY_NEUTRAL:
    // A mark, ZWNJ and their like belong to what they follow.
    return previous == CHAR_LTR || previous == CHAR_RTL || previous == CHAR_DIGIT ? previous
                                                                                  : CHAR_SIGN;
  default: return CHAR_SIGN;
  }
}

// Right-to-left punctuation: what holds it is no wholly left-to-right text.
static gboolean is_rtl_sign(UChar32 c) {
  return c == 0x60C || c == 0x61B || c == 0x61F || c == 0x66A || c == 0x66B || c == 0x66C;
}

typedef struct {
  TextChar *chars;
  Opening stack[MAX_NESTING];
  guint depth, left_letters, right_letters;
} Matcher;

static void close_pair(Matcher *matcher, guint index, guint at) {
  const Opening *opening = &matcher->stack[at];
  if (matcher->right_letters == opening->right_letters) {
    matcher->chars[opening->index].partner = index;
    matcher->chars[opening->index].holds_letters = matcher->left_letters > opening->left_letters;
  }
  matcher->depth = at;
}

static void match_sign(Matcher *matcher, guint index) {
  UChar32 c = matcher->chars[index].c;
  for (guint i = matcher->depth; i > 0; i--)
    if (matcher->stack[i - 1].closer == c) {
      close_pair(matcher, index, i - 1);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    if (pairs[i].open == c && matcher->depth < MAX_NESTING) {
      matcher->stack[matcher->depth++] =
          (Opening){pairs[i].close, index, matcher->left_letters, matcher->right_letters};
      return;
    }
}

// ’ inside a word.
static gboolean is_apostrophe(const TokenText *text, guint index) {
  const TextChar *at = &text->chars[index];
  return at->c == 0x2019 && index > 0 && at[-1].class == CHAR_LTR && at[1].class == CHAR_LTR;
}

static void match_pairs(TokenText *text) {
  Matcher matcher = {.chars = text->chars};
  for (guint i = 0; i < text->count; i++) {
    const TextChar *at = &text->chars[i];
    switch (at->class) {
    case CHAR_BREAK: matcher.depth = 0; break;
    case CHAR_LTR: matcher.left_letters++; break;
    case CHAR_RTL: matcher.right_letters++; break;
    case CHAR_SIGN:
      if (is_rtl_sign(at->c))
        matcher.right_letters++;
      else if (!is_apostrophe(text, i))
        match_sign(&matcher, i);
      break;
    default: break;
    }
  }
}

TokenText token_text_new(const CharacterTable *characters, const char *text, gsize length_bytes) {
  TokenText result = {.source = text, .chars = g_new(TextChar, length_bytes + 1)};
  CharClass previous = CHAR_BREAK;
  gsize at = 0;
  while (at < length_bytes) {
    TextChar *entry = &result.chars[result.count++];
    *entry = (TextChar){.offset = (guint32)at};
    U8_NEXT(text, at, length_bytes, entry->c);
    entry->direction = (guint8)character_direction(characters, entry->c);
    entry->class = previous = classify(entry->c, (UCharDirection)entry->direction, previous);
  }
  result.chars[result.count] = (TextChar){.offset = (guint32)at, .class = CHAR_BREAK};
  match_pairs(&result);
  return result;
}

void token_text_clear(TokenText *text) {
  g_clear_pointer(&text->chars, g_free);
}

gboolean token_in(UChar32 c, const char32_t *set) {
  for (; c && *set; set++)
    if ((UChar32)*set == c) return TRUE;
  return FALSE;
}

gboolean token_begins(const TokenScan *scan, guint index) {
  if (index == 0) return TRUE;
  const TextChar *before = token_char(scan, index - 1);
  switch (before->class) {
  case CHAR_SPACE:
  case CHAR_BREAK:
  case CHAR_OBJECT: return TRUE;
  case CHAR_SIGN: return token_in(before->c, U"([{«‹“‘\"'،؛؟:;,!…—–/");
  default: return FALSE;
  }
}

void token_add(TokenScan *scan, guint start, guint end, TokenKind kind, TokenTreatment treatment,
               gboolean no_break) {
  if (end <= start) return;
  // A left-to-right text needs no isolates but around phrases of the other direction.
  if (!scan->rtl && kind != TOKEN_PHRASE) treatment = TOKEN_KEEP;
  if (treatment == TOKEN_MARK_ALM && (!scan->alm || scan->after_alm)) treatment = TOKEN_KEEP;
  if (treatment == TOKEN_KEEP && !no_break) return;
  Token token = {token_char(scan, start)->offset, token_char(scan, end)->offset, kind, treatment,
                 no_break};
  g_array_append_val(scan->tokens, token);
}
