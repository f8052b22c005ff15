// Input that was made to harm: nothing may crash, hang or take more time than its size explains.
#include "written.h"

static GString *repeated(const char *piece, guint count) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append(text, piece);
  return text;
}

static GString *numbered(const char *format, guint count) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    g_auto(GStrv) parts = g_strsplit(format, "#N", -1);
    g_autofree char *number = g_strdup_printf("%u", i);
    g_autofree char *piece = g_strjoinv(number, parts);
    g_string_append(text, piece);
  }
  return text;
}

// Both sides, checked, sorted and written within a minute even under sanitizers.
static void survive(GString *source, GString *target) {
  g_autoptr(Written) written = written_new();
  written_post(written, "en", "a", source->str);
  written_post(written, "fa", "a", target->str);
  gint64 start = g_get_monotonic_time();
  written_check(written);
  GString *out = g_string_new(NULL);
  diagnostics_write(written->diagnostics, DIAGNOSTIC_FORMAT_TEXT, FALSE, out);
  assert_true(g_utf8_validate(out->str, (gssize)out->len, NULL));
  g_string_free(out, TRUE);
  double seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
  if (seconds > 60) fail_msg("took %.1f s", seconds);
  g_string_free(source, TRUE);
  g_string_free(target, TRUE);
}

static void a_line_full_of_bidi_controls(void **state) {
  (void)state;
  survive(repeated("x\xE2\x80\xAE", 20000), repeated("\xE2\x81\xA6ب", 20000));
}

static void a_paragraph_full_of_links(void **state) {
  (void)state;
  survive(numbered("[a](https://example.org/s#N) ", 5000),
          numbered("[ب](https://example.org/t#N) ", 5000));
}

static void headings_of_one_name(void **state) {
  (void)state;
  survive(repeated("# Same\n\n", 1000), repeated("# Same\n\n[x](#same-999999)\n\n", 500));
}

static void many_blocks_against_none(void **state) {
  (void)state;
  survive(numbered("Block #N.\n\n", 5000), g_string_new(""));
}

static void deep_nesting(void **state) {
  (void)state;
  survive(repeated("> ", 5000), repeated("* ", 2000));
}

static void one_endless_word(void **state) {
  (void)state;
  survive(repeated("x", 2000000), repeated("ب", 1000000));
}

static void broken_bytes(void **state) {
  (void)state;
  survive(repeated("a\xFF\xC3(\xE2\x80 [x](y\xF0) ", 500),
          repeated("\xE2\x81\xA6\xFE`\xE2\x80\xAE` ", 500));
}

static void ids_and_paths_of_any_form(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  g_autofree char *word = g_strnfill(5000, 'y');
  g_autofree char *body = g_strdup_printf("[a](post:) [b](post:%s) ![c](%s) [d](../%s) [e](#%s) "
                                          "[f](%%00) [g](%%zz) [h](\\) [i](/) [j](..) [k](.)\n",
                                          word, word, word, word);
  written_post(written, "en", "a", body);
  written_check(written);
  assert_true(diagnostic_list_length(written->diagnostics) > 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_line_full_of_bidi_controls),
      cmocka_unit_test(a_paragraph_full_of_links),
      cmocka_unit_test(headings_of_one_name),
      cmocka_unit_test(many_blocks_against_none),
      cmocka_unit_test(deep_nesting),
      cmocka_unit_test(one_endless_word),
      cmocka_unit_test(broken_bytes),
      cmocka_unit_test(ids_and_paths_of_any_form),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
