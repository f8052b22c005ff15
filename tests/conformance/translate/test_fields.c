// Front matter that both sides of a pair have, ids, counterparts, digest definitions.
#include "written.h"

static void front(Written *written, const char *path, const char *lines) {
  g_autofree char *text = g_strdup_printf("---\n%s---\n", lines);
  written_file(written, path, text);
}

static void missing_counterparts_are_warnings(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md", "id: a\nlang: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/b.md", "id: b\nlang: fa\ntranslates: en\ntitle: B\ndate: 2026-03-14\n");
  front(written, "pages/about.fa.md", "id: about\nlang: fa\ntitle: C\n");
  written_expect(written,
                 "en/a.md:2:5 missing-counterpart: this post does not exist in 'fa'\n"
                 "fa/b.md:2:5 missing-counterpart: this post does not exist in 'en'\n"
                 "pages/about.fa.md:2:5 missing-counterpart: this page does not exist in 'en'\n");
  assert_int_equal(diagnostic_list_count(written->diagnostics, SEVERITY_ERROR), 0);
}

static void the_second_post_of_an_id_is_reported_and_kept(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md", "id: a\nlang: en\ntitle: First\ndate: 2026-03-14\n");
  front(written, "en/z/b.md", "title: Second\nid: a\nlang: en\ndate: 2026-03-15\n");
  front(written, "fa/a.md", "id: a\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-14\n");
  written_expect(
      written, "en/z/b.md:3:5 duplicate-post: another post has the id 'a' in 'en'; this one is not "
               "published > en/a.md:2:5\n");
  assert_int_equal(written->publication->pair_count, 1);
  assert_int_equal(written->publication->post_count, 3);
  assert_string_equal(written->publication->pairs[0]->posts[0]->title, "First");
}

static void a_page_is_no_post(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md", "id: a\nlang: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "pages/a.fa.md", "id: a\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-14\n");
  written_check(written);
  assert_int_equal(written_find(written, "page-and-post")->severity, SEVERITY_ERROR);
}

static void ids_are_small_ascii_letters(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/my-file.md", "id: My_Garden\nlang: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/the-garden.md", "id: باغ\nlang: fa\ntitle: A\ndate: 2026-03-14\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_non_null(strstr(faults, "en/my-file.md:2:5 id-grammar: 'My_Garden' is no id"));
  assert_non_null(strstr(faults, "fa/the-garden.md:2:5 id-grammar: 'باغ' is no id"));
  const Diagnostic *fault = written_find(written, "id-grammar");
  assert_string_equal(fault->hint, "write 'id: my-garden' in every language of the post");
  for (guint i = 0; i < diagnostic_list_length(written->diagnostics); i++) {
    fault = diagnostic_list_at(written->diagnostics, i);
    if (fault->kind == DIAGNOSTIC_ID_GRAMMAR && g_str_has_prefix(fault->span.file->path, "fa"))
      assert_string_equal(fault->hint, "write 'id: the-garden' in every language of the post");
  }
}

static void fields_that_must_agree(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md",
        "id: a\nlang: en\ntitle: A\ndate: 2026-03-14\nauthors: [Sara]\ntags: [garden, water]\n"
        "source: {name: N, url: https://example.org/1}\nimage: images/a.svg\n");
  front(written, "fa/a.md",
        "id: a\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-15\nauthors: [سارا, مینا]\ntags: "
        "[garden]\n"
        "source: {name: ن, url: https://example.org/2}\n");
  written_file(written, "images/a.svg", "<svg/>");
  written_expect(
      written,
      "fa/a.md:1:1 picture-differs: the front matter has no image here, but one in 'en' > "
      "en/a.md:9:8\n"
      "fa/a.md:6:7 date-differs: the date is 2026-03-15 here, but 2026-03-14 in 'en' > "
      "en/a.md:5:7\n"
      "fa/a.md:7:10 authors-differ: the number of authors is 2 here, but 1 in 'en' > en/a.md:6:10\n"
      "fa/a.md:8:7 tags-differ: the tags lack 'water', which 'en' has > en/a.md:7:7\n"
      "fa/a.md:9:9 source-differs: the source's url is https://example.org/2 here, but "
      "https://example.org/1 in 'en' > en/a.md:8:9\n");
}

static void a_date_on_one_side_only(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md", "id: a\nlang: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/a.md", "id: a\nlang: fa\ntranslates: en\ntitle: A\ndate: unknown\n");
  written_expect(
      written,
      "fa/a.md:6:7 date-differs: the date is unknown here, but 2026-03-14 in 'en' > en/a.md:5:7\n");
}

static void tags_in_each_language_agree_in_number(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md", "id: a\nlang: en\ntitle: A\ndate: 2026-03-14\ntags: [garden, water]\n");
  front(written, "fa/a.md",
        "id: a\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-14\ntags: [باغ, آب]\n");
  front(written, "en/b.md", "id: b\nlang: en\ntitle: A\ndate: 2026-03-14\ntags: [garden, water]\n");
  front(written, "fa/b.md",
        "id: b\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-14\ntags: [باغ]\n");
  written_expect(
      written,
      "fa/b.md:7:7 tags-differ: the number of tags is 1 here, but 2 in 'en' > en/b.md:6:7\n");
}

static void who_translates_whom(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/a.md", "id: a\nlang: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/a.md", "id: a\nlang: fa\ntitle: A\ndate: 2026-03-14\n");
  front(written, "en/b.md", "id: b\nlang: en\ntranslates: fa\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/b.md", "id: b\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "en/c.md", "id: c\nlang: en\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/c.md", "id: c\nlang: fa\ntranslates: fa\ntitle: A\ndate: 2026-03-14\n");
  front(written, "en/d.md", "id: d\nlang: en\ntranslates: fa\ntitle: A\ndate: 2026-03-14\n");
  front(written, "fa/d.md", "id: d\nlang: fa\ntitle: A\ndate: 2026-03-14\n");
  written_expect(
      written, "en/b.md:4:13 translates-invalid: 'translates: fa' contradicts the other side, "
               "which names this one > "
               "fa/b.md:4:13\n"
               "fa/a.md:3:7 translates-none: neither this text nor the one in 'en' says what it "
               "was translated from > "
               "en/a.md:3:7\n"
               "fa/b.md:4:13 translates-invalid: 'translates: en' contradicts the other side, "
               "which names this one > "
               "en/b.md:4:13\n"
               "fa/c.md:4:13 translates-invalid: 'translates: fa' names the text's own language\n");
  assert_int_equal(publication_lookup_pair(written->publication, "a")->source_language, 0);
  assert_int_equal(publication_lookup_pair(written->publication, "d")->source_language, 1);
}

static void digests_name_what_exists(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  front(written, "en/garden.md",
        "id: garden\nlang: en\ntitle: A\ndate: 2026-03-14\ntags: [plants]\n");
  front(written, "fa/garden.md",
        "id: garden\nlang: fa\ntranslates: en\ntitle: A\ndate: 2026-03-14\ntags: [plants]\n");
  written_file(written, "digests/one.yaml", "title: D\nselect: {tags: [plant], ids: [gardn]}\n");
  written_file(written, "digests/two.yaml", "title: D\nfrom: 2020-01-01\nto: 2020-01-07\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_non_null(
      strstr(faults, "digests/one.yaml:2:17 digest-unknown-tag: no post has the tag 'plant'"));
  assert_non_null(
      strstr(faults, "digests/one.yaml:2:31 digest-unknown-post: the digest names a post that does "
                     "not exist: 'gardn'"));
  assert_non_null(strstr(faults, "digest-empty: no post is in the digest 'one'"));
  assert_non_null(strstr(faults, "digest-empty: no post is in the digest 'two'"));
  assert_string_equal(written_find(written, "digest-unknown-tag")->hint, "did you mean 'plants'?");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(missing_counterparts_are_warnings),
      cmocka_unit_test(the_second_post_of_an_id_is_reported_and_kept),
      cmocka_unit_test(a_page_is_no_post),
      cmocka_unit_test(ids_are_small_ascii_letters),
      cmocka_unit_test(fields_that_must_agree),
      cmocka_unit_test(a_date_on_one_side_only),
      cmocka_unit_test(tags_in_each_language_agree_in_number),
      cmocka_unit_test(who_translates_whom),
      cmocka_unit_test(digests_name_what_exists),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
