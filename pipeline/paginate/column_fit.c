#include "paginate/column_fit.h"

#include <math.h>

// Costs beside those of flow.h.
#define COST_HOLE      40.0 // times the square of the empty lines
#define COST_HOLE_MOST 60000.0
#define COST_UNEVEN    25.0   // for each line that two facing columns differ by
#define COST_COLUMN    400.0  // for a column more
#define COST_RUN_OVER  1500.0 // for a note that runs over
#define COST_SHRINK    300.0  // for an image that gives up height, and
#define COST_SHRUNK    2500.0 // times the share that it gives up
#define COST_STRETCH   45.0   // for each line that a column is stretched by
#define COST_FLOAT     350.0  // for a figure that goes to the next column
#define COST_TAIL      20000.0
#define STUB_LINES     2.5
#define COST_STUB      1500.0 // for a last column of a line or two

double column_top_pt(const ColumnJob *job, guint previous, guint index, double bottom_pt) {
  const FlowList *list = job->body;
  double grid = job->grid_pt;
  if (previous == COLUMN_NONE) return flow_top_pt(list, index, 0, TRUE, grid);
  double own = flow_top_pt(list, index, bottom_pt, FALSE, grid);
  if (previous + 1 == index) return own;
  // Below a figure that came from the column before: as far as what follows it in the list.
  if (previous + 1 < list->count && previous > index)
    return MAX(own, flow_top_pt(list, previous + 1, bottom_pt, FALSE, grid));
  if (previous > index) return MAX(own, flow_snap_pt(bottom_pt + grid / 2, grid));
  // The text closes where a figure was taken out.
  return list->boxes[index].stretch ? own : flow_snap_pt(bottom_pt, grid);
}

double column_notes_pt(const ColumnJob *job, guint start, guint end) {
  return start < end ? job->note_gap_pt + flow_plain_height_pt(job->notes, start, end) : 0;
}

guint column_notes_due(const ColumnJob *job, guint end) {
  guint due = end ? job->body->boxes[end - 1].notes_end : 0;
  return MIN(due, job->notes->count);
}

// The first box of the last note in [start, end): it has to stand in the column of its mark.
static guint last_note_start(const ColumnJob *job, guint start, guint end) {
  for (guint i = end; i > start; i--)
    if (job->notes->boxes[i - 1].begins_note) return i - 1;
  return start;
}

gboolean column_take_notes(const ColumnJob *job, double room_pt, ColumnCut *cut) {
  guint low = cut->note_start, high = MAX(column_notes_due(job, cut->end), cut->note_start);
  guint least = high > low ? last_note_start(job, low, high) + 1 : high;
  while (low < high) {
    guint middle = (low + high + 1) / 2;
    if (column_notes_pt(job, cut->note_start, middle) <= room_pt + COLUMN_TOLERANCE_PT)
      low = middle;
    else
      high = middle - 1;
  }
  cut->note_end = flow_whole_end(job->notes, least, low);
  cut->notes_pt = column_notes_pt(job, cut->note_start, cut->note_end);
  return low >= least;
}

// What an image gives up is whole lines, so that all below it stays on the grid.
gboolean column_fit(const ColumnJob *job, double natural_pt, double height_pt,
                    const FlowBox *shrinkable, ColumnCut *cut) {
  double grid = MAX(job->grid_pt, 1);
  guint spare = shrinkable ? (guint)(shrinkable->shrink_pt / grid) : 0;
  double over = natural_pt - height_pt - COLUMN_TOLERANCE_PT;
  for (guint lines = over > 0 ? (guint)MIN(ceil(over / grid), G_MAXUINT / 2) : 0; lines <= spare;
       lines++) {
    cut->shrink_pt = lines * grid;
    cut->text_pt = natural_pt - cut->shrink_pt;
    if (column_take_notes(job, height_pt - cut->text_pt, cut)) return TRUE;
  }
  return FALSE;
}

static gboolean is_left(const ColumnCut *cut, guint box) {
  return cut->left_start <= box && box < cut->left_end;
}

// The lines that may be added for a box; boxes are asked from the foot upwards. A block that shares
// them with what follows needs something below it that goes to the grid (`snapped`): at a page's
// foot they would all be above it. Columns side by side take even that to end level.
static guint stretch_lines(const ColumnJob *job, const FlowBox *box, gboolean *snapped) {
  gboolean may = box->stretch_above >= 1 || *snapped || job->columns > 1;
  guint lines = may ? box->stretch : 0;
  *snapped |= box->snap;
  return lines;
}

double column_stretch(const ColumnJob *job, double hole_pt, ColumnCut *cut) {
  cut->stretch = 0;
  if (job->grid_pt <= 0) return hole_pt;
  guint lines = (guint)MIN((hole_pt + COLUMN_TOLERANCE_PT) / job->grid_pt, 100), most = 0;
  guint first = cut->held_start < cut->held_end ? cut->start : cut->start + 1;
  gboolean snapped = FALSE;
  for (guint i = cut->end; i > first && most < lines; i--)
    if (!is_left(cut, i - 1)) most += stretch_lines(job, &job->body->boxes[i - 1], &snapped);
  cut->stretch = MIN(lines, most);
  cut->text_pt += cut->stretch * job->grid_pt;
  return MAX(0, hole_pt - cut->stretch * job->grid_pt);
}

gboolean column_is_done(const ColumnJob *job, const ColumnCut *cut) {
  return cut->end == job->body->count && cut->note_end == job->notes->count &&
         cut->left_start == cut->left_end;
}

// The last box of [start, end) that can be less high; NULL where there is none.
static const FlowBox *find_shrinkable(const ColumnJob *job, const ColumnCut *cut) {
  for (guint i = cut->end; i > cut->start; i--)
    if (job->body->boxes[i - 1].shrink_pt > 0 && !is_left(cut, i - 1))
      return &job->body->boxes[i - 1];
  for (guint i = cut->held_end; i > cut->held_start; i--)
    if (job->body->boxes[i - 1].shrink_pt > 0) return &job->body->boxes[i - 1];
  return NULL;
}

static double change_cost(const ColumnJob *job, const ColumnCut *cut) {
  double cost = COST_STRETCH * cut->stretch;
  if (cut->left_start < cut->left_end) cost += COST_FLOAT;
  const FlowBox *box = cut->shrink_pt > 0 ? find_shrinkable(job, cut) : NULL;
  return box ? cost + COST_SHRINK + COST_SHRUNK * cut->shrink_pt / box->height_pt : cost;
}

static double hole_cost(const ColumnJob *job, double hole_pt) {
  double lines = hole_pt / MAX(job->grid_pt, 1);
  return MIN(COST_HOLE * lines * lines, COST_HOLE_MOST);
}

double column_cost(const ColumnJob *job, guint column, const ColumnCut *cut, double hole_pt,
                   double before_hole_pt) {
  double cost = COST_COLUMN + change_cost(job, cut);
  if (job->tail_start && cut->start >= job->tail_start && cut->end > cut->start &&
      column % job->columns == 0)
    cost += COST_TAIL;
  if (column_is_done(job, cut)) {
    double lines = cut->text_pt / MAX(job->grid_pt, 1);
    // The columns of a last page are levelled: what its first one holds is shared by all.
    double least = STUB_LINES * (column % job->columns ? 1 : job->columns);
    return cost + (column >= job->columns && lines < least ? COST_STUB : 0);
  }
  if (cut->end < job->body->count) cost += job->body->boxes[cut->end].cost;
  if (cut->note_end < column_notes_due(job, cut->end)) cost += COST_RUN_OVER;
  cost += hole_cost(job, hole_pt);
  if (before_hole_pt >= 0)
    cost += COST_UNEVEN * fabs(hole_pt - before_hole_pt) / MAX(job->grid_pt, 1);
  return cost;
}

// The boxes of the cut in the order in which they stand.
static GArray *list_places(const ColumnCut *cut) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(ColumnPlace));
  for (guint i = cut->held_start; i < cut->held_end; i++) {
    const ColumnPlace place = {i, 0, FALSE};
    g_array_append_val(places, place);
  }
  for (guint i = cut->start; i < cut->end; i++) {
    const ColumnPlace place = {i, 0, FALSE};
    if (!is_left(cut, i)) g_array_append_val(places, place);
  }
  return places;
}

// Lines are given evenly from the foot up to where they are used up.
static void share_stretch(const ColumnJob *job, const ColumnCut *cut, const GArray *places,
                          guint *given) {
  guint most = 0, before = 0;
  gboolean snapped = FALSE;
  for (guint i = places->len; i-- > 1;)
    most += given[i] =
        stretch_lines(job, &job->body->boxes[g_array_index(places, ColumnPlace, i).box], &snapped);
  for (guint i = 1; i < places->len; i++) {
    guint after = before + given[i];
    if (given[i]) given[i] = cut->stretch * after / most - cut->stretch * before / most;
    before = after;
  }
}

GArray *column_places(const ColumnJob *job, const ColumnCut *cut) {
  GArray *places = list_places(cut);
  const FlowBox *shrunk = cut->shrink_pt > 0 ? find_shrinkable(job, cut) : NULL;
  g_autofree guint *given = g_new0(guint, places->len + 1);
  share_stretch(job, cut, places, given);
  guint previous = COLUMN_NONE;
  // What stands above a block of the lines given to it, and what is owed to the next box that goes
  // to the grid.
  double bottom = 0, above = 0, owed = 0;
  guint last_snap = places->len;
  while (last_snap > 0 &&
         !job->body->boxes[g_array_index(places, ColumnPlace, last_snap - 1).box].snap)
    last_snap--;
  for (guint i = 0; i < places->len; i++) {
    ColumnPlace *place = &g_array_index(places, ColumnPlace, i);
    const FlowBox *box = &job->body->boxes[place->box];
    double lines_pt = given[i] * job->grid_pt;
    place->moved = previous == COLUMN_NONE || previous + 1 != place->box || lines_pt > 0;
    if (box->snap || lines_pt > 0) {
      place->moved |= owed > 0;
      bottom += owed;
      above = lines_pt * (i + 1 < last_snap ? box->stretch_above : 1);
      owed = lines_pt;
    }
    double top = column_top_pt(job, previous, place->box, bottom);
    place->top_pt = top + above;
    bottom = top + box->height_pt - (box == shrunk ? cut->shrink_pt : 0);
    previous = place->box;
  }
  return places;
}
