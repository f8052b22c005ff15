// Where the links of a post lead to in a digest, and images that may be read.
#include "../../support/sample.h"
#include "paginate/image.h"
#include "paginate/link.h"

#include <glib/gstdio.h>

static const char *target(Sample *sample, LinkTable *table, const Post *post, const char *url,
                          const char *post_id) {
  const Node node = {.kind = NODE_LINK, .url = url, .post_id = post_id};
  return link_table_target(sample->arena, table, post, &node);
}

static PostPair *add_pair(Sample *sample, Post *english, Post *farsi) {
  PostPair *pair = ARENA_NEW(sample->arena, PostPair);
  pair->id = english ? english->id : farsi->id;
  pair->language_count = 2;
  pair->posts = ARENA_ARRAY(sample->arena, const Post *, 2);
  pair->posts[0] = english;
  pair->posts[1] = farsi;
  return pair;
}

static void links_lead_inside_or_to_the_site(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  Publication *publication = &sample->publication;
  Post *first = sample_post(sample, "en", "a", "", "x"),
       *second = sample_post(sample, "fa", "a", "", "x");
  Post *other = sample_post(sample, "fa", "b", "", "x"),
       *about = sample_post(sample, "en", "about", "", "x");
  about->is_page = TRUE;
  other->slug = "سلام";
  PostPair *pairs[] = {add_pair(sample, first, second), add_pair(sample, NULL, other),
                       add_pair(sample, about, NULL)};
  publication->pairs = pairs;
  publication->pair_count = 3;
  LinkTable *table = link_table_new(sample->arena, publication);
  assert_string_equal(link_table_add(table, first), "post-a");
  assert_string_equal(link_table_add(table, second), "post-a-fa");
  assert_string_equal(target(sample, table, first, "post:a", "a"), "#post-a");
  assert_string_equal(target(sample, table, second, "post:a", "a"), "#post-a-fa");
  assert_null(target(sample, table, first, "post:b", "b")); // no address: nowhere
  assert_null(target(sample, table, first, "/x", NULL));
  publication->address = "https://example.org/s/";
  assert_string_equal(target(sample, table, first, "post:b", "b"),
                      "https://example.org/s/fa/posts/%D8%B3%D9%84%D8%A7%D9%85/");
  assert_string_equal(target(sample, table, first, "post:about", "about"),
                      "https://example.org/s/en/about/");
  assert_null(target(sample, table, first, "post:nobody", "nobody"));
  assert_string_equal(target(sample, table, first, "/x", NULL), "https://example.org/s/x");
  assert_string_equal(target(sample, table, first, "//h/x", NULL), "https://h/x");
  assert_string_equal(target(sample, table, first, "mailto:a@b", NULL), "mailto:a@b");
  assert_null(target(sample, table, first, "javascript:alert(1)", NULL));
  assert_null(target(sample, table, first, "#part", NULL));
}

static void images_stay_inside_the_publication(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  g_autofree char *folder = g_dir_make_tmp("beyt-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename(folder, "pub", NULL);
  g_autofree char *outside = g_build_filename(folder, "secret.svg", NULL);
  g_autofree char *inside = g_build_filename(inner, "a b.svg", NULL);
  g_autofree char *text = g_build_filename(inner, "text.png", NULL);
  g_mkdir(inner, 0700);
  const char *svg = "<svg width='200' height='100'/>";
  g_file_set_contents(outside, svg, -1, NULL);
  g_file_set_contents(inside, svg, -1, NULL);
  g_file_set_contents(text, "no image", -1, NULL);
  sample->publication.folder = inner;
  Post *post = sample_post(sample, "en", "a", "", "x");
  SourceSpan span = source_span_of_file(post->file);
  const char *const refused[] = {"../secret.svg",
                                 "../../secret.svg",
                                 "/etc/passwd",
                                 "text.png",
                                 "nothing.svg",
                                 "https://example.org/a.png",
                                 ""};
  for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
    assert_null(image_open(sample->arena, &sample->publication, post, refused[i], "", span,
                           sample->diagnostics));
  assert_int_equal(sample_count(sample->diagnostics, "image-not-set"), 7);
  const PlacedImage *image = image_open(sample->arena, &sample->publication, post, "../a%20b.svg",
                                        "alt", span, sample->diagnostics);
  assert_non_null(image);
  double width, height;
  image_fit(image, 300, 100, &width, &height);
  assert_float_equal(width, 200, 0.001);
  assert_float_equal(height, 100, 0.001);
  g_unlink(outside);
  g_unlink(inside);
  g_unlink(text);
  g_rmdir(inner);
  g_rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_lead_inside_or_to_the_site),
      cmocka_unit_test(images_stay_inside_the_publication),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
