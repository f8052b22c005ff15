// How links and pictures inside a post become URLs of the site.
#pragma once
#include "site/html_writer.h"
#include "site/plan.h"

typedef struct {
  const SitePlan *plan;
  guint language;    // of the reader: a link to a post prefers this language
  const Post *post;  // whose text is written; NULL for texts that hold no links
  const char *page;  // path of the page that is written
  gboolean absolute; // feeds: with the site's address before it
} LinkContext;

// A context for html_write_*; `link` must outlive it.
HtmlContext link_html_context(const LinkContext *link, guint text_language, HtmlMode mode);
// The URL of a file of the site, as the page needs it; lives with the arena.
char *link_url(Arena *arena, const LinkContext *link, const char *path);
