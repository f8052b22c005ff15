#include "load/markdown.h"

#include <string.h>

#include "load/admonition.h"
#include "load/alternative.h"
#include "load/attribute.h"
#include "load/commonmark.h"
#include "load/figure.h"
#include "load/html_block.h"
#include "load/html_check.h"
#include "load/note.h"
#include "load/prepare.h"
#include "load/quote.h"
#include "load/table.h"
#include "load/verse.h"

// Notes in notes, Markdown in HTML in Markdown: whoever needs more is not writing prose.
#define MAX_ROUNDS 12

// What CommonMark does not know, in the blocks and leaves that the last round made.
static void run_passes(Drafts *drafts) {
  notes_collect(drafts);
  tables_collect(drafts);
  verse_collect(drafts);
  html_blocks_collect(drafts);
  notes_find_marks(drafts);
  attributes_apply(drafts);
  figures_collect(drafts);
  html_check_inlines(drafts);
  g_array_set_size(drafts->blocks, 0);
  g_ptr_array_set_size(drafts->leaves, 0);
}

// Pieces that are left when rounds run out are shown as they were written.
static void give_up(Drafts *drafts) {
  for (guint i = 0; i < drafts->jobs->len; i++) {
    const DraftJob *job = &g_array_index(drafts->jobs, DraftJob, i);
    Node *text = draft_text(drafts, job->content, 0, job->content->text->len);
    Node *parent = job->slot ? job->slot : job->parent;
    if (!text) continue;
    diagnostic_add(drafts->diagnostics, DIAGNOSTIC_NESTED_TOO_DEEP,
                   draft_span(drafts, draft_of(text)->start, draft_of(text)->end));
    if (job->blocks && !job->slot) {
      parent = draft_new(drafts, NODE_PARAGRAPH, draft_of(text)->start, draft_of(text)->end);
      node_append(job->parent, parent);
    }
    if (job->slot) {
      draft_of(parent)->start = draft_of(text)->start;
      draft_of(parent)->end = draft_of(text)->end;
    }
    node_append(parent, text);
  }
}

static gboolean follows(const Node *text, const Node *next) {
  return next && next->kind == NODE_TEXT && draft_of(next)->start == draft_of(text)->end;
}

// Texts that were written without a gap become one; empty ones go.
static void join_texts(Drafts *drafts, Node *parent) {
  for (Node *node = parent->first_child, *next; node; node = next) {
    next = node->next;
    if (node->kind != NODE_TEXT) continue;
    if (follows(node, next)) {
      GString *text = g_string_new(node->text);
      while (follows(node, next)) {
        Node *after = next->next;
        g_string_append(text, next->text);
        draft_of(node)->end = MAX(draft_of(node)->end, draft_of(next)->end);
        node_unlink(next);
        next = after;
      }
      node->text = arena_take_string(drafts->arena, text);
    }
    if (!*node->text) node_unlink(node);
  }
}

// A container reaches as far as what is in it: passes may have put more there than was written in
// it.
static void widen_containers(const Node *node) {
  const Draft *draft = draft_of(node);
  for (Node *up = node->parent; up; up = up->parent) {
    Draft *outer = draft_of(up);
    gboolean container = up->kind == NODE_QUOTE || up->kind == NODE_LIST || up->kind == NODE_ITEM;
    if (!container || (outer->start <= draft->start && outer->end >= draft->end)) return;
    outer->start = MIN(outer->start, draft->start);
    outer->end = MAX(outer->end, draft->end);
  }
}

static void finish(Drafts *drafts, Node *document) {
  for (const Node *n = document; n; n = node_walk(document, n))
    join_texts(drafts, &draft_of(n)->node);
  for (const Node *n = document; n; n = node_walk(document, n))
    if (node_is_block(n)) widen_containers(n);
  for (const Node *n = document; n; n = node_walk(document, n))
    draft_of(n)->node.span = draft_span(drafts, draft_of(n)->start, draft_of(n)->end);
}

Node *markdown_parse(Arena *arena, const SourceFile *file, gsize start_bytes,
                     DiagnosticList *diagnostics) {
  g_autoptr(Arena) scratch = arena_new();
  Prepared prepared = prepare_source(scratch, file, start_bytes);
  g_autoptr(Drafts) drafts = drafts_new(arena, file, prepared.origin, diagnostics);
  g_autoptr(GPtrArray) labels = prepare_link_labels(prepared.buffer);
  gsize start = MIN(start_bytes, file->length_bytes);
  Node *document = draft_new(drafts, NODE_DOCUMENT, start, file->length_bytes);
  g_autoptr(GArray) definitions = commonmark_parse_whole(drafts, prepared.buffer, labels, document);
  prepare_clear(&prepared);
  run_passes(drafts);
  for (guint round = 0; drafts->jobs->len > 0 && round < MAX_ROUNDS; round++) {
    commonmark_parse_pieces(drafts, definitions);
    run_passes(drafts);
  }
  give_up(drafts);
  admonitions_collect(drafts, document);
  quotes_attribute(drafts, document);
  notes_number(drafts, document);
  finish(drafts, document);
  alternatives_check(drafts, document);
  return document;
}
