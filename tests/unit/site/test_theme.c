// What a publication can put in the place of the built-in theme, and which of its files are copied.
#include "publication_fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void put(const char *folder, const char *name, const char *bytes) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  assert_int_equal(g_mkdir_with_parents(parent, 0755), 0);
  assert_true(g_file_set_contents(path, bytes, -1, NULL));
}

static char *open_folder(Fixture *fixture) {
  char *folder = g_dir_make_tmp("beyt-XXXXXX", NULL);
  assert_non_null(folder);
  fixture->publication.folder = arena_strdup(fixture->arena, folder);
  put(folder, "fonts/families.yaml", "families: {}\n"); // no fonts to wait for
  return folder;
}

static void remove_tree(const char *path) {
  if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
      g_autofree char *child = g_build_filename(path, name, NULL);
      remove_tree(child);
    }
    if (dir) g_dir_close(dir);
  }
  g_remove(path);
}

static void a_theme_overrides_templates_and_styles(void **state) {
  Fixture *fixture = *state;
  g_autofree char *folder = open_folder(fixture);
  put(folder, "theme/entry.mustache", "<li>MINE {{title}}</li>\n");
  put(folder, "theme/extra.css", ".mine { color: red }\n");
  put(folder, "theme/post.mustache", "broken \xFF bytes");
  fixture->publication.theme_folder = g_build_filename(folder, "theme", NULL);
  fixture_pair(fixture, fixture_post(fixture, "en", "a", "2026-01-01", "A & B"), NULL);
  fixture_make(fixture, NULL);
  assert_non_null(strstr(fixture_file(fixture, "en/index.html"), "<li>MINE A &amp; B</li>"));
  const char *style = fixture_file(fixture, "assets/style.css");
  assert_non_null(strstr(style, ".mine { color: red }"));
  assert_non_null(strstr(style, ".prose"));
  // A broken file is named, and the built-in one takes its place.
  assert_non_null(
      strstr(fixture_file(fixture, "en/posts/a/index.html"), "<article class=\"post\">"));
  assert_int_equal(diagnostic_list_count(fixture->diagnostics, SEVERITY_ERROR), 1);
  remove_tree(folder);
  g_free((char *)fixture->publication.theme_folder);
}

static void add_image(Fixture *fixture, Post *post, const char *url, const char *alt) {
  Node *image = node_new(fixture->arena, NODE_IMAGE, (SourceSpan){0});
  image->url = url;
  Node *text = node_new(fixture->arena, NODE_TEXT, (SourceSpan){0});
  text->text = alt;
  node_append(image, text);
  node_append(post->body->first_child, image);
}

static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'></svg>";

static void pictures_are_copied_with_their_size(void **state) {
  Fixture *fixture = *state;
  g_autofree char *folder = open_folder(fixture);
  put(folder, "images/a b.svg", svg);
  put(folder, "en/near.svg", svg);
  Post *post = fixture_post(fixture, "en", "x", "2026-01-01", "T");
  add_image(fixture, post, "../images/a%20b.svg", "one");
  add_image(fixture, post, "near.svg", "two");
  add_image(fixture, post, "images/a b.svg", "three"); // from the publication's folder
  fixture_pair(fixture, post, NULL);
  fixture_make(fixture, NULL);
  assert_string_equal(fixture_file(fixture, "media/images/a b.svg"), svg);
  assert_string_equal(fixture_file(fixture, "media/en/near.svg"), svg);
  const char *page = fixture_file(fixture, "en/posts/x/index.html");
  const char *first = strstr(page, "src=\"../../../media/images/a%20b.svg\"");
  assert_non_null(first);
  assert_non_null(strstr(first, "width=\"30\" height=\"20\""));
  assert_non_null(strstr(first + 1, "src=\"../../../media/images/a%20b.svg\""));
  remove_tree(folder);
}

static void nothing_leaves_the_folder_or_asks_others(void **state) {
  Fixture *fixture = *state;
  g_autofree char *folder = open_folder(fixture);
  put(folder, "images/real.svg", svg);
  g_autofree char *link = g_build_filename(folder, "images", "link.txt", NULL);
  assert_int_equal(symlink("/etc/hostname", link), 0);
  Post *post = fixture_post(fixture, "en", "x", "2026-01-01", "T");
  add_image(fixture, post, "https://pictures.example/a.png", "a far picture");
  add_image(fixture, post, "//pictures.example/b.png", "another");
  add_image(fixture, post, "../../../../etc/passwd", "secret");
  add_image(fixture, post, "../images/link.txt", "linked");
  fixture_pair(fixture, post, NULL);
  fixture_make(fixture, NULL);
  GHashTableIter iter;
  gpointer path, text;
  g_hash_table_iter_init(&iter, fixture->files);
  while (g_hash_table_iter_next(&iter, &path, &text))
    assert_false(g_str_has_prefix(path, "media/"));
  const char *page = fixture_file(fixture, "en/posts/x/index.html");
  assert_null(strstr(page, "<img"));
  assert_non_null(strstr(page, "a far picture"));
  assert_non_null(strstr(page, "secret")); // its words are never lost
  remove_tree(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_theme_overrides_templates_and_styles, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(pictures_are_copied_with_their_size, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(nothing_leaves_the_folder_or_asks_others, fixture_open,
                                      fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
