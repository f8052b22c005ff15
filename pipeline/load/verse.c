#include "load/verse.h"

#include <string.h>

#include "load/code_info.h"

#define TITLE_LEVEL 6 // the least prominent, whatever heading the verse stands below

typedef struct {
  Drafts *drafts;
  const Fragment *content;
  Node *verse, *poet;
  guint stanza;
  gboolean between; // an empty line came before
} Reader;

typedef struct {
  gsize start, end;
} Range;

static Range trim(const char *text, Range range) {
  while (range.start < range.end && g_ascii_isspace(text[range.start]))
    range.start++;
  while (range.end > range.start && g_ascii_isspace(text[range.end - 1]))
    range.end--;
  return range;
}

static Node *add_inlines(Reader *reader, Node *parent, NodeKind kind, Range range) {
  range = trim(reader->content->text->str, range);
  Node *node = draft_new(reader->drafts, kind, fragment_source_start(reader->content, range.start),
                         fragment_source_end(reader->content, range.end));
  node_append(parent, node);
  Fragment *piece = fragment_new();
  fragment_add_slice(piece, reader->content, range.start, range.end);
  draft_take_job(reader->drafts, node, NULL, piece, FALSE);
  return node;
}

// The rest of the line behind `key` and a colon; FALSE where the line does not begin with it.
static gboolean take_key(const Reader *reader, Range *line, const char *key) {
  gsize length = strlen(key);
  const char *text = reader->content->text->str + line->start;
  if (line->end - line->start <= length || strncmp(text, key, length) != 0 || text[length] != ':')
    return FALSE;
  *line = trim(reader->content->text->str, (Range){line->start + length + 1, line->end});
  return TRUE;
}

// Where the next slash between spaces stands in the line; its end for none.
static gsize find_slash(const char *text, Range line) {
  for (gsize i = line.start + 1; i + 1 < line.end; i++)
    if (text[i] == '/' && g_ascii_isspace(text[i - 1]) && g_ascii_isspace(text[i + 1])) return i;
  return line.end;
}

static void add_couplet(Reader *reader, Range line) {
  const char *text = reader->content->text->str;
  Drafts *drafts = reader->drafts;
  gboolean refrain = take_key(reader, &line, "refrain");
  if (line.start == line.end) return;
  if (reader->between || reader->stanza == 0) reader->stanza++;
  reader->between = FALSE;
  Node *couplet =
      draft_new(drafts, NODE_COUPLET, fragment_source_start(reader->content, line.start),
                fragment_source_end(reader->content, line.end));
  couplet->level = refrain;
  couplet->number = reader->stanza;
  node_append(reader->verse, couplet);
  gsize slash = find_slash(text, line);
  add_inlines(reader, couplet, NODE_HEMISTICH, (Range){line.start, slash});
  if (slash == line.end) return;
  Range second = trim(text, (Range){slash + 1, line.end});
  add_inlines(reader, couplet, NODE_HEMISTICH, second);
  gsize third = find_slash(text, second);
  if (third < second.end) {
    gsize at = fragment_source_start(reader->content, third);
    Diagnostic *fault =
        diagnostic_add(drafts->diagnostics, DIAGNOSTIC_VERSE_PARTS, draft_span(drafts, at, at + 1));
    diagnostic_hint(drafts->diagnostics, fault,
                    "write one couplet a line, or '\\/' for a slash in the text");
  }
}

static void add_line(Reader *reader, Range line) {
  Node *verse = reader->verse;
  if (line.start == line.end) {
    reader->between = TRUE;
  } else if (reader->stanza == 0 && !verse->first_child && take_key(reader, &line, "title")) {
    if (line.start < line.end) add_inlines(reader, verse, NODE_HEADING, line)->level = TITLE_LEVEL;
  } else if (reader->stanza == 0 && !reader->poet && take_key(reader, &line, "poet")) {
    if (line.start == line.end) return;
    reader->poet = add_inlines(reader, verse, NODE_ATTRIBUTION, line);
    node_unlink(reader->poet);
  } else {
    add_couplet(reader, line);
  }
}

static void make_verse(Drafts *drafts, Node *node, const Fragment *content) {
  const char *text = content->text->str;
  Reader reader = {drafts, content, node, NULL, 0, FALSE};
  node->kind = NODE_VERSE;
  node->text = node->info = NULL;
  for (gsize at = 0; at < content->text->len;) {
    gsize end = at + strcspn(text + at, "\n");
    add_line(&reader, trim(text, (Range){at, end}));
    at = end + 1;
  }
  if (reader.poet) node_append(node, reader.poet);
  if (reader.stanza == 0)
    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_VERSE_EMPTY,
                   draft_span(drafts, draft_of(node)->start, draft_of(node)->end));
}

void verse_collect(Drafts *drafts) {
  for (guint i = 0; i < drafts->blocks->len; i++) {
    DraftBlock block = g_array_index(drafts->blocks, DraftBlock, i);
    if (block.node->kind == NODE_CODE_BLOCK && block.node->parent && code_info_is_verse(block.node))
      make_verse(drafts, block.node, block.content);
  }
}
