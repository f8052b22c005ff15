#include "load/quote.h"

#include <string.h>

// The length of a dash and the white space behind it at the start of a text; 0 for none.
static gsize dash_length(const Node *node) {
  static const char *const dashes[] = {"—", "―", "–", "--"};
  if (!node || node->kind != NODE_TEXT || !draft_of(node)->verbatim) return 0;
  for (guint i = 0; i < G_N_ELEMENTS(dashes); i++) {
    if (!g_str_has_prefix(node->text, dashes[i])) continue;
    gsize length = strlen(dashes[i]);
    gsize space = strspn(node->text + length, " \t");
    // A no-break space is a good choice after a dash.
    if (space == 0 && g_str_has_prefix(node->text + length, "\xC2\xA0")) space = 2;
    return space > 0 && (node->text[length + space] || node->next) ? length + space : 0;
  }
  return 0;
}

// Whether the text ends as a sentence does: then it is no name.
static gboolean ends_sentence(const Node *last) {
  static const char *const marks[] = {".", "!", "?", "؟", "…", ";", "؛", ":", ",", "،"};
  while (last && last->last_child)
    last = last->last_child;
  if (!last || last->kind != NODE_TEXT) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (g_str_has_suffix(last->text, marks[i])) return TRUE;
  return FALSE;
}

static void cut_dash(Node *text, gsize length) {
  text->text += length;
  draft_of(text)->start += length;
  if (!*text->text) node_unlink(text);
}

// The first node of the last line, where that is not the first one.
static Node *last_line(const Node *paragraph) {
  for (Node *node = paragraph->last_child; node; node = node->previous)
    if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK) return node->next;
  return NULL;
}

static void attribute(Drafts *drafts, Node *quote) {
  Node *paragraph = quote->last_child;
  if (!paragraph || paragraph->kind != NODE_PARAGRAPH) return;
  gsize length = dash_length(paragraph->first_child);
  // A quote of nothing but a line with a dash is a line of dialogue.
  if (length > 0 && paragraph->previous) {
    paragraph->kind = NODE_ATTRIBUTION;
    cut_dash(paragraph->first_child, length);
    return;
  }
  Node *line = last_line(paragraph);
  length = dash_length(line);
  if (length == 0 || ends_sentence(paragraph->last_child)) return;
  Node *end = line->previous;
  Node *attribution =
      draft_new(drafts, NODE_ATTRIBUTION, draft_of(line)->start, draft_of(paragraph)->end);
  draft_move(line, paragraph->last_child, attribution);
  node_unlink(end);
  draft_of(paragraph)->end = draft_of(end)->start;
  draft_insert_after(paragraph, attribution);
  cut_dash(line, length);
}

void quotes_attribute(Drafts *drafts, Node *document) {
  for (const Node *node = document; node; node = node_walk(document, node))
    if (node->kind == NODE_QUOTE) attribute(drafts, &draft_of(node)->node);
}
