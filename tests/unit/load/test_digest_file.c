#include "load/digest_file.h"

#include <math.h>

#include "../../support/faults.h"

typedef struct {
  Publication publication;
  DiagnosticList *faults;
  Digest *digest;
} Parsed;

static Parsed parse(const char *text) {
  static const char *languages[] = {"en", "fa"};
  Parsed parsed = {.faults = diagnostic_list_new()};
  parsed.publication.arena = arena_new();
  parsed.publication.folder = "/nowhere";
  parsed.publication.languages = languages;
  parsed.publication.language_count = 2;
  parsed.publication.lines = line_settings_default();
  parsed.publication.lines.kashida[KASHIDA_BODY] = KASHIDA_FULL;
  SourceFile *file =
      source_file_new(parsed.publication.arena, "digests/a.yaml", text, strlen(text));
  parsed.digest = digest_file_parse(&parsed.publication, file, "a", parsed.faults);
  return parsed;
}

static void clear(Parsed *parsed) {
  diagnostic_list_free(parsed->faults);
  arena_free(parsed->publication.arena);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parsed, clear)

static void assert_date(CivilDate date, const char *expected) {
  char text[16];
  assert_string_equal(civil_date_format(date, text), expected);
}

static void every_key_has_a_default(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("");
  const Digest *digest = parsed.digest;
  assert_null(digest->issue);
  assert_null(digest->title.texts[0]);
  assert_false(digest->has_selection);
  assert_int_equal(digest->languages, LANGUAGES_ALL);
  assert_int_equal(digest->layout, BILINGUAL_FACING);
  assert_int_equal(digest->binding, BINDING_AUTO);
  assert_string_equal(digest->template_name, "bulletin");
  assert_int_equal(digest->lines.kashida[KASHIDA_BODY], KASHIDA_FULL);
  assert_true(digest->masthead && digest->contents && digest->colophon);
  assert_true(isnan(digest->page.trim_width_mm) && isnan(digest->page.size_pt));
  assert_int_equal(digest->page.columns, 0);
  assert_int_equal(diagnostic_list_length(parsed.faults), 0);
}

static void every_key_is_read(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse(
      "issue: 12\ntitle: {en: Weekly, fa: هفتگی}\nfrom: 2026-03-14\nto: 2026-03-20\n"
      "select: {tags: [a, b], ids: c, exclude: [d], pin: [e]}\nlanguages: fa\nlayout: columns\nbinding: left\n"
      "template: booklet\nkashida: off\nparts: {masthead: false, contents: no, colophon: true}\n"
      "page: {trim: [148, 210.5], margins: {inner: 18, outer: 17, top: 16, bottom: 15},\n"
      "  columns: 2, gutter: 6, bleed: 3, size: 11.5}\n");
  const Digest *digest = parsed.digest;
  assert_int_equal(diagnostic_list_length(parsed.faults), 0);
  assert_string_equal(digest->issue, "12");
  assert_string_equal(digest->title.texts[1], "هفتگی");
  assert_date(digest->from, "2026-03-14");
  assert_date(digest->to, "2026-03-20");
  assert_int_equal(digest->tags.count, 2);
  assert_string_equal(digest->ids.items[0], "c");
  assert_string_equal(digest->exclude.items[0], "d");
  assert_string_equal(digest->pin.items[0], "e");
  assert_true(digest->has_selection);
  assert_int_equal(digest->languages, 1);
  assert_int_equal(digest->layout, BILINGUAL_COLUMNS);
  assert_int_equal(digest->binding, BINDING_LEFT);
  assert_string_equal(digest->template_name, "booklet");
  assert_int_equal(digest->lines.kashida[KASHIDA_BODY], KASHIDA_OFF);
  assert_false(digest->masthead || digest->contents);
  assert_true(digest->page.trim_width_mm == 148 && digest->page.trim_height_mm == 210.5);
  assert_true(digest->page.inner_mm == 18 && digest->page.outer_mm == 17);
  assert_true(digest->page.top_mm == 16 && digest->page.bottom_mm == 15);
  assert_true(digest->page.columns == 2 && digest->page.gutter_mm == 6);
  assert_true(digest->page.bleed_mm == 3 && digest->page.size_pt == 11.5);
}

// One word holds for all text but verse, which is asked for by itself; a map says it text by text.
static void lines_are_set_as_the_definition_says(void **state) {
  (void)state;
  g_auto(Parsed) off = parse("kashida: off\n");
  const LineSettings *lines = &off.digest->lines;
  assert_int_equal(lines->kashida[KASHIDA_BODY], KASHIDA_OFF);
  assert_int_equal(lines->kashida[KASHIDA_NOTE], KASHIDA_OFF);
  assert_int_equal(lines->kashida[KASHIDA_VERSE], KASHIDA_FULL);
  assert_true(!lines->hanging && lines->glyph_scaling == 0);
  g_auto(Parsed) by_text = parse("kashida: {quote: off, verse: off}\n"
                                 "hanging_punctuation: yes\nglyph_scaling: 1.5\n");
  lines = &by_text.digest->lines;
  assert_int_equal(diagnostic_list_length(by_text.faults), 0);
  assert_int_equal(lines->kashida[KASHIDA_BODY], KASHIDA_FULL); // as the publication has it
  assert_int_equal(lines->kashida[KASHIDA_QUOTE], KASHIDA_OFF);
  assert_int_equal(lines->kashida[KASHIDA_NOTE], KASHIDA_LIGHT);
  assert_int_equal(lines->kashida[KASHIDA_VERSE], KASHIDA_OFF);
  assert_true(lines->hanging && fabs(lines->glyph_scaling - 0.015) < 1e-9);
  g_auto(Parsed) body = parse("kashida: {body: off, note: full}\n");
  assert_int_equal(body.digest->lines.kashida[KASHIDA_QUOTE], KASHIDA_OFF);
  assert_int_equal(body.digest->lines.kashida[KASHIDA_NOTE], KASHIDA_FULL);
  g_auto(Parsed) wrong = parse("kashida: {heading: full, body: lots}\nglyph_scaling: 9\n");
  assert_int_equal(diagnostic_list_length(wrong.faults), 3);
  assert_true(wrong.digest->lines.glyph_scaling == 0);
}

static void a_week_begins_where_its_readers_begin_it(void **state) {
  (void)state;
  static const struct {
    const char *text, *from, *to;
  } cases[] = {
      // 18 March 2026 is a Wednesday.
      {"week: 2026-03-18\nlanguages: fa", "2026-03-14", "2026-03-20"},
      {"week: 2026-03-18\nlanguages: en", "2026-03-16", "2026-03-22"},
      {"week: 2026-03-18\nweek_starts: saturday", "2026-03-14", "2026-03-20"},
      {"week: 2026-03-18\nweek_starts: sunday", "2026-03-15", "2026-03-21"},
      {"week: 2026-03-18\nweek_starts: monday", "2026-03-16", "2026-03-22"},
      {"week: 2026-03-14\nweek_starts: saturday", "2026-03-14", "2026-03-20"},
      {"week: 2026-03-13\nweek_starts: saturday", "2026-03-07", "2026-03-13"},
      {"week: 2024-03-01\nweek_starts: monday", "2024-02-26", "2024-03-03"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].text);
    assert_date(parsed.digest->from, cases[i].from);
    assert_date(parsed.digest->to, cases[i].to);
    assert_true(parsed.digest->has_selection);
    assert_int_equal(diagnostic_list_length(parsed.faults), 0);
  }
}

static void papers_have_names(void **state) {
  (void)state;
  g_auto(Parsed) a4 = parse("page: {trim: a4, margins: 20}");
  assert_true(a4.digest->page.trim_width_mm == 210 && a4.digest->page.trim_height_mm == 297);
  assert_true(a4.digest->page.inner_mm == 20 && a4.digest->page.bottom_mm == 20);
  g_auto(Parsed) a5 = parse("page: {trim: A5}");
  assert_true(a5.digest->page.trim_width_mm == 148 && a5.digest->page.trim_height_mm == 210);
}

static void what_is_wrong_is_named_where_it_stands(void **state) {
  (void)state;
  static const struct {
    const char *text, *id;
    guint column;
  } cases[] = {
      {"trim: A4", "unknown-key", 1},
      {"page: {trim: A9}", "invalid-value", 14},
      {"page: {trim: [10, 200]}", "invalid-value", 14},
      {"page: {trim: [nan, 200]}", "invalid-value", 14},
      {"page: {trim: [148]}", "invalid-value", 14},
      {"page: {columns: 4}", "invalid-value", 17},
      {"page: {size: 0}", "invalid-value", 14},
      {"page: {size: inf}", "invalid-value", 14},
      {"page: {bleed: -3}", "invalid-value", 15},
      {"page: {trim: A6, margins: 40}", "invalid-value", 27},
      {"page: wide", "invalid-value", 7},
      {"from: 2026-03-20\nto: 2026-03-14", "invalid-value", 5},
      {"week: 2026-03-18\nfrom: 2026-03-01", "invalid-value", 7},
      {"languages: de", "invalid-value", 12},
      {"template: nothing", "invalid-value", 11},
      {"template: ../en", "invalid-value", 11},
      {"layout: side", "invalid-value", 9},
      {"binding: top", "invalid-value", 10},
      {"parts: {masthead: maybe}", "invalid-value", 19},
      {"parts: {mast: true}", "unknown-key", 9},
      {"select: {tag: [a]}", "unknown-key", 10},
      {"select: all", "invalid-value", 9},
      {"- a", "invalid-value", 1},
      {"issue: [1]", "invalid-value", 8},
      {"title: {en: A, de: B}", "unknown-key", 16},
      {"week_starts: noon", "invalid-value", 14},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].text);
    assert_int_equal(diagnostic_list_length(parsed.faults), 1);
    const Diagnostic *fault = sample_find(parsed.faults, cases[i].id);
    assert_non_null(fault);
    assert_non_null(fault->hint);
    assert_int_equal(fault->span.column, cases[i].column);
  }
}

static void a_press_has_settings(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("press: {standard: x1a, intent: uncoated, marks: false, bleed: 5,\n"
                                "  spot: {accent: PANTONE 3155 C}}\n");
  const PressSettings *press = &parsed.digest->press;
  assert_int_equal(diagnostic_list_length(parsed.faults), 0);
  assert_int_equal(press->standard, PRESS_X1A);
  assert_string_equal(press->intent, "uncoated");
  assert_true(!press->marks && press->bleed_mm == 5);
  assert_string_equal(press->spot_accent, "PANTONE 3155 C");
}

static void press_settings_have_defaults_and_are_checked(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("page: {bleed: 4}\npress: {standard: x5, intent: nowhere.icc,\n"
                                "  bleed: 90, spot: {accent: black}, mark: false}\n");
  const PressSettings *press = &parsed.digest->press;
  assert_int_equal(diagnostic_list_length(parsed.faults), 5);
  assert_int_equal(press->standard, PRESS_X4);
  assert_string_equal(press->intent, "coated");
  assert_true(press->marks && press->bleed_mm == 4);
  assert_null(press->spot_accent);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_key_has_a_default),
      cmocka_unit_test(every_key_is_read),
      cmocka_unit_test(lines_are_set_as_the_definition_says),
      cmocka_unit_test(a_week_begins_where_its_readers_begin_it),
      cmocka_unit_test(a_press_has_settings),
      cmocka_unit_test(press_settings_have_defaults_and_are_checked),
      cmocka_unit_test(papers_have_names),
      cmocka_unit_test(what_is_wrong_is_named_where_it_stands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
