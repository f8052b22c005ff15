#include "paginate/link.h"

#include <string.h>

#include "model/html_policy.h"

struct LinkTable {
  Arena *arena;
  const Publication *publication;
  GHashTable *names; // "ID" and "ID/LANG" -> destination
};

static void destroy_table(void *names) {
  g_hash_table_destroy(names);
}

LinkTable *link_table_new(Arena *arena, const Publication *publication) {
  LinkTable *table = ARENA_NEW(arena, LinkTable);
  table->arena = arena;
  table->publication = publication;
  table->names = g_hash_table_new(g_str_hash, g_str_equal);
  arena_own(arena, table->names, destroy_table);
  return table;
}

static char *key_of(Arena *arena, const char *post_id, const char *lang) {
  return arena_printf(arena, "%s/%s", post_id, lang);
}

const char *link_table_add(LinkTable *table, const Post *post) {
  char *name = arena_printf(table->arena, "post-%s", post->id);
  if (g_hash_table_contains(table->names, post->id))
    name = arena_printf(table->arena, "post-%s-%s", post->id, post->lang);
  else
    g_hash_table_insert(table->names, (gpointer)post->id, name);
  g_hash_table_insert(table->names, key_of(table->arena, post->id, post->lang), name);
  return name;
}

const char *link_table_lookup(const LinkTable *table, const char *post_id, const char *lang) {
  g_autofree char *key = g_strdup_printf("%s/%s", post_id, lang);
  const char *name = g_hash_table_lookup(table->names, key);
  return name ? name : g_hash_table_lookup(table->names, post_id);
}

char *link_post_address(Arena *arena, const Publication *publication, const Post *post) {
  if (!publication->address) return NULL;
  g_autofree char *slug = g_uri_escape_string(post->slug ? post->slug : post->id, NULL, FALSE);
  return arena_printf(arena, "%s%s/%s%s/", publication->address, post->lang,
                      post->is_page ? "" : "posts/", slug);
}

static const char *post_target(Arena *arena, const LinkTable *table, const char *post_id,
                               const char *lang) {
  const char *name = link_table_lookup(table, post_id, lang);
  if (name) return arena_printf(arena, "#%s", name);
  const PostPair *pair = publication_lookup_pair(table->publication, post_id);
  if (!pair) return NULL;
  gint index = publication_language(table->publication, lang);
  const Post *post = index >= 0 ? pair->posts[index] : NULL;
  return link_post_address(arena, table->publication, post ? post : pair_first_post(pair));
}

const char *link_table_target(Arena *arena, const LinkTable *table, const Post *post,
                              const Node *node) {
  if (node->post_id) return post_target(arena, table, node->post_id, post->lang);
  const char *url = node->url;
  if (!url || !*url || !html_url_allowed(url)) return NULL;
  g_autofree char *scheme = g_uri_parse_scheme(url);
  if (scheme) return g_ascii_strcasecmp(scheme, "post") == 0 ? NULL : url;
  if (g_str_has_prefix(url, "//")) return arena_printf(arena, "https:%s", url);
  const char *address = table->publication->address;
  if (*url == '#' || !address) return NULL;
  return arena_printf(arena, "%s%s", address, *url == '/' ? url + 1 : url);
}
