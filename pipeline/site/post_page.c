// The page of a post, and of pages such as "about".
#include "site/entry_view.h"
#include "site/parts.h"

static void set_body(Page *page, const Post *post) {
  page->link.post = post;
  page->context = link_html_context(&page->link, page->language, HTML_SITE);
  GString *html = g_string_new(NULL);
  html_write_node(post->body, &page->context, html);
  value_set(page->root, "body", value_take_html(page->arena, html));
}

// Whether the picture of the front matter stands in the text itself.
static gboolean body_shows(const Page *page, const Post *post, const char *path) {
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    const Asset *asset =
        node->kind == NODE_IMAGE ? asset_lookup(page->plan->assets, post, node->url) : NULL;
    if (asset && g_str_equal(asset->path, path)) return TRUE;
  }
  return FALSE;
}

static void set_neighbour(Page *page, const char *key, const SiteEntry *entry) {
  if (!entry) return;
  Value *value = value_set_map(page->root, key);
  value_set_string(value, "href", page_href(page, entry->path));
  value_set_html(value, "title",
                 page_phrase(page, entry->post->title ? entry->post->title : entry->post->id));
}

// The same post in the other languages: its title there, and the page that has both; or that there
// is none.
static void add_counterpart(Page *page, Value *list, const SiteEntry *entry, guint other) {
  const SitePlan *plan = page->plan;
  const SiteEntry *there = plan_lookup_entry(plan, entry->post->id, other);
  const char *name = page_language_name(page, other);
  Value *value = value_append_map(list);
  value_set_string(value, "lang", plan->publication->languages[other]);
  value_set_string(value, "dir", plan->locales[other]->direction == DIRECTION_RTL ? "rtl" : "ltr");
  value_set_boolean(value, "exists", there != NULL);
  if (!there) {
    value_set_html(
        value, "missing",
        page_phrase(page, locale_message(page->arena, page->locale, "site.not_in_language",
                                         "language", name, NULL)));
    return;
  }
  value_set_html(value, "label",
                 page_phrase(page, locale_message(page->arena, page->locale, "site.in_language",
                                                  "language", name, NULL)));
  value_set_string(value, "href", page_href(page, there->path));
  value_set_html(
      value, "title",
      page_phrase_in(page, there->post->title ? there->post->title : there->post->id, other));
  if (!entry->parallel_paths[other]) return;
  value_set_string(value, "parallel_href", page_href(page, entry->parallel_paths[other]));
  value_set_html(
      value, "parallel_label",
      page_phrase(page, locale_message(page->arena, page->locale, "site.side_by_side_with",
                                       "language", name, NULL)));
}

static void set_counterparts(Page *page, const SiteEntry *entry) {
  const SitePlan *plan = page->plan;
  const char **paths = ARENA_ARRAY(page->arena, const char *, plan->language_count);
  Value *list = value_set_list(page->root, "counterparts");
  for (guint i = 0; i < plan->language_count; i++) {
    if (i == page->language) continue;
    const SiteEntry *there = plan_lookup_entry(plan, entry->post->id, i);
    if (there) paths[i] = there->path;
    add_counterpart(page, list, entry, i);
  }
  value_set_boolean(page->root, "has_counterparts", value_count(list) > 0);
  page_set_switch(page, paths, SWITCH_MISSING, NULL);
}

void post_make(const SitePlan *plan, guint language, guint index, OutputList *out,
               DiagnosticList *diagnostics) {
  const SiteEntry *entry = plan->entries[index * plan->language_count + language];
  const Post *post = entry->post;
  g_autoptr(Page) page =
      page_new(plan, language, entry->path, post->is_page ? "page" : "post", diagnostics);
  page_set_title(page, post->title ? post->title : post->id);
  page_set_description(page, entry_excerpt(page->arena, post));
  Value *view = entry_view_whole(page, entry);
  value_set(page->root, "post", view);
  set_body(page, post);
  set_counterparts(page, entry);
  set_neighbour(page, "newer", entry->newer);
  set_neighbour(page, "older", entry->older);
  value_set_boolean(page->root, "has_neighbours", entry->newer || entry->older);
  value_set_boolean(page->root, "article", !post->is_page);
  const Value *image = value_lookup(value_lookup(view, "image"), "path");
  value_set_boolean(page->root, "has_lead", image && !body_shows(page, post, value_text(image)));
  if (image && plan->publication->address)
    value_set_string(page->root, "og_image",
                     route_address(page->arena, plan->publication->address, value_text(image)));
  page_write(page, "post", out);
}
