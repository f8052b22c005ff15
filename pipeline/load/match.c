#include "load/match.h"

#include <string.h>

#include "load/link_tail.h"

typedef struct {
  Drafts *drafts;
  const char *text;
  gsize length, at;
  gsize work; // bytes that may still be compared: a guard against texts made to be read again and
              // again
} Matcher;

static gboolean skip(Matcher *m, char c) {
  if (m->at >= m->length || m->text[m->at] != c) return FALSE;
  m->at++;
  return TRUE;
}

static gboolean is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

static void skip_blanks(Matcher *m) {
  while (m->at < m->length && is_blank(m->text[m->at]))
    m->at++;
}

// In an address between <> a backslash is itself.
static gboolean in_address(const Node *text) {
  return text->parent->kind == NODE_LINK && draft_of(text->parent)->verbatim;
}

// The escape or reference at `at` that stands for the beginning of `literal`: its length in the
// source, and that of what it stands for; 0 where the character is itself.
static gsize special_length(Drafts *drafts, const char *text, gsize length, const char *literal,
                            gboolean escapes, gsize *literal_length) {
  if (*text == '\\' && escapes && length > 1 && g_ascii_ispunct(text[1])) {
    *literal_length = 1;
    return *literal == text[1] ? 2 : 0;
  }
  if (*text != '&') return 0;
  gsize size = length;
  const char *value = draft_decode_entity(drafts, text, &size);
  if (!value || !g_str_has_prefix(literal, value)) return 0;
  *literal_length = strlen(value);
  return size;
}

#define STEP_BYTES 256

// How many bytes both have the same, none of them one that special_length() is for; a step at most,
// and none where they differ within it.
static gsize plain_length(const char *text, gsize length, const char *literal) {
  gsize plain = strnlen(literal, MIN(length, STEP_BYTES));
  const char *escape = memchr(text, '\\', plain);
  if (escape) plain = (gsize)(escape - text);
  const char *reference = memchr(text, '&', plain);
  if (reference) plain = (gsize)(reference - text);
  return memcmp(text, literal, plain) == 0 ? plain : 0;
}

static gboolean match_text(Matcher *m, const Node *node) {
  gboolean escapes = !in_address(node);
  for (const char *literal = node->text; *literal;) {
    gsize plain = plain_length(m->text + m->at, MIN(m->length - m->at, m->work), literal);
    m->at += plain;
    m->work -= plain;
    literal += plain;
    if (plain) continue;
    if (m->at >= m->length || m->work == 0) return FALSE;
    m->work--;
    gsize literal_length = 1;
    gsize special = special_length(m->drafts, m->text + m->at, m->length - m->at, literal, escapes,
                                   &literal_length);
    if (!special && m->text[m->at] != *literal) return FALSE;
    m->at += special ? special : 1;
    literal += literal_length;
  }
  return TRUE;
}

// Blanks at the end of the line belong to the break. Those at the start of the next are not part of
// the content, but on a lazy line cmark leaves them to the inlines.
static gboolean match_break(Matcher *m, gboolean hard) {
  skip_blanks(m);
  if (hard && m->at < m->length && m->text[m->at] == '\\') m->at++;
  if (!skip(m, '\n')) return FALSE;
  return TRUE;
}

static gsize run_length(const Matcher *m, gsize at) {
  gsize end = at;
  while (end < m->length && m->text[end] == '`')
    end++;
  return end - at;
}

static gboolean match_code(Matcher *m) {
  gsize ticks = run_length(m, m->at);
  if (ticks == 0) return FALSE;
  for (gsize i = m->at + ticks; i < m->length;) {
    gsize run = run_length(m, i);
    if (run == ticks) {
      m->at = i + run;
      return TRUE;
    }
    i += run ? run : 1;
    if (m->work > 0) m->work--;
  }
  return FALSE;
}

// A tag holds its line ends; only blanks after one may differ.
static gboolean match_tag(Matcher *m, const char *literal) {
  while (*literal) {
    if (m->at >= m->length || m->text[m->at] != *literal) return FALSE;
    gboolean line_end = *literal == '\n';
    m->at++;
    literal++;
    if (!line_end) continue;
    skip_blanks(m);
    while (is_blank(*literal))
      literal++;
  }
  return TRUE;
}

static gboolean enter(Matcher *m, Node *node) {
  Draft *draft = draft_of(node);
  draft->start = m->at;
  // After a hard break on a lazy line cmark leaves the line's indentation in the text.
  gboolean at_start = m->at > 0 && m->text[m->at - 1] == '\n' && !is_blank(m->text[m->at]);
  while (at_start && node->kind == NODE_TEXT && is_blank(*node->text))
    node->text++;
  switch (node->kind) {
  case NODE_TEXT: return match_text(m, node);
  case NODE_SOFT_BREAK: return match_break(m, FALSE);
  case NODE_LINE_BREAK: return match_break(m, TRUE);
  case NODE_CODE: return match_code(m);
  case NODE_HTML_INLINE: return match_tag(m, node->text);
  case NODE_STRONG: return (skip(m, '*') && skip(m, '*')) || (skip(m, '_') && skip(m, '_'));
  case NODE_EMPHASIS: return skip(m, '*') || skip(m, '_');
  case NODE_LINK:
    draft->verbatim = m->at < m->length && m->text[m->at] == '<';
    return skip(m, '<') || skip(m, '[');
  case NODE_IMAGE: return skip(m, '!') && skip(m, '[');
  default: return FALSE;
  }
}

static gboolean leave(Matcher *m, Node *node) {
  Draft *draft = draft_of(node);
  gboolean good = TRUE;
  if (node->kind == NODE_EMPHASIS)
    good = skip(m, '*') || skip(m, '_');
  else if (node->kind == NODE_STRONG)
    good = (skip(m, '*') && skip(m, '*')) || (skip(m, '_') && skip(m, '_'));
  else if (node->kind == NODE_LINK && draft->verbatim)
    good = skip(m, '>');
  else if (node->kind == NODE_LINK || node->kind == NODE_IMAGE) {
    good = skip(m, ']');
    LinkTail tail = link_tail_read(m->text, m->length, m->at);
    m->at = tail.end;
    draft->title_start = tail.title_start;
    draft->title_end = tail.title_end;
  }
  draft->end = m->at;
  return good;
}

static gboolean match_all(Matcher *m, Node *leaf) {
  Node *node = leaf->first_child;
  while (node) {
    if (!enter(m, node)) return FALSE;
    if (node->first_child) {
      node = node->first_child;
      continue;
    }
    if (!leave(m, node)) return FALSE;
    while (node != leaf && !node->next) {
      node = node->parent;
      if (node != leaf && !leave(m, node)) return FALSE;
    }
    node = node == leaf ? NULL : node->next;
  }
  while (m->at < m->length && g_ascii_isspace(m->text[m->at]))
    m->at++;
  return m->at == m->length;
}

// A text into its parts: as written, an escape, as written, …
static void settle_text(Drafts *drafts, Node *node, const Fragment *content) {
  gsize at = draft_of(node)->start, end = draft_of(node)->end, run = at;
  gboolean escapes = !in_address(node);
  const char *literal = node->text;
  while (at < end) {
    gsize plain = plain_length(content->text->str + at, end - at, literal);
    at += plain;
    literal += plain;
    if (plain) continue;
    gsize literal_length = 1;
    gsize special = special_length(drafts, content->text->str + at, end - at, literal, escapes,
                                   &literal_length);
    if (special) {
      Node *before = draft_text(drafts, content, run, at);
      if (before) node_insert_before(node, before);
      Node *part = draft_new(drafts, NODE_TEXT, fragment_source_start(content, at),
                             fragment_source_end(content, at + special));
      part->text = arena_strndup(drafts->arena, literal, literal_length);
      node_insert_before(node, part);
      run = at + special;
    }
    at += special ? special : 1;
    literal += literal_length;
  }
  Node *rest = draft_text(drafts, content, run, end);
  if (rest) node_insert_before(node, rest);
}

static char *origin_text(Drafts *drafts, const Fragment *content, gsize start, gsize end) {
  GString *text = g_string_new(NULL);
  fragment_write_origin(content, start, end, drafts->origin, text);
  return g_string_free(text, FALSE);
}

// CommonMark 6.1: line ends are spaces; one space at each side is taken off where both have one.
static void settle_code(Drafts *drafts, Node *node, const Fragment *content, gsize start,
                        gsize end) {
  while (start < end && content->text->str[start] == '`' && content->text->str[end - 1] == '`') {
    start++;
    end--;
  }
  g_autofree char *text = origin_text(drafts, content, start, end);
  g_strdelimit(text, "\n", ' ');
  gsize length = strlen(text);
  gboolean pad =
      length >= 2 && text[0] == ' ' && text[length - 1] == ' ' && strspn(text, " ") < length;
  node->text = arena_strndup(drafts->arena, text + pad, length - 2 * pad);
}

// From offsets in the content to offsets in the file, and from cmark's texts to the author's, which
// differ where something was changed for cmark.
static void settle(Drafts *drafts, Node *node, const Fragment *content) {
  Draft *draft = draft_of(node);
  gsize start = draft->start, end = draft->end;
  if (node->kind == NODE_TEXT) {
    settle_text(drafts, node, content);
    node_unlink(node);
    return;
  }
  if (fragment_is_added(content, start, end)) {
    node_unlink(node);
    return;
  }
  if (node->kind == NODE_CODE) settle_code(drafts, node, content, start, end);
  if (node->kind == NODE_HTML_INLINE) {
    g_autofree char *text = origin_text(drafts, content, start, end);
    node->text = arena_strdup(drafts->arena, text);
  }
  draft->start = fragment_source_start(content, start);
  draft->end = MAX(draft->start, fragment_source_end(content, end));
  gboolean whole = fragment_is_unbroken(content, draft->title_start, draft->title_end);
  gsize title_length = whole ? draft->title_end - draft->title_start : 0;
  draft->title_start = title_length ? fragment_source_start(content, draft->title_start) : 0;
  draft->title_end = draft->title_start + title_length;
}

static void settle_all(Drafts *drafts, Node *leaf, const Fragment *content) {
  Node *node = leaf->first_child;
  while (node) {
    Node *next = node->first_child, *up = node;
    while (!next && up != leaf) {
      next = up->next;
      up = up->parent;
    }
    settle(drafts, node, content);
    node = next;
  }
}

void match_fall_back(Drafts *drafts, Node *leaf) {
  for (const Node *n = node_walk(leaf, leaf); n; n = node_walk(leaf, n)) {
    Node *node = &draft_of(n)->node;
    draft_of(node)->start = draft_of(leaf)->start;
    draft_of(node)->end = draft_of(leaf)->end;
    draft_of(node)->verbatim = FALSE;
    draft_of(node)->title_start = draft_of(node)->title_end = 0;
    if (!node->text) continue;
    char *text = arena_strdup(drafts->arena, node->text);
    node->text = g_strdelimit(text, "\x01", '[');
  }
}

gboolean match_inlines(Drafts *drafts, Node *leaf, const Fragment *content, gsize *start) {
  Matcher m = {drafts, content->text->str, content->text->len, 0, 0};
  m.work = 64 * m.length + 4096;
  *start = 0;
  for (gsize from = 0; from <= m.length && m.work > 0;) {
    m.at = from;
    if (match_all(&m, leaf)) {
      *start = from;
      settle_all(drafts, leaf, content);
      return TRUE;
    }
    // A definition ends with its line.
    const char *line_end = memchr(m.text + from, '\n', m.length - from);
    if (!line_end) break;
    from = (gsize)(line_end - m.text) + 1;
    m.work -= MIN(m.work, 16);
  }
  return FALSE;
}
