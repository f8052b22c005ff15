#include "load/html_block.h"

#include <string.h>

#include "load/html_check.h"
#include "load/html_text.h"
#include "model/html_policy.h"

#define MAX_OPEN 16

// An element that was opened where Markdown is read.
typedef struct {
  char *name;
  Node *container; // a quote; NULL where its blocks go beside its tags
  Node *leaf;      // a paragraph or heading that takes inlines
  const char *lang;
  gboolean tags; // its tags stand as blocks of HTML
} Open;

typedef struct {
  Drafts *drafts;
  Node *anchor; // blocks outside of all containers go before it
  const Fragment *content;
  GArray *open; // of Open
} Reader;

static Open *innermost(const Reader *reader) {
  return reader->open->len ? &g_array_index(reader->open, Open, reader->open->len - 1) : NULL;
}

static Node *innermost_container(const Reader *reader) {
  for (guint i = reader->open->len; i > 0; i--) {
    Node *container = g_array_index(reader->open, Open, i - 1).container;
    if (container) return container;
  }
  return NULL;
}

// Blocks beside their element's tags take its language.
static const char *outer_language(const Reader *reader) {
  for (guint i = reader->open->len; i > 0; i--) {
    const Open *open = &g_array_index(reader->open, Open, i - 1);
    if (open->container) return NULL;
    if (open->lang) return open->lang;
  }
  return NULL;
}

static void emit(Reader *reader, Node *node) {
  if (!node->lang) node->lang = outer_language(reader);
  Node *container = innermost_container(reader);
  if (container)
    node_append(container, node);
  else
    node_insert_before(reader->anchor, node);
}

static void emit_html(Reader *reader, gsize start, gsize end) {
  Drafts *drafts = reader->drafts;
  Node *node = draft_new(drafts, NODE_HTML_BLOCK, fragment_source_start(reader->content, start),
                         fragment_source_end(reader->content, end));
  GString *text = g_string_new(NULL);
  fragment_write_origin(reader->content, start, end, drafts->origin, text);
  if (text->str[text->len - 1] != '\n') g_string_append_c(text, '\n');
  node->text = arena_take_string(drafts->arena, text);
  html_text_append(drafts, node, reader->content, start, end);
  emit(reader, node);
}

// Columns of white space at the start of the first line that has text; a line's start counts only
// where it is one.
static gsize common_indent(const char *text, gsize start, gsize end) {
  gboolean line_start = start == 0 || text[start - 1] == '\n';
  gsize indent = 0;
  for (gsize i = start; i < end; i++) {
    if (text[i] == '\n') {
      line_start = TRUE;
      indent = 0;
    } else if (text[i] != ' ' && text[i] != '\t') {
      return line_start ? indent : 0;
    } else {
      indent++;
    }
  }
  return 0;
}

static gboolean begins_with_inline_tag(const char *text, gsize length) {
  HtmlTag tag;
  return length > 0 && text[0] == '<' && html_tag_parse(text, length, &tag) && !tag.is_other &&
         !html_element_is_block(tag.name, tag.name_length);
}

// The Markdown of [start, end), less the indentation that it has as part of the HTML. A line that
// begins with an inline tag would begin a block of HTML of its own: an added sign before it, which
// is never shown, prevents that.
static Fragment *markdown_of(const Fragment *content, gsize start, gsize end) {
  Fragment *piece = fragment_new();
  const char *text = content->text->str;
  gsize indent = common_indent(text, start, end);
  for (gsize at = start; at < end;) {
    gsize next = at + strcspn(text + at, "\n") + 1, skipped = 0;
    while (at < end && skipped < indent && (text[at] == ' ' || text[at] == '\t')) {
      skipped++;
      at++;
    }
    gsize visible = at + strspn(text + at, " \t");
    next = MIN(next, end);
    if (visible < next && begins_with_inline_tag(text + visible, end - visible))
      fragment_add_text(piece, "\x02");
    fragment_add_slice(piece, content, at, next);
    at = MAX(next, at);
  }
  return piece;
}

// The text since the last block's tag.
static void flush(Reader *reader, gsize start, gsize end) {
  const char *text = reader->content->text->str;
  while (end > start && g_ascii_isspace(text[end - 1]))
    end--;
  gsize visible = start + strspn(text + start, " \t\r\n");
  if (visible >= end) return;
  Open *open = innermost(reader);
  if (!open) {
    emit_html(reader, start, end);
    return;
  }
  if (open->leaf) {
    Fragment *piece = fragment_new();
    fragment_add_slice(piece, reader->content, visible, end);
    draft_take_job(reader->drafts, open->leaf, NULL, piece, FALSE);
    return;
  }
  Node *slot = draft_new(reader->drafts, NODE_PARAGRAPH, 0, 0);
  emit(reader, slot);
  draft_take_job(reader->drafts, NULL, slot, markdown_of(reader->content, start, end), TRUE);
}

static gboolean has_markdown(const HtmlTag *tag) {
  HtmlAttribute attribute;
  return !tag->is_close && html_tag_lookup(tag, "markdown", &attribute) && attribute.value &&
         attribute.value_length > 0 && attribute.value[0] != '0';
}

static gboolean is_heading(const HtmlTag *tag) {
  return tag->name_length == 2 && g_ascii_tolower(tag->name[0]) == 'h' && tag->name[1] >= '1' &&
         tag->name[1] <= '6';
}

static const char *attribute_value(Reader *reader, const HtmlTag *tag, const char *name) {
  HtmlAttribute attribute;
  if (!html_tag_lookup(tag, name, &attribute) || !attribute.value) return NULL;
  return draft_decode_text(reader->drafts, attribute.value, attribute.value_length);
}

static void open_element(Reader *reader, const HtmlTag *tag, gsize at) {
  Open open = {g_ascii_strdown(tag->name, (gssize)tag->name_length), NULL, NULL,
               attribute_value(reader, tag, "lang"), FALSE};
  gsize start = fragment_source_start(reader->content, at);
  gsize end = fragment_source_end(reader->content, at + tag->length);
  gboolean quote = html_tag_is(tag, "aside") || html_tag_is(tag, "blockquote");
  NodeKind kind = is_heading(tag) ? NODE_HEADING : NODE_PARAGRAPH;
  if (quote) {
    open.container = draft_new(reader->drafts, NODE_QUOTE, start, end);
    open.container->info = attribute_value(reader, tag, "class");
  } else if (html_tag_is(tag, "p") || kind == NODE_HEADING) {
    open.leaf = draft_new(reader->drafts, kind, start, end);
    if (kind == NODE_HEADING) open.leaf->level = (guint)(tag->name[1] - '0');
  } else {
    emit_html(reader, at, at + tag->length);
    open.tags = TRUE;
  }
  Node *node = quote ? open.container : open.leaf;
  if (node) {
    node->lang = open.lang;
    emit(reader, node);
  }
  g_array_append_val(reader->open, open);
}

static void close_innermost(Reader *reader, gsize end) {
  Open *open = innermost(reader);
  Node *node = open->container ? open->container : open->leaf;
  if (node) draft_of(node)->end = MAX(draft_of(node)->end, end);
  g_free(open->name);
  g_array_set_size(reader->open, reader->open->len - 1);
}

static void close_element(Reader *reader, const HtmlTag *tag, gsize at) {
  gsize end = fragment_source_end(reader->content, at + tag->length);
  guint level = reader->open->len;
  while (level > 0 && !html_tag_is(tag, g_array_index(reader->open, Open, level - 1).name))
    level--;
  if (level == 0) {
    emit_html(reader, at, at + tag->length);
    return;
  }
  gboolean tags = g_array_index(reader->open, Open, level - 1).tags;
  while (reader->open->len >= level)
    close_innermost(reader, end);
  if (tags) emit_html(reader, at, at + tag->length);
}

// A tag that ends the text before it. FALSE for one that is part of the text.
static gboolean take_tag(Reader *reader, const HtmlTag *tag, gsize run, gsize at) {
  if (tag->is_other || !html_element_is_block(tag->name, tag->name_length)) return FALSE;
  gboolean inside = reader->open->len > 0;
  if (!inside && !has_markdown(tag)) return FALSE;
  flush(reader, run, at);
  if (inside && innermost(reader)->leaf && !tag->is_close) close_innermost(reader, 0);
  if (tag->is_close)
    close_element(reader, tag, at);
  else if (html_element_is_void(tag->name, tag->name_length) || reader->open->len == MAX_OPEN)
    emit_html(reader, at, at + tag->length);
  else
    open_element(reader, tag, at);
  return TRUE;
}

static void read_block(Reader *reader) {
  const char *text = reader->content->text->str;
  gsize length = reader->content->text->len, run = 0, at = 0;
  while (at < length) {
    HtmlTag tag;
    if (text[at] != '<' || !html_tag_parse(text + at, length - at, &tag)) {
      at++;
      continue;
    }
    gsize next = at + tag.length;
    if (take_tag(reader, &tag, run, at)) run = next;
    at = next;
  }
  flush(reader, run, length);
}

static gboolean asks_for_markdown(const Fragment *content) {
  const char *text = content->text->str;
  for (gsize at = 0; at < content->text->len; at++) {
    HtmlTag tag;
    if (text[at] != '<' || !html_tag_parse(text + at, content->text->len - at, &tag)) continue;
    if (!tag.is_other && has_markdown(&tag) && html_element_is_block(tag.name, tag.name_length))
      return TRUE;
    at += tag.length - 1;
  }
  return FALSE;
}

// The block at `index` of drafts->blocks and those that follow it, up to where all elements are
// closed.
static void read_siblings(Reader *reader, guint index) {
  GArray *blocks = reader->drafts->blocks;
  Node *node = g_array_index(blocks, DraftBlock, index).node;
  do {
    Node *next = node->next;
    // Blocks are kept in document order.
    while (node->kind == NODE_HTML_BLOCK && g_array_index(blocks, DraftBlock, index).node != node)
      index++;
    if (node->kind == NODE_HTML_BLOCK) {
      reader->anchor = node;
      reader->content = g_array_index(blocks, DraftBlock, index).content;
      read_block(reader);
      node_unlink(node);
    } else {
      // A block ends a paragraph whose end tag is missing.
      while (innermost(reader) && innermost(reader)->leaf)
        close_innermost(reader, 0);
      Node *container = innermost_container(reader);
      if (!node->lang) node->lang = outer_language(reader);
      if (container) draft_move(node, node, container);
    }
    node = next;
  } while (node && reader->open->len > 0);
  while (reader->open->len > 0)
    close_innermost(reader, 0);
}

static void check_tags(Drafts *drafts, const Fragment *content) {
  const char *text = content->text->str;
  for (gsize at = 0; at < content->text->len; at++) {
    HtmlTag tag;
    if (text[at] != '<' || !html_tag_parse(text + at, content->text->len - at, &tag)) continue;
    html_check_tag(drafts, content, at, &tag);
    at += tag.length - 1;
  }
}

// The language of the element that the block begins with.
static const char *first_language(Drafts *drafts, const Fragment *content) {
  const char *text = content->text->str;
  gsize start = strspn(text, " \t");
  HtmlTag tag;
  HtmlAttribute lang;
  if (!html_tag_parse(text + start, content->text->len - start, &tag) || tag.is_close ||
      !html_tag_lookup(&tag, "lang", &lang) || lang.value_length == 0)
    return NULL;
  return draft_decode_text(drafts, lang.value, lang.value_length);
}

void html_blocks_collect(Drafts *drafts) {
  Reader reader = {.drafts = drafts, .open = g_array_new(FALSE, FALSE, sizeof(Open))};
  for (guint i = 0; i < drafts->blocks->len; i++) {
    DraftBlock block = g_array_index(drafts->blocks, DraftBlock, i);
    if (block.node->kind == NODE_HTML_BLOCK) check_tags(drafts, block.content);
  }
  for (guint i = 0; i < drafts->blocks->len; i++) {
    DraftBlock block = g_array_index(drafts->blocks, DraftBlock, i);
    Node *node = block.node;
    if (node->kind != NODE_HTML_BLOCK || !node->parent) continue;
    if (asks_for_markdown(block.content)) {
      read_siblings(&reader, i);
      continue;
    }
    html_text_append(drafts, node, block.content, 0, block.content->text->len);
    if (!node->lang) node->lang = first_language(drafts, block.content);
    html_check_raw(drafts, node);
  }
  g_array_free(reader.open, TRUE);
}
