#include "load/attribute.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "load/index_mark.h"

#define MAX_ATTRIBUTES 256 // bytes between braces
#define MAX_SPANS      8   // spans inside each other
#define PULLQUOTE      ".pullquote"
#define DECORATIVE     ".decorative"
#define COUNTER        "counter="
#define INDEX          "index="

static gboolean is_id(const char *text, gsize length) {
  gsize i = 0;
  while (i < length) {
    UChar32 c;
    U8_NEXT(text, i, length, c);
    if (c < 0 || !(u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || strchr("-_.", (char)c) ||
                   c == 0x200C))
      return FALSE;
    if (c > 0x7F) continue;
    if (c == 0) return FALSE;
  }
  return length > 0;
}

// BCP 47 section 2.1, as far as its form goes.
static gboolean is_language(const char *text, gsize length) {
  gsize part = 0;
  for (gsize i = 0; i < length; i++) {
    gboolean first = part == i;
    if (text[i] == '-') {
      if (first || i - part > 8) return FALSE;
      part = i + 1;
    } else if (!g_ascii_isalnum(text[i]) || (part == 0 && !g_ascii_isalpha(text[i]))) {
      return FALSE;
    }
  }
  return length >= 2 && part < length && length - part <= 8 && (part > 0 || length >= 2);
}

static gboolean parse_counter(const char *word, gsize length, Attributes *attributes) {
  for (guint i = LIST_COUNT_DECIMAL; i < LIST_COUNTER_COUNT; i++) {
    const char *name = list_counter_name(i);
    if (strlen(name) == length && memcmp(name, word, length) == 0) attributes->counter = i;
  }
  return attributes->counter != LIST_COUNT_AUTO;
}

// "value" or value; FALSE for a quote that stands alone.
static gboolean unquote(const char **word, gsize *length) {
  if (*length == 0 || (*word)[0] != '"') return !memchr(*word, '"', *length);
  if (*length < 2 || (*word)[*length - 1] != '"') return FALSE;
  ++*word;
  *length -= 2;
  return !memchr(*word, '"', *length);
}

static gboolean parse_index(Arena *arena, const char *word, gsize length, Attributes *attributes) {
  if (!unquote(&word, &length)) return FALSE;
  attributes->index_key = arena_strndup(arena, word, length);
  return attributes->index = TRUE;
}

static gboolean parse_one(Arena *arena, const char *word, gsize length, Attributes *attributes) {
  if (length > 3 && strncmp(word, "#b:", 3) == 0 && is_id(word + 3, length - 3)) {
    attributes->id = arena_strndup(arena, word + 3, length - 3);
    return TRUE;
  }
  if (length == strlen(PULLQUOTE) && strncmp(word, PULLQUOTE, length) == 0)
    return attributes->pull = TRUE;
  if (length == strlen(DECORATIVE) && strncmp(word, DECORATIVE, length) == 0)
    return attributes->decorative = TRUE;
  if (length > strlen(COUNTER) && strncmp(word, COUNTER, strlen(COUNTER)) == 0)
    return parse_counter(word + strlen(COUNTER), length - strlen(COUNTER), attributes);
  if (length == strlen(INDEX_CLASS) && strncmp(word, INDEX_CLASS, length) == 0)
    return attributes->index = TRUE;
  if (length >= strlen(INDEX) && strncmp(word, INDEX, strlen(INDEX)) == 0)
    return parse_index(arena, word + strlen(INDEX), length - strlen(INDEX), attributes);
  if (length <= 5 || strncmp(word, "lang=", 5) != 0) return FALSE;
  word += 5;
  length -= 5;
  if (!unquote(&word, &length) || !is_language(word, length)) return FALSE;
  attributes->lang = arena_strndup(arena, word, length);
  return TRUE;
}

// Where `sign` stands outside quotes; `end` where none does.
static gsize word_end(const char *text, gsize at, gsize end, char sign) {
  gboolean quoted = FALSE;
  for (; at < end && (quoted || text[at] != sign); at++)
    quoted ^= text[at] == '"';
  return at;
}

gsize attribute_parse(Arena *arena, const char *text, gsize length, Attributes *attributes) {
  *attributes = (Attributes){0};
  if (length < 6 || text[0] != '{') return 0;
  gsize end = word_end(text, 1, MIN(length, MAX_ATTRIBUTES), '}'), at = 1;
  if (end == MIN(length, MAX_ATTRIBUTES)) return 0;
  while (at < end) {
    gsize stop = word_end(text, at, end, ' ');
    if (stop > at && !parse_one(arena, text + at, stop - at, attributes)) return 0;
    at = stop + 1;
  }
  gboolean given = attributes->id || attributes->lang || attributes->pull ||
                   attributes->decorative || attributes->counter || attributes->index;
  return given ? end + 1 : 0;
}

void attributes_set(Node *node, const Attributes *attributes) {
  if (attributes->id && !node->id) node->id = attributes->id;
  if (attributes->lang) node->lang = attributes->lang;
}

static gboolean is_verbatim(const Node *node) {
  return node->kind == NODE_TEXT && draft_of(node)->verbatim;
}

// Takes the first `length` bytes off a verbatim text.
static void cut_front(Node *text, gsize length) {
  text->text += length;
  draft_of(text)->start += length;
  if (!*text->text) node_unlink(text);
}

// Takes white space and breaks off the end of a leaf.
static void trim_end(Drafts *drafts, Node *leaf) {
  while (leaf->last_child) {
    Node *last = leaf->last_child;
    if (last->kind != NODE_SOFT_BREAK && last->kind != NODE_LINE_BREAK) {
      gsize length = last->kind == NODE_TEXT ? strlen(last->text) : 0, kept = length;
      while (kept > 0 && (last->text[kept - 1] == ' ' || last->text[kept - 1] == '\t'))
        kept--;
      if (last->kind != NODE_TEXT || (kept == length && length > 0)) return;
      last->text = arena_strndup(drafts->arena, last->text, kept);
      draft_of(last)->end = draft_of(last)->start + kept;
      if (kept > 0) return;
    }
    node_unlink(last);
  }
}

// What is written in braces that mean nothing, and what was meant.
static void report_unknown(Drafts *drafts, const char *text, gsize length, SourceSpan span) {
  static const char *const known[] = {PULLQUOTE,         DECORATIVE,           INDEX_CLASS,
                                      COUNTER "decimal", COUNTER "alphabetic", COUNTER "abjad"};
  Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_ATTRIBUTE_UNKNOWN, span);
  g_autofree char *word = g_strndup(text + 1, length - 2);
  const char *nearest = *word == '#' ? NULL : diagnostic_nearest(word, known, G_N_ELEMENTS(known));
  if (nearest)
    diagnostic_hint(drafts->diagnostics, fault, "did you mean {%s}?", nearest);
  else if (g_str_has_prefix(word, COUNTER))
    diagnostic_hint(drafts->diagnostics, fault,
                    "a list counts in one of: decimal, alphabetic, abjad");
  else
    diagnostic_hint(
        drafts->diagnostics, fault,
        "a block's id is {#b:name}, its language {lang=en}; a quote may be {.pullquote}, a picture "
        "{.decorative}");
}

// "{#b:x}" at the end of the leaf's text, after white space or as all there is.
static gboolean take_from_end(Drafts *drafts, Node *leaf, Attributes *attributes,
                              SourceSpan *span) {
  Node *last = leaf->last_child;
  gsize length = last && is_verbatim(last) ? strlen(last->text) : 0;
  while (length > 0 && g_ascii_isspace(last->text[length - 1]))
    length--;
  if (length == 0 || last->text[length - 1] != '}') return FALSE;
  gsize open = length - 1;
  while (open > 0 && last->text[open] != '{')
    open--;
  gboolean apart = open == 0 ? !last->previous || last->previous->kind == NODE_SOFT_BREAK ||
                                   last->previous->kind == NODE_LINE_BREAK ||
                                   last->previous->kind == NODE_IMAGE
                             : g_ascii_isspace(last->text[open - 1]);
  if (!apart) return FALSE;
  if (attribute_parse(drafts->arena, last->text + open, length - open, attributes) == 0) {
    const char *brace = last->text + open;
    if (*brace == '{' && (strchr("#.:", brace[1]) || g_str_has_prefix(brace + 1, COUNTER))) {
      gsize at = draft_of(last)->start + open;
      report_unknown(drafts, brace, length - open, draft_span(drafts, at, at + length - open));
    }
    return FALSE;
  }
  gsize from = draft_of(last)->start + open;
  *span = draft_span(drafts, from, from + length - open);
  last->text = arena_strndup(drafts->arena, last->text, open);
  draft_of(last)->end = draft_of(last)->start + open;
  trim_end(drafts, leaf);
  return TRUE;
}

static Node *nearest_block(Node *node, NodeKind kind) {
  while (node && node->kind != kind)
    node = node->parent;
  return node;
}

static void report_alone(Drafts *drafts, SourceSpan span, const char *braces, const char *hint) {
  Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_ATTRIBUTE_ALONE, span, braces);
  diagnostic_hint(drafts->diagnostics, fault, "%s", hint);
}

// {.decorative} belongs to the last picture of the block.
static void apply_to_image(Drafts *drafts, Node *block, SourceSpan span) {
  Node *image = NULL;
  for (Node *node = block->first_child; node; node = node->next)
    if (node->kind == NODE_IMAGE) image = node;
  if (image)
    image->decorative = TRUE;
  else
    report_alone(drafts, span, "{" DECORATIVE "}",
                 "it follows a picture: ![](picture.svg){.decorative}");
}

// {.pullquote} and {counter=…} belong to the quote or list that `node` is, or stands in.
static void apply_to_container(Drafts *drafts, Node *node, const Attributes *attributes,
                               SourceSpan span) {
  Node *quote = attributes->pull ? nearest_block(node, NODE_QUOTE) : NULL;
  Node *list = attributes->counter ? nearest_block(node, NODE_LIST) : NULL;
  while (list && !list->list.ordered)
    list = nearest_block(list->parent, NODE_LIST);
  if (quote) quote->quote = QUOTE_PULL;
  if (list) list->list.counter = attributes->counter;
  if (attributes->pull && !quote)
    report_alone(drafts, span, "{" PULLQUOTE "}",
                 "it follows a quote, whose lines begin with '> '");
  if (attributes->counter && !list)
    report_alone(drafts, span, "{" COUNTER "…}",
                 "it follows a numbered list, whose items begin with '1. '");
}

static void apply_to_leaf(Drafts *drafts, Node *leaf) {
  Attributes attributes;
  SourceSpan span;
  if (!take_from_end(drafts, leaf, &attributes, &span)) return;
  gboolean alone = !leaf->first_child && leaf->kind == NODE_PARAGRAPH;
  Node *target = alone && leaf->previous ? leaf->previous : leaf;
  apply_to_container(drafts, target, &attributes, span);
  if (attributes.decorative) apply_to_image(drafts, target, span);
  if (attributes.index)
    report_alone(drafts, span, "{" INDEX_CLASS "}",
                 "it follows words in brackets: [word]{" INDEX_CLASS "}");
  if (leaf->first_child || leaf->kind != NODE_PARAGRAPH) {
    attributes_set(leaf, &attributes);
    return;
  }
  if (leaf->previous) {
    attributes_set(leaf->previous, &attributes);
    node_unlink(leaf);
  }
}

typedef struct {
  Node *text;
  gsize offset;
} Bracket;

// [ … ]{lang=en}: what lies between the brackets goes into a span. Returns the text after it.
static Node *make_span(Drafts *drafts, Bracket open, Node *close, gsize offset, gsize length,
                       const Attributes *attributes) {
  Node *rest = draft_split_text(drafts, close, offset + length);
  Node *tail = draft_split_text(drafts, close, offset);
  gsize end = draft_of(tail)->end;
  node_unlink(tail);
  Node *first = draft_split_text(drafts, open.text, open.offset);
  if (close == open.text) close = first;
  Node *span = draft_new(drafts, NODE_SPAN, draft_of(first)->start, end);
  span->lang = attributes->lang;
  index_mark_set(span, attributes);
  node_insert_before(first, span);
  draft_move(first, close, span);
  cut_front(first, 1);
  if (close != first && !*close->text) node_unlink(close);
  return rest;
}

static void find_spans(Drafts *drafts, Node *parent) {
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Bracket));
  Node *node = parent->first_child;
  gsize i = 0;
  while (node) {
    if (is_verbatim(node)) i += strcspn(node->text + i, "[]");
    if (!is_verbatim(node) || !node->text[i]) {
      node = node->next;
      i = 0;
      continue;
    }
    char c = node->text[i++];
    if (c == '[') {
      Bracket bracket = {node, i - 1};
      if (open->len == MAX_SPANS) g_array_remove_index(open, 0);
      g_array_append_val(open, bracket);
    } else if (c == ']' && open->len > 0) {
      Bracket bracket = g_array_index(open, Bracket, open->len - 1);
      g_array_set_size(open, open->len - 1);
      Attributes attributes;
      gsize length = node->text[i] == '{'
                         ? attribute_parse(drafts->arena, node->text + i,
                                           strnlen(node->text + i, MAX_ATTRIBUTES), &attributes)
                         : 0;
      if (length == 0 || !(attributes.lang || attributes.index) || attributes.id) continue;
      node = make_span(drafts, bracket, node, i - 1, length + 1, &attributes);
      i = 0;
    }
  }
}

static gboolean takes_suffix(const Node *node) {
  return node->kind == NODE_CODE || node->kind == NODE_EMPHASIS || node->kind == NODE_STRONG ||
         node->kind == NODE_LINK || node->kind == NODE_IMAGE;
}

// *words*{lang=en}
static void find_suffix(Drafts *drafts, Node *node) {
  Node *text = node->next;
  Attributes attributes;
  if (!text || !is_verbatim(text) || *text->text != '{') return;
  gsize length =
      attribute_parse(drafts->arena, text->text, strnlen(text->text, MAX_ATTRIBUTES), &attributes);
  gboolean decorates = node->kind == NODE_IMAGE && attributes.decorative;
  gboolean marks = node->kind != NODE_IMAGE && attributes.index;
  if (length == 0 || attributes.id || !(attributes.lang || decorates || marks)) return;
  if (attributes.lang) node->lang = attributes.lang;
  if (marks) index_mark_set(node, &attributes);
  node->decorative = decorates;
  draft_of(node)->end = draft_of(text)->start + length;
  cut_front(text, length);
}

void attributes_apply(Drafts *drafts) {
  for (guint i = 0; i < drafts->leaves->len; i++) {
    Node *leaf = drafts->leaves->pdata[i];
    if (!leaf->parent) continue;
    for (const Node *n = leaf; n; n = node_walk(leaf, n)) {
      Node *node = &draft_of(n)->node;
      if (takes_suffix(node)) find_suffix(drafts, node);
      if (node->first_child) find_spans(drafts, node);
    }
    apply_to_leaf(drafts, leaf);
    index_marks_resolve(drafts, leaf);
  }
}
