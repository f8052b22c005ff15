// What pictures say to those who can't see them.
#include "written.h"

static void words_are_missing(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "images/a.svg", "<svg/>");
  written_post(written, "en", "a",
               "![](../images/a.svg)\n\n![ ](../images/a.svg \"A caption\")\n\n"
               "![](../images/a.svg){.decorative}\n\n![](../images/a.svg)\n\n{.decorative}\n\n"
               "Text ![](../images/a.svg) and <img src='../images/a.svg'>, "
               "<img src='../images/a.svg' alt=''>.\n\n"
               "<p><img src='../images/a.svg'></p>\n\n"
               "<p><img src='../images/a.svg' role='presentation'></p>\n\n"
               "<p><img src='../images/a.svg' alt='A hill'></p>\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  static const char *const places[] = {"en/a.md:7:1", "en/a.md:9:1", "en/a.md:17:6",
                                       "en/a.md:17:31", "en/a.md:19:4"};
  guint count = 0;
  for (const char *found = faults; (found = strstr(found, "image-alt-")); found++)
    count++;
  assert_int_equal(count, G_N_ELEMENTS(places));
  for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
    g_autofree char *line = g_strdup_printf(
        "%s image-alt-missing: the image '../images/a.svg' has no alternative text\n", places[i]);
    assert_non_null(strstr(faults, line));
  }
  assert_non_null(strstr(written_find(written, "image-alt-missing")->hint, "{.decorative}"));
}

static void words_that_help_nobody(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "images/a.svg", "<svg/>");
  written_post(written, "en", "a",
               "![A.SVG](../images/a.svg)\n\n![A hill](../images/a.svg){.decorative}\n\n"
               "[![](../images/a.svg){.decorative}](post:a)\n\n"
               "[![](../images/a.svg){.decorative} The hill](post:a)\n\n"
               "Nothing here. {.decorative}\n");
  written_check(written);
  g_autofree char *faults = written_faults(written);
  assert_non_null(strstr(faults, "en/a.md:7:1 image-alt-name: "));
  assert_non_null(strstr(faults, "en/a.md:9:1 image-alt-unused: "));
  assert_non_null(strstr(faults, "en/a.md:11:1 image-alt-link: the link to 'post:a' "));
  assert_null(strstr(faults, "en/a.md:13:"));
  assert_non_null(strstr(faults, "en/a.md:15:15 attribute-without-block: "));
}

static void words_of_another_language(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_file(written, "images/a.svg", "<svg/>");
  written_post(written, "en", "a",
               "![A hill](../images/a.svg)\n\n![تپه](../images/a.svg)\n\n![12](../images/a.svg)\n\n"
               "![GitHub](../images/a.svg)\n\n![Café, باغ](../images/a.svg)\n");
  written_post(written, "fa", "a",
               "![A hill](../images/a.svg)\n\n![تپه](../images/a.svg)\n\n![12](../images/a.svg)\n\n"
               "![GitHub](../images/a.svg){lang=en}\n\n![Café, باغ](../images/a.svg)\n");
  written_expect(
      written,
      "en/a.md:9:1 image-alt-language: the alternative text 'تپه' is not in 'en'\n"
      "fa/a.md:8:1 image-alt-language: the alternative text 'A hill' is not in 'fa'\n"
      "fa/a.md:16:1 image-alt-same: the alternative text 'Café, باغ' is the same in 'en' > "
      "en/a.md:15:1\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_missing),
      cmocka_unit_test(words_that_help_nobody),
      cmocka_unit_test(words_of_another_language),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
