#include "site/entry_view.h"

#include <string.h>
#include <unicode/utf8.h>

#include "site/html.h"

enum { EXCERPT_CHARACTERS = 260 };

// Cut before the last space that leaves at most that many characters.
static char *shorten(Arena *arena, const char *text) {
  gsize length = strlen(text), cut = 0, at = 0;
  for (guint count = 0; at < length && count <= EXCERPT_CHARACTERS; count++) {
    if (text[at] == ' ') cut = at;
    U8_FWD_1(text, at, length);
  }
  if (at >= length || !cut) return arena_strdup(arena, text);
  return arena_printf(arena, "%.*s …", (int)cut, text);
}

char *entry_excerpt(Arena *arena, const Post *post) {
  if (post->summary && *post->summary) return arena_strdup(arena, post->summary);
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    if (node->kind != NODE_PARAGRAPH || node->parent != post->body) continue;
    g_autofree char *text = node_plain_text(node);
    if (*text) return shorten(arena, text);
  }
  return arena_strdup(arena, "");
}

Value *entry_view_date(const Page *page, CivilDate date, DateStyle style) {
  Value *value = value_map(page->arena);
  char iso[16];
  if (civil_date_is_set(date)) {
    value_set_string(value, "iso", civil_date_format(date, iso));
    value_set_html(value, "text",
                   page_phrase(page, locale_date(page->arena, page->locale, date, style)));
  } else {
    value_set_boolean(value, "undated", TRUE);
    value_set_string(value, "text", locale_string(page->locale, "common.undated"));
  }
  return value;
}

static const char *source_part(const Page *page, const PostSource *source, const char *part) {
  if (g_str_equal(part, "author")) return source->author;
  if (g_str_equal(part, "name")) return source->name;
  if (g_str_equal(part, "place")) return source->place;
  if (g_str_equal(part, "date") && civil_date_is_set(source->date))
    return locale_date(page->arena, page->locale, source->date, DATE_LONG);
  return NULL;
}

// "Author, Source, place, date": the order is the language's own (string site.source_order), and
// each part stands in an isolate, so that a foreign name does not draw its neighbours along.
static char *origin_line(const Page *page, const PostSource *source, gboolean with_link) {
  GString *line = g_string_new(NULL);
  g_auto(GStrv) order = g_strsplit_set(page_string(page, "source_order"), " ,", -1);
  for (guint i = 0; order[i]; i++) {
    const char *part = source_part(page, source, order[i]);
    if (!part || !*part) continue;
    if (line->len) html_write_text(line, page->locale->list_comma);
    gboolean linked = with_link && source->url && g_str_equal(order[i], "name");
    if (linked) {
      g_string_append(line, "<a");
      html_write_url_attribute(line, "href", source->url);
      g_string_append_c(line, '>');
    }
    g_string_append_printf(line, "<bdi>%s</bdi>", page_phrase(page, part));
    if (linked) g_string_append(line, "</a>");
  }
  if (with_link && source->url && !source->name) {
    if (line->len) html_write_text(line, page->locale->list_comma);
    g_string_append(line, "<a dir=\"ltr\"");
    html_write_url_attribute(line, "href", source->url);
    g_string_append_c(line, '>');
    html_write_text(line, source->url);
    g_string_append(line, "</a>");
  }
  return arena_take_string(page->arena, line);
}

static void set_tags(const Page *page, Value *value, const Post *post) {
  Value *tags = value_set_list(value, "tags");
  for (guint i = 0; i < post->tags.count; i++) {
    const SiteTag *tag = plan_lookup_tag(page->plan, page->language, post->tags.items[i]);
    if (!tag) continue;
    Value *item = value_append_map(tags);
    value_set_html(item, "label", page_phrase(page, tag->label));
    value_set_string(item, "href", page_href(page, tag->path));
  }
  value_set_boolean(value, "has_tags", value_count(tags) > 0);
}

static void set_image(const Page *page, Value *value, const Post *post) {
  g_autofree char *url = post->image ? g_strconcat("/", post->image, NULL) : NULL;
  const Asset *asset = url ? asset_lookup(page->plan->assets, post, url) : NULL;
  if (!asset) return;
  Value *image = value_set_map(value, "image");
  value_set_string(image, "src", page_href(page, asset->path));
  value_set_string(image, "path", asset->path);
  if (post->image_alt) value_set_string(image, "alt", post->image_alt);
  if (!asset->size.width_px) return;
  value_set_string(image, "width", arena_printf(page->arena, "%u", asset->size.width_px));
  value_set_string(image, "height", arena_printf(page->arena, "%u", asset->size.height_px));
}

static void set_name(const Page *page, Value *value, const SiteEntry *entry) {
  const Post *post = entry->post;
  value_set_string(value, "href", page_href(page, entry->path));
  value_set_html(value, "title", page_phrase(page, post->title ? post->title : post->id));
}

static void set_common(const Page *page, Value *value, const SiteEntry *entry) {
  const Post *post = entry->post;
  set_name(page, value, entry);
  char *line = origin_line(page, &post->source, FALSE);
  if (*line) value_set_html(value, "source_line", line);
  set_tags(page, value, post);
  set_image(page, value, post);
}

Value *entry_view_brief(const Page *page, const SiteEntry *entry) {
  Value *value = value_map(page->arena);
  set_name(page, value, entry);
  value_set(value, "date", entry_view_date(page, entry->post->date, DATE_LONG));
  return value;
}

Value *entry_view(const Page *page, const SiteEntry *entry) {
  Value *value = value_map(page->arena);
  set_common(page, value, entry);
  value_set(value, "date", entry_view_date(page, entry->post->date, DATE_LONG));
  char *excerpt = entry_excerpt(page->arena, entry->post);
  if (*excerpt) value_set_html(value, "excerpt", page_phrase(page, excerpt));
  return value;
}

Value *entry_view_list(const Page *page, const EntryList *entries, guint first, guint count,
                       EntryView view) {
  Value *list = value_list(page->arena);
  for (guint i = first; i < entries->count && i < first + count; i++)
    value_append(list, view(page, entries->items[i]));
  return list;
}

static char *names(const Page *page, const StringList *list) {
  return list->count ? locale_list(page->arena, page->locale, list->items, list->count) : NULL;
}

static void add_credit(const Page *page, Value *credits, const char *label, const char *html) {
  if (!html || !*html) return;
  Value *item = value_append_map(credits);
  value_set_string(item, "label", page_string(page, label));
  value_set_html(item, "value", html);
}

static void set_byline(const Page *page, Value *value, const char *key, const char *string,
                       const char *who) {
  if (!who) return;
  const char *text = locale_message(page->arena, page->locale, string, "names", who, NULL);
  value_set_html(value, key, page_phrase(page, text));
}

Value *entry_view_whole(const Page *page, const SiteEntry *entry) {
  const Post *post = entry->post;
  Value *value = value_map(page->arena);
  set_common(page, value, entry);
  if (post->summary && *post->summary)
    value_set_html(value, "summary", page_phrase(page, post->summary));
  if (!post->is_page) value_set(value, "date", entry_view_date(page, post->date, DATE_FULL));
  char *authors = names(page, &post->authors), *translators = names(page, &post->translators);
  char *reviewers = names(page, &post->reviewers);
  set_byline(page, value, "by", "common.by", authors);
  set_byline(page, value, "translated_by", "common.translated_by", translators);
  value_set_boolean(value, "has_byline", authors || translators);
  if (authors && translators) value_set_string(value, "between", page->locale->part_separator);
  char *line = origin_line(page, &post->source, TRUE);
  if (*line) value_set_html(value, "source_line", line);
  Value *credits = value_set_list(value, "credits");
  add_credit(page, credits, "author", authors ? page_phrase(page, authors) : NULL);
  add_credit(page, credits, "translator", translators ? page_phrase(page, translators) : NULL);
  add_credit(page, credits, "reviewer", reviewers ? page_phrase(page, reviewers) : NULL);
  add_credit(page, credits, "source", line);
  value_set_boolean(value, "has_credits", value_count(credits) > 0);
  return value;
}
