// The writer's doors: a node, its children, a block away from its container, a title, a phrase.
#include "site/html_parts.h"

typedef struct {
  Writer writer;
  Arena *scratch;
} Session;

// `ids_of`: the node whose ids are made where the context has none.
static void session_open(Session *session, const HtmlContext *context, const Node *ids_of,
                         const Node *node, GString *out) {
  session->scratch = arena_new();
  session->writer = (Writer){
      .context = context,
      .out = out,
      .scratch = session->scratch,
      .ids = context->ids,
      .tongue = tongue_of(context, NULL),
      .raw = g_array_new(FALSE, TRUE, sizeof(RawElement)),
  };
  if (!context->ids && context->mode != HTML_PLAIN && ids_of)
    session->writer.ids = html_ids_new(session->scratch, ids_of);
  const char *lang = node ? node_language(node->parent, NULL) : NULL;
  if (lang && context->mode != HTML_PLAIN) session->writer.tongue = tongue_of(context, lang);
}

static void session_close(Session *session) {
  g_array_unref(session->writer.raw);
  arena_free(session->scratch);
}

static const Node *first_note(const Node *document) {
  for (const Node *node = document->first_child; node; node = node->next)
    if (node->kind == NODE_FOOTNOTE) return node;
  return NULL;
}

void html_write_node(const Node *node, const HtmlContext *context, GString *out) {
  Session session;
  session_open(&session, context, node, node, out);
  Writer *writer = &session.writer;
  if (node->kind == NODE_FOOTNOTE)
    writer_note(writer, node);
  else if (node->kind == NODE_COUPLET)
    writer_couplet(writer, node);
  else if (node->kind == NODE_TABLE_ROW)
    writer_table_row(writer, node->parent, node, !node->previous);
  else if (node_is_block(node))
    writer_block(writer, node);
  else
    writer_inline(writer, node);
  const Node *note = node->kind == NODE_DOCUMENT ? first_note(node) : NULL;
  if (note) writer_notes(writer, note);
  session_close(&session);
}

void html_write_children(const Node *node, const HtmlContext *context, GString *out) {
  Session session;
  session_open(&session, context, node, node, out);
  if (node->first_child && node_is_block(node->first_child))
    writer_blocks(&session.writer, node->first_child);
  else
    writer_inlines(&session.writer, node->first_child, TRUE);
  session_close(&session);
}

void html_write_title(const Node *node, const HtmlContext *context, GString *out) {
  Session session;
  session_open(&session, context, NULL, node, out);
  session.writer.title = TRUE;
  writer_inlines(&session.writer, node->first_child, TRUE);
  session_close(&session);
}

void html_write_phrase(const char *text, const HtmlContext *context, GString *out) {
  Session session;
  session_open(&session, context, NULL, NULL, out);
  writer_inline_text(&session.writer, text);
  session_close(&session);
}

static const Node *ancestor(const Node *node, NodeKind kind) {
  while (node && node->kind != kind)
    node = node->parent;
  return node;
}

// Whether the block is the first thing in its item: only then does the item's mark stand by it.
static gboolean begins(const Node *item, const Node *block) {
  const Node *node = block;
  while (node != item) {
    if (node->previous) return FALSE;
    node = node->parent;
  }
  return TRUE;
}

static gint item_number(const Node *item) {
  gint number = item->parent->list.start;
  for (const Node *node = item->previous; node; node = node->previous)
    number++;
  return number;
}

typedef struct {
  const char *element;
  Tongue before;
} Wrapper;

static void wrap(Writer *writer, GArray *wrappers, const char *element, const Node *node,
                 const char *class_name, const char *extra) {
  Wrapper wrapper = {element, block_open(writer, element, node, class_name, extra)};
  g_array_append_val(wrappers, wrapper);
}

// Opens what the block stands in, from the outside in. A container that is opened again for a later
// block is no second place of its name, and has no mark.
static void open_container(Writer *writer, const Node *container, const Node *block,
                           GArray *wrappers) {
  const HtmlIds *ids = writer->ids;
  gboolean first = begins(container, block);
  const char *name = first ? NULL : "continued";
  const char *counter;
  if (!first) writer->ids = NULL;
  if (container->kind == NODE_QUOTE) {
    gboolean admonition = quote_is_admonition(container->quote);
    wrap(writer, wrappers, admonition ? "aside" : "blockquote", container,
         writer_quote_class(writer, container), NULL);
    if (admonition && first) writer_admonition_label(writer, container);
  } else if (container->kind == NODE_VERSE) {
    wrap(writer, wrappers, "div", container, writer_verse_class(container, VERSE_ROOM_BESIDE),
         NULL);
  } else if (container->kind == NODE_ITEM && container->parent) {
    const Node *list = container->parent;
    gboolean counted = first && list->list.ordered && item_number(container) != 1;
    g_autofree char *start =
        counted ? g_strdup_printf(" start=\"%d\"", item_number(container)) : NULL;
    if (container->previous) writer->ids = NULL;
    counter = writer_list_class(writer, list);
    g_autofree char *names = counter && name ? g_strjoin(" ", counter, name, NULL) : NULL;
    wrap(writer, wrappers, list->list.ordered ? "ol" : "ul", list,
         names     ? names
         : counter ? counter
                   : name,
         start);
    writer->ids = first ? ids : NULL;
    wrap(writer, wrappers, "li", container, NULL, NULL);
  } else if (container->kind == NODE_FOOTNOTE) {
    Wrapper list = {"ol", writer->tongue};
    g_array_append_val(wrappers, list);
    g_string_append(writer->out, "<ol class=\"notes\">");
    g_autofree char *value = g_strdup_printf(" value=\"%u\"", container->number);
    wrap(writer, wrappers, "li", container, name, value);
    writer->note = container;
    const Node *last = container->last_child;
    writer->note_block = last && last->kind == NODE_PARAGRAPH ? last : container->first_child;
  }
  writer->ids = ids;
}

static void write_alone(Writer *writer, const Node *block) {
  if (block->kind == NODE_TABLE_ROW) {
    const Node *table = ancestor(block, NODE_TABLE);
    gboolean head = !block->previous;
    const char *group = head ? "thead" : "tbody";
    const HtmlIds *ids = writer->ids;
    if (!head) writer->ids = NULL;
    g_string_append(writer->out, "<div class=\"table\" tabindex=\"0\">");
    Tongue before = block_open(writer, "table", table ? table : block, NULL, NULL);
    writer->ids = ids;
    g_string_append_printf(writer->out, "<%s>", group);
    writer_table_row(writer, table, block, head);
    g_string_append_printf(writer->out, "</%s>", group);
    block_close(writer, "table", before);
    g_string_append(writer->out, "</div>\n");
  } else if (block->kind == NODE_COUPLET)
    writer_couplet(writer, block);
  else if (block->kind == NODE_ATTRIBUTION) {
    Tongue before = block_open(writer, "p", block, "attribution", NULL);
    writer_inlines(writer, block->first_child, TRUE);
    block_close(writer, "p", before);
  } else if (block->kind == NODE_HEADING && ancestor(block, NODE_VERSE)) {
    Tongue before = block_open(writer, "p", block, "verse-title", NULL);
    writer_inlines(writer, block->first_child, TRUE);
    block_close(writer, "p", before);
  } else
    writer_block(writer, block);
}

void html_write_block(const Node *block, const HtmlContext *context, GString *out) {
  Session session;
  const Node *root = block;
  GPtrArray *containers = g_ptr_array_new();
  for (const Node *node = block->parent; node; node = node->parent) {
    if (containers->len < HTML_MAX_DEPTH) g_ptr_array_add(containers, (gpointer)node);
    root = node;
  }
  session_open(&session, context, root, NULL, out);
  Writer *writer = &session.writer;
  GArray *wrappers = g_array_new(FALSE, FALSE, sizeof(Wrapper));
  for (guint i = containers->len; i > 0; i--)
    open_container(writer, containers->pdata[i - 1], block, wrappers);
  write_alone(writer, block);
  writer_close_raw(writer, 0);
  for (guint i = wrappers->len; i > 0; i--) {
    const Wrapper *wrapper = &g_array_index(wrappers, Wrapper, i - 1);
    block_close(writer, wrapper->element, wrapper->before);
  }
  g_array_unref(wrappers);
  g_ptr_array_unref(containers);
  session_close(&session);
}
