// What holds for every tree that the loader makes, whatever the Markdown: links between nodes,
// kinds of children, spans inside the parent's and in order, and a plain text's span holding that
// very text.
#pragma once
#include <stdio.h>
#include <string.h>
#include <unicode/utf8.h>

#include "model/node.h"

typedef struct {
  guint nodes, plain_texts, faults;
  guint depth; // of the deepest node
} TreeCheck;

static G_GNUC_UNUSED void tree_fault(TreeCheck *check, const Node *node, const char *what) {
  if (check->faults++ < 8)
    printf("%s: %s %u:%u-%u:%u: %s\n", node->span.file ? node->span.file->path : "?",
           node_kind_name(node->kind), node->span.line, node->span.column, node->span.end_line,
           node->span.end_column, what);
}

static G_GNUC_UNUSED gboolean tree_is_after(guint32 line, guint32 column, guint32 other_line,
                                            guint32 other_column) {
  return line > other_line || (line == other_line && column > other_column);
}

// The bytes of a span. The end is inclusive.
static G_GNUC_UNUSED char *tree_source(const Node *node) {
  const SourceFile *file = node->span.file;
  gsize start = source_offset(file, node->span.line, node->span.column);
  gsize end = source_offset(file, node->span.end_line, node->span.end_column);
  if (end < file->length_bytes) U8_FWD_1(file->text, end, file->length_bytes);
  return g_strndup(file->text + start, end > start ? end - start : 0);
}

static G_GNUC_UNUSED void tree_check_span(TreeCheck *check, const Node *node) {
  const SourceSpan *span = &node->span;
  if (!span->file || span->line < 1 || span->column < 1 ||
      span->end_line > span->file->line_count) {
    tree_fault(check, node, "the span is not in the file");
    return;
  }
  if (tree_is_after(span->line, span->column, span->end_line, span->end_column))
    tree_fault(check, node, "the span ends before it begins");
  const Node *parent = node->parent;
  gboolean has_width = node->first_child || (node->text && *node->text);
  if (!parent || parent->kind == NODE_DOCUMENT || !has_width) return;
  // The poet of verse may stand above the couplets; the marks of a link stand behind it in the
  // tree.
  if (tree_is_after(parent->span.line, parent->span.column, span->line, span->column) ||
      tree_is_after(span->end_line, span->end_column, parent->span.end_line,
                    parent->span.end_column))
    tree_fault(check, node, "the span is not inside the parent's");
  const Node *previous = node->previous;
  if (previous && node->kind == NODE_TEXT && previous->kind == NODE_TEXT &&
      tree_is_after(previous->span.end_line, previous->span.end_column, span->line, span->column))
    tree_fault(check, node, "the text stands before the one in front of it");
}

// A text whose own place is not known: in raw HTML, or the caption that a definition elsewhere
// gives.
static G_GNUC_UNUSED gboolean tree_is_placed(const Node *text) {
  for (const Node *up = text->parent; up; up = up->parent) {
    if (up->kind == NODE_HTML_BLOCK) return FALSE;
    if (up->kind == NODE_CAPTION && up->previous &&
        memcmp(&up->span, &up->previous->span, sizeof up->span) == 0)
      return FALSE;
  }
  return TRUE;
}

static G_GNUC_UNUSED void tree_check_text(TreeCheck *check, const Node *node) {
  gint32 i = 0, length = (gint32)strlen(node->text);
  while (i < length) {
    UChar32 c;
    U8_NEXT(node->text, i, length, c);
    if (c < 0 || c == 1 || c == 2) {
      tree_fault(check, node, "the text is no text");
      return;
    }
  }
  if (node->kind != NODE_TEXT || !node->span.file || !tree_is_placed(node)) return;
  g_autofree char *source = tree_source(node);
  if (g_str_equal(source, node->text))
    check->plain_texts++;
  else if (!strchr(source, '\\') && !strchr(source, '&'))
    tree_fault(check, node, "the span holds another text");
}

static G_GNUC_UNUSED gboolean tree_allows(const Node *parent, const Node *child) {
  switch (parent->kind) {
  case NODE_LIST: return child->kind == NODE_ITEM;
  case NODE_TABLE: return child->kind == NODE_TABLE_ROW;
  case NODE_TABLE_ROW: return child->kind == NODE_TABLE_CELL;
  case NODE_FIGURE: return child->kind == NODE_IMAGE || child->kind == NODE_CAPTION;
  case NODE_COUPLET: return child->kind == NODE_HEMISTICH;
  case NODE_VERSE:
    return child->kind == NODE_COUPLET || child->kind == NODE_HEADING ||
           child->kind == NODE_ATTRIBUTION;
  case NODE_CODE_BLOCK:
  case NODE_RULE:
  case NODE_TEXT:
  case NODE_CODE: return FALSE;
  default: break;
  }
  if (node_holds_inlines(parent) || !node_is_block(parent)) return !node_is_block(child);
  return node_is_block(child) && child->kind != NODE_ITEM && child->kind != NODE_TABLE_CELL;
}

static G_GNUC_UNUSED void tree_check_links(TreeCheck *check, const Node *node) {
  if (node->previous && node->previous->next != node) tree_fault(check, node, "a broken chain");
  if (node->next && node->next->previous != node) tree_fault(check, node, "a broken chain");
  if (node->parent && !node->previous && node->parent->first_child != node)
    tree_fault(check, node, "not its parent's first child");
  if (node->parent && !tree_allows(node->parent, node))
    tree_fault(check, node, "it can't be in its parent");
  if (node->kind == NODE_HEADING && (node->level < 1 || node->level > 6))
    tree_fault(check, node, "no such level");
  if ((node->kind == NODE_FOOTNOTE_REF || node->kind == NODE_FOOTNOTE) && node->number == 0)
    tree_fault(check, node, "a note without a number");
  if (node->kind == NODE_FOOTNOTE && node->parent->kind != NODE_DOCUMENT)
    tree_fault(check, node, "a note in the midst of the text");
}

static G_GNUC_UNUSED TreeCheck tree_check(const Node *document) {
  TreeCheck check = {0};
  for (const Node *node = document; node; node = node_walk(document, node)) {
    guint depth = 0;
    for (const Node *up = node->parent; up && depth < 1000; up = up->parent)
      depth++;
    check.depth = MAX(check.depth, depth);
    check.nodes++;
    tree_check_links(&check, node);
    tree_check_span(&check, node);
    if (node->text) tree_check_text(&check, node);
  }
  if (check.depth > 300) tree_fault(&check, document, "deeper than a stage may walk");
  return check;
}
