#include "paginate/running.h"

#include <string.h>

#define ELLIPSIS " …"

struct RunningHeads {
  ComposeJob *job;
  const char *const *names; // of the publication, by language
  GHashTable *lines;        // text -> Line: a title is set once for all its pages
};

RunningHeads *running_new(ComposeJob *job, const char *const *names_by_language) {
  RunningHeads *running = g_new0(RunningHeads, 1);
  running->job = job;
  running->names = names_by_language;
  running->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return running;
}

void running_free(RunningHeads *running) {
  if (!running) return;
  g_hash_table_unref(running->lines);
  g_free(running);
}

// The text, cut at a word so that it is no wider than `width_pt`; in the arena.
static const char *shorten(Composer *composer, const char *text, double width_pt) {
  const Setting setting = {.style = STYLE_RUNNING, .flush = TRUE};
  TextStyle style = style_text(composer->shared->measures, STYLE_RUNNING, composer->lang);
  char *shorter = arena_strdup(composer->shared->arena, text);
  const char *whole = shorter;
  for (;;) {
    g_autoptr(GArray) pieces = compose_text(composer, whole, &style);
    if (compose_natural_width_pt(composer, pieces, &setting) <= width_pt) return whole;
    char *space = strrchr(shorter, ' ');
    if (!space) return "";
    *space = '\0';
    whole = arena_printf(composer->shared->arena, "%s%s", shorter, ELLIPSIS);
  }
}

static const Line *set_line(RunningHeads *running, const Locale *locale, StyleName name,
                            const char *text, double width_pt) {
  char *key = g_strdup_printf("%s/%d/%s", locale->code, (int)name, text);
  const Line *known = g_hash_table_lookup(running->lines, key);
  if (known) {
    g_free(key);
    return known;
  }
  g_autoptr(Composer) composer = compose_new(running->job, NULL, locale, width_pt);
  TextStyle style = style_text(running->job->measures, name, locale->code);
  static const TextAlign start = TEXT_START;
  const Setting setting = {.style = name, .align = &start, .whole = TRUE, .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, shorten(composer, text, width_pt), &style);
  LineList lines = compose_set(composer, pieces, &setting);
  const Line *line = lines.count ? &lines.lines[0] : NULL;
  if (line)
    g_hash_table_insert(running->lines, key, (gpointer)line);
  else
    g_free(key);
  return line;
}

// A line whose ink touches the left or right edge of the text area.
static void add_line(RunningHeads *running, const Line *line, gboolean at_right, gboolean recto,
                     double baseline_pt, const char *lang, GArray *items) {
  if (!line) return;
  const Measures *measures = running->job->measures;
  double left = measures_left_pt(measures, recto);
  double x = at_right ? left + measures_text_width_pt(measures) - line->width_pt : left;
  Placed placed = {
      .kind = PLACED_LINE,
      .part = PART_ARTIFACT,
      .x_pt = x - line->x_pt,
      .y_pt = baseline_pt,
      .width_pt = line->width_pt,
      .height_pt = line->leading_pt,
      .line = line,
      .lang = lang,
  };
  g_array_append_val(items, placed);
}

double running_head_pt(const Measures *measures) {
  double size = style_size_pt(measures, STYLE_RUNNING);
  return measures->top_pt - MIN(measures->top_pt * 0.4, size * 2.2);
}

double running_foot_pt(const Measures *measures) {
  return measures->trim_height_pt - measures->bottom_pt +
         MIN(measures->bottom_pt * 0.6, style_size_pt(measures, STYLE_FOLIO) * 2.8);
}

// Two texts on one page: each has its own title and folio on its own side.
static void place_both(RunningHeads *running, const PageNote *note, guint page, gboolean recto,
                       GArray *items) {
  const Measures *measures = running->job->measures;
  double width = measures_column_pt(measures, 2);
  const SectionText *texts[] = {note->text, note->beside};
  gboolean swapped = texts[0]->locale->direction == DIRECTION_RTL;
  for (guint i = 0; i < 2; i++) {
    const Locale *locale = texts[i]->locale;
    const char *label = compose_page_label(running->job, locale, page);
    gboolean at_right = swapped ? i == 0 : i == 1;
    add_line(running, set_line(running, locale, STYLE_FOLIO, label, width), at_right, recto,
             running_foot_pt(measures), locale->code, items);
    if (page > 0 && texts[i]->running)
      add_line(running, set_line(running, locale, STYLE_RUNNING, texts[i]->running, width),
               at_right, recto, running_head_pt(measures), locale->code, items);
  }
}

void running_place(RunningHeads *running, const PageNote *note, const Locale *locale, guint page,
                   gboolean recto, const char *label, GArray *items) {
  const Measures *measures = running->job->measures;
  const Publication *publication = running->job->job->publication;
  double width = measures_text_width_pt(measures);
  if (note->text && note->beside) {
    place_both(running, note, page, recto, items);
    return;
  }
  // The outer side is the right one of a right-hand page.
  add_line(running, set_line(running, locale, STYLE_FOLIO, label, width), recto, recto,
           running_foot_pt(measures), locale->code, items);
  if (page == 0 || !note->text || !note->text->running) return;
  gint language = publication_language(publication, locale->code);
  const char *name = language >= 0 && running->names ? running->names[language] : NULL;
  add_line(running, set_line(running, locale, STYLE_RUNNING, note->text->running, width * 0.6),
           recto, recto, running_head_pt(measures), locale->code, items);
  if (name)
    add_line(running, set_line(running, locale, STYLE_RUNNING, name, width * 0.35), !recto, recto,
             running_head_pt(measures), locale->code, items);
}
