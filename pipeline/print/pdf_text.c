#include "print/pdf_text.h"

#include <string.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

static gboolean is_marked(char byte) {
  return byte == '(' || byte == ')' || byte == '\\' || byte == '\r';
}

// A CR as it stands would be read as an end of line.
void pdf_append_string(GString *out, const char *bytes, gsize length_bytes) {
  g_string_append_c(out, '(');
  for (gsize i = 0, start = 0; i <= length_bytes; i++) {
    if (i < length_bytes && !is_marked(bytes[i])) continue;
    g_string_append_len(out, bytes + start, (gssize)(i - start));
    start = i;
    if (i == length_bytes) break;
    g_string_append_c(out, '\\');
    if (bytes[i] != '\r') continue;
    g_string_append_c(out, 'r');
    start++;
  }
  g_string_append_c(out, ')');
}

static guint put_unit(char *to, guint unit) {
  to[0] = (char)(unit >> 8);
  to[1] = (char)unit;
  return 2;
}

static gboolean is_plain(const char *text) {
  for (; *text; text++)
    if (*text != '\n' && *text != '\t' && !g_ascii_isprint(*text)) return FALSE;
  return TRUE;
}

GString *pdf_text_bytes(const char *utf8) {
  if (!utf8 || is_plain(utf8)) return g_string_new(utf8);
  gint32 length = (gint32)strlen(utf8);
  GString *out = g_string_sized_new(2 * (gsize)length + 4); // a byte makes one unit at most
  gsize at = put_unit(out->str, 0xFEFF);
  for (gint32 i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(utf8, i, length, c);
    at += put_unit(out->str + at, U_IS_BMP(c) ? (guint)c : (guint)U16_LEAD(c));
    if (!U_IS_BMP(c)) at += put_unit(out->str + at, (guint)U16_TRAIL(c));
  }
  g_string_set_size(out, at);
  return out;
}

void pdf_append_text(GString *out, const char *utf8) {
  g_autoptr(GString) bytes = pdf_text_bytes(utf8);
  pdf_append_string(out, bytes->str, bytes->len);
}

void pdf_append_integer(GString *out, guint64 value) {
  char digits[20];
  guint at = sizeof digits;
  do {
    digits[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value);
  g_string_append_len(out, digits + at, sizeof digits - at);
}

void pdf_append_reference(GString *out, guint number) {
  g_string_append_c(out, ' ');
  pdf_append_integer(out, number);
  g_string_append_len(out, " 0 R", 4);
}

void pdf_append_text_entry(GString *out, const char *key, const char *utf8) {
  if (!utf8) return;
  g_string_append(out, key);
  pdf_append_text(out, utf8);
}

void pdf_append_reference_entry(GString *out, const char *key, guint number) {
  g_string_append(out, key);
  pdf_append_reference(out, number);
}
