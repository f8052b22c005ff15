#include "paginate/masthead.h"

#define HAIRLINE_PT 0.25
#define ACCENT_PT   1.5
#define NARROW_EM   34.0

// The text of a language, or the first one that there is; NULL where there is none.
static const char *pick(const Composer *composer, const LocalText *text) {
  const Publication *publication = composer->shared->job->publication;
  if (!text->texts) return NULL;
  gint own = publication_language(publication, composer->locale->code);
  if (own >= 0 && text->texts[own]) return text->texts[own];
  for (guint i = 0; i < publication->language_count; i++)
    if (text->texts[i]) return text->texts[i];
  return NULL;
}

const char *masthead_name(const Composer *composer) {
  const char *name = pick(composer, &composer->shared->job->publication->title);
  return name ? name : "";
}

// The name in one line, as large as the scale has it or as the width allows.
static void compose_name(Composer *composer) {
  const Measures *measures = composer->shared->measures;
  TextStyle style = style_text(measures, STYLE_MASTHEAD, composer->lang);
  Setting setting = {.style = STYLE_MASTHEAD, .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, masthead_name(composer), &style);
  double width = compose_natural_width_pt(composer, pieces, &setting);
  double share = width > composer->width_pt * 0.98 ? composer->width_pt * 0.98 / width : 1;
  double least = measures_size_pt(measures, 2) / style.size_pt;
  share = MAX(share, least);
  for (guint i = 0; i < pieces->len; i++)
    g_array_index(pieces, TextPiece, i).style.size_pt = style.size_pt * share;
  setting.leading_pt = style_leading_pt(measures, STYLE_MASTHEAD, composer->locale) * share;
  LineList lines = compose_set(composer, pieces, &setting);
  const Division *before = compose_divide(composer, DIVISION_NAME);
  compose_display(composer, &lines, NULL, setting.leading_pt);
  composer->division = before;
}

static void compose_rule_box(Composer *composer, double thickness_pt, Ink ink) {
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  Placed rule = compose_rule(composer->left_pt, 0, composer->width_pt, thickness_pt, ink, 1);
  g_array_append_val(items, rule);
  compose_box(composer, thickness_pt, 0, items);
}

// The days of the issue in one calendar; NULL without dates.
static const char *date_range(const Composer *composer, Calendar calendar) {
  const Digest *digest = composer->shared->job->digest;
  if (!civil_date_is_set(digest->from) && !civil_date_is_set(digest->to)) return NULL;
  return locale_date_interval(composer->shared->arena, composer->locale, calendar, digest->from,
                              digest->to);
}

static void compose_issue(Composer *composer) {
  Arena *arena = composer->shared->arena;
  const Digest *digest = composer->shared->job->digest;
  const Locale *locale = composer->locale;
  Calendar other = locale->calendar == CALENDAR_PERSIAN ? CALENDAR_GREGORIAN : CALENDAR_PERSIAN;
  const char *parts[] = {
      digest->issue ? locale_message(arena, locale, "digest.issue", "number",
                                     locale_digits(arena, locale, digest->issue), NULL)
                    : NULL,
      date_range(composer, locale->calendar),
      date_range(composer, other),
  };
  double grid = composer->grid_pt;
  compose_part(composer, MASTHEAD_ISSUE_RULE);
  flow_space(composer->flow, grid * 0.3);
  compose_rule_box(composer, HAIRLINE_PT, INK_TEXT);
  if (!parts[0] && !parts[1]) return;
  compose_part(composer, MASTHEAD_ISSUE);
  flow_space(composer->flow, grid * 0.1);
  // A narrow masthead has a line for each calendar.
  gboolean narrow = composer->width_pt < NARROW_EM * composer->shared->measures->size_pt;
  compose_parts(composer, parts, narrow ? 1 : 3, locale->part_separator, STYLE_MASTHEAD_LINE, NULL);
  for (guint i = 1; narrow && i < G_N_ELEMENTS(parts); i++) {
    compose_part(composer, MASTHEAD_ISSUE + i);
    compose_plain(composer, parts[i], STYLE_MASTHEAD_LINE, NULL);
  }
  compose_part(composer, MASTHEAD_END);
  flow_space(composer->flow, grid * 0.2);
  compose_rule_box(composer, HAIRLINE_PT, INK_TEXT);
}

void masthead_compose(Composer *composer) {
  const DigestJob *job = composer->shared->job;
  compose_part(composer, MASTHEAD_RULE);
  compose_rule_box(composer, ACCENT_PT, INK_ACCENT);
  compose_part(composer, MASTHEAD_NAME);
  flow_space(composer->flow, composer->grid_pt * 0.3);
  compose_name(composer);
  compose_part(composer, MASTHEAD_DESCRIPTION);
  compose_plain(composer, pick(composer, &job->publication->description), STYLE_MASTHEAD_LINE,
                NULL);
  compose_part(composer, MASTHEAD_TITLE);
  const char *title = pick(composer, &job->digest->title);
  if (title) {
    flow_space(composer->flow, composer->grid_pt * 0.25);
    compose_plain(composer, title, STYLE_MASTHEAD_TITLE, NULL);
  }
  compose_issue(composer);
}
