#include "load/markdown.h"

#include <string.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>

typedef struct {
  Arena *arena;
  const SourceFile *file;
  guint first_line; // lines of the file before the Markdown
} Reader;

static SourceSpan span_of(const Reader *reader, cmark_node *node) {
  guint line = (guint)cmark_node_get_start_line(node) + reader->first_line;
  guint end_line = (guint)cmark_node_get_end_line(node) + reader->first_line;
  return (SourceSpan){reader->file, line, (guint)MAX(1, cmark_node_get_start_column(node)),
                      MAX(line, end_line), (guint)MAX(1, cmark_node_get_end_column(node))};
}

static const char *optional(Arena *arena, const char *text) {
  return text && *text ? arena_strdup(arena, text) : NULL;
}

static NodeKind kind_of(cmark_node *node) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_DOCUMENT: return NODE_DOCUMENT;
  case CMARK_NODE_BLOCK_QUOTE: return NODE_QUOTE;
  case CMARK_NODE_LIST: return NODE_LIST;
  case CMARK_NODE_ITEM: return NODE_ITEM;
  case CMARK_NODE_CODE_BLOCK: return NODE_CODE_BLOCK;
  case CMARK_NODE_HTML_BLOCK: return NODE_HTML_BLOCK;
  case CMARK_NODE_HEADING: return NODE_HEADING;
  case CMARK_NODE_THEMATIC_BREAK: return NODE_RULE;
  case CMARK_NODE_SOFTBREAK: return NODE_SOFT_BREAK;
  case CMARK_NODE_LINEBREAK: return NODE_LINE_BREAK;
  case CMARK_NODE_CODE: return NODE_CODE;
  case CMARK_NODE_HTML_INLINE: return NODE_HTML_INLINE;
  case CMARK_NODE_EMPH: return NODE_EMPHASIS;
  case CMARK_NODE_STRONG: return NODE_STRONG;
  case CMARK_NODE_LINK: return NODE_LINK;
  case CMARK_NODE_IMAGE: return NODE_IMAGE;
  case CMARK_NODE_PARAGRAPH: return NODE_PARAGRAPH;
  default: return NODE_TEXT;
  }
}

static Node *convert_one(const Reader *reader, cmark_node *from, SourceSpan block_span) {
  NodeKind kind = kind_of(from);
  Node *node =
      node_new(reader->arena, kind, kind >= NODE_TEXT ? block_span : span_of(reader, from));
  const char *literal = cmark_node_get_literal(from);
  if (literal) node->text = arena_strdup(reader->arena, literal);
  if (kind == NODE_CODE_BLOCK)
    node->info = optional(reader->arena, cmark_node_get_fence_info(from));
  if (kind == NODE_HEADING) node->level = (guint)cmark_node_get_heading_level(from);
  if (kind == NODE_LIST) {
    node->list.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    node->list.tight = cmark_node_get_list_tight(from);
    node->list.start = cmark_node_get_list_start(from);
    node->list.delimiter = '-';
    if (node->list.ordered)
      node->list.delimiter = cmark_node_get_list_delim(from) == CMARK_PAREN_DELIM ? ')' : '.';
  }
  if (kind == NODE_LINK || kind == NODE_IMAGE) {
    node->url = arena_strdup(reader->arena, cmark_node_get_url(from));
    node->title = optional(reader->arena, cmark_node_get_title(from));
    if (kind == NODE_LINK && g_str_has_prefix(node->url, "post:"))
      node->post_id = arena_strndup(reader->arena, node->url + 5, strcspn(node->url + 5, "#"));
  }
  return node;
}

static Node *convert(const Reader *reader, cmark_node *root) {
  Node *top = convert_one(reader, root, (SourceSpan){0});
  Node *parent = top;
  cmark_node *from = cmark_node_first_child(root);
  while (from) {
    Node *node = convert_one(reader, from, parent->span);
    node_append(parent, node);
    if (cmark_node_first_child(from)) {
      from = cmark_node_first_child(from);
      parent = node;
      continue;
    }
    while (from && from != root && !cmark_node_next(from)) {
      from = cmark_node_parent(from);
      if (from != root) parent = parent->parent;
    }
    from = from == root ? NULL : cmark_node_next(from);
  }
  return top;
}

Node *markdown_parse(Arena *arena, const SourceFile *file, gsize start_bytes,
                     DiagnosticList *diagnostics) {
  (void)diagnostics;
  SourceSpan start = source_span_from_offsets(file, start_bytes, start_bytes);
  Reader reader = {arena, file, start.line - 1};
  cmark_node *document =
      cmark_parse_document(file->text + start_bytes, file->length_bytes - start_bytes, 0);
  Node *root = convert(&reader, document);
  cmark_node_free(document);
  return root;
}
