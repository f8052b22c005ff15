// D3 of FARSI.md: the ezafe after heh has several spellings; a text keeps to one.
#include "written.h"

#define ZWNJ "\xE2\x80\x8C"

static char *spelling_faults(Written *written, const char *body) {
  written_post(written, "en", "a", "Text.\n");
  written_post(written, "fa", "a", body);
  written_check(written);
  g_autofree char *faults = written_faults(written);
  g_auto(GStrv) lines = g_strsplit(faults, "\n", -1);
  GString *own = g_string_new(NULL);
  for (guint i = 0; lines[i]; i++)
    if (strstr(lines[i], "spelling-mixed")) g_string_append_printf(own, "%s\n", lines[i]);
  return g_string_free(own, FALSE);
}

static void the_rarer_spelling_is_named_at_its_place(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  g_autofree char *faults = spelling_faults(written, "خانهٔ ما و نامهٔ او.\n\nاما *خانه" ZWNJ
                                                     "ی* شما و خانۀ دوست و خانه" ZWNJ "ی دیگر.\n");
  assert_string_equal(faults,
                      "fa/a.md:10:9 spelling-mixed: a word ends in 'ه" ZWNJ
                      "ی' here (2 in this text), others in 'هٔ' (2) > fa/a.md:8:4\n"
                      "fa/a.md:10:23 spelling-mixed: a word ends in 'ۀ' here (1 in this text), "
                      "others in 'هٔ' (2) > fa/a.md:8:4\n");
}

static void one_spelling_is_right_whichever(void **state) {
  (void)state;
  static const char *const bodies[] = {
      "خانهٔ ما و نامهٔ او و خانه" ZWNJ "ای دیگر و راه" ZWNJ "یابی.\n",
      "خانه" ZWNJ "ی ما و نامه" ZWNJ "ی او.\n",
      "خانۀ ما و نامۀ او.\n",
  };
  for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
    g_autoptr(Written) written = written_new();
    g_autofree char *faults = spelling_faults(written, bodies[i]);
    assert_string_equal(faults, "");
  }
}

static void code_and_other_languages_do_not_count(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  g_autofree char *faults = spelling_faults(
      written, "خانهٔ ما و `نامه" ZWNJ "ی` و [خانۀ]{lang=ar}.\n\n```\nخانه" ZWNJ "ی ما\n```\n");
  assert_string_equal(faults, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_rarer_spelling_is_named_at_its_place),
      cmocka_unit_test(one_spelling_is_right_whichever),
      cmocka_unit_test(code_and_other_languages_do_not_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
