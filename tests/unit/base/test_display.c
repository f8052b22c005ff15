#include "base/display.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define assert_width(text, width) assert_int_equal(display_width(text, strlen(text)), width)

static void widths_are_those_of_a_terminal(void **state) {
  (void)state;
  assert_width("", 0);
  assert_width("abc", 3);
  assert_width("e\xCC\x81", 1);            // combining acute
  assert_width("日本", 4);                 // wide
  assert_width("Ａ", 2);                   // fullwidth
  assert_width("می\xE2\x80\x8Cخواهم", 7);  // ZWNJ takes no column
  assert_width("مدر\xD9\x8E\xD9\x91س", 4); // fatha, shadda
  assert_width("📊", 2);
  assert_width("\xFF", 1);
}

static char *safe(const char *text) {
  GString *out = g_string_new(NULL);
  display_append_safe(out, text, strlen(text));
  assert_int_equal(display_width(out->str, out->len), display_safe_width(text, strlen(text)));
  return g_string_free(out, FALSE);
}

static void assert_safe(const char *text, const char *expected) {
  g_autofree char *made = safe(text);
  assert_string_equal(made, expected);
}

static void nothing_that_steers_a_terminal_is_shown_raw(void **state) {
  (void)state;
  assert_safe("a\tb", "a b");
  assert_safe("\033[31mred\a", "<U+001B>[31mred<U+0007>");
  assert_safe("\xE2\x80\xAEtxt", "<U+202E>txt");
  assert_safe("\xE2\x81\xA6x\xE2\x81\xA9", "<U+2066>x<U+2069>");
  assert_safe("a\xE2\x80\x8Bz", "a<U+200B>z");
  assert_safe("a\xFF\xFE", "a<0xFF><0xFE>");
  assert_safe("\xC2\x9B"
              "5m",
              "<U+009B>5m"); // C1 control sequence introducer
  assert_safe("\xE2\x80\xA8", "<U+2028>");
  assert_safe("\xF3\xA0\x80\x81", "<U+E0001>");
  assert_safe("می\xE2\x80\x8Cرود", "می\xE2\x80\x8Cرود"); // ZWNJ stays
}

static void assert_isolated(const char *text, const char *expected) {
  GString *out = g_string_new(NULL);
  display_append_isolated(out, text);
  assert_string_equal(out->str, expected);
  g_string_free(out, TRUE);
}

static void rtl_text_in_a_message_is_isolated(void **state) {
  (void)state;
  assert_isolated("plain", "plain");
  assert_isolated("'کتاب' is 5", "'" DISPLAY_FSI "کتاب" DISPLAY_PDI "' is 5");
  assert_isolated("کتاب و باغ, b", DISPLAY_FSI "کتاب و باغ" DISPLAY_PDI ", b");
  assert_isolated("کتاب b باغ", DISPLAY_FSI "کتاب" DISPLAY_PDI " b " DISPLAY_FSI "باغ" DISPLAY_PDI);
  // A vowel sign stays with its letter; a control inside is shown.
  assert_isolated("بَ.", DISPLAY_FSI "بَ" DISPLAY_PDI ".");
  assert_isolated("ب\xE2\x80\xAEپ", DISPLAY_FSI "ب<U+202E>پ" DISPLAY_PDI);
}

static void rtl_is_found(void **state) {
  (void)state;
  assert_false(display_has_rtl("abc ۱۲", strlen("abc ۱۲"))); // Persian digits are EN
  assert_true(display_has_rtl("abc ٣", strlen("abc ٣")));    // Arabic digits are AN
  assert_true(display_has_rtl("x ש", strlen("x ש")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(widths_are_those_of_a_terminal),
      cmocka_unit_test(nothing_that_steers_a_terminal_is_shown_raw),
      cmocka_unit_test(rtl_text_in_a_message_is_isolated),
      cmocka_unit_test(rtl_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
