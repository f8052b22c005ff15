#include "paginate/row.h"

#include <math.h>

#include "paginate/row_fill.h"

// The breaker keeps, for each frame, the best ways to end it, and tries from each of them the ends
// of the next frame: the last rows that begin in it, split in every way that could pay.
#define STATES_PER_FRAME 8
#define ROWS_TRIED       10
#define ENDS_TRIED       10
#define COST_HOLE        40.0 // times the square of the lines that the longer side lacks
#define COST_SHORT       3.0  // the same for the shorter side
#define COST_HOLE_MOST   60000.0
#define COST_STRETCH     90.0   // for each line that goes between rows
#define COST_SPLIT       100.0  // for a row that goes on in the next frame, and
#define COST_UNEVEN      3.0    // times the square of the lines that its sides' rests differ by,
#define REST_LINES       6.0    // as far as they are short
#define COST_IDLE        5000.0 // for a side that is split where the rest of it would fit
#define COST_FRAME       400.0
#define COST_RUN_OVER    1500.0
#define STUB_LINES       5.0
#define COST_STUB        2500.0 // for a last frame of a few lines
#define STRETCH_LINES    0.85   // that a space between paragraphs may grow by

typedef struct {
  RowState end; // where the next frame begins
  double cost;
  double height_pt; // of the frame
  gint previous;    // -1: the first frame
  gboolean forced, empty;
} FrameState;

typedef struct {
  const RowJob *job;
  RowState start;
  GArray *states; // of FrameState: all frames, one after the other
  GArray *next;   // of FrameState: the frame in hand
  guint frame;
} RowBreaker;

// One way to end a side.
typedef struct {
  guint end, note_end;
  double hole_pt, rest_pt; // of the frame; of the row, for the next frame
  double cost;
  gboolean complete; // nothing of the row is left
} SideEnd;

static double frame_height_pt(const RowJob *job, guint frame) {
  return frame < job->first_count ? job->first_heights_pt[frame] : job->full_height_pt;
}

static RowState begin_of(const RowBreaker *breaker, gint previous) {
  return previous < 0 ? breaker->start : g_array_index(breaker->states, FrameState, previous).end;
}

static gboolean is_done(const RowJob *job, const RowState *at) {
  for (guint i = 0; i < 2; i++)
    if (at->note_positions[i] < row_notes_due(job, i, at->positions[i])) return FALSE;
  return at->row >= job->row_count;
}

static gboolean is_same(const RowState *first, const RowState *second) {
  gboolean same = first->row == second->row;
  for (guint i = 0; i < 2; i++)
    same &= first->positions[i] == second->positions[i] &&
            first->note_positions[i] == second->note_positions[i];
  return same;
}

static void add_state(RowBreaker *breaker, const FrameState *state) {
  for (guint i = 0; i < breaker->next->len; i++) {
    FrameState *other = &g_array_index(breaker->next, FrameState, i);
    if (!is_same(&other->end, &state->end)) continue;
    if (state->cost < other->cost) *other = *state;
    return;
  }
  g_array_append_val(breaker->next, *state);
}

// The side ends before box `end` of the row of `mark`. FALSE where its notes do not fit.
static gboolean end_side(const RowFill *fill, guint side, const RowMark *mark, guint end,
                         SideEnd *result) {
  const RowJob *job = fill->job;
  const FlowList *body = job->sides[side].body;
  guint least, start = fill->begin.note_positions[side],
               last = job->sides[side].row_ends[mark->row];
  double room = fill->height_pt - row_fill_bottom_pt(fill, side, end), rest = 0;
  guint notes = row_notes_that_fit(job, side, start, end, room, &least);
  if (notes < least) return FALSE;
  for (guint i = end; i < last; i++)
    rest += body->boxes[i].height_pt;
  *result = (SideEnd){
      .end = end,
      .note_end = notes,
      .hole_pt = MAX(0, room - row_notes_pt(job, side, start, notes)),
      .rest_pt = rest,
      .cost = end < body->count ? body->boxes[end].cost : 0,
      .complete = end >= last,
  };
  if (notes < row_notes_due(job, side, end)) result->cost += COST_RUN_OVER;
  if (end < last && rest <= result->hole_pt) result->cost += COST_IDLE;
  return TRUE;
}

// The ways to end a side within the row of `mark`: the whole of it, and its last few boxes that
// fit. Returns how many there are.
static guint list_ends(const RowFill *fill, guint side, const RowMark *mark, SideEnd *ends) {
  guint first = mark->first[side], last = fill->job->sides[side].row_ends[mark->row], count = 0;
  guint fitting = first;
  while (fitting < last && row_fill_spot(fill, side, fitting))
    fitting++;
  for (guint end = fitting; count < ENDS_TRIED; end--) {
    if (end > first || first == last)
      count += end_side(fill, side, mark, end, &ends[count]) ? 1 : 0;
    if (end <= first + 1 || first == last) break;
  }
  return count;
}

static double squared_cost(const RowJob *job, double share, double length_pt) {
  double lines = length_pt / MAX(job->grid_pt, 1);
  return MIN(share * lines * lines, COST_HOLE_MOST);
}

// What a frame lacks to its foot; what its rows may be parted by is white as well, but in small
// shares.
static double hole_cost(const RowJob *job, double stretch, double hole_pt) {
  double grid = MAX(job->grid_pt, 1), whole = squared_cost(job, COST_HOLE, hole_pt);
  double shared = job->stretches ? MIN(hole_pt, stretch * STRETCH_LINES * grid) : 0;
  double rest = squared_cost(job, COST_HOLE, hole_pt - shared);
  return MIN(whole, rest + COST_STRETCH * shared / grid);
}

static double pair_cost(const RowBreaker *breaker, const RowFill *fill, const RowMark *mark,
                        const SideEnd *first, const SideEnd *second, gboolean done) {
  const RowJob *job = breaker->job;
  double low = MIN(first->hole_pt, second->hole_pt), high = MAX(first->hole_pt, second->hole_pt);
  double cost = COST_FRAME, most = REST_LINES * job->grid_pt;
  if (done) {
    double lines = (fill->height_pt - low) / MAX(job->grid_pt, 1);
    return cost + (breaker->frame >= job->columns && lines < STUB_LINES ? COST_STUB : 0);
  }
  cost += hole_cost(job, mark->stretch, low) + squared_cost(job, COST_SHORT, high);
  cost += MAX(first->cost, second->cost) + MIN(first->cost, second->cost) / 2;
  if (!first->complete || !second->complete)
    cost += COST_SPLIT + squared_cost(job, COST_UNEVEN,
                                      fabs(MIN(first->rest_pt, most) - MIN(second->rest_pt, most)));
  return cost;
}

// All ways to end the frame in the row of `mark`.
static void try_mark(RowBreaker *breaker, const RowFill *fill, const RowMark *mark,
                     FrameState *base, double *best) {
  SideEnd ends[2][ENDS_TRIED];
  guint counts[2];
  double before = base->cost;
  for (guint i = 0; i < 2; i++)
    counts[i] = list_ends(fill, i, mark, ends[i]);
  for (guint i = 0; i < counts[0]; i++)
    for (guint k = 0; k < counts[1]; k++) {
      const SideEnd *first = &ends[0][i], *second = &ends[1][k];
      FrameState state = *base;
      state.end = (RowState){mark->row + (first->complete && second->complete),
                             {first->end, second->end},
                             {first->note_end, second->note_end}};
      if (is_same(&state.end, &fill->begin)) continue;
      double cost =
          pair_cost(breaker, fill, mark, first, second, is_done(breaker->job, &state.end));
      *best = MIN(*best, cost);
      state.cost = before + cost;
      add_state(breaker, &state);
    }
}

// One box of each side of the row, whatever room there is; only notes where no text is left: so
// that there is progress.
static void force_frame(RowBreaker *breaker, const RowFill *fill, FrameState *state) {
  const RowJob *job = breaker->job;
  RowState *end = &state->end;
  *end = fill->begin;
  gboolean complete = TRUE, moved = FALSE;
  for (guint i = 0; i < 2 && end->row < job->row_count; i++) {
    guint last = job->sides[i].row_ends[end->row];
    moved |= end->positions[i] < last;
    if (end->positions[i] < last) end->positions[i]++;
    complete &= end->positions[i] == last;
  }
  if (end->row < job->row_count) end->row += complete;
  for (guint i = 0; i < 2; i++) {
    guint least, start = end->note_positions[i];
    guint due = row_notes_due(job, i, end->positions[i]);
    end->note_positions[i] =
        row_notes_that_fit(job, i, start, end->positions[i], moved ? 0 : fill->height_pt, &least);
    if (!moved && end->note_positions[i] == start && due > start) end->note_positions[i]++;
  }
  state->forced = TRUE;
  state->cost += moved ? COST_FORBIDDEN : COST_FRAME;
  add_state(breaker, state);
}

static void try_frame(RowBreaker *breaker, gint previous) {
  const RowJob *job = breaker->job;
  const RowState begin = begin_of(breaker, previous);
  double height = frame_height_pt(job, breaker->frame), best = INFINITY;
  FrameState base = {.previous = previous, .height_pt = height, .end = begin};
  if (previous >= 0) base.cost = g_array_index(breaker->states, FrameState, previous).cost;
  g_autoptr(RowFill) fill = row_fill_new(job, &begin, height);
  for (guint i = fill->marks->len; i > 0 && i + ROWS_TRIED > fill->marks->len; i--)
    try_mark(breaker, fill, &g_array_index(fill->marks, RowMark, i - 1), &base, &best);
  gboolean lower =
      breaker->frame < job->first_count && height < job->full_height_pt - ROW_TOLERANCE_PT;
  if (lower && best >= COST_WIDOW) {
    // The next frame is higher: nothing has to begin here.
    base.empty = TRUE;
    add_state(breaker, &base);
  } else if (!isfinite(best)) {
    force_frame(breaker, fill, &base);
  }
}

static int compare_states(const void *a, const void *b) {
  const FrameState *left = a, *right = b;
  if (left->cost != right->cost) return left->cost < right->cost ? -1 : 1;
  for (guint i = 0; i < 2; i++)
    if (left->end.positions[i] != right->end.positions[i])
      return left->end.positions[i] > right->end.positions[i] ? -1 : 1;
  return 0;
}

// The best way through all rows: the index of its last state, -1 where there is nothing to set.
static gint find_path(RowBreaker *breaker) {
  gint done = -1;
  guint first = 0, last = 0;
  double limit = INFINITY;
  for (breaker->frame = 0; breaker->frame == 0 || first < last; breaker->frame++) {
    if (breaker->frame == 0) try_frame(breaker, -1);
    for (guint i = first; i < last; i++)
      if (!is_done(breaker->job, &g_array_index(breaker->states, FrameState, i).end))
        try_frame(breaker, (gint)i);
    g_array_sort(breaker->next, compare_states);
    first = breaker->states->len;
    for (guint i = 0, open = 0; i < breaker->next->len && open < STATES_PER_FRAME; i++) {
      const FrameState *state = &g_array_index(breaker->next, FrameState, i);
      if (state->cost >= limit) break;
      gboolean ends = is_done(breaker->job, &state->end);
      if (ends) limit = state->cost;
      if (ends) done = (gint)breaker->states->len;
      g_array_append_val(breaker->states, *state);
      open += !ends;
    }
    g_array_set_size(breaker->next, 0);
    last = breaker->states->len;
  }
  return done;
}

// What is missing to the foot, in parts for the first `rows` rows: what a paragraph gets of it.
static double stretch_pt(const RowFill *fill, const FrameState *state, guint rows) {
  double used = 0;
  double most = rows ? g_array_index(fill->marks, RowMark, rows - 1).stretch : 0;
  for (guint i = 0; i < 2; i++)
    used = MAX(used, row_fill_bottom_pt(fill, i, state->end.positions[i]) +
                         row_notes_pt(fill->job, i, fill->begin.note_positions[i],
                                      state->end.note_positions[i]));
  if (most <= 0 || !fill->job->stretches || used >= fill->height_pt) return 0;
  return MIN((fill->height_pt - used) / most, STRETCH_LINES * fill->job->grid_pt);
}

static void add_segment(RowResult *result, guint side, guint start, guint end, double top_pt,
                        gboolean at_top) {
  const RowSegment segment = {result->frames->len, side, start, end, top_pt, at_top};
  if (start < end) g_array_append_val(result->segments, segment);
}

// How many rows of the frame are set in it.
static guint count_rows(const RowFill *fill, const RowState *end) {
  guint count = 0;
  for (guint i = 0; i < fill->marks->len; i++) {
    const RowMark *mark = &g_array_index(fill->marks, RowMark, i);
    count += mark->first[0] < end->positions[0] || mark->first[1] < end->positions[1];
  }
  return count;
}

// The segments of a frame. Returns where the longer side ends.
static double place_frame(RowResult *result, const RowFill *fill, const FrameState *state,
                          gboolean last) {
  const RowJob *job = fill->job;
  double bottom = 0;
  for (guint i = 0; i < 2 && state->forced; i++) {
    guint start = fill->begin.positions[i], end = state->end.positions[i];
    if (start >= end) continue;
    const FlowBox *box = &job->sides[i].body->boxes[start];
    double top = box->repeated ? box->repeated->height_pt : 0;
    add_segment(result, i, start, end, top, TRUE);
    bottom = MAX(bottom, top + box->height_pt);
  }
  guint rows = state->forced ? 0 : count_rows(fill, &state->end);
  double stretch = last ? 0 : stretch_pt(fill, state, rows);
  for (guint k = 0; k < rows; k++) {
    const RowMark *mark = &g_array_index(fill->marks, RowMark, k);
    double shift = stretch * mark->stretch;
    for (guint i = 0; i < 2; i++) {
      guint start = mark->first[i];
      guint end = MIN(job->sides[i].row_ends[mark->row], state->end.positions[i]);
      if (start >= end) continue;
      add_segment(result, i, start, end, row_fill_spot(fill, i, start)->top_pt + shift,
                  start == fill->begin.positions[i]);
      bottom = MAX(bottom, row_fill_spot(fill, i, end - 1)->bottom_pt + shift);
    }
  }
  return bottom;
}

static void collect_frames(const RowBreaker *breaker, gint index, RowResult *result) {
  g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(gint));
  for (; index >= 0; index = g_array_index(breaker->states, FrameState, index).previous)
    g_array_append_val(path, index);
  for (guint i = path->len; i > 0; i--) {
    const FrameState *state =
        &g_array_index(breaker->states, FrameState, g_array_index(path, gint, i - 1));
    const RowState begin = begin_of(breaker, state->previous);
    g_autoptr(RowFill) fill = row_fill_new(breaker->job, &begin, state->height_pt);
    RowFrame frame = {.begin = begin};
    if (!state->empty) frame.text_pt = place_frame(result, fill, state, i == 1);
    for (guint side = 0; side < 2; side++) {
      guint start = begin.note_positions[side], end = state->end.note_positions[side];
      frame.notes[side].start = start;
      frame.notes[side].end = end;
      frame.notes[side].height_pt = row_notes_pt(breaker->job, side, start, end);
    }
    g_array_append_val(result->frames, frame);
  }
}

static RowResult *break_from(const RowJob *job, const RowState *start) {
  RowResult *result = g_new0(RowResult, 1);
  result->segments = g_array_new(FALSE, FALSE, sizeof(RowSegment));
  result->frames = g_array_new(FALSE, FALSE, sizeof(RowFrame));
  if (is_done(job, start)) return result;
  RowBreaker breaker = {.job = job,
                        .start = *start,
                        .states = g_array_new(FALSE, FALSE, sizeof(FrameState)),
                        .next = g_array_new(FALSE, FALSE, sizeof(FrameState))};
  gint last = find_path(&breaker);
  g_assert(last >= 0);
  collect_frames(&breaker, last, result);
  g_array_unref(breaker.states);
  g_array_unref(breaker.next);
  return result;
}

// Puts the frames of `last` in the place of those from `frame` on.
static void replace_frames(RowResult *result, guint frame, const RowResult *last) {
  guint kept = result->segments->len;
  while (kept && g_array_index(result->segments, RowSegment, kept - 1).frame >= frame)
    kept--;
  g_array_set_size(result->segments, kept);
  g_array_set_size(result->frames, frame);
  g_array_append_vals(result->frames, last->frames->data, last->frames->len);
  for (guint i = 0; i < last->segments->len; i++) {
    RowSegment segment = g_array_index(last->segments, RowSegment, i);
    segment.frame += frame;
    g_array_append_val(result->segments, segment);
  }
}

// Breaks the last page once more, into frames as short as can be.
static void balance_last_page(const RowJob *job, RowResult *result) {
  guint first = (result->frames->len - 1) / job->columns * job->columns;
  const RowState begin = g_array_index(result->frames, RowFrame, first).begin;
  double most = frame_height_pt(job, first), grid = MAX(job->grid_pt, 1);
  g_autofree double *heights = g_new(double, job->columns);
  RowJob last = *job;
  last.first_heights_pt = heights;
  last.first_count = job->columns;
  for (double level = grid * 2; level < most; level += grid) {
    for (guint i = 0; i < job->columns; i++)
      heights[i] = level;
    g_autoptr(RowResult) found = break_from(&last, &begin);
    gboolean empty = found->frames->len && g_array_index(found->frames, RowFrame, 0).text_pt <= 0;
    if (found->frames->len > job->columns || empty) continue;
    replace_frames(result, first, found);
    return;
  }
}

RowResult *rows_break(const RowJob *job) {
  const RowState start = {0};
  RowResult *result = break_from(job, &start);
  if (job->columns > 1 && result->frames->len) balance_last_page(job, result);
  return result;
}

void row_result_free(RowResult *result) {
  if (!result) return;
  g_array_unref(result->segments);
  g_array_unref(result->frames);
  g_free(result);
}
