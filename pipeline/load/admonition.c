#include "load/admonition.h"

#include <string.h>

#define LONGEST_WORD 40 // bytes in the brackets

// The text of the leaf's first line; NULL where it holds anything but text. `*after` receives the
// first node behind it.
static char *first_line_text(const Node *leaf, const Node **after) {
  GString *text = g_string_new(NULL);
  const Node *node = leaf->first_child;
  for (; node && node->kind == NODE_TEXT; node = node->next)
    g_string_append(text, node->text);
  gboolean whole = !node || node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
  *after = node;
  return g_string_free(text, !whole);
}

// "WARNING" out of "[!WARNING]", freed by the caller; NULL where the line is something else.
static char *bracketed_word(char *line) {
  gsize length = line ? strlen(g_strstrip(line)) : 0;
  if (length < 4 || length > LONGEST_WORD || line[0] != '[' || line[1] != '!') return NULL;
  if (line[length - 1] != ']' || strpbrk(line + 2, " \t[")) return NULL;
  return g_ascii_strdown(line + 2, (gssize)(length - 3));
}

static QuoteKind kind_of_word(const char *word) {
  for (guint kind = QUOTE_NOTE; kind < QUOTE_KIND_COUNT; kind++)
    if (g_str_equal(word, quote_kind_name(kind))) return kind;
  return QUOTE_PLAIN;
}

static void report_unknown(Drafts *drafts, const Node *leaf, const char *word) {
  const char *known[QUOTE_KIND_COUNT - QUOTE_NOTE];
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
    known[i] = quote_kind_name(QUOTE_NOTE + i);
  const Draft *draft = draft_of(leaf->first_child);
  g_autofree char *upper = g_ascii_strup(word, -1);
  Diagnostic *fault =
      diagnostic_add(drafts->diagnostics, DIAGNOSTIC_ADMONITION_UNKNOWN,
                     draft_span(drafts, draft->start, draft->start + strlen(word) + 3), upper);
  const char *nearest = diagnostic_nearest(word, known, G_N_ELEMENTS(known));
  if (nearest) {
    g_autofree char *hint = g_ascii_strup(nearest, -1);
    diagnostic_hint(drafts->diagnostics, fault, "did you mean [!%s]?", hint);
  } else {
    diagnostic_hint(drafts->diagnostics, fault,
                    "there are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]");
  }
}

// Takes the first line off, and the whole leaf where it holds nothing else.
static void cut_line(Node *leaf, const Node *after) {
  while (leaf->first_child && leaf->first_child != after)
    node_unlink(leaf->first_child);
  if (leaf->first_child) node_unlink(leaf->first_child); // the break
  if (leaf->first_child)
    draft_of(leaf)->start = draft_of(leaf->first_child)->start;
  else
    node_unlink(leaf);
}

static void collect_one(Drafts *drafts, Node *quote) {
  // A raw <aside class="pullquote"> says the same as {.pullquote}.
  if (g_strcmp0(quote->info, quote_kind_name(QUOTE_PULL)) == 0) {
    quote->quote = QUOTE_PULL;
    quote->info = NULL;
  }
  Node *leaf = quote->first_child;
  if (!leaf || leaf->kind != NODE_PARAGRAPH || quote->quote != QUOTE_PLAIN) return;
  const Node *after;
  g_autofree char *line = first_line_text(leaf, &after);
  g_autofree char *word = bracketed_word(line);
  if (!word) return;
  quote->quote = kind_of_word(word);
  if (quote->quote == QUOTE_PLAIN)
    report_unknown(drafts, leaf, word);
  else
    cut_line(leaf, after);
}

void admonitions_collect(Drafts *drafts, Node *document) {
  for (const Node *node = document; node; node = node_walk(document, node))
    if (node->kind == NODE_QUOTE) collect_one(drafts, &draft_of(node)->node);
}
