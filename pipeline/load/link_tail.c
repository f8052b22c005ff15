#include "load/link_tail.h"

#include <string.h>

#define MAX_PARENTHESES 32 // as cmark has it
#define MAX_LABEL       1000

static gsize skip_space(const char *text, gsize length, gsize at) {
  while (at < length && g_ascii_isspace(text[at]))
    at++;
  return at;
}

static gboolean is_escape(const char *text, gsize length, gsize at) {
  return text[at] == '\\' && at + 1 < length && g_ascii_ispunct(text[at + 1]);
}

// One past the address at `at`; G_MAXSIZE where it is none.
static gsize read_url(const char *text, gsize length, gsize at) {
  if (at < length && text[at] == '<') {
    for (gsize i = at + 1; i < length; i++) {
      if (text[i] == '>') return i + 1;
      if (text[i] == '\n' || text[i] == '<') return G_MAXSIZE;
      if (is_escape(text, length, i)) i++;
    }
    return G_MAXSIZE;
  }
  gsize depth = 0, i = at;
  for (; i < length; i++) {
    if (is_escape(text, length, i))
      i++;
    else if (text[i] == '(' && ++depth > MAX_PARENTHESES)
      return G_MAXSIZE;
    else if (text[i] == ')' && depth-- == 0)
      break;
    else if ((guchar)text[i] <= ' ' || text[i] == 0x7F)
      break;
  }
  gboolean balanced = depth == 0 || (depth == G_MAXSIZE && i < length);
  return balanced && i < length ? i : G_MAXSIZE;
}

// One past the title at `at`; `at` where there is none.
static gsize read_title(const char *text, gsize length, gsize at) {
  if (at >= length || !strchr("\"'(", text[at]) || !text[at]) return at;
  char close = text[at] == '(' ? ')' : text[at];
  for (gsize i = at + 1; i < length; i++) {
    if (is_escape(text, length, i))
      i++;
    else if (text[i] == close)
      return i + 1;
    else if (text[at] == '(' && text[i] == '(')
      return at;
  }
  return at;
}

static gboolean read_inline(const char *text, gsize length, LinkTail *tail) {
  gsize url = skip_space(text, length, tail->end + 1);
  gsize url_end = read_url(text, length, url);
  if (url_end == G_MAXSIZE) return FALSE;
  gsize title = skip_space(text, length, url_end);
  gsize title_end = title > url_end ? read_title(text, length, title) : title;
  gsize end = skip_space(text, length, title_end);
  if (end >= length || text[end] != ')') return FALSE;
  tail->end = end + 1;
  if (title_end > title + 2) {
    tail->title_start = title + 1;
    tail->title_end = title_end - 1;
  }
  return TRUE;
}

static void read_label(const char *text, gsize length, LinkTail *tail) {
  for (gsize i = tail->end + 1; i < length && i - tail->end <= MAX_LABEL; i++) {
    if (text[i] == '[') return;
    if (text[i] == ']') {
      tail->end = i + 1;
      return;
    }
    if (is_escape(text, length, i)) i++;
  }
}

LinkTail link_tail_read(const char *text, gsize length, gsize at) {
  LinkTail tail = {at, 0, 0};
  if (at < length && text[at] == '(' && read_inline(text, length, &tail)) return tail;
  if (at < length && text[at] == '[') read_label(text, length, &tail);
  return tail;
}
