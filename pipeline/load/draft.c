#include "load/draft.h"

#include <string.h>

#include "load/commonmark.h"

static void clear_job(gpointer data) {
  fragment_free(((DraftJob *)data)->content);
}

static void clear_block(gpointer data) {
  fragment_free(((DraftBlock *)data)->content);
}

static GArray *new_jobs(void) {
  GArray *jobs = g_array_new(FALSE, FALSE, sizeof(DraftJob));
  g_array_set_clear_func(jobs, clear_job);
  return jobs;
}

GArray *drafts_steal_jobs(Drafts *drafts) {
  GArray *jobs = drafts->jobs;
  drafts->jobs = new_jobs();
  return jobs;
}

Drafts *drafts_new(Arena *arena, const SourceFile *file, const char *origin,
                   DiagnosticList *diagnostics) {
  Drafts *drafts = g_new0(Drafts, 1);
  drafts->arena = arena;
  drafts->file = file;
  drafts->origin = origin;
  drafts->diagnostics = diagnostics;
  drafts->jobs = new_jobs();
  drafts->blocks = g_array_new(FALSE, FALSE, sizeof(DraftBlock));
  g_array_set_clear_func(drafts->blocks, clear_block);
  drafts->leaves = g_ptr_array_new();
  drafts->footnotes = g_ptr_array_new();
  drafts->lists = g_ptr_array_new();
  drafts->notes = g_hash_table_new(g_str_hash, g_str_equal);
  drafts->entities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  drafts->reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return drafts;
}

void drafts_free(Drafts *drafts) {
  if (!drafts) return;
  g_array_free(drafts->jobs, TRUE);
  g_array_free(drafts->blocks, TRUE);
  g_ptr_array_free(drafts->leaves, TRUE);
  g_ptr_array_free(drafts->footnotes, TRUE);
  g_ptr_array_free(drafts->lists, TRUE);
  g_hash_table_unref(drafts->notes);
  g_hash_table_unref(drafts->entities);
  g_hash_table_unref(drafts->reported);
  g_free(drafts);
}

Node *draft_new(Drafts *drafts, NodeKind kind, gsize start, gsize end) {
  Draft *draft = ARENA_NEW(drafts->arena, Draft);
  draft->node.kind = kind;
  draft->start = start;
  draft->end = MAX(start, end);
  return &draft->node;
}

Node *draft_text(Drafts *drafts, const Fragment *content, gsize start, gsize end) {
  if (start >= end || fragment_is_added(content, start, end)) return NULL;
  Node *node = draft_new(drafts, NODE_TEXT, fragment_source_start(content, start),
                         fragment_source_end(content, end));
  Draft *draft = draft_of(node);
  draft->verbatim = fragment_is_unbroken(content, start, end);
  if (draft->verbatim) {
    node->text = arena_strndup(drafts->arena, drafts->origin + draft->start, end - start);
    return node;
  }
  GString *text = g_string_new(NULL);
  fragment_write_origin(content, start, end, drafts->origin, text);
  node->text = arena_take_string(drafts->arena, text);
  return node;
}

Node *draft_split_text(Drafts *drafts, Node *text, gsize offset) {
  Draft *left = draft_of(text);
  Node *right = draft_new(drafts, NODE_TEXT, left->start + offset, left->end);
  draft_of(right)->verbatim = TRUE;
  right->text = text->text + offset;
  text->text = arena_strndup(drafts->arena, text->text, offset);
  left->end = left->start + offset;
  draft_insert_after(text, right);
  return right;
}

void draft_insert_after(Node *sibling, Node *node) {
  if (sibling->next)
    node_insert_before(sibling->next, node);
  else
    node_append(sibling->parent, node);
}

void draft_move(Node *first, Node *last, Node *parent) {
  for (Node *node = first, *next; node; node = next) {
    next = node == last ? NULL : node->next;
    node_unlink(node);
    node_append(parent, node);
  }
}

void draft_take_job(Drafts *drafts, Node *parent, Node *slot, Fragment *content, gboolean blocks) {
  DraftJob job = {parent, slot, content, blocks};
  g_array_append_val(drafts->jobs, job);
}

void draft_take_block(Drafts *drafts, Node *node, Fragment *content) {
  DraftBlock block = {node, content};
  g_array_append_val(drafts->blocks, block);
}

SourceSpan draft_span(const Drafts *drafts, gsize start, gsize end) {
  return source_span_from_offsets(drafts->file, start, end);
}

gboolean draft_first_time(Drafts *drafts, const char *format, ...) {
  va_list args;
  va_start(args, format);
  char *key = g_strdup_vprintf(format, args);
  va_end(args);
  if (!g_hash_table_contains(drafts->reported, key)) {
    g_hash_table_add(drafts->reported, key);
    return TRUE;
  }
  g_free(key);
  return FALSE;
}

// HTML 5 has no longer name than "CounterClockwiseContourIntegral".
#define MAX_ENTITY 40

const char *draft_decode_entity(Drafts *drafts, const char *text, gsize *length_bytes) {
  gsize length = 1;
  while (length < *length_bytes && length < MAX_ENTITY &&
         (g_ascii_isalnum(text[length]) || text[length] == '#'))
    length++;
  if (length < 3 || length >= *length_bytes || text[length] != ';') return NULL;
  g_autofree char *name = g_strndup(text, length + 1);
  char *value = g_hash_table_lookup(drafts->entities, name);
  if (!value) {
    value = commonmark_decode_entity(name);
    g_hash_table_insert(drafts->entities, g_strdup(name), value);
  }
  *length_bytes = length + 1;
  return g_str_equal(value, name) ? NULL : value;
}

char *draft_decode_text(Drafts *drafts, const char *text, gsize length_bytes) {
  GString *decoded = g_string_new(NULL);
  for (gsize i = 0; i < length_bytes;) {
    gsize length = length_bytes - i;
    const char *value = text[i] == '&' ? draft_decode_entity(drafts, text + i, &length) : NULL;
    if (value)
      g_string_append(decoded, value);
    else
      g_string_append_c(decoded, text[i]);
    i += value ? length : 1;
  }
  return arena_take_string(drafts->arena, decoded);
}
