// Tags: the pages that gather posts by subject, and which of them are the same in two languages.
#include <stdlib.h>
#include <string.h>

#include "model/slug.h"
#include "site/plan.h"

typedef struct {
  const char *tag, *label;
  char *sort_key;
  GPtrArray *entries;
} Gathered;

static void gathered_free(gpointer data) {
  Gathered *gathered = data;
  g_free(gathered->sort_key);
  g_ptr_array_unref(gathered->entries);
  g_free(gathered);
}

static gint compare_gathered(gconstpointer a, gconstpointer b) {
  const Gathered *left = *(Gathered *const *)a, *right = *(Gathered *const *)b;
  gint order = strcmp(left->sort_key, right->sort_key);
  return order ? order : strcmp(left->tag, right->tag);
}

static void gather(const SitePlan *plan, guint language, GHashTable *by_tag, GPtrArray *all,
                   EntryList list) {
  for (guint i = 0; i < list.count; i++) {
    const StringList *tags = &list.items[i]->post->tags;
    for (guint t = 0; t < tags->count; t++) {
      Gathered *gathered = g_hash_table_lookup(by_tag, tags->items[t]);
      if (!gathered) {
        gathered = g_new0(Gathered, 1);
        gathered->tag = tags->items[t];
        gathered->label = publication_tag_label(plan->publication, gathered->tag, language);
        gathered->sort_key = locale_sort_key(plan->locales[language], gathered->label);
        gathered->entries = g_ptr_array_new();
        g_hash_table_insert(by_tag, (gpointer)gathered->tag, gathered);
        g_ptr_array_add(all, gathered);
      }
      gpointer entry = list.items[i];
      guint count = gathered->entries->len; // a tag that a post has twice counts once
      if (!count || gathered->entries->pdata[count - 1] != entry)
        g_ptr_array_add(gathered->entries, entry);
    }
  }
}

static void fill_language(SitePlan *plan, guint language, RouteTable *routes) {
  SiteLanguage *side = &plan->languages[language];
  g_autoptr(GHashTable) by_tag = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(gathered_free);
  gather(plan, language, by_tag, all, side->dated);
  gather(plan, language, by_tag, all, side->undated);
  g_ptr_array_sort(all, compare_gathered);
  side->tag_count = all->len;
  side->tags = ARENA_ARRAY(plan->arena, SiteTag, all->len);
  g_autofree char *folder = g_strconcat(plan->publication->languages[language], "/tags", NULL);
  for (guint i = 0; i < all->len; i++) {
    const Gathered *gathered = all->pdata[i];
    g_autofree char *slug = slug_new(gathered->tag);
    gboolean taken;
    SiteTag *tag = &side->tags[i];
    tag->tag = gathered->tag;
    tag->label = gathered->label;
    tag->path = route_claim(plan->arena, routes, folder, slug, &taken);
    guint count = gathered->entries->len;
    tag->entries = (EntryList){
        arena_copy(plan->arena, gathered->entries->pdata, count * sizeof(SiteEntry *)), count};
    tag->counterparts = ARENA_ARRAY(plan->arena, const char *, plan->language_count);
  }
}

const SiteTag *plan_lookup_tag(const SitePlan *plan, guint language, const char *tag) {
  const SiteLanguage *side = &plan->languages[language];
  for (guint i = 0; i < side->tag_count; i++)
    if (g_str_equal(side->tags[i].tag, tag)) return &side->tags[i];
  return NULL;
}

static gint tag_position(const Post *post, const char *tag) {
  for (guint i = 0; i < post->tags.count; i++)
    if (g_str_equal(post->tags.items[i], tag)) return (gint)i;
  return -1;
}

// Nobody says which tags belong together; but the two sides of a pair list theirs in one order. A
// tag has a counterpart when all pairs that have both agree on it.
static const char *find_counterpart(const SitePlan *plan, const SiteTag *tag, guint other) {
  const char *found = NULL;
  for (guint i = 0; i < tag->entries.count; i++) {
    const SiteEntry *entry = tag->entries.items[i];
    const SiteEntry *there = plan_lookup_entry(plan, entry->post->id, other);
    if (!there || there->post->tags.count != entry->post->tags.count) continue;
    const char *name = there->post->tags.items[tag_position(entry->post, tag->tag)];
    if (found && !g_str_equal(found, name)) return NULL;
    found = name;
  }
  return found;
}

void tags_fill(SitePlan *plan, RouteTable *routes) {
  for (guint language = 0; language < plan->language_count; language++)
    fill_language(plan, language, routes);
  for (guint language = 0; language < plan->language_count; language++) {
    SiteLanguage *side = &plan->languages[language];
    for (guint i = 0; i < side->tag_count; i++) {
      for (guint other = 0; other < plan->language_count; other++) {
        if (other == language) continue;
        const char *tag = find_counterpart(plan, &side->tags[i], other);
        const SiteTag *there = tag ? plan_lookup_tag(plan, other, tag) : NULL;
        if (there) side->tags[i].counterparts[other] = there->path;
      }
    }
  }
}
