#include <math.h>

#include "paginate/placer.h"
#include "paginate/row.h"

#define ROW_SPACE_SHARE     0.1
#define RULE_PT             0.25
#define FOLLOWING_GAP_LINES 0.8

// Whether a text of a section has a place at all.
static gboolean is_placed(const Placer *placer, guint index) {
  return placer->only == BOTH_TEXTS || placer->only == (gint)index;
}

// The page and column of frame `frame` of text `index`.
static guint frame_page(const Placer *placer, const Section *section, guint first_page, guint frame,
                        guint index) {
  if (section->kind == SECTION_COLUMNS) return first_page + frame;
  if (placer->only != BOTH_TEXTS) return first_page + frame / section->columns;
  guint page = first_page + frame / section->columns * 2;
  return layout_facing_text(section, placer->binding, page) == index ? page : page + 1;
}

static double frame_x_pt(const Placer *placer, const Section *section, guint page, guint frame,
                         guint index) {
  const SectionText *text = &section->texts[index];
  if (section->kind == SECTION_FACING)
    return placer_column_x_pt(placer, page, text->locale->direction, frame % section->columns,
                              section->columns);
  // Farsi at the right, English at the left; of one direction: the first text at the start side.
  Direction first = section->texts[0].locale->direction;
  guint column = first == DIRECTION_RTL ? 1 - index : index;
  if (first == DIRECTION_LTR && section->texts[1].locale->direction == DIRECTION_RTL)
    column = index;
  return placer_column_x_pt(placer, page, DIRECTION_LTR, column, 2);
}

// How many frames stand on the section's first page.
static guint row_firsts(const Section *section) {
  return section->kind == SECTION_COLUMNS ? 1 : section->columns;
}

// Where the rows begin, on this page (or spread) or a new one.
static double begin_rows(Placer *placer, const Section *section, double grid) {
  double height = measures_text_height_pt(placer->measures);
  gboolean facing = section->kind == SECTION_FACING, spreads = placer->only == BOTH_TEXTS;
  if (section->new_page || (facing && spreads && !placer->in_spread))
    placer_begin_page(placer, section->kind);
  if (placer->used_pt <= 0) return 0;
  double gap = (section->follows ? FOLLOWING_GAP_LINES : SECTION_GAP_LINES) * grid;
  double top = flow_snap_pt(placer->used_pt + gap, grid);
  double all = MAX(section->texts[0].body->height_pt, section->texts[1].body->height_pt);
  if (top + MIN(all, (LEAST_LINES + 4) * grid) <= height) return top;
  placer_begin_page(placer, section->kind);
  return 0;
}

static void note_texts(Placer *placer, const Section *section, guint page, guint index,
                       gboolean opens) {
  gboolean shared = section->kind == SECTION_COLUMNS;
  if (!is_placed(placer, index)) return;
  placer_note_text(placer, page, &section->texts[shared ? 0 : index],
                   shared ? &section->texts[1] : NULL, opens);
}

static void place_frame_notes(Placer *placer, const Section *section, const RowResult *result,
                              guint frame, guint first_page, double foot, double gap) {
  const RowFrame *notes = &g_array_index(result->frames, RowFrame, frame);
  guint columns = section->kind == SECTION_COLUMNS ? 2 : section->columns;
  for (guint i = 0; i < 2; i++) {
    guint page = frame_page(placer, section, first_page, frame, i);
    if (!is_placed(placer, i)) continue;
    note_texts(placer, section, page, i, FALSE);
    placer_add_notes(placer, page, frame_x_pt(placer, section, page, frame, i),
                     measures_column_pt(placer->measures, columns), foot, &section->texts[i],
                     notes->notes[i].start, notes->notes[i].end, gap);
  }
}

// The hairline between two texts on one page, as far down as they reach.
static void rule_between(Placer *placer, guint page, double top, double bottom) {
  double width = measures_column_pt(placer->measures, 2);
  double left = measures_left_pt(placer->measures, layout_is_recto(placer->binding, page));
  double x = left + width + placer->measures->gutter_pt / 2;
  if (bottom > top)
    placer_add_rule(placer, page, compose_rule(x, top, RULE_PT, bottom - top, INK_TEXT, 0.6));
}

static void place_segments(Placer *placer, Section *section, const RowResult *result,
                           guint first_page, double top) {
  gboolean seen[2] = {FALSE, FALSE};
  for (guint i = 0; i < result->segments->len; i++) {
    const RowSegment *row = &g_array_index(result->segments, RowSegment, i);
    guint page = frame_page(placer, section, first_page, row->frame, row->side);
    SectionText *text = &section->texts[row->side];
    if (!seen[row->side]) text->first_page = page;
    seen[row->side] = TRUE;
    if (!is_placed(placer, row->side)) continue;
    placer_add(placer, page, frame_x_pt(placer, section, page, row->frame, row->side),
               row->frame < row_firsts(section) ? top : 0, row->top_pt, row->at_top, text->body,
               row->start, row->end, 0);
  }
}

// Where the lower side of a frame ends, with its notes.
static double frame_bottom_pt(const Section *section, const RowResult *result, guint index,
                              double top) {
  const RowFrame *frame = &g_array_index(result->frames, RowFrame, index);
  double begin = index < row_firsts(section) ? top : 0;
  return begin + frame->text_pt + MAX(frame->notes[0].height_pt, frame->notes[1].height_pt);
}

// Notes, hairlines, and how far the last page is used: all frames of a page end at one foot.
static void place_feet(Placer *placer, const Section *section, const RowResult *result,
                       guint first_page, double top, double gap) {
  double height = measures_text_height_pt(placer->measures), bottom = 0;
  guint frames = result->frames->len, columns = row_firsts(section);
  guint last = frames ? (frames - 1) / columns * columns : 0;
  gboolean noted = FALSE;
  for (guint i = last; i < frames; i++) {
    const RowFrame *frame = &g_array_index(result->frames, RowFrame, i);
    bottom = MAX(bottom, frame_bottom_pt(section, result, i, top));
    noted |= frame->notes[0].height_pt > 0 || frame->notes[1].height_pt > 0;
  }
  if (noted && section->notes_at_foot) bottom = height;
  for (guint i = 0; i < frames; i++) {
    const RowFrame *frame = &g_array_index(result->frames, RowFrame, i);
    double begin = i < columns ? top : 0;
    place_frame_notes(placer, section, result, i, first_page, i < last ? height : bottom, gap);
    if (section->ruled) rule_between(placer, first_page + i, begin, begin + frame->text_pt);
  }
  placer->used_pt = bottom;
}

// A tail that has a page or spread of its own stands at its foot: where it begins.
static double tail_top_pt(const Section *section, const RowResult *result, double height_pt,
                          double grid_pt) {
  double bottom = 0;
  if (!section->is_tail || result->frames->len > row_firsts(section)) return 0;
  for (guint i = 0; i < result->frames->len; i++)
    bottom = MAX(bottom, frame_bottom_pt(section, result, i, 0));
  return MAX(0, floor((height_pt - bottom) / MAX(grid_pt, 1)) * grid_pt);
}

void placer_place_rows(Placer *placer, Section *section) {
  double grid = MAX(section->texts[0].grid_pt, section->texts[1].grid_pt),
         gap = grid * NOTE_GAP_LINES;
  double height = measures_text_height_pt(placer->measures);
  double top = begin_rows(placer, section, grid);
  double firsts[3] = {height - top, height - top, height - top};
  const RowJob job = {
      .sides = {{section->texts[0].body, section->texts[0].notes, section->texts[0].row_ends},
                {section->texts[1].body, section->texts[1].notes, section->texts[1].row_ends}},
      .row_count = section->row_count,
      .first_heights_pt = firsts,
      .first_count = row_firsts(section),
      .full_height_pt = height,
      .grid_pt = grid,
      .note_gap_pt = gap,
      .row_space_pt = grid * ROW_SPACE_SHARE,
      .stretches = section->stretches,
      .exact = placer->only != BOTH_TEXTS,
      .columns = row_firsts(section),
  };
  g_autoptr(RowResult) result = rows_break(&job);
  guint first_page = placer->page, frames = result->frames->len;
  gboolean opens = top <= 0;
  if (opens) top = tail_top_pt(section, result, height, grid);
  for (guint i = 0; i < 2; i++) {
    section->texts[i].first_page = frame_page(placer, section, first_page, 0, i);
    note_texts(placer, section, section->texts[i].first_page, i, opens);
  }
  place_segments(placer, section, result, first_page, top);
  place_feet(placer, section, result, first_page, top, gap);
  if (!frames) return;
  gboolean facing = section->kind == SECTION_FACING;
  placer->page = frame_page(placer, section, first_page, frames - 1, 0);
  if (facing && placer->only == BOTH_TEXTS)
    placer->page = first_page + (frames - 1) / section->columns * 2;
  placer->in_spread = facing && placer->only == BOTH_TEXTS;
}
