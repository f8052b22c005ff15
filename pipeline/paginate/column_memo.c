#include "paginate/column_memo.h"

#include <string.h>

typedef struct {
  FlowList body, notes; // copies, of their boxes alone
  ColumnJob job;
  GArray *cuts;
} Known;

struct ColumnMemo {
  GPtrArray *known; // of Known
};

static void known_free(gpointer data) {
  Known *known = data;
  g_free((gpointer)known->body.boxes);
  g_free((gpointer)known->notes.boxes);
  g_free((gpointer)known->job.first_heights_pt);
  g_array_unref(known->cuts);
  g_free(known);
}

ColumnMemo *column_memo_new(void) {
  ColumnMemo *memo = g_new0(ColumnMemo, 1);
  memo->known = g_ptr_array_new_with_free_func(known_free);
  return memo;
}

void column_memo_free(ColumnMemo *memo) {
  if (!memo) return;
  g_ptr_array_unref(memo->known);
  g_free(memo);
}

// All that the choice of columns asks of a box.
static gboolean same_box(const FlowBox *a, const FlowBox *b) {
  return a->space_pt == b->space_pt && a->top_space_pt == b->top_space_pt &&
         a->height_pt == b->height_pt && a->cost == b->cost && a->snap == b->snap &&
         a->lead_pt == b->lead_pt && a->notes_end == b->notes_end && a->shrink_pt == b->shrink_pt &&
         a->begins_note == b->begins_note && a->stretch == b->stretch &&
         a->stretch_above == b->stretch_above && a->float_count == b->float_count &&
         a->repeated == b->repeated;
}

static gboolean same_list(const FlowList *a, const FlowList *b) {
  if (a->count != b->count) return FALSE;
  for (guint i = 0; i < a->count; i++)
    if (!same_box(&a->boxes[i], &b->boxes[i])) return FALSE;
  return TRUE;
}

static gboolean same_job(const ColumnJob *a, const ColumnJob *b) {
  return a->columns == b->columns && a->start == b->start && a->note_start == b->note_start &&
         a->held_start == b->held_start && a->held_end == b->held_end &&
         a->full_height_pt == b->full_height_pt && a->grid_pt == b->grid_pt &&
         a->note_gap_pt == b->note_gap_pt && a->balanced == b->balanced &&
         a->first_facing == b->first_facing && a->tail_start == b->tail_start &&
         memcmp(a->first_heights_pt, b->first_heights_pt, a->columns * sizeof(double)) == 0 &&
         same_list(a->body, b->body) && same_list(a->notes, b->notes);
}

static FlowList copy_list(const FlowList *list) {
  return (FlowList){.boxes = g_memdup2(list->boxes, sizeof(FlowBox) * list->count),
                    .count = list->count};
}

static void learn(ColumnMemo *memo, const ColumnJob *job, GArray *cuts) {
  Known *known = g_new0(Known, 1);
  known->body = copy_list(job->body);
  known->notes = copy_list(job->notes);
  known->job = *job;
  known->job.body = &known->body;
  known->job.notes = &known->notes;
  known->job.first_heights_pt = g_memdup2(job->first_heights_pt, sizeof(double) * job->columns);
  known->cuts = g_array_ref(cuts);
  g_ptr_array_add(memo->known, known);
}

GArray *column_memo_break(ColumnMemo *memo, const ColumnJob *job) {
  for (guint i = 0; i < memo->known->len; i++) {
    const Known *known = memo->known->pdata[i];
    if (same_job(&known->job, job)) return g_array_ref(known->cuts);
  }
  GArray *cuts = columns_break(job);
  learn(memo, job, cuts);
  return cuts;
}
