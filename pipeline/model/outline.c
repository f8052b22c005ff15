#include "model/outline.h"

#include <string.h>

#include "model/slug.h"

// What a declared id may hold to be written as it is.
#define PLAIN_ID "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

typedef struct {
  guint depth;
  guint numbers[OUTLINE_DEPTH];
} Place;

struct Outline {
  Arena *arena;
  GHashTable *names;  // const Node * -> name
  GHashTable *blocks; // name -> const Node *
  GHashTable *used;   // name -> how often it was asked for
  GHashTable *places; // const Node * of a heading -> Place
};

static void outline_clear(void *data) {
  Outline *outline = data;
  g_hash_table_unref(outline->names);
  g_hash_table_unref(outline->blocks);
  g_hash_table_unref(outline->used);
  g_hash_table_unref(outline->places);
}

// `base`, or base-2, base-3 … where it is taken.
static void claim(Outline *outline, const Node *node, const char *base) {
  guint count = GPOINTER_TO_UINT(g_hash_table_lookup(outline->used, base)) + 1;
  char *name = arena_strdup(outline->arena, base);
  g_hash_table_insert(outline->used, name, GUINT_TO_POINTER(count));
  if (count > 1) {
    while (name = arena_printf(outline->arena, "%s-%u", base, count),
           g_hash_table_contains(outline->used, name))
      count++;
    g_hash_table_insert(outline->used, arena_strdup(outline->arena, base), GUINT_TO_POINTER(count));
    g_hash_table_insert(outline->used, name, GUINT_TO_POINTER(1));
  }
  g_hash_table_insert(outline->names, (gpointer)node, name);
  g_hash_table_insert(outline->blocks, name, (gpointer)node);
}

// Declared ids and notes come first: they never change because of a heading.
static void add_fixed(Outline *outline, const Node *node) {
  if (node_is_block(node) && node->id && *node->id) {
    gboolean plain = strspn(node->id, PLAIN_ID) == strlen(node->id);
    g_autofree char *slug = plain ? g_strdup(node->id) : slug_new(node->id);
    claim(outline, node, slug);
  } else if (node->kind == NODE_FOOTNOTE) {
    g_autofree char *name = g_strdup_printf("fn-%u", node->number);
    claim(outline, node, name);
  }
}

static void add_heading(Outline *outline, const Node *node) {
  if (node->kind != NODE_HEADING || g_hash_table_contains(outline->names, node)) return;
  g_autofree char *text = node_plain_text(node);
  g_autofree char *slug = slug_new(text);
  claim(outline, node, slug);
}

// `levels`: of the headings that are open, from the outermost in.
static void count_heading(Outline *outline, const Node *node, guint levels[OUTLINE_DEPTH],
                          Place *last) {
  guint depth = last->depth;
  while (depth > 0 && levels[depth - 1] >= node->level)
    depth--;
  if (depth == OUTLINE_DEPTH) depth--;
  guint number = depth < last->depth ? last->numbers[depth] + 1 : 1;
  levels[depth] = node->level;
  last->numbers[depth] = number;
  last->depth = depth + 1;
  g_hash_table_insert(outline->places, (gpointer)node,
                      arena_copy(outline->arena, last, sizeof(Place)));
}

Outline *outline_new(Arena *arena, const Node *document) {
  Outline *outline = ARENA_NEW(arena, Outline);
  outline->arena = arena;
  outline->names = g_hash_table_new(NULL, NULL);
  outline->blocks = g_hash_table_new(g_str_hash, g_str_equal);
  outline->used = g_hash_table_new(g_str_hash, g_str_equal);
  outline->places = g_hash_table_new(NULL, NULL);
  arena_own(arena, outline, outline_clear);
  for (const Node *node = document; node; node = node_walk(document, node))
    add_fixed(outline, node);
  for (const Node *node = document; node; node = node_walk(document, node))
    add_heading(outline, node);
  guint levels[OUTLINE_DEPTH];
  Place last = {0};
  for (const Node *node = document ? document->first_child : NULL; node; node = node->next)
    if (node->kind == NODE_HEADING) count_heading(outline, node, levels, &last);
  return outline;
}

const char *outline_name(const Outline *outline, const Node *block) {
  return g_hash_table_lookup(outline->names, block);
}

const Node *outline_lookup(const Outline *outline, const char *fragment) {
  const Node *block = g_hash_table_lookup(outline->blocks, fragment);
  if (block) return block;
  g_autofree char *decoded = g_uri_unescape_string(fragment, NULL);
  return decoded ? g_hash_table_lookup(outline->blocks, decoded) : NULL;
}

guint outline_numbers(const Outline *outline, const Node *heading, guint numbers[OUTLINE_DEPTH]) {
  const Place *place = g_hash_table_lookup(outline->places, heading);
  if (!place) return 0;
  memcpy(numbers, place->numbers, sizeof(guint) * place->depth);
  return place->depth;
}

const Node *outline_section(const Node *block) {
  const Node *node = block;
  while (node && node->parent && node->parent->kind != NODE_DOCUMENT)
    node = node->parent;
  while (node && node->kind != NODE_HEADING)
    node = node->previous;
  return node;
}
