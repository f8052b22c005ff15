// What a column holds and what that costs. Internal to column.c.
#pragma once
#include "paginate/column.h"

#define COLUMN_TOLERANCE_PT 0.01
#define COLUMN_NONE         G_MAXUINT

// Where box `index` begins below box `previous`, which ends at `bottom_pt`; COLUMN_NONE: at the
// column's top. The two need not follow each other in the list.
double column_top_pt(const ColumnJob *job, guint previous, guint index, double bottom_pt);
double column_notes_pt(const ColumnJob *job, guint start, guint end);
// The note boxes that are marked before body box `end`.
guint column_notes_due(const ColumnJob *job, guint end);
// Fills `cut` with the notes due, as many as `room_pt` holds. FALSE where too few of them fit.
gboolean column_take_notes(const ColumnJob *job, double room_pt, ColumnCut *cut);
// Fits text of the height `natural_pt` and its notes into the column, if need be with a smaller
// image.
gboolean column_fit(const ColumnJob *job, double natural_pt, double height_pt,
                    const FlowBox *shrinkable, ColumnCut *cut);
// Stretches the cut by what it lacks of `hole_pt`, as far as its boxes allow. Returns what is left.
double column_stretch(const ColumnJob *job, double hole_pt, ColumnCut *cut);
gboolean column_is_done(const ColumnJob *job, const ColumnCut *cut);
// What a column costs: its breaks, its hole, and what was done to it. `before_hole_pt` is that of
// the column beside it; less than 0 where there is none.
double column_cost(const ColumnJob *job, guint column, const ColumnCut *cut, double hole_pt,
                   double before_hole_pt);
