#include "locale/token.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "locale/token_text.h"

// Whether numbers of this script's languages take the right-to-left order that U+061C stands for.
static gboolean script_is_arabic(const char *script) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode code = USCRIPT_INVALID_CODE;
  if (uscript_getCode(script, &code, 1, &status) < 1 || U_FAILURE(status)) return FALSE;
  UChar sample[4];
  int32_t length = uscript_getSampleString(code, sample, G_N_ELEMENTS(sample), &status);
  return U_SUCCESS(status) && length == 1 && u_charDirection(sample[0]) == U_RIGHT_TO_LEFT_ARABIC;
}

// Brackets and guillemets around a wholly left-to-right text stay outside of its isolate, so that
// they are mirrored (BD-13). Returns the index of the closing one.
static guint add_enclosed(TokenScan *scan, guint open) {
  guint start = open + 1, close = token_char(scan, open)->partner, end = close;
  while (start < end && token_class(scan, start) == CHAR_SPACE)
    start++;
  while (end > start && token_class(scan, end - 1) == CHAR_SPACE)
    end--;
  TokenKind kind = token_url(scan, start) == end ? TOKEN_URL : TOKEN_LATIN;
  token_add(scan, start, end, kind, TOKEN_ISOLATE_LTR, FALSE);
  return close;
}

static guint add_latin(TokenScan *scan, guint start) {
  const TextChar *here = token_char(scan, start);
  if (here->partner && here->holds_letters && token_in(here->c, U"([{«‹"))
    return add_enclosed(scan, start);
  TokenKind kind = TOKEN_URL;
  guint end = token_url(scan, start);
  if (end == start) end = token_phrase(scan, start, &kind);
  // "-v": a break after the hyphen would leave it alone.
  gboolean option = here->c == '-';
  for (guint i = start; option && i < end; i++)
    option = token_class(scan, i) != CHAR_SPACE;
  token_add(scan, start, end, kind, TOKEN_ISOLATE_LTR, option);
  return end;
}

static guint scan_rtl(TokenScan *scan, guint at) {
  const TextChar *here = token_char(scan, at);
  if (here->class == CHAR_RTL) {
    scan->after_alm = here->direction == U_RIGHT_TO_LEFT_ARABIC ||
                      (scan->after_alm && here->direction != U_RIGHT_TO_LEFT);
    return at + 1;
  }
  if (here->class == CHAR_BREAK) scan->after_alm = FALSE;
  guint end = at;
  if (here->class == CHAR_DIGIT || here->class == CHAR_SIGN) end = token_number(scan, at);
  if (end == at && here->class != CHAR_SPACE && here->class != CHAR_BREAK)
    end = add_latin(scan, at);
  return MAX(end, at + 1);
}

// The words of a right-to-left script from `start` on, and the digits and signs between them: a
// list of such words in a left-to-right text keeps that text's order, so a comma ends a phrase.
static guint phrase_end(const TokenScan *scan, guint start) {
  guint end = start;
  for (guint at = start;; at++) {
    const TextChar *here = token_char(scan, at);
    if (here->class == CHAR_RTL)
      end = at + 1;
    else if (token_in(here->c, U"؟٪") && end == at)
      end = at + 1;
    else if (here->class == CHAR_DIGIT && (end == at || here->c >= 0x660))
      end = at + 1;
    else if (here->class == CHAR_LTR || here->class == CHAR_BREAK || here->class == CHAR_OBJECT ||
             token_in(here->c, U",;:.?!()[]\"“”«»‹›/—–"))
      return end;
  }
}

static guint scan_ltr(TokenScan *scan, guint at) {
  CharClass class = token_class(scan, at);
  guint end = at;
  if (class == CHAR_RTL) {
    end = phrase_end(scan, at);
    token_add(scan, at, end, TOKEN_PHRASE, TOKEN_ISOLATE_RTL, FALSE);
  } else if (class == CHAR_DIGIT || class == CHAR_SIGN) {
    end = token_number(scan, at);
  }
  if (end == at && class != CHAR_SPACE && class != CHAR_BREAK) {
    end = token_word(scan, at);
    gboolean option = token_code(scan, at) == '-';
    token_add(scan, at, end, TOKEN_LATIN, TOKEN_KEEP, option);
  }
  return MAX(end, at + 1);
}

// Whether the first right-to-left letter is of such a script: where the block's language is not the
// text's.
static gboolean text_is_arabic(const TokenText *text) {
  for (guint i = 0; i < text->count; i++)
    if (text->chars[i].class == CHAR_RTL) return text->chars[i].direction == U_RIGHT_TO_LEFT_ARABIC;
  return FALSE;
}

// Right-to-left text has tokens where there are left-to-right letters, digits or tags: most has
// none. What is in no table is looked at in full.
static gboolean may_hold_tokens(const CharacterTable *characters, const char *text, gsize length) {
  static const guint32 makers =
      U_MASK(U_LEFT_TO_RIGHT) | U_MASK(U_EUROPEAN_NUMBER) | U_MASK(U_ARABIC_NUMBER);
  for (gsize at = 0; at < length;) {
    UChar32 c;
    U8_NEXT(text, at, length, c);
    if (c >= 0x2000 && c < 0x2070) continue; // joiners, dashes, quotes
    if (c < 0 || c >= CHARACTER_KNOWN || c == '<') return TRUE;
    if (U_MASK(character_direction(characters, c)) & makers) return TRUE;
  }
  return FALSE;
}

GArray *token_scan_as(const Locale *locale, Direction direction, const char *text,
                      gsize length_bytes) {
  gboolean rtl = direction == DIRECTION_RTL;
  if (rtl && !may_hold_tokens(locale->characters, text, length_bytes))
    return g_array_new(FALSE, FALSE, sizeof(Token));
  g_auto(TokenText) chars = token_text_new(locale->characters, text, length_bytes);
  TokenScan scan = {
      .text = &chars,
      .units = yaml_lookup(locale->root, "units"),
      .tokens = g_array_new(FALSE, FALSE, sizeof(Token)),
      .rtl = rtl,
      .alm = rtl && (script_is_arabic(locale->script) || text_is_arabic(&chars)),
  };
  for (guint at = 0; at < chars.count;)
    at = scan.rtl ? scan_rtl(&scan, at) : scan_ltr(&scan, at);
  return scan.tokens;
}

GArray *token_scan(const Locale *locale, const char *text, gsize length_bytes) {
  return token_scan_as(locale, locale->direction, text, length_bytes);
}

// The digits of right-to-left scripts are no letters of theirs to Unicode: ۵ is of class EN.
static gboolean is_rtl_sign(UChar32 c) {
  return (c >= 0x6F0 && c <= 0x6F9) || (c >= 0x660 && c <= 0x66C) || c == 0x60C || c == 0x61B ||
         c == 0x61F;
}

guint token_letters(const char *text, gsize length_bytes) {
  guint letters = 0;
  for (gsize at = 0; at < length_bytes;) {
    UChar32 c;
    U8_NEXT(text, at, length_bytes, c);
    if (c < 0) continue;
    if (is_rtl_sign(c)) letters |= TOKEN_HAS_RTL_SIGNS;
    if (!u_isalpha(c)) continue;
    UCharDirection class = u_charDirection(c);
    if (class == U_LEFT_TO_RIGHT) letters |= TOKEN_HAS_LTR;
    if (class == U_RIGHT_TO_LEFT || class == U_RIGHT_TO_LEFT_ARABIC) letters |= TOKEN_HAS_RTL;
    if ((letters & TOKEN_HAS_LTR) && (letters & TOKEN_HAS_RTL)) break;
  }
  return letters;
}

gboolean token_letters_are_foreign(Direction direction, guint letters) {
  if (direction == DIRECTION_RTL) return letters == TOKEN_HAS_LTR;
  return (letters & (TOKEN_HAS_LTR | TOKEN_HAS_RTL)) == TOKEN_HAS_RTL;
}

gboolean token_text_is_foreign(Direction direction, const char *text, gsize length_bytes) {
  return token_letters_are_foreign(direction, token_letters(text, length_bytes));
}

const char *token_kind_name(TokenKind kind) {
  static const char *const names[] = {"latin", "url",    "date",     "phone",
                                      "range", "number", "equation", "phrase"};
  return names[kind];
}

const char *token_treatment_name(TokenTreatment treatment) {
  static const char *const names[] = {"ltr", "rtl", "alm", "keep"};
  return names[treatment];
}
