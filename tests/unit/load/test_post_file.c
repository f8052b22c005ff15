#include "load/post_file.h"

#include "../../support/faults.h"

typedef struct {
  Arena *arena;
  DiagnosticList *faults;
  Post *post;
} Parsed;

static Parsed parse(const char *path, const char *text, const char *lang) {
  Parsed parsed = {arena_new(), diagnostic_list_new(), NULL};
  SourceFile *file = source_file_new(parsed.arena, path, text, strlen(text));
  parsed.post = post_parse(parsed.arena, file, lang, parsed.faults);
  return parsed;
}

static void clear(Parsed *parsed) {
  diagnostic_list_free(parsed->faults);
  arena_free(parsed->arena);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parsed, clear)

static void a_file_without_front_matter_is_a_post(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("fa/چای-و-قند.md", "# چای *و* قند\n\nمتن", "fa");
  assert_string_equal(parsed.post->id, "چای-و-قند");
  assert_string_equal(parsed.post->slug, "چای-و-قند");
  assert_string_equal(parsed.post->lang, "fa");
  assert_string_equal(parsed.post->title, "چای و قند");
  assert_int_equal(parsed.post->state, STATE_PUBLISHED);
  assert_false(civil_date_is_set(parsed.post->date));
  // The heading is the title, and does not stand twice.
  assert_int_equal(parsed.post->body->first_child->kind, NODE_PARAGRAPH);
  assert_int_equal(diagnostic_list_length(parsed.faults), 1);
  assert_non_null(sample_find(parsed.faults, "no-front-matter"));
}

static void a_heading_further_down_stays(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("en/a b.md", "Text.\n\n## Heading", "en");
  assert_string_equal(parsed.post->id, "a-b");
  assert_string_equal(parsed.post->title, "Heading");
  assert_int_equal(parsed.post->body->last_child->kind, NODE_HEADING);
  g_auto(Parsed) bare = parse("en/x.md", "", "en");
  assert_string_equal(bare.post->title, "x");
}

static void the_language_is_found(void **state) {
  (void)state;
  static const struct {
    const char *path, *text, *folder, *lang, *fault;
  } cases[] = {
      {"fa/a.md", "---\nid: a\ntitle: A\n---\n", "fa", "fa", "missing-field"},
      {"fa/a.md", "---\nid: a\ntitle: A\nlang: fa\n---\n", "fa", "fa", NULL},
      {"fa/a.md", "---\nid: a\ntitle: A\nlang: en\n---\n", "fa", "en", "language-folder"},
      {"pages/a.fa.md", "---\nid: a\ntitle: A\nlang: fa\n---\n", NULL, "fa", NULL},
      {"pages/a.fa.md", "---\nid: a\ntitle: A\nlang: en\n---\n", NULL, "en", "language-folder"},
      {"pages/a.md", "---\nid: a\ntitle: A\nlang: fa\n---\n", NULL, "fa", NULL},
      {"pages/a.md", "---\nid: a\ntitle: A\n---\n", NULL, "und", "missing-field"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(Parsed) parsed = parse(cases[i].path, cases[i].text, cases[i].folder);
    assert_string_equal(parsed.post->lang, cases[i].lang);
    assert_int_equal(diagnostic_list_length(parsed.faults), cases[i].fault ? 1 : 0);
    if (cases[i].fault) assert_non_null(sample_find(parsed.faults, cases[i].fault));
  }
}

static void names_never_leave_their_folder(void **state) {
  (void)state;
  static const struct {
    const char *id, *clean; // clean NULL: it is good as it is
  } cases[] = {
      {"tea", NULL},         {"چای‌خانه", NULL},
      {"v1.2", NULL},        {"a_b", NULL},
      {"../../etc", "etc"},  {"a/b", "a-b"},
      {".hidden", "hidden"}, {"a..b", "a.b"},
      {"a b", "a-b"},        {"\"a\\nb\"", "a-b"},
      {"'?'", "post"},       {"a.", "a"},
      {"\"\\u202Ea\"", "a"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf("---\nid: %s\nlang: en\ntitle: A\n---\n", cases[i].id);
    g_auto(Parsed) parsed = parse("en/a.md", text, "en");
    assert_string_equal(parsed.post->id, cases[i].clean ? cases[i].clean : cases[i].id);
    assert_int_equal(sample_count(parsed.faults, "malformed-id"), cases[i].clean ? 1 : 0);
  }
}

static void one_text_is_a_list_of_one(void **state) {
  (void)state;
  g_auto(Parsed) parsed =
      parse("en/a.md",
            "---\nid: a\nlang: en\ntitle: >\n  A long\n  title\n"
            "authors: One\ntranslators: [One, '', Two]\ntags:\n- x\n- y\nreviewers: []\n"
            "summary: ''\nsource: https://example.org/a\ndate: unknown\n---\n",
            "en");
  assert_string_equal(parsed.post->title, "A long title");
  assert_int_equal(parsed.post->authors.count, 1);
  assert_int_equal(parsed.post->translators.count, 2);
  assert_int_equal(parsed.post->tags.count, 2);
  assert_int_equal(parsed.post->reviewers.count, 0);
  assert_null(parsed.post->summary);
  assert_string_equal(parsed.post->source.url, "https://example.org/a");
  assert_true(parsed.post->date_unknown);
  assert_int_equal(diagnostic_list_length(parsed.faults), 0);
  assert_int_equal(post_field_span(parsed.post, "authors").line, 7);
}

static void wrong_dates_are_named(void **state) {
  (void)state;
  static const char *const dates[] = {
      "2026-02-29",           "2026-3-14",  "1404-12-23", "14.3.2026",
      "2026-03-14T10:00:00Z", "۱۴۰۴-۱۲-۲۳", "[2026]"};
  for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
    g_autofree char *text =
        g_strdup_printf("---\nid: a\nlang: en\ntitle: A\ndate: %s\n---\n", dates[i]);
    g_auto(Parsed) parsed = parse("en/a.md", text, "en");
    assert_false(civil_date_is_set(parsed.post->date));
    const Diagnostic *fault = sample_find(parsed.faults, "invalid-value");
    assert_non_null(fault);
    assert_non_null(fault->hint);
    assert_int_equal(fault->span.line, 5);
    assert_int_equal(fault->span.column, 7);
  }
}

static void images_lead_into_the_publication(void **state) {
  (void)state;
  static const struct {
    const char *image, *path;
  } cases[] = {
      {"images/a.png", "images/a.png"},
      {"../images/a.png", "images/a.png"},
      {"./a.png", "en/deep/a.png"},
      {"/images/a.png", "images/a.png"},
      {"../../../../etc/a.png", "etc/a.png"},
      {"https://example.org/a.png", "https://example.org/a.png"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text =
        g_strdup_printf("---\nid: a\nlang: en\ntitle: A\nimage: %s\n---\n", cases[i].image);
    g_auto(Parsed) parsed = parse(i == 1 ? "en/a.md" : "en/deep/a.md", text, "en");
    assert_string_equal(parsed.post->image, cases[i].path);
  }
}

static void broken_front_matter_leaves_the_body(void **state) {
  (void)state;
  g_auto(Parsed) parsed = parse("en/a.md", "---\nid: [a\n---\n\nText", "en");
  assert_string_equal(parsed.post->id, "a");
  assert_non_null(sample_find(parsed.faults, "yaml-syntax"));
  assert_int_equal(parsed.post->body->first_child->span.line, 5);
  g_auto(Parsed) open = parse("en/a.md", "---\nid: b\n\nText", "en");
  assert_string_equal(open.post->id, "b");
  assert_non_null(sample_find(open.faults, "open-front-matter"));
  assert_int_equal(open.post->body->first_child->span.line, 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_without_front_matter_is_a_post),
      cmocka_unit_test(a_heading_further_down_stays),
      cmocka_unit_test(the_language_is_found),
      cmocka_unit_test(names_never_leave_their_folder),
      cmocka_unit_test(one_text_is_a_list_of_one),
      cmocka_unit_test(wrong_dates_are_named),
      cmocka_unit_test(images_lead_into_the_publication),
      cmocka_unit_test(broken_front_matter_leaves_the_body),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
