#include "translate/rules.h"

#include <stdlib.h>
#include <string.h>

typedef enum {
  REFERENCE_LINK,
  REFERENCE_IMAGE,
  REFERENCE_NOTE,
  REFERENCE_TERM,
  REFERENCE_COUNT
} ReferenceKind;

// A link, an image, a footnote mark or a term of the index within a block.
typedef struct {
  ReferenceKind kind;
  const Node *node; // where it stands
  const Node *block;
  char *key; // what it refers to, without what languages may differ in
  const char *shown;
  guint link;       // index of the alignment's link that its block is in
  gboolean settled; // has a partner on the other side
} Reference;

typedef struct {
  GArray *sides[2];     // of Reference, source and target, in document order
  GHashTable *terms[2]; // of the index, each counted where it is first met
  const PostPair *pair;
  guint language;
  DiagnosticList *diagnostics;
} Comparison;

static void reference_clear(gpointer data) {
  g_free(((Reference *)data)->key);
}

static gboolean names_language(const PostPair *pair, const char *part) {
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i] && g_ascii_strcasecmp(pair->posts[i]->lang, part) == 0) return TRUE;
  return FALSE;
}

// An address without scheme, fragment and trailing slash (the names of headings are translated),
// and without the parts of it that name a language of the pair: en.example.org/en/x and
// fa.example.org/fa/x are one page in two languages.
static char *fold_url(const char *url, const PostPair *pair) {
  const char *start = strstr(url, "://");
  start = start ? start + 3 : url;
  g_autofree char *bare = g_strndup(start, strcspn(start, "#"));
  g_auto(GStrv) parts = g_strsplit_set(bare, "/.", -1);
  GString *key = g_string_new(NULL);
  for (guint i = 0; parts[i]; i++) {
    if (!*parts[i] || names_language(pair, parts[i])) continue;
    g_string_append_printf(key, "/%s", parts[i]);
  }
  return g_string_free(key, FALSE);
}

static void add_reference(Comparison *comparison, guint side, const Node *node, const Node *block,
                          guint link) {
  const PostPair *pair = comparison->pair;
  Reference reference = {.node = node, .block = block, .link = link};
  switch (node->kind) {
  case NODE_LINK:
    reference.kind = REFERENCE_LINK;
    reference.shown = node->url ? node->url : "";
    reference.key =
        node->post_id ? g_strconcat("post:", node->post_id, NULL) : fold_url(reference.shown, pair);
    break;
  case NODE_IMAGE:
    reference.kind = REFERENCE_IMAGE;
    reference.shown = node->url ? node->url : "";
    reference.key = fold_url(reference.shown, pair);
    break;
  case NODE_FOOTNOTE_REF:
    reference.kind = REFERENCE_NOTE;
    reference.shown = node->label ? node->label : "";
    reference.key = g_strdup(reference.shown);
    break;
  default:
    if (!node->index_term) return;
    if (!g_hash_table_add(comparison->terms[side], (gpointer)node->index_term)) return;
    // Terms are words of their language: the two sides have equally many.
    reference.kind = REFERENCE_TERM;
    reference.shown = node->index_term;
    reference.key = g_strdup("");
  }
  g_array_append_val(comparison->sides[side], reference);
}

static void collect(Comparison *comparison, guint side, guint link) {
  const PostPair *pair = comparison->pair;
  const BlockPair *blocks = &pair->links[comparison->language][link];
  guint start = side ? blocks->target_start : blocks->source_start;
  guint count = side ? blocks->target_count : blocks->source_count;
  const BlockList *list = &pair->blocks[side ? comparison->language : pair->source_language];
  for (guint i = start; i < start + count; i++) {
    const Node *block = list->items[i].node;
    for (const Node *node = block; node; node = node_walk(block, node))
      add_reference(comparison, side, node, block, link);
  }
}

// Within one link of the alignment, references to the same thing belong together; then, those to
// the same thing anywhere: a translator may move a link to the next paragraph.
static void settle_same(Comparison *comparison, gboolean anywhere) {
  g_autoptr(GHashTable) waiting =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < comparison->sides[side]->len; i++) {
      Reference *reference = &g_array_index(comparison->sides[side], Reference, i);
      if (reference->settled) continue;
      g_autofree char *name = g_strdup_printf("%u %u %s", anywhere ? 0 : reference->link,
                                              (guint)reference->kind, reference->key);
      GPtrArray *partners = g_hash_table_lookup(waiting, name);
      if (side == 0) {
        if (!partners) g_hash_table_insert(waiting, g_strdup(name), partners = g_ptr_array_new());
        g_ptr_array_add(partners, reference);
      } else if (partners && partners->len) {
        ((Reference *)g_ptr_array_steal_index(partners, partners->len - 1))->settled = TRUE;
        reference->settled = TRUE;
      }
    }
}

static void report_changed(Comparison *comparison, const Reference *there, const Reference *here) {
  if (here->kind != REFERENCE_LINK) return; // an image with words in it, a label in other letters
  const Post *original = comparison->pair->posts[comparison->pair->source_language];
  Diagnostic *fault = diagnostic_add(comparison->diagnostics, DIAGNOSTIC_LINK_CHANGED,
                                     here->node->span, here->shown, there->shown, original->lang);
  diagnostic_counterpart(comparison->diagnostics, fault, there->node->span, "the other side");
}

// What is left over within one link of the alignment: one for one in order, as the same thing in
// another form.
static void settle_changed(Comparison *comparison) {
  GArray *sources = comparison->sides[0], *targets = comparison->sides[1];
  guint next[REFERENCE_COUNT] = {0}; // by kind: where to look on; both sides rise with their links
  for (guint i = 0; i < sources->len; i++) {
    Reference *there = &g_array_index(sources, Reference, i);
    guint *k = &next[there->kind];
    for (; !there->settled && *k < targets->len; ++*k) {
      Reference *here = &g_array_index(targets, Reference, *k);
      if (here->link > there->link) break;
      if (here->link < there->link || here->settled || here->kind != there->kind) continue;
      there->settled = here->settled = TRUE;
      report_changed(comparison, there, here);
    }
  }
}

static const DiagnosticKind faults[REFERENCE_COUNT] = {
    DIAGNOSTIC_LINK_MISMATCH, DIAGNOSTIC_IMAGE_MISMATCH, DIAGNOSTIC_NOTE_MISMATCH,
    DIAGNOSTIC_INDEX_MISMATCH};

static void report_missing(Comparison *comparison, const Reference *there) {
  const PostPair *pair = comparison->pair;
  const BlockPair *link = &pair->links[comparison->language][there->link];
  const char *lang = pair->posts[pair->source_language]->lang;
  const Node *block = pair->blocks[comparison->language].items[link->target_start].node;
  Diagnostic *fault = diagnostic_add(comparison->diagnostics, faults[there->kind], block->span,
                                     there->shown, "in", lang, " is missing here");
  diagnostic_counterpart(comparison->diagnostics, fault, there->node->span, "it stands here");
}

static void report_extra(Comparison *comparison, const Reference *here) {
  const PostPair *pair = comparison->pair;
  const BlockPair *link = &pair->links[comparison->language][here->link];
  const char *lang = pair->posts[pair->source_language]->lang;
  const Node *block = pair->blocks[pair->source_language].items[link->source_start].node;
  Diagnostic *fault = diagnostic_add(comparison->diagnostics, faults[here->kind], here->node->span,
                                     here->shown, "is missing in", lang, "");
  diagnostic_counterpart(comparison->diagnostics, fault, block->span, "the block that lacks it");
}

// A post may be marked for the index in one language alone.
static gboolean is_marked(const Comparison *comparison, guint side) {
  for (guint i = 0; i < comparison->sides[side]->len; i++)
    if (g_array_index(comparison->sides[side], Reference, i).kind == REFERENCE_TERM) return TRUE;
  return FALSE;
}

static void report_left(Comparison *comparison) {
  gboolean indexed = is_marked(comparison, 0) && is_marked(comparison, 1);
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < comparison->sides[side]->len; i++) {
      const Reference *reference = &g_array_index(comparison->sides[side], Reference, i);
      const BlockPair *link = &comparison->pair->links[comparison->language][reference->link];
      // What stands in a block without counterpart is missing with its block.
      if (reference->settled || !link->source_count || !link->target_count) continue;
      if (reference->kind == REFERENCE_TERM && !indexed) continue;
      if (side == 0)
        report_missing(comparison, reference);
      else
        report_extra(comparison, reference);
    }
}

void rule_inlines(const PostPair *pair, guint language, DiagnosticList *diagnostics) {
  Comparison comparison = {.pair = pair, .language = language, .diagnostics = diagnostics};
  for (guint side = 0; side < 2; side++) {
    comparison.sides[side] = g_array_new(FALSE, FALSE, sizeof(Reference));
    g_array_set_clear_func(comparison.sides[side], reference_clear);
    comparison.terms[side] = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < pair->link_counts[language]; i++)
      collect(&comparison, side, i);
  }
  settle_same(&comparison, FALSE);
  settle_same(&comparison, TRUE);
  settle_changed(&comparison);
  report_left(&comparison);
  for (guint side = 0; side < 2; side++) {
    g_array_free(comparison.sides[side], TRUE);
    g_hash_table_unref(comparison.terms[side]);
  }
}
