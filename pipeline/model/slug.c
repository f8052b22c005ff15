#include "model/slug.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/utf16.h"

#define TATWEEL 0x0640
// Longer headings are cut: an address is read, copied and sent.
#define MAX_CHARS 60

// Lower-cased and normalised UTF-8. Bytes that are not UTF-8 become U+FFFD, which no slug keeps.
static char *normalized(const char *text, const UNormalizer2 *form) {
  gsize length = MIN(strlen(text), 16 * MAX_CHARS); // what lies far behind the cut is not needed
  UErrorCode status = U_ZERO_ERROR;
  gint32 count;
  g_autofree UChar *utf16 = utf16_new(text, length, &count);
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

// "company's" is one word.
static gboolean is_joiner(UChar32 c, guint32 category) {
  return (category & U_GC_CF_MASK) || c == TATWEEL || c == '\'' || c == 0x2019;
}

// What a slug has for a character of text that is neither invisible nor a gap; 0 for a gap.
typedef UChar32 (*SlugCharacter)(UChar32 c, guint32 category);

static UChar32 any_script(UChar32 c, guint32 category) {
  if (category & U_GC_ND_MASK) return '0' + u_charDigitValue(c);
  return category & (U_GC_L_MASK | U_GC_M_MASK) ? c : 0;
}

static UChar32 ascii_only(UChar32 c, guint32 category) {
  if (category & U_GC_ND_MASK) return '0' + u_charDigitValue(c);
  return c < 0x80 && (category & U_GC_L_MASK) ? c : 0;
}

static char *make(const char *plain, SlugCharacter character, guint32 dropped) {
  GString *slug = g_string_new(NULL);
  gsize length = strlen(plain);
  gboolean gap = FALSE;
  for (gsize i = 0, count = 0; i < length && count < MAX_CHARS;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(plain, i, length, c);
    guint32 category = U_MASK(u_charType(c));
    if (is_joiner(c, category) || (category & dropped)) continue;
    UChar32 kept = character(c, category);
    if (!kept) {
      gap = slug->len > 0;
      continue;
    }
    if (gap) g_string_append_c(slug, '-');
    gap = FALSE;
    g_string_append_unichar(slug, (gunichar)kept);
    count++;
  }
  return g_string_free(slug, FALSE);
}

char *slug_new(const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *plain = normalized(text, unorm2_getNFCInstance(&status));
  char *slug = make(plain, any_script, 0);
  if (*slug) return slug;
  g_free(slug);
  return g_strdup("section");
}

char *slug_ascii_new(const char *text) {
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *plain = normalized(text, unorm2_getNFDInstance(&status));
  return make(plain, ascii_only, U_GC_M_MASK); // an accent leaves no gap
}

gboolean slug_is_id(const char *id) {
  if (!*id || *id == '-') return FALSE;
  for (const char *c = id; *c; c++) {
    if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '-') return FALSE;
    if (*c == '-' && (c[1] == '-' || c[1] == '\0')) return FALSE;
  }
  return TRUE;
}
