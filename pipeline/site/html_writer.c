#include "site/html_writer.h"

#include <string.h>

#include "site/html_parts.h"

void writer_line(Writer *writer) {
  if (writer->out->len && writer->out->str[writer->out->len - 1] != '\n')
    g_string_append_c(writer->out, '\n');
}

// Whole blocks take the other direction; what stands in a line or a column keeps its side, and is
// isolated inside (PG-7, PG-9).
static gboolean turns(const Node *node) {
  switch (node->kind) {
  case NODE_PARAGRAPH:
  case NODE_QUOTE:
  case NODE_LIST:
  case NODE_TABLE:
  case NODE_VERSE: return TRUE;
  default: return FALSE;
  }
}

Tongue block_open(Writer *writer, const char *element, const Node *node, const char *class_name,
                  const char *extra) {
  Tongue before = writer->tongue;
  g_string_append_printf(writer->out, "<%s", element);
  if (writer_is_plain(writer)) {
    g_string_append_c(writer->out, '>');
    return before;
  }
  g_autofree char *id = writer_id(writer, node);
  html_write_attribute(writer->out, "id", id);
  if (writer->context->mode == HTML_SITE) html_write_attribute(writer->out, "class", class_name);
  Tongue inside = tongue_enter(writer, node, turns(node), writer->out);
  if (extra) g_string_append(writer->out, extra);
  g_string_append_c(writer->out, '>');
  writer->tongue = inside;
  return before;
}

void block_close(Writer *writer, const char *element, Tongue before) {
  writer->tongue = before;
  g_string_append_printf(writer->out, "</%s>\n", element);
}

static void write_inline_block(Writer *writer, const char *element, const Node *node) {
  Tongue before = block_open(writer, element, node, NULL, NULL);
  writer_inlines(writer, node->first_child, TRUE);
  if (node == writer->note_block) writer_note_back(writer, writer->note);
  block_close(writer, element, before);
}

static void write_heading(Writer *writer, const Node *node) {
  guint level = CLAMP(node->level + writer->context->heading_shift, 1, 6);
  char element[] = {'h', (char)('0' + level), '\0'};
  Tongue before = block_open(writer, element, node, NULL, NULL);
  g_autofree char *number = heading_number_markup(writer, node, "number");
  if (number) g_string_append_printf(writer->out, "%s ", number);
  writer_inlines(writer, node->first_child, TRUE);
  if (node == writer->note_block) writer_note_back(writer, writer->note);
  block_close(writer, element, before);
}

static void write_paragraph(Writer *writer, const Node *node) {
  const Node *item = node->parent, *list = item ? item->parent : NULL;
  gboolean tight =
      item && item->kind == NODE_ITEM && list && list->kind == NODE_LIST && list->list.tight;
  if (!tight) {
    write_inline_block(writer, "p", node);
    return;
  }
  writer_inlines(writer, node->first_child, TRUE);
  if (node->next) writer_line(writer);
}

// The class that the source gave to a raw element, or what kind of quote it is. A pull quote whose
// author wrote no marks gets them from the style sheet. NULL for none.
const char *writer_quote_class(const Writer *writer, const Node *node) {
  if (node->quote == QUOTE_PLAIN) return node->info;
  const char *name = quote_kind_name(node->quote);
  if (quote_is_admonition(node->quote)) return arena_printf(writer->scratch, "admonition %s", name);
  return quote_is_marked(node) ? arena_printf(writer->scratch, "%s marked", name) : name;
}

// An admonition speaks for the text itself, so it is no quotation; its word is the language's.
void writer_admonition_label(Writer *writer, const Node *node) {
  g_autofree char *key = g_strdup_printf("admonition.%s", quote_kind_name(node->quote));
  const char *label = locale_string(writer->tongue.locale, key);
  writer_line(writer);
  g_string_append(writer->out,
                  writer->context->mode == HTML_SITE ? "<p class=\"admonition-label\">" : "<p>");
  g_string_append(writer->out, writer->context->mode == HTML_SITE ? "" : "<strong>");
  html_write_text(writer->out, label);
  g_string_append(writer->out, writer->context->mode == HTML_SITE ? "</p>\n" : "</strong></p>\n");
}

static void write_admonition(Writer *writer, const Node *node) {
  const char *element = writer->context->mode == HTML_SITE ? "aside" : "blockquote";
  Tongue before = block_open(writer, element, node, writer_quote_class(writer, node), NULL);
  if (!writer_is_plain(writer)) writer_admonition_label(writer, node);
  writer_line(writer);
  writer_blocks(writer, node->first_child);
  const Node *said = node->last_child;
  if (said && said->kind == NODE_ATTRIBUTION) {
    Tongue outer = block_open(writer, "p", said, "attribution", NULL);
    writer_inlines(writer, said->first_child, TRUE);
    block_close(writer, "p", outer);
  }
  block_close(writer, element, before);
}

static void write_quote(Writer *writer, const Node *node) {
  if (quote_is_admonition(node->quote)) {
    write_admonition(writer, node);
    return;
  }
  const Node *said = node->last_child;
  if (said && said->kind != NODE_ATTRIBUTION) said = NULL;
  if (said) {
    g_string_append(writer->out, "<figure");
    g_autofree char *name = g_strjoin(" ", "quote", writer_quote_class(writer, node), NULL);
    if (writer->context->mode == HTML_SITE) html_write_attribute(writer->out, "class", name);
    g_string_append(writer->out, ">\n");
  }
  Tongue before =
      block_open(writer, "blockquote", node, said ? NULL : writer_quote_class(writer, node), NULL);
  writer_line(writer);
  writer_blocks(writer, node->first_child);
  block_close(writer, "blockquote", before);
  if (!said) return;
  write_inline_block(writer, "figcaption", said);
  g_string_append(writer->out, "</figure>\n");
}

// The class of a list that the author had count otherwise; NULL.
const char *writer_list_class(const Writer *writer, const Node *list) {
  if (!list->list.counter) return NULL;
  return arena_printf(writer->scratch, "count-%s", list_counter_name(list->list.counter));
}

static void write_list(Writer *writer, const Node *node) {
  const char *element = node->list.ordered ? "ol" : "ul";
  g_autofree char *start = node->list.ordered && node->list.start != 1
                               ? g_strdup_printf(" start=\"%d\"", node->list.start)
                               : NULL;
  Tongue before = writer->tongue;
  if (writer_is_plain(writer))
    g_string_append_printf(writer->out, "<%s%s>", element, start ? start : "");
  else
    before = block_open(writer, element, node, writer_list_class(writer, node), start);
  writer_line(writer);
  writer_blocks(writer, node->first_child);
  block_close(writer, element, before);
}

static void write_item(Writer *writer, const Node *node) {
  Tongue before = block_open(writer, "li", node, NULL, NULL);
  const Node *list = node->parent;
  gboolean tight = list && list->kind == NODE_LIST && list->list.tight;
  if (node->first_child && !(tight && node->first_child->kind == NODE_PARAGRAPH))
    writer_line(writer);
  writer_blocks(writer, node->first_child);
  block_close(writer, "li", before);
}

static void write_code_block(Writer *writer, const Node *node) {
  gboolean plain = writer_is_plain(writer);
  gboolean turn = writer->tongue.direction == DIRECTION_RTL && !node->lang;
  g_autofree char *extra =
      g_strconcat(turn ? " dir=\"ltr\"" : "", " translate=\"no\"",
                  writer->context->mode == HTML_SITE ? " tabindex=\"0\"" : "", NULL);
  Tongue before = block_open(writer, "pre", node, NULL, plain ? NULL : extra);
  g_string_append(writer->out, "<code");
  const char *info = node->info ? node->info : "";
  gsize length = strcspn(info, " \t\r\n");
  if (length) {
    g_autofree char *name = g_strdup_printf("language-%.*s", (int)length, info);
    html_write_attribute(writer->out, "class", name);
  }
  g_string_append_c(writer->out, '>');
  html_write_text(writer->out, node->text ? node->text : "");
  g_string_append(writer->out, "</code>");
  block_close(writer, "pre", before);
}

// CommonMark knows no figures: a picture in a paragraph, its title is what we make a caption of.
static void write_plain_figure(Writer *writer, const Node *image, const Node *caption) {
  g_autofree char *alt = node_plain_text(image);
  g_autofree char *title = caption ? node_plain_text(caption) : NULL;
  const Picture picture = {.url = image->url, .alt = alt, .title = title, .node = image};
  g_autofree char *markup = picture_markup(writer, &picture);
  g_string_append_printf(writer->out, "<p>%s</p>\n", markup ? markup : "");
}

static void write_figure(Writer *writer, const Node *node) {
  const Node *caption = node->last_child;
  if (caption && caption->kind != NODE_CAPTION) caption = NULL;
  if (writer_is_plain(writer) && node->first_child && node->first_child->kind == NODE_IMAGE) {
    write_plain_figure(writer, node->first_child, caption);
    return;
  }
  Tongue before = block_open(writer, "figure", node, NULL, NULL);
  writer_line(writer);
  const Node *part = node->first_child;
  while (part && part != caption) {
    if (node_is_block(part)) {
      writer_block_alone(writer, part);
      part = part->next;
    } else {
      part = writer_inline_run(writer, part);
    }
  }
  writer_line(writer);
  if (caption) write_inline_block(writer, "figcaption", caption);
  block_close(writer, "figure", before);
}

// Too deep to go on: every word below, in one paragraph.
static void write_flat(Writer *writer, const Node *node) {
  g_autofree char *text = node_plain_text(node);
  g_string_append(writer->out, "<p>");
  writer_inline_text(writer, text);
  g_string_append(writer->out, "</p>\n");
}

static void write_kind(Writer *writer, const Node *node) {
  switch (node->kind) {
  case NODE_HEADING: write_heading(writer, node); break;
  case NODE_PARAGRAPH: write_paragraph(writer, node); break;
  case NODE_QUOTE: write_quote(writer, node); break;
  case NODE_LIST: write_list(writer, node); break;
  case NODE_ITEM: write_item(writer, node); break;
  case NODE_CODE_BLOCK: write_code_block(writer, node); break;
  case NODE_HTML_BLOCK: writer_html_block(writer, node); break;
  case NODE_RULE: g_string_append(writer->out, "<hr />\n"); break;
  case NODE_TABLE: writer_table(writer, node); break;
  case NODE_FIGURE: write_figure(writer, node); break;
  case NODE_VERSE: writer_verse(writer, node); break;
  case NODE_FOOTNOTE:
    // At the end of the document; elsewhere it is out of place.
    if (!node->parent || node->parent->kind != NODE_DOCUMENT)
      writer_blocks(writer, node->first_child);
    break;
  case NODE_DOCUMENT: writer_blocks(writer, node->first_child); break;
  default:
    // A part away from its whole: a row, a cell, a caption, a couplet.
    if (!node_is_block(node))
      writer_inline(writer, node);
    else if (node_holds_inlines(node))
      write_inline_block(writer, "p", node);
    else
      writer_blocks(writer, node->first_child);
  }
}

void writer_block(Writer *writer, const Node *node) {
  gboolean tight = node->kind == NODE_PARAGRAPH && node->parent && node->parent->kind == NODE_ITEM;
  if (!tight || node->previous) writer_line(writer);
  if (writer->depth >= HTML_MAX_DEPTH) {
    write_flat(writer, node);
    return;
  }
  writer->depth++;
  write_kind(writer, node);
  writer->depth--;
}

// The blocks from `first` on, but for an attribution, which its quote writes. Inlines among them
// are written as they stand.
void writer_blocks(Writer *writer, const Node *first) {
  guint outer = writer->raw_base;
  writer->raw_base = writer->raw->len;
  for (const Node *node = first; node;) {
    if (!node_is_block(node)) {
      node = writer_inline_run(writer, node);
      continue;
    }
    gboolean said = node->kind == NODE_ATTRIBUTION && node->parent && !node->next &&
                    node->parent->kind == NODE_QUOTE;
    if (!said) writer_block(writer, node);
    node = node->next;
  }
  writer_close_raw(writer, writer->raw_base);
  writer->raw_base = outer;
}

void writer_block_alone(Writer *writer, const Node *node) {
  guint outer = writer->raw_base;
  writer->raw_base = writer->raw->len;
  writer_block(writer, node);
  writer_close_raw(writer, writer->raw_base);
  writer->raw_base = outer;
}
