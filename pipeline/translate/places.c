#include "translate/places.h"

#include "model/outline.h"
#include "model/slug.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

// Names that are looked through for the nearest one, and files of a folder.
#define MAX_KNOWN 2000

struct PlaceNames {
  GHashTable *set;   // owns the names
  GPtrArray *listed; // in document order, for hints
};

static void add_name(PlaceNames *names, const char *name) {
  if (!*name || g_hash_table_contains(names->set, name)) return;
  char *copy = g_strdup(name);
  g_hash_table_add(names->set, copy);
  g_ptr_array_add(names->listed, copy);
}

static void add_mark(PlaceNames *names, guint number) {
  g_autofree char *mark = g_strdup_printf("fnref-%u", number);
  add_name(names, mark);
}

static void add_html_ids(PlaceNames *names, const char *html, const GRegex *pattern) {
  g_autoptr(GMatchInfo) match = NULL;
  g_regex_match(pattern, html, 0, &match);
  for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
    g_autofree char *id = g_match_info_fetch(match, 1);
    add_name(names, id);
  }
}

PlaceNames *place_names_new(const Post *post) {
  PlaceNames *names = g_new0(PlaceNames, 1);
  names->set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  names->listed = g_ptr_array_new();
  g_autoptr(GRegex) pattern = g_regex_new("\\s(?:id|name)\\s*=\\s*[\"']?([^\"'\\s>]+)",
                                          G_REGEX_RAW | G_REGEX_CASELESS, 0, NULL);
  g_autoptr(Arena) arena = arena_new();
  const Outline *outline = outline_new(arena, post->body);
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    const char *name = outline_name(outline, node);
    if (name) add_name(names, name);
    if (node->kind == NODE_FOOTNOTE) add_mark(names, node->number);
    if ((node->kind == NODE_HTML_BLOCK || node->kind == NODE_HTML_INLINE) && node->text)
      add_html_ids(names, node->text, pattern);
  }
  return names;
}

void place_names_free(PlaceNames *names) {
  g_ptr_array_free(names->listed, TRUE);
  g_hash_table_destroy(names->set);
  g_free(names);
}

gboolean place_names_has(const PlaceNames *names, const char *name) {
  return g_hash_table_contains(names->set, name);
}

const char *place_names_nearest(const PlaceNames *names, const char *name) {
  const char *const *known = (const char *const *)names->listed->pdata;
  guint count = MIN(names->listed->len, MAX_KNOWN);
  // As somebody would write it who thinks of the heading's text.
  g_autofree char *slug = slug_new(name);
  if (g_hash_table_contains(names->set, slug)) return g_hash_table_lookup(names->set, slug);
  return diagnostic_nearest(name, known, count);
}

char *path_resolve_new(const Post *post, const char *path, gboolean from_root) {
  g_autofree char *folder = g_path_get_dirname(post->path);
  gboolean absolute = from_root || *path == '/' || g_str_equal(folder, ".");
  g_autofree char *joined = absolute ? g_strdup(path) : g_strconcat(folder, "/", path, NULL);
  g_auto(GStrv) parts = g_strsplit(joined, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (guint i = 0; parts[i]; i++) {
    if (!*parts[i] || g_str_equal(parts[i], ".")) continue;
    if (!g_str_equal(parts[i], ".."))
      g_ptr_array_add(kept, parts[i]);
    else if (kept->len)
      g_ptr_array_set_size(kept, (gint)kept->len - 1);
    else
      return NULL;
  }
  if (!kept->len) return NULL;
  g_ptr_array_add(kept, NULL);
  return g_strjoinv("/", (char **)kept->pdata);
}

gboolean path_is_file(const char *publication_folder, const char *relative) {
  g_autofree char *path = g_build_filename(publication_folder, relative, NULL);
  char *root = realpath(publication_folder, NULL), *real = realpath(path, NULL);
  gsize length = root ? strlen(root) : 0;
  gboolean inside = root && real && strncmp(real, root, length) == 0 && real[length] == '/';
  gboolean found = inside && g_file_test(real, G_FILE_TEST_IS_REGULAR);
  free(root);
  free(real);
  return found;
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *nearest_in_folder(const char *folder, const char *name) {
  g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir) return NULL;
  for (const char *entry; known->len < MAX_KNOWN && (entry = g_dir_read_name(dir));)
    if (source_is_text(entry, strlen(entry))) g_ptr_array_add(known, g_strdup(entry));
  g_dir_close(dir);
  if (known->len) qsort(known->pdata, known->len, sizeof(gpointer), compare_names);
  return g_strdup(diagnostic_nearest(name, (const char *const *)known->pdata, known->len));
}

char *path_nearest_open(const char *publication_folder, const Post *post, const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  if (!*name) return NULL;
  g_autofree char *relative = path_resolve_new(post, path, FALSE);
  if (!relative) return NULL;
  g_autofree char *whole = g_build_filename(publication_folder, relative, NULL);
  g_autofree char *folder = g_path_get_dirname(whole);
  g_autofree char *nearest = nearest_in_folder(folder, name);
  if (!nearest) return NULL;
  return g_strdup_printf("%.*s%s", (int)(name - path), path, nearest);
}
