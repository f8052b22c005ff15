#include "paginate/chain.h"

#define GAP_LINES    1.5 // between two articles, with the hairline in it
#define GAP_STRETCH  2   // lines that it may grow by
#define OPENING      3   // lines of text after an article's head that stay with it
#define COST_OPENING (COST_DEAR * 2)

static gboolean may_follow(const Section *first, const Section *next) {
  if (next->kind != SECTION_SINGLE || next->new_page || next->columns != first->columns)
    return FALSE;
  if ((next->head && next->head->count) || (next->aside && next->aside->count)) return FALSE;
  return next->texts[0].locale == first->texts[0].locale &&
         next->notes_at_foot == first->notes_at_foot;
}

static guint count_followers(Section *const *sections, guint count) {
  guint found = 1;
  while (found < count && may_follow(sections[0], sections[found]))
    found++;
  return found;
}

// The ends of the boxes, as flow_finish has them.
static void finish_list(FlowList *list, FlowBox *boxes, guint count) {
  double *ends = g_new(double, count + 1), end = 0;
  list->boxes = boxes;
  list->count = count;
  for (guint i = 0; i < count; i++) {
    end += boxes[i].space_pt + boxes[i].lead_pt + boxes[i].height_pt;
    ends[i] = end;
  }
  list->ends_pt = ends;
  list->height_pt = flow_height_pt(list, 0, count, 0);
}

// Space above a section's first box, and lines that do not leave the head that they follow.
static void open_section(FlowBox *boxes, guint count, double grid_pt, gboolean is_first) {
  guint body = 1;
  while (body < count && boxes[body].cost >= COST_FORBIDDEN)
    body++;
  for (guint i = body; body > 1 && i < count && i < body + OPENING; i++)
    boxes[i].cost = MAX(boxes[i].cost, COST_OPENING);
  if (is_first || !count) return;
  boxes[0].space_pt = GAP_LINES * grid_pt;
  boxes[0].lead_pt = boxes[0].top_space_pt; // so that what stands below is on the grid
  boxes[0].snap = TRUE;
  boxes[0].stretch = GAP_STRETCH;
  boxes[0].stretch_above = 1;
  boxes[0].cost = COST_FREE;
}

static void join_bodies(Chain *chain, double grid_pt) {
  FlowBox *boxes = g_new(FlowBox, chain->pieces[chain->count].box + 1);
  gboolean begun = FALSE;
  for (guint i = 0; i < chain->count; i++) {
    const FlowList *own = chain->sections[i]->texts[0].body;
    FlowBox *first = boxes + chain->pieces[i].box;
    for (guint k = 0; k < own->count; k++) {
      first[k] = own->boxes[k];
      first[k].notes_end += chain->pieces[i].note;
    }
    open_section(first, own->count, grid_pt, !begun);
    begun |= own->count > 0;
    if (chain->sections[i]->is_tail && !chain->tail_start) chain->tail_start = chain->pieces[i].box;
  }
  finish_list(&chain->body, boxes, chain->pieces[chain->count].box);
}

static void join_notes(Chain *chain) {
  FlowBox *boxes = g_new(FlowBox, chain->pieces[chain->count].note + 1);
  for (guint i = 0; i < chain->count; i++) {
    const FlowList *own = chain->sections[i]->texts[0].notes;
    for (guint k = 0; k < own->count; k++)
      boxes[chain->pieces[i].note + k] = own->boxes[k];
  }
  finish_list(&chain->notes, boxes, chain->pieces[chain->count].note);
}

Chain *chain_new(Section *const *sections, guint count, double grid_pt) {
  Chain *chain = g_new0(Chain, 1);
  chain->sections = sections;
  chain->count = count_followers(sections, count);
  chain->pieces = g_new0(ChainPiece, chain->count + 1);
  for (guint i = 0; i < chain->count; i++) {
    const SectionText *text = &sections[i]->texts[0];
    chain->pieces[i + 1].box = chain->pieces[i].box + text->body->count;
    chain->pieces[i + 1].note = chain->pieces[i].note + text->notes->count;
  }
  join_bodies(chain, grid_pt);
  join_notes(chain);
  return chain;
}

void chain_free(Chain *chain) {
  if (!chain) return;
  g_free((gpointer)chain->body.boxes);
  g_free((gpointer)chain->body.ends_pt);
  g_free((gpointer)chain->notes.boxes);
  g_free((gpointer)chain->notes.ends_pt);
  g_free(chain->pieces);
  g_free(chain);
}

ChainRange chain_range(const Chain *chain, gboolean notes, guint start, guint end) {
  guint low = 0, high = chain->count; // of the sections that may hold `start`, the last one does
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    guint first = notes ? chain->pieces[middle].note : chain->pieces[middle].box;
    *(first <= start ? &low : &high) = middle;
  }
  guint first = notes ? chain->pieces[low].note : chain->pieces[low].box;
  guint last = notes ? chain->pieces[low + 1].note : chain->pieces[low + 1].box;
  g_assert(first <= start && start < last);
  return (ChainRange){low, start - first, MIN(end, last) - first};
}
