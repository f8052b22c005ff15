// Ways to find a post: by month, by tag, and those without a date.
#include "locale/letters.h"
#include "site/entry_view.h"
#include "site/parts.h"

#define LETTERED_TAGS 30 // from so many on, tags stand under letters

static void set_count(const Page *page, Value *value, guint count) {
  value_set_html(value, "count",
                 page_phrase(page, locale_number(page->arena, page->locale, count)));
  const char *words = locale_plural(page->arena, page->locale, "site.post_count", count);
  value_set_html(value, "count_words", page_phrase(page, words));
}

static Value *add_year(const Page *page, Value *years, gint year) {
  Value *value = value_append_map(years);
  value_set_string(value, "year", locale_integer(page->arena, page->locale, year));
  return value_set_list(value, "months");
}

void archive_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                  DiagnosticList *diagnostics) {
  (void)index;
  const SiteLanguage *side = &plan->languages[language];
  g_autoptr(Page) page = page_new(plan, language, side->archive_path, "archive", diagnostics);
  page_set_title(page, page_string(page, "archive"));
  page_set_switch(page, PAGE_PATHS(page, archive_path), SWITCH_SAME, NULL);
  Value *years = value_set_list(page->root, "years");
  Value *months = NULL;
  for (guint i = 0; i < side->month_count; i++) {
    const SiteMonth *month = &side->months[i];
    if (!i || month->year != side->months[i - 1].year) months = add_year(page, years, month->year);
    Value *value = value_append_map(months);
    const char *name = locale_date(page->arena, page->locale, month->start, DATE_MONTH_YEAR);
    value_set_html(value, "name", page_phrase(page, name));
    value_set_string(value, "href", page_href(page, month->path));
    set_count(page, value, month->entries.count);
    value_set(value, "entries",
              entry_view_list(page, &month->entries, 0, month->entries.count, entry_view_brief));
  }
  if (side->undated.count) {
    Value *undated = value_set_map(page->root, "undated");
    value_set_string(undated, "href", page_href(page, side->undated_path));
    set_count(page, undated, side->undated.count);
    value_set(undated, "entries",
              entry_view_list(page, &side->undated, 0, side->undated.count, entry_view_brief));
  }
  page_write(page, "archive", out);
}

static void write_list(Page *page, const EntryList *entries, OutputList *out) {
  value_set(page->root, "entries", entry_view_list(page, entries, 0, entries->count, entry_view));
  set_count(page, page->root, entries->count);
  page_set_description(page,
                       locale_plural(page->arena, page->locale, "site.post_count", entries->count));
  page_write(page, "list", out);
}

// The months of two calendars do not cover each other: the other languages are offered their whole
// archive.
void month_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                DiagnosticList *diagnostics) {
  const SiteLanguage *side = &plan->languages[language];
  const SiteMonth *month = &side->months[index];
  g_autoptr(Page) page = page_new(plan, language, month->path, "month", diagnostics);
  page_set_title(page, locale_date(page->arena, page->locale, month->start, DATE_MONTH_YEAR));
  page_set_switch(page, NULL, SWITCH_NEAR, PAGE_PATHS(page, archive_path));
  value_set_string(page->root, "up_href", page_href(page, side->archive_path));
  value_set_string(page->root, "up_label", page_string(page, "archive"));
  Value *pager = value_set_map(page->root, "pager");
  if (index > 0) value_set_string(pager, "newer", page_href(page, side->months[index - 1].path));
  if (index + 1 < side->month_count)
    value_set_string(pager, "older", page_href(page, side->months[index + 1].path));
  write_list(page, &month->entries, out);
}

void tags_make(const SitePlan *plan, guint language, guint index, OutputList *out,
               DiagnosticList *diagnostics) {
  (void)index;
  const SiteLanguage *side = &plan->languages[language];
  g_autoptr(Page) page = page_new(plan, language, side->tags_path, "tags", diagnostics);
  page_set_title(page, page_string(page, "tags"));
  page_set_switch(page, PAGE_PATHS(page, tags_path), SWITCH_SAME, NULL);
  Value *groups = value_set_list(page->root, "groups"), *tags = NULL;
  g_autoptr(Letters) letters = letters_new(page->locale);
  const char *letter = NULL;
  for (guint i = 0; i < side->tag_count; i++) {
    const char *own =
        side->tag_count < LETTERED_TAGS ? "" : letters_find(letters, side->tags[i].label);
    if (g_strcmp0(own, letter) != 0) {
      Value *group = value_append_map(groups);
      value_set_html(group, "letter", page_phrase(page, own));
      tags = value_set_list(group, "tags");
    }
    letter = own;
    Value *value = value_append_map(tags);
    value_set_html(value, "label", page_phrase(page, side->tags[i].label));
    value_set_string(value, "href", page_href(page, side->tags[i].path));
    set_count(page, value, side->tags[i].entries.count);
  }
  page_write(page, "tags", out);
}

void tag_make(const SitePlan *plan, guint language, guint index, OutputList *out,
              DiagnosticList *diagnostics) {
  const SiteLanguage *side = &plan->languages[language];
  const SiteTag *tag = &side->tags[index];
  g_autoptr(Page) page = page_new(plan, language, tag->path, "tag", diagnostics);
  page_set_title(page, tag->label);
  page_set_switch(page, tag->counterparts, SWITCH_NEAR, PAGE_PATHS(page, tags_path));
  value_set_string(page->root, "up_href", page_href(page, side->tags_path));
  value_set_string(page->root, "up_label", page_string(page, "tags"));
  write_list(page, &tag->entries, out);
}

void undated_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                  DiagnosticList *diagnostics) {
  (void)index;
  const SiteLanguage *side = &plan->languages[language];
  g_autoptr(Page) page = page_new(plan, language, side->undated_path, "undated", diagnostics);
  const char **paths = ARENA_ARRAY(page->arena, const char *, plan->language_count);
  for (guint i = 0; i < plan->language_count; i++)
    if (plan->languages[i].undated.count) paths[i] = plan->languages[i].undated_path;
  page_set_title(page, page_string(page, "undated"));
  page_set_switch(page, paths, SWITCH_NEAR, PAGE_PATHS(page, archive_path));
  value_set_string(page->root, "up_href", page_href(page, side->archive_path));
  value_set_string(page->root, "up_label", page_string(page, "archive"));
  value_set_string(page->root, "line", page_string(page, "undated_line"));
  write_list(page, &side->undated, out);
}
