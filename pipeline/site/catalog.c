// What the site lists, and where: entries by language, months, tags, digests.
#include <string.h>

#include "model/slug.h"
#include "site/plan.h"

typedef struct {
  SitePlan *plan;
  RouteTable *routes;
  DiagnosticList *diagnostics;
} Catalog;

static const char *claim(Catalog *catalog, const char *folder, const char *name, gboolean *taken) {
  g_autofree char *slug = slug_new(name);
  return route_claim(catalog->plan->arena, catalog->routes, folder, slug, taken);
}

// The places that are ours in each language, so that no page can take them.
static void claim_places(Catalog *catalog, guint language) {
  SitePlan *plan = catalog->plan;
  SiteLanguage *side = &plan->languages[language];
  const char *code = plan->publication->languages[language];
  gboolean taken;
  claim(catalog, code, "posts", &taken);
  claim(catalog, code, "page", &taken);
  side->archive_path = claim(catalog, code, "archive", &taken);
  side->tags_path = claim(catalog, code, "tags", &taken);
  side->undated_path = claim(catalog, code, "undated", &taken);
  side->search_path = claim(catalog, code, "search", &taken);
  side->index_path = claim(catalog, code, "index", &taken);
  side->digests_path = claim(catalog, code, "digests", &taken);
  side->feed_path = arena_printf(plan->arena, "%s/feed.xml", code);
}

static void add_entry(Catalog *catalog, guint pair_at, guint language) {
  SitePlan *plan = catalog->plan;
  const PostPair *pair = plan->publication->pairs[pair_at];
  const Post *post = pair->posts[language];
  if (!post || post->state == STATE_DRAFT) return;
  const char *code = plan->publication->languages[language];
  g_autofree char *posts_folder = g_strconcat(code, "/posts", NULL);
  SiteEntry *entry = ARENA_NEW(plan->arena, SiteEntry);
  gboolean taken;
  entry->post = post;
  entry->pair = pair;
  entry->language = language;
  const char *slug = post->slug ? post->slug : post->id;
  entry->path = claim(catalog, post->is_page ? code : posts_folder, slug, &taken);
  if (taken) {
    Diagnostic *fault = diagnostic_add(catalog->diagnostics, DIAGNOSTIC_ADDRESS_TAKEN,
                                       post_field_span(post, "slug"), slug, entry->path);
    diagnostic_hint(catalog->diagnostics, fault, "give one of them a slug of its own");
  }
  plan->entries[pair_at * plan->language_count + language] = entry;
  g_hash_table_insert(plan->by_path, (gpointer)post->path, entry);
}

// Side-by-side pages exist where both posts do and their blocks are aligned, that is where one of
// them is the source.
static void add_parallels(SitePlan *plan, guint pair_at) {
  SiteEntry **sides = &plan->entries[pair_at * plan->language_count];
  for (guint own = 0; own < plan->language_count; own++) {
    if (!sides[own]) continue;
    sides[own]->parallel_paths = ARENA_ARRAY(plan->arena, const char *, plan->language_count);
    const PostPair *pair = sides[own]->pair;
    for (guint other = 0; other < plan->language_count; other++) {
      gboolean aligned =
          pair->links && (own == pair->source_language) != (other == pair->source_language);
      if (!sides[other] || !aligned) continue;
      gsize folder = strlen(sides[own]->path) - strlen("index.html");
      sides[own]->parallel_paths[other] =
          arena_printf(plan->arena, "%.*swith-%s/index.html", (int)folder, sides[own]->path,
                       plan->publication->languages[other]);
    }
  }
}

static gint compare_entries(gconstpointer a, gconstpointer b) {
  return post_compare((*(SiteEntry *const *)a)->post, (*(SiteEntry *const *)b)->post);
}

static EntryList list_copy(Arena *arena, GPtrArray *items) {
  g_ptr_array_sort(items, compare_entries);
  return (EntryList){arena_copy(arena, items->pdata, items->len * sizeof(SiteEntry *)), items->len};
}

static gboolean marks_terms(const EntryList *list) {
  for (guint i = 0; i < list->count; i++) {
    const Node *body = list->items[i]->post->body;
    for (const Node *node = body; node; node = node_walk(body, node))
      if (node->index_term) return TRUE;
  }
  return FALSE;
}

static void link_neighbours(EntryList list) {
  for (guint i = 1; i < list.count; i++) {
    list.items[i]->newer = list.items[i - 1];
    list.items[i - 1]->older = list.items[i];
  }
}

static void fill_lists(SitePlan *plan, guint language) {
  g_autoptr(GPtrArray) dated = g_ptr_array_new();
  g_autoptr(GPtrArray) undated = g_ptr_array_new();
  g_autoptr(GPtrArray) pages = g_ptr_array_new();
  SiteLanguage *side = &plan->languages[language];
  for (guint i = 0; i < plan->publication->pair_count; i++) {
    SiteEntry *entry = plan->entries[i * plan->language_count + language];
    if (!entry) continue;
    const Post *post = entry->post;
    GPtrArray *list = post->is_page ? pages : civil_date_is_set(post->date) ? dated : undated;
    g_ptr_array_add(list, entry);
    if (post->is_page && g_str_equal(post->id, "about")) side->about = entry;
  }
  side->dated = list_copy(plan->arena, dated);
  side->undated = list_copy(plan->arena, undated);
  side->pages = list_copy(plan->arena, pages);
  link_neighbours(side->dated);
  link_neighbours(side->undated);
  if (!marks_terms(&side->dated) && !marks_terms(&side->undated) && !marks_terms(&side->pages))
    side->index_path = NULL;
}

static void fill_home(SitePlan *plan, guint language) {
  SiteLanguage *side = &plan->languages[language];
  guint per_page = MAX(1, plan->publication->posts_per_page);
  const char *code = plan->publication->languages[language];
  side->home_count = MAX(1, (side->dated.count + per_page - 1) / per_page);
  side->home_paths = ARENA_ARRAY(plan->arena, const char *, side->home_count);
  side->home_paths[0] = arena_printf(plan->arena, "%s/index.html", code);
  for (guint i = 1; i < side->home_count; i++)
    side->home_paths[i] = arena_printf(plan->arena, "%s/page/%u/index.html", code, i + 1);
}

static void fill_months(SitePlan *plan, guint language) {
  SiteLanguage *side = &plan->languages[language];
  const Locale *locale = plan->locales[language];
  g_autoptr(GArray) months = g_array_new(FALSE, TRUE, sizeof(SiteMonth));
  for (guint i = 0; i < side->dated.count; i++) {
    gint year, month;
    locale_year_month(locale, side->dated.items[i]->post->date, &year, &month);
    SiteMonth *last = months->len ? &g_array_index(months, SiteMonth, months->len - 1) : NULL;
    if (!last || last->year != year || last->month != month) {
      SiteMonth added = {
          .year = year, .month = month, .start = locale_month_start(locale, year, month)};
      added.path = arena_printf(plan->arena, "%s/archive/%04d-%02d/index.html",
                                plan->publication->languages[language], year, month);
      added.entries.items = &side->dated.items[i];
      g_array_append_val(months, added);
      last = &g_array_index(months, SiteMonth, months->len - 1);
    }
    last->entries.count++;
  }
  side->months = arena_copy(plan->arena, months->data, months->len * sizeof(SiteMonth));
  side->month_count = months->len;
}

static gint compare_digests(gconstpointer a, gconstpointer b) {
  const Digest *left = ((const SiteDigest *)a)->digest, *right = ((const SiteDigest *)b)->digest;
  gint order = -civil_date_compare(left->to, right->to);
  if (!order) order = -civil_date_compare(left->from, right->from);
  return order ? order : -strcmp(left->name, right->name);
}

static void fill_digests(Catalog *catalog) {
  SitePlan *plan = catalog->plan;
  const Publication *publication = plan->publication;
  plan->digest_count = publication->digest_count;
  plan->digests = ARENA_ARRAY(plan->arena, SiteDigest, plan->digest_count);
  for (guint i = 0; i < plan->digest_count; i++) {
    const Digest *digest = publication->digests[i];
    SiteDigest *item = &plan->digests[i];
    item->digest = digest;
    item->pairs = digest_select(plan->arena, publication, digest, catalog->diagnostics);
    item->paths = ARENA_ARRAY(plan->arena, const char *, plan->language_count);
    for (guint language = 0; language < plan->language_count; language++) {
      if (digest->languages != LANGUAGES_ALL && digest->languages != (LanguageChoice)language)
        continue;
      g_autofree char *folder = g_strconcat(publication->languages[language], "/digests", NULL);
      gboolean taken;
      item->paths[language] = claim(catalog, folder, digest->name, &taken);
    }
  }
  qsort(plan->digests, plan->digest_count, sizeof *plan->digests, compare_digests);
}

void catalog_fill(SitePlan *plan, DiagnosticList *diagnostics) {
  const Publication *publication = plan->publication;
  Catalog catalog = {plan, route_table_new(plan->arena), diagnostics};
  plan->languages = ARENA_ARRAY(plan->arena, SiteLanguage, plan->language_count);
  plan->entries =
      ARENA_ARRAY(plan->arena, SiteEntry *, publication->pair_count * plan->language_count);
  for (guint language = 0; language < plan->language_count; language++)
    claim_places(&catalog, language);
  // Undated and oldest first: of two posts that want one address, the one that had it keeps it.
  for (guint i = publication->pair_count; i-- > 0;) {
    for (guint language = 0; language < plan->language_count; language++)
      add_entry(&catalog, i, language);
    add_parallels(plan, i);
    const char *id = publication->pairs[i]->id;
    g_hash_table_insert(plan->pair_index, (gpointer)id, GUINT_TO_POINTER(i + 1));
  }
  for (guint language = 0; language < plan->language_count; language++) {
    fill_lists(plan, language);
    fill_home(plan, language);
    fill_months(plan, language);
  }
  tags_fill(plan, catalog.routes);
  fill_digests(&catalog);
}
