// The ways in: the cover at the root, each language's listing, and what stands for a missing page.
#include "site/digest_view.h"
#include "site/entry_view.h"
#include "site/parts.h"

enum { UNDATED_SHOWN = 5, COVER_POSTS = 3 };

// The about page's first paragraph, with its links.
static void set_about(Page *page) {
  const SiteEntry *about = page->side->about;
  if (!about) return;
  Value *value = value_set_map(page->root, "about");
  value_set_string(value, "href", page_href(page, about->path));
  value_set_html(value, "title", page_phrase(page, about->post->title ? about->post->title : ""));
  for (const Node *node = about->post->body->first_child; node; node = node->next) {
    if (node->kind != NODE_PARAGRAPH) continue;
    LinkContext link = page->link;
    link.post = about->post;
    HtmlContext context = link_html_context(&link, page->language, HTML_SITE);
    GString *html = g_string_new(NULL);
    html_write_children(node, &context, html);
    value_set(value, "text", value_take_html(page->arena, html));
    return;
  }
}

static void set_latest_digest(Page *page) {
  for (guint i = 0; i < page->plan->digest_count; i++) {
    const SiteDigest *digest = &page->plan->digests[i];
    if (!digest->paths[page->language]) continue;
    Value *view = digest_view(page, digest);
    value_set_string(view, "level", "3");
    value_set_string(view, "digests_href", page_href(page, page->side->digests_path));
    value_set(page->root, "digest", view);
    return;
  }
}

static char *page_position(const Page *page, guint number, guint count) {
  return locale_message(page->arena, page->locale, "site.page_of", "page",
                        locale_integer(page->arena, page->locale, number), "count",
                        locale_integer(page->arena, page->locale, count), NULL);
}

static void set_pager(Page *page, guint index) {
  const SiteLanguage *side = page->side;
  if (side->home_count < 2) return;
  Value *pager = value_set_map(page->root, "pager");
  value_set_html(pager, "label",
                 page_phrase(page, page_position(page, index + 1, side->home_count)));
  if (index > 0) value_set_string(pager, "newer", page_href(page, side->home_paths[index - 1]));
  if (index + 1 < side->home_count)
    value_set_string(pager, "older", page_href(page, side->home_paths[index + 1]));
}

static void set_undated(Page *page) {
  const EntryList *undated = &page->side->undated;
  if (!undated->count) return;
  Value *value = value_set_map(page->root, "undated");
  value_set(value, "entries", entry_view_list(page, undated, 0, UNDATED_SHOWN, entry_view));
  if (undated->count > UNDATED_SHOWN)
    value_set_html(value, "more",
                   page_phrase(page, locale_plural(page->arena, page->locale, "site.all_undated",
                                                   undated->count)));
  value_set_string(value, "href", page_href(page, page->side->undated_path));
}

static const char **home_paths(const Page *page) {
  const char **paths = ARENA_ARRAY(page->arena, const char *, page->plan->language_count);
  for (guint i = 0; i < page->plan->language_count; i++)
    paths[i] = page->plan->languages[i].home_paths[0];
  return paths;
}

void home_make(const SitePlan *plan, guint language, guint index, OutputList *out,
               DiagnosticList *diagnostics) {
  const SiteLanguage *side = &plan->languages[language];
  g_autoptr(Page) page = page_new(plan, language, side->home_paths[index], "home", diagnostics);
  guint per_page = MAX(1, plan->publication->posts_per_page);
  if (index > 0) {
    page_set_title(page, page_position(page, index + 1, side->home_count));
    page_set_switch(page, NULL, SWITCH_NEAR, NULL);
  } else {
    page_set_switch(page, home_paths(page), SWITCH_SAME, NULL);
    page_add_alternate(page, "x-default", "index.html");
    set_about(page);
    set_latest_digest(page);
    set_undated(page);
  }
  const char *line =
      plan_local_text(&plan->publication->description, language, plan->language_count);
  page_set_description(page, line);
  value_set_boolean(page->root, "front", index == 0);
  value_set(page->root, "entries",
            entry_view_list(page, &side->dated, index * per_page, per_page, entry_view));
  set_pager(page, index);
  page_write(page, "home", out);
}

static void add_half(Page *page, Value *halves, guint language) {
  const Page *half = page_in_language(page, language);
  const Publication *publication = page->plan->publication;
  const char *name = plan_local_text(&publication->title, language, publication->language_count);
  const char *line =
      plan_local_text(&publication->description, language, publication->language_count);
  Value *value = value_append_map(halves);
  value_set_string(value, "lang", publication->languages[language]);
  value_set_string(value, "dir", half->locale->direction == DIRECTION_RTL ? "rtl" : "ltr");
  value_set_html(value, "name", page_phrase(half, name ? name : ""));
  if (line) value_set_html(value, "line", page_phrase(half, line));
  value_set_string(value, "href", page_href(half, half->side->home_paths[0]));
  value_set(value, "t", (Value *)half->side->strings);
  value_set(value, "entries",
            entry_view_list(half, &half->side->dated, 0, COVER_POSTS, entry_view_brief));
}

// The cover is nobody's language more than another's: each half speaks its own.
void cover_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                DiagnosticList *diagnostics) {
  (void)index;
  g_autoptr(Page) page = page_new(plan, language, "index.html", "cover", diagnostics);
  page_set_switch(page, home_paths(page), SWITCH_SAME, NULL);
  value_set_list(page->root, "alternates");
  for (guint i = 0; i < plan->language_count; i++)
    page_add_alternate(page, plan->publication->languages[i], plan->languages[i].home_paths[0]);
  page_add_alternate(page, "x-default", "index.html");
  const LocalText *lines = &plan->publication->description;
  page_set_description(page, plan_local_text(lines, language, plan->language_count));
  Value *halves = value_set_list(page->root, "halves");
  for (guint i = 0; i < plan->language_count; i++)
    add_half(page, halves, i);
  page_write(page, "cover", out);
}

// A server shows this page under any address, so that nothing in it may be relative: links are
// whole where the site's address is known, and the style stands inside.
void not_found_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                    DiagnosticList *diagnostics) {
  (void)index;
  g_autoptr(Page) page = page_new(plan, language, "404.html", "missing", diagnostics);
  page->absolute = TRUE;
  page_set_title(page, page_string(page, "not_found"));
  value_set_boolean(page->root, "alone", TRUE);
  g_autoptr(GString) style = g_string_new(NULL);
  style_write(plan, style);
  value_set_html(page->root, "style", style->str);
  Value *halves = value_set_list(page->root, "halves");
  for (guint i = 0; i < plan->language_count; i++)
    add_half(page, halves, i);
  page_write(page, "not_found", out);
}
