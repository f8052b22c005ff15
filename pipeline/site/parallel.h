// Side by side: the aligned blocks of two posts as rows that a page can set level. A row holds
// what must not be torn: a table, a list item with all below it, a couplet.
#pragma once
#include "model/pair.h"

typedef struct {
  const Node **units; // in document order; empty = a hole: the other language has more here
  guint count;
} ParallelSide;

typedef struct {
  ParallelSide sides[2]; // own, other
} ParallelRow;

// The rows for two languages of a pair, one of which is its source. Freed with g_array_unref; the
// units live with `arena`. No block of either post is left out or given twice.
GArray *parallel_rows(Arena *arena, const PostPair *pair, guint own, guint other);
