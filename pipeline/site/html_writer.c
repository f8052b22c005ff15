#include "site/html_writer.h"

#include "site/html.h"

void html_write_node(const Node *node, const HtmlContext *context, GString *out) {
  (void)context;
  g_autofree char *text = node_plain_text(node);
  html_write_text(out, text);
}

void html_write_children(const Node *node, const HtmlContext *context, GString *out) {
  html_write_node(node, context, out);
}

void html_write_block(const Node *block, const HtmlContext *context, GString *out) {
  html_write_node(block, context, out);
}

void html_write_title(const Node *node, const HtmlContext *context, GString *out) {
  html_write_node(node, context, out);
}

void html_write_phrase(const char *text, const HtmlContext *context, GString *out) {
  (void)context;
  html_write_text(out, text);
}

void html_write_language(const char *lang, const HtmlContext *context, GString *out) {
  (void)context;
  html_write_attribute(out, "lang", lang);
}

HtmlIds *html_ids_new(Arena *arena, const Node *document) {
  (void)arena, (void)document;
  return NULL;
}

const char *html_ids_lookup(const HtmlIds *ids, const Node *node) {
  (void)ids, (void)node;
  return NULL;
}

char *html_slug(const char *text) {
  return g_strdup(text);
}
