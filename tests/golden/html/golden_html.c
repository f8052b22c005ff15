// Each case, NAME.LANG.md, as HTML: of a page, of a feed, and block by block as the side-by-side
// page has it. With UPDATE=1 in the environment the expected files are written anew; read the diff.
#include <stdio.h>
#include <string.h>

#include "load/markdown.h"
#include "model/pair.h"
#include "site/html_writer.h"

static char *resolve_link(const char *url, const Node *node, gpointer data) {
  (void)data;
  if (node->post_id && g_str_equal(node->post_id, "missing")) return NULL;
  if (node->post_id) return g_strdup_printf("../%s/", node->post_id);
  return g_strdup(url);
}

static HtmlImage resolve_image(const char *url, const Node *node, gpointer data) {
  (void)node, (void)data;
  HtmlImage image = {.width_px = 640, .height_px = 480};
  if (g_str_has_prefix(url, "images/")) image.url = g_strdup(url);
  return image;
}

static gboolean check_view(const char *folder, const char *name, const char *view,
                           const GString *html) {
  g_autofree char *file_name = g_strdup_printf("%s.%s.html", name, view);
  g_autofree char *path = g_build_filename(folder, file_name, NULL);
  if (g_getenv("UPDATE")) return g_file_set_contents(path, html->str, -1, NULL);
  g_autofree char *expected = NULL;
  if (g_file_get_contents(path, &expected, NULL, NULL) && g_str_equal(expected, html->str))
    return TRUE;
  printf("%s differs: run with UPDATE=1 and read the diff\n--- got\n%s", path, html->str);
  return FALSE;
}

static gboolean check_blocks(const char *folder, const char *name, Node *document,
                             const HtmlContext *context) {
  g_autoptr(Arena) arena = arena_new();
  const Post post = {.body = document};
  BlockList blocks = post_blocks(arena, &post);
  HtmlContext alone = *context;
  alone.id_prefix = "fa-";
  alone.ids = html_ids_new(arena, document);
  g_autoptr(GString) html = g_string_new(NULL);
  for (guint i = 0; i < blocks.count; i++)
    html_write_block(blocks.items[i].node, &alone, html);
  return check_view(folder, name, "blocks", html);
}

static gboolean check_case(const char *folder, const char *file_name) {
  g_autoptr(Arena) arena = arena_new();
  g_autofree char *path = g_build_filename(folder, file_name, NULL);
  g_autofree char *name = g_strndup(file_name, strlen(file_name) - strlen(".md"));
  const char *lang = strrchr(name, '.') + 1;
  const Locale *locales[] = {locale_load(arena, NULL, "en", (SourceSpan){0}, NULL),
                             locale_load(arena, NULL, "fa", (SourceSpan){0}, NULL)};
  g_autofree char *text = NULL;
  gsize length;
  if (!g_file_get_contents(path, &text, &length, NULL)) return FALSE;
  SourceFile *file = source_file_new(arena, file_name, text, length);
  Node *document = markdown_parse(arena, file, 0, NULL);
  HtmlContext context = {
      .locale = locales[g_str_equal(lang, "fa")],
      .locales = locales,
      .locale_count = 2,
      .heading_shift = 1,
      .resolve_link = resolve_link,
      .resolve_image = resolve_image,
  };
  g_autoptr(GString) html = g_string_new(NULL);
  html_write_node(document, &context, html);
  gboolean same = check_view(folder, name, "page", html);
  same &= check_blocks(folder, name, document, &context);
  context.mode = HTML_FEED;
  g_string_truncate(html, 0);
  html_write_node(document, &context, html);
  return check_view(folder, name, "feed", html) && same;
}

int main(int argc, char **argv) {
  GDir *folder = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
  if (!folder) return 1;
  guint count = 0, failed = 0;
  const char *name;
  while ((name = g_dir_read_name(folder)) != NULL) {
    if (!g_str_has_suffix(name, ".md")) continue;
    count++;
    failed += !check_case(argv[1], name);
  }
  g_dir_close(folder);
  printf("%u cases, %u differ\n", count, failed);
  return count == 0 || failed > 0;
}
