// The token scanner of FARSI.md section 11, shared by HTML and PDF: which stretches of a text are
// units that read left to right (URL, e-mail, path, ISO date, time, phone, version, range,
// equation, signed number, C++ or C#, a Latin phrase with its own punctuation) and where a number
// needs a leading U+061C so that percent signs and ranges keep their side (BD-4 … BD-12, LB-3 …
// LB-5). It looks at text only, and never changes it: HTML wraps a token in <bdi dir="ltr">, the
// typesetter puts isolates into the buffer for ubidi and drops them before shaping.
#pragma once
#include "locale/locale.h"

typedef enum {
  TOKEN_LATIN,  // Latin words with what belongs to them: "C++", "Hello, world!", ".NET"
  TOKEN_URL,    // URL, e-mail address, domain, path
  TOKEN_DATE,   // ISO date, date with dashes, time
  TOKEN_PHONE,  // phone, card and part numbers, versions
  TOKEN_RANGE,  // ۱۰–۱۵: no break inside; small end at the right in a right-to-left language
  TOKEN_NUMBER, // signed number, number with percent or unit: no break inside
  TOKEN_EQUATION,
} TokenKind;

typedef enum {
  TOKEN_ISOLATE_LTR, // surround with LRI … PDI
  TOKEN_ISOLATE_RTL, // surround with RLI … PDI (a range inside a right-to-left text)
  TOKEN_MARK_ALM,    // put U+061C before it
} TokenTreatment;

typedef struct {
  guint32 start, end; // byte offsets into the UTF-8 text
  TokenKind kind;
  TokenTreatment treatment;
  gboolean no_break; // no line break inside
} Token;

// The tokens of `text` in order, not overlapping, as read inside a text of `locale`. Only a
// right-to-left locale gets isolates; every locale gets no_break tokens. Freed with g_array_unref.
GArray *token_scan(const Locale *locale, const char *text, gsize length_bytes);
const char *token_kind_name(TokenKind kind);
