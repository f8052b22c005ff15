// Where links and images lead.
#include "written.h"

static void links_to_posts(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "garden",
               "See [the bees](post:bees#honey), [x](post:gardn) and [y](post:only).\n");
  written_post(written, "fa", "garden",
               "[زنبورها](post:bees)، [الف](post:gardn) و [ب](post:only) را ببینید.\n");
  written_post(written, "en", "bees", "## Honey\n");
  written_post(written, "fa", "bees", "## عسل\n");
  written_post(written, "en", "only", "Alone.\n");
  written_expect(written, "en/garden.md:7:34 unknown-post: there is no post 'gardn'\n"
                          "en/only.md:2:5 missing-counterpart: this post does not exist in 'fa'\n"
                          "fa/garden.md:8:23 unknown-post: there is no post 'gardn'\n"
                          "fa/garden.md:8:43 untranslated-post: the post 'only' does not exist in "
                          "'fa': the link leads to 'en' > "
                          "en/only.md:1:1\n");
  assert_string_equal(written_find(written, "unknown-post")->hint, "did you mean 'post:garden'?");
}

static void a_link_to_a_draft(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", "See [it](post:b).\n");
  written_file(written, "en/b.md",
               "---\nid: b\nlang: en\ntitle: B\ndate: 2026-03-14\nstate: draft\n---\n");
  written_check(written);
  const Diagnostic *fault = written_find(written, "draft-post");
  assert_int_equal(fault->span.column, 5);
  assert_int_equal(fault->counterpart.line, 6);
}

static void fragments(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a",
               "[ok](#the-first-one) [ok](#table) [ok](#again-2) [ok](#here) [bad](#the-frist-one) "
               "[ok](b.md#only) [bad](b.md#none)\n\n"
               "## The First, One!\n\n## Again\n\n## Again\n\nText. {#b:table}\n\n<div "
               "id=\"here\">x</div>\n");
  written_post(written, "en", "b", "## Only\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_non_null(
      strstr(faults,
             "en/a.md:7:62 broken-fragment: nothing in 'en/a.md' has the name '#the-frist-one'\n"));
  assert_non_null(
      strstr(faults, "en/a.md:7:100 broken-fragment: nothing in 'en/b.md' has the name '#none'\n"));
  assert_string_equal(written_find(written, "broken-fragment")->hint,
                      "did you mean '#the-first-one'?");
  guint count = 0;
  for (const char *found = faults; (found = strstr(found, "broken-fragment")); found++)
    count++;
  assert_int_equal(count, 2);
}

static void persian_fragments(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "fa", "a",
               "[آن](#کتابخانهٔ-ما-12) [این](#%D8%A8%D8%A7%D8%BA)\n\n## کتابخانهٔ ما ۱۲\n\n## باغ\n");
  written_post(written, "en", "a", "[it](#ours-12) [this](#garden)\n\n## Ours 12\n\n## Garden\n");
  written_expect(written, "");
}

static void files(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "images/leaf.svg", "<svg/>");
  written_file(written, "files/a b.pdf", "%PDF");
  written_file(written, "en/near.svg", "<svg/>");
  written_post(
      written, "en", "a",
      "![1](../images/leaf.svg) ![2](/images/leaf.svg) ![3](images/leaf.svg) ![4](near.svg)\n"
      "![5](../images/laef.svg) ![6](../../outside.svg) [7](<../files/a b.pdf>) "
      "[8](../files/a%20b.pdf)\n"
      "[9](a.md) [10](mailto:a@example.org) [11](//example.org) [12](nowhere/) [13](b/)\n"
      "![14](https://example.org/x.png) [15]()\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_non_null(strstr(faults,
                         "en/a.md:8:1 broken-image: there is no image '../images/laef.svg': the "
                         "publication has no such file\n"
                         "en/a.md:8:26 broken-image: there is no image '../../outside.svg'"));
  assert_non_null(strstr(faults, "en/a.md:9:58 broken-link: 'nowhere/' leads nowhere"));
  assert_non_null(strstr(faults, "en/a.md:10:1 remote-image: "));
  assert_non_null(strstr(faults, "en/a.md:10:34 broken-link: '' leads nowhere: it has no address"));
  guint lines = 0;
  for (const char *c = faults; *c; c++)
    lines += *c == '\n';
  assert_int_equal(lines, 7); // with [13] and the missing counterpart
  assert_string_equal(written_find(written, "broken-image")->hint,
                      "did you mean '../images/leaf.svg'?");
}

static void a_path_like_a_post_says_how_to_name_it(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "bees", "Text.\n");
  written_post(written, "en", "a", "[it](/posts/bees/).\n");
  written_check(written);
  assert_string_equal(written_find(written, "broken-link")->hint, "for the post write post:bees");
}

static void links_out_of_the_folder_are_not_followed(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a",
               "![x](../secret.svg) [y](../../../../../../../../../etc/passwd)\n");
  g_autofree char *link = g_build_filename(written->folder, "secret.svg", NULL);
  assert_int_equal(symlink("/etc/passwd", link), 0);
  written_check(written);
  written_find(written, "broken-image");
  written_find(written, "broken-link");
}

static void raw_html_and_front_matter_are_read_too(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "en/a.md",
               "---\nid: a\nlang: en\ntitle: A\ndate: 2026-03-14\nimage: images/none.png\n---\n"
               "Text <a href=\"none.html\">x</a>.\n\n<div><img src='no.png' alt='x'></div>\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_non_null(strstr(faults, "en/a.md:6:8 broken-image: "));
  assert_non_null(strstr(faults, "broken-link: 'none.html' leads nowhere"));
  assert_non_null(strstr(faults, "broken-image: there is no image 'no.png'"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_to_posts),
      cmocka_unit_test(a_link_to_a_draft),
      cmocka_unit_test(fragments),
      cmocka_unit_test(persian_fragments),
      cmocka_unit_test(files),
      cmocka_unit_test(a_path_like_a_post_says_how_to_name_it),
      cmocka_unit_test(links_out_of_the_folder_are_not_followed),
      cmocka_unit_test(raw_html_and_front_matter_are_read_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
