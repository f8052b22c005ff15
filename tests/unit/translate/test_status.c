#include "translate/status.h"

#include "../../support/sample.h"
#include "translate/pairing.h"

static Sample *library(void) {
  Sample *sample = sample_new();
  Post *en = sample_post(sample, "en", "garden", "2026-03-14", "");
  en->title = "A garden";
  Post *fa = sample_post(sample, "fa", "garden", "2026-03-14", "");
  fa->state = STATE_DRAFT;
  sample_post(sample, "fa", "two-words", "2026-03-10", "")->title = "دو\xE2\x80\x8Cواژه";
  sample_post(sample, "en", "old", "", "")->title = "日本 \033[1m\ttab";
  sample_post(sample, "en", "about", "", "")->is_page = TRUE;
  sample_post(sample, "fa", "about", "", "")->is_page = TRUE;
  diagnostic_add(sample->diagnostics, DIAGNOSTIC_FILE_NUL, source_span_of_file(fa->file));
  diagnostic_add(sample->diagnostics, DIAGNOSTIC_FILE_BOM, source_span_of_file(fa->file));
  diagnostic_add(sample->diagnostics, DIAGNOSTIC_FILE_BOM, source_span_of_file(en->file));
  diagnostic_add(sample->diagnostics, DIAGNOSTIC_FILE_CRLF, source_span_of_file(en->file));
  diagnostic_add(sample->diagnostics, DIAGNOSTIC_FILE_NUL, (SourceSpan){0});
  publication_pair(&sample->publication, NULL);
  return sample;
}

static void expect(Sample *sample, StatusFormat format, const char *expected) {
  GString *out = g_string_new(NULL);
  status_write(&sample->publication, sample->diagnostics, format, out);
  assert_string_equal(out->str, expected);
  g_string_free(out, TRUE);
}

static void the_table_is_aligned_and_safe(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  expect(sample, STATUS_TABLE,
         "DATE        ID         en         fa         ERRORS  WARNINGS  TITLE\n"
         "2026-03-14  garden     published  draft           1         2  A garden\n"
         "2026-03-10  two-words  missing    published       0         0  "
         "\xE2\x81\xA8دو\xE2\x80\x8Cواژه"
         "\xE2\x81\xA9\n"
         "page        about      published  published       0         0  Title of about\n"
         "undated     old        published  missing         0         0  日本 <U+001B>[1m tab\n"
         "\n"
         "3 posts (1 undated), 1 page; 1 error, 2 warnings\n"
         "en: 3 present, 1 missing\n"
         "fa: 3 present, 1 missing, 1 draft\n");
}

static void tabs_for_programs(void **state) {
  (void)state;
  g_autoptr(Sample) sample = library();
  expect(
      sample, STATUS_TSV,
      "id\tkind\tdate\tsource\ttitle\ten\ten.path\ten.errors\ten.warnings\tfa\tfa.path\tfa.errors\t"
      "fa.warnings\n"
      "garden\tpost\t2026-03-14\ten\tA "
      "garden\tpublished\ten/garden.md\t0\t1\tdraft\tfa/garden.md\t1\t1\n"
      "two-words\tpost\t2026-03-10\tfa\tدو\xE2\x80\x8Cواژه\tmissing\t\t0\t0\tpublished\tfa/"
      "two-words.md\t0"
      "\t0\n"
      "about\tpage\tunknown\ten\tTitle of "
      "about\tpublished\ten/about.md\t0\t0\tpublished\tfa/about.md\t0\t0\n"
      "old\tpost\tunknown\ten\t日本 \033[1m tab\tpublished\ten/old.md\t0\t0\tmissing\t\t0\t0\n");
}

static void posts_that_are_in_no_pair_are_counted(void **state) {
  (void)state;
  g_autoptr(Sample) sample = sample_new();
  sample_post(sample, "en", "a", "", "");
  sample_post(sample, "en", "b", "", "")->id = "a";
  publication_pair(&sample->publication, NULL);
  GString *out = g_string_new(NULL);
  status_write(&sample->publication, NULL, STATUS_TABLE, out);
  assert_non_null(
      strstr(out->str, "not published, since another has the same id and language: 1\n"));
  g_string_free(out, TRUE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_table_is_aligned_and_safe),
      cmocka_unit_test(tabs_for_programs),
      cmocka_unit_test(posts_that_are_in_no_pair_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
