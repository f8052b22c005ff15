#include "paginate/row_fill.h"

#define PARAGRAPH_SPACE 0.4 // lines, as compose_text.c has it
#define STRETCH_LEAST   0.5
#define STRETCH_MOST    2.0

// What filling knows of a side.
typedef struct {
  guint at;          // the next box
  double bottom_pt;  // of what stands in the frame
  double block_pt;   // the height of its last block
  gboolean has_text; // something stands in the frame
} FillSide;

double row_notes_pt(const RowJob *job, guint side, guint start, guint end) {
  if (start >= end) return 0;
  return job->note_gap_pt + flow_plain_height_pt(job->sides[side].notes, start, end);
}

guint row_notes_due(const RowJob *job, guint side, guint end) {
  const RowSide *texts = &job->sides[side];
  guint due = end ? texts->body->boxes[end - 1].notes_end : 0;
  return MIN(due, texts->notes->count);
}

guint row_notes_that_fit(const RowJob *job, guint side, guint start, guint end, double room_pt,
                         guint *least) {
  guint due = MAX(start, row_notes_due(job, side, end)), low = start, high = due;
  *least = due;
  while (*least > start && !job->sides[side].notes->boxes[*least - 1].begins_note)
    (*least)--;
  if (*least == start && due > start) (*least)++;
  while (low < high) {
    guint middle = (low + high + 1) / 2;
    if (row_notes_pt(job, side, start, middle) <= room_pt + ROW_TOLERANCE_PT)
      low = middle;
    else
      high = middle - 1;
  }
  return flow_whole_end(job->sides[side].notes, *least, low);
}

// Where a side's next block begins below what stands above it.
static double own_top_pt(const RowJob *job, guint side, const FillSide *fill) {
  const FlowBox *box = &job->sides[side].body->boxes[fill->at];
  if (!fill->has_text) return box->repeated ? box->repeated->height_pt : 0;
  return fill->bottom_pt + MAX(job->row_space_pt, box->space_pt + box->lead_pt);
}

// Whether the row goes with the next one on both sides, as a heading with its text.
static gboolean leads_on(const RowJob *job, guint row) {
  for (guint i = 0; i < 2; i++) {
    guint end = job->sides[i].row_ends[row];
    if (end >= job->sides[i].body->count || job->sides[i].body->boxes[end].cost < COST_FORBIDDEN)
      return FALSE;
  }
  return TRUE;
}

// Whether a block stands below a heading of the text, and not within the article's head.
static gboolean is_led(const FlowList *body, guint box) {
  if (body->boxes[box].cost < COST_FORBIDDEN) return FALSE;
  while (box > 0 && body->boxes[box].cost >= COST_FORBIDDEN)
    box--;
  return box > 0;
}

// How far the next block of a side waits for its counterpart, which begins `hole_pt` lower.
static double wait_pt(const RowJob *job, guint side, guint row, const FillSide *state,
                      double hole_pt) {
  double block = state->has_text ? state->block_pt : 0, grid = job->grid_pt;
  double most = MAX(MIN(block, ROW_HOLE_MOST * grid), ROW_HOLE_LEAST * grid);
  if (state->has_text && is_led(job->sides[side].body, state->at))
    return hole_pt <= ROW_HOLE_LED * grid ? hole_pt : 0;
  if (hole_pt <= ROW_HOLE_HEADING * grid && leads_on(job, row)) return hole_pt;
  return MIN(hole_pt, most);
}

// The tops of both sides of a row (row.h says how they are kept level). A side that has nothing of
// the row is left out.
static void place_tops(const RowJob *job, guint row, const FillSide sides[2], double tops_pt[2]) {
  double bases[2] = {0, 0}, level = 0;
  gboolean has[2], fresh = !sides[0].has_text && !sides[1].has_text;
  for (guint i = 0; i < 2; i++)
    has[i] = sides[i].at < job->sides[i].row_ends[row];
  gboolean lines = TRUE;
  for (guint i = 0; i < 2; i++)
    lines &= has[i] && job->sides[i].body->boxes[sides[i].at].baseline_pt > 0;
  for (guint i = 0; i < 2; i++) {
    if (!has[i]) continue;
    tops_pt[i] = own_top_pt(job, i, &sides[i]);
    bases[i] = tops_pt[i] + (lines ? job->sides[i].body->boxes[sides[i].at].baseline_pt : 0);
    level = MAX(level, bases[i]);
  }
  for (guint i = 0; i < 2; i++) {
    if (!has[i] || !has[1 - i]) continue;
    double hole = level - bases[i];
    tops_pt[i] += fresh || job->exact ? hole : wait_pt(job, i, row, &sides[i], hole);
  }
}

// Whether the first box of each side of the row fits.
static gboolean may_begin(const RowFill *fill, guint row, const FillSide sides[2],
                          const double tops_pt[2]) {
  for (guint i = 0; i < 2; i++) {
    if (sides[i].at >= fill->job->sides[i].row_ends[row]) continue;
    double height = fill->job->sides[i].body->boxes[sides[i].at].height_pt;
    if (tops_pt[i] + height > fill->height_pt + ROW_TOLERANCE_PT) return FALSE;
  }
  return TRUE;
}

// The boxes of a side's part of the row. FALSE where they do not all fit.
static gboolean fill_side(RowFill *fill, guint side, guint row, double top_pt, FillSide *state) {
  const FlowList *body = fill->job->sides[side].body;
  guint end = fill->job->sides[side].row_ends[row];
  double top = top_pt, bottom = top_pt;
  for (guint i = state->at; i < end; i++) {
    if (i > state->at) top = bottom + body->boxes[i].space_pt + body->boxes[i].lead_pt;
    bottom = top + body->boxes[i].height_pt;
    if (bottom > fill->height_pt + ROW_TOLERANCE_PT) return FALSE;
    const RowSpot spot = {top, bottom};
    g_array_append_val(fill->spots[side], spot);
  }
  if (state->at < end) {
    state->block_pt = bottom - top_pt;
    state->bottom_pt = bottom;
    state->has_text = TRUE;
    state->at = end;
  }
  return TRUE;
}

// How far the space above a row may grow: not within a head, nor below a heading, little in a list,
// most above a heading.
static double row_stretch(const RowFill *fill, const RowMark *mark) {
  double space = 0;
  for (guint i = 0; i < 2; i++) {
    if (mark->first[i] >= fill->job->sides[i].row_ends[mark->row]) continue;
    const FlowBox *box = &fill->job->sides[i].body->boxes[mark->first[i]];
    if (box->cost >= COST_FORBIDDEN) return 0;
    space = MAX(space, box->space_pt + box->lead_pt);
  }
  return CLAMP(space / (PARAGRAPH_SPACE * MAX(fill->job->grid_pt, 1)), STRETCH_LEAST, STRETCH_MOST);
}

static void add_mark(RowFill *fill, guint row, const FillSide sides[2]) {
  RowMark mark = {row, {sides[0].at, sides[1].at}, 0};
  if (fill->marks->len) {
    mark.stretch = g_array_index(fill->marks, RowMark, fill->marks->len - 1).stretch;
    mark.stretch += row_stretch(fill, &mark);
  }
  g_array_append_val(fill->marks, mark);
}

RowFill *row_fill_new(const RowJob *job, const RowState *begin, double height_pt) {
  RowFill *fill = g_new0(RowFill, 1);
  fill->job = job;
  fill->begin = *begin;
  fill->height_pt = height_pt;
  fill->marks = g_array_new(FALSE, FALSE, sizeof(RowMark));
  FillSide sides[2] = {{.at = begin->positions[0]}, {.at = begin->positions[1]}};
  for (guint i = 0; i < 2; i++)
    fill->spots[i] = g_array_new(FALSE, FALSE, sizeof(RowSpot));
  for (guint row = begin->row; row < job->row_count; row++) {
    double tops[2] = {0, 0};
    place_tops(job, row, sides, tops);
    if (!may_begin(fill, row, sides, tops)) break;
    add_mark(fill, row, sides);
    gboolean first = fill_side(fill, 0, row, tops[0], &sides[0]);
    gboolean second = fill_side(fill, 1, row, tops[1], &sides[1]);
    if (!first || !second) break;
  }
  return fill;
}

void row_fill_free(RowFill *fill) {
  if (!fill) return;
  g_array_unref(fill->spots[0]);
  g_array_unref(fill->spots[1]);
  g_array_unref(fill->marks);
  g_free(fill);
}

const RowSpot *row_fill_spot(const RowFill *fill, guint side, guint box) {
  guint index = box - fill->begin.positions[side];
  if (box < fill->begin.positions[side] || index >= fill->spots[side]->len) return NULL;
  return &g_array_index(fill->spots[side], RowSpot, index);
}

double row_fill_bottom_pt(const RowFill *fill, guint side, guint end) {
  const RowSpot *last = end ? row_fill_spot(fill, side, end - 1) : NULL;
  return last ? last->bottom_pt : 0;
}
