#include "base/json.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

void json_append_string(GString *out, const char *text) {
  if (!text) {
    g_string_append(out, "null");
    return;
  }
  gsize length = strlen(text);
  g_string_append_c(out, '"');
  for (gsize i = 0; i < length;) {
    gsize start = i;
    UChar32 c;
    U8_NEXT(text, i, length, c);
    guint32 category = c >= 0 ? U_MASK(u_charType(c)) : 0;
    if (c < 0)
      g_string_append(out, "\xEF\xBF\xBD");
    else if (c == '"' || c == '\\')
      g_string_append_printf(out, "\\%c", (char)c);
    else if (c == '\n')
      g_string_append(out, "\\n");
    else if (c == '\t')
      g_string_append(out, "\\t");
    else if (c < 0x10000 && (category & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_Z_MASK)) && c != ' ')
      g_string_append_printf(out, "\\u%04x", (guint)c);
    else
      g_string_append_len(out, text + start, (gssize)(i - start));
  }
  g_string_append_c(out, '"');
}
