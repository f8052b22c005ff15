// Placer: where the next section goes. Internal to layout*.c.
#pragma once
#include "paginate/layout.h"

#define NOTE_GAP_LINES    1.0 // between text and notes
#define SECTION_GAP_LINES 2.0
#define LEAST_LINES       6.0 // below a head: less is not worth beginning on a page

typedef struct {
  const Measures *measures;
  Direction binding;
  gint only; // which of two facing texts is placed, or BOTH_TEXTS
  ColumnMemo *memo;
  Layout *layout;
  guint page;
  double used_pt;     // of the page, from the top of its text area
  gboolean in_spread; // facing texts stand on this page and the next one
} Placer;

// Begins a page, unless nothing stands on this one; facing texts begin at a spread's first page.
void placer_begin_page(Placer *placer, SectionKind kind);
// Says that `text` stands on a page; the first one gives the page its running head and language.
void placer_note_text(Placer *placer, guint page, const SectionText *text,
                      const SectionText *beside, gboolean opens);
// The left edge of column `index` of `count` on a page, counted from the start side.
double placer_column_x_pt(const Placer *placer, guint page, Direction direction, guint index,
                          guint count);
// Boxes [start, end) of a list from their column's top at `y_pt` of the text area; the first one
// begins `first_top_pt` below it, at a column's top or not.
void placer_add(Placer *placer, guint page, double x_pt, double y_pt, double first_top_pt,
                gboolean at_top, const FlowList *list, guint start, guint end, double grid_pt);
// A list from a column's top at `y_pt`.
void placer_add_list(Placer *placer, guint page, double x_pt, double y_pt, const FlowList *list,
                     guint start, guint end, double grid_pt);
// A rule; its y is from the top of the text area.
void placer_add_rule(Placer *placer, guint page, Placed rule);
// Notes whose last box ends at `foot_pt`, with the rule above them from the start side (PG-3).
void placer_add_notes(Placer *placer, guint page, double x_pt, double width_pt, double foot_pt,
                      const SectionText *text, guint start, guint end, double gap_pt);
// The rule above notes that begin at `top_pt`, from the start side.
void placer_add_note_rule(Placer *placer, guint page, double x_pt, double width_pt, double top_pt,
                          Direction direction, double gap_pt);
// Places the first section of one text, and those after it that run on in its columns. Returns how
// many they are, at least 1 of `count`.
guint placer_place_chain(Placer *placer, Section *const *sections, guint count);
// Places a section of two texts.
void placer_place_rows(Placer *placer, Section *section);
