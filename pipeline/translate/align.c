#include "translate/align.h"

#include "translate/band.h"
#include "translate/cost.h"

#include <math.h>

// The table is walked in three states, so that a run of skipped blocks costs less than as many
// single ones (affine gaps: Gotoh 1982): the last link was a match, or a block of one side was
// skipped.
typedef enum { STATE_MATCH, STATE_SKIP_SOURCE, STATE_SKIP_TARGET, STATE_COUNT } WalkState;

typedef struct {
  double score[STATE_COUNT]; // log likelihood of the best path to here, by its last state
  double total[STATE_COUNT]; // log likelihood of all paths to here, by their last state
  double all;                // of all of them together
  guint8 move;               // of the best match that ends here
  guint8 from[STATE_COUNT];  // state before it on the best path
} Cell;

typedef struct {
  CostModel model;
  const Band *band;
  guint source_count, target_count;
  Cell *cells;
  float *costs; // MOVE_COUNT by cell: links that begin there
} Table;

#define NOWHERE    (-1e300)
#define MAX_BLOCKS 200000

// log of the sum of e^terms. What is far below the greatest term adds nothing and costs no exp().
static double log_sum(const double *terms, guint count) {
  double high = NOWHERE;
  for (guint i = 0; i < count; i++)
    high = MAX(high, terms[i]);
  if (high <= NOWHERE) return NOWHERE;
  double sum = 0;
  for (guint i = 0; i < count; i++)
    if (terms[i] > high - 30) sum += exp(terms[i] - high);
  return high + log(sum);
}

static gboolean in_band(const Table *table, guint row, guint column) {
  return row <= table->source_count && column >= table->band->first[row] &&
         column <= table->band->last[row];
}

static gsize cell_index(const Table *table, guint row, guint column) {
  return table->band->start[row] + (column - table->band->first[row]);
}

static Cell *cell_at(const Table *table, guint row, guint column) {
  return &table->cells[cell_index(table, row, column)];
}

static double move_cost(const Table *table, guint row, guint column, Move move) {
  return table->costs[cell_index(table, row, column) * MOVE_COUNT + move];
}

// Of leaving out the block `index` of the side that the state `to` skips.
static double skip_cost(const Table *table, guint index, WalkState from, WalkState to) {
  if (from == to) return COST_SKIP_EXTEND;
  const BlockFeatures *block = &table->model.table->sides[to == STATE_SKIP_TARGET][index];
  return COST_SKIP_OPEN - (block->class == CLASS_HEADING ? COST_SKIP_SECTION : 0);
}

static void measure_costs(Table *table) {
  for (guint row = 0; row <= table->source_count; row++)
    for (guint column = table->band->first[row]; column <= table->band->last[row]; column++)
      for (Move move = 0; move < MOVE_COUNT; move++) {
        gboolean fits = row + move_source_count(move) <= table->source_count &&
                        column + move_target_count(move) <= table->target_count;
        double cost = fits ? cost_of_link(&table->model, move, row, column) : COST_IMPOSSIBLE;
        table->costs[cell_index(table, row, column) * MOVE_COUNT + move] = (float)cost;
      }
}

static void enter_match(Table *table, guint row, guint column, Cell *cell) {
  double terms[MOVE_COUNT];
  guint count = 0;
  for (Move move = 0; move < MOVE_COUNT; move++) {
    guint up = move_source_count(move), back = move_target_count(move);
    if (row < up || column < back || !in_band(table, row - up, column - back)) continue;
    double cost = move_cost(table, row - up, column - back, move);
    if (cost >= COST_IMPOSSIBLE) continue;
    const Cell *before = cell_at(table, row - up, column - back);
    terms[count++] = before->all - cost;
    for (WalkState from = 0; from < STATE_COUNT; from++) {
      double score = before->score[from] - cost;
      if (score <= cell->score[STATE_MATCH]) continue;
      cell->score[STATE_MATCH] = score;
      cell->move = (guint8)move;
      cell->from[STATE_MATCH] = (guint8)from;
    }
  }
  cell->total[STATE_MATCH] = log_sum(terms, count);
}

static void enter_skip(Table *table, guint row, guint column, WalkState state, Cell *cell) {
  guint up = state == STATE_SKIP_SOURCE, back = !up;
  if (row < up || column < back || !in_band(table, row - up, column - back)) return;
  const Cell *before = cell_at(table, row - up, column - back);
  double terms[STATE_COUNT];
  for (WalkState from = 0; from < STATE_COUNT; from++) {
    double cost = skip_cost(table, up ? row - 1 : column - 1, from, state);
    terms[from] = before->total[from] - cost;
    if (before->score[from] - cost <= cell->score[state]) continue;
    cell->score[state] = before->score[from] - cost;
    cell->from[state] = (guint8)from;
  }
  cell->total[state] = log_sum(terms, STATE_COUNT);
}

static void walk_forward(Table *table) {
  for (guint row = 0; row <= table->source_count; row++)
    for (guint column = table->band->first[row]; column <= table->band->last[row]; column++) {
      Cell *cell = cell_at(table, row, column);
      for (WalkState state = 0; state < STATE_COUNT; state++)
        cell->score[state] = cell->total[state] = NOWHERE;
      if (row == 0 && column == 0) {
        cell->score[STATE_MATCH] = cell->total[STATE_MATCH] = cell->all = 0;
        continue;
      }
      enter_match(table, row, column, cell);
      enter_skip(table, row, column, STATE_SKIP_SOURCE, cell);
      enter_skip(table, row, column, STATE_SKIP_TARGET, cell);
      cell->all = log_sum(cell->total, STATE_COUNT);
    }
}

// Log likelihood of all ways from a state at (row, column) to the end; the table is walked
// backwards once, and only what the posteriors need is kept.
typedef struct {
  double *after;       // by cell and state
  double *skip_source; // by block: posterior of having no counterpart
  double *skip_target;
} Backward;

// Sets `after` of all states at one cell that is not the end.
static void count_ways(const Table *table, const Backward *backward, guint row, guint column,
                       double *after) {
  double terms[MOVE_COUNT + 2];
  guint count = 0;
  for (Move move = 0; move < MOVE_COUNT; move++) {
    guint down = row + move_source_count(move), on = column + move_target_count(move);
    if (down > table->source_count || !in_band(table, down, on)) continue;
    double cost = move_cost(table, row, column, move);
    if (cost >= COST_IMPOSSIBLE) continue;
    terms[count++] =
        backward->after[cell_index(table, down, on) * STATE_COUNT + STATE_MATCH] - cost;
  }
  double match = log_sum(terms, count), down = NOWHERE, on = NOWHERE;
  if (in_band(table, row + 1, column))
    down = backward->after[cell_index(table, row + 1, column) * STATE_COUNT + STATE_SKIP_SOURCE];
  if (in_band(table, row, column + 1))
    on = backward->after[cell_index(table, row, column + 1) * STATE_COUNT + STATE_SKIP_TARGET];
  for (WalkState state = 0; state < STATE_COUNT; state++) {
    terms[0] = match;
    terms[1] = terms[2] = NOWHERE;
    if (down > NOWHERE) terms[1] = down - skip_cost(table, row, state, STATE_SKIP_SOURCE);
    if (on > NOWHERE) terms[2] = on - skip_cost(table, column, state, STATE_SKIP_TARGET);
    after[state] = log_sum(terms, 3);
  }
}

static double posterior(double log_likelihood) {
  return log_likelihood < -30 ? 0 : exp(log_likelihood);
}

static void walk_backward(const Table *table, Backward *backward) {
  double all = cell_at(table, table->source_count, table->target_count)->all;
  for (guint row = table->source_count + 1; row-- > 0;)
    for (guint column = table->band->last[row] + 1; column-- > table->band->first[row];) {
      gsize index = cell_index(table, row, column);
      double *after = &backward->after[index * STATE_COUNT];
      // At the end every state has the one way of doing nothing: log likelihood 0.
      if (row < table->source_count || column < table->target_count)
        count_ways(table, backward, row, column, after);
      const Cell *cell = &table->cells[index];
      if (row > 0)
        backward->skip_source[row - 1] +=
            posterior(cell->total[STATE_SKIP_SOURCE] + after[STATE_SKIP_SOURCE] - all);
      if (column > 0)
        backward->skip_target[column - 1] +=
            posterior(cell->total[STATE_SKIP_TARGET] + after[STATE_SKIP_TARGET] - all);
    }
}

static double match_posterior(const Table *table, const Backward *backward, const BlockPair *link,
                              Move move) {
  double all = cell_at(table, table->source_count, table->target_count)->all;
  const Cell *before = cell_at(table, link->source_start, link->target_start);
  guint row = link->source_start + link->source_count,
        column = link->target_start + link->target_count;
  double after = backward->after[cell_index(table, row, column) * STATE_COUNT + STATE_MATCH];
  return posterior(before->all - move_cost(table, link->source_start, link->target_start, move) +
                   after - all);
}

static WalkState best_state(const Cell *cell) {
  WalkState best = STATE_MATCH;
  for (WalkState state = 1; state < STATE_COUNT; state++)
    if (cell->score[state] > cell->score[best]) best = state;
  return best;
}

static BlockPair *trace_back(Arena *arena, const Table *table, const Backward *backward,
                             guint *count) {
  g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(BlockPair));
  guint row = table->source_count, column = table->target_count;
  WalkState state = best_state(cell_at(table, row, column));
  while (row || column) {
    const Cell *cell = cell_at(table, row, column);
    Move move = cell->move;
    BlockPair link = {.source_count = state == STATE_SKIP_SOURCE,
                      .target_count = state == STATE_SKIP_TARGET};
    if (state == STATE_MATCH) {
      link.source_count = move_source_count(move);
      link.target_count = move_target_count(move);
    }
    state = cell->from[state];
    link.source_start = row -= link.source_count;
    link.target_start = column -= link.target_count;
    if (!link.target_count)
      link.confidence = backward->skip_source[row];
    else if (!link.source_count)
      link.confidence = backward->skip_target[column];
    else
      link.confidence = match_posterior(table, backward, &link, move);
    link.confidence = CLAMP(link.confidence, 0.0, 1.0);
    g_array_append_val(links, link);
  }
  *count = links->len;
  BlockPair *result = ARENA_ARRAY(arena, BlockPair, links->len);
  for (guint i = 0; i < links->len; i++)
    result[i] = g_array_index(links, BlockPair, links->len - 1 - i);
  return result;
}

// Two texts beyond all measure: one for one in order, and no confidence in it.
static BlockPair *pair_in_order(Arena *arena, guint source, guint target, guint *count) {
  *count = MAX(source, target);
  BlockPair *links = ARENA_ARRAY(arena, BlockPair, *count);
  for (guint i = 0; i < *count; i++)
    links[i] = (BlockPair){MIN(i, source), i < source, MIN(i, target), i < target, 0, FALSE};
  return links;
}

BlockPair *blocks_align(Arena *arena, const BlockList *source, const BlockList *target,
                        guint *count) {
  if (source->count + target->count > MAX_BLOCKS)
    return pair_in_order(arena, source->count, target->count, count);
  g_autoptr(Arena) scratch = arena_new();
  const FeatureTable *features = feature_table_new(scratch, source, target);
  Table table = {
      .model = cost_model_measure(features),
      .band = band_new(scratch, features),
      .source_count = source->count,
      .target_count = target->count,
  };
  gsize cells = table.band->cells;
  table.cells = ARENA_ARRAY(scratch, Cell, cells);
  table.costs = ARENA_ARRAY(scratch, float, cells *MOVE_COUNT);
  Backward backward = {
      .after = ARENA_ARRAY(scratch, double, cells *STATE_COUNT),
      .skip_source = ARENA_ARRAY(scratch, double, source->count),
      .skip_target = ARENA_ARRAY(scratch, double, target->count),
  };
  measure_costs(&table);
  walk_forward(&table);
  walk_backward(&table, &backward);
  return trace_back(arena, &table, &backward, count);
}
