#include "load/commonmark.h"

#include <string.h>

#include "load/code_info.h"
#include "load/container.h"
#include "load/match.h"
#include "load/piece.h"
#include "load/prepare.h"
#include "load/table.h"

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>

// Containers inside containers; deeper ones are flattened, since later stages walk down the tree.
#define MAX_DEPTH 60
// The same for emphasis, links and spans.
#define MAX_INLINE_DEPTH 24

typedef struct {
  Node *node;         // where children go
  gboolean flattened; // the cmark node has no node of its own
  gboolean pushed;    // it is on the stack of ContainerLines
} Level;

typedef struct {
  Drafts *drafts;
  ContainerLines *lines;
  GArray *levels; // of Level
} Reader;

static const NodeKind kinds[] = {
    [CMARK_NODE_DOCUMENT] = NODE_DOCUMENT,
    [CMARK_NODE_BLOCK_QUOTE] = NODE_QUOTE,
    [CMARK_NODE_LIST] = NODE_LIST,
    [CMARK_NODE_ITEM] = NODE_ITEM,
    [CMARK_NODE_CODE_BLOCK] = NODE_CODE_BLOCK,
    [CMARK_NODE_HTML_BLOCK] = NODE_HTML_BLOCK,
    [CMARK_NODE_PARAGRAPH] = NODE_PARAGRAPH,
    [CMARK_NODE_HEADING] = NODE_HEADING,
    [CMARK_NODE_THEMATIC_BREAK] = NODE_RULE,
    [CMARK_NODE_TEXT] = NODE_TEXT,
    [CMARK_NODE_SOFTBREAK] = NODE_SOFT_BREAK,
    [CMARK_NODE_LINEBREAK] = NODE_LINE_BREAK,
    [CMARK_NODE_CODE] = NODE_CODE,
    [CMARK_NODE_HTML_INLINE] = NODE_HTML_INLINE,
    [CMARK_NODE_EMPH] = NODE_EMPHASIS,
    [CMARK_NODE_STRONG] = NODE_STRONG,
    [CMARK_NODE_LINK] = NODE_LINK,
    [CMARK_NODE_IMAGE] = NODE_IMAGE,
};

static NodeKind kind_of(cmark_node *from) {
  guint type = cmark_node_get_type(from);
  return type < G_N_ELEMENTS(kinds) && (kinds[type] || type == CMARK_NODE_DOCUMENT) ? kinds[type]
                                                                                    : NODE_TEXT;
}

char *commonmark_decode_entity(const char *reference) {
  cmark_node *document = cmark_parse_document(reference, strlen(reference), CMARK_OPT_DEFAULT);
  cmark_node *paragraph = cmark_node_first_child(document);
  cmark_node *text = paragraph ? cmark_node_first_child(paragraph) : NULL;
  const char *literal = text && !cmark_node_next(text) ? cmark_node_get_literal(text) : NULL;
  char *value = g_strdup(literal && *literal ? literal : reference);
  cmark_node_free(document);
  return value;
}

static const char *optional(Arena *arena, const char *text) {
  return text && *text ? arena_strdup(arena, text) : NULL;
}

static guint first_line(cmark_node *from) {
  return (guint)MAX(cmark_node_get_start_line(from), 1) - 1;
}

// One past the last line that cmark counts to the block, from 0.
static guint end_line(cmark_node *from) {
  return (guint)MAX(cmark_node_get_end_line(from), cmark_node_get_start_line(from));
}

static gsize source_start(const Reader *reader, cmark_node *from) {
  gsize line = g_array_index(reader->lines->line_starts, gsize,
                             MIN(first_line(from), reader->lines->line_starts->len - 1));
  gsize column = (gsize)MAX(cmark_node_get_start_column(from), 1) - 1;
  return fragment_source_start(reader->lines->buffer, line + column);
}

static gsize source_line_end(const Reader *reader, guint line) {
  return fragment_source_end(reader->lines->buffer, container_line_end(reader->lines, line));
}

// --- inlines

static Node *convert_inline(Drafts *drafts, cmark_node *from) {
  Node *node = draft_new(drafts, kind_of(from), 0, 0);
  node->text = cmark_node_get_literal(from); // until match_inlines, which makes it the tree's own
  if (node->kind == NODE_LINK || node->kind == NODE_IMAGE) {
    node->url = arena_strdup(drafts->arena, cmark_node_get_url(from));
    node->title = optional(drafts->arena, cmark_node_get_title(from));
    if (node->kind == NODE_LINK && g_str_has_prefix(node->url, "post:"))
      node->post_id = arena_strndup(drafts->arena, node->url + 5, strcspn(node->url + 5, "#"));
  }
  return node;
}

static void convert_inlines(Drafts *drafts, cmark_node *leaf, Node *parent) {
  cmark_node *from = cmark_node_first_child(leaf);
  while (from) {
    Node *node = convert_inline(drafts, from);
    node_append(parent, node);
    if (cmark_node_first_child(from)) {
      from = cmark_node_first_child(from);
      parent = node;
      continue;
    }
    while (from != leaf && !cmark_node_next(from)) {
      from = cmark_node_parent(from);
      if (from != leaf) parent = parent->parent;
    }
    from = from == leaf ? NULL : cmark_node_next(from);
  }
}

// Emphasis in emphasis without end becomes one emphasis. Children of what is too deep take its
// place.
static void flatten_inlines(Drafts *drafts, Node *leaf) {
  guint depth = 0;
  Node *node = leaf->first_child;
  while (node) {
    Node *next = node->first_child;
    if (next && depth >= MAX_INLINE_DEPTH) {
      while (node->first_child) {
        Node *child = node->first_child;
        node_unlink(child);
        node_insert_before(node, child);
      }
      node_unlink(node);
      if (draft_first_time(drafts, "deep"))
        diagnostic_add(drafts->diagnostics, DIAGNOSTIC_NESTED_TOO_DEEP,
                       draft_span(drafts, draft_of(leaf)->start, draft_of(leaf)->end));
    } else if (next) {
      depth++;
    } else {
      for (next = node->next; !next && node->parent != leaf; next = node->next) {
        node = node->parent;
        depth--;
      }
    }
    node = next;
  }
}

static guint count_line_ends(const Fragment *content, gsize end) {
  guint count = 0;
  for (gsize i = 0; i < end; i++)
    count += content->text->str[i] == '\n';
  return count;
}

// Fills a leaf from its content. Returns where in `content` its inlines begin.
static gsize fill_leaf(Reader *reader, cmark_node *from, Node *leaf, const Fragment *content) {
  gsize start = 0;
  convert_inlines(reader->drafts, from, leaf);
  if (!match_inlines(reader->drafts, leaf, content, &start)) match_fall_back(reader->drafts, leaf);
  flatten_inlines(reader->drafts, leaf);
  g_ptr_array_add(reader->drafts->leaves, leaf);
  return start;
}

// --- blocks

static void convert_paragraph(Reader *reader, cmark_node *from, Node *node) {
  guint first = first_line(from), end = end_line(from);
  g_autoptr(Fragment) content = container_content(reader->lines, first, end, CONTAINER_INLINES);
  gsize start = fill_leaf(reader, from, node, content);
  Draft *draft = draft_of(node);
  draft->start = fragment_source_start(content, start);
  draft->end = source_line_end(reader, end - 1);
  const char *text = content->text->str + start;
  guint skipped = count_line_ends(content, start);
  if (strchr(text, PREPARE_NOTE))
    draft_take_block(reader->drafts, node,
                     container_content(reader->lines, first + skipped, end, CONTAINER_NOTE));
  else if (table_is_likely(text)) {
    Fragment *rest = fragment_new();
    fragment_add_slice(rest, content, start, content->text->len);
    draft_take_block(reader->drafts, node, rest);
  }
}

// "## Title ##": one line; the closing marks stand apart, and nothing follows them.
static gboolean convert_atx_heading(Reader *reader, cmark_node *from, Node *node) {
  guint first = first_line(from);
  g_autoptr(Fragment) line = container_content(reader->lines, first, first + 1, CONTAINER_INLINES);
  const char *text = line->text->str;
  gsize marks = strspn(text, "#"), end = line->text->len;
  if (marks < 1 || marks > 6 || (marks < end && text[marks] != ' ' && text[marks] != '\t'))
    return FALSE;
  while (end > marks && g_ascii_isspace(text[end - 1]))
    end--;
  gsize close = end;
  while (close > marks && text[close - 1] == '#')
    close--;
  if (close == marks || g_ascii_isspace(text[close - 1])) end = close;
  gsize start = marks + strspn(text + marks, " \t");
  g_autoptr(Fragment) content = fragment_new();
  fragment_add_slice(content, line, MIN(start, end), end);
  draft_of(node)->end = source_line_end(reader, first);
  fill_leaf(reader, from, node, content);
  return TRUE;
}

// Lines with one below of '=' or '-', whose place cmark does not tell. It may be one in the midst
// of them where link definitions stand above the heading.
static void convert_setext_heading(Reader *reader, cmark_node *from, Node *node) {
  guint first = first_line(from), last = reader->lines->line_starts->len, underline = first;
  gboolean found = FALSE;
  gsize start = 0;
  convert_inlines(reader->drafts, from, node);
  while (!found && ++underline < last) {
    if (!container_is_underline(reader->lines, underline)) continue;
    g_autoptr(Fragment) content =
        container_content(reader->lines, first, underline, CONTAINER_INLINES);
    found = match_inlines(reader->drafts, node, content, &start);
    if (found) draft_of(node)->start = fragment_source_start(content, start);
    if (!found && underline + 1 > end_line(from)) break;
  }
  draft_of(node)->end = source_line_end(reader, MIN(underline, last - 1));
  if (!found) match_fall_back(reader->drafts, node);
  flatten_inlines(reader->drafts, node);
  g_ptr_array_add(reader->drafts->leaves, node);
}

static void convert_heading(Reader *reader, cmark_node *from, Node *node) {
  node->level = (guint)cmark_node_get_heading_level(from);
  if (!convert_atx_heading(reader, from, node)) convert_setext_heading(reader, from, node);
}

static guint count_lines(const char *literal) {
  guint count = 0;
  for (const char *c = literal; *c; c++)
    count += *c == '\n';
  return count;
}

// The author's own text of a block that cmark gives as `literal`.
static const char *literal_text(Drafts *drafts, const Fragment *content, const char *literal) {
  if (!g_str_equal(content->text->str, literal)) {
    char *text = arena_strdup(drafts->arena, literal);
    return g_strdelimit(text, "\x01", '[');
  }
  GString *text = g_string_new(NULL);
  fragment_write_origin(content, 0, content->text->len, drafts->origin, text);
  // A file's last line may lack its end; the block's text has it.
  if (text->len < content->text->len && g_str_has_suffix(literal, "\n"))
    g_string_append_c(text, '\n');
  return arena_take_string(drafts->arena, text);
}

static void convert_code(Reader *reader, cmark_node *from, Node *node) {
  Drafts *drafts = reader->drafts;
  const char *literal = cmark_node_get_literal(from);
  guint first = first_line(from), count = count_lines(literal);
  gboolean closed, fenced = container_is_fence(reader->lines, first, end_line(from) - 1, &closed);
  Fragment *content = container_content(reader->lines, first + fenced, first + fenced + count,
                                        fenced ? CONTAINER_FENCED : CONTAINER_CODE);
  guint last = first + fenced + count + (fenced && closed);
  draft_of(node)->end =
      MAX(draft_of(node)->start, source_line_end(reader, MAX(last, first + 1) - 1));
  node->text = literal_text(drafts, content, literal);
  if (fenced) code_info_apply(drafts, node, cmark_node_get_fence_info(from));
  gboolean is_note = !fenced && node->previous && node->previous->kind == NODE_PARAGRAPH;
  if (code_info_is_verse(node) || is_note)
    draft_take_block(drafts, node, content);
  else
    fragment_free(content);
}

static void convert_html(Reader *reader, cmark_node *from, Node *node) {
  const char *literal = cmark_node_get_literal(from);
  guint first = first_line(from), count = MAX(count_lines(literal), 1);
  Fragment *content = container_content(reader->lines, first, first + count, CONTAINER_RAW);
  draft_of(node)->end = source_line_end(reader, first + count - 1);
  node->text = literal_text(reader->drafts, content, literal);
  draft_take_block(reader->drafts, node, content);
}

static void convert_list(cmark_node *from, Node *node, char mark) {
  node->list.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
  node->list.tight = cmark_node_get_list_tight(from) != 0;
  node->list.start = cmark_node_get_list_start(from);
  gboolean paren = cmark_node_get_list_delim(from) == CMARK_PAREN_DELIM;
  node->list.delimiter = node->list.ordered ? (paren ? ')' : '.') : mark;
}

static Level *top(const Reader *reader) {
  return &g_array_index(reader->levels, Level, reader->levels->len - 1);
}

// Opens a list, an item or a quote. An item follows its list when that is flattened.
static void open_container(Reader *reader, cmark_node *from) {
  Drafts *drafts = reader->drafts;
  Level level = {top(reader)->node, FALSE, FALSE};
  NodeKind kind = kind_of(from);
  gsize start = source_start(reader, from);
  level.flattened = kind == NODE_ITEM ? top(reader)->flattened : reader->levels->len > MAX_DEPTH;
  if (level.flattened) {
    if (draft_first_time(drafts, "deep"))
      diagnostic_add(drafts->diagnostics, DIAGNOSTIC_NESTED_TOO_DEEP,
                     draft_span(drafts, start, start));
  } else {
    level.node = draft_new(drafts, kind, start, start + 1);
    node_append(top(reader)->node, level.node);
    if (kind == NODE_LIST) convert_list(from, level.node, drafts->origin[start]);
  }
  if (kind == NODE_QUOTE) container_push_quote(reader->lines, first_line(from));
  if (kind == NODE_ITEM) container_push_item(reader->lines, first_line(from));
  level.pushed = kind != NODE_LIST;
  g_array_append_val(reader->levels, level);
}

static void close_container(Reader *reader) {
  Level level = *top(reader);
  if (level.pushed) container_pop(reader->lines);
  g_array_set_size(reader->levels, reader->levels->len - 1);
  if (level.flattened) return;
  Draft *draft = draft_of(level.node);
  if (level.node->last_child) draft->end = MAX(draft->end, draft_of(level.node->last_child)->end);
}

static void convert_leaf(Reader *reader, cmark_node *from) {
  gsize start = source_start(reader, from);
  Node *node = draft_new(reader->drafts, kind_of(from), start, start);
  node_append(top(reader)->node, node);
  switch (node->kind) {
  case NODE_HEADING: convert_heading(reader, from, node); break;
  case NODE_CODE_BLOCK: convert_code(reader, from, node); break;
  case NODE_HTML_BLOCK: convert_html(reader, from, node); break;
  case NODE_RULE: draft_of(node)->end = source_line_end(reader, first_line(from)); break;
  default: convert_paragraph(reader, from, node); break;
  }
}

// Converts what is below `root`, whose children go to the topmost level's node.
static void convert_blocks(Reader *reader, cmark_node *root) {
  cmark_iter *iter = cmark_iter_new(root);
  for (;;) {
    cmark_event_type event = cmark_iter_next(iter);
    cmark_node *from = cmark_iter_get_node(iter);
    if (event == CMARK_EVENT_DONE) break;
    if (from == root) continue;
    NodeKind kind = kind_of(from);
    gboolean container = kind == NODE_LIST || kind == NODE_ITEM || kind == NODE_QUOTE;
    if (container && event == CMARK_EVENT_ENTER)
      open_container(reader, from);
    else if (container)
      close_container(reader);
    else if (event == CMARK_EVENT_ENTER) {
      convert_leaf(reader, from);
      if (cmark_node_first_child(from)) cmark_iter_reset(iter, from, CMARK_EVENT_EXIT);
    }
  }
  cmark_iter_free(iter);
}

static Reader reader_new(Drafts *drafts, const Fragment *buffer, Node *node) {
  Reader reader = {drafts, container_lines_new(buffer), g_array_new(FALSE, FALSE, sizeof(Level))};
  Level level = {node, FALSE, FALSE};
  g_array_append_val(reader.levels, level);
  return reader;
}

static void reader_clear(Reader *reader) {
  container_lines_free(reader->lines);
  g_array_free(reader->levels, TRUE);
}

static void clear_definition(gpointer data) {
  LinkDefinition *definition = data;
  g_free(definition->label);
  g_free(definition->url);
  g_free(definition->title);
}

// Takes the probes off the document's start (piece_add_probes): one that became a link tells the
// definition of its label.
static GArray *take_probes(cmark_node *document, const GPtrArray *labels) {
  GArray *definitions = g_array_new(FALSE, FALSE, sizeof(LinkDefinition));
  g_array_set_clear_func(definitions, clear_definition);
  cmark_node *probe = cmark_node_first_child(document);
  while (probe && first_line(probe) < PIECE_PROBE_LINES * labels->len) {
    cmark_node *next = cmark_node_next(probe);
    cmark_node *link = cmark_node_first_child(probe);
    if (link && cmark_node_get_type(link) == CMARK_NODE_LINK && !cmark_node_next(link)) {
      const char *label = labels->pdata[first_line(probe) / PIECE_PROBE_LINES];
      LinkDefinition definition = {g_strdup(label), g_strdup(cmark_node_get_url(link)),
                                   g_strdup(cmark_node_get_title(link))};
      g_array_append_val(definitions, definition);
    }
    cmark_node_unlink(probe);
    cmark_node_free(probe);
    probe = next;
  }
  return definitions;
}

static cmark_node *parse(const Fragment *buffer) {
  return cmark_parse_document(buffer->text->str, buffer->text->len, CMARK_OPT_DEFAULT);
}

GArray *commonmark_parse_whole(Drafts *drafts, const Fragment *buffer, const GPtrArray *labels,
                               Node *document) {
  g_autoptr(Fragment) probed = labels->len > 0 ? fragment_new_sized(buffer->text->len) : NULL;
  if (probed) {
    piece_add_probes(probed, labels);
    fragment_add_slice(probed, buffer, 0, buffer->text->len);
  }
  const Fragment *whole = probed ? probed : buffer;
  cmark_node *root = parse(whole);
  GArray *definitions = take_probes(root, labels);
  Reader reader = reader_new(drafts, whole, document);
  convert_blocks(&reader, root);
  reader_clear(&reader);
  cmark_node_free(root);
  return definitions;
}

// A leaf may be made of several pieces: what it holds already is not part of this one.
static void convert_inline_piece(Reader *reader, cmark_node *from, Node *node) {
  Draft *leaf = draft_of(node);
  g_autoptr(Fragment) content =
      container_content(reader->lines, first_line(from), end_line(from), CONTAINER_INLINES);
  leaf->start = MIN(leaf->start, fragment_source_start(content, 0));
  leaf->end = MAX(leaf->end, fragment_source_end(content, content->text->len));
  Node *holder = draft_new(reader->drafts, node->kind, leaf->start, leaf->end);
  fill_leaf(reader, from, holder, content);
  if (node->first_child && holder->first_child) {
    gsize at = draft_of(holder->first_child)->start;
    node_append(node, draft_new(reader->drafts, NODE_SOFT_BREAK, at, at));
  }
  if (holder->first_child) draft_move(holder->first_child, holder->last_child, node);
  g_ptr_array_add(reader->drafts->leaves, node);
}

static void convert_piece(Reader *reader, cmark_node *from, const PiecePlace *place) {
  const DraftJob *job = &place->job;
  if (!job->blocks) {
    convert_inline_piece(reader, from, job->parent);
    return;
  }
  Node *holder = draft_new(reader->drafts, NODE_DOCUMENT, 0, 0);
  top(reader)->node = holder;
  container_push_quote(reader->lines, first_line(from));
  convert_blocks(reader, from);
  container_pop(reader->lines);
  piece_settle(job, holder);
}

void commonmark_parse_pieces(Drafts *drafts, const GArray *definitions) {
  g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(PiecePlace));
  g_autoptr(Fragment) buffer = piece_buffer(drafts->jobs, definitions, places);
  // Passes that run while the pieces are converted may ask for more of them.
  g_autoptr(GArray) jobs = drafts_steal_jobs(drafts);
  cmark_node *root = parse(buffer);
  Reader reader = reader_new(drafts, buffer, NULL);
  cmark_node *from = cmark_node_first_child(root);
  for (guint i = 0; i < places->len; i++) {
    const PiecePlace *place = &g_array_index(places, PiecePlace, i);
    while (from && first_line(from) < place->line)
      from = cmark_node_next(from);
    if (from && first_line(from) == place->line) convert_piece(&reader, from, place);
  }
  reader_clear(&reader);
  cmark_node_free(root);
}
