#include "publication_fixture.h"

#include "site/html.h"

static gboolean has(const Fixture *fixture, const char *path, const char *part) {
  return strstr(fixture_file(fixture, path), part) != NULL;
}

// Every relative href and src of every page names a file that was made, or one of the digests'.
static void expect_links_lead_somewhere(const Fixture *fixture) {
  g_autoptr(GRegex) regex = g_regex_new("(?:href|src)=\"([^\"#?]*)", 0, 0, NULL);
  GHashTableIter iter;
  gpointer path, text;
  g_hash_table_iter_init(&iter, fixture->files);
  while (g_hash_table_iter_next(&iter, &path, &text)) {
    if (!g_str_has_suffix(path, ".html") || g_str_equal(path, "404.html")) continue;
    g_autoptr(GMatchInfo) match = NULL;
    g_regex_match(regex, text, 0, &match);
    for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
      g_autofree char *url = g_match_info_fetch(match, 1);
      if (!*url || html_url_is_absolute(url)) continue;
      g_autofree char *folder = g_path_get_dirname(path);
      g_autofree char *decoded = g_uri_unescape_string(url, NULL);
      g_autofree char *joined = g_strconcat("/", folder, "/", decoded, NULL);
      g_autofree char *target = g_canonicalize_filename(joined, "/");
      if (!g_hash_table_contains(fixture->files, target + 1) &&
          !g_str_has_prefix(target, "/digests/"))
        fail_msg("%s: %s leads nowhere", (char *)path, url);
    }
  }
}

static void add_pair(Fixture *fixture, const char *id, const char *date) {
  g_autofree char *title = g_strconcat("Title of ", id, NULL);
  g_autofree char *fa_title = g_strconcat("عنوان ", id, NULL);
  Post *en = fixture_post(fixture, "en", id, date, title);
  Post *fa = fixture_post(fixture, "fa", id, date, fa_title);
  fixture_align(fixture, fixture_pair(fixture, en, fa));
}

static void pages_of_a_small_site(void **state) {
  Fixture *fixture = *state;
  add_pair(fixture, "c", "2026-03-21"); // 1 Farvardin 1405
  add_pair(fixture, "b", "2026-03-20"); // 29 Esfand 1404
  add_pair(fixture, "a", "2026-03-14");
  add_pair(fixture, "old", "");
  fixture_pair(fixture, fixture_post(fixture, "en", "alone", "2026-03-01", "Only here"), NULL);
  fixture_make(fixture, NULL);
  assert_int_equal(diagnostic_list_count(fixture->diagnostics, SEVERITY_WARNING), 0);
  // The archive follows the language's own calendar.
  assert_true(has(fixture, "fa/archive/1405-01/index.html", "posts/c/"));
  assert_false(has(fixture, "fa/archive/1405-01/index.html", "posts/b/"));
  assert_true(has(fixture, "fa/archive/1404-12/index.html", "posts/b/"));
  assert_true(has(fixture, "en/archive/2026-03/index.html", "Title of b"));
  assert_true(has(fixture, "fa/posts/c/index.html", "<time datetime=\"2026-03-21\">شنبه"));
  assert_true(has(fixture, "fa/posts/c/index.html", "۱ فروردین ۱۴۰۵"));
  // Two a page, undated posts in a place of their own and never lost.
  assert_true(has(fixture, "en/page/2/index.html", "Title of a"));
  assert_false(has(fixture, "en/index.html", "Title of a<"));
  assert_true(has(fixture, "en/undated/index.html", "Title of old"));
  assert_true(has(fixture, "en/index.html", "Title of old"));
  assert_true(has(fixture, "fa/index.html", "صفحهٔ ۱ از ۲"));
  // What one language lacks is said so, in that language, with a way on.
  assert_true(has(fixture, "en/posts/alone/index.html", "This post is not in Farsi"));
  assert_false(g_hash_table_contains(fixture->files, "fa/posts/alone/index.html"));
  assert_false(has(fixture, "en/posts/alone/index.html", "hreflang=\"fa\" href"));
  assert_true(has(fixture, "en/posts/a/index.html",
                  "<a href=\"../../../fa/posts/a/index.html\" lang=\"fa\""));
  assert_true(
      has(fixture, "en/posts/a/index.html",
          "<link rel=\"alternate\" hreflang=\"fa\" href=\"https://example.org/x/fa/posts/a/\">"));
  assert_true(has(fixture, "fa/posts/a/with-en/index.html", "Title of a"));
  assert_true(
      has(fixture, "sitemap.xml", "hreflang=\"fa\" href=\"https://example.org/x/fa/posts/a/\""));
  expect_links_lead_somewhere(fixture);
}

static void neighbours_are_in_order_of_dates(void **state) {
  Fixture *fixture = *state;
  add_pair(fixture, "c", "2026-03-21");
  add_pair(fixture, "b", "2026-03-20");
  add_pair(fixture, "a", "2026-03-14");
  fixture_make(fixture, NULL);
  const char *page = fixture_file(fixture, "en/posts/b/index.html");
  assert_non_null(strstr(page, "<a href=\"../a/index.html\" rel=\"prev\">"));
  assert_non_null(strstr(page, "<a href=\"../c/index.html\" rel=\"next\">"));
  assert_null(strstr(fixture_file(fixture, "en/posts/c/index.html"), "rel=\"next\""));
}

static void two_posts_with_one_slug(void **state) {
  Fixture *fixture = *state;
  Post *newer = fixture_post(fixture, "en", "newer", "2026-02-01", "Newer");
  Post *older = fixture_post(fixture, "en", "older", "2026-01-01", "Older");
  newer->slug = older->slug = "Same Slug";
  fixture_pair(fixture, newer, NULL);
  fixture_pair(fixture, older, NULL);
  Post *page = fixture_post(fixture, "en", "tags", "", "A page that wants our place");
  page->is_page = TRUE;
  fixture_pair(fixture, page, NULL);
  fixture_make(fixture, NULL); // asserts that no file is made twice
  assert_true(has(fixture, "en/posts/same-slug/index.html", "Older"));
  assert_true(has(fixture, "en/posts/same-slug-2/index.html", "Newer"));
  assert_true(has(fixture, "en/tags-2/index.html", "our place"));
  assert_int_equal(diagnostic_list_count(fixture->diagnostics, SEVERITY_ERROR), 2);
}

static void text_is_escaped_and_drafts_stay_out(void **state) {
  Fixture *fixture = *state;
  fixture_pair(
      fixture,
      fixture_post(fixture, "en", "x", "2026-01-01", "<script>alert(1)</script> & \"quotes\""),
      NULL);
  fixture_post(fixture, "en", "secret", "2026-01-02", "Secret draft")->state = STATE_DRAFT;
  fixture_pair(fixture, fixture->posts->pdata[1], NULL);
  fixture_make(fixture, NULL);
  GHashTableIter iter;
  gpointer path, text;
  g_hash_table_iter_init(&iter, fixture->files);
  while (g_hash_table_iter_next(&iter, &path, &text)) {
    assert_null(strstr(text, "<script>"));
    assert_null(strstr(text, "Secret draft"));
    assert_null(strstr(text, "<Rain>"));
  }
  assert_true(has(fixture, "en/index.html", "&lt;script&gt;"));
}

static void tags_find_their_counterpart(void **state) {
  Fixture *fixture = *state;
  add_pair(fixture, "a", "2026-01-01");
  add_pair(fixture, "b", "2026-01-02");
  static const char *en[] = {"garden", "food"}, *fa[] = {"باغ", "خوراک"};
  for (guint i = 0; i < fixture->posts->len; i++)
    ((Post *)fixture->posts->pdata[i])->tags = (StringList){i % 2 ? fa : en, 2};
  fixture_make(fixture, NULL);
  assert_true(has(fixture, "en/tags/garden/index.html",
                  "hreflang=\"fa\" href=\"https://example.org/x/fa/tags/%D8%A8%D8%A7%D8%BA/\""));
  assert_true(has(fixture, "fa/tags/باغ/index.html", "posts/b/"));
  assert_false(has(fixture, "fa/tags/index.html", "<h2>")); // two tags need no letters
  expect_links_lead_somewhere(fixture);
}

static void many_tags_stand_under_letters(void **state) {
  Fixture *fixture = *state;
  add_pair(fixture, "a", "2026-01-01");
  static const char *tags[40];
  Arena *arena = fixture->arena;
  for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
    tags[i] = arena_printf(arena, "%s%u", i % 2 ? "واژه" : "همه", i);
  for (guint i = 0; i < fixture->posts->len; i++)
    ((Post *)fixture->posts->pdata[i])->tags = (StringList){tags, G_N_ELEMENTS(tags)};
  fixture_make(fixture, NULL);
  const char *page = g_hash_table_lookup(fixture->files, "fa/tags/index.html");
  const char *waw = strstr(page, "<h2>و</h2>"), *heh = strstr(page, "<h2>ه</h2>");
  assert_true(waw && heh && waw < heh); // and each once
  assert_null(strstr(waw + 1, "<h2>و</h2>"));
  assert_true(strstr(page, "واژه1") > waw && strstr(page, "همه0") > heh);
}

// The words of a post are found in the lists of its language, and only there.
static void words_are_listed_for_the_search(void **state) {
  Fixture *fixture = *state;
  fixture_pair(fixture, fixture_post(fixture, "en", "x", "2026-01-01", "Qanat <b>"),
               fixture_post(fixture, "fa", "x", "2026-01-01", "\u0643اریز می\u200Cرود"));
  fixture_make(fixture, NULL);
  assert_true(has(fixture, "en/search/words.js", "beytSearch.take(\"en/search/words\",["));
  assert_true(has(fixture, "en/search/w/0.js", "qanat=0;;"));
  assert_true(has(fixture, "fa/search/w/0.js", "کاریز=0;;"));
  assert_true(has(fixture, "fa/search/w/0.js", "میرود=0;;"));
  assert_true(has(fixture, "fa/search/w/0.js", "|رود=0;;") ||
              has(fixture, "fa/search/w/0.js", "\"رود=0;;"));
  assert_false(has(fixture, "en/search/w/0.js", "کاریز"));
  assert_true(has(fixture, "en/search/t/0.js", "Qanat \\u003cb>"));
  assert_true(has(fixture, "en/search/index.html", "script-src 'self' file:;"));
  assert_true(has(fixture, "en/index.html", "script-src 'none'"));
}

static void a_digest_has_its_contents_and_files(void **state) {
  Fixture *fixture = *state;
  add_pair(fixture, "a", "2026-01-01");
  fixture_pair(fixture, fixture_post(fixture, "en", "b", "2026-01-02", "English only"), NULL);
  static const char *titles[] = {"The <week>", NULL};
  Digest digest = {.name = "w1", .issue = "12", .languages = LANGUAGES_ALL, .title.texts = titles};
  Digest *digests[] = {&digest};
  fixture->publication.digests = digests;
  fixture->publication.digest_count = 1;
  static const char *const files[] = {"digests/w1.both.pdf", "digests/w1.fa.pdf",
                                      "digests/w1.fa.png", NULL};
  fixture_make(fixture, files);
  assert_true(has(fixture, "fa/digests/w1/index.html", "../../../digests/w1.both.pdf"));
  assert_true(has(fixture, "fa/digests/w1/index.html", "../../../digests/w1.fa.png"));
  assert_false(has(fixture, "fa/digests/w1/index.html", "w1.en.pdf"));
  assert_true(has(fixture, "fa/digests/w1/index.html", "شمارهٔ ۱۲"));
  assert_true(has(fixture, "fa/digests/w1/index.html", "English only")); // never lost
  assert_true(has(fixture, "fa/digests/w1/index.html", "فقط به انگلیسی"));
  assert_true(has(fixture, "en/index.html", "The &lt;week&gt;"));
  expect_links_lead_somewhere(fixture);
}

static void an_empty_publication_has_a_site(void **state) {
  Fixture *fixture = *state;
  fixture->publication.address = NULL;
  fixture_make(fixture, NULL);
  assert_true(has(fixture, "fa/index.html", "هنوز نوشته‌ای نیست"));
  assert_false(g_hash_table_contains(fixture->files, "sitemap.xml"));
  assert_false(has(fixture, "en/index.html", "canonical"));
  expect_links_lead_somewhere(fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(pages_of_a_small_site, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(neighbours_are_in_order_of_dates, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(two_posts_with_one_slug, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(text_is_escaped_and_drafts_stay_out, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(tags_find_their_counterpart, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(many_tags_stand_under_letters, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(words_are_listed_for_the_search, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_digest_has_its_contents_and_files, fixture_open,
                                      fixture_close),
      cmocka_unit_test_setup_teardown(an_empty_publication_has_a_site, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
