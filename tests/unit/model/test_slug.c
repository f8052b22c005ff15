#include "model/slug.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_slug(const char *text, const char *expected) {
  g_autofree char *slug = slug_new(text);
  assert_string_equal(slug, expected);
}

static void slugs_keep_letters_of_every_script(void **state) {
  (void)state;
  assert_slug("Hello, World!", "hello-world");
  assert_slug("The bees’ own, company's map", "the-bees-own-companys-map");
  assert_slug("سلام دنیا", "سلام-دنیا");
  assert_slug("می\xE2\x80\x8Cخواهم «کتاب»", "میخواهم-کتاب");
  assert_slug("بـــیت", "بیت");
  assert_slug("Cafe\xCC\x81 Über", "café-über"); // NFC
  assert_slug("فصل ۱۲ و ٣", "فصل-12-و-3");
  assert_slug("  --a -- b--  ", "a-b");
  assert_slug("مدر\xD9\x91\xD9\x8Eس", "مدر\xD9\x8E\xD9\x91س"); // marks in canonical order
}

static void long_headings_are_cut(void **state) {
  (void)state;
  g_autofree char *text = g_strnfill(100000, 'x');
  g_autofree char *expected = g_strnfill(60, 'x');
  assert_slug(text, expected);
}

static void a_slug_is_never_empty(void **state) {
  (void)state;
  assert_slug("", "section");
  assert_slug("!!! — ؟", "section");
  assert_slug("\xFF\xFE", "section");
}

static void assert_ascii(const char *text, const char *expected) {
  g_autofree char *slug = slug_ascii_new(text);
  assert_string_equal(slug, expected);
}

static void ids_are_proposed_in_ascii(void **state) {
  (void)state;
  assert_ascii("My Garden_Post", "my-garden-post");
  assert_ascii("Café  Noël", "cafe-noel");
  assert_ascii("باغ ۱۲", "12");
  assert_ascii("باغ", "");
}

static void the_grammar_of_ids(void **state) {
  (void)state;
  assert_true(slug_is_id("a"));
  assert_true(slug_is_id("2026-w12"));
  static const char *const wrong[] = {"", "-a", "a-", "a--b", "A", "a_b", "a b", "باغ", "a.b"};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
    assert_false(slug_is_id(wrong[i]));
}

// Whatever is made is a fixed point, so that a slug of a slug is itself.
static void slugs_are_stable(void **state) {
  (void)state;
  static const char *const texts[] = {"Hello, World!", "İstanbul", "خانهٔ ما", "ǅ ﷺ ﬁ", "ΣΑΣ"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autofree char *once = slug_new(texts[i]);
    assert_slug(once, once);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slugs_keep_letters_of_every_script),
      cmocka_unit_test(a_slug_is_never_empty),
      cmocka_unit_test(long_headings_are_cut),
      cmocka_unit_test(ids_are_proposed_in_ascii),
      cmocka_unit_test(the_grammar_of_ids),
      cmocka_unit_test(slugs_are_stable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
