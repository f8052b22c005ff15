#include "paginate/continued.h"

#include <math.h>

#include "paginate/running.h"

#define FACING_STEP 2
#define ABOVE_PT    5.0 // from the baseline to the text below it
#define CLEAR_EM    1.0 // to what else stands on the line

// Whether a line of text on the page comes close to where `line` would stand.
static gboolean is_taken(const GArray *page, const Placed *line, double clear_pt) {
  double left = line->x_pt + line->line->x_pt;
  for (guint i = 0; i < page->len; i++) {
    const Placed *other = &g_array_index(page, Placed, i);
    if (other->kind != PLACED_LINE || fabs(other->y_pt - line->y_pt) >= line->height_pt / 2)
      continue;
    double start = other->x_pt + other->line->x_pt;
    if (left < start + other->line->width_pt + clear_pt &&
        start < left + line->line->width_pt + clear_pt)
      return TRUE;
  }
  return FALSE;
}

static gboolean set_line(ComposeJob *job, const Segment *segment, const char *text, TextAlign align,
                         Placed *placed) {
  const Locale *locale = segment->list->locale;
  g_autoptr(Composer) composer = compose_new(job, NULL, locale, segment->list->width_pt);
  TextStyle style = style_text(job->measures, STYLE_RUNNING, locale->code);
  const Setting setting = {.style = STYLE_RUNNING, .align = &align, .whole = TRUE, .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, text, &style);
  LineList lines = compose_set(composer, pieces, &setting);
  if (!lines.count || lines.lines[0].width_pt > segment->list->width_pt) return FALSE;
  *placed = compose_place(composer, &lines.lines[0], NULL, segment->x_pt, 0);
  placed->part = PART_ARTIFACT;
  return TRUE;
}

// A line of the margin, over or under a column: on the line of the running heads or folios, at the
// column's end side or its start side, wherever there is room; else close to the text.
static void place_line(ComposeJob *job, const Segment *segment, const char *key, guint other_page,
                       double margin_pt, double close_pt, GArray *page) {
  const Locale *locale = segment->list->locale;
  const char *number = compose_page_label(job, locale, other_page);
  const char *text = locale_message(job->arena, locale, key, "page", number, NULL);
  double clear = CLEAR_EM * style_size_pt(job->measures, STYLE_RUNNING);
  static const TextAlign sides[] = {TEXT_END, TEXT_START};
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    Placed placed;
    if (!set_line(job, segment, text, sides[i], &placed)) return;
    placed.y_pt = margin_pt;
    if (is_taken(page, &placed, clear)) continue;
    g_array_append_val(page, placed);
    return;
  }
  Placed placed;
  if (!set_line(job, segment, text, TEXT_END, &placed)) return;
  placed.y_pt = close_pt;
  g_array_append_val(page, placed);
}

static void place_pair(ComposeJob *job, const Segment *from, const Segment *to,
                       const GPtrArray *pages) {
  const Measures *measures = job->measures;
  double leading = style_leading_pt(measures, STYLE_RUNNING, from->list->locale);
  double bottom = measures->trim_height_pt - measures->bottom_pt;
  place_line(job, from, "digest.continued_on", to->page, running_foot_pt(measures),
             bottom + MIN(leading, measures->bottom_pt * 0.3), pages->pdata[from->page]);
  place_line(job, to, "digest.continued_from", from->page, running_head_pt(measures),
             measures->top_pt - MIN(ABOVE_PT, measures->top_pt * 0.15), pages->pdata[to->page]);
}

void continued_place(ComposeJob *job, const Layout *layout, const GPtrArray *pages) {
  // Where each segment begins: by the first of its boxes.
  g_autoptr(GHashTable) starts = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < layout->segments->len; i++) {
    const Segment *segment = &g_array_index(layout->segments, Segment, i);
    const FlowBox *first = &segment->list->boxes[segment->start];
    g_hash_table_insert(starts, (gpointer)first, (gpointer)segment);
  }
  for (guint i = 0; i < layout->segments->len; i++) {
    const Segment *from = &g_array_index(layout->segments, Segment, i);
    if (!from->list->locale || from->end >= from->list->count) continue;
    const Segment *to = g_hash_table_lookup(starts, &from->list->boxes[from->end]);
    if (!to || to->page == from->page) continue;
    if (job->measures->continued || to->page > from->page + FACING_STEP)
      place_pair(job, from, to, pages);
  }
}
