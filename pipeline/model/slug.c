#include "model/slug.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#define TATWEEL 0x0640

// Lower-cased and normalised UTF-8. Bytes that are not UTF-8 become U+FFFD, which no slug keeps.
static char *normalized(const char *text, const UNormalizer2 *form) {
  gsize length = MIN(strlen(text), 64 * 1024);
  gint32 capacity = (gint32)length + 1;
  g_autofree UChar *utf16 = g_new(UChar, capacity);
  UErrorCode status = U_ZERO_ERROR;
  gint32 count = 0;
  u_strFromUTF8WithSub(utf16, capacity, &count, text, (gint32)length, 0xFFFD, NULL, &status);
  // Neither case folding nor (de)composition makes more than three units of one (UAX #15, table 8,
  // has factor 3 for NFC in UTF-16, 4 for NFD).
  gint32 room = count * 4 * 3 + 1;
  g_autofree UChar *lower = g_new(UChar, room);
  g_autofree UChar *made = g_new(UChar, room);
  gint32 lower_count = u_strToLower(lower, room, utf16, count, "", &status);
  gint32 made_count = unorm2_normalize(form, lower, lower_count, made, room, &status);
  if (U_FAILURE(status)) return g_strdup("");
  gint32 bytes = made_count * 3 + 1;
  char *result = g_malloc((gsize)bytes);
  gint32 written = 0;
  u_strToUTF8(result, bytes - 1, &written, made, made_count, &status);
  result[U_SUCCESS(status) ? written : 0] = '\0';
  return result;
}

static void append_hyphen(GString *slug) {
  if (slug->len && slug->str[slug->len - 1] != '-') g_string_append_c(slug, '-');
}

static char *finish(GString *slug, const char *fallback) {
  while (slug->len && slug->str[slug->len - 1] == '-')
    g_string_truncate(slug, slug->len - 1);
  if (!slug->len) g_string_assign(slug, fallback);
  return g_string_free(slug, FALSE);
}

char *slug_new(const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *plain = normalized(text, unorm2_getNFCInstance(&status));
  GString *slug = g_string_new(NULL);
  gsize length = strlen(plain);
  for (gsize i = 0; i < length;) {
    gsize start = i;
    UChar32 c;
    U8_NEXT_OR_FFFD(plain, i, length, c);
    guint32 category = U_MASK(u_charType(c));
    if (category & U_GC_ND_MASK)
      g_string_append_c(slug, (char)('0' + u_charDigitValue(c)));
    else if ((category & U_GC_CF_MASK) || c == TATWEEL)
      continue;
    else if (category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK))
      g_string_append_len(slug, plain + start, (gssize)(i - start));
    else
      append_hyphen(slug);
  }
  return finish(slug, "section");
}

char *slug_ascii_new(const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *plain = normalized(text, unorm2_getNFDInstance(&status));
  GString *slug = g_string_new(NULL);
  gsize length = strlen(plain);
  for (gsize i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(plain, i, length, c);
    guint32 category = U_MASK(u_charType(c));
    if (category & U_GC_ND_MASK)
      g_string_append_c(slug, (char)('0' + u_charDigitValue(c)));
    else if (category & (U_GC_M_MASK | U_GC_CF_MASK))
      continue;
    else if (c < 0x80 && g_ascii_isalpha(c))
      g_string_append_c(slug, (char)c);
    else
      append_hyphen(slug);
  }
  return finish(slug, "");
}

gboolean slug_is_id(const char *id) {
  if (!*id || *id == '-') return FALSE;
  for (const char *c = id; *c; c++) {
    if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '-') return FALSE;
    if (*c == '-' && (c[1] == '-' || c[1] == '\0')) return FALSE;
  }
  return TRUE;
}
