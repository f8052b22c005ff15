// The token scanner of FARSI.md section 11, shared by HTML and PDF: which stretches of a text are
// units that read in a direction of their own (URL, e-mail, path, ISO date, time, phone, version,
// equation, signed number, C++ or C#, a Latin phrase with its own punctuation) and where a number
// needs a leading U+061C so that percent signs and ranges keep their side (BD-4 … BD-12, LB-3 …
// LB-5, NU-4, NU-8, NU-10). It looks at text only, and never changes it: HTML wraps a token in
// <bdi dir="ltr">, the typesetter puts isolates into the buffer for ubidi and drops them before
// shaping.
#pragma once
#include "locale/locale.h"

typedef enum {
  TOKEN_LATIN,  // left-to-right words with what belongs to them: "C++", "Hello, world!", ".NET"
  TOKEN_URL,    // URL, e-mail address, path: may break after '/', without a hyphen (LB-2)
  TOKEN_DATE,   // ISO date, date with dashes or slashes, time
  TOKEN_PHONE,  // phone, card and part numbers, versions
  TOKEN_RANGE,  // ۱۰–۱۵: no break inside; small end at the right in Persian
  TOKEN_NUMBER, // signed number, fraction, number with percent, unit or currency: no break inside
  TOKEN_EQUATION,
  TOKEN_PHRASE, // words of a right-to-left script inside a left-to-right text
} TokenKind;

typedef enum {
  TOKEN_ISOLATE_LTR, // surround with LRI … PDI
  TOKEN_ISOLATE_RTL, // surround with RLI … PDI (a TOKEN_PHRASE)
  TOKEN_MARK_ALM,    // put U+061C before it
  TOKEN_KEEP,        // nothing: it already stands right; only no_break matters
} TokenTreatment;

typedef struct {
  guint32 start, end; // byte offsets into the UTF-8 text
  TokenKind kind;
  TokenTreatment treatment;
  gboolean no_break; // no line break inside
} Token;

// The tokens of `text` in order, not overlapping, as read inside a text of `locale`. Scan a whole
// block at once, its inline pieces joined: a phrase does not end where a link begins. U+FFFC stands
// for what is no text of the block but an isolate of its own (code, an image, a span with a
// language of its own); '\n' is a forced line break. In time linear to the length. Freed with
// g_array_unref.
GArray *token_scan(const Locale *locale, const char *text, gsize length_bytes);
// The same for a block whose direction is not its locale's (BD-3).
GArray *token_scan_as(const Locale *locale, Direction direction, const char *text,
                      gsize length_bytes);
// What a text has of: left-to-right letters, right-to-left letters, and digits and punctuation of
// right-to-left scripts.
typedef enum { TOKEN_HAS_LTR = 1, TOKEN_HAS_RTL = 2, TOKEN_HAS_RTL_SIGNS = 4 } TokenLetters;
guint token_letters(const char *text, gsize length_bytes);
// Whether a block with these letters reads against `direction`, and takes the other one (BD-3):
// «Apple، ۵۰٪» is no English.
gboolean token_letters_are_foreign(Direction direction, guint letters);
gboolean token_text_is_foreign(Direction direction, const char *text, gsize length_bytes);
const char *token_kind_name(TokenKind kind);
const char *token_treatment_name(TokenTreatment treatment);
