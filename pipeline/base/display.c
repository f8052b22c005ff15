#include "base/display.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define ZWNJ 0x200C
#define ZWJ  0x200D

guint display_width_of(gint32 c) {
  if (c < 0x300) return c != 0xAD;
  guint32 category = U_MASK(u_charType(c));
  if (category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) return 0;
  // Hangul vowels and finals join the syllable before them.
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF)) return 0;
  gint32 width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

guint display_width(const char *text, gsize length_bytes) {
  guint width = 0;
  for (gsize i = 0; i < length_bytes;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text, i, length_bytes, c);
    width += display_width_of(c);
  }
  return width;
}

static gboolean is_rtl(UChar32 c) {
  if (c < 0x590) return FALSE;
  UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
         direction == U_ARABIC_NUMBER;
}

gboolean display_has_rtl(const char *text, gsize length_bytes) {
  for (gsize i = 0; i < length_bytes;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text, i, length_bytes, c);
    if (is_rtl(c)) return TRUE;
  }
  return FALSE;
}

// What a terminal may not see, or a reader would not see.
static gboolean is_hidden(UChar32 c) {
  if (c == ZWNJ || c == ZWJ) return FALSE;
  return (U_MASK(u_charType(c)) &
          (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK | U_GC_CS_MASK)) != 0;
}

static void append_character(GString *out, const char *text, gsize length, UChar32 c) {
  if (c == '\t')
    g_string_append_c(out, ' ');
  else if (c < 0)
    g_string_append_printf(out, "<0x%02X>", (guint8)*text);
  else if (is_hidden(c))
    g_string_append_printf(out, "<U+%04X>", (guint)c);
  else
    g_string_append_len(out, text, (gssize)length);
}

// The next character; one byte and a negative value where it is not UTF-8.
static UChar32 next_character(const char *text, gsize *offset, gsize length) {
  gsize start = *offset;
  UChar32 c;
  U8_NEXT(text, *offset, length, c);
  if (c < 0) *offset = start + 1;
  return c;
}

void display_append_safe(GString *out, const char *text, gsize length_bytes) {
  for (gsize i = 0; i < length_bytes;) {
    gsize start = i;
    UChar32 c = next_character(text, &i, length_bytes);
    append_character(out, text + start, i - start, c);
  }
}

guint display_safe_width(const char *text, gsize length_bytes) {
  guint width = 0;
  for (gsize i = 0; i < length_bytes;) {
    UChar32 c = next_character(text, &i, length_bytes);
    if (c < 0)
      width += 6;
    else if (c != '\t' && is_hidden(c))
      width += c > 0xFFFFF ? 10 : c > 0xFFFF ? 9 : 8;
    else
      width += display_width_of(c);
  }
  return width;
}

// The end of the right-to-left stretch that begins at `start`: its last right-to-left character
// (with its marks) before the next left-to-right one.
static gsize rtl_end(const char *text, gsize start, gsize length) {
  gsize end = start;
  for (gsize i = start; i < length;) {
    gsize before = i;
    UChar32 c;
    U8_NEXT_OR_FFFD(text, i, length, c);
    UCharDirection direction = u_charDirection(c);
    if (direction == U_LEFT_TO_RIGHT) break;
    gboolean mark = direction == U_DIR_NON_SPACING_MARK || c == ZWNJ || c == ZWJ;
    if (is_rtl(c) || (mark && before == end)) end = i;
  }
  return end;
}

void display_append_isolated(GString *out, const char *text) {
  gsize length = strlen(text);
  for (gsize i = 0; i < length;) {
    gsize start = i;
    UChar32 c = next_character(text, &i, length);
    if (c < 0 || !is_rtl(c)) {
      append_character(out, text + start, i - start, c);
      continue;
    }
    i = rtl_end(text, start, length);
    g_string_append(out, DISPLAY_FSI);
    display_append_safe(out, text + start, i - start);
    g_string_append(out, DISPLAY_PDI);
  }
}
