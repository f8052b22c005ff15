#include "load/html_text.h"

#include <string.h>

#include "load/html_tag.h"
#include "model/html_policy.h"

// Elements inside each other that still make nodes of their own.
#define MAX_OPEN 16

// What stands between the last inline and the next one.
typedef enum { GAP_NONE, GAP_SOFT, GAP_CELL, GAP_LINE } Gap;

typedef struct {
  Drafts *drafts;
  const Fragment *content;
  Node *parent;
  Node *open[MAX_OPEN]; // opened by elements, from the outside
  guint open_count;
  guint preformatted; // <pre> around here
  gboolean started;   // something was written on this line
  Gap gap;
  gsize gap_at;
} Reader;

static Node *innermost(const Reader *reader) {
  return reader->open_count ? reader->open[reader->open_count - 1] : reader->parent;
}

static void widen_gap(Reader *reader, Gap gap, gsize at) {
  if (gap <= reader->gap) return;
  reader->gap = gap;
  reader->gap_at = at;
}

static void write_gap(Reader *reader) {
  if (reader->started && reader->gap != GAP_NONE) {
    gsize at = fragment_source_start(reader->content, reader->gap_at);
    NodeKind kind = reader->gap == GAP_SOFT   ? NODE_SOFT_BREAK
                    : reader->gap == GAP_LINE ? NODE_LINE_BREAK
                                              : NODE_TEXT;
    Node *node = draft_new(reader->drafts, kind, at, at);
    if (kind == NODE_TEXT) node->text = "\xE2\x80\x83"; // an em space between cells
    node_append(innermost(reader), node);
  }
  reader->gap = GAP_NONE;
}

static void append(Reader *reader, Node *node) {
  write_gap(reader);
  node_append(innermost(reader), node);
  reader->started = TRUE;
}

// A stretch without line ends, with its references decoded.
static void add_stretch(Reader *reader, gsize start, gsize end) {
  const char *text = reader->content->text->str;
  gsize run = start;
  for (gsize i = start; i < end;) {
    gsize length = end - i;
    const char *value =
        text[i] == '&' ? draft_decode_entity(reader->drafts, text + i, &length) : NULL;
    if (!value) {
      i++;
      continue;
    }
    Node *before = draft_text(reader->drafts, reader->content, run, i);
    if (before) append(reader, before);
    Node *node = draft_new(reader->drafts, NODE_TEXT, fragment_source_start(reader->content, i),
                           fragment_source_end(reader->content, i + length));
    node->text = arena_strdup(reader->drafts->arena, value);
    append(reader, node);
    i += length;
    run = i;
  }
  Node *rest = draft_text(reader->drafts, reader->content, run, end);
  if (rest) append(reader, rest);
}

static void add_text(Reader *reader, gsize start, gsize end) {
  const char *text = reader->content->text->str;
  while (start < end) {
    const char *line_end = memchr(text + start, '\n', end - start);
    gsize stop = line_end ? (gsize)(line_end - text) : end;
    gsize last = stop;
    // White space beside a line end or at the start is not part of the text.
    gboolean at_start = !reader->started || reader->gap != GAP_NONE;
    while (at_start && !reader->preformatted && start < last && g_ascii_isspace(text[start]))
      start++;
    while (line_end && last > start && g_ascii_isspace(text[last - 1]))
      last--;
    if (start < last) add_stretch(reader, start, last);
    if (line_end) widen_gap(reader, reader->preformatted ? GAP_LINE : GAP_SOFT, stop);
    start = stop + 1;
  }
}

static char *decoded_value(Reader *reader, const HtmlAttribute *attribute) {
  return draft_decode_text(reader->drafts, attribute->value, attribute->value_length);
}

// The inline that an element means; NULL for none.
static Node *node_for(Reader *reader, const HtmlTag *tag, gsize start, gsize end) {
  static const struct {
    const char *name;
    NodeKind kind;
  } meanings[] = {
      {"em", NODE_EMPHASIS},  {"i", NODE_EMPHASIS},    {"cite", NODE_EMPHASIS},
      {"dfn", NODE_EMPHASIS}, {"strong", NODE_STRONG}, {"b", NODE_STRONG},
      {"a", NODE_LINK},       {"img", NODE_IMAGE},     {"span", NODE_SPAN},
      {"bdi", NODE_SPAN},     {"code", NODE_CODE},     {"kbd", NODE_CODE},
      {"samp", NODE_CODE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(meanings); i++) {
    if (!html_tag_is(tag, meanings[i].name)) continue;
    NodeKind kind = meanings[i].kind;
    HtmlAttribute attribute;
    const char *wanted = kind == NODE_LINK ? "href" : kind == NODE_IMAGE ? "src" : "lang";
    gboolean found = html_tag_lookup(tag, wanted, &attribute) && attribute.value;
    if (!found && (kind == NODE_LINK || kind == NODE_IMAGE || kind == NODE_SPAN)) return NULL;
    const char *value = found ? decoded_value(reader, &attribute) : NULL;
    if (kind == NODE_LINK && !html_url_allowed(value)) return NULL;
    if (kind == NODE_IMAGE && !html_url_allowed(value)) return NULL;
    Node *node = draft_new(reader->drafts, kind, start, end);
    if (kind == NODE_LINK || kind == NODE_IMAGE)
      node->url = value;
    else
      node->lang = value;
    return node;
  }
  return NULL;
}

static void add_image(Reader *reader, const HtmlTag *tag, Node *image) {
  HtmlAttribute alt;
  append(reader, image);
  image->decorative = html_tag_is_decorative(tag);
  if (!html_tag_lookup(tag, "alt", &alt) || !alt.value || alt.value_length == 0) return;
  Node *text = draft_new(reader->drafts, NODE_TEXT, draft_of(image)->start, draft_of(image)->end);
  text->text = decoded_value(reader, &alt);
  node_append(image, text);
}

static void close_innermost(Reader *reader, gsize end) {
  Node *node = reader->open[--reader->open_count];
  node->label = NULL;
  draft_of(node)->end = end;
  if (node->kind != NODE_CODE) return;
  // Until here the text was below it.
  node->text = "";
  g_autofree char *text = node_plain_text(node);
  node->text = arena_strdup(reader->drafts->arena, text);
  node->first_child = node->last_child = NULL;
}

static void close_element(Reader *reader, const HtmlTag *tag, gsize end) {
  // The tag closes the innermost node of its kind, and all that is open inside.
  for (guint i = reader->open_count; i > 0; i--) {
    const Node *node = reader->open[i - 1];
    const char *name = node->label; // the element's name, until the node is closed
    if (strlen(name) != tag->name_length ||
        g_ascii_strncasecmp(name, tag->name, tag->name_length) != 0)
      continue;
    while (reader->open_count >= i)
      close_innermost(reader, end);
    return;
  }
}

static void add_tag(Reader *reader, const HtmlTag *tag, gsize at) {
  gsize start = fragment_source_start(reader->content, at);
  gsize end = fragment_source_end(reader->content, at + tag->length);
  if (tag->is_other) return;
  if (html_tag_is(tag, "td") || html_tag_is(tag, "th")) {
    widen_gap(reader, GAP_CELL, at);
  } else if (html_tag_is(tag, "br") || html_element_is_block(tag->name, tag->name_length)) {
    widen_gap(reader, GAP_LINE, at);
    if (html_tag_is(tag, "pre")) reader->preformatted = !tag->is_close;
  } else if (tag->is_close) {
    close_element(reader, tag, end);
  } else {
    Node *node = node_for(reader, tag, start, end);
    if (!node) return;
    if (node->kind == NODE_IMAGE)
      add_image(reader, tag, node);
    else if (reader->open_count < MAX_OPEN) {
      append(reader, node);
      node->label = arena_strndup(reader->drafts->arena, tag->name, tag->name_length);
      reader->open[reader->open_count++] = node;
    }
  }
}

// One past the end tag of an element whose content is no text.
static gsize skip_element(const char *text, gsize at, gsize end, const HtmlTag *open) {
  gsize i = at + open->length;
  while (i < end) {
    HtmlTag tag;
    const char *next = memchr(text + i, '<', end - i);
    if (!next) return end;
    i = (gsize)(next - text);
    if (i + 1 < end && text[i + 1] == '/' && html_tag_parse(next, end - i, &tag) &&
        tag.name_length == open->name_length &&
        g_ascii_strncasecmp(tag.name, open->name, tag.name_length) == 0)
      return i + tag.length;
    i++;
  }
  return end;
}

void html_text_append(Drafts *drafts, Node *parent, const Fragment *content, gsize start,
                      gsize end) {
  Reader reader = {.drafts = drafts, .content = content, .parent = parent};
  const char *text = content->text->str;
  gsize run = start, at = start;
  while (end > start && g_ascii_isspace(text[end - 1]))
    end--;
  while (at < end) {
    HtmlTag tag;
    if (text[at] != '<' || !html_tag_parse(text + at, end - at, &tag)) {
      at++;
      continue;
    }
    add_text(&reader, run, at);
    gboolean opaque = !tag.is_other && !tag.is_close &&
                      html_element_class(tag.name, tag.name_length) == HTML_ELEMENT_OPAQUE;
    add_tag(&reader, &tag, at);
    at = opaque ? skip_element(text, at, end, &tag) : at + tag.length;
    run = at;
  }
  add_text(&reader, run, end);
  while (reader.open_count > 0)
    close_innermost(&reader, fragment_source_end(content, end));
}
