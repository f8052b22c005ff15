#include <string.h>
#include <unicode/ucol.h>

#include "base/utf16.h"
#include "locale/locale.h"

// ICU keys are byte strings without NUL inside, so strcmp orders them.
char *locale_sort_key(const Locale *locale, const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  gint32 length;
  g_autofree UChar *wide = utf16_new(text, strlen(text), &length);
  UCollator *collator = ucol_open(locale->code, &status);
  g_assert(U_SUCCESS(status));
  int32_t size = ucol_getSortKey(collator, wide, length, NULL, 0);
  char *key = g_malloc((gsize)size + 1);
  ucol_getSortKey(collator, wide, length, (uint8_t *)key, size);
  key[size] = '\0';
  ucol_close(collator);
  return key;
}
