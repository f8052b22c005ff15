#include "site/link.h"

#include <string.h>

#include "site/html.h"

char *link_url(Arena *arena, const LinkContext *link, const char *path) {
  if (link->absolute && link->plan->publication->address)
    return route_address(arena, link->plan->publication->address, path);
  return route_href(arena, link->page, path);
}

static char *site_url(const LinkContext *link, const char *path, const char *suffix) {
  g_autoptr(Arena) scratch = arena_new();
  return g_strconcat(link_url(scratch, link, path), suffix, NULL);
}

// The post in the reader's language; where it does not exist, in whichever it does.
static const SiteEntry *find_post(const LinkContext *link, const char *id) {
  const SiteEntry *entry = plan_lookup_entry(link->plan, id, link->language);
  for (guint i = 0; !entry && i < link->plan->language_count; i++)
    entry = plan_lookup_entry(link->plan, id, i);
  return entry;
}

static const char *fragment(const char *url) {
  const char *hash = strchr(url, '#');
  return hash ? hash : "";
}

static char *resolve_link(const char *url, const Node *node, gpointer data) {
  const LinkContext *link = data;
  if (node && node->post_id) {
    const SiteEntry *entry = find_post(link, node->post_id);
    return entry ? site_url(link, entry->path, fragment(url ? url : "")) : NULL;
  }
  if (!url) return NULL;
  if (*url == '#' && link->absolute) return site_url(link, link->page, url);
  if (!*url || *url == '#' || html_url_is_absolute(url)) return g_strdup(url);
  if (!link->post) return NULL;
  g_autoptr(Arena) scratch = arena_new();
  const char *target = asset_target(scratch, link->post, url);
  const SiteEntry *entry = target ? g_hash_table_lookup(link->plan->by_path, target) : NULL;
  if (entry) return site_url(link, entry->path, fragment(url));
  const Asset *asset = asset_lookup(link->plan->assets, link->post, url);
  return asset ? site_url(link, asset->path, "") : NULL;
}

// A picture from elsewhere would have the reader's browser ask a third party for it, who then knows
// who reads what. So none is shown: its text stands there, and leads to it.
static HtmlImage resolve_image(const char *url, const Node *node, gpointer data) {
  (void)node;
  const LinkContext *link = data;
  HtmlImage image = {0};
  const Asset *asset = url && link->post ? asset_lookup(link->plan->assets, link->post, url) : NULL;
  if (!asset) return image;
  image.url = site_url(link, asset->path, "");
  image.width_px = asset->size.width_px;
  image.height_px = asset->size.height_px;
  return image;
}

// A page has its own h1. Posts begin their sections with # or with ##: either becomes h2.
static guint heading_shift(const Post *post) {
  guint highest = 6;
  for (const Node *node = post ? post->body : NULL; node; node = node_walk(post->body, node))
    if (node->kind == NODE_HEADING) highest = MIN(highest, node->level);
  return highest < 2 ? 2 - highest : 0;
}

HtmlContext link_html_context(const LinkContext *link, guint text_language, HtmlMode mode) {
  return (HtmlContext){
      .locale = link->plan->locales[text_language],
      .locales = link->plan->locales,
      .locale_count = link->plan->language_count,
      .mode = mode,
      .numbered_depth =
          link->post && !link->post->is_page ? link->plan->publication->numbered_headings : 0,
      .heading_shift = heading_shift(link->post),
      .resolve_link = resolve_link,
      .resolve_image = resolve_image,
      .data = (gpointer)link,
  };
}
