// The inlines of a block: into a list of events, then out with their tokens marked.
#include <string.h>

#include "model/html_policy.h"
#include "site/html_parts.h"

// An element that was entered and whose end is still to come.
typedef struct {
  const Node *node;
  guint open; // its EVENT_OPEN, or NO_EVENT
  const char *closer;
  guint raw_base;
  gboolean in_link;
} Entered;

#define NO_EVENT G_MAXUINT

typedef struct {
  Writer *writer;
  EventList *events;
  GArray *stack;         // of Entered
  GString *missing_ends; // names of opaque elements that are never closed, each after a blank
} Collector;

// "<NAME id=…" of an inline: terms of the index have ids.
static GString *element_open(const Writer *writer, const char *name, const Node *node) {
  GString *out = g_string_new("<");
  g_string_append(out, name);
  g_autofree char *id = node->index_term ? writer_id(writer, node) : NULL;
  html_write_attribute(out, "id", id);
  return out;
}

static void add_code(const Collector *collector, const Node *node) {
  g_autoptr(GString) out = element_open(collector->writer, "code", node);
  if (!writer_is_plain(collector->writer)) {
    gboolean turn = collector->writer->tongue.direction == DIRECTION_RTL;
    html_write_attribute(out, "dir", turn ? "ltr" : NULL);
    html_write_attribute(out, "translate", "no");
  }
  g_string_append_c(out, '>');
  html_write_text(out, node->text ? node->text : "");
  g_string_append(out, "</code>");
  events_atom(collector->events, out->str, "\uFFFC");
}

// FALSE where there is no picture: then its text stands in its place.
static gboolean add_image(const Collector *collector, const Node *node) {
  if (collector->writer->title) return FALSE;
  gboolean plain = writer_is_plain(collector->writer);
  g_autofree char *alt = plain ? node_plain_text(node) : image_alternative(node);
  gboolean silent = !*alt && !node->decorative;
  Picture picture = {.url = node->url,
                     .alt = silent ? picture_undescribed(collector->writer) : alt,
                     .title = node->title,
                     .node = node,
                     .is_decorative = node->decorative};
  g_autofree char *markup = picture_markup(collector->writer, &picture);
  if (markup) events_atom(collector->events, markup, "\uFFFC");
  return markup != NULL;
}

// A span with a language of its own: an isolate, whose inside is read by itself.
static gboolean add_span(const Collector *collector, const Node *node) {
  Writer *writer = collector->writer;
  if (!node->lang || writer_is_plain(writer) || writer->depth >= HTML_MAX_DEPTH) return FALSE;
  g_autoptr(GString) out = element_open(writer, "span", node);
  gsize bare = out->len;
  Writer inside = *writer;
  inside.tongue = tongue_enter(writer, node, FALSE, out);
  if (out->len == bare) return FALSE;
  g_string_append_c(out, '>');
  inside.out = out;
  inside.depth++;
  writer_inlines(&inside, node->first_child, FALSE);
  g_string_append(out, "</span>");
  events_atom(collector->events, out->str, "\uFFFC");
  return TRUE;
}

static char *link_opener(const Collector *collector, const Node *node) {
  const Writer *writer = collector->writer;
  if (writer->in_link || writer->title) return NULL;
  g_autofree char *attributes = link_attributes(writer, node->url, node);
  if (!attributes) return NULL;
  GString *out = element_open(writer, "a", node);
  g_string_append(out, attributes);
  if (node->kind == NODE_LINK) write_text_attribute(writer, out, "title", node->title);
  g_string_append_c(out, '>');
  return g_string_free(out, FALSE);
}

// A picture of another site is not shown, but its place is named.
static gboolean leads_away(const Node *node) {
  return node->url && html_url_is_absolute(node->url) && html_url_allowed(node->url);
}

// A link without words says where it leads.
static void add_reference(const Collector *collector, const Node *link) {
  char *text;
  g_autofree char *number = reference_markup(collector->writer, link, &text);
  if (number) events_atom(collector->events, number, "\uFFFC");
  if (text) events_text(collector->events, text, strlen(text));
  if (text) arena_own(collector->writer->scratch, text, g_free);
}

static gboolean opens_place(const Writer *writer, const Node *node) {
  g_autofree char *id = writer_id(writer, node);
  return id != NULL;
}

static char *simple_opener(const Writer *writer, const char *name, const Node *node) {
  GString *out = element_open(writer, name, node);
  g_string_append_c(out, '>');
  return g_string_free(out, FALSE);
}

static void enter(Collector *collector, const Node *node) {
  Writer *writer = collector->writer;
  Entered entered = {node, NO_EVENT, NULL, writer->raw_base, writer->in_link};
  g_autofree char *opener = NULL;
  if (node->kind == NODE_EMPHASIS) {
    opener = simple_opener(writer, "em", node);
    entered.closer = "</em>";
  } else if (node->kind == NODE_STRONG) {
    opener = simple_opener(writer, "strong", node);
    entered.closer = "</strong>";
  } else if (node->kind == NODE_SPAN && node->index_term && opens_place(writer, node)) {
    opener = simple_opener(writer, "span", node);
    entered.closer = "</span>";
  } else if (node->kind == NODE_LINK || (node->kind == NODE_IMAGE && leads_away(node))) {
    opener = link_opener(collector, node);
    entered.closer = "</a>";
    if (opener) writer->in_link = TRUE;
  }
  // Deeper than anybody writes: the text alone.
  if (collector->stack->len >= HTML_MAX_DEPTH) g_clear_pointer(&opener, g_free);
  if (opener) entered.open = events_open(collector->events, opener);
  writer->raw_base = writer->raw->len;
  g_array_append_val(collector->stack, entered);
  if (node->kind == NODE_LINK && !node->first_child && !writer_is_plain(writer))
    add_reference(collector, node);
  // A picture without words, in a place where it can't be shown.
  if (node->kind == NODE_IMAGE && !node->first_child && opener)
    events_text(collector->events, node->url, strlen(node->url));
}

static void leave(Collector *collector) {
  Writer *writer = collector->writer;
  Entered *entered = &g_array_index(collector->stack, Entered, collector->stack->len - 1);
  raw_close_to(writer, collector->events, writer->raw_base);
  writer->raw_base = entered->raw_base;
  writer->in_link = entered->in_link;
  if (entered->open != NO_EVENT) events_close(collector->events, entered->open, entered->closer);
  g_array_set_size(collector->stack, collector->stack->len - 1);
}

// The sibling that ends an element whose content is no text; NULL where it is never ended.
static const Node *opaque_end(Collector *collector, const Node *node) {
  const char *name = raw_opaque_name(collector->writer->scratch, node->text);
  if (!name) return NULL;
  g_autofree char *key = g_strconcat(" ", name, " ", NULL);
  if (strstr(collector->missing_ends->str, key)) return NULL;
  for (const Node *n = node->next; n; n = n->next)
    if (n->kind == NODE_HTML_INLINE && n->text && raw_closes(n->text, name)) return n;
  // Not again for each of a long row of such tags; links and emphasis end what is looked for.
  g_string_append(collector->missing_ends, key);
  return NULL;
}

// Adds what needs no children. Returns the node to go on from: `node` itself, or a later sibling.
// `descend` is set where its children are to be read.
static const Node *visit(Collector *collector, const Node *node, gboolean *descend) {
  Writer *writer = collector->writer;
  EventList *events = collector->events;
  *descend = FALSE;
  switch (node->kind) {
  case NODE_TEXT:
    if (node->text) events_text(events, node->text, strlen(node->text));
    break;
  case NODE_SOFT_BREAK: events_text(events, "\n", 1); break;
  case NODE_LINE_BREAK: events_atom(events, writer->title ? " " : "<br />\n", "\n"); break;
  case NODE_CODE: add_code(collector, node); break;
  case NODE_FOOTNOTE_REF:
    if (!writer->title) {
      g_autofree char *mark = note_mark_markup(writer, node);
      events_atom(events, mark, "");
    }
    break;
  case NODE_HTML_INLINE: {
    if (!node->text) break;
    const Node *end = opaque_end(collector, node);
    if (end) return end;
    raw_append(writer, events, node, node->text, FALSE);
    break;
  }
  case NODE_IMAGE: *descend = !add_image(collector, node); break;
  case NODE_SPAN: *descend = !add_span(collector, node); break;
  default:
    // A node that holds text of its own where none is expected: no word is lost.
    if (node->text && !node->first_child) events_text(events, node->text, strlen(node->text));
    *descend = TRUE;
  }
  return node;
}

// Reads on to `end`, or to the first block before it, which is returned.
static const Node *collect(Collector *collector, const Node *first, const Node *end,
                           gboolean stop_at_blocks) {
  const Node *node = first;
  while (node && node != end) {
    if (stop_at_blocks && !collector->stack->len && node_is_block(node)) return node;
    gboolean descend;
    node = visit(collector, node, &descend);
    if (descend) {
      enter(collector, node);
      if (node->first_child) {
        node = node->first_child;
        continue;
      }
      leave(collector);
    }
    while (!node->next && collector->stack->len) {
      node = g_array_index(collector->stack, Entered, collector->stack->len - 1).node;
      leave(collector);
    }
    node = node->next;
  }
  return NULL;
}

static void write_events(Writer *writer, EventList *events, gboolean turn) {
  const Tongue before = writer->tongue;
  turn = turn && !writer_is_plain(writer) && before.locale &&
         token_text_is_foreign(before.direction, events->joined->str, events->joined->len);
  if (turn) {
    g_string_append(writer->out, "<bdi");
    writer->tongue = tongue_turn(writer, writer->out);
    g_string_append_c(writer->out, '>');
  }
  const TokenStyle style = writer_token_style(writer);
  events_write(events, &style, writer->out);
  if (turn) g_string_append(writer->out, "</bdi>");
  writer->tongue = before;
}

static const Node *write_run(Writer *writer, const Node *first, const Node *end,
                             gboolean stop_at_blocks, gboolean turn) {
  g_auto(EventList) events;
  events_init(&events, writer->scratch);
  guint raw_base = writer->raw_base;
  writer->raw_base = writer->raw->len;
  Collector collector = {writer, &events, g_array_new(FALSE, FALSE, sizeof(Entered)),
                         g_string_new(" ")};
  const Node *rest = collect(&collector, first, end, stop_at_blocks);
  raw_close_to(writer, &events, writer->raw_base);
  writer->raw_base = raw_base;
  g_array_unref(collector.stack);
  g_string_free(collector.missing_ends, TRUE);
  write_events(writer, &events, turn);
  return rest;
}

void writer_inlines(Writer *writer, const Node *first, gboolean turn) {
  write_run(writer, first, NULL, FALSE, turn);
}

const Node *writer_inline_run(Writer *writer, const Node *first) {
  return write_run(writer, first, NULL, TRUE, FALSE);
}

void writer_inline(Writer *writer, const Node *node) {
  write_run(writer, node, node->next, FALSE, FALSE);
}

void writer_inline_text(Writer *writer, const char *text) {
  g_auto(EventList) events;
  events_init(&events, writer->scratch);
  events_text(&events, text, strlen(text));
  write_events(writer, &events, TRUE);
}
