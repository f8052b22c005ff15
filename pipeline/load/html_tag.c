#include "load/html_tag.h"

#include <string.h>

static gsize find(const char *text, gsize length, gsize from, const char *end) {
  gsize size = strlen(end);
  for (gsize i = from; i + size <= length; i++) {
    const char *next = memchr(text + i, *end, length - i);
    if (!next || (gsize)(next - text) + size > length) return 0;
    i = (gsize)(next - text);
    if (memcmp(next, end, size) == 0) return i + size;
  }
  return 0;
}

static gboolean parse_other(const char *text, gsize length, HtmlTag *tag) {
  tag->is_other = TRUE;
  if (length >= 4 && memcmp(text, "<!--", 4) == 0)
    tag->length = find(text, length, 4, "-->");
  else if (length >= 9 && memcmp(text, "<![CDATA[", 9) == 0)
    tag->length = find(text, length, 9, "]]>");
  else if (text[1] == '?')
    tag->length = find(text, length, 2, "?>");
  else
    tag->length = find(text, length, 2, ">");
  // One that is not closed goes on to the end, as in browsers.
  if (tag->length == 0) tag->length = length;
  return TRUE;
}

// The '>' outside quotes; `length` for none. Another '<' on the way means that the first was a
// sign.
static gsize find_tag_end(const char *text, gsize length, gsize at) {
  char quote = 0, before = 0;
  for (; at < length; at++) {
    if (quote)
      quote = text[at] == quote ? 0 : quote;
    else if ((text[at] == '"' || text[at] == '\'') && before == '=')
      quote = text[at];
    else if (text[at] == '>')
      return at;
    else if (text[at] == '<')
      return length;
    if (!g_ascii_isspace(text[at])) before = text[at];
  }
  return length;
}

gboolean html_tag_parse(const char *text, gsize length, HtmlTag *tag) {
  *tag = (HtmlTag){0};
  if (length < 3 || text[0] != '<') return FALSE;
  if (text[1] == '!' || text[1] == '?') return parse_other(text, length, tag);
  tag->is_close = text[1] == '/';
  gsize at = 1 + (gsize)tag->is_close;
  if (!g_ascii_isalpha(text[at])) return FALSE;
  gsize start = at;
  while (at < length && (g_ascii_isalnum(text[at]) || text[at] == '-'))
    at++;
  tag->name = text + start;
  tag->name_length = at - start;
  tag->attributes = text + at;
  at = find_tag_end(text, length, at);
  if (at == length) return FALSE;
  tag->attributes_length = (gsize)(text + at - tag->attributes);
  tag->length = at + 1;
  return TRUE;
}

gboolean html_tag_is(const HtmlTag *tag, const char *name) {
  return !tag->is_other && strlen(name) == tag->name_length &&
         g_ascii_strncasecmp(tag->name, name, tag->name_length) == 0;
}

static gboolean is_space(char c) {
  return g_ascii_isspace(c) || c == '/';
}

gboolean html_tag_next(const HtmlTag *tag, gsize *at, HtmlAttribute *attribute) {
  const char *text = tag->attributes;
  gsize end = tag->attributes_length, i = *at;
  *attribute = (HtmlAttribute){0};
  while (i < end && is_space(text[i]))
    i++;
  if (i >= end) return FALSE;
  attribute->name = text + i;
  while (i < end && !is_space(text[i]) && text[i] != '=')
    i++;
  attribute->name_length = (gsize)(text + i - attribute->name);
  gsize equals = i;
  while (equals < end && g_ascii_isspace(text[equals]))
    equals++;
  if (equals < end && text[equals] == '=') {
    i = equals + 1;
    while (i < end && g_ascii_isspace(text[i]))
      i++;
    char quote = i < end && (text[i] == '"' || text[i] == '\'') ? text[i++] : 0;
    attribute->value = text + i;
    while (i < end && (quote ? text[i] != quote : !g_ascii_isspace(text[i])))
      i++;
    attribute->value_length = (gsize)(text + i - attribute->value);
    i += quote && i < end;
  }
  *at = MAX(i, *at + 1);
  return TRUE;
}

gboolean html_tag_lookup(const HtmlTag *tag, const char *name, HtmlAttribute *attribute) {
  gsize at = 0;
  while (!tag->is_other && html_tag_next(tag, &at, attribute))
    if (attribute->name_length == strlen(name) &&
        g_ascii_strncasecmp(attribute->name, name, attribute->name_length) == 0)
      return TRUE;
  return FALSE;
}

gboolean html_tag_is_decorative(const HtmlTag *tag) {
  HtmlAttribute alt, role, hidden;
  if (html_tag_lookup(tag, "alt", &alt)) return alt.value_length == 0;
  if (html_tag_lookup(tag, "aria-hidden", &hidden) && hidden.value_length == 4 &&
      g_ascii_strncasecmp(hidden.value, "true", 4) == 0)
    return TRUE;
  return html_tag_lookup(tag, "role", &role) && role.value &&
         (g_ascii_strncasecmp(role.value, "presentation", role.value_length) == 0 ||
          g_ascii_strncasecmp(role.value, "none", role.value_length) == 0);
}
