// Flow: the vertical list. What a column holds, as boxes from top to bottom; each box knows the
// space above it and what a column break before it costs. No page in sight: places of a box's items
// are relative to the column's left edge and the box's own top.
#pragma once
#include "paginate/page.h"

// What a break costs. The breaker adds the emptiness of columns to it: see column.h.
enum {
  COST_FREE = 0,
  COST_MILD = 60,           // between items that like to stay together
  COST_APART = 250,         // leaves one item of a list alone, or a list without its introduction
  COST_DEAR = 600,          // inside a code block, a poem
  COST_WIDOW = 20000,       // leaves a single line of a paragraph alone
  COST_FORBIDDEN = 1000000, // only where nothing else is left to do
};

typedef struct FlowList FlowList;

typedef struct {
  double space_pt;     // above; at a column's top it is top_space_pt instead
  double top_space_pt; // what keeps the lines after an off-grid box on the grid
  double height_pt;
  double baseline_pt; // from the top to the first baseline; 0 where there is none
  guint cost;         // of a column break before this box
  gboolean snap;      // its top goes down to the next line of the grid, and then by
  double lead_pt;     // this much more
  const Placed *items;
  guint item_count;
  guint notes_end; // notes marked up to the end of this box: boxes [0, notes_end) of the notes
  const FlowList *repeated; // set again above this box when it begins a column (a table's header)
  const char *const *names; // destinations at its top, NULL-terminated; NULL
  // How much less high it may be, where that lets a column hold it (an image); and the side at
  // which a smaller one stands.
  double shrink_pt;
  Direction shrink_side;
  gboolean begins_note; // in a list of notes: the first box of a note
  guint stretch;        // lines of the grid that may be added to fill its column:
  double stretch_above; // this share (0 to 1) above it, the rest below the block that it begins
  // It begins a figure of so many boxes, which may stand at the top of the next column while the
  // text runs on; 0 where it may not.
  guint float_count;
} FlowBox;

struct FlowList {
  const FlowBox *boxes;
  guint count;
  double height_pt;      // of all boxes with their spaces, as from a column's top
  const double *ends_pt; // where each box ends when nothing snaps and no column breaks
  // Of an article's body: its language and column; NULL in every other list.
  const Locale *locale;
  double width_pt;
};

// The next multiple of `grid_pt`, but for what sums of doubles are off.
double flow_snap_pt(double y_pt, double grid_pt);
// Where box `index` begins, when the box before it ends at `bottom_pt` (`first`: it begins the
// column at 0). A box after the first snaps to multiples of `grid_pt`.
double flow_top_pt(const FlowList *list, guint index, double bottom_pt, gboolean first,
                   double grid_pt);
// The height of the boxes [start, end) as a column of their own.
double flow_height_pt(const FlowList *list, guint start, guint end, double grid_pt);
// The same for a list in which nothing snaps, at once.
double flow_plain_height_pt(const FlowList *list, guint start, guint end);

// The last place from `end` back to `least` where a part of the list may end without leaving a line
// of a paragraph alone; `end` where there is none.
guint flow_whole_end(const FlowList *list, guint least, guint end);

typedef struct {
  Arena *arena;
  GArray *boxes; // of FlowBox
  double space_pt;
  guint cost;
  gboolean snap;
  GPtrArray *names;
  guint notes_end;
  const FlowList *repeated;
} FlowBuilder;

FlowBuilder *flow_builder_new(Arena *arena);
void flow_builder_free(FlowBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlowBuilder, flow_builder_free)
// Space before the next box: the larger of this and what was asked for already.
void flow_space(FlowBuilder *builder, double space_pt);
// What a break before the next box costs: the larger of this and what was asked for already.
void flow_keep(FlowBuilder *builder, guint cost);
// The next box begins on the grid.
void flow_snap(FlowBuilder *builder);
// A destination at the next box. The string lives with the arena.
void flow_name(FlowBuilder *builder, const char *name);
// Appends a box; `items` are copied. The result is valid until the next call.
FlowBox *flow_add(FlowBuilder *builder, double height_pt, const Placed *items, guint count);
// Settles the boxes from `first` to the end, whose heights are not of the grid: their spaces grow,
// or shrink a little, to the nearest whole number of lines, `share_above` of the change (0 to 1)
// above them; about `after_pt` stays below. The next box snaps to the grid. A grid of 0 changes
// nothing. What a column is filled with is shared in the same way; a block that may not leave the
// one above it gets nothing.
void flow_settle(FlowBuilder *builder, guint first, double after_pt, double share_above,
                 double grid_pt);
// The same for a heading, whose first box is `first`: it stands above_pt or a little more or less
// below what comes before it, and after_pt above what follows, which is on the grid again.
void flow_lead(FlowBuilder *builder, guint first, double above_pt, double after_pt, double grid_pt);
FlowList *flow_finish(FlowBuilder *builder);
