#include "translate/cost.h"

#include <math.h>
#include <stdlib.h>

// Splitting or joining paragraphs is rarer than one for one, two for two rarer still (Gale and
// Church 1993 measured 0.089, 0.089 and 0.011 of sentences; paragraphs are moved less).
#define COST_MERGE      4.0
#define COST_MERGE_ITEM 5.2 // a list keeps the number of its items
#define COST_TWO_TWO    6.0
#define COST_LEVEL      4.0 // a step of heading level: whoever shifts one shifts all of them
#define COST_DEPTH      0.8 // a step of list or quote nesting
// Spread of log(target length / source length) between faithful translations, and what chance adds
// to it in short texts.
#define LENGTH_SIGMA2 0.05
#define LENGTH_NOISE  7.0
// Length only breaks ties: it never outweighs a skipped block.
#define MAX_LENGTH_COST 3.5
// Shared anchors speak for a link, anchors that one side has and the other does not (but has
// elsewhere) speak against it, less loudly: translators move a name to the next sentence.
#define ANCHOR_AGAINST     0.4
#define MAX_ANCHOR_AGAINST 3.0

#define FAR 40.0

// Cost of a one for one link between blocks of two classes; symmetrical.
static const double class_costs[CLASS_COUNT][CLASS_COUNT] = {
    // clang-format off
    //             head  text  item  quote attr  html  fig   coup  row   code  note  rule
    /* heading */ {0,    6,    7,    7,    7,    8,    FAR,  8,    FAR,  FAR,  FAR,  FAR},
    /* text */    {6,    0,    2,    2,    3,    3,    4,    4,    6,    9,    9,    FAR},
    /* item */    {7,    2,    0,    3,    5,    4,    6,    6,    5,    9,    9,    FAR},
    /* quote */   {7,    2,    3,    0,    3,    3,    6,    4,    8,    9,    9,    FAR},
    /* attrib. */ {7,    3,    5,    3,    0,    5,    8,    8,    FAR,  FAR,  FAR,  FAR},
    /* html */    {8,    3,    4,    3,    5,    0,    3,    8,    6,    6,    9,    6},
    /* figure */  {FAR,  4,    6,    6,    8,    3,    0,    FAR,  FAR,  FAR,  FAR,  FAR},
    /* couplet */ {8,    4,    6,    4,    8,    8,    FAR,  0,    8,    9,    FAR,  FAR},
    /* row */     {FAR,  6,    5,    8,    FAR,  6,    FAR,  8,    0,    9,    FAR,  FAR},
    /* code */    {FAR,  9,    9,    9,    FAR,  6,    FAR,  9,    9,    0,    FAR,  FAR},
    /* note */    {FAR,  9,    9,    9,    FAR,  9,    FAR,  FAR,  FAR,  FAR,  0,    FAR},
    /* rule */    {FAR,  FAR,  FAR,  FAR,  FAR,  6,    FAR,  FAR,  FAR,  FAR,  FAR,  0},
    // clang-format on
};

guint move_source_count(Move move) {
  return move == MOVE_1_1 || move == MOVE_1_2 ? 1 : 2;
}

guint move_target_count(Move move) {
  return move == MOVE_1_1 || move == MOVE_2_1 ? 1 : 2;
}

static gboolean may_merge(const BlockFeatures *a, const BlockFeatures *b) {
  gboolean prose = a->class == CLASS_TEXT || a->class == CLASS_ITEM || a->class == CLASS_QUOTE ||
                   a->class == CLASS_NOTE || a->class == CLASS_HTML || a->class == CLASS_COUPLET;
  // A block with an id of its own is no second half of another one.
  return prose && a->class == b->class && a->depth == b->depth && !b->has_id;
}

static double length_cost(const CostModel *model, double source, double target) {
  double expected = source * model->ratio;
  double log_ratio = log((target + 3) / (expected + 3));
  double variance = LENGTH_SIGMA2 + LENGTH_NOISE / (expected + target + 6);
  return MIN(MAX_LENGTH_COST, 0.5 * log_ratio * log_ratio / variance);
}

// Two ends of a walk over the sorted anchors of one or two blocks.
typedef struct {
  const Anchor *next[2], *end[2];
} AnchorWalk;

static AnchorWalk walk_start(const BlockFeatures *blocks, guint count) {
  AnchorWalk walk = {0};
  for (guint i = 0; i < count; i++) {
    walk.next[i] = blocks[i].anchors;
    walk.end[i] = blocks[i].anchors + blocks[i].anchor_count;
  }
  return walk;
}

// The smallest token that is left, or G_MAXUINT32; a token of both blocks is passed once.
static guint32 walk_step(AnchorWalk *walk, double *weight) {
  guint32 token = G_MAXUINT32;
  for (guint i = 0; i < 2; i++)
    if (walk->next[i] < walk->end[i] && walk->next[i]->token < token) token = walk->next[i]->token;
  for (guint i = 0; i < 2; i++)
    if (walk->next[i] < walk->end[i] && walk->next[i]->token == token) {
      *weight = walk->next[i]->weight;
      walk->next[i]++;
    }
  return token;
}

static double anchor_cost(const BlockFeatures *source, guint source_count,
                          const BlockFeatures *target, guint target_count) {
  AnchorWalk left = walk_start(source, source_count), right = walk_start(target, target_count);
  double left_weight = 0, right_weight = 0, shared = 0, apart = 0;
  guint32 a = walk_step(&left, &left_weight), b = walk_step(&right, &right_weight);
  while (a != G_MAXUINT32 || b != G_MAXUINT32) {
    if (a == b)
      shared += left_weight;
    else
      apart += a < b ? left_weight : right_weight;
    guint32 passed = MIN(a, b);
    if (a == passed) a = walk_step(&left, &left_weight);
    if (b == passed) b = walk_step(&right, &right_weight);
  }
  return MIN(MAX_ANCHOR_AGAINST, ANCHOR_AGAINST * apart) - shared;
}

static double form_cost(const BlockFeatures *a, const BlockFeatures *b) {
  double cost = class_costs[a->class][b->class];
  if (a->class == CLASS_HEADING && b->class == CLASS_HEADING)
    cost += COST_LEVEL * fabs((double)a->level - b->level);
  return cost + COST_DEPTH * MIN(4.0, fabs((double)a->depth - b->depth));
}

double cost_of_link(const CostModel *model, Move move, guint source, guint target) {
  const BlockFeatures *a = &model->table->sides[0][source], *b = &model->table->sides[1][target];
  guint rows = move_source_count(move), columns = move_target_count(move);
  if (rows == 2 && !may_merge(&a[0], &a[1])) return COST_IMPOSSIBLE;
  if (columns == 2 && !may_merge(&b[0], &b[1])) return COST_IMPOSSIBLE;
  if (move == MOVE_2_2 && (a[0].has_id || b[0].has_id)) return COST_IMPOSSIBLE;
  double cost = form_cost(a, b);
  double source_length = a[0].length + (rows == 2 ? a[1].length : 0);
  double target_length = b[0].length + (columns == 2 ? b[1].length : 0);
  if (a->class != CLASS_CODE && a->class != CLASS_ROW)
    cost += length_cost(model, source_length, target_length);
  if (move == MOVE_2_2)
    cost += COST_TWO_TWO;
  else if (move != MOVE_1_1)
    cost += a->class == CLASS_TEXT ? COST_MERGE : COST_MERGE_ITEM;
  if (a->anchor_count || b->anchor_count || rows + columns > 2)
    cost += anchor_cost(a, rows, b, columns);
  return cost;
}

static int compare_double(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

// Letters of a side's average block; blocks that are missing do not make a language longer.
static double mean_length(const FeatureTable *table, guint side) {
  double sum = 0;
  for (guint i = 0; i < table->counts[side]; i++)
    sum += table->sides[side][i].length;
  return table->counts[side] ? sum / table->counts[side] : 0;
}

// The median over block pairs that share an anchor of their own; where there are too few of them,
// over the average blocks.
CostModel cost_model_measure(const FeatureTable *table) {
  CostModel model = {table, 1.0};
  g_autofree double *ratios = g_new(double, table->place_count + 1);
  guint count = 0;
  for (guint i = 0; i < table->place_count; i++) {
    const BlockFeatures *a = &table->sides[0][table->places[i].source];
    const BlockFeatures *b = &table->sides[1][table->places[i].target];
    if (a->class == b->class && a->class != CLASS_CODE && a->length >= 20 && b->length >= 20)
      ratios[count++] = b->length / a->length;
  }
  if (count >= 5) {
    qsort(ratios, count, sizeof *ratios, compare_double);
    model.ratio = ratios[count / 2];
  } else {
    double source = mean_length(table, 0), target = mean_length(table, 1);
    if (source > 0 && target > 0) model.ratio = target / source;
  }
  model.ratio = CLAMP(model.ratio, 0.4, 2.5);
  return model;
}
