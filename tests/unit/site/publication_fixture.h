// A small publication made by hand, without the loader, and the site that is made from it.
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka.h wants the four headers above before it.
#include <cmocka.h>
#include <string.h>

#include "site/site.h"

typedef struct {
  Arena *arena;
  DiagnosticList *diagnostics;
  Publication publication;
  const Locale *locales[2];
  GPtrArray *posts, *pairs;
  GHashTable *files; // path -> text, of the site that was made
  OutputList *output;
} Fixture;

static G_GNUC_UNUSED int fixture_open(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->diagnostics = diagnostic_list_new();
  fixture->posts = g_ptr_array_new();
  fixture->pairs = g_ptr_array_new();
  fixture->output = output_list_new();
  fixture->files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  static const char *languages[] = {"en", "fa"};
  static const char *titles[] = {"Leaf & <Rain>", "برگ و باران"};
  Publication *publication = &fixture->publication;
  publication->arena = fixture->arena;
  publication->folder = "tests/unit/site/no_fonts";
  publication->file = source_file_new(fixture->arena, "publication.yaml", "", 0);
  publication->languages = languages;
  publication->language_count = 2;
  publication->title.texts = titles;
  publication->address = "https://example.org/x/";
  publication->posts_per_page = 2;
  for (guint i = 0; i < 2; i++)
    fixture->locales[i] =
        locale_load(fixture->arena, NULL, languages[i], (SourceSpan){0}, fixture->diagnostics);
  *state = fixture;
  return 0;
}

static G_GNUC_UNUSED int fixture_close(void **state) {
  Fixture *fixture = *state;
  g_hash_table_unref(fixture->files);
  output_list_free(fixture->output);
  g_ptr_array_free(fixture->posts, TRUE);
  g_ptr_array_free(fixture->pairs, TRUE);
  diagnostic_list_free(fixture->diagnostics);
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

static G_GNUC_UNUSED Node *fixture_paragraph(Fixture *fixture, Node *parent, const char *text) {
  Node *paragraph = node_new(fixture->arena, NODE_PARAGRAPH, (SourceSpan){0});
  Node *inlines = node_new(fixture->arena, NODE_TEXT, (SourceSpan){0});
  inlines->text = arena_strdup(fixture->arena, text);
  node_append(paragraph, inlines);
  node_append(parent, paragraph);
  return paragraph;
}

// A post whose only paragraph is its title; `date` "" = undated.
static G_GNUC_UNUSED Post *fixture_post(Fixture *fixture, const char *lang, const char *id,
                                        const char *date, const char *title) {
  Post *post = ARENA_NEW(fixture->arena, Post);
  post->path = arena_printf(fixture->arena, "%s/%s.md", lang, id);
  post->file = source_file_new(fixture->arena, post->path, title, strlen(title));
  post->id = arena_strdup(fixture->arena, id);
  post->lang = arena_strdup(fixture->arena, lang);
  post->title = arena_strdup(fixture->arena, title);
  post->slug = post->id;
  civil_date_parse(date, &post->date);
  post->state = STATE_PUBLISHED;
  post->body = node_new(fixture->arena, NODE_DOCUMENT, source_span_of_file(post->file));
  fixture_paragraph(fixture, post->body, title);
  g_ptr_array_add(fixture->posts, post);
  return post;
}

// Either side may be NULL.
static G_GNUC_UNUSED PostPair *fixture_pair(Fixture *fixture, Post *en, Post *fa) {
  Arena *arena = fixture->arena;
  PostPair *pair = ARENA_NEW(arena, PostPair);
  pair->id = en ? en->id : fa->id;
  pair->posts = ARENA_ARRAY(arena, const Post *, 2);
  pair->posts[0] = en;
  pair->posts[1] = fa;
  pair->language_count = 2;
  pair->source_language = en ? 0 : 1;
  g_ptr_array_add(fixture->pairs, pair);
  return pair;
}

// Aligns the n-th block of one side with the n-th of the other.
static G_GNUC_UNUSED void fixture_align(Fixture *fixture, PostPair *pair) {
  Arena *arena = fixture->arena;
  pair->blocks = ARENA_ARRAY(arena, BlockList, 2);
  for (guint i = 0; i < 2; i++)
    pair->blocks[i] = post_blocks(arena, pair->posts[i]);
  guint en = pair->blocks[0].count, fa = pair->blocks[1].count, count = MAX(en, fa);
  pair->links = ARENA_ARRAY(arena, BlockPair *, 2);
  pair->link_counts = ARENA_ARRAY(arena, guint, 2);
  pair->links[1] = ARENA_ARRAY(arena, BlockPair, count);
  pair->link_counts[1] = count;
  for (guint i = 0; i < count; i++)
    pair->links[1][i] = (BlockPair){MIN(i, en), i < en, MIN(i, fa), i < fa, 1, FALSE};
}

// Makes every file of the site.
static G_GNUC_UNUSED void fixture_make(Fixture *fixture, const char *const *digest_files) {
  Publication *publication = &fixture->publication;
  publication->posts = (Post **)fixture->posts->pdata;
  publication->post_count = fixture->posts->len;
  publication->pairs = (PostPair **)fixture->pairs->pdata;
  publication->pair_count = fixture->pairs->len;
  const SiteInput input = {publication, fixture->locales, digest_files};
  g_autoptr(SitePlan) plan = site_plan(&input, fixture->diagnostics);
  for (guint i = 0; i < site_plan_job_count(plan); i++)
    site_plan_run(plan, i, fixture->output, fixture->diagnostics);
  for (guint i = 0; i < fixture->output->files->len; i++) {
    const OutputFile *file = &g_array_index(fixture->output->files, OutputFile, i);
    gsize length;
    const char *text = g_bytes_get_data(file->bytes, &length);
    assert_true(g_hash_table_insert(fixture->files, file->path, g_strndup(text, length)));
  }
}

static G_GNUC_UNUSED const char *fixture_file(const Fixture *fixture, const char *path) {
  const char *text = g_hash_table_lookup(fixture->files, path);
  if (!text) fail_msg("there is no file %s", path);
  return text;
}
