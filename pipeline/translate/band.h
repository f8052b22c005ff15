// The band: for each source block the range of target blocks that the aligner looks at. It follows
// a path through the places that the two texts certainly share, so that a post of thousands of
// blocks is aligned in time proportional to its length.
#pragma once
#include "translate/features.h"

typedef struct {
  guint rows;   // source blocks + 1
  guint *first; // by row: first and last column (0..target blocks), never falling
  guint *last;
  gsize *start; // by row: index of its first cell
  gsize cells;
} Band;

Band *band_new(Arena *arena, const FeatureTable *table);
// The chain of shared places that rises on both sides and weighs most; `count` is set.
SharedPlace *places_chain(Arena *arena, const FeatureTable *table, guint *count);
