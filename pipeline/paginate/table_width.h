// Widths of a table's columns from what its cells need.
#pragma once
#include <glib.h>

typedef struct {
  double natural_pt; // the widest cell set as one line
  double least_pt;   // the widest word
} ColumnNeed;

// Shares `room_pt` between columns, `gap_pt` apart. A table that needs less is narrower than the
// room. FALSE where a column would be narrower than `bearable_pt` and the words in it need more:
// such a table is better set in another way. `widths_pt` has `count` entries.
gboolean table_share(const ColumnNeed *needs, guint count, double room_pt, double gap_pt,
                     double bearable_pt, double *widths_pt);
