#include "site/parallel.h"

enum { OWN, OTHER };

typedef struct {
  const BlockList *blocks;
  guint taken; // blocks that are in rows already
} Cursor;

// What a reader would not want torn: all but the containers whose parts can stand alone. A list
// keeps each item whole, a poem each couplet, a quote each of its blocks.
static const Node *unit_of(const Node *block) {
  const Node *unit = block;
  for (const Node *node = block; node->parent && node->parent->kind != NODE_DOCUMENT;
       node = node->parent) {
    const Node *parent = node->parent;
    gboolean splits =
        parent->kind == NODE_LIST || parent->kind == NODE_QUOTE || parent->kind == NODE_VERSE;
    if (!splits) unit = parent;
    // A list inside an item stays with it.
    if (parent->kind == NODE_ITEM) unit = parent;
  }
  return unit;
}

static const Node *next_unit(const Cursor *cursor) {
  if (cursor->taken >= cursor->blocks->count) return NULL;
  return unit_of(cursor->blocks->items[cursor->taken].node);
}

// Takes blocks up to `end`, and on to the end of the unit that the last of them belongs to.
static void take(Cursor *cursor, guint end, GPtrArray *units) {
  while (cursor->taken < cursor->blocks->count) {
    gpointer unit = (gpointer)next_unit(cursor);
    gboolean open = units->len && units->pdata[units->len - 1] == unit;
    if (cursor->taken >= end && !open) return;
    if (!open) g_ptr_array_add(units, unit);
    cursor->taken++;
  }
}

static ParallelSide side_new(Arena *arena, const GPtrArray *units) {
  return (ParallelSide){arena_copy(arena, units->pdata, units->len * sizeof(gpointer)), units->len};
}

static void add_row(Arena *arena, GArray *rows, GPtrArray *own, GPtrArray *other) {
  if (!own->len && !other->len) return;
  ParallelRow row = {{side_new(arena, own), side_new(arena, other)}};
  g_array_append_val(rows, row);
  g_ptr_array_set_size(own, 0);
  g_ptr_array_set_size(other, 0);
}

// Several blocks in turn that one language lacks are one hole.
static gboolean goes_on(const BlockPair *link, const GPtrArray *source, const GPtrArray *target) {
  if (!link->source_count) return !source->len && target->len;
  return !link->target_count && source->len && !target->len;
}

GArray *parallel_rows(Arena *arena, const PostPair *pair, guint own, guint other) {
  gboolean own_is_source = own == pair->source_language;
  guint target = own_is_source ? other : own;
  Cursor cursors[] = {{&pair->blocks[own], 0}, {&pair->blocks[other], 0}};
  Cursor *source = &cursors[own_is_source ? OWN : OTHER],
         *sink = &cursors[own_is_source ? OTHER : OWN];
  g_autoptr(GPtrArray) own_units = g_ptr_array_new();
  g_autoptr(GPtrArray) other_units = g_ptr_array_new();
  GPtrArray *source_units = own_is_source ? own_units : other_units;
  GPtrArray *sink_units = own_is_source ? other_units : own_units;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(ParallelRow));
  for (guint i = 0; i < pair->link_counts[target]; i++) {
    const BlockPair *link = &pair->links[target][i];
    guint source_end = link->source_start + link->source_count;
    guint sink_end = link->target_start + link->target_count;
    // A unit that reaches into the next link draws that link's other side into this row.
    gboolean torn = source->taken > link->source_start || sink->taken > link->target_start;
    if (!torn && !goes_on(link, source_units, sink_units))
      add_row(arena, rows, own_units, other_units);
    take(source, source_end, source_units);
    take(sink, sink_end, sink_units);
  }
  take(source, source->blocks->count, source_units);
  take(sink, sink->blocks->count, sink_units);
  add_row(arena, rows, own_units, other_units);
  return rows;
}
