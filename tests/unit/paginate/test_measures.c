// Templates: compiled in, a publication's own, the digest's keys before both, and what is clamped.
#include "digest_fixture.h"
#include "paginate/measures.h"

#include <glib/gstdio.h>

static Measures load(Fixture *fixture) {
  return measures_load(fixture->sample->arena, &fixture->sample->publication, &fixture->digest,
                       fixture->sample->diagnostics);
}

static void templates_have_the_sizes_they_say(void **state) {
  Fixture *fixture = *state;
  const struct {
    const char *name;
    double width_mm, height_mm;
    guint columns;
    double size_pt;
  } cases[] = {
      {"bulletin", 210, 297, 2, 10}, {"booklet", 148, 210, 1, 10}, {"reader", 210, 297, 1, 14}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    fixture->digest.template_name = cases[i].name;
    Measures measures = load(fixture);
    assert_float_equal(measures.trim_width_pt, cases[i].width_mm * PT_PER_MM, 0.01);
    assert_float_equal(measures.trim_height_pt, cases[i].height_mm * PT_PER_MM, 0.01);
    assert_int_equal(measures.columns, cases[i].columns);
    assert_float_equal(measures.size_pt, cases[i].size_pt, 0.01);
  }
  assert_int_equal(diagnostic_list_length(fixture->sample->diagnostics), 0);
}

static void farsi_has_the_looser_lines(void **state) {
  Fixture *fixture = *state;
  Measures measures = load(fixture);
  assert_float_equal(measures_grid_pt(&measures, fixture->locales[ENGLISH]), 14.5, 0.01);
  assert_float_equal(measures_grid_pt(&measures, fixture->locales[FARSI]), 19, 0.01);
  assert_float_equal(measures_size_pt(&measures, 2) / measures_size_pt(&measures, 1), 1.25, 0.001);
}

static void two_languages_side_by_side_have_one_line_height(void **state) {
  Fixture *fixture = *state;
  Measures measures = load(fixture);
  const Locale *fa = fixture->locales[FARSI], *en = fixture->locales[ENGLISH];
  Measures farsi = measures_beside(&measures, fa, en, FALSE);
  Measures english = measures_beside(&measures, en, fa, FALSE);
  assert_float_equal(measures_grid_pt(&farsi, fa), 17.2, 0.01);
  assert_float_equal(measures_grid_pt(&english, en), 17.2, 0.01);
  assert_float_equal(farsi.size_pt, 10, 0.001);
  assert_in_range((guint)(english.size_pt * 100), 1030, 1060);
  Measures narrow = measures_beside(&measures, en, fa, TRUE);
  assert_float_equal(narrow.size_pt, 10, 0.001);
  Measures same = measures_beside(&measures, fa, fa, FALSE);
  assert_float_equal(measures_grid_pt(&same, fa), 19, 0.01);
}

static void the_definition_goes_before_the_template(void **state) {
  Fixture *fixture = *state;
  fixture->digest.page.trim_width_mm = 120;
  fixture->digest.page.inner_mm = 0;
  fixture->digest.page.columns = 2;
  fixture->digest.page.size_pt = 8;
  Measures measures = load(fixture);
  assert_float_equal(measures.trim_width_pt, 120 * PT_PER_MM, 0.01);
  assert_float_equal(measures.trim_height_pt, 210 * PT_PER_MM, 0.01);
  assert_float_equal(measures.inner_pt, 0, 0.01);
  assert_int_equal(measures.columns, 2);
  assert_float_equal(measures.size_pt, 8, 0.01);
}

static void a_publication_brings_its_own(void **state) {
  Fixture *fixture = *state;
  g_autofree char *folder = g_dir_make_tmp("beyt-XXXXXX", NULL);
  g_autofree char *measures_folder = g_build_filename(folder, "measures", NULL);
  g_autofree char *path = g_build_filename(measures_folder, "card.yaml", NULL);
  g_mkdir(measures_folder, 0700);
  g_file_set_contents(
      path,
      "trim: [100, 120]\nsize: 9\nbinding: left\nleading: {fa: 2}\nstart: sideways\n"
      "colums: 2\nscale: 99\n",
      -1, NULL);
  fixture->sample->publication.folder = folder;
  fixture->digest.template_name = "card";
  Measures measures = load(fixture);
  assert_float_equal(measures.trim_width_pt, 100 * PT_PER_MM, 0.01);
  assert_int_equal(measures.binding, BINDING_LEFT);
  assert_float_equal(measures_grid_pt(&measures, fixture->locales[FARSI]), 18, 0.01);
  assert_float_equal(measures.scale, 1.25, 0.001);
  DiagnosticList *diagnostics = fixture->sample->diagnostics;
  assert_int_equal(sample_count(diagnostics, "invalid-value"), 2);
  assert_string_equal(sample_find(diagnostics, "unknown-key")->hint, "did you mean 'columns'?");
  g_unlink(path);
  g_rmdir(measures_folder);
  g_rmdir(folder);
}

static void margins_leave_room_for_text(void **state) {
  Fixture *fixture = *state;
  fixture->digest.page.inner_mm = fixture->digest.page.outer_mm = 500;
  fixture->digest.page.top_mm = fixture->digest.page.bottom_mm = 500;
  fixture->digest.page.columns = 3;
  Measures measures = load(fixture);
  assert_true(measures_text_width_pt(&measures) > measures.trim_width_pt * 0.3);
  assert_true(measures_text_height_pt(&measures) > measures.size_pt * 5);
  assert_true(measures_column_pt(&measures, measures.columns) >= measures.size_pt * 8 ||
              measures.columns == 1);
  assert_int_equal(sample_count(fixture->sample->diagnostics, "page-too-small"), 1);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(templates_have_the_sizes_they_say),
      TEST(farsi_has_the_looser_lines),
      TEST(two_languages_side_by_side_have_one_line_height),
      TEST(the_definition_goes_before_the_template),
      TEST(a_publication_brings_its_own),
      TEST(margins_leave_room_for_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
