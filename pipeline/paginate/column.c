#include "paginate/column.h"

#include <math.h>

#include "paginate/column_fit.h"

// The breaker keeps, for each column, the best ways to end it (states), and tries from each of them
// the ends of the next column. What is far from a full column is dropped early, so that the work is
// linear in the number of columns.
#define STATES_PER_COLUMN 12
#define ENDS_TRIED        16

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
  const guint *stretches; // what the boxes before each can be stretched by, as list_stretches()
} Breaker;

static double column_height_pt(const ColumnJob *job, guint column) {
  return column < job->columns ? job->first_heights_pt[column] : job->full_height_pt;
}

static gboolean is_facing(const ColumnJob *job, guint column) {
  if (job->columns > 1) return column % job->columns > 0;
  return column > 0 && (column % 2 == 1) == (job->first_facing != FALSE);
}

// Keeps the cheaper one of two ways to the same end.
static void add_state(Breaker *breaker, const State *state) {
  for (guint i = 0; i < breaker->next->len; i++) {
    State *other = &g_array_index(breaker->next, State, i);
    if (other->cut.end != state->cut.end || other->cut.note_end != state->cut.note_end) continue;
    if (other->cut.left_start != state->cut.left_start) continue;
    if (state->cost < other->cost) *other = *state;
    return;
  }
  g_array_append_val(breaker->next, *state);
}

// By box, and at the end: the lines that all boxes before it can be stretched by. Freed by the
// caller.
static guint *list_stretches(const FlowList *list) {
  guint *out = g_new(guint, list->count + 1);
  out[0] = 0;
  for (guint i = 0; i < list->count; i++)
    out[i + 1] = out[i] + list->boxes[i].stretch;
  return out;
}

static gboolean can_stretch(const Breaker *breaker, const ColumnCut *cut) {
  return breaker->stretches[cut->end] > breaker->stretches[cut->start];
}

static State state_new(const Breaker *breaker, const State *before, gint previous,
                       const ColumnCut *cut, double height_pt) {
  State state = {.cut = *cut, .previous = previous};
  state.hole_pt = MAX(0, height_pt - cut->text_pt - cut->notes_pt);
  if (!column_is_done(breaker->job, cut) && can_stretch(breaker, cut))
    state.hole_pt = column_stretch(breaker->job, state.hole_pt, &state.cut);
  gboolean beside = before && is_facing(breaker->job, breaker->column);
  state.cost =
      (before ? before->cost : 0) + column_cost(breaker->job, breaker->column, &state.cut,
                                                state.hole_pt, beside ? before->hole_pt : -1);
  return state;
}

// The height of the figure that came from the column before.
static double held_height_pt(const ColumnJob *job, const ColumnCut *cut) {
  double bottom = 0;
  for (guint i = cut->held_start; i < cut->held_end; i++)
    bottom = column_top_pt(job, i == cut->held_start ? COLUMN_NONE : i - 1, i, bottom) +
             job->body->boxes[i].height_pt;
  return bottom;
}

// A column that holds one box (or one line of a note) whatever its height: so that there is
// progress.
static void force_state(Breaker *breaker, const State *before, gint previous, ColumnCut *cut,
                        double height_pt) {
  const ColumnJob *job = breaker->job;
  gboolean held = cut->held_start < cut->held_end;
  cut->end = held ? cut->start : MIN(cut->start + 1, job->body->count);
  cut->left_start = cut->left_end = 0;
  cut->shrink_pt = 0;
  cut->text_pt = held ? held_height_pt(job, cut)
                      : flow_height_pt(job->body, cut->start, cut->end, job->grid_pt);
  column_take_notes(job, height_pt - cut->text_pt, cut);
  if (!held && cut->end == cut->start && cut->note_end == cut->note_start) {
    cut->note_end++;
    cut->notes_pt = column_notes_pt(job, cut->note_start, cut->note_end);
  }
  State state = state_new(breaker, before, previous, cut, height_pt);
  state.cost += COST_FORBIDDEN;
  add_state(breaker, &state);
}

// A column of the first page may begin so low that nothing fits; the pages that follow have room.
static gboolean may_stay_empty(const Breaker *breaker, double height_pt) {
  const ColumnJob *job = breaker->job;
  return breaker->column < job->columns && height_pt < job->full_height_pt - COLUMN_TOLERANCE_PT;
}

static void add_empty(Breaker *breaker, const State *before, gint previous) {
  const ColumnJob *job = breaker->job;
  State empty = {.previous = previous, .cost = before ? before->cost : 0};
  empty.cut.start = empty.cut.end = before ? before->cut.end : job->start;
  empty.cut.note_start = empty.cut.note_end = before ? before->cut.note_end : job->note_start;
  empty.cut.left_start = before ? before->cut.left_start : job->held_start;
  empty.cut.left_end = before ? before->cut.left_end : job->held_end;
  add_state(breaker, &empty);
}

// The ends of a column: the last ones that were tried, and the best of all.
typedef struct {
  State recent[ENDS_TRIED];
  State best;
  guint found;
} Ends;

static void add_end(Ends *ends, const State *state) {
  ends->recent[ends->found++ % ENDS_TRIED] = *state;
  if (state->cost < ends->best.cost) ends->best = *state;
}

static gboolean begins_float(const ColumnJob *job, guint index) {
  const FlowBox *box = &job->body->boxes[index];
  return box->float_count && index + box->float_count <= job->body->count;
}

// Tries the ends of the column from its first box on; the figure at `left_start` (COLUMN_NONE:
// none) goes to the next column. Returns the last figure that begins in the column or that found no
// room.
static guint try_cut(Breaker *breaker, const State *before, gint previous, ColumnCut cut,
                     guint left_start, Ends *ends) {
  const ColumnJob *job = breaker->job;
  const FlowList *body = job->body;
  double height = column_height_pt(job, breaker->column), natural = held_height_pt(job, &cut);
  gboolean held = cut.held_start < cut.held_end;
  guint last = held ? cut.held_end - 1 : COLUMN_NONE, figure = COLUMN_NONE;
  const FlowBox *shrinkable = NULL;
  for (guint i = cut.held_start; i < cut.held_end; i++)
    if (body->boxes[i].shrink_pt > 0) shrinkable = &body->boxes[i];
  for (cut.end = cut.start; cut.end <= body->count; cut.end++) {
    guint index = cut.end - 1;
    if (cut.end > cut.start && index == left_start) {
      cut.left_start = index;
      cut.left_end = index + body->boxes[index].float_count;
      cut.end = cut.left_end;
      continue; // a column never ends where its figure was taken out
    }
    if (cut.end > cut.start) {
      if (begins_float(job, index) && index > cut.start) figure = index;
      natural = column_top_pt(job, last, index, natural) + body->boxes[index].height_pt;
      if (body->boxes[index].shrink_pt > 0) shrinkable = &body->boxes[index];
      last = index;
    }
    gboolean fits = column_fit(job, natural, height, shrinkable, &cut);
    if (cut.end == cut.start && !held &&
        (cut.start < body->count || cut.note_end == cut.note_start))
      continue;
    if (!fits) return figure;
    if (left_start != COLUMN_NONE && cut.left_start == cut.left_end) continue;
    State state = state_new(breaker, before, previous, &cut, height);
    add_end(ends, &state);
  }
  return COLUMN_NONE;
}

// Tries the ends of the column that begins where `before` ended.
static void try_ends(Breaker *breaker, const State *before, gint previous) {
  const ColumnJob *job = breaker->job;
  double height = column_height_pt(job, breaker->column);
  ColumnCut cut = {.start = before ? before->cut.end : job->start,
                   .note_start = before ? before->cut.note_end : job->note_start,
                   .held_start = before ? before->cut.left_start : job->held_start,
                   .held_end = before ? before->cut.left_end : job->held_end};
  Ends ends[2] = {{.best = {.cost = INFINITY}}, {.best = {.cost = INFINITY}}};
  guint figure = try_cut(breaker, before, previous, cut, COLUMN_NONE, &ends[0]);
  if (figure != COLUMN_NONE) try_cut(breaker, before, previous, cut, figure, &ends[1]);
  for (guint k = 0; k < 2; k++) {
    for (guint i = 0; i < MIN(ends[k].found, ENDS_TRIED); i++)
      add_state(breaker, &ends[k].recent[i]);
    if (ends[k].found) add_state(breaker, &ends[k].best);
  }
  gboolean found = ends[0].found || ends[1].found;
  double own = MIN(ends[0].best.cost, ends[1].best.cost) - (before ? before->cost : 0);
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
    if (!column_is_done(breaker->job, &state->cut)) continue;
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
    open += !column_is_done(breaker->job, &state->cut);
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
      if (!column_is_done(breaker->job, &before.cut)) try_ends(breaker, &before, (gint)i);
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
static GArray *break_list(const ColumnJob *job, const guint *stretches, double *cost) {
  Breaker breaker = {.job = job,
                     .stretches = stretches,
                     .states = g_array_new(FALSE, FALSE, sizeof(State)),
                     .next = g_array_new(FALSE, FALSE, sizeof(State))};
  GArray *cuts;
  *cost = 0;
  if (job->start == job->body->count && job->note_start == job->notes->count &&
      job->held_start == job->held_end) {
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
static void balance_last_page(const ColumnJob *job, const guint *stretches, GArray *cuts) {
  guint first = (cuts->len - 1) / job->columns * job->columns;
  const ColumnCut *begin = &g_array_index(cuts, ColumnCut, first);
  g_autofree double *heights = g_new(double, job->columns);
  ColumnJob last = *job;
  last.start = begin->start;
  last.note_start = begin->note_start;
  last.held_start = begin->held_start;
  last.held_end = begin->held_end;
  last.tail_start = 0;
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
    g_autoptr(GArray) found = break_list(&last, stretches, &cost);
    if (found->len > job->columns || cost >= COST_WIDOW) continue;
    g_array_set_size(cuts, first);
    g_array_append_vals(cuts, found->data, found->len);
    return;
  }
}

GArray *columns_break(const ColumnJob *job) {
  double cost;
  g_autofree guint *stretches = list_stretches(job->body);
  GArray *cuts = break_list(job, stretches, &cost);
  if (job->balanced && job->columns > 1 && cuts->len) balance_last_page(job, stretches, cuts);
  return cuts;
}
