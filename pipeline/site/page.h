// One page while it is made: its template's data, with what every page shares (head, navigation,
// language switch) filled in.
#pragma once
#include "site/link.h"

typedef struct {
  Arena *arena; // owns everything below and the page itself
  const SitePlan *plan;
  const SiteLanguage *side;
  const Locale *locale;
  guint language;
  const char *path;
  DiagnosticList *diagnostics;
  gboolean absolute; // links carry the site's address: the page may be shown under any other
  Value *root;
  LinkContext link;
  HtmlContext context; // for texts in the page's own language
} Page;

// What the language switch does for another language.
typedef enum {
  SWITCH_SAME,    // the same thing in that language: also an alternate for search engines
  SWITCH_NEAR,    // the place that comes closest, without more words
  SWITCH_MISSING, // there is no such post there: said so, with a link to the home page
} SwitchKind;

Page *page_new(const SitePlan *plan, guint language, const char *path, const char *kind,
               DiagnosticList *diagnostics);
void page_free(Page *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

// The same page for making a part of it in another language; lives with the page.
const Page *page_in_language(const Page *page, guint language);

// Plain text: the page's own title, without the publication's name. NULL for the home page.
void page_set_title(Page *page, const char *title);
void page_set_description(Page *page, const char *text);
// `paths[language]` is the place of the same thing, or NULL: then `otherwise` tells what is done,
// and `fallbacks` (may be NULL) where it leads, by default home. For every language but the page's.
void page_set_switch(Page *page, const char *const *paths, SwitchKind otherwise,
                     const char *const *fallbacks);
// The places that all languages have for one thing, by the field of SiteLanguage that holds them:
// PAGE_PATHS(page, tags_path). They live with the page.
const char **page_paths(const Page *page, gsize field_offset);
#define PAGE_PATHS(page, field) page_paths(page, G_STRUCT_OFFSET(SiteLanguage, field))
// Another page that is this one for readers of `code` ("x-default": of any language).
void page_add_alternate(Page *page, const char *code, const char *path);

// Shorthands that live with the page.
char *page_href(const Page *page, const char *to);
char *page_phrase(const Page *page, const char *text); // HTML: escaped, tokens isolated
// The same for a text in another language of the publication.
char *page_phrase_in(const Page *page, const char *text, guint language);
const char *page_string(const Page *page, const char *key); // strings.site.KEY

// What the page's language calls a language of the publication.
const char *page_language_name(const Page *page, guint language);

// Renders TEMPLATE.mustache into the page's file.
void page_write(Page *page, const char *template, OutputList *out);

// A text that stands where no markup can (title bar, feed reader), in the locale's direction
// whatever its first letter is: with a leading direction mark where it needs one (HT-4).
char *page_plain_title(Arena *arena, const Locale *locale, const char *text);
