// One frame filled with rows from a state on: where each box stands, before anybody says where the
// frame ends. Internal to row.c.
#pragma once
#include "paginate/row.h"

#define ROW_TOLERANCE_PT 0.01

typedef struct {
  double top_pt, bottom_pt;
} RowSpot;

// A row that begins or goes on in the frame, with its first box on each side.
typedef struct {
  guint row;
  guint first[2];
  double stretch; // how far the spaces above it and above the rows before it in the frame may grow,
                  // a paragraph's being 1
} RowMark;

typedef struct {
  const RowJob *job;
  RowState begin;
  double height_pt;
  GArray *spots[2]; // of RowSpot: the boxes of a side from begin.positions on, as far as they fit
  GArray *marks;    // of RowMark
} RowFill;

RowFill *row_fill_new(const RowJob *job, const RowState *begin, double height_pt);
void row_fill_free(RowFill *fill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowFill, row_fill_free)
// Where a box of the frame stands; NULL where it does not fit.
const RowSpot *row_fill_spot(const RowFill *fill, guint side, guint box);
// Where the side ends when boxes before `end` are set in this frame.
double row_fill_bottom_pt(const RowFill *fill, guint side, guint end);

double row_notes_pt(const RowJob *job, guint side, guint start, guint end);
guint row_notes_due(const RowJob *job, guint side, guint end);
// Up to which note box the notes due fit into `room_pt`, from `start` on; `least` receives up to
// which they must, so that each begins on the page of its mark.
guint row_notes_that_fit(const RowJob *job, guint side, guint start, guint end, double room_pt,
                         guint *least);
