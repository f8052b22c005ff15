#include "locale/token.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

GArray *token_scan_as(const Locale *locale, Direction direction, const char *text,
                      gsize length_bytes) {
  (void)locale, (void)direction, (void)text, (void)length_bytes;
  return g_array_new(FALSE, FALSE, sizeof(Token));
}

GArray *token_scan(const Locale *locale, const char *text, gsize length_bytes) {
  return token_scan_as(locale, locale->direction, text, length_bytes);
}

gboolean token_text_is_foreign(Direction direction, const char *text, gsize length_bytes) {
  gboolean found = FALSE;
  for (gsize at = 0; at < length_bytes;) {
    UChar32 c;
    U8_NEXT(text, at, length_bytes, c);
    if (c < 0 || !u_isalpha(c)) continue;
    UCharDirection class = u_charDirection(c);
    gboolean right = class == U_RIGHT_TO_LEFT || class == U_RIGHT_TO_LEFT_ARABIC;
    if (right == (direction == DIRECTION_RTL)) return FALSE;
    found = TRUE;
  }
  return found;
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
