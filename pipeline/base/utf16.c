#include "base/utf16.h"

#include <unicode/ustring.h>

UChar *utf16_new(const char *text, gsize length_bytes, gint32 *length) {
  gint32 room = (gint32)MIN(length_bytes, G_MAXINT32 - 1); // a unit for each byte, at the most
  UChar *out = g_new(UChar, (gsize)room + 1);
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out, room + 1, length, text, room, 0xFFFD, NULL, &status);
  g_assert(U_SUCCESS(status));
  return out;
}
