// A paragraph through all stages.
#include <math.h>
#include <string.h>

#include "typeset/balance.h"
#include "typeset/build_line.h"
#include "typeset/gap.h"
#include "typeset/line.h"

// The largest stretch of a space in the passes of the breaking, in units of its stretchability.
#define TOLERANCE_FIRST  1.0
#define TOLERANCE_SECOND 2.0
#define TOLERANCE_THIRD  2.4 // where a paragraph would end in the rest of a word

struct Typesetter {
  const FontSet *fonts;
  UBiDi *bidi;
  Itemizer *itemizer;
  Shaper *shaper;
  Breaker *breaker;
  GString *trace; // borrowed; NULL = none
  Arena *scratch; // cleared after each paragraph
};

typedef struct {
  Typesetter *typesetter;
  Arena *arena, *scratch;
  const Paragraph *paragraph;
  const LineShape *shape;
  DiagnosticList *diagnostics;
  Flow *flow;
  SegmentList segments;
  guint8 *breaks;
  MatterInput input;
  MatterList matter;
} Setting;

Typesetter *typesetter_new(const FontSet *fonts) {
  Typesetter *typesetter = g_new0(Typesetter, 1);
  typesetter->fonts = fonts;
  typesetter->bidi = ubidi_open();
  typesetter->itemizer = itemizer_new(fonts);
  typesetter->shaper = shaper_new();
  typesetter->breaker = breaker_new();
  typesetter->scratch = arena_new();
  return typesetter;
}

void typesetter_free(Typesetter *typesetter) {
  if (!typesetter) return;
  ubidi_close(typesetter->bidi);
  itemizer_free(typesetter->itemizer);
  shaper_free(typesetter->shaper);
  breaker_free(typesetter->breaker);
  arena_free(typesetter->scratch);
  g_free(typesetter);
}

void typesetter_learn(Typesetter *typesetter, const Locale *locale) {
  breaker_learn(typesetter->breaker, locale);
}

void typesetter_trace(Typesetter *typesetter, GString *out) {
  typesetter->trace = out;
}

static void shape_paragraph(Setting *set) {
  Typesetter *typesetter = set->typesetter;
  shaper_trim(typesetter->shaper);
  set->flow = flow_new(set->arena ? set->arena : set->scratch, set->scratch, set->paragraph);
  flow_resolve_levels(set->scratch, set->flow, typesetter->bidi);
  ItemList items =
      paragraph_itemize(typesetter->itemizer, set->scratch, set->flow, set->diagnostics);
  if (typesetter->trace) items_dump(set->flow, &items, typesetter->trace);
  set->segments = paragraph_shape(typesetter->shaper, set->scratch, set->flow, &items);
}

static double narrowest(const Setting *set) {
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < set->shape->count; i++)
    least = MIN(least, line_shape_width(set->shape, i, set->paragraph->indent_pt));
  return MAX(least, 1);
}

static void make_matter(Setting *set) {
  set->input = (MatterInput){.shaper = set->typesetter->shaper,
                             .scratch = set->scratch,
                             .flow = set->flow,
                             .segments = &set->segments,
                             .breaks = set->breaks,
                             .diagnostics = set->diagnostics};
  if (!set->paragraph->keep_whole_line) set->input.narrowest_pt = narrowest(set);
  set->matter = paragraph_matter(&set->input);
}

// The size of the type that kashida stretches: that of the first word that has a place for one.
static double kashida_em(const Setting *set) {
  if (set->paragraph->kashida == KASHIDA_OFF) return 0;
  for (guint i = 0; i < set->segments.count; i++) {
    const Segment *segment = &set->segments.segments[i];
    if (segment->item->kashida && segment->word->kashida_at > 0) return segment->item->size_pt;
  }
  return 0;
}

// The most that one gap between letters may open: by the type of the first word that has any.
static double gap_most(const Setting *set) {
  for (guint i = 0; i < set->segments.count; i++) {
    const Segment *segment = &set->segments.segments[i];
    if (segment->word->gaps > 0) return GAP_MOST_EM * segment->item->size_pt;
  }
  return 0;
}

static OptimumInput optimum_input(const Setting *set) {
  const Paragraph *paragraph = set->paragraph;
  double size = paragraph->piece_count > 0 ? paragraph->pieces[0].style.size_pt : 10;
  return (OptimumInput){.shape = set->shape,
                        .indent_pt = paragraph->indent_pt,
                        .last_line_min_pt = paragraph->locale->last_line_min_em * size,
                        .kashida = paragraph->kashida,
                        .kashida_em_pt = kashida_em(set),
                        .gap_most_pt = gap_most(set),
                        .hanging = paragraph->hanging,
                        .glyph_scaling = paragraph->glyph_scaling,
                        .ragged = paragraph->align != TEXT_JUSTIFY};
}

// Looser lines may carry the last word along.
static LineBreakList carry_last(Setting *set, const OptimumInput *input, LineBreakList found,
                                double tolerance) {
  LineBreakList looser = matter_break(set->scratch, &set->matter, input, tolerance);
  return looser.crumb || looser.fragment ? found : looser;
}

static LineBreakList choose_breaks(Setting *set) {
  const Paragraph *paragraph = set->paragraph;
  if (paragraph->keep_whole_line) {
    LineBreak *line = ARENA_NEW(set->scratch, LineBreak);
    *line = (LineBreak){.to = set->matter.count - 1,
                        .forced = TRUE,
                        .width_pt = line_shape_width(set->shape, 0, paragraph->indent_pt)};
    return (LineBreakList){.lines = line, .count = 1};
  }
  OptimumInput input = optimum_input(set);
  LineBreakList found = matter_break(set->scratch, &set->matter, &input, TOLERANCE_FIRST);
  if (found.count > 0)
    return found.crumb ? carry_last(set, &input, found, TOLERANCE_SECOND) : found;
  // A block of a language without hyphenation may have pieces with it.
  gboolean pieces = !paragraph->locale->hyphenate && paragraph->align == TEXT_JUSTIFY;
  if ((paragraph->hyphenate || pieces) &&
      paragraph_hyphenate(set->typesetter->breaker, set->flow, set->breaks))
    make_matter(set);
  found = matter_break(set->scratch, &set->matter, &input, TOLERANCE_SECOND);
  if (found.count > 0)
    return found.fragment ? carry_last(set, &input, found, TOLERANCE_THIRD) : found;
  if (paragraph->align == TEXT_JUSTIFY &&
      paragraph_loosen(set->typesetter->breaker, set->flow, set->breaks))
    make_matter(set);
  return matter_break(set->scratch, &set->matter, &input, G_MAXDOUBLE);
}

static void note_pieces(const Setting *set, const LineParts *parts, Line *line) {
  const Flow *flow = set->flow;
  const Paragraph *paragraph = set->paragraph;
  if (parts->count == 0) return;
  guint32 start = parts->parts[0].start, end = parts->parts[parts->count - 1].end;
  guint first = flow_piece_at(flow, start, 0);
  line->node = paragraph->pieces[first].style.node;
  if (line->node) line->span = line->node->span;
  guint most = 0, count = 0;
  for (guint i = first; i < paragraph->piece_count && flow->piece_starts[i] < end; i++)
    most += paragraph->pieces[i].style.footnote > 0;
  if (most == 0) return;
  line->footnotes = ARENA_ARRAY(set->arena, guint, most);
  for (guint i = first; i < paragraph->piece_count && flow->piece_starts[i] < end; i++) {
    guint mark = paragraph->pieces[i].style.footnote;
    if (mark > 0 && flow->piece_starts[i] >= start) line->footnotes[count++] = mark;
  }
  line->footnote_count = count;
}

// The line's left edge in its column: insets and the indent stand at the start side.
static double left_edge(const Setting *set, guint index, double available_pt, double width_pt) {
  const Paragraph *paragraph = set->paragraph;
  gboolean rtl = paragraph->direction == DIRECTION_RTL;
  double start = line_shape_inset(set->shape, index, paragraph->indent_pt);
  double room = available_pt - width_pt;
  if (fabs(room) < 1e-6) room = 0;
  double before = paragraph->align == TEXT_CENTER ? room / 2
                  : paragraph->align == TEXT_END  ? room
                                                  : 0;
  return rtl ? room - before : start + before;
}

static void set_line(Setting *set, const LineBreakList *breaks, guint index, GArray *kashidas,
                     Line *line) {
  const Paragraph *paragraph = set->paragraph;
  const LineBreak *chosen = &breaks->lines[index];
  LineParts parts = line_parts(&set->input, &set->matter, chosen);
  double width = chosen->width_pt + parts.hang_start_pt + parts.hang_end_pt;
  gboolean tight = parts.natural_pt > width;
  gboolean full = !chosen->forced || tight || paragraph->keep_whole_line;
  if (paragraph->align == TEXT_JUSTIFY && full)
    line->loose = !line_justify(&parts, width, paragraph, kashidas);
  else
    g_array_set_size(kashidas, 0);
  line->leading_pt = paragraph->leading_pt;
  line->direction = paragraph->direction;
  line->is_first = index == 0;
  line->is_last = index + 1 == breaks->count;
  line->hyphenated = parts.hyphenated;
  line->span = paragraph->span;
  note_pieces(set, &parts, line);
  line_build(set->arena, set->scratch, set->flow, &parts, line);
  line->x_pt = left_edge(set, index, width, line->width_pt) -
               (paragraph->direction == DIRECTION_RTL ? parts.hang_end_pt : parts.hang_start_pt);
}

LineList paragraph_set(Typesetter *typesetter, Arena *arena, const Paragraph *paragraph,
                       const LineShape *shape, DiagnosticList *diagnostics) {
  g_assert(shape->count > 0);
  Arena *scratch = typesetter->scratch;
  Setting set = {.typesetter = typesetter,
                 .arena = arena,
                 .scratch = scratch,
                 .paragraph = paragraph,
                 .shape = shape,
                 .diagnostics = diagnostics};
  shape_paragraph(&set);
  if (set.flow->length == 0) {
    arena_clear(scratch);
    return (LineList){0};
  }
  set.breaks = paragraph_breaks(typesetter->breaker, scratch, set.flow);
  make_matter(&set);
  LineBreakList breaks = choose_breaks(&set);
  if (paragraph->balanced && !paragraph->keep_whole_line) {
    const OptimumInput input = optimum_input(&set);
    breaks = lines_balance(scratch, &set.input, &set.matter, &input, breaks);
  }
  if (typesetter->trace) {
    breaks_dump(set.flow, set.breaks, typesetter->trace);
    matter_dump(set.flow, &set.matter, typesetter->trace);
  }
  LineList list = {ARENA_ARRAY(arena, Line, breaks.count), breaks.count};
  g_autoptr(GArray) kashidas = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < list.count; i++)
    set_line(&set, &breaks, i, kashidas, &list.lines[i]);
  arena_clear(scratch);
  return list;
}

double paragraph_natural_width(Typesetter *typesetter, const Paragraph *paragraph) {
  Setting set = {.typesetter = typesetter, .scratch = typesetter->scratch, .paragraph = paragraph};
  shape_paragraph(&set);
  double width = 0;
  for (guint i = 0; i < set.segments.count; i++)
    width += set.segments.segments[i].width_pt;
  arena_clear(typesetter->scratch);
  return width;
}
