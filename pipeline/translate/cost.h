// What a link between blocks costs, in nats (negative natural log of its likelihood): the model
// that the aligner searches with.
#pragma once
#include "translate/features.h"

typedef enum { MOVE_1_1, MOVE_1_2, MOVE_2_1, MOVE_2_2, MOVE_COUNT } Move;

typedef struct {
  const FeatureTable *table;
  double ratio; // letters of the target for one of the source, measured from the pair itself
} CostModel;

#define COST_IMPOSSIBLE 1e9
// A run of blocks without a counterpart: what its first and each further one cost. Whole sections
// are left untranslated more often than single blocks here and there.
#define COST_SKIP_OPEN   4.2
#define COST_SKIP_EXTEND 1.8
// What opening a run at a heading costs less: sections are left out whole.
#define COST_SKIP_SECTION 0.3

CostModel cost_model_measure(const FeatureTable *table);
guint move_source_count(Move move);
guint move_target_count(Move move);
// The cost of linking the blocks that begin at `source` and `target`, which exist.
double cost_of_link(const CostModel *model, Move move, guint source, guint target);
