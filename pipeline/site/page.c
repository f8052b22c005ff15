#include "site/page.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

// Nothing from elsewhere, no program: a browser holds the page to it. A page read from a disk has
// file: URLs, which 'self' does not cover.
static const char policy[] =
    "default-src 'self' file: data:; script-src 'none'; object-src 'none'; "
    "base-uri 'self'; form-action 'none'";

static const char *direction_name(const Locale *locale) {
  return locale->direction == DIRECTION_RTL ? "rtl" : "ltr";
}

char *page_plain_title(Arena *arena, const Locale *locale, const char *text) {
  gsize length = strlen(text);
  for (gsize at = 0; at < length;) {
    UChar32 c;
    U8_NEXT(text, at, length, c);
    UCharDirection direction = c < 0 ? U_OTHER_NEUTRAL : u_charDirection(c);
    gboolean rtl = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    if (!rtl && direction != U_LEFT_TO_RIGHT) continue;
    if (rtl == (locale->direction == DIRECTION_RTL)) return arena_strdup(arena, text);
    break;
  }
  const char *mark = locale->direction == DIRECTION_RTL ? "\u200F" : "\u200E";
  return arena_printf(arena, "%s%s", mark, text);
}

char *page_href(const Page *page, const char *to) {
  const char *address = page->plan->publication->address;
  if (page->absolute && address) return route_address(page->arena, address, to);
  return route_href(page->arena, page->path, to);
}

static char *write_phrase(const Page *page, const char *text, const HtmlContext *context) {
  GString *html = g_string_new(NULL);
  html_write_phrase(text, context, html);
  return arena_take_string(page->arena, html);
}

char *page_phrase_in(const Page *page, const char *text, guint language) {
  LinkContext link = page->link;
  link.post = NULL;
  HtmlContext context = link_html_context(&link, language, HTML_SITE);
  return write_phrase(page, text, &context);
}

char *page_phrase(const Page *page, const char *text) {
  return write_phrase(page, text, &page->context);
}

const char *page_string(const Page *page, const char *key) {
  g_autofree char *whole = g_strconcat("site.", key, NULL);
  return locale_string(page->locale, whole);
}

const char *page_language_name(const Page *page, guint language) {
  g_autofree char *key =
      g_strdup_printf("site.languages.%s", page->plan->publication->languages[language]);
  const char *name = locale_string(page->locale, key);
  return g_str_equal(name, key) ? page->plan->locales[language]->name : name;
}

static void add_nav(Page *page, const char *label, const char *path) {
  Value *item = value_append_map((Value *)value_lookup(page->root, "nav"));
  value_set_html(item, "label", page_phrase(page, label));
  value_set_string(item, "href", page_href(page, path));
  value_set_boolean(item, "current", g_str_equal(page->path, path));
}

static void fill_nav(Page *page) {
  const SiteLanguage *side = page->side;
  value_set_list(page->root, "nav");
  add_nav(page, page_string(page, "posts"), side->home_paths[0]);
  add_nav(page, page_string(page, "archive"), side->archive_path);
  if (side->tag_count) add_nav(page, page_string(page, "tags"), side->tags_path);
  if (side->index_path) add_nav(page, page_string(page, "index"), side->index_path);
  if (page->plan->digest_count) add_nav(page, page_string(page, "digests"), side->digests_path);
  for (guint i = 0; i < side->pages.count; i++)
    add_nav(page, side->pages.items[i]->post->title, side->pages.items[i]->path);
  add_nav(page, page_string(page, "search"), side->search_path);
}

static void fill_site(Page *page) {
  const Publication *publication = page->plan->publication;
  const char *name =
      plan_local_text(&publication->title, page->language, publication->language_count);
  const char *line =
      plan_local_text(&publication->description, page->language, publication->language_count);
  value_set_string(page->root, "lang", publication->languages[page->language]);
  value_set_string(page->root, "dir", direction_name(page->locale));
  value_set_string(page->root, "policy", policy);
  value_set_string(page->root, "site_name", name ? name : "");
  value_set_html(page->root, "site_name_html", page_phrase(page, name ? name : ""));
  if (line) value_set_html(page->root, "site_line_html", page_phrase(page, line));
  value_set_string(page->root, "home_href", page_href(page, page->side->home_paths[0]));
  value_set_string(page->root, "root", route_root(page->arena, page->path));
  value_set_string(page->root, "feed_href", page_href(page, page->side->feed_path));
  value_set(page->root, "t", (Value *)page->side->strings);
  if (publication->address)
    value_set_string(page->root, "canonical",
                     route_address(page->arena, publication->address, page->path));
}

Page *page_new(const SitePlan *plan, guint language, const char *path, const char *kind,
               DiagnosticList *diagnostics) {
  Arena *arena = arena_new();
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){
      .arena = arena,
      .plan = plan,
      .side = &plan->languages[language],
      .locale = plan->locales[language],
      .language = language,
      .path = path,
      .diagnostics = diagnostics,
      .root = value_map(arena),
      .link = {plan, language, NULL, path, FALSE},
  };
  page->context = link_html_context(&page->link, language, HTML_SITE);
  value_set_string(page->root, "kind", kind);
  fill_site(page);
  fill_nav(page);
  page_set_title(page, NULL);
  return page;
}

const Page *page_in_language(const Page *page, guint language) {
  Page *other = arena_copy(page->arena, page, sizeof *page);
  other->side = &page->plan->languages[language];
  other->locale = page->plan->locales[language];
  other->language = language;
  other->link.language = language;
  other->context = link_html_context(&other->link, language, HTML_SITE);
  return other;
}

void page_free(Page *page) {
  if (page) arena_free(page->arena);
}

void page_set_title(Page *page, const char *title) {
  const char *name = value_text(value_lookup(page->root, "site_name"));
  g_autofree char *whole =
      title ? g_strconcat(title, page->locale->part_separator, name, NULL) : g_strdup(name);
  value_set_string(page->root, "head_title", page_plain_title(page->arena, page->locale, whole));
  value_set_string(page->root, "og_title",
                   page_plain_title(page->arena, page->locale, title ? title : name));
  if (title) value_set_html(page->root, "title", page_phrase(page, title));
}

void page_set_description(Page *page, const char *text) {
  if (text && *text)
    value_set_string(page->root, "description", page_plain_title(page->arena, page->locale, text));
}

void page_add_alternate(Page *page, const char *code, const char *path) {
  const char *address = page->plan->publication->address;
  Value *item = value_append_map((Value *)value_lookup(page->root, "alternates"));
  value_set_string(item, "lang", code);
  value_set_string(item, "href",
                   address ? route_address(page->arena, address, path) : page_href(page, path));
}

const char **page_paths(const Page *page, gsize field_offset) {
  const SitePlan *plan = page->plan;
  const char **paths = ARENA_ARRAY(page->arena, const char *, plan->language_count);
  for (guint i = 0; i < plan->language_count; i++)
    paths[i] = G_STRUCT_MEMBER(const char *, &plan->languages[i], field_offset);
  return paths;
}

void page_set_switch(Page *page, const char *const *paths, SwitchKind otherwise,
                     const char *const *fallbacks) {
  const SitePlan *plan = page->plan;
  Value *items = value_set_list(page->root, "switch");
  value_set_list(page->root, "alternates");
  for (guint i = 0; i < plan->language_count; i++) {
    const Locale *locale = plan->locales[i];
    const char *code = plan->publication->languages[i];
    Value *item = value_append_map(items);
    value_set_string(item, "name", locale->name);
    value_set_string(item, "lang", code);
    value_set_string(item, "dir", direction_name(locale));
    value_set_boolean(item, "current", i == page->language);
    const char *path = i == page->language ? page->path : paths ? paths[i] : NULL;
    if (path) page_add_alternate(page, code, path);
    const char *fallback =
        fallbacks && fallbacks[i] ? fallbacks[i] : plan->languages[i].home_paths[0];
    value_set_string(item, "href", page_href(page, path ? path : fallback));
    if (path || otherwise != SWITCH_MISSING) continue;
    value_set_string(item, "missing",
                     locale_message(page->arena, page->locale, "site.not_in_language", "language",
                                    page_language_name(page, i), NULL));
  }
}

void page_write(Page *page, const char *template, OutputList *out) {
  GString *html = g_string_new(NULL);
  theme_render(page->plan->theme, template, page->root, page->diagnostics, html);
  output_list_take_string(out, page->path, html);
}
