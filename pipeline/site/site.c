#include "site/site.h"

#include <string.h>

#include "site/parts.h"

static const char *const no_files[] = {NULL};

const SiteEntry *plan_lookup_entry(const SitePlan *plan, const char *id, guint language) {
  guint at = id ? GPOINTER_TO_UINT(g_hash_table_lookup(plan->pair_index, id)) : 0;
  return at ? plan->entries[(at - 1) * plan->language_count + language] : NULL;
}

gboolean plan_has_digest_file(const SitePlan *plan, const char *path) {
  return g_strv_contains(plan->digest_files, path);
}

const char *plan_local_text(const LocalText *text, guint language, guint language_count) {
  if (!text->texts) return NULL;
  if (text->texts[language]) return text->texts[language];
  for (guint i = 0; i < language_count; i++)
    if (text->texts[i]) return text->texts[i];
  return NULL;
}

static void add_job(SitePlan *plan, SiteJobFunction run, guint language, guint index) {
  SiteJob job = {run, language, index};
  g_array_append_val(plan->jobs, job);
}

static void add_jobs(SitePlan *plan, SiteJobFunction run, guint language, guint count) {
  for (guint i = 0; i < count; i++)
    add_job(plan, run, language, i);
}

static void add_post_jobs(SitePlan *plan, guint language) {
  for (guint i = 0; i < plan->publication->pair_count; i++) {
    const SiteEntry *entry = plan->entries[i * plan->language_count + language];
    if (!entry) continue;
    add_job(plan, post_make, language, i);
    for (guint other = 0; other < plan->language_count; other++)
      if (entry->parallel_paths[other])
        add_job(plan, parallel_make, language, i * plan->language_count + other);
  }
}

static void add_language_jobs(SitePlan *plan, guint language) {
  const SiteLanguage *side = &plan->languages[language];
  add_jobs(plan, home_make, language, side->home_count);
  add_post_jobs(plan, language);
  add_job(plan, archive_make, language, 0);
  add_jobs(plan, month_make, language, side->month_count);
  add_job(plan, tags_make, language, 0);
  add_jobs(plan, tag_make, language, side->tag_count);
  if (side->index_path) add_job(plan, index_make, language, 0);
  add_job(plan, search_make, language, 0);
  if (side->undated.count) add_job(plan, undated_make, language, 0);
  add_job(plan, digests_make, language, 0);
  for (guint i = 0; i < plan->digest_count; i++)
    if (plan->digests[i].paths[language]) add_job(plan, digest_make, language, i);
  add_job(plan, feed_make, language, 0);
}

static void fill_jobs(SitePlan *plan) {
  add_jobs(plan, font_make, 0, plan->fonts->files->len); // the slowest first
  for (guint language = 0; language < plan->language_count; language++)
    add_language_jobs(plan, language);
  if (plan->language_count) {
    add_job(plan, cover_make, 0, 0);
    add_job(plan, not_found_make, 0, 0);
  }
  add_job(plan, sitemap_make, 0, 0);
  add_job(plan, style_make, 0, 0);
  add_job(plan, search_script_make, 0, 0);
  add_jobs(plan, media_make, 0, asset_table_count(plan->assets));
}

static void add_strings(Value *map, const YamlNode *strings) {
  for (guint i = 0; strings && i < strings->child_count; i++) {
    const YamlNode *node = strings->children[i];
    if (node->kind == YAML_SCALAR && !strchr(node->key, '.'))
      value_set_string(map, node->key, node->scalar);
  }
}

static void fill_strings(SitePlan *plan) {
  for (guint i = 0; i < plan->language_count; i++) {
    Value *map = value_map(plan->arena);
    const YamlNode *strings = yaml_lookup(plan->locales[i]->root, "strings");
    add_strings(map, yaml_lookup(strings, "common"));
    add_strings(map, yaml_lookup(strings, "site"));
    plan->languages[i].strings = map;
  }
}

SitePlan *site_plan(const SiteInput *input, DiagnosticList *diagnostics) {
  Arena *arena = arena_new();
  const Publication *publication = input->publication;
  SitePlan *plan = ARENA_NEW(arena, SitePlan);
  plan->arena = arena;
  plan->publication = publication;
  plan->locales = input->locales;
  plan->digest_files = input->digest_files ? input->digest_files : no_files;
  plan->language_count = publication->language_count;
  plan->pair_index = g_hash_table_new(g_str_hash, g_str_equal);
  plan->by_path = g_hash_table_new(g_str_hash, g_str_equal);
  plan->jobs = g_array_new(FALSE, FALSE, sizeof(SiteJob));
  arena_own(arena, plan->pair_index, (GDestroyNotify)g_hash_table_unref);
  arena_own(arena, plan->by_path, (GDestroyNotify)g_hash_table_unref);
  arena_own(arena, plan->jobs, (GDestroyNotify)g_array_unref);
  catalog_fill(plan, diagnostics);
  fill_strings(plan);
  plan->theme = theme_open(arena, publication->theme_folder, diagnostics);
  plan->assets = asset_table_new(arena, publication);
  const CharacterSets *characters =
      character_sets_collect(arena, publication, plan->locales, plan->theme);
  plan->fonts = web_font_set_open(arena, publication->folder, publication->languages,
                                  plan->language_count, characters, diagnostics);
  for (guint i = 0; i < publication->post_count; i++)
    plan->note_count = MAX(plan->note_count, publication->posts[i]->footnote_count);
  fill_jobs(plan);
  return plan;
}

void site_plan_free(SitePlan *plan) {
  if (plan) arena_free(plan->arena);
}

guint site_plan_job_count(const SitePlan *plan) {
  return plan->jobs->len;
}

void site_plan_run(const SitePlan *plan, guint job, OutputList *out, DiagnosticList *diagnostics) {
  const SiteJob *item = &g_array_index(plan->jobs, SiteJob, job);
  item->run(plan, item->language, item->index, out, diagnostics);
}
