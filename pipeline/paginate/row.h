// Rows: two texts side by side, block pair by block pair. The sides stand in two columns of one
// page, or on two facing pages: a frame is one column of each side, of one height.
//
// How pairs are kept level. The sides of a row begin on one line where that leaves no large hole:
// a block waits for its counterpart at most as far as the block above it on its side is high, and
// never more than ROW_HOLE_MOST lines (at least ROW_HOLE_LEAST); a heading waits up to
// ROW_HOLE_HEADING lines where that makes it level, and what follows it stays within ROW_HOLE_LED
// lines of it. Where a long block stands against a short one, the short side therefore runs on: its
// next block begins before its counterpart, the one after it waits in its turn, and so the pairs
// are level again as soon as the bound allows. Two blocks of a pair always begin in the same frame;
// where a row is split, both sides are split as evenly as their lines allow, so that both go on
// together on the next page.
//
// The ends of all frames are chosen together, as in column.h; what a frame lacks to its foot goes
// between its rows, on both sides alike, so that facing pages end level.
#pragma once
#include "paginate/flow.h"

#define ROW_HOLE_LEAST   4.0 // lines of the grid
#define ROW_HOLE_MOST    6.0
#define ROW_HOLE_HEADING 8.0
#define ROW_HOLE_LED     2.5

typedef struct {
  const FlowList *body;
  const FlowList *notes;
  const guint *row_ends; // boxes [row_ends[r - 1], row_ends[r]) are row r
} RowSide;

typedef struct {
  RowSide sides[2];
  guint row_count;
  const double *first_heights_pt; // of the first frames
  guint first_count;
  double full_height_pt; // of all further ones
  double grid_pt;
  double note_gap_pt;
  double row_space_pt; // at least, between two rows
  gboolean exact;      // pairs stand level whatever hole that leaves
  gboolean stretches;  // rows may be parted to fill a frame
  guint columns;       // frames of a page: those of the last page end level
} RowJob;

// Boxes [start, end) of one side, the first of them at `top_pt` of its frame.
typedef struct {
  guint frame, side;
  guint start, end;
  double top_pt;
  gboolean at_top; // the first box begins the frame
} RowSegment;

// Where a frame begins: the row in hand, and how far its sides and their notes are set.
typedef struct {
  guint row;
  guint positions[2], note_positions[2];
} RowState;

typedef struct {
  RowState begin;
  double text_pt; // where the longer side's text ends
  struct {
    guint start, end;
    double height_pt; // with the gap; 0 without notes
  } notes[2];
} RowFrame;

typedef struct {
  GArray *segments; // of RowSegment
  GArray *frames;   // of RowFrame
} RowResult;

// Breaks the rows over frames. Every box of both sides stands in exactly one segment, in order, for
// any heights. Freed with row_result_free.
RowResult *rows_break(const RowJob *job);
void row_result_free(RowResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowResult, row_result_free)
