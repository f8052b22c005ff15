// Atom feeds (RFC 4287) with full text, and the sitemap with what each page is called in the other
// languages (sitemaps.org 0.9). Posts without a date are in no feed: an entry must say when it was
// published.
#include <string.h>

#include "site/entry_view.h"
#include "site/html.h"
#include "site/parts.h"

enum { FEED_ENTRIES = 20 };

// A name that outlives changes of title and slug: a UUID made from site, language and id (RFC 4122,
// version 5).
static char *make_id(Arena *arena, const SitePlan *plan, const char *language, const char *id) {
  const char *address = plan->publication->address ? plan->publication->address : "";
  g_autofree char *name = g_strdup_printf("%s %s %s", address, language, id);
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, name, -1);
  hash[12] = '5';
  static const char variants[] = "89ab";
  hash[16] = variants[g_ascii_xdigit_value(hash[16]) & 3];
  return arena_printf(arena, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12,
                      hash + 16, hash + 20);
}

static char *timestamp(Arena *arena, CivilDate date) {
  if (!civil_date_is_set(date)) date = (CivilDate){1970, 1, 1};
  char iso[16];
  return arena_printf(arena, "%sT00:00:00Z", civil_date_format(date, iso));
}

static void set_names(Value *entry, const char *key, const StringList *list) {
  Value *names = value_set_list(entry, key);
  for (guint i = 0; i < list->count; i++)
    value_set_string(value_append_map(names), "name", list->items[i]);
}

static void add_entry(Page *page, Value *entries, const SiteEntry *item) {
  const Post *post = item->post;
  LinkContext link = page->link;
  link.absolute = TRUE;
  link.post = post;
  link.page = item->path;
  Value *entry = value_append_map(entries);
  const char *code = page->plan->publication->languages[page->language];
  value_set_string(entry, "id", make_id(page->arena, page->plan, code, post->id));
  value_set_string(
      entry, "title",
      page_plain_title(page->arena, page->locale, post->title ? post->title : post->id));
  value_set_string(entry, "url",
                   page->plan->publication->address ? link_url(page->arena, &link, item->path)
                                                    : page_href(page, item->path));
  value_set_string(entry, "date", timestamp(page->arena, post->date));
  value_set_string(entry, "summary",
                   page_plain_title(page->arena, page->locale, entry_excerpt(page->arena, post)));
  set_names(entry, "authors", &post->authors);
  set_names(entry, "translators", &post->translators);
  Value *tags = value_set_list(entry, "tags");
  for (guint i = 0; i < post->tags.count; i++)
    value_set_string(value_append_map(tags), "term", post->tags.items[i]);
  HtmlContext context = link_html_context(&link, page->language, HTML_FEED);
  GString *html = g_string_new("<div");
  html_write_language(code, &context, html);
  g_string_append_c(html, '>');
  html_write_node(post->body, &context, html);
  g_string_append(html, "</div>");
  value_set_string(entry, "content", html->str);
  g_string_free(html, TRUE);
}

void feed_make(const SitePlan *plan, guint language, guint index, OutputList *out,
               DiagnosticList *diagnostics) {
  (void)index;
  const SiteLanguage *side = &plan->languages[language];
  const Publication *publication = plan->publication;
  g_autoptr(Page) page = page_new(plan, language, side->feed_path, "feed", diagnostics);
  LinkContext link = page->link;
  link.absolute = TRUE;
  value_set_string(page->root, "id",
                   make_id(page->arena, plan, publication->languages[language], ""));
  const char *name = value_text(value_lookup(page->root, "site_name"));
  value_set_string(page->root, "feed_title", page_plain_title(page->arena, page->locale, name));
  const char *line = plan_local_text(&publication->description, language, plan->language_count);
  if (line)
    value_set_string(page->root, "feed_subtitle",
                     page_plain_title(page->arena, page->locale, line));
  const char *authors = plan_local_text(&publication->authors, language, plan->language_count);
  value_set_string(page->root, "feed_author", authors ? authors : name);
  value_set_string(page->root, "home_url", link_url(page->arena, &link, side->home_paths[0]));
  if (publication->address)
    value_set_string(page->root, "self_url", link_url(page->arena, &link, side->feed_path));
  CivilDate newest = side->dated.count ? side->dated.items[0]->post->date : (CivilDate){0};
  value_set_string(page->root, "updated", timestamp(page->arena, newest));
  Value *entries = value_set_list(page->root, "entries");
  for (guint i = 0; i < side->dated.count && i < FEED_ENTRIES; i++)
    add_entry(page, entries, side->dated.items[i]);
  page_write(page, "feed", out);
}

static void write_url(const SitePlan *plan, GString *xml, const char *const *paths, guint own,
                      CivilDate date) {
  g_autoptr(Arena) arena = arena_new();
  const char *address = plan->publication->address;
  g_string_append_printf(xml, "<url><loc>%s</loc>", route_address(arena, address, paths[own]));
  char iso[16];
  if (civil_date_is_set(date))
    g_string_append_printf(xml, "<lastmod>%s</lastmod>", civil_date_format(date, iso));
  for (guint i = 0; i < plan->language_count; i++) {
    if (!paths[i] || (i == own && plan->language_count == 1)) continue;
    g_string_append_printf(xml, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>",
                           plan->publication->languages[i],
                           route_address(arena, address, paths[i]));
  }
  g_string_append(xml, "</url>\n");
}

static void write_entries(const SitePlan *plan, GString *xml, const char **paths) {
  for (guint i = 0; i < plan->publication->pair_count; i++) {
    SiteEntry *const *sides = &plan->entries[i * plan->language_count];
    for (guint k = 0; k < plan->language_count; k++)
      paths[k] = sides[k] ? sides[k]->path : NULL;
    for (guint k = 0; k < plan->language_count; k++)
      if (paths[k]) write_url(plan, xml, paths, k, sides[k]->post->date);
  }
}

// A sitemap must name whole addresses: without the site's own there is none.
void sitemap_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                  DiagnosticList *diagnostics) {
  (void)language, (void)index, (void)diagnostics;
  const char *address = plan->publication->address;
  GString *robots = g_string_new("User-agent: *\nAllow: /\n");
  if (address) {
    g_autofree const char **paths = g_new0(const char *, plan->language_count);
    GString *xml = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
                                "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (guint i = 0; i < plan->language_count; i++)
      paths[i] = plan->languages[i].home_paths[0];
    for (guint i = 0; i < plan->language_count; i++)
      write_url(plan, xml, paths, i, (CivilDate){0});
    write_entries(plan, xml, paths);
    for (guint i = 0; i < plan->digest_count; i++)
      for (guint k = 0; k < plan->language_count; k++)
        if (plan->digests[i].paths[k])
          write_url(plan, xml, plan->digests[i].paths, k, (CivilDate){0});
    g_string_append(xml, "</urlset>\n");
    output_list_take_string(out, "sitemap.xml", xml);
    g_string_append_printf(robots, "Sitemap: %ssitemap.xml\n", address);
  }
  output_list_take_string(out, "robots.txt", robots);
}
