#include "site/route.h"

#include <string.h>

#include "site/html.h"

struct RouteTable {
  GHashTable *paths; // set of folded paths
};

static void append_encoded(GString *out, const char *path) {
  g_auto(GStrv) parts = g_strsplit(path, "/", -1);
  for (guint i = 0; parts[i]; i++) {
    g_autofree char *segment = html_encode_segment(parts[i]);
    g_string_append_printf(out, "%s%s", i ? "/" : "", segment);
  }
}

// How many bytes of both paths are the same folders.
static gsize shared_folders(const char *a, const char *b) {
  gsize shared = 0;
  for (gsize i = 0; a[i] && a[i] == b[i]; i++)
    if (a[i] == '/') shared = i + 1;
  return shared;
}

char *route_href(Arena *arena, const char *from, const char *to) {
  gsize shared = shared_folders(from, to);
  GString *href = g_string_new(NULL);
  for (const char *c = from + shared; *c; c++)
    if (*c == '/') g_string_append(href, "../");
  append_encoded(href, to + shared);
  return arena_take_string(arena, href);
}

char *route_address(Arena *arena, const char *address, const char *to) {
  GString *out = g_string_new(address);
  append_encoded(out, to);
  if (g_str_equal(to, "index.html") || g_str_has_suffix(to, "/index.html"))
    g_string_truncate(out, out->len - strlen("index.html"));
  return arena_take_string(arena, out);
}

char *route_root(Arena *arena, const char *from) {
  GString *root = g_string_new(NULL);
  for (const char *c = from; *c; c++)
    if (*c == '/') g_string_append(root, "../");
  return arena_take_string(arena, root);
}

char *route_join(Arena *arena, const char *folder, const char *relative) {
  g_autofree char *whole =
      *relative == '/' ? g_strdup(relative + 1) : g_strconcat(folder, "/", relative, NULL);
  g_auto(GStrv) parts = g_strsplit(whole, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (guint i = 0; parts[i]; i++) {
    if (!*parts[i] || g_str_equal(parts[i], ".")) continue;
    if (!g_str_equal(parts[i], "..")) {
      g_ptr_array_add(kept, parts[i]);
    } else {
      if (!kept->len) return NULL;
      g_ptr_array_set_size(kept, (gint)kept->len - 1);
    }
  }
  if (!kept->len) return NULL;
  g_ptr_array_add(kept, NULL);
  g_autofree char *joined = g_strjoinv("/", (char **)kept->pdata);
  return arena_strdup(arena, joined);
}

RouteTable *route_table_new(Arena *arena) {
  RouteTable *table = ARENA_NEW(arena, RouteTable);
  table->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  arena_own(arena, table->paths, (GDestroyNotify)g_hash_table_unref);
  return table;
}

const char *route_claim(Arena *arena, RouteTable *table, const char *folder, const char *slug,
                        gboolean *taken) {
  const char *between = *folder ? "/" : "";
  g_autofree char *path = g_strconcat(folder, between, slug, "/index.html", NULL);
  *taken = FALSE;
  for (guint n = 2; !g_hash_table_add(table->paths, g_ascii_strdown(path, -1)); n++) {
    *taken = TRUE;
    g_free(path);
    path = g_strdup_printf("%s%s%s-%u/index.html", folder, between, slug, n);
  }
  return arena_strdup(arena, path);
}
