#include "paginate/row.h"

#include <string.h>

#define TOLERANCE_PT 0.01
// Of a side that sets nothing of a row that the other side begins.
#define COST_UNLEVEL (COST_WIDOW / 2)

// What one side sets of a row in the frame in hand.
typedef struct {
  guint end;
  double top_pt, bottom_pt;
  guint cost; // of the break after it
  gboolean complete;
} SideFit;

// A place between two rows of the frame in hand where it could end.
typedef struct {
  guint row;
  guint positions[2];
  guint segment_count;
  double bottom_pt;
  guint cost;
} Boundary;

typedef struct {
  const RowJob *job;
  RowResult *result;
  GArray *boundaries; // of Boundary
  guint frame;
  RowState at;         // how far the rows are set
  RowState begin;      // of the frame in hand
  double height_pt;    // of the frame in hand
  gboolean row_at_top; // the row in hand begins the frame
  double bottom_pt;    // of what stands in it
} RowBreaker;

static double notes_height_pt(const RowJob *job, guint side, guint start, guint end) {
  if (start >= end) return 0;
  return job->note_gap_pt + flow_plain_height_pt(job->sides[side].notes, start, end);
}

static guint notes_due(const RowJob *job, guint side, guint end) {
  const RowSide *texts = &job->sides[side];
  guint due = end ? texts->body->boxes[end - 1].notes_end : 0;
  return MIN(due, texts->notes->count);
}

// How many of the notes due stand in `room_pt`; `least` is set to what must, so that each begins on
// the page of its mark.
static guint notes_that_fit(const RowBreaker *breaker, guint side, guint end, double room_pt,
                            guint *least) {
  const RowJob *job = breaker->job;
  guint start = breaker->at.note_positions[side], due = MAX(start, notes_due(job, side, end));
  guint low = start, high = due;
  *least = due;
  while (*least > start && !job->sides[side].notes->boxes[*least - 1].begins_note)
    (*least)--;
  if (*least == start && due > start) (*least)++;
  while (low < high) {
    guint middle = (low + high + 1) / 2;
    if (notes_height_pt(job, side, start, middle) <= room_pt + TOLERANCE_PT)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

static guint row_end(const RowBreaker *breaker, guint side) {
  return breaker->job->sides[side].row_ends[breaker->at.row];
}

// The tops of both sides of the row in hand: first baselines on one line.
static void place_tops(const RowBreaker *breaker, double tops_pt[2]) {
  const RowJob *job = breaker->job;
  gboolean first = breaker->bottom_pt <= 0;
  double space = first ? 0 : job->row_space_pt, baselines[2] = {0, 0};
  for (guint side = 0; side < 2; side++) {
    guint start = breaker->at.positions[side];
    if (start >= row_end(breaker, side)) continue;
    const FlowBox *box = &job->sides[side].body->boxes[start];
    if (!first) space = MAX(space, box->space_pt + box->lead_pt);
    baselines[side] = box->baseline_pt;
  }
  double top = first ? 0 : breaker->bottom_pt + space;
  double level = baselines[0] > 0 && baselines[1] > 0 ? MAX(baselines[0], baselines[1]) : 0;
  for (guint side = 0; side < 2; side++) {
    guint start = breaker->at.positions[side];
    tops_pt[side] = top + (level > 0 ? level - baselines[side] : 0);
    if (first && start < row_end(breaker, side)) {
      const FlowBox *box = &job->sides[side].body->boxes[start];
      tops_pt[side] += box->repeated ? box->repeated->height_pt : 0;
    }
  }
}

static gboolean has_room(const RowBreaker *breaker, guint side, guint end, double bottom_pt) {
  guint least;
  double room = breaker->height_pt - bottom_pt;
  if (room < -TOLERANCE_PT) return FALSE;
  return notes_that_fit(breaker, side, end, room, &least) >= least;
}

static SideFit fit_side(const RowBreaker *breaker, guint side, double top_pt) {
  const FlowList *body = breaker->job->sides[side].body;
  guint start = breaker->at.positions[side], last = row_end(breaker, side);
  SideFit fit = {.end = start, .top_pt = top_pt, .bottom_pt = top_pt, .cost = COST_UNLEVEL};
  fit.complete = start == last;
  if (fit.complete) {
    fit.bottom_pt = 0;
    fit.cost = COST_FREE;
    return fit;
  }
  double bottom = top_pt;
  for (guint end = start + 1; end <= last; end++) {
    if (end > start + 1) bottom += body->boxes[end - 1].space_pt + body->boxes[end - 1].lead_pt;
    bottom += body->boxes[end - 1].height_pt;
    if (!has_room(breaker, side, end, bottom)) break;
    guint cost = end < last ? body->boxes[end].cost : COST_FREE;
    if (end < last && cost > fit.cost) continue;
    fit.end = end;
    fit.bottom_pt = bottom;
    fit.cost = cost;
    fit.complete = end == last;
  }
  return fit;
}

static void add_segment(RowBreaker *breaker, guint side, const SideFit *fit) {
  if (fit->end == breaker->at.positions[side]) return;
  RowSegment segment = {breaker->frame, side,        breaker->at.positions[side],
                        fit->end,       fit->top_pt, breaker->row_at_top};
  g_array_append_val(breaker->result->segments, segment);
  breaker->at.positions[side] = fit->end;
  breaker->bottom_pt = MAX(breaker->bottom_pt, fit->bottom_pt);
}

// What it costs to end the frame before the row in hand.
static guint boundary_cost(const RowBreaker *breaker) {
  guint cost = COST_FREE;
  for (guint side = 0; side < 2; side++) {
    guint start = breaker->at.positions[side];
    if (start < row_end(breaker, side))
      cost = MAX(cost, breaker->job->sides[side].body->boxes[start].cost);
  }
  return cost;
}

static void note_boundary(RowBreaker *breaker) {
  // A frame may stay empty where the next one is higher.
  gboolean lower = breaker->height_pt < breaker->job->full_height_pt - TOLERANCE_PT;
  if (breaker->bottom_pt <= 0 && !lower) return;
  Boundary boundary = {
      .row = breaker->at.row,
      .positions = {breaker->at.positions[0], breaker->at.positions[1]},
      .segment_count = breaker->result->segments->len,
      .bottom_pt = breaker->bottom_pt,
      .cost = breaker->bottom_pt > 0 ? boundary_cost(breaker) : COST_FREE,
  };
  g_array_append_val(breaker->boundaries, boundary);
}

// The last boundary of the frame at which it may end; NULL where there is none.
static const Boundary *last_boundary(const RowBreaker *breaker, guint limit) {
  for (guint i = breaker->boundaries->len; i > 0; i--) {
    const Boundary *boundary = &g_array_index(breaker->boundaries, Boundary, i - 1);
    if (boundary->cost < limit) return boundary;
  }
  return NULL;
}

static void roll_back(RowBreaker *breaker, const Boundary *boundary) {
  breaker->at.row = boundary->row;
  memcpy(breaker->at.positions, boundary->positions, sizeof breaker->at.positions);
  g_array_set_size(breaker->result->segments, boundary->segment_count);
  breaker->bottom_pt = boundary->bottom_pt;
}

// A side's next box, whatever room there is: so that there is progress.
static void force_box(RowBreaker *breaker, double tops_pt[2]) {
  for (guint side = 0; side < 2; side++) {
    guint start = breaker->at.positions[side];
    if (start >= row_end(breaker, side)) continue;
    double height = breaker->job->sides[side].body->boxes[start].height_pt;
    const SideFit fit = {start + 1, tops_pt[side], tops_pt[side] + height, COST_FREE, FALSE};
    add_segment(breaker, side, &fit);
  }
}

// Sets what fits of the row in hand. TRUE when the row is complete; FALSE: the frame ends here.
static gboolean place_row(RowBreaker *breaker) {
  double tops[2];
  breaker->row_at_top = breaker->bottom_pt <= 0;
  place_tops(breaker, tops);
  SideFit fits[2] = {fit_side(breaker, 0, tops[0]), fit_side(breaker, 1, tops[1])};
  gboolean complete = fits[0].complete && fits[1].complete;
  gboolean nothing =
      fits[0].end == breaker->at.positions[0] && fits[1].end == breaker->at.positions[1];
  guint cost = MAX(fits[0].cost, fits[1].cost);
  if (!complete && breaker->boundaries->len) {
    // To split the row here, or to end the frame before it, or further above.
    const Boundary *boundary = last_boundary(breaker, nothing ? COST_FORBIDDEN : cost);
    if (boundary && (nothing || cost >= COST_UNLEVEL)) {
      roll_back(breaker, boundary);
      return FALSE;
    }
    if (nothing && breaker->bottom_pt > 0) return FALSE;
  }
  if (nothing && !complete) {
    gboolean notes_only =
        breaker->at.note_positions[0] < notes_due(breaker->job, 0, breaker->at.positions[0]) ||
        breaker->at.note_positions[1] < notes_due(breaker->job, 1, breaker->at.positions[1]);
    if (!notes_only) force_box(breaker, tops);
    return FALSE;
  }
  for (guint side = 0; side < 2; side++)
    add_segment(breaker, side, &fits[side]);
  return complete;
}

static double frame_height_pt(const RowJob *job, guint frame) {
  return frame < job->first_count ? job->first_heights_pt[frame] : job->full_height_pt;
}

// Notes of both sides at the frame's foot; at least one box where nothing else stands in the frame.
static void close_frame(RowBreaker *breaker) {
  const RowJob *job = breaker->job;
  RowFrame frame = {.begin = breaker->begin, .text_pt = breaker->bottom_pt};
  for (guint side = 0; side < 2; side++) {
    guint least, start = breaker->at.note_positions[side];
    guint due = notes_due(job, side, breaker->at.positions[side]);
    guint end = notes_that_fit(breaker, side, breaker->at.positions[side],
                               breaker->height_pt - breaker->bottom_pt, &least);
    if (end == start && due > start && breaker->bottom_pt <= 0) end++;
    frame.notes[side].start = start;
    frame.notes[side].end = end;
    frame.notes[side].height_pt = notes_height_pt(job, side, start, end);
    breaker->at.note_positions[side] = end;
  }
  g_array_append_val(breaker->result->frames, frame);
  g_array_set_size(breaker->boundaries, 0);
  breaker->frame++;
  breaker->bottom_pt = 0;
}

static gboolean notes_are_left(const RowBreaker *breaker) {
  for (guint side = 0; side < 2; side++)
    if (breaker->at.note_positions[side] <
        notes_due(breaker->job, side, breaker->at.positions[side]))
      return TRUE;
  return FALSE;
}

static RowResult *break_from(const RowJob *job, const RowState *start) {
  RowResult *result = g_new0(RowResult, 1);
  result->segments = g_array_new(FALSE, FALSE, sizeof(RowSegment));
  result->frames = g_array_new(FALSE, FALSE, sizeof(RowFrame));
  RowBreaker breaker = {.job = job,
                        .result = result,
                        .at = *start,
                        .boundaries = g_array_new(FALSE, FALSE, sizeof(Boundary))};
  while (breaker.at.row < job->row_count || notes_are_left(&breaker)) {
    breaker.height_pt = frame_height_pt(job, breaker.frame);
    breaker.begin = breaker.at;
    gboolean room = breaker.height_pt >= job->grid_pt || breaker.frame >= job->first_count;
    while (room && breaker.at.row < job->row_count) {
      note_boundary(&breaker);
      if (!place_row(&breaker)) break;
      breaker.at.row++;
    }
    close_frame(&breaker);
  }
  g_array_unref(breaker.boundaries);
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
