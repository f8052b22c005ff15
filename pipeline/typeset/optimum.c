#include "typeset/optimum.h"

#include <math.h>

#include "typeset/justify.h"
#include "typeset/kashida.h"

#define COST_LINE          10.0    // each line costs: fewer lines where all else is equal
#define COST_FLAGGED_TWICE 30000.0 // two hyphens in a row; a third costs eight times more
#define COST_FITNESS       3000.0  // a tight line beside a loose one
#define COST_SHORT_LAST    100000.0
#define COST_FLAGGED_LAST  60000.0  // a hyphen at the end of the last line but one, and
#define COST_FRAGMENT      200000.0 // with nothing but the rest of its word in the last line

// What one kashida is counted to take up: less than the most, so that few lines need the most.
#define KASHIDA_ABSORBS_EM 0.45
// SPACE_GOOD in units of a space's stretchability.
#define SPACE_GOOD_RATIO ((SPACE_GOOD - 1) / SPACE_STRETCH)
// A line that needs no kashida is better than one that does: this much of what they take up counts.
#define KASHIDA_COST 0.25
#define NEED_COST    0.15

typedef struct {
  double width, stretch, shrink, letters;
  guint kashidas, gaps;
} Sums;

// A place where a line may end, and the best way to it.
typedef struct ActiveNode ActiveNode;
struct ActiveNode {
  guint at; // matter index of the break; the line after it starts at `at` + 1 (or 0)
  guint line;
  guint fitness;
  double cost;
  double available_pt; // of the line after it, and how many kashidas that may have
  guint kashidas;
  guint flagged; // lines in a row up to here that end in a hyphen
  double after_pt;
  gboolean crumb, fragment; // of a last line: see LineBreakList
  const ActiveNode *previous;
  ActiveNode *next;
};

typedef struct {
  const MatterList *matter;
  const OptimumInput *input;
  double tolerance;
  Arena *scratch;
  Sums *sums; // of all matter before an index
  ActiveNode *active;
} Search;

double line_shape_inset(const LineShape *shape, guint index, double indent_pt) {
  guint last = MIN(index, shape->count - 1);
  return (shape->insets_pt ? shape->insets_pt[last] : 0) + (index == 0 ? indent_pt : 0);
}

double line_shape_width(const LineShape *shape, guint index, double indent_pt) {
  return shape->widths_pt[MIN(index, shape->count - 1)] - (index == 0 ? indent_pt : 0);
}

static Sums *sum_up(Arena *scratch, const MatterList *matter) {
  Sums *sums = ARENA_ROOM(scratch, Sums, matter->count + 1);
  sums[0] = (Sums){0};
  for (guint i = 0; i < matter->count; i++) {
    const Matter *item = &matter->items[i];
    sums[i + 1] = sums[i];
    sums[i + 1].kashidas += item->kashidas;
    sums[i + 1].gaps += item->gaps;
    if (item->kind == MATTER_PENALTY) continue;
    sums[i + 1].width += item->width_pt;
    sums[i + 1].stretch += item->stretch_pt;
    sums[i + 1].shrink += item->shrink_pt;
    if (item->kind == MATTER_BOX) sums[i + 1].letters += item->width_pt;
  }
  return sums;
}

// What is left for the spaces of a line that lacks `lack`, as justify.c will share it out: the
// usual kashidas first; in a line in need every word that can, then the gaps between letters.
static double spaces_lack(const OptimumInput *input, const ActiveNode *node, double lack,
                          double stretch, guint words, guint gaps) {
  double em = input->kashida_em_pt;
  guint usual = MIN(words, node->kashidas);
  lack -= MIN(lack, usual * KASHIDA_ABSORBS_EM * em) * (1 - KASHIDA_COST);
  double good = SPACE_GOOD_RATIO * stretch;
  if (lack <= good) return lack;
  double longest = input->kashida == KASHIDA_FULL ? KASHIDA_FULL_MOST_EM : KASHIDA_MOST_EM;
  double more = (words * longest - usual * KASHIDA_ABSORBS_EM) * em;
  more = MIN(lack - good, more + gaps * input->gap_most_pt);
  // Not for nothing: a line that does without is better.
  return lack - more * (1 - NEED_COST);
}

double letters_share_pt(double lack_pt, double spaces_give_pt, double letters_pt, double most) {
  double room = letters_pt * most;
  if (room <= 0) return 0;
  return CLAMP(lack_pt * room / (spaces_give_pt + room), -room, room);
}

// How far the signs at both ends of a line may stand out of the measure.
static double line_hang(const MatterList *matter, guint from, guint at) {
  const Matter *first = &matter->items[from], *end = &matter->items[at];
  double hang = first->kind == MATTER_BOX && from < at ? first->hang_start_pt : 0;
  if (end->penalty <= PENALTY_FORCED || at == from) return hang;
  if (end->kind == MATTER_PENALTY && end->hang_end_pt > 0) return hang + end->hang_end_pt;
  const Matter *last = &matter->items[at - 1];
  return last->kind == MATTER_BOX ? hang + last->hang_end_pt : hang;
}

// How a line from `node` to the break `at` would be: r < -1 is overfull.
static double line_ratio(const Search *search, const ActiveNode *node, guint at, double *natural) {
  const OptimumInput *input = search->input;
  const Matter *end = &search->matter->items[at];
  guint start = node->line == 0 ? 0 : node->at + 1;
  const Sums *from = &search->sums[start], *to = &search->sums[at];
  double width = to->width - from->width + node->after_pt;
  if (end->kind == MATTER_PENALTY) width += end->before_pt;
  *natural = width;
  double available = node->available_pt, lack = available - width;
  double stretch = to->stretch - from->stretch, shrink = to->shrink - from->shrink;
  if (input->hanging) lack += line_hang(search->matter, start, at);
  if (input->glyph_scaling > 0)
    lack -= letters_share_pt(lack, lack > 0 ? stretch : shrink, to->letters - from->letters,
                             input->glyph_scaling);
  if (lack < -1e-6) return shrink > 0 && !input->ragged ? MAX(lack / shrink, -1e6) : -1e6;
  if (lack <= 1e-6) return 0;
  if (input->ragged) return lack / (0.1 * available + 1);
  if (input->kashida_em_pt > 0 || input->gap_most_pt > 0) {
    lack = spaces_lack(input, node, lack, stretch, to->kashidas - from->kashidas,
                       to->gaps - from->gaps);
    if (lack <= 0) return 0;
  }
  // A line of one word is as loose as it is short, but no looser than arithmetic can bear.
  return lack / MAX(stretch, 0.01 * available + 1e-3);
}

static guint fitness_of(double ratio) {
  return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

static gboolean is_crumb(const Search *search, const ActiveNode *node, guint at, double natural) {
  return at + 1 == search->matter->count && node->line > 0 &&
         natural < search->input->last_line_min_pt;
}

// A last line of the rest of a hyphenated word alone.
static gboolean is_fragment(const Search *search, const ActiveNode *node, guint at) {
  if (at + 1 != search->matter->count || !node->flagged) return FALSE;
  for (guint i = node->at + 1; i < at; i++)
    if (search->matter->items[i].kind == MATTER_GLUE && search->matter->items[i].width_pt > 0)
      return FALSE;
  return TRUE;
}

static double line_cost(const Search *search, const ActiveNode *node, guint at, double ratio,
                        double natural) {
  const Matter *end = &search->matter->items[at];
  gboolean forced = end->penalty <= PENALTY_FORCED;
  double badness = 0;
  double size = fabs(ratio);
  if (forced && ratio > 0) size = 0;
  // The square, not Knuth's cube: what readers see is how much the spaces differ from line to line.
  badness = 100 * size * size;
  double cost = (COST_LINE + badness) * (COST_LINE + badness);
  if (!forced && end->penalty > 0) cost += (double)end->penalty * end->penalty;
  if (end->flagged) cost += COST_FLAGGED_TWICE * pow(node->flagged, 3);
  if (at + 1 == search->matter->count) {
    if (is_crumb(search, node, at, natural)) cost += COST_SHORT_LAST;
    if (node->flagged) cost += is_fragment(search, node, at) ? COST_FRAGMENT : COST_FLAGGED_LAST;
  }
  guint fitness = forced && ratio > 0 ? 1 : fitness_of(ratio);
  if (node->line > 0 && ABS((gint)fitness - (gint)node->fitness) > 1) cost += COST_FITNESS;
  return cost;
}

static void look_ahead(const OptimumInput *input, ActiveNode *node) {
  node->available_pt = line_shape_width(input->shape, node->line, input->indent_pt);
  node->kashidas = kashida_limit(input->kashida, node->available_pt, input->kashida_em_pt);
}

// The best ways to one break, by fitness class and (while lines differ in width) by line.
typedef struct {
  ActiveNode *nodes;
} Arrivals;

static void arrive(Search *search, Arrivals *arrivals, const ActiveNode *from, guint at,
                   double ratio, double natural) {
  const Matter *end = &search->matter->items[at];
  guint special = search->input->shape->count; // lines from here on have one width
  double cost = from->cost + line_cost(search, from, at, ratio, natural);
  guint fitness = end->penalty <= PENALTY_FORCED && ratio > 0 ? 1 : fitness_of(ratio);
  guint line = from->line + 1;
  ActiveNode *slot = arrivals->nodes;
  for (; slot; slot = slot->next)
    if (slot->fitness == fitness &&
        (slot->line == line || (slot->line > special && line > special)))
      break;
  if (slot && slot->cost <= cost) return;
  if (!slot) {
    slot = ARENA_NEW(search->scratch, ActiveNode);
    slot->next = arrivals->nodes;
    arrivals->nodes = slot;
  }
  if (slot->line != line) {
    slot->line = line;
    look_ahead(search->input, slot);
  }
  slot->at = at;
  slot->fitness = fitness;
  slot->cost = cost;
  slot->flagged = end->flagged ? from->flagged + 1 : 0;
  slot->after_pt = end->kind == MATTER_PENALTY ? end->after_pt : 0;
  slot->crumb = is_crumb(search, from, at, natural);
  slot->fragment = is_fragment(search, from, at);
  slot->previous = from;
}

static void try_break(Search *search, guint at) {
  const Matter *end = &search->matter->items[at];
  gboolean forced = end->penalty <= PENALTY_FORCED;
  Arrivals arrivals = {0};
  const ActiveNode *removed = NULL;
  ActiveNode **link = &search->active;
  while (*link) {
    ActiveNode *node = *link;
    double natural, ratio = line_ratio(search, node, at, &natural);
    gboolean fits = ratio >= -1 && (ratio <= search->tolerance || forced);
    if (fits) arrive(search, &arrivals, node, at, ratio, natural);
    // A line that is overfull here is overfull further on, unless what follows only ends the word.
    gboolean overfull =
        ratio < -1 && (end->kind != MATTER_PENALTY || ratio < -1.5 || end->before_pt <= 0);
    if (overfull || forced) {
      if (!removed || node->cost < removed->cost) removed = node;
      *link = node->next;
    } else {
      link = &node->next;
    }
  }
  // Nothing fits, and something has to: a cluster wider than the line runs over it.
  if (!search->active && !arrivals.nodes && search->tolerance >= G_MAXDOUBLE && removed) {
    double natural;
    line_ratio(search, removed, at, &natural);
    arrive(search, &arrivals, removed, at, -1, natural);
  }
  *link = arrivals.nodes;
}

static LineBreakList trace(Search *search, const ActiveNode *best) {
  LineBreakList list = {.count = best->line, .crumb = best->crumb, .fragment = best->fragment};
  list.lines = ARENA_ARRAY(search->scratch, LineBreak, list.count);
  const OptimumInput *input = search->input;
  for (const ActiveNode *node = best; node->previous; node = node->previous) {
    const ActiveNode *from = node->previous;
    LineBreak *line = &list.lines[from->line];
    line->from = from->line == 0 ? 0 : from->at + 1;
    line->to = node->at;
    line->width_pt = line_shape_width(input->shape, from->line, input->indent_pt);
    line->forced = search->matter->items[node->at].penalty <= PENALTY_FORCED;
  }
  return list;
}

LineBreakList matter_break(Arena *scratch, const MatterList *matter, const OptimumInput *input,
                           double tolerance) {
  Search search = {.matter = matter,
                   .input = input,
                   .tolerance = tolerance,
                   .scratch = scratch,
                   .sums = sum_up(scratch, matter)};
  ActiveNode *start = ARENA_NEW(scratch, ActiveNode);
  start->fitness = 1;
  look_ahead(input, start);
  search.active = start;
  for (guint i = 0; i < matter->count && search.active; i++) {
    const Matter *item = &matter->items[i];
    gboolean legal = item->kind == MATTER_PENALTY
                         ? item->penalty < PENALTY_NEVER
                         : item->kind == MATTER_GLUE && item->penalty < PENALTY_NEVER &&
                               (i > 0 || item->penalty <= PENALTY_FORCED);
    if (legal) try_break(&search, i);
  }
  const ActiveNode *best = NULL;
  for (const ActiveNode *node = search.active; node; node = node->next)
    if (!best || node->cost < best->cost) best = node;
  if (!best) return (LineBreakList){0};
  return trace(&search, best);
}
