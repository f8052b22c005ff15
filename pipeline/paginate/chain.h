// Chain: sections of one text that run on in the same columns, as one list: an article begins where
// the one before ends, and columns are filled over all of them together.
#pragma once
#include "paginate/section.h"

typedef struct {
  guint box, note; // the first ones of the section in the chain's lists
} ChainPiece;

// Boxes [start, end) of one section's list.
typedef struct {
  guint section;
  guint start, end;
} ChainRange;

typedef struct {
  Section *const *sections;
  guint count;
  ChainPiece *pieces; // count + 1: the last one is the end
  FlowList body, notes;
  guint tail_start; // the first box of the sections that should have no page of their own; 0
} Chain;

// Chains the first of `count` sections with those after it that may follow in its columns. The
// sections stay the owners of their boxes' items. Freed with chain_free.
Chain *chain_new(Section *const *sections, guint count, double grid_pt);
void chain_free(Chain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chain, chain_free)
// The next piece of boxes [start, end) of the body (or of the notes) that is of one section;
// end must be greater than start.
ChainRange chain_range(const Chain *chain, gboolean notes, guint start, guint end);
