// Columns: where a vertical list breaks. All breaks of a list are chosen together: of all ways to
// fill its columns the one whose breaks and holes cost least. What a column lacks to its foot goes
// above headings and figures, in whole lines of the grid, so that columns end level and lines stand
// on the grid. A figure that a column has no room for may go to the top of the next one while the
// text runs on. Notes stand at the foot of the column that holds their mark and may run over into
// the next one.
#pragma once
#include "paginate/flow.h"

typedef struct {
  const FlowList *body;
  const FlowList *notes;          // boxes of all notes, in order of their marks; may be empty
  guint start, note_start;        // where to begin; boxes before are set already, but for
  guint held_start, held_end;     // a figure that stands first
  const double *first_heights_pt; // of the columns of the first page, which may begin lower
  double full_height_pt;          // of the columns of all further pages
  guint columns;                  // of a page
  double grid_pt;
  double note_gap_pt;    // between text and notes, with the rule in it
  gboolean balanced;     // the columns of the last page end level
  gboolean first_facing; // the first page stands on one spread with the second
  guint tail_start;      // boxes from here on should have no page of their own; 0 = there are none
} ColumnJob;

// One column: boxes [held_start, held_end), which come from the column before, then [start, end) of
// the body without [left_start, left_end), which goes to the next column; [note_start, note_end) of
// the notes.
typedef struct {
  guint held_start, held_end;
  guint start, end;
  guint left_start, left_end;
  guint note_start, note_end;
  double text_pt;   // height of the text, with what it is stretched by
  double shrink_pt; // what its last box that can shrink gives up; a multiple of the grid
  guint stretch;    // lines that its boxes' spaces grow by
  double notes_pt;  // height of the notes with their gap; 0 without notes
} ColumnCut;

// Where a box of a column stands.
typedef struct {
  guint box;
  double top_pt;
  gboolean moved; // it does not stand where the box before it alone would have it
} ColumnPlace;

// The columns in order, of ColumnCut: column i stands on page i / columns. Every box is in exactly
// one column, and in order but for figures, for any heights; a box taller than its column stands
// alone in it. Freed with g_array_unref.
GArray *columns_break(const ColumnJob *job);
// The boxes of a column from top to bottom, of ColumnPlace. Freed with g_array_unref.
GArray *column_places(const ColumnJob *job, const ColumnCut *cut);
