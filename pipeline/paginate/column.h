// Columns: where a vertical list breaks. All breaks of a section are chosen together: of all ways
// to fill its columns the one whose breaks and holes cost least. Notes stand at the foot of the
// column that holds their mark and may run over into the next one.
#pragma once
#include "paginate/flow.h"

typedef struct {
  const FlowList *body;
  const FlowList *notes;          // boxes of all notes, in order of their marks; may be empty
  guint start, note_start;        // where to begin; boxes before are set already
  const double *first_heights_pt; // of the columns of the first page, which may begin lower
  double full_height_pt;          // of the columns of all further pages
  guint columns;                  // of a page
  double grid_pt;
  double note_gap_pt;    // between text and notes, with the rule in it
  gboolean balanced;     // the columns of the last page end level
  gboolean first_facing; // the first page stands on one spread with the second
} ColumnJob;

// One column: boxes [start, end) of the body, [note_start, note_end) of the notes.
typedef struct {
  guint start, end;
  guint note_start, note_end;
  double text_pt;   // height of the text
  double shrink_pt; // what its last box that can shrink gives up; a multiple of the grid
  double notes_pt;  // height of the notes with their gap; 0 without notes
} ColumnCut;

// The columns in order, of ColumnCut: column i stands on page i / columns. Every box is in exactly
// one column, in order, for any heights; a box taller than its column stands alone in it. Freed
// with g_array_unref.
GArray *columns_break(const ColumnJob *job);
