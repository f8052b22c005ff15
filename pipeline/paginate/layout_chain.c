#include <math.h>

#include "paginate/chain.h"
#include "paginate/placer.h"

#define HEAD_GAP_LINES  0.4
#define ASIDE_GAP_LINES 1.0
#define RULE_PT         0.25
#define RULE_LINES      0.75 // from the hairline between two articles to the second one
#define COLUMNS_MOST    3

typedef struct {
  Placer *placer;
  const Chain *chain;
  ColumnJob job;
  double grid_pt;
  double tops_pt[COLUMNS_MOST]; // where the columns of the first page begin
} ChainPlacer;

static const Section *first_section(const ChainPlacer *work) {
  return work->chain->sections[0];
}

// Where the chain's head begins, on this page or a new one.
static double begin_chain(const ChainPlacer *work) {
  Placer *placer = work->placer;
  const Section *section = first_section(work);
  double height = measures_text_height_pt(placer->measures), grid = work->grid_pt;
  double head = section->head ? section->head->height_pt + HEAD_GAP_LINES * grid : 0;
  double body = work->chain->body.height_pt / section->columns + 2 * grid;
  double need = head + MIN(body, LEAST_LINES * grid);
  if (section->new_page) placer_begin_page(placer, section->kind);
  double top =
      placer->used_pt > 0 ? flow_snap_pt(placer->used_pt + SECTION_GAP_LINES * grid, grid) : 0;
  if (top > 0 && top + need > height) {
    placer_begin_page(placer, section->kind);
    top = 0;
  }
  return top;
}

// Boxes [first, last) of the places, which stand one below the other without a move between them.
static void add_run(const ChainPlacer *work, guint page, double x, double y, const GArray *places,
                    guint first, guint last, double shrink_pt) {
  const ColumnPlace *place = &g_array_index(places, ColumnPlace, first);
  guint start = place->box, end = start + last - first;
  const ChainRange range = chain_range(work->chain, FALSE, start, end);
  Section *section = work->chain->sections[range.section];
  placer_add(work->placer, page, x, y, place->top_pt, first == 0, section->texts[0].body,
             range.start, range.end, work->grid_pt);
  GArray *segments = work->placer->layout->segments;
  g_array_index(segments, Segment, segments->len - 1).shrink_pt = shrink_pt;
  if (range.start == 0) {
    section->texts[0].first_page = page;
    placer_note_text(work->placer, page, &section->texts[0], NULL, first == 0);
  }
}

// The hairline between two articles of a column.
static void add_parting(const ChainPlacer *work, guint page, double x, double y) {
  double width = measures_column_pt(work->placer->measures, work->job.columns);
  placer_add_rule(work->placer, page,
                  compose_rule(x, y - RULE_LINES * work->grid_pt, width, RULE_PT, INK_TEXT, 1));
}

static guint section_of(const ChainPlacer *work, guint box) {
  return chain_range(work->chain, FALSE, box, box + 1).section;
}

static void add_body(const ChainPlacer *work, const ColumnCut *cut, guint page, double x,
                     double y) {
  g_autoptr(GArray) places = column_places(&work->job, cut);
  double shrink = cut->shrink_pt;
  for (guint last = places->len, first; last > 0; last = first) {
    guint shrinkable = 0;
    for (first = last - 1;; first--) {
      const ColumnPlace *place = &g_array_index(places, ColumnPlace, first);
      shrinkable += work->chain->body.boxes[place->box].shrink_pt > 0;
      if (place->moved || !first) break;
      if (section_of(work, place->box) != section_of(work, place->box - 1)) break;
    }
    add_run(work, page, x, y, places, first, last, shrinkable ? shrink : 0);
    if (shrinkable) shrink = 0;
  }
  for (guint i = 1; i < places->len; i++) {
    const ColumnPlace *place = &g_array_index(places, ColumnPlace, i);
    guint section = section_of(work, place->box);
    if (section > 0 && place->box == work->chain->pieces[section].box)
      add_parting(work, page, x, y + place->top_pt);
  }
}

static void add_notes(const ChainPlacer *work, const ColumnCut *cut, guint page, double x,
                      double foot) {
  if (cut->note_start >= cut->note_end) return;
  Placer *placer = work->placer;
  double y = foot - flow_plain_height_pt(&work->chain->notes, cut->note_start, cut->note_end);
  placer_add_note_rule(placer, page, x, measures_column_pt(placer->measures, work->job.columns), y,
                       first_section(work)->texts[0].locale->direction, work->job.note_gap_pt);
  for (guint i = cut->note_start; i < cut->note_end;) {
    const ChainRange range = chain_range(work->chain, TRUE, i, cut->note_end);
    const FlowList *list = work->chain->sections[range.section]->texts[0].notes;
    guint next = i + range.end - range.start;
    placer_add_list(placer, page, x, y, list, range.start, range.end, 0);
    y += flow_plain_height_pt(&work->chain->notes, cut->note_start, next) -
         flow_plain_height_pt(&work->chain->notes, cut->note_start, i);
    i = next;
  }
}

// Where the last page is used to.
static double last_bottom_pt(const ChainPlacer *work, const GArray *cuts) {
  guint columns = work->job.columns, last_page = cuts->len ? (cuts->len - 1) / columns : 0;
  double bottom = 0;
  for (guint i = last_page * columns; i < cuts->len; i++) {
    const ColumnCut *cut = &g_array_index(cuts, ColumnCut, i);
    double top = last_page == 0 ? work->tops_pt[i % columns] : 0;
    if (cut->notes_pt > 0 && first_section(work)->notes_at_foot) return work->job.full_height_pt;
    bottom = MAX(bottom, top + cut->text_pt + cut->notes_pt);
  }
  return bottom;
}

// The text that a page goes on with, for its running head: that of its first box.
static void note_page(const ChainPlacer *work, const ColumnCut *cut, guint page) {
  const SectionText *text = &first_section(work)->texts[0];
  guint box = cut->held_start < cut->held_end ? cut->held_start : cut->start;
  if (box < work->chain->body.count && (cut->start < cut->end || cut->held_start < cut->held_end))
    text = &work->chain->sections[section_of(work, box)]->texts[0];
  gboolean opens = text->first_page == page && cut->start == 0;
  placer_note_text(work->placer, page, text, NULL, opens);
}

// A tail that has a page of its own stands at its foot: how far below the top.
static double tail_top_pt(const ChainPlacer *work, const ColumnCut *first, double bottom_pt) {
  guint box = first->start;
  gboolean alone = box < first->end && first->held_start == first->held_end &&
                   first->note_start == work->chain->notes.count &&
                   work->chain->sections[section_of(work, box)]->is_tail;
  if (!alone || (box == 0 && work->tops_pt[0] > 0)) return 0;
  double room = work->job.full_height_pt - bottom_pt, grid = MAX(work->grid_pt, 1);
  return MAX(0, floor(room / grid) * grid);
}

static void place_cuts(const ChainPlacer *work, const GArray *cuts) {
  Placer *placer = work->placer;
  guint columns = work->job.columns, first_page = placer->page;
  guint last_page = cuts->len ? (cuts->len - 1) / columns : 0;
  Direction direction = first_section(work)->texts[0].locale->direction;
  double bottom = last_bottom_pt(work, cuts), lower = 0;
  for (guint i = 0; i < cuts->len; i++) {
    const ColumnCut *cut = &g_array_index(cuts, ColumnCut, i);
    if (i == last_page * columns) lower = tail_top_pt(work, cut, bottom);
    guint page = first_page + i / columns;
    double x = placer_column_x_pt(placer, page, direction, i % columns, columns);
    note_page(work, cut, page);
    add_body(work, cut, page, x, lower + (i < columns ? work->tops_pt[i] : 0));
    add_notes(work, cut, page, x, i / columns == last_page ? bottom : work->job.full_height_pt);
  }
  placer->page = first_page + last_page;
  placer->used_pt = lower + bottom;
}

// Head and aside of the first section, from `top` on; sets where its columns begin. Returns the
// lowest end.
static double place_head(ChainPlacer *work, double top) {
  Placer *placer = work->placer;
  const Section *section = first_section(work);
  Direction direction = section->texts[0].locale->direction;
  guint columns = section->columns, last = columns - 1;
  double below = top, end = top, grid = work->grid_pt;
  if (section->head && section->head->count) {
    guint spanned = CLAMP(section->head_columns, 1, columns);
    double x = placer_column_x_pt(placer, placer->page, direction,
                                  direction == DIRECTION_LTR ? 0 : spanned - 1, columns);
    placer_add_list(placer, placer->page, x, top, section->head, 0, section->head->count, grid);
    end = top + section->head->height_pt;
    below = flow_snap_pt(end + HEAD_GAP_LINES * grid, grid);
  }
  for (guint i = 0; i < columns; i++)
    work->tops_pt[i] = below;
  if (section->aside && section->aside->count) {
    placer_add_list(placer, placer->page,
                    placer_column_x_pt(placer, placer->page, direction, last, columns), top,
                    section->aside, 0, section->aside->count, grid);
    double aside_end = top + section->aside->height_pt;
    work->tops_pt[last] = flow_snap_pt(aside_end + ASIDE_GAP_LINES * grid, grid);
    end = MAX(end, aside_end);
  }
  return end;
}

// A head whose text does not fit below it.
static gboolean is_first_page_empty(const GArray *cuts, guint columns) {
  for (guint i = 0; i < MIN(cuts->len, columns); i++) {
    const ColumnCut *cut = &g_array_index(cuts, ColumnCut, i);
    if (cut->end > cut->start || cut->note_end > cut->note_start) return FALSE;
  }
  return cuts->len > 0;
}

static void place_chain(ChainPlacer *work) {
  Placer *placer = work->placer;
  Section *section = work->chain->sections[0];
  double height = measures_text_height_pt(placer->measures), firsts[COLUMNS_MOST];
  double top = begin_chain(work);
  placer_note_text(placer, placer->page, &section->texts[0], NULL, top <= 0);
  section->texts[0].first_page = placer->page;
  guint segments = placer->layout->segments->len, page = placer->page;
  double end = place_head(work, top);
  for (guint i = 0; i < section->columns; i++)
    firsts[i] = MAX(0, height - work->tops_pt[i]);
  work->job = (ColumnJob){
      .body = &work->chain->body,
      .notes = &work->chain->notes,
      .first_heights_pt = firsts,
      .full_height_pt = height,
      .columns = section->columns,
      .grid_pt = work->grid_pt,
      .note_gap_pt = work->grid_pt * NOTE_GAP_LINES,
      .balanced = TRUE,
      .first_facing = placer->page % 2 == 1,
      .tail_start = work->chain->tail_start,
  };
  g_autoptr(GArray) cuts = column_memo_break(placer->memo, &work->job);
  if (top > 0 && is_first_page_empty(cuts, section->columns)) {
    placer->used_pt = height;
    g_array_set_size(placer->layout->segments, segments);
    place_chain(work);
    return;
  }
  place_cuts(work, cuts);
  if (placer->page == page) placer->used_pt = MAX(placer->used_pt, end);
}

guint placer_place_chain(Placer *placer, Section *const *sections, guint count) {
  double grid = sections[0]->texts[0].grid_pt;
  g_autoptr(Chain) chain = chain_new(sections, count, grid);
  ChainPlacer work = {.placer = placer, .chain = chain, .grid_pt = grid};
  place_chain(&work);
  return chain->count;
}
