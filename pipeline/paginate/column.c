#include "paginate/column.h"

#include <math.h>

// The breaker keeps, for each column, the best ways to end it (states), and tries from each of them
// the ends of the next column. What is far from a full column is dropped early, so that the work is
// linear in the number of columns.
#define STATES_PER_COLUMN 12
#define ENDS_TRIED        16
#define TOLERANCE_PT      0.01
// Costs beside those of flow.h.
#define COST_HOLE      40.0 // times the square of the empty lines
#define COST_HOLE_MOST 60000.0
#define COST_UNEVEN    25.0   // for each line that two facing columns differ by
#define COST_COLUMN    400.0  // for a column more
#define COST_RUN_OVER  1500.0 // for a note that runs over
#define COST_SHRINK    300.0  // for an image that gives up height, and
#define COST_SHRUNK    2500.0 // times the share that it gives up
#define STUB_LINES     2.5
#define COST_STUB      1500.0 // for a last column of a line or two

typedef struct {
  ColumnCut cut;
  double cost;
  double hole_pt;
  gint previous; // the state that the column before ends in; -1
} State;

typedef struct {
  const ColumnJob *job;
  GArray *states; // of State: all columns, one after the other
  GArray *next;   // of State: the column in hand
  guint column;
} Breaker;

static double column_height_pt(const ColumnJob *job, guint column) {
  return column < job->columns ? job->first_heights_pt[column] : job->full_height_pt;
}

static double notes_height_pt(const ColumnJob *job, guint start, guint end) {
  return start < end ? job->note_gap_pt + flow_plain_height_pt(job->notes, start, end) : 0;
}

// The note boxes that are marked before body box `end`.
static guint notes_due(const ColumnJob *job, guint end) {
  guint due = end ? job->body->boxes[end - 1].notes_end : 0;
  return MIN(due, job->notes->count);
}

// The first box of the last note in [start, end): it has to stand in the column of its mark.
static guint last_note_start(const ColumnJob *job, guint start, guint end) {
  for (guint i = end; i > start; i--)
    if (job->notes->boxes[i - 1].begins_note) return i - 1;
  return start;
}

// Fills `cut` with the notes due, as many as `room_pt` holds. FALSE where too few of them fit.
static gboolean place_notes(const ColumnJob *job, double room_pt, ColumnCut *cut) {
  guint low = cut->note_start, high = MAX(notes_due(job, cut->end), cut->note_start);
  guint least = high > low ? last_note_start(job, low, high) + 1 : high;
  while (low < high) {
    guint middle = (low + high + 1) / 2;
    if (notes_height_pt(job, cut->note_start, middle) <= room_pt + TOLERANCE_PT)
      low = middle;
    else
      high = middle - 1;
  }
  cut->note_end = low;
  cut->notes_pt = notes_height_pt(job, cut->note_start, low);
  return low >= least;
}

static gboolean is_done(const ColumnJob *job, const ColumnCut *cut) {
  return cut->end == job->body->count && cut->note_end == job->notes->count;
}

static gboolean is_facing(const ColumnJob *job, guint column) {
  if (job->columns > 1) return column % job->columns > 0;
  return column > 0 && (column % 2 == 1) == (job->first_facing != FALSE);
}

static double hole_cost(const ColumnJob *job, double hole_pt) {
  double lines = hole_pt / MAX(job->grid_pt, 1);
  return MIN(COST_HOLE * lines * lines, COST_HOLE_MOST);
}

// The last box of [start, end) that can be less high; NULL where there is none.
static const FlowBox *find_shrinkable(const ColumnJob *job, guint start, guint end) {
  for (guint i = end; i > start; i--)
    if (job->body->boxes[i - 1].shrink_pt > 0) return &job->body->boxes[i - 1];
  return NULL;
}

static double shrink_cost(const ColumnJob *job, const ColumnCut *cut) {
  if (cut->shrink_pt <= 0) return 0;
  const FlowBox *box = find_shrinkable(job, cut->start, cut->end);
  return COST_SHRINK + COST_SHRUNK * cut->shrink_pt / box->height_pt;
}

// Fits text of the height `natural_pt` and its notes into the column, if need be with a smaller
// image. What an image gives up is whole lines, so that all below it stays on the grid.
static gboolean fit_column(const ColumnJob *job, double natural_pt, double height_pt,
                           const FlowBox *shrinkable, ColumnCut *cut) {
  double grid = MAX(job->grid_pt, 1);
  guint spare = shrinkable ? (guint)(shrinkable->shrink_pt / grid) : 0;
  double over = natural_pt - height_pt - TOLERANCE_PT;
  for (guint lines = over > 0 ? (guint)MIN(ceil(over / grid), G_MAXUINT / 2) : 0; lines <= spare;
       lines++) {
    cut->shrink_pt = lines * grid;
    cut->text_pt = natural_pt - cut->shrink_pt;
    if (place_notes(job, height_pt - cut->text_pt, cut)) return TRUE;
  }
  return FALSE;
}

static double cut_cost(const Breaker *breaker, const State *before, const State *state) {
  const ColumnJob *job = breaker->job;
  const ColumnCut *cut = &state->cut;
  double cost = COST_COLUMN + shrink_cost(job, cut);
  if (is_done(job, cut)) {
    double lines = cut->text_pt / MAX(job->grid_pt, 1);
    // The columns of a last page are levelled: what its first one holds is shared by all.
    double least = STUB_LINES * (breaker->column % job->columns ? 1 : job->columns);
    return cost + (breaker->column >= job->columns && lines < least ? COST_STUB : 0);
  }
  if (cut->end < job->body->count) cost += job->body->boxes[cut->end].cost;
  if (cut->note_end < notes_due(job, cut->end)) cost += COST_RUN_OVER;
  cost += hole_cost(job, state->hole_pt);
  if (before && is_facing(job, breaker->column))
    cost += COST_UNEVEN * fabs(state->hole_pt - before->hole_pt) / MAX(job->grid_pt, 1);
  return cost;
}

// Keeps the cheaper one of two ways to the same end.
static void add_state(Breaker *breaker, const State *state) {
  for (guint i = 0; i < breaker->next->len; i++) {
    State *other = &g_array_index(breaker->next, State, i);
    if (other->cut.end != state->cut.end || other->cut.note_end != state->cut.note_end) continue;
    if (state->cost < other->cost) *other = *state;
    return;
  }
  g_array_append_val(breaker->next, *state);
}

static State state_new(const Breaker *breaker, const State *before, gint previous,
                       const ColumnCut *cut, double height_pt) {
  State state = {.cut = *cut, .previous = previous};
  state.hole_pt = MAX(0, height_pt - cut->text_pt - cut->notes_pt);
  state.cost = (before ? before->cost : 0) + cut_cost(breaker, before, &state);
  return state;
}

// A column that holds one box (or one line of a note) whatever its height: so that there is
// progress.
static void force_state(Breaker *breaker, const State *before, gint previous, ColumnCut *cut,
                        double height_pt) {
  const ColumnJob *job = breaker->job;
  cut->end = MIN(cut->start + 1, job->body->count);
  cut->shrink_pt = 0;
  cut->text_pt = flow_height_pt(job->body, cut->start, cut->end, job->grid_pt);
  place_notes(job, height_pt - cut->text_pt, cut);
  if (cut->end == cut->start && cut->note_end == cut->note_start) {
    cut->note_end++;
    cut->notes_pt = notes_height_pt(job, cut->note_start, cut->note_end);
  }
  State state = state_new(breaker, before, previous, cut, height_pt);
  state.cost += COST_FORBIDDEN;
  add_state(breaker, &state);
}

// A column of the first page may begin so low that nothing fits; the pages that follow have room.
static gboolean may_stay_empty(const Breaker *breaker, double height_pt) {
  const ColumnJob *job = breaker->job;
  return breaker->column < job->columns && height_pt < job->full_height_pt - TOLERANCE_PT;
}

static void add_empty(Breaker *breaker, const State *before, gint previous) {
  const ColumnJob *job = breaker->job;
  State empty = {.previous = previous, .cost = before ? before->cost : 0};
  empty.cut.start = empty.cut.end = before ? before->cut.end : job->start;
  empty.cut.note_start = empty.cut.note_end = before ? before->cut.note_end : job->note_start;
  add_state(breaker, &empty);
}

// Tries the ends of the column that begins where `before` ended.
static void try_ends(Breaker *breaker, const State *before, gint previous) {
  const ColumnJob *job = breaker->job;
  double height = column_height_pt(job, breaker->column);
  ColumnCut cut = {.start = before ? before->cut.end : job->start,
                   .note_start = before ? before->cut.note_end : job->note_start};
  State recent[ENDS_TRIED], best = {.cost = INFINITY};
  guint found = 0;

  double natural = 0;
  const FlowBox *shrinkable = NULL;
  for (cut.end = cut.start; cut.end <= job->body->count; cut.end++) {
    if (cut.end > cut.start) {
      guint index = cut.end - 1;
      const FlowBox *box = &job->body->boxes[index];
      natural =
          flow_top_pt(job->body, index, natural, index == cut.start, job->grid_pt) + box->height_pt;
      if (box->shrink_pt > 0) shrinkable = box;
    }
    gboolean fits = fit_column(job, natural, height, shrinkable, &cut);
    if (cut.end == cut.start && (cut.start < job->body->count || cut.note_end == cut.note_start))
      continue;
    if (!fits) break;
    State state = state_new(breaker, before, previous, &cut, height);
    recent[found++ % ENDS_TRIED] = state;
    if (state.cost < best.cost) best = state;
  }
  for (guint i = 0; i < MIN(found, ENDS_TRIED); i++)
    add_state(breaker, &recent[i]);
  if (found) add_state(breaker, &best);
  double own = best.cost - (before ? before->cost : 0);
  if ((!found || own >= COST_FORBIDDEN) && may_stay_empty(breaker, height))
    add_empty(breaker, before, previous);
  else if (!found)
    force_state(breaker, before, previous, &cut, height);
}

static int compare_states(const void *a, const void *b) {
  const State *left = a, *right = b;
  if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
  return left->cut.end < right->cut.end ? 1 : left->cut.end > right->cut.end ? -1 : 0;
}

// The index of the best state that ends the list, or -1.
static gint find_done(const Breaker *breaker, guint first) {
  gint best = -1;
  for (guint i = first; i < breaker->states->len; i++) {
    const State *state = &g_array_index(breaker->states, State, i);
    if (!is_done(breaker->job, &state->cut)) continue;
    if (best < 0 || state->cost < g_array_index(breaker->states, State, best).cost) best = (gint)i;
  }
  return best;
}

// Moves the best states of the column in hand to the others. Returns how many go on from there.
static guint keep_best(Breaker *breaker, double limit) {
  guint open = 0;
  g_array_sort(breaker->next, compare_states);
  for (guint i = 0; i < breaker->next->len && open < STATES_PER_COLUMN; i++) {
    const State *state = &g_array_index(breaker->next, State, i);
    if (state->cost >= limit) break;
    g_array_append_val(breaker->states, *state);
    open += !is_done(breaker->job, &state->cut);
  }
  g_array_set_size(breaker->next, 0);
  return open;
}

// The best way through the whole list: the index of its last state.
static gint find_path(Breaker *breaker) {
  gint done = -1;
  guint first = 0, last = 0;
  double limit = INFINITY;
  for (breaker->column = 0;; breaker->column++) {
    if (breaker->column == 0) try_ends(breaker, NULL, -1);
    for (guint i = first; i < last; i++) {
      State before = g_array_index(breaker->states, State, i);
      if (!is_done(breaker->job, &before.cut)) try_ends(breaker, &before, (gint)i);
    }
    first = breaker->states->len;
    guint open = keep_best(breaker, limit);
    last = breaker->states->len;
    gint found = find_done(breaker, first);
    if (found >= 0) {
      done = found;
      limit = g_array_index(breaker->states, State, found).cost;
    }
    if (!open) return done;
  }
}

static GArray *collect_cuts(const Breaker *breaker, gint index) {
  GArray *cuts = g_array_new(FALSE, FALSE, sizeof(ColumnCut));
  for (; index >= 0; index = g_array_index(breaker->states, State, index).previous)
    g_array_append_val(cuts, g_array_index(breaker->states, State, index).cut);
  for (guint i = 0; i < cuts->len / 2; i++) {
    ColumnCut *low = &g_array_index(cuts, ColumnCut, i);
    ColumnCut *high = &g_array_index(cuts, ColumnCut, cuts->len - 1 - i);
    ColumnCut swapped = *low;
    *low = *high;
    *high = swapped;
  }
  return cuts;
}

// The columns and what they cost.
static GArray *break_list(const ColumnJob *job, double *cost) {
  Breaker breaker = {.job = job,
                     .states = g_array_new(FALSE, FALSE, sizeof(State)),
                     .next = g_array_new(FALSE, FALSE, sizeof(State))};
  GArray *cuts;
  *cost = 0;
  if (job->start == job->body->count && job->note_start == job->notes->count) {
    cuts = g_array_new(FALSE, FALSE, sizeof(ColumnCut));
  } else {
    gint last = find_path(&breaker);
    g_assert(last >= 0);
    *cost = g_array_index(breaker.states, State, last).cost;
    cuts = collect_cuts(&breaker, last);
  }
  g_array_unref(breaker.states);
  g_array_unref(breaker.next);
  return cuts;
}

// Breaks the last page once more, into columns as short as can be. Where every way to level them is
// worse than what stands, that stays.
static void balance_last_page(const ColumnJob *job, GArray *cuts) {
  guint first = (cuts->len - 1) / job->columns * job->columns;
  const ColumnCut *begin = &g_array_index(cuts, ColumnCut, first);
  g_autofree double *heights = g_new(double, job->columns);
  ColumnJob last = *job;
  last.start = begin->start;
  last.note_start = begin->note_start;
  last.first_heights_pt = heights;
  last.balanced = FALSE;
  double most = 0;
  for (guint i = 0; i < job->columns; i++)
    most = MAX(most, column_height_pt(job, first + i));
  double grid = MAX(job->grid_pt, 1);
  for (double level = grid; level < most + grid; level += grid) {
    double room = 0, cost;
    for (guint i = 0; i < job->columns; i++)
      // Columns that begin lower are to end at the same height as the others.
      room += heights[i] = MAX(0, column_height_pt(job, first + i) - MAX(0, most - level));
    if (room < flow_plain_height_pt(job->body, last.start, job->body->count) * 0.8) continue;
    g_autoptr(GArray) found = break_list(&last, &cost);
    if (found->len > job->columns || cost >= COST_WIDOW) continue;
    g_array_set_size(cuts, first);
    g_array_append_vals(cuts, found->data, found->len);
    return;
  }
}

GArray *columns_break(const ColumnJob *job) {
  double cost;
  GArray *cuts = break_list(job, &cost);
  if (job->balanced && job->columns > 1 && cuts->len) balance_last_page(job, cuts);
  return cuts;
}
