#include "site/html.h"

#include <string.h>
#include <unicode/umachine.h>
#include <unicode/utf8.h>

#include "model/html_policy.h"

static void write_replacement(GString *out) {
  g_string_append(out, "\xEF\xBF\xBD"); // U+FFFD
}

// What neither XML 1.0 (section 2.2) nor HTML may hold.
static gboolean is_forbidden(UChar32 c) {
  return c < 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F ||
         (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

// BD-17: embeddings and overrides hide the order of a text; check names each as a fault.
static gboolean is_dropped(UChar32 c) {
  return c >= 0x202A && c <= 0x202E;
}

static const char *entity(UChar32 c) {
  switch (c) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  default: return NULL;
  }
}

void html_write_text_length(GString *out, const char *text, gsize length_bytes) {
  gsize from = 0; // what is not yet written
  for (gsize at = 0, next = 0; at < length_bytes; at = next) {
    UChar32 c;
    U8_NEXT(text, next, length_bytes, c);
    const char *escaped = entity(c);
    if (!escaped && !is_forbidden(c) && !is_dropped(c)) continue;
    g_string_append_len(out, text + from, (gssize)(at - from));
    if (escaped)
      g_string_append(out, escaped);
    else if (!is_dropped(c))
      write_replacement(out);
    from = next;
  }
  g_string_append_len(out, text + from, (gssize)(length_bytes - from));
}

void html_write_text(GString *out, const char *text) {
  html_write_text_length(out, text, strlen(text));
}

void html_write_attribute(GString *out, const char *name, const char *value) {
  if (!value) return;
  g_string_append_printf(out, " %s=\"", name);
  html_write_text(out, value);
  g_string_append_c(out, '"');
}

// `kept`: the ASCII signs that stand as they are, besides letters and digits.
static char *encode(const char *url, const char *kept) {
  GString *out = g_string_new(NULL);
  gsize length = strlen(url);
  for (gsize at = 0, next = 0; at < length; at = next) {
    UChar32 c;
    U8_NEXT(url, next, length, c);
    if (c < 0) {
      g_string_append(out, "%EF%BF%BD");
    } else if (c < 0x80 && (g_ascii_isalnum((char)c) || strchr(kept, (int)c))) {
      g_string_append_c(out, (char)c);
    } else {
      for (gsize i = at; i < next; i++)
        g_string_append_printf(out, "%%%02X", (guchar)url[i]);
    }
  }
  return g_string_free(out, FALSE);
}

// The reserved and unreserved signs of RFC 3986 and '%', but for '[' and ']': CommonMark's examples
// have it so.
char *html_encode_url(const char *url) {
  return encode(url, "-_.!~*'();/?:@&=+$,#%");
}

char *html_encode_segment(const char *segment) {
  return encode(segment, "-_.!~*'(),;=@+$");
}

void html_write_url(GString *out, const char *url) {
  g_autofree char *encoded = html_encode_url(url);
  html_write_text(out, encoded);
}

void html_write_url_attribute(GString *out, const char *name, const char *url) {
  if (!url) return;
  g_string_append_printf(out, " %s=\"", name);
  html_write_url(out, html_url_allowed(url) ? url : "#");
  g_string_append_c(out, '"');
}

gboolean html_url_is_absolute(const char *url) {
  const char *end = url;
  while (g_ascii_isalnum(*end) || (end > url && *end && strchr("+-.", *end)))
    end++;
  return g_str_has_prefix(url, "//") || (end > url && *end == ':');
}
