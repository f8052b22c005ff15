#include "publication_fixture.h"

static void feeds_carry_whole_texts_and_addresses(void **state) {
  Fixture *fixture = *state;
  Post *post = fixture_post(fixture, "fa", "linux", "2026-03-21", "Linux یک هسته است");
  Node *paragraph = post->body->first_child;
  Node *link = node_new(fixture->arena, NODE_LINK, (SourceSpan){0});
  link->post_id = "other";
  link->url = "post:other";
  node_append(paragraph, link);
  Node *label = node_new(fixture->arena, NODE_TEXT, (SourceSpan){0});
  label->text = "آن یکی";
  node_append(link, label);
  static const char *names[] = {"A & B"};
  post->authors = (StringList){names, 1};
  fixture_pair(fixture, NULL, post);
  fixture_pair(fixture, NULL, fixture_post(fixture, "fa", "other", "2026-03-20", "دیگری"));
  fixture_pair(fixture, NULL, fixture_post(fixture, "fa", "undated", "", "بی‌زمان"));
  fixture_make(fixture, NULL);
  const char *feed = fixture_file(fixture, "fa/feed.xml");
  // HT-4: a title that begins with Latin carries a mark of its direction.
  assert_non_null(strstr(feed, "<title>\u200FLinux یک هسته است</title>"));
  assert_non_null(strstr(feed, "<updated>2026-03-21T00:00:00Z</updated>"));
  assert_non_null(strstr(feed, "<name>A &amp; B</name>"));
  assert_non_null(strstr(feed, "xml:lang=\"fa\""));
  assert_non_null(strstr(feed, "<link rel=\"self\" type=\"application/atom+xml\" "
                               "href=\"https://example.org/x/fa/feed.xml\"/>"));
  assert_non_null(strstr(feed, "href=&quot;https://example.org/x/fa/posts/other/&quot;"));
  assert_non_null(strstr(feed, "dir=&quot;rtl&quot;"));
  assert_null(strstr(feed, "بی‌زمان")); // an entry must have a date
  assert_null(strstr(fixture_file(fixture, "en/feed.xml"), "<entry>"));
}

static void ids_outlive_titles_and_slugs(void **state) {
  Fixture *fixture = *state;
  Post *post = fixture_post(fixture, "en", "stable", "2026-03-21", "One");
  fixture_pair(fixture, post, NULL);
  fixture_make(fixture, NULL);
  const char *id = strstr(fixture_file(fixture, "en/feed.xml"), "<entry>\n<id>urn:uuid:");
  assert_non_null(id);
  g_autofree char *before = g_strndup(id, 70);
  post->title = "Two";
  post->slug = "elsewhere";
  g_hash_table_remove_all(fixture->files);
  output_list_free(fixture->output);
  fixture->output = output_list_new();
  fixture_make(fixture, NULL);
  assert_non_null(strstr(fixture_file(fixture, "en/feed.xml"), before));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(feeds_carry_whole_texts_and_addresses, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(ids_outlive_titles_and_slugs, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
