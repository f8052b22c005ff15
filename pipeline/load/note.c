#include "load/note.h"

#include <string.h>

#include "load/prepare.h"
#include "load/table.h"

#define MAX_MARK 256 // bytes of a mark that are looked at

// --- definitions

// Where a definition begins in the content at or after `at`: the start of a line.
static gsize next_definition(const Fragment *content, gsize at) {
  const char *text = content->text->str;
  for (; at < content->text->len; at++)
    if (text[at] == PREPARE_NOTE && (at == 0 || strchr(" \t\n", text[at - 1]))) return at;
  return content->text->len;
}

static gsize trimmed_end(const Fragment *content, gsize start, gsize end) {
  while (end > start && g_ascii_isspace(content->text->str[end - 1]))
    end--;
  return end;
}

// What stands before the first definition is a paragraph of its own.
static void split_before(Drafts *drafts, Node *paragraph, const Fragment *content, gsize end) {
  if (end == 0) return;
  Node *before = draft_new(drafts, NODE_PARAGRAPH, fragment_source_start(content, 0),
                           fragment_source_end(content, end));
  node_insert_before(paragraph, before);
  gsize visible = trimmed_end(content, 0, end);
  Fragment *piece = fragment_new();
  fragment_add_slice(piece, content, 0, visible);
  if (table_is_likely(piece->text->str)) {
    Fragment *copy = fragment_new();
    fragment_add_slice(copy, content, 0, visible);
    draft_take_block(drafts, before, copy);
  }
  draft_of(before)->end = fragment_source_end(content, visible);
  draft_take_job(drafts, before, NULL, piece, FALSE);
}

static Node *add_note(Drafts *drafts, const Fragment *content, gsize start, gsize end) {
  gsize mark = prepare_note_length(content->text->str + start, end - start);
  Node *note = draft_new(drafts, NODE_FOOTNOTE, fragment_source_start(content, start),
                         fragment_source_end(content, end));
  note->label = arena_strndup(drafts->arena, content->text->str + start + 2, mark - 3);
  const Node *other = g_hash_table_lookup(drafts->notes, note->label);
  if (other) {
    Diagnostic *fault = diagnostic_add(
        drafts->diagnostics, DIAGNOSTIC_NOTE_DUPLICATE,
        draft_span(drafts, draft_of(note)->start, draft_of(note)->start + mark), note->label);
    diagnostic_hint(drafts->diagnostics, fault, "the first one is on line %u; this one is left out",
                    draft_span(drafts, draft_of(other)->start, draft_of(other)->start).line);
    return NULL;
  }
  g_ptr_array_add(drafts->footnotes, note);
  g_hash_table_insert(drafts->notes, (gpointer)note->label, note);
  return note;
}

// `code`: indented code that follows, which is the rest of the last note's body; NULL for none.
static void split_definitions(Drafts *drafts, const Fragment *content, gsize start,
                              const Fragment *code) {
  while (start < content->text->len) {
    gsize next = next_definition(content, start + 1);
    gsize end = trimmed_end(content, start, next);
    gsize mark = prepare_note_length(content->text->str + start, end - start) + 1; // its colon
    Node *note = add_note(drafts, content, start, end);
    if (note) {
      Fragment *body = fragment_new();
      fragment_add_slice(body, content, start + mark, end);
      if (code && next == content->text->len) {
        fragment_add_text(body, "\n\n");
        fragment_add_slice(body, code, 0, code->text->len);
        draft_of(note)->end = fragment_source_end(code, trimmed_end(code, 0, code->text->len));
      }
      draft_take_job(drafts, note, NULL, body, TRUE);
    }
    start = next;
  }
}

// A quote or item that held nothing but notes.
static void remove_empty(Node *container) {
  while (container && container->parent && !container->first_child &&
         (container->kind == NODE_QUOTE || container->kind == NODE_ITEM ||
          container->kind == NODE_LIST)) {
    Node *parent = container->parent;
    node_unlink(container);
    container = parent;
  }
}

void notes_collect(Drafts *drafts) {
  for (guint i = 0; i < drafts->blocks->len; i++) {
    DraftBlock block = g_array_index(drafts->blocks, DraftBlock, i);
    Node *paragraph = block.node, *parent = paragraph->parent;
    if (paragraph->kind != NODE_PARAGRAPH || !parent) continue;
    gsize start = next_definition(block.content, 0);
    if (start == block.content->text->len) continue;
    const Fragment *code = NULL;
    Node *next = paragraph->next;
    // Indented code was kept right after the paragraph, since nothing stands between them. What has
    // an info is a fenced block.
    if (next && next->kind == NODE_CODE_BLOCK && !next->info && i + 1 < drafts->blocks->len &&
        g_array_index(drafts->blocks, DraftBlock, i + 1).node == next)
      code = g_array_index(drafts->blocks, DraftBlock, i + 1).content;
    split_before(drafts, paragraph, block.content, start);
    split_definitions(drafts, block.content, start, code);
    if (code) node_unlink(next);
    node_unlink(paragraph);
    if (parent->kind == NODE_ITEM && !parent->parent->list.tight)
      g_ptr_array_add(drafts->lists, parent->parent);
    remove_empty(parent);
  }
}

// --- marks

static Node *split_mark(Drafts *drafts, Node *text, gsize at, gsize length) {
  Node *rest = draft_split_text(drafts, text, at + length);
  Node *old = draft_split_text(drafts, text, at);
  Node *mark = draft_new(drafts, NODE_FOOTNOTE_REF, draft_of(old)->start, draft_of(old)->end);
  mark->label = arena_strndup(drafts->arena, old->text + 2, length - 3);
  node_insert_before(old, mark);
  node_unlink(old);
  if (!*text->text) node_unlink(text);
  return rest;
}

static void find_in_text(Drafts *drafts, Node *text) {
  for (gsize i = 0; text->text[i]; i++) {
    gsize length = text->text[i] == '['
                       ? prepare_note_length(text->text + i, strnlen(text->text + i, MAX_MARK))
                       : 0;
    if (length == 0) continue;
    text = split_mark(drafts, text, i, length);
    i = (gsize)-1;
    if (!*text->text) break;
  }
}

// A mark is a link itself, so one inside a link goes behind it.
static void leave_link(Node *mark) {
  for (Node *up = mark->parent; up && !node_is_block(up); up = up->parent) {
    if (up->kind != NODE_LINK && up->kind != NODE_IMAGE) continue;
    node_unlink(mark);
    draft_insert_after(up, mark);
    return;
  }
}

void notes_find_marks(Drafts *drafts) {
  for (guint i = 0; i < drafts->leaves->len; i++) {
    Node *leaf = drafts->leaves->pdata[i];
    if (!leaf->parent && leaf->kind != NODE_FOOTNOTE) continue;
    g_autoptr(GPtrArray) marks = g_ptr_array_new();
    for (const Node *n = leaf, *next; n; n = next) {
      next = node_walk(leaf, n);
      if (n->kind == NODE_TEXT && draft_of(n)->verbatim && strstr(n->text, "[^"))
        find_in_text(drafts, &draft_of(n)->node);
    }
    for (const Node *n = leaf; n; n = node_walk(leaf, n))
      if (n->kind == NODE_FOOTNOTE_REF) g_ptr_array_add(marks, draft_of(n));
    // From the last: each goes right behind its link, before those that are there already.
    for (guint k = marks->len; k > 0; k--)
      leave_link(marks->pdata[k - 1]);
  }
}

// --- numbers

// Whether an empty line lies between two nodes.
static gboolean is_apart(const Drafts *drafts, const Node *node, const Node *next) {
  if (!node || !next) return FALSE;
  guint line = draft_span(drafts, draft_of(node)->start, draft_of(node)->end).end_line;
  return draft_span(drafts, draft_of(next)->start, draft_of(next)->start).line > line + 1;
}

// The empty line that parted an item from a note does not make its list loose.
static void tighten(const Drafts *drafts, Node *list) {
  for (const Node *item = list->first_child; item; item = item->next) {
    if (is_apart(drafts, item->last_child, item->next)) return;
    for (const Node *block = item->first_child; block; block = block->next)
      if (is_apart(drafts, block, block->next)) return;
  }
  list->list.tight = TRUE;
}

static void make_text(Drafts *drafts, Node *mark) {
  SourceSpan span = draft_span(drafts, draft_of(mark)->start, draft_of(mark)->end);
  Diagnostic *fault =
      diagnostic_add(drafts->diagnostics, DIAGNOSTIC_NOTE_UNDEFINED, span, mark->label);
  diagnostic_hint(drafts->diagnostics, fault, "write '[^%s]: …' at the start of a line",
                  mark->label);
  mark->kind = NODE_TEXT;
  mark->text = arena_printf(drafts->arena, "[^%s]", mark->label);
  mark->label = NULL;
  draft_of(mark)->verbatim = TRUE;
}

static void number_marks(Drafts *drafts, Node *root, GPtrArray *numbered) {
  for (const Node *n = root; n; n = node_walk(root, n)) {
    if (n->kind != NODE_FOOTNOTE_REF) continue;
    Node *mark = &draft_of(n)->node;
    Node *note = g_hash_table_lookup(drafts->notes, mark->label);
    if (!note) {
      make_text(drafts, mark);
      continue;
    }
    if (note->number == 0) {
      g_ptr_array_add(numbered, note);
      note->number = numbered->len;
    }
    mark->number = note->number;
  }
}

void notes_number(Drafts *drafts, Node *document) {
  for (guint i = 0; i < drafts->lists->len; i++)
    tighten(drafts, drafts->lists->pdata[i]);
  g_autoptr(GPtrArray) numbered = g_ptr_array_new();
  number_marks(drafts, document, numbered);
  // Notes that are mentioned only in notes come after those.
  for (guint i = 0; i < numbered->len; i++)
    number_marks(drafts, numbered->pdata[i], numbered);
  for (guint i = 0; i < numbered->len; i++)
    node_append(document, numbered->pdata[i]);
  for (guint i = 0; i < drafts->footnotes->len; i++) {
    Node *note = drafts->footnotes->pdata[i];
    if (note->number > 0) continue;
    gsize start = draft_of(note)->start;
    Diagnostic *fault =
        diagnostic_add(drafts->diagnostics, DIAGNOSTIC_NOTE_UNUSED,
                       draft_span(drafts, start, start + strlen(note->label) + 3), note->label);
    diagnostic_hint(drafts->diagnostics, fault, "no text has the mark [^%s]; the note is left out",
                    note->label);
  }
}
