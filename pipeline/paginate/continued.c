#include "paginate/continued.h"

#define FACING_STEP 2
#define ABOVE_PT    5.0 // from the baseline to the text below it

// A line of the margin, at the end side of a column: running heads stand at the page's sides.
static void place_line(ComposeJob *job, const Segment *segment, const char *key, guint other_page,
                       TextAlign align, double baseline_pt, GArray *page) {
  const Locale *locale = segment->list->locale;
  double width = segment->list->width_pt;
  g_autoptr(Composer) composer = compose_new(job, NULL, locale, width);
  const char *number = locale_integer(job->arena, locale, (gint64)other_page + 1);
  const char *text = locale_message(job->arena, locale, key, "page", number, NULL);
  TextStyle style = style_text(job->measures, STYLE_RUNNING, locale->code);
  const Setting setting = {.style = STYLE_RUNNING, .align = &align, .whole = TRUE, .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, text, &style);
  LineList lines = compose_set(composer, pieces, &setting);
  if (!lines.count || lines.lines[0].width_pt > width) return;
  Placed placed = compose_place(composer, &lines.lines[0], NULL, segment->x_pt, baseline_pt);
  placed.part = PART_ARTIFACT;
  g_array_append_val(page, placed);
}

static void place_pair(ComposeJob *job, const Segment *from, const Segment *to,
                       const GPtrArray *pages) {
  const Measures *measures = job->measures;
  double leading = style_leading_pt(measures, STYLE_RUNNING, from->list->locale);
  double bottom = measures->trim_height_pt - measures->bottom_pt;
  place_line(job, from, "digest.continued_on", to->page, TEXT_END,
             bottom + MIN(leading, measures->bottom_pt * 0.3), pages->pdata[from->page]);
  place_line(job, to, "digest.continued_from", from->page, TEXT_END,
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
