// The inside of a SitePlan: what the site holds, in the order in which it is listed. Made once,
// const while jobs run. For the files of site/ only.
#pragma once
#include "model/selection.h"
#include "site/asset.h"
#include "site/route.h"
#include "site/site.h"
#include "site/theme.h"
#include "site/webfont.h"

// A post or page in one language.
typedef struct SiteEntry SiteEntry;
struct SiteEntry {
  const Post *post;
  const PostPair *pair;
  guint language;
  const char *path;               // of its page
  const char **parallel_paths;    // by language: of the page that shows both side by side, or NULL
  const SiteEntry *newer, *older; // neighbours in its language's listing
};

typedef struct {
  SiteEntry **items;
  guint count;
} EntryList;

typedef struct {
  const char *tag;   // as posts have it
  const char *label; // as readers see it
  const char *path;
  EntryList entries;
  const char **counterparts; // by language: the path of the same tag's page there, or NULL
} SiteTag;

// A month of the language's own calendar that has posts.
typedef struct {
  gint year, month;
  CivilDate start;
  const char *path;
  EntryList entries;
} SiteMonth;

typedef struct {
  EntryList dated, undated, pages;
  SiteTag *tags; // in the language's sorting order
  guint tag_count;
  SiteMonth *months; // newest first
  guint month_count;
  const char **home_paths; // one a page of the listing, at least one
  guint home_count;
  const char *archive_path, *tags_path, *undated_path, *digests_path, *feed_path;
  const char *search_path;
  const char *index_path; // NULL where no post marks a term
  const SiteEntry *about; // the page whose id is "about"; NULL where there is none
  const Value *strings;   // the locale's strings.site and strings.common
} SiteLanguage;

typedef struct {
  const Digest *digest;
  PairList pairs;
  const char **paths; // by language: of its page; NULL where it is not issued in that language
} SiteDigest;

typedef void (*SiteJobFunction)(const SitePlan *plan, guint language, guint index, OutputList *out,
                                DiagnosticList *diagnostics);

typedef struct {
  SiteJobFunction run;
  guint language, index; // what they count depends on `run`
} SiteJob;

struct SitePlan {
  Arena *arena;
  const Publication *publication;
  const Locale *const *locales;
  const char *const *digest_files; // never NULL
  guint language_count;
  SiteLanguage *languages;
  SiteEntry **entries;    // [pair * language_count + language], NULL where there is no post
  GHashTable *pair_index; // id -> index of the pair + 1
  GHashTable *by_path;    // path of a Markdown file -> SiteEntry
  SiteDigest *digests;    // newest first
  guint digest_count;
  const Theme *theme;
  const AssetTable *assets;
  WebFontSet *fonts;
  guint note_count; // the largest number of notes that a post has
  GArray *jobs;     // of SiteJob
};

// The entry of a pair in a language, or NULL.
const SiteEntry *plan_lookup_entry(const SitePlan *plan, const char *id, guint language);
// Whether that file will be in the output folder.
gboolean plan_has_digest_file(const SitePlan *plan, const char *path);
// A text in the plan's language, else in any other.
const char *plan_local_text(const LocalText *text, guint language, guint language_count);

const SiteTag *plan_lookup_tag(const SitePlan *plan, guint language, const char *tag);

// catalog.c: fills entries, languages and digests; tags.c: their tags.
void catalog_fill(SitePlan *plan, DiagnosticList *diagnostics);
void tags_fill(SitePlan *plan, RouteTable *routes);
