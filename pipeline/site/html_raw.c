// Raw HTML: only what model/html_policy.h allows comes through, written anew attribute by
// attribute, and every element that is opened is closed. What is left out loses its tags, never its
// text.
#include <string.h>

#include "model/html_policy.h"
#include "site/html_parts.h"
#include "site/html_raw_tag.h"

// An element that stands only inside of certain others, and the ones that its start tag ends.
typedef struct {
  const char *name;
  const char *inside; // names between blanks
  const char *ends, *up_to;
} Nesting;

static const Nesting nestings[] = {
    {"li", " ul ol ", " li ", " ul ol "},
    {"dt", " dl ", " dt dd ", " dl "},
    {"dd", " dl ", " dt dd ", " dl "},
    {"tr", " table ", " tr td th ", " table thead tbody tfoot "},
    {"td", " tr ", " td th ", " tr "},
    {"th", " tr ", " td th ", " tr "},
    {"thead", " table ", " thead tbody tfoot tr td th caption colgroup ", " table "},
    {"tbody", " table ", " thead tbody tfoot tr td th caption colgroup ", " table "},
    {"tfoot", " table ", " thead tbody tfoot tr td th caption colgroup ", " table "},
    {"caption", " table ", "", ""},
    {"colgroup", " table ", "", ""},
    {"col", " colgroup table ", "", ""},
    {"summary", " details ", "", ""},
    {"figcaption", " figure ", "", ""},
    {"rt", " ruby ", " rt rp ", " ruby "},
    {"rp", " ruby ", " rt rp ", " ruby "},
};

// Block elements that may hold the Markdown that follows their HTML block.
static const char may_stay_open[] =
    " div section article aside details figure blockquote header footer ul ol li dl dd ";

static gboolean named(const char *names, const char *name) {
  gsize length = strlen(name);
  for (const char *at = names; (at = strstr(at, name)) != NULL; at++)
    if (at[-1] == ' ' && at[length] == ' ') return TRUE;
  return FALSE;
}

static const Nesting *lookup_nesting(const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(nestings); i++)
    if (strcmp(nestings[i].name, name) == 0) return &nestings[i];
  return NULL;
}

static RawElement *raw_at(const Writer *writer, guint index) {
  return &g_array_index(writer->raw, RawElement, index);
}

static void close_last(Writer *writer, EventList *events) {
  const RawElement *element = raw_at(writer, writer->raw->len - 1);
  g_autofree char *markup = g_strdup_printf("</%s>", element->name);
  if (element->is_block)
    events_atom(events, markup, "\n");
  else
    events_close(events, element->event, markup);
  if (strcmp(element->name, "a") == 0) writer->in_link = FALSE;
  g_array_set_size(writer->raw, writer->raw->len - 1);
}

void raw_close_to(Writer *writer, EventList *events, guint base) {
  while (writer->raw->len > base)
    close_last(writer, events);
}

static void close_inlines(Writer *writer, EventList *events) {
  while (writer->raw->len > writer->raw_base && !raw_at(writer, writer->raw->len - 1)->is_block)
    close_last(writer, events);
}

// The innermost open element of one of these names; G_MAXUINT where there is none.
static guint find_open(const Writer *writer, const char *names, const char *up_to) {
  for (guint i = writer->raw->len; i > writer->raw_base; i--) {
    const char *name = raw_at(writer, i - 1)->name;
    if (named(names, name)) return i - 1;
    if (named(up_to, name)) break;
  }
  return G_MAXUINT;
}

// What HTML closes by itself when an element begins.
static void close_implied(Writer *writer, EventList *events, const char *name) {
  const Nesting *nesting = lookup_nesting(name);
  guint open;
  while (nesting && (open = find_open(writer, nesting->ends, nesting->up_to)) != G_MAXUINT)
    raw_close_to(writer, events, open);
  if (html_element_is_block(name, strlen(name)) &&
      (open = find_open(writer, " p ", " table ")) != G_MAXUINT)
    raw_close_to(writer, events, open);
}

// Elements whose text is no prose (BD-12, HT-1).
static const char code_elements[] = " code kbd samp pre ";

static gboolean tag_sets(const char *attributes, const char *name) {
  g_autofree char *key = g_strdup_printf(" %s=\"", name);
  return attributes && strstr(attributes, key) != NULL;
}

static const char *code_attributes(const Writer *writer) {
  return writer->tongue.direction == DIRECTION_RTL ? " dir=\"ltr\" translate=\"no\""
                                                   : " translate=\"no\"";
}

static void open_element(Writer *writer, EventList *events, const RawTag *tag, const char *name,
                         const Node *node) {
  const Nesting *nesting = lookup_nesting(name);
  gboolean link = strcmp(name, "a") == 0;
  if (nesting && find_open(writer, nesting->inside, " ") == G_MAXUINT) return;
  if (link && (writer->in_link || writer->title)) return;
  g_autofree char *attributes = raw_tag_attributes(writer, tag, node);
  if (link && !attributes) return;
  const char *unit = named(code_elements, name) && !tag_sets(attributes, "dir") &&
                             !tag_sets(attributes, "translate")
                         ? code_attributes(writer)
                         : "";
  g_autofree char *markup = g_strdup_printf("<%s%s%s>", name, attributes ? attributes : "", unit);
  RawElement element = {.is_block = html_element_class(name, strlen(name)) == HTML_ELEMENT_BLOCK};
  g_strlcpy(element.name, name, sizeof element.name);
  if (element.is_block)
    events_atom(events, markup, "\n");
  else
    element.event = events_open(events, markup);
  g_array_append_val(writer->raw, element);
  if (link) writer->in_link = TRUE;
}

static void close_element(Writer *writer, EventList *events, const char *name, gboolean is_block) {
  g_autofree char *names = g_strconcat(" ", name, " ", NULL);
  guint open = find_open(writer, names, " ");
  if (open == G_MAXUINT) return;
  // An inline end tag does not reach out of a block.
  for (guint i = open; !is_block && i < writer->raw->len; i++)
    if (raw_at(writer, i)->is_block) return;
  raw_close_to(writer, events, open);
}

static void append_void(Writer *writer, EventList *events, const RawTag *tag, const char *name,
                        const Node *node, gboolean is_block) {
  if (writer->title) return;
  if (strcmp(name, "img") == 0) {
    raw_tag_image(writer, events, tag, node);
    return;
  }
  const Nesting *nesting = lookup_nesting(name);
  if (nesting && find_open(writer, nesting->inside, " ") == G_MAXUINT) return;
  g_autofree char *attributes = raw_tag_attributes(writer, tag, node);
  g_autofree char *markup = g_strdup_printf("<%s%s />", name, attributes ? attributes : "");
  gboolean ends_line = is_block || strcmp(name, "br") == 0;
  events_atom(events, markup, ends_line ? "\n" : "");
}

static void append_tag(Writer *writer, EventList *events, const RawTag *tag, const Node *node,
                       gboolean blocks) {
  char name[sizeof((RawElement *)NULL)->name];
  if (tag->name_length >= sizeof name) return;
  for (gsize i = 0; i <= tag->name_length; i++)
    name[i] = i < tag->name_length ? g_ascii_tolower(tag->name[i]) : '\0';
  HtmlElementClass class = html_element_class(name, tag->name_length);
  gboolean is_block = class == HTML_ELEMENT_BLOCK || html_element_is_block(name, tag->name_length);
  if (class > HTML_ELEMENT_VOID || (is_block && !blocks)) {
    // A word before it and one after it stay two words.
    if (is_block) events_text(events, " ", 1);
    return;
  }
  if (is_block) close_inlines(writer, events);
  if (tag->closing) {
    close_element(writer, events, name, is_block);
    return;
  }
  close_implied(writer, events, name);
  if (class == HTML_ELEMENT_VOID)
    append_void(writer, events, tag, name, node, is_block);
  else
    open_element(writer, events, tag, name, node);
}

void raw_append(Writer *writer, EventList *events, const Node *node, const char *text,
                gboolean blocks) {
  g_auto(RawReader) reader = {.at = text, .scratch = writer->scratch};
  RawPiece piece;
  while (raw_reader_next(&reader, &piece)) {
    if (piece.kind == RAW_TEXT)
      events_text(events, piece.text, piece.length);
    else if (piece.kind == RAW_ENTITY) {
      g_autofree char *entity = g_strndup(piece.text, piece.length);
      events_atom(events, entity, "\uFFFC");
    } else
      append_tag(writer, events, &piece.tag, node, blocks);
  }
}

static void write_events(Writer *writer, EventList *events) {
  const TokenStyle style = writer_token_style(writer);
  events_write(events, &style, writer->out);
}

void writer_html_block(Writer *writer, const Node *node) {
  g_auto(EventList) events;
  events_init(&events, writer->scratch);
  if (node->text) raw_append(writer, &events, node, node->text, TRUE);
  close_inlines(writer, &events);
  guint keep = writer->raw_base;
  while (keep < writer->raw->len && named(may_stay_open, raw_at(writer, keep)->name))
    keep++;
  raw_close_to(writer, &events, keep);
  write_events(writer, &events);
}

void writer_close_raw(Writer *writer, guint base) {
  if (writer->raw->len <= base) return;
  g_auto(EventList) events;
  events_init(&events, writer->scratch);
  writer_line(writer);
  raw_close_to(writer, &events, base);
  write_events(writer, &events);
}
