// A text taken apart for the token scanner: one entry a code point. Private to token*.c.
#pragma once
#include <uchar.h>
#include <unicode/umachine.h>

#include "locale/token.h"

typedef enum {
  CHAR_SPACE,
  CHAR_BREAK,  // line end, bidi control, both ends of the text: no token goes across
  CHAR_LTR,    // a letter that reads left to right, and the marks on it
  CHAR_RTL,    // a letter that reads right to left, and the marks on it
  CHAR_DIGIT,  // of any set; also superior digits
  CHAR_OBJECT, // U+FFFC
  CHAR_SIGN,   // everything else
} CharClass;

typedef struct {
  UChar32 c;
  guint32 offset;       // in bytes
  guint32 partner;      // of an opening bracket or quote: the index of its closing one, where
                        // nothing between them reads right to left; else 0
  guint8 class;         // CharClass
  guint8 holds_letters; // there are letters up to the partner
  guint8 direction;     // UCharDirection
} TextChar;

typedef struct {
  const char *source;
  TextChar *chars; // count entries, then one CHAR_BREAK at the end
  guint count;
} TokenText;

TokenText token_text_new(const CharacterTable *characters, const char *text, gsize length_bytes);
void token_text_clear(TokenText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TokenText, token_text_clear)

// The state of a scan. Every function below reads at an index and returns the index behind what it
// found, or the same index where it found nothing.
typedef struct {
  const TokenText *text;
  const YamlNode *units; // locale's own unit words, or NULL
  GArray *tokens;        // of Token
  gboolean rtl;          // the direction of the block
  gboolean alm;          // a right-to-left text whose numbers follow U+061C: Arabic script
  gboolean after_alm;    // the last strong letter is of such a script: no U+061C is needed
} TokenScan;

static inline const TextChar *token_char(const TokenScan *scan, guint index) {
  return &scan->text->chars[MIN(index, scan->text->count)];
}

static inline UChar32 token_code(const TokenScan *scan, guint index) {
  return token_char(scan, index)->c;
}

static inline CharClass token_class(const TokenScan *scan, guint index) {
  return token_char(scan, index)->class;
}

// Whether `c` is one of the ASCII or other characters of `set`.
gboolean token_in(UChar32 c, const char32_t *set);
// Whether a sign at `index` can begin a token: nothing is glued before it.
gboolean token_begins(const TokenScan *scan, guint index);
void token_add(TokenScan *scan, guint start, guint end, TokenKind kind, TokenTreatment treatment,
               gboolean no_break);

// token_word.c: a run without spaces that has a left-to-right letter ("C++", "user@host", "f(x)").
guint token_word(const TokenScan *scan, guint start);
// A phrase of such words, with what belongs to it; `kind` is set.
guint token_phrase(const TokenScan *scan, guint start, TokenKind *kind);
// A URL with a scheme, or one that begins with www.
guint token_url(const TokenScan *scan, guint start);

// token_number.c: whatever begins with a digit, or with a sign before one. Adds its tokens.
guint token_number(TokenScan *scan, guint start);
// A plain number of any shape (12, 3.14, 1/2, 12:30): no sign, nothing after it.
guint token_digits(const TokenScan *scan, guint start);
// A number that may continue a phrase: "10" of "Windows 10", but not where it begins something of
// its own (a percentage, a range, a quantity).
guint token_bare_number(const TokenScan *scan, guint start);

// token_quantity.c: a unit of measure behind a number that ends at `end`, with the space between.
guint token_latin_unit(const TokenScan *scan, guint end);
guint token_unit_word(const TokenScan *scan, guint end); // a word of the locale's `units`
guint token_percent(const TokenScan *scan, guint end);   // or another sign that follows a number
guint token_degree(const TokenScan *scan, guint end);
// Phone and card numbers in groups.
guint token_phone(const TokenScan *scan, guint start);
// The rest of an equation whose first operand ends at `end`; `end` where there is none.
guint token_equation(const TokenScan *scan, guint end);
