// The search page of a language, and the script that all of them share (NU-14).
#include <string.h>

#include "base/json.h"
#include "site/entry_view.h"
#include "site/parts.h"
#include "site/search.h"

// Only our own script, from this site or the same disk.
static const char policy[] =
    "default-src 'self' file: data:; script-src 'self' file:; object-src 'none'; "
    "base-uri 'self'; form-action 'none'";

// "fa/search": where the files of its language lie.
static char *search_folder(Arena *arena, const SiteLanguage *side) {
  return arena_strndup(arena, side->search_path, strlen(side->search_path) - strlen("/index.html"));
}

static void write_text(const Page *page, const SiteEntry *entry, const char *folder, guint number,
                       OutputList *out) {
  const Post *post = entry->post;
  g_autofree char *name = g_strdup_printf("%s/t/%u", folder, number);
  g_autofree char *text = search_text(post, page->locale);
  g_autoptr(GString) data = g_string_new("[");
  json_append_string(data, route_href(page->arena, "index.html", entry->path));
  g_string_append_c(data, ',');
  g_autofree char *title = html_isolate_text(page->locale, page->locale->direction,
                                             post->title ? post->title : post->id);
  json_append_string(data, title);
  g_string_append_c(data, ',');
  json_append_string(data, locale_date(page->arena, page->locale, post->date, DATE_LONG));
  g_string_append_c(data, ',');
  json_append_string(data, text);
  g_string_append_c(data, ']');
  search_write_file(name, data, out);
}

static void append_names(GPtrArray *names, const StringList *list) {
  for (guint i = 0; i < list->count; i++)
    g_ptr_array_add(names, (gpointer)list->items[i]);
}

static void add_entries(const Page *page, Search *search, const EntryList *list, const char *folder,
                        guint *number, OutputList *out) {
  const Publication *publication = page->plan->publication;
  for (guint i = 0; i < list->count; i++) {
    const Post *post = list->items[i]->post;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    append_names(names, &post->authors);
    append_names(names, &post->translators);
    for (guint k = 0; k < post->tags.count; k++)
      g_ptr_array_add(
          names, (gpointer)publication_tag_label(publication, post->tags.items[k], page->language));
    search_add(search, post, (const char *const *)names->pdata, names->len);
    write_text(page, list->items[i], folder, (*number)++, out);
  }
}

// What changes when anything does that is searched: so that no browser mixes old lists with new.
static char *version(const SitePlan *plan) {
  GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
  const char *script = theme_file(plan->theme, "search.js");
  if (script) g_checksum_update(checksum, (const guchar *)script, -1);
  for (guint i = 0; i < plan->publication->post_count; i++) {
    const SourceFile *file = plan->publication->posts[i]->file;
    if (file) g_checksum_update(checksum, (const guchar *)file->text, (gssize)file->length_bytes);
  }
  char *out = g_strndup(g_checksum_get_string(checksum), 8);
  g_checksum_free(checksum);
  return out;
}

// The reader's language first.
static void set_languages(Page *page) {
  const SitePlan *plan = page->plan;
  Value *list = value_set_list(page->root, "search_languages");
  for (guint i = 0; i < plan->language_count; i++) {
    guint language = i == 0 ? page->language : i <= page->language ? i - 1 : i;
    Value *value = value_append_map(list);
    value_set_string(value, "code", plan->publication->languages[language]);
    value_set_string(value, "dir",
                     plan->locales[language]->direction == DIRECTION_RTL ? "rtl" : "ltr");
    value_set_string(value, "folder", search_folder(page->arena, &plan->languages[language]));
  }
}

static void set_found(Page *page) {
  static const char *const forms[] = {"one", "other"};
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    g_autofree char *key = g_strdup_printf("search_found.%s", forms[i]);
    g_autofree char *name = g_strdup_printf("found_%s", forms[i]);
    value_set_string(page->root, name, page_string(page, key));
  }
  value_set_string(page->root, "digits", locale_digits(page->arena, page->locale, "0123456789"));
}

void search_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                 DiagnosticList *diagnostics) {
  (void)index;
  const SiteLanguage *side = &plan->languages[language];
  g_autoptr(Page) page = page_new(plan, language, side->search_path, "search", diagnostics);
  page_set_title(page, page_string(page, "search"));
  page_set_switch(page, PAGE_PATHS(page, search_path), SWITCH_SAME, NULL);
  g_autofree char *number = version(plan);
  value_set_string(page->root, "version", number);
  value_set_string(page->root, "policy", policy);
  set_languages(page);
  set_found(page);
  g_autoptr(Fold) fold = fold_new(plan->locales, plan->language_count);
  g_autoptr(Search) search = search_new(fold);
  const char *folder = search_folder(page->arena, side);
  guint count = 0;
  add_entries(page, search, &side->dated, folder, &count, out);
  add_entries(page, search, &side->undated, folder, &count, out);
  add_entries(page, search, &side->pages, folder, &count, out);
  search_write(search, folder, out);
  value_set_string(page->root, "archive_href", page_href(page, side->archive_path));
  value_set_string(page->root, "tags_href", page_href(page, side->tags_path));
  if (side->index_path)
    value_set_string(page->root, "index_href", page_href(page, side->index_path));
  page_write(page, "search", out);
}

// What is dropped as runs "300-36f", in hex; what becomes something else as it is, "Aa Æae".
static void append_fold(const SitePlan *plan, GString *out) {
  g_autoptr(Fold) fold = fold_new(plan->locales, plan->language_count);
  g_autoptr(GString) dropped = g_string_new(NULL);
  g_autoptr(GString) changed = g_string_new(NULL);
  gunichar from, first = 0, last = 0;
  const char *target;
  for (guint i = 0; fold_entry(fold, i, &from, &target); i++) {
    if (*target) {
      if (changed->len) g_string_append_c(changed, ' ');
      g_string_append_unichar(changed, from);
      g_string_append(changed, target);
      continue;
    }
    if (last && from != last + 1) g_string_append_printf(dropped, "%x-%x ", first, last);
    if (!last || from != last + 1) first = from;
    last = from;
  }
  if (last) g_string_append_printf(dropped, "%x-%x", first, last);
  g_string_append(out, "{\"dropped\":");
  json_append_string(out, dropped->str);
  g_string_append(out, ",\"changed\":");
  json_append_string(out, changed->str);
  g_string_append_c(out, '}');
}

void search_script_make(const SitePlan *plan, guint language, guint index, OutputList *out,
                        DiagnosticList *diagnostics) {
  (void)language, (void)index, (void)diagnostics;
  const char *script = theme_file(plan->theme, "search.js");
  GString *file = g_string_new("const beytFold = ");
  append_fold(plan, file);
  g_string_append(file, ";\n");
  if (script) g_string_append(file, script);
  output_list_take_string(out, "assets/search.js", file);
}
