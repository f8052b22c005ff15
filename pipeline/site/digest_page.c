// Digests: their list, and a page for each with its contents and its PDFs.
#include "site/digest_view.h"
#include "site/entry_view.h"
#include "site/parts.h"

static const char *digest_file(const Page *page, const SiteDigest *digest, const char *language,
                               const char *ending) {
  const char *path =
      arena_printf(page->arena, "digests/%s.%s.%s", digest->digest->name, language, ending);
  return plan_has_digest_file(page->plan, path) ? path : NULL;
}

static void add_file(const Page *page, Value *files, const SiteDigest *digest, const char *code,
                     const char *label) {
  const char *path = digest_file(page, digest, code, "pdf");
  if (!path) return;
  Value *file = value_append_map(files);
  value_set_string(file, "href", page_href(page, path));
  value_set_html(file, "label", page_phrase(page, label));
}

// The page's own language first, then the others, then all together.
static void set_files(const Page *page, Value *value, const SiteDigest *digest) {
  const SitePlan *plan = page->plan;
  Value *files = value_set_list(value, "files");
  add_file(page, files, digest, plan->publication->languages[page->language],
           page_language_name(page, page->language));
  for (guint i = 0; i < plan->language_count; i++)
    if (i != page->language)
      add_file(page, files, digest, plan->publication->languages[i], page_language_name(page, i));
  add_file(page, files, digest, "both", page_string(page, "all_languages"));
  value_set_boolean(value, "has_files", value_count(files) > 0);
}

// «شنبه … تا جمعه …»; one side may be open.
static void set_days(const Page *page, Value *value, const Digest *digest) {
  const Locale *locale = page->locale;
  gboolean from = civil_date_is_set(digest->from), to = civil_date_is_set(digest->to);
  if (!from && !to) return;
  const char *days =
      locale_date_interval(page->arena, locale, locale->calendar, digest->from, digest->to);
  const char *key = from ? "site.days_from" : "site.days_to";
  if (from != to) days = locale_message(page->arena, locale, key, from ? "from" : "to", days, NULL);
  value_set_html(value, "days", page_phrase(page, days));
}

static char *digest_title(const Page *page, const Digest *digest) {
  const char *title = plan_local_text(&digest->title, page->language, page->plan->language_count);
  return arena_strdup(page->arena, title ? title : digest->name);
}

Value *digest_view(const Page *page, const SiteDigest *item) {
  const Digest *digest = item->digest;
  Value *value = value_map(page->arena);
  value_set_string(value, "href", page_href(page, item->paths[page->language]));
  value_set_html(value, "title", page_phrase(page, digest_title(page, digest)));
  if (digest->issue) {
    const char *number = locale_digits(page->arena, page->locale, digest->issue);
    value_set_html(value, "issue",
                   page_phrase(page, locale_message(page->arena, page->locale, "site.issue",
                                                    "number", number, NULL)));
  }
  set_days(page, value, digest);
  value_set_html(value, "count",
                 page_phrase(page, locale_plural(page->arena, page->locale, "site.post_count",
                                                 item->pairs.count)));
  const char *cover =
      digest_file(page, item, page->plan->publication->languages[page->language], "png");
  if (!cover) cover = digest_file(page, item, "both", "png");
  if (cover) {
    value_set_string(value, "cover", page_href(page, cover));
    value_set_string(value, "cover_path", cover);
  }
  set_files(page, value, item);
  return value;
}

void digests_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                  DiagnosticList *diagnostics) {
  (void)index;
  g_autoptr(Page) page =
      page_new(plan, language, plan->languages[language].digests_path, "digests", diagnostics);
  page_set_title(page, page_string(page, "digests"));
  page_set_description(page, page_string(page, "digests_line"));
  page_set_switch(page, PAGE_PATHS(page, digests_path), SWITCH_SAME, NULL);
  Value *digests = value_set_list(page->root, "digests");
  for (guint i = 0; i < plan->digest_count; i++)
    if (plan->digests[i].paths[language])
      value_set_string(value_append(digests, digest_view(page, &plan->digests[i])), "level", "2");
  page_write(page, "digests", out);
}

// A post of the digest that the page's language lacks is listed all the same, in its own language.
static void add_content(Page *page, Value *contents, const PostPair *pair) {
  const SitePlan *plan = page->plan;
  const SiteEntry *entry = plan_lookup_entry(plan, pair->id, page->language);
  if (entry) {
    value_append(contents, entry_view(page, entry));
    return;
  }
  for (guint i = 0; i < plan->language_count && !entry; i++) {
    entry = plan_lookup_entry(plan, pair->id, i);
    if (!entry) continue;
    Value *value = entry_view(page_in_language(page, i), entry);
    Value *foreign = value_set_map(value, "foreign");
    value_set_string(foreign, "lang", plan->publication->languages[i]);
    value_set_string(foreign, "dir", plan->locales[i]->direction == DIRECTION_RTL ? "rtl" : "ltr");
    value_set(value, "date", entry_view_date(page, entry->post->date, DATE_LONG));
    value_set_html(
        value, "only",
        page_phrase(page, locale_message(page->arena, page->locale, "site.only_in", "language",
                                         page_language_name(page, i), NULL)));
    value_append(contents, value);
  }
}

void digest_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                 DiagnosticList *diagnostics) {
  const SiteDigest *item = &plan->digests[index];
  g_autoptr(Page) page = page_new(plan, language, item->paths[language], "digest", diagnostics);
  page_set_title(page, digest_title(page, item->digest));
  page_set_switch(page, item->paths, SWITCH_NEAR, PAGE_PATHS(page, digests_path));
  value_set_string(page->root, "digests_href", page_href(page, page->side->digests_path));
  value_set(page->root, "digest", digest_view(page, item));
  const Value *days = value_lookup(value_lookup(page->root, "digest"), "count");
  page_set_description(page, value_text(days));
  Value *contents = value_set_list(page->root, "contents");
  for (guint i = 0; i < item->pairs.count; i++)
    add_content(page, contents, item->pairs.items[i]);
  page_write(page, "digest", out);
}
