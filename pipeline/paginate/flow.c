#include "paginate/flow.h"

#include <math.h>

// Lengths that differ by less are equal: sums of doubles must not push a line to the next page.
#define LEAD_LEAST   0.45 // lines above a heading, at least
#define TOLERANCE_PT 0.01

double flow_snap_pt(double y_pt, double grid_pt) {
  if (grid_pt <= 0) return y_pt;
  return ceil((y_pt - TOLERANCE_PT) / grid_pt) * grid_pt;
}

double flow_top_pt(const FlowList *list, guint index, double bottom_pt, gboolean first,
                   double grid_pt) {
  const FlowBox *box = &list->boxes[index];
  if (!first) {
    double top = bottom_pt + box->space_pt;
    return (box->snap ? flow_snap_pt(top, grid_pt) : top) + box->lead_pt;
  }
  return box->top_space_pt + (box->repeated ? box->repeated->height_pt : 0);
}

double flow_height_pt(const FlowList *list, guint start, guint end, double grid_pt) {
  double bottom = 0;
  for (guint i = start; i < end; i++)
    bottom = flow_top_pt(list, i, bottom, i == start, grid_pt) + list->boxes[i].height_pt;
  return bottom;
}

double flow_plain_height_pt(const FlowList *list, guint start, guint end) {
  if (start >= end) return 0;
  const FlowBox *box = &list->boxes[start];
  double own = list->ends_pt[start] - box->height_pt;
  return list->ends_pt[end - 1] - own + box->top_space_pt;
}

FlowBuilder *flow_builder_new(Arena *arena) {
  FlowBuilder *builder = g_new0(FlowBuilder, 1);
  builder->arena = arena;
  builder->boxes = g_array_new(FALSE, TRUE, sizeof(FlowBox));
  builder->names = g_ptr_array_new();
  return builder;
}

void flow_builder_free(FlowBuilder *builder) {
  if (!builder) return;
  g_array_free(builder->boxes, TRUE);
  g_ptr_array_free(builder->names, TRUE);
  g_free(builder);
}

void flow_space(FlowBuilder *builder, double space_pt) {
  builder->space_pt = MAX(builder->space_pt, space_pt);
}

void flow_keep(FlowBuilder *builder, guint cost) {
  builder->cost = MAX(builder->cost, cost);
}

void flow_snap(FlowBuilder *builder) {
  builder->snap = TRUE;
}

void flow_name(FlowBuilder *builder, const char *name) {
  g_ptr_array_add(builder->names, (gpointer)name);
}

static const char *const *take_names(FlowBuilder *builder) {
  if (!builder->names->len) return NULL;
  g_ptr_array_add(builder->names, NULL);
  const char *const *names =
      arena_copy(builder->arena, builder->names->pdata, sizeof(gpointer) * builder->names->len);
  g_ptr_array_set_size(builder->names, 0);
  return names;
}

FlowBox *flow_add(FlowBuilder *builder, double height_pt, const Placed *items, guint count) {
  FlowBox box = {
      .space_pt = builder->space_pt,
      .height_pt = height_pt,
      .cost = builder->cost,
      .snap = builder->snap,
      .items = count ? arena_copy(builder->arena, items, sizeof *items * count) : NULL,
      .item_count = count,
      .notes_end = builder->notes_end,
      .repeated = builder->repeated,
      .names = take_names(builder),
  };
  builder->space_pt = 0;
  builder->cost = COST_FREE;
  builder->snap = FALSE;
  g_array_append_val(builder->boxes, box);
  return &g_array_index(builder->boxes, FlowBox, builder->boxes->len - 1);
}

// What is missing to the next line of the grid; less than 0 where going back to the line before
// costs little, and no more than `most_pt` of the spaces.
static double missing_pt(double height_pt, double grid_pt, double most_pt) {
  if (grid_pt <= 0) return 0;
  double missing = flow_snap_pt(height_pt, grid_pt) - height_pt;
  double excess = grid_pt - missing;
  return missing > grid_pt / 2 && excess <= most_pt ? -excess : missing;
}

void flow_settle(FlowBuilder *builder, guint first, double after_pt, double share_above,
                 double grid_pt) {
  if (first >= builder->boxes->len) return;
  FlowBox *boxes = (FlowBox *)(void *)builder->boxes->data;
  double height = boxes[first].height_pt + after_pt, above = boxes[first].space_pt;
  double share_below = 1 - share_above;
  for (guint i = first + 1; i < builder->boxes->len; i++)
    height += boxes[i].space_pt + boxes[i].height_pt;
  // Below other text, where the space above counts, and at a column's top, where it does not.
  double spare = (above * share_above + after_pt * share_below) * 0.6;
  double missing = missing_pt(above + height, grid_pt, spare);
  boxes[first].space_pt += missing * share_above;
  boxes[first].top_space_pt = missing_pt(height, grid_pt, 0) * share_above;
  boxes[first].stretch = boxes[first].cost < COST_FORBIDDEN;
  boxes[first].stretch_above = share_above > 0 ? share_above : 1;
  // The rest of what is missing comes of itself, since the next box goes down to the grid.
  flow_space(builder, MAX(0, after_pt + MIN(0, missing) * share_below));
  flow_snap(builder);
}

void flow_lead(FlowBuilder *builder, guint first, double above_pt, double after_pt,
               double grid_pt) {
  if (first >= builder->boxes->len) return;
  FlowBox *boxes = (FlowBox *)(void *)builder->boxes->data;
  double height = boxes[first].height_pt + after_pt, before = boxes[first].space_pt;
  for (guint i = first + 1; i < builder->boxes->len; i++)
    height += boxes[i].space_pt + boxes[i].height_pt;
  double wanted = MAX(0, above_pt - before);
  double lead = grid_pt > 0 ? flow_snap_pt(height, grid_pt) - height : wanted;
  boxes[first].top_space_pt = grid_pt > 0 ? lead : 0;
  while (grid_pt > 0 && (lead + grid_pt / 2 < wanted || lead + before < grid_pt * LEAD_LEAST))
    lead += grid_pt;
  boxes[first].lead_pt = lead;
  boxes[first].stretch = 1;
  boxes[first].stretch_above = 1;
  boxes[first].snap = TRUE;
  flow_space(builder, after_pt);
  flow_snap(builder);
}

guint flow_whole_end(const FlowList *list, guint least, guint end) {
  for (guint whole = end; whole >= least && whole > 0; whole--)
    if (whole >= list->count || list->boxes[whole].cost < COST_WIDOW) return whole;
  return end;
}

FlowList *flow_finish(FlowBuilder *builder) {
  FlowList *list = ARENA_NEW(builder->arena, FlowList);
  list->boxes =
      arena_copy(builder->arena, builder->boxes->data, sizeof(FlowBox) * builder->boxes->len);
  list->count = builder->boxes->len;
  list->height_pt = flow_height_pt(list, 0, list->count, 0);
  double *ends = ARENA_ARRAY(builder->arena, double, list->count);
  double end = 0;
  for (guint i = 0; i < list->count; i++) {
    end += list->boxes[i].space_pt + list->boxes[i].lead_pt + list->boxes[i].height_pt;
    ends[i] = end;
  }
  list->ends_pt = ends;
  g_array_set_size(builder->boxes, 0);
  return list;
}
