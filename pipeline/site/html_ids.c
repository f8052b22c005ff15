// Names of places inside a document (HT-2).
#include "model/slug.h"
#include "site/html_parts.h"

// What a declared id may hold to be written as it is.
#define PLAIN_ID "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

struct HtmlIds {
  GHashTable *ids;      // const Node * -> char *
  GHashTable *used;     // char * -> how often it was asked for
  GHashTable *refs;     // number of a note -> how many marks it has
  GHashTable *ordinals; // const Node * of a mark -> which of them it is, from 1
};

static void ids_free(gpointer data) {
  HtmlIds *ids = data;
  g_hash_table_unref(ids->ids);
  g_hash_table_unref(ids->used);
  g_hash_table_unref(ids->refs);
  g_hash_table_unref(ids->ordinals);
}

// `base`, or base-2, base-3 … where it is taken.
static char *claim(HtmlIds *ids, const char *base) {
  guint count = GPOINTER_TO_UINT(g_hash_table_lookup(ids->used, base)) + 1;
  char *id = g_strdup(base);
  while (count > 1 && (g_free(id), id = g_strdup_printf("%s-%u", base, count),
                       g_hash_table_contains(ids->used, id)))
    count++;
  g_hash_table_insert(ids->used, g_strdup(base), GUINT_TO_POINTER(count));
  if (count > 1) g_hash_table_insert(ids->used, g_strdup(id), GUINT_TO_POINTER(1));
  return id;
}

static void take_id(HtmlIds *ids, const Node *node, char *id) {
  g_hash_table_insert(ids->ids, (gpointer)node, id);
}

// Declared ids and notes come first: they never change because of a heading.
static void add_fixed(HtmlIds *ids, const Node *node) {
  if (node_is_block(node) && node->id && *node->id) {
    gboolean plain = strspn(node->id, PLAIN_ID) == strlen(node->id);
    g_autofree char *slug = plain ? g_strdup(node->id) : slug_new(node->id);
    take_id(ids, node, claim(ids, slug));
  } else if (node->kind == NODE_FOOTNOTE) {
    g_autofree char *name = g_strdup_printf("fn-%u", node->number);
    take_id(ids, node, claim(ids, name));
  } else if (node->kind == NODE_FOOTNOTE_REF) {
    gpointer key = GUINT_TO_POINTER(node->number);
    guint ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(ids->refs, key)) + 1;
    g_hash_table_insert(ids->refs, key, GUINT_TO_POINTER(ordinal));
    g_hash_table_insert(ids->ordinals, (gpointer)node, GUINT_TO_POINTER(ordinal));
    take_id(ids, node,
            ordinal == 1 ? g_strdup_printf("fnref-%u", node->number)
                         : g_strdup_printf("fnref-%u-%u", node->number, ordinal));
  }
}

static void add_heading(HtmlIds *ids, const Node *node) {
  if (node->kind != NODE_HEADING || g_hash_table_contains(ids->ids, node)) return;
  g_autofree char *text = node_plain_text(node);
  g_autofree char *slug = slug_new(text);
  take_id(ids, node, claim(ids, slug));
}

HtmlIds *html_ids_new(Arena *arena, const Node *document) {
  HtmlIds *ids = ARENA_NEW(arena, HtmlIds);
  ids->ids = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  ids->used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  ids->refs = g_hash_table_new(NULL, NULL);
  ids->ordinals = g_hash_table_new(NULL, NULL);
  arena_own(arena, ids, ids_free);
  for (const Node *n = document; n; n = node_walk(document, n))
    add_fixed(ids, n);
  for (const Node *n = document; n; n = node_walk(document, n))
    add_heading(ids, n);
  return ids;
}

const char *html_ids_lookup(const HtmlIds *ids, const Node *node) {
  return ids ? g_hash_table_lookup(ids->ids, node) : NULL;
}

guint html_ids_ref_count(const HtmlIds *ids, guint note_number) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(ids->refs, GUINT_TO_POINTER(note_number)));
}

guint html_ids_ref_ordinal(const HtmlIds *ids, const Node *ref) {
  return GPOINTER_TO_UINT(g_hash_table_lookup(ids->ordinals, ref));
}

char *writer_id(const Writer *writer, const Node *node) {
  if (writer->context->mode != HTML_SITE || writer->title) return NULL;
  const char *id = html_ids_lookup(writer->ids, node);
  const char *prefix = writer->context->id_prefix;
  return id ? g_strconcat(prefix ? prefix : "", id, NULL) : NULL;
}
