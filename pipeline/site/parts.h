// The parts of the site, each made by one kind of job (SiteJobFunction of site/plan.h). What
// `language` and `index` count stands beside each.
#pragma once
#include "site/plan.h"

#define SITE_PART(name)                                                                            \
  void name(const SitePlan *plan, guint language, guint index, OutputList *out,                    \
            DiagnosticList *diagnostics)

SITE_PART(cover_make);         // the root's index.html: the way in for every language
SITE_PART(not_found_make);     // 404.html
SITE_PART(home_make);          // index: page of the listing
SITE_PART(post_make);          // index: of the pair; pages too
SITE_PART(parallel_make);      // index: pair * language_count + other language
SITE_PART(archive_make);       // all months
SITE_PART(month_make);         // index: of the month
SITE_PART(tags_make);          // all tags
SITE_PART(tag_make);           // index: of the tag
SITE_PART(index_make);         // the terms that posts mark
SITE_PART(search_make);        // the search page with its word lists and the texts of its language
SITE_PART(search_script_make); // assets/search.js
SITE_PART(undated_make);
SITE_PART(digests_make); // all digests
SITE_PART(digest_make);  // index: of the digest
SITE_PART(feed_make);
SITE_PART(sitemap_make); // with robots.txt
SITE_PART(style_make);   // assets/style.css
SITE_PART(font_make);    // index: of the font file
SITE_PART(media_make);   // index: of the asset

// The theme's style sheets in turn, without fonts.
void style_write(const SitePlan *plan, GString *css);
