// A digest as templates see it.
#pragma once
#include "site/page.h"

// href, title, issue, span of days, count of posts, cover, files. The digest must be issued in the
// page's language.
Value *digest_view(const Page *page, const SiteDigest *digest);
