#include "load/figure.h"

static gboolean is_empty_text(const Node *node) {
  return node->kind == NODE_TEXT && !*node->text;
}

static Node *only_image(const Node *paragraph) {
  Node *image = NULL;
  for (Node *node = paragraph->first_child; node; node = node->next) {
    if (is_empty_text(node)) continue;
    if (image || node->kind != NODE_IMAGE) return NULL;
    image = node;
  }
  return image;
}

static void add_caption(Drafts *drafts, Node *figure, Node *image) {
  const Draft *draft = draft_of(image);
  gboolean placed = draft->title_end > draft->title_start;
  gsize start = placed ? draft->title_start : draft->start;
  gsize end = placed ? draft->title_end : draft->end;
  Node *caption = draft_new(drafts, NODE_CAPTION, start, end);
  node_append(figure, caption);
  if (placed) {
    Fragment *piece = fragment_new();
    fragment_add_source(piece, drafts->origin + start, start, end - start);
    draft_take_job(drafts, caption, NULL, piece, FALSE);
  } else {
    // The title of a definition elsewhere, or one that runs over lines of a quote.
    Node *text = draft_new(drafts, NODE_TEXT, start, end);
    text->text = image->title;
    node_append(caption, text);
  }
  image->title = NULL;
}

void figures_collect(Drafts *drafts) {
  for (guint i = 0; i < drafts->leaves->len; i++) {
    Node *figure = drafts->leaves->pdata[i];
    if (figure->kind != NODE_PARAGRAPH || !figure->parent) continue;
    Node *image = only_image(figure);
    if (!image) continue;
    while (figure->first_child)
      node_unlink(figure->first_child);
    figure->kind = NODE_FIGURE;
    node_append(figure, image);
    if (image->title) add_caption(drafts, figure, image);
  }
}
