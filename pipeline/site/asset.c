#include "site/asset.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "site/html.h"
#include "site/route.h"

struct AssetTable {
  Arena *arena;
  const char *folder;    // absolute, without symbolic links
  GHashTable *by_source; // source -> Asset*, or NULL where there is no such file
  GRegex *named;         // what the tags of raw HTML name
  GPtrArray *assets;     // of Asset*, sorted by path
};

static const char media_folder[] = "media/";

char *asset_target(Arena *arena, const Post *post, const char *url) {
  if (!url || !*url || *url == '#' || *url == '?' || html_url_is_absolute(url)) return NULL;
  g_autofree char *bare = g_strndup(url, strcspn(url, "?#"));
  g_autofree char *plain = g_uri_unescape_string(bare, NULL);
  if (!plain || !*plain) return NULL;
  g_autofree char *folder = g_path_get_dirname(post->path);
  return route_join(arena, g_str_equal(folder, ".") ? "" : folder, plain);
}

// A file of the publication itself and no other place's, however the links lie.
static char *real_path(const AssetTable *table, const char *source) {
  g_autofree char *path = g_build_filename(table->folder, source, NULL);
  char *real = realpath(path, NULL);
  gsize length = strlen(table->folder);
  gboolean inside = real && strncmp(real, table->folder, length) == 0 && real[length] == '/';
  if (inside && g_file_test(real, G_FILE_TEST_IS_REGULAR)) return real;
  free(real);
  return NULL;
}

static const Asset *add(AssetTable *table, const char *source) {
  gpointer known;
  if (g_hash_table_lookup_extended(table->by_source, source, NULL, &known)) return known;
  char *path = real_path(table, source);
  Asset *asset = NULL;
  if (path) {
    asset = ARENA_NEW(table->arena, Asset);
    asset->source = arena_strdup(table->arena, source);
    asset->path = arena_printf(table->arena, "%s%s", media_folder, source);
    g_autofree char *bytes = NULL;
    gsize length;
    if (g_file_get_contents(path, &bytes, &length, NULL))
      picture_measure((const guint8 *)bytes, length, &asset->size);
    g_ptr_array_add(table->assets, asset);
    free(path);
  }
  g_hash_table_insert(table->by_source, g_strdup(source), asset);
  return asset;
}

// A path is read from the post's own folder first, then from the publication's.
static const Asset *add_url(AssetTable *table, const Post *post, const char *url) {
  g_autoptr(Arena) scratch = arena_new();
  const char *source = asset_target(scratch, post, url);
  if (!source || g_str_has_suffix(source, ".md")) return NULL;
  const Asset *asset = add(table, source);
  if (asset || *url == '/') return asset;
  g_autofree char *from_root = g_strconcat("/", url, NULL);
  source = asset_target(scratch, post, from_root);
  return source ? add(table, source) : NULL;
}

static void add_html(AssetTable *table, const Post *post, const char *html) {
  g_autoptr(GMatchInfo) match = NULL;
  g_regex_match(table->named, html, 0, &match);
  for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *url = g_match_info_fetch(match, 1);
    add_url(table, post, url);
  }
}

static void add_post(AssetTable *table, const Post *post) {
  if (post->image) {
    g_autofree char *from_root = g_strconcat("/", post->image, NULL);
    add_url(table, post, from_root);
  }
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    if (node->kind == NODE_IMAGE || node->kind == NODE_LINK)
      add_url(table, post, node->url ? node->url : "");
    gboolean is_html = node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE;
    if (is_html && node->text) add_html(table, post, node->text);
  }
}

static gint compare_assets(gconstpointer a, gconstpointer b) {
  return strcmp((*(Asset *const *)a)->path, (*(Asset *const *)b)->path);
}

AssetTable *asset_table_new(Arena *arena, const Publication *publication) {
  AssetTable *table = ARENA_NEW(arena, AssetTable);
  table->arena = arena;
  char *folder = realpath(publication->folder, NULL);
  table->folder = arena_strdup(arena, folder ? folder : publication->folder);
  free(folder);
  table->by_source = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  arena_own(arena, table->by_source, (GDestroyNotify)g_hash_table_unref);
  table->named = g_regex_new("\\s(?:src|href)\\s*=\\s*[\"']?([^\"'\\s>]+)",
                             G_REGEX_RAW | G_REGEX_CASELESS, 0, NULL);
  arena_own(arena, table->named, (GDestroyNotify)g_regex_unref);
  table->assets = g_ptr_array_new();
  arena_own(arena, table->assets, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < publication->post_count; i++)
    if (publication->posts[i]->state != STATE_DRAFT) add_post(table, publication->posts[i]);
  g_ptr_array_sort(table->assets, compare_assets);
  return table;
}

guint asset_table_count(const AssetTable *table) {
  return table->assets->len;
}

const Asset *asset_table_at(const AssetTable *table, guint index) {
  return g_ptr_array_index(table->assets, index);
}

const Asset *asset_lookup(const AssetTable *table, const Post *post, const char *url) {
  g_autoptr(Arena) scratch = arena_new();
  const char *source = asset_target(scratch, post, url);
  const Asset *asset = source ? g_hash_table_lookup(table->by_source, source) : NULL;
  if (asset || !url || *url == '/') return asset;
  g_autofree char *from_root = g_strconcat("/", url, NULL);
  source = asset_target(scratch, post, from_root);
  return source ? g_hash_table_lookup(table->by_source, source) : NULL;
}

GBytes *asset_read(const AssetTable *table, const Asset *asset) {
  char *path = real_path(table, asset->source);
  char *bytes = NULL;
  gsize length = 0;
  if (path) g_file_get_contents(path, &bytes, &length, NULL);
  free(path);
  return bytes ? g_bytes_new_take(bytes, length) : NULL;
}
