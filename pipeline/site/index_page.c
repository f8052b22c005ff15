// The index of the site: the terms that posts mark, under the letters of the language, each leading
// to the posts that mark it and to the place in them (NU-13).
#include "locale/term_index.h"
#include "site/parts.h"

#include "site/page.h"

// A mark of a term in a post.
typedef struct {
  const SiteEntry *entry;
  guint number; // of the post's terms, from 1: part of the place's id
} Place;

static void gather(Arena *arena, const EntryList *list, GArray *marks) {
  for (guint i = 0; i < list->count; i++) {
    const Node *body = list->items[i]->post->body;
    guint number = 0;
    for (const Node *node = body; node; node = node_walk(body, node)) {
      if (!node->index_term) continue;
      Place *place = ARENA_NEW(arena, Place);
      *place = (Place){list->items[i], ++number};
      const TermMark mark = {node->index_term, node->index_sub, place};
      g_array_append_val(marks, mark);
    }
  }
}

static char *place_href(const Page *page, const Place *place) {
  g_autofree char *id = g_strdup_printf(HTML_TERM_ID, place->number);
  return arena_printf(page->arena, "%s#%s", page_href(page, place->entry->path), id);
}

// A post by its title, which leads to the first place, and its further places by number.
static void add_post(const Page *page, Value *posts, const TermEntry *entry, guint first,
                     guint end) {
  const Place *place = entry->places[first];
  const Post *post = place->entry->post;
  const char *title = post->title ? post->title : post->id;
  Value *value = value_append_map(posts);
  value_set_html(value, "title", page_phrase(page, title));
  value_set_string(value, "href", place_href(page, place));
  value_set_boolean(value, "last", end == entry->place_count);
  Value *more = value_set_list(value, "more");
  for (guint i = first + 1; i < end; i++) {
    Value *item = value_append_map(more);
    value_set_string(item, "href", place_href(page, entry->places[i]));
    value_set_string(item, "number", locale_integer(page->arena, page->locale, i - first + 1));
  }
  value_set_boolean(value, "has_more", end > first + 1);
  value_set_string(
      value, "more_label",
      locale_message(page->arena, page->locale, "site.index_places", "title", title, NULL));
}

static void fill_term(const Page *page, Value *value, const TermEntry *entry) {
  value_set_html(value, "term", page_phrase(page, entry->text));
  Value *posts = value_set_list(value, "posts");
  for (guint first = 0, end; first < entry->place_count; first = end) {
    const SiteEntry *own = ((const Place *)entry->places[first])->entry;
    for (end = first + 1; end < entry->place_count; end++)
      if (((const Place *)entry->places[end])->entry != own) break;
    add_post(page, posts, entry, first, end);
  }
  value_set_boolean(value, "has_posts", entry->place_count > 0);
}

static Value *add_letter(const Page *page, Value *letters, const char *letter) {
  Value *value = value_append_map(letters);
  value_set_html(value, "letter", page_phrase(page, letter));
  value_set_string(value, "id", arena_printf(page->arena, "letter-%u", value_count(letters)));
  return value_set_list(value, "terms");
}

static void fill_letters(const Page *page, const TermEntry *entries, guint count) {
  Value *letters = value_set_list(page->root, "letters"), *terms = NULL, *below = NULL;
  for (guint i = 0; i < count; i++) {
    if (entries[i].letter) terms = add_letter(page, letters, entries[i].letter);
    Value *value = value_append_map(entries[i].is_below ? below : terms);
    fill_term(page, value, &entries[i]);
    if (entries[i].is_below) continue;
    below = value_set_list(value, "below");
    value_set_boolean(value, "has_below", i + 1 < count && entries[i + 1].is_below);
  }
}

void index_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                DiagnosticList *diagnostics) {
  (void)index;
  const SiteLanguage *side = &plan->languages[language];
  g_autoptr(Page) page = page_new(plan, language, side->index_path, "index", diagnostics);
  page_set_title(page, page_string(page, "index"));
  page_set_description(page, page_string(page, "index_line"));
  page_set_switch(page, PAGE_PATHS(page, index_path), SWITCH_NEAR, NULL);
  g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(TermMark));
  gather(page->arena, &side->dated, marks);
  gather(page->arena, &side->undated, marks);
  gather(page->arena, &side->pages, marks);
  guint count;
  const TermEntry *entries = term_index(
      page->arena, page->locale, (const TermMark *)(const void *)marks->data, marks->len, &count);
  fill_letters(page, entries, count);
  page_write(page, "index", out);
}
