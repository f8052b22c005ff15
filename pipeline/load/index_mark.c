#include "load/index_mark.h"

#include <string.h>

#define BELOW '!'

void index_mark_set(Node *node, const Attributes *attributes) {
  draft_of(node)->indexed = attributes->index;
  draft_of(node)->index_key = attributes->index_key;
}

// One level of a key, white space as one blank; NULL where no word is in it.
static const char *take_level(Drafts *drafts, const char *text, gsize length) {
  GString *out = g_string_new(NULL);
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isspace(text[i]))
      g_string_append_c(out, text[i]);
    else if (out->len && out->str[out->len - 1] != ' ')
      g_string_append_c(out, ' ');
  }
  if (out->len && out->str[out->len - 1] == ' ') g_string_truncate(out, out->len - 1);
  if (out->len) return arena_take_string(drafts->arena, out);
  g_string_free(out, TRUE);
  return NULL;
}

static void report_empty(Drafts *drafts, SourceSpan span, gboolean has_key) {
  Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_INDEX_EMPTY, span);
  diagnostic_hint(drafts->diagnostics, fault, "%s",
                  has_key ? "a word stands on each side of '!': index=\"water!qanat\""
                          : "the word to be found stands in the brackets, or is said: "
                            "[text]{index=\"word\"}");
}

static void resolve(Drafts *drafts, Node *node) {
  const Draft *draft = draft_of(node);
  SourceSpan span = draft_span(drafts, draft->start, draft->end);
  g_autofree char *text = node_plain_text(node);
  const char *key = draft->index_key ? draft->index_key : text;
  const char *cut = draft->index_key ? strchr(key, BELOW) : NULL;
  const char *second = cut ? strchr(cut + 1, BELOW) : NULL;
  if (second) {
    guint levels = 1;
    for (const char *c = cut + 1; *c; c++)
      levels += *c == BELOW;
    Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_INDEX_DEEP, span, levels);
    diagnostic_hint(drafts->diagnostics, fault, "write {index=\"%.*s\"}", (int)(second - key), key);
    return;
  }
  const char *term = take_level(drafts, key, cut ? (gsize)(cut - key) : strlen(key));
  const char *below = cut ? take_level(drafts, cut + 1, strlen(cut + 1)) : NULL;
  if (!term || (cut && !below)) {
    report_empty(drafts, span, draft->index_key != NULL);
    return;
  }
  node->index_term = term;
  node->index_sub = below;
}

// What looks like a mark in a text that no mark was taken from.
static void report_open(Drafts *drafts, const Node *text) {
  static const char *const openings[] = {"{" INDEX_CLASS, "{index="};
  for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
    const char *found = strstr(text->text, openings[i]);
    if (!found) continue;
    gsize at = draft_of(text)->start + (gsize)(found - text->text);
    Diagnostic *fault = diagnostic_add(drafts->diagnostics, DIAGNOSTIC_INDEX_OPEN,
                                       draft_span(drafts, at, at + strlen(openings[i])));
    const char *close = strchr(found, '}'), *quote = strchr(found, '"');
    gboolean quoted = quote && (!close || quote < close);
    const char *hint = quoted && !strchr(quote + 1, '"') ? "the quotes are not closed"
                       : !close                          ? "the braces are not closed"
                                : "words in brackets stand right before it: [word]{" INDEX_CLASS
                                  "}";
    diagnostic_hint(drafts->diagnostics, fault, "%s", hint);
  }
}

void index_marks_resolve(Drafts *drafts, Node *leaf) {
  for (const Node *n = leaf; n; n = node_walk(leaf, n)) {
    const Draft *draft = draft_of(n);
    if (draft->indexed) resolve(drafts, &draft_of(n)->node);
    if (n->kind == NODE_TEXT && draft->verbatim) report_open(drafts, n);
  }
}
