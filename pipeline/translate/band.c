#include "translate/band.h"

// Blocks to either side of the path where the shared places agree with each other.
#define HALF_WIDTH 14
// Cells in the whole table: what bounds memory and time when two huge posts share nothing.
#define MAX_CELLS 1000000.0
// A place that weighs less is too likely a coincidence to lead the path: two lone words or numbers.
#define MIN_PLACE_WEIGHT 2.9

typedef struct {
  double weight;
  guint place; // index + 1 of the last place of the best chain
} Best;

// Fenwick tree (Fenwick 1994) of prefix maxima: the best chain that ends before a target block.
static Best tree_best(const Best *tree, guint index) {
  Best best = {0};
  for (; index > 0; index -= index & -index)
    if (tree[index].weight > best.weight) best = tree[index];
  return best;
}

static void tree_raise(Best *tree, guint size, guint index, Best best) {
  for (; index <= size; index += index & -index)
    if (best.weight > tree[index].weight) tree[index] = best;
}

SharedPlace *places_chain(Arena *arena, const FeatureTable *table, guint *count) {
  const SharedPlace *places = table->places;
  guint size = table->counts[1];
  g_autofree Best *tree = g_new0(Best, size + 1);
  g_autofree guint *before = g_new0(guint, table->place_count + 1);
  // Places are sorted by source, then target; within one source block the later ones go in first,
  // so that a chain never takes two targets for it.
  for (guint start = 0, end; start < table->place_count; start = end) {
    for (end = start; end < table->place_count && places[end].source == places[start].source;)
      end++;
    for (guint i = end; i > start; i--) {
      const SharedPlace *place = &places[i - 1];
      if (place->weight < MIN_PLACE_WEIGHT) continue;
      Best best = tree_best(tree, place->target);
      before[i] = best.place;
      tree_raise(tree, size, place->target + 1, (Best){best.weight + place->weight, i});
    }
  }
  guint last = tree_best(tree, size).place;
  *count = 0;
  for (guint i = last; i; i = before[i])
    ++*count;
  SharedPlace *chain = ARENA_ARRAY(arena, SharedPlace, *count);
  for (guint i = last, k = *count; i; i = before[i])
    chain[--k] = places[i - 1];
  return chain;
}

typedef struct {
  guint source, target; // corner of the table that the path goes through
} Corner;

// Rows [from.source, to.source] of the band: around the straight line between two corners, the
// wider the less square the gap is.
static void widen_between(Band *band, Corner from, Corner to, double limit, guint columns) {
  double rows = to.source - from.source, width = to.target - from.target;
  double half = HALF_WIDTH + ABS(rows - width);
  half = MIN(half, limit);
  for (guint row = from.source; row <= to.source; row++) {
    double centre = from.target + (rows > 0 ? width * (row - from.source) / rows : 0);
    double low = centre - half, high = (rows > 0 ? centre : to.target) + half;
    band->first[row] = MIN(band->first[row], low > 0 ? (guint)low : 0);
    band->last[row] = MAX(band->last[row], high < columns ? (guint)high : columns);
  }
}

static Corner *find_corners(Arena *arena, const FeatureTable *table, guint *count) {
  guint chained = 0;
  SharedPlace *chain = places_chain(arena, table, &chained);
  Corner *corners = ARENA_ARRAY(arena, Corner, chained + 2);
  *count = 1; // the first is 0, 0
  for (guint i = 0; i < chained; i++)
    if (chain[i].source > 0 || chain[i].target > 0)
      corners[(*count)++] = (Corner){chain[i].source, chain[i].target};
  corners[(*count)++] = (Corner){table->counts[0], table->counts[1]};
  return corners;
}

// A range must begin no earlier and end no earlier than the one above it, and overlap it, or no
// path would lead through the band.
static void make_passable(Band *band) {
  for (guint row = 1; row < band->rows; row++) {
    band->last[row] = MAX(band->last[row], band->last[row - 1]);
    guint above = band->rows - 1 - row;
    band->first[above] = MIN(band->first[above], band->first[above + 1]);
  }
  for (guint row = 1; row < band->rows; row++)
    band->last[row - 1] = MAX(band->last[row - 1], band->first[row]);
}

Band *band_new(Arena *arena, const FeatureTable *table) {
  guint rows = table->counts[0] + 1, columns = table->counts[1];
  Band *band = ARENA_NEW(arena, Band);
  band->rows = rows;
  band->first = ARENA_ARRAY(arena, guint, rows);
  band->last = ARENA_ARRAY(arena, guint, rows);
  band->start = ARENA_ARRAY(arena, gsize, rows);
  for (guint row = 0; row < rows; row++)
    band->first[row] = columns;
  guint count;
  Corner *corners = find_corners(arena, table, &count);
  double limit = MAX(2.0, MAX_CELLS / rows / 2);
  for (guint i = 1; i < count; i++)
    widen_between(band, corners[i - 1], corners[i], limit, columns);
  make_passable(band);
  for (guint row = 0; row < rows; row++) {
    band->start[row] = band->cells;
    band->cells += band->last[row] - band->first[row] + 1;
  }
  return band;
}
