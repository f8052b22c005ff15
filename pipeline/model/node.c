#include "model/node.h"

#include <string.h>

Node *node_new(Arena *arena, NodeKind kind, SourceSpan span) {
  Node *node = ARENA_NEW(arena, Node);
  node->kind = kind;
  node->span = span;
  return node;
}

void node_append(Node *parent, Node *child) {
  child->parent = parent;
  child->previous = parent->last_child;
  child->next = NULL;
  if (parent->last_child)
    parent->last_child->next = child;
  else
    parent->first_child = child;
  parent->last_child = child;
}

void node_insert_before(Node *sibling, Node *child) {
  child->parent = sibling->parent;
  child->previous = sibling->previous;
  child->next = sibling;
  if (sibling->previous)
    sibling->previous->next = child;
  else
    sibling->parent->first_child = child;
  sibling->previous = child;
}

void node_unlink(Node *node) {
  if (node->previous)
    node->previous->next = node->next;
  else if (node->parent)
    node->parent->first_child = node->next;
  if (node->next)
    node->next->previous = node->previous;
  else if (node->parent)
    node->parent->last_child = node->previous;
  node->parent = node->previous = node->next = NULL;
}

gboolean node_is_block(const Node *node) {
  return node->kind < NODE_TEXT;
}

gboolean node_holds_inlines(const Node *node) {
  switch (node->kind) {
  case NODE_HEADING:
  case NODE_PARAGRAPH:
  case NODE_ATTRIBUTION:
  case NODE_TABLE_CELL:
  case NODE_CAPTION:
  case NODE_HEMISTICH:
  case NODE_HTML_BLOCK: return TRUE;
  default: return FALSE;
  }
}

const char *node_kind_name(NodeKind kind) {
  static const char *const names[NODE_KIND_COUNT] = {
      "document", "heading",    "paragraph", "quote",     "attribution", "list",
      "item",     "code_block", "html",      "rule",      "table",       "row",
      "cell",     "figure",     "caption",   "verse",     "couplet",     "hemistich",
      "footnote", "text",       "softbreak", "linebreak", "code",        "html_inline",
      "emphasis", "strong",     "link",      "image",     "span",        "footnote_ref",
  };
  return names[kind];
}

const Node *node_walk(const Node *root, const Node *node) {
  if (node->first_child) return node->first_child;
  while (node && node != root) {
    if (node->next) return node->next;
    node = node->parent;
  }
  return NULL;
}

char *node_plain_text(const Node *node) {
  GString *text = g_string_new(NULL);
  for (const Node *n = node; n; n = node_walk(node, n)) {
    if (n->kind == NODE_TEXT || n->kind == NODE_CODE || n->kind == NODE_CODE_BLOCK)
      g_string_append(text, n->text);
    else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK)
      g_string_append_c(text, ' ');
    else if (n != node && node_is_block(n) && text->len > 0 && text->str[text->len - 1] != ' ')
      g_string_append_c(text, ' ');
  }
  return g_string_free(text, FALSE);
}

char *image_alternative(const Node *image) {
  if (image->decorative) return g_strdup("");
  g_autofree char *own = g_strstrip(node_plain_text(image));
  if (*own) return g_steal_pointer(&own);
  const Node *caption = image->next && image->next->kind == NODE_CAPTION ? image->next : NULL;
  return caption ? g_strstrip(node_plain_text(caption)) : g_strdup("");
}

const char *node_language(const Node *node, const char *fallback) {
  for (; node; node = node->parent)
    if (node->lang) return node->lang;
  return fallback;
}

static void dump_string(GString *out, const char *name, const char *value) {
  if (!value) return;
  g_string_append_printf(out, " %s=\"", name);
  for (const char *c = value; *c; c++) {
    if (*c == '\n')
      g_string_append(out, "\\n");
    else if (*c == '"' || *c == '\\')
      g_string_append_printf(out, "\\%c", *c);
    else
      g_string_append_c(out, *c);
  }
  g_string_append_c(out, '"');
}

const char *quote_kind_name(QuoteKind kind) {
  static const char *const names[QUOTE_KIND_COUNT] = {
      [QUOTE_PLAIN] = "",          [QUOTE_PULL] = "pullquote",      [QUOTE_NOTE] = "note",
      [QUOTE_TIP] = "tip",         [QUOTE_IMPORTANT] = "important", [QUOTE_WARNING] = "warning",
      [QUOTE_CAUTION] = "caution",
  };
  return names[kind];
}

gboolean quote_is_admonition(QuoteKind kind) {
  return kind >= QUOTE_NOTE;
}

QuoteKind node_quote_kind(const Node *node) {
  while (node && node->kind != NODE_QUOTE)
    node = node->parent;
  return node ? node->quote : QUOTE_PLAIN;
}

gboolean quote_is_marked(const Node *quote) {
  static const char *const marks[] = {"«", "“", "‹", "‘", "„", "\""};
  g_autofree char *text = node_plain_text(quote);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (g_str_has_prefix(g_strchug(text), marks[i])) return TRUE;
  return FALSE;
}

const char *list_counter_name(ListCounter counter) {
  static const char *const names[LIST_COUNTER_COUNT] = {"", "decimal", "alphabetic", "abjad"};
  return names[counter];
}

static void dump_one(const Node *node, guint depth, GString *out) {
  g_string_append_printf(out, "%*s%s", (int)depth * 2, "", node_kind_name(node->kind));
  g_string_append_printf(out, " %u:%u-%u:%u", node->span.line, node->span.column,
                         node->span.end_line, node->span.end_column);
  if (node->level) g_string_append_printf(out, " level=%u", node->level);
  if (node->number) g_string_append_printf(out, " number=%u", node->number);
  if (node->kind == NODE_LIST)
    g_string_append_printf(out, " %s%s start=%d '%c'", node->list.ordered ? "ordered" : "bullet",
                           node->list.tight ? " tight" : "", node->list.start,
                           node->list.delimiter);
  if (node->list.counter) dump_string(out, "counter", list_counter_name(node->list.counter));
  if (node->decorative) g_string_append(out, " decorative");
  if (node->quote) dump_string(out, "quote", quote_kind_name(node->quote));
  for (guint i = 0; i < node->column_count; i++)
    g_string_append_printf(out, "%s%c", i ? "" : " columns=", "-<^>"[node->table_alignments[i]]);
  dump_string(out, "id", node->id);
  dump_string(out, "lang", node->lang);
  dump_string(out, "index", node->index_term);
  dump_string(out, "below", node->index_sub);
  dump_string(out, "label", node->label);
  dump_string(out, "info", node->info);
  dump_string(out, "url", node->url);
  dump_string(out, "title", node->title);
  dump_string(out, "post", node->post_id);
  dump_string(out, "text", node->text);
  g_string_append_c(out, '\n');
}

void node_dump(const Node *node, GString *out) {
  guint depth = 0;
  const Node *n = node;
  while (n) {
    dump_one(n, depth, out);
    if (n->first_child) {
      n = n->first_child;
      depth++;
      continue;
    }
    while (n != node && !n->next) {
      n = n->parent;
      depth--;
    }
    n = n == node ? NULL : n->next;
  }
}
