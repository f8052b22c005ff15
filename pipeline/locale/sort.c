#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "locale/locale.h"

// ICU keys are byte strings without NUL inside, so strcmp orders them.
char *locale_sort_key(const Locale *locale, const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8WithSub(NULL, 0, &length, text, -1, 0xFFFD, NULL, &status);
  g_autofree UChar *wide = g_new(UChar, length + 1);
  status = U_ZERO_ERROR;
  u_strFromUTF8WithSub(wide, length + 1, NULL, text, -1, 0xFFFD, NULL, &status);
  UCollator *collator = ucol_open(locale->code, &status);
  g_assert(U_SUCCESS(status));
  int32_t size = ucol_getSortKey(collator, wide, length, NULL, 0);
  char *key = g_malloc((gsize)size + 1);
  ucol_getSortKey(collator, wide, length, (uint8_t *)key, size);
  key[size] = '\0';
  ucol_close(collator);
  return key;
}
