#include "base/yaml.h"

#include "../../support/faults.h"
#include <math.h>

typedef struct {
  Arena *arena;
  DiagnosticList *faults;
  const SourceFile *file;
  const YamlNode *root;
} Parsed;

static Parsed parse_at(const char *text, gsize start) {
  Parsed parsed = {arena_new(), diagnostic_list_new(), NULL, NULL};
  parsed.file = source_file_new(parsed.arena, "x.yaml", text, strlen(text));
  parsed.root = yaml_parse(parsed.arena, parsed.file, start, strlen(text), parsed.faults);
  return parsed;
}

static Parsed parse(const char *text) {
  return parse_at(text, 0);
}

static void parsed_free(Parsed *parsed) {
  diagnostic_list_free(parsed->faults);
  arena_free(parsed->arena);
}

static void assert_span(SourceSpan span, guint line, guint column, guint end_line,
                        guint end_column) {
  assert_int_equal(span.line, line);
  assert_int_equal(span.column, column);
  assert_int_equal(span.end_line, end_line);
  assert_int_equal(span.end_column, end_column);
}

static void values_and_their_places(void **state) {
  (void)state;
  Parsed parsed = parse("title: باغ و آب # note\ntags: [one, \"two\"]\nempty:\nmap:\n  a: 1\n");
  const YamlNode *title = yaml_lookup(parsed.root, "title");
  assert_string_equal(title->scalar, "باغ و آب");
  assert_true(title->plain);
  assert_span(title->span, 1, 8, 1, 15);
  assert_span(title->key_span, 1, 1, 1, 5);
  const YamlNode *tags = yaml_lookup(parsed.root, "tags");
  assert_int_equal(tags->kind, YAML_SEQUENCE);
  assert_int_equal(tags->child_count, 2);
  assert_false(tags->children[1]->plain);
  assert_span(tags->children[1]->span, 2, 13, 2, 17);
  assert_string_equal(yaml_lookup(parsed.root, "empty")->scalar, "");
  assert_string_equal(yaml_lookup_string(yaml_lookup(parsed.root, "map"), "a", "?"), "1");
  assert_string_equal(yaml_lookup_string(parsed.root, "empty", "fallback"), "fallback");
  assert_null(yaml_lookup(title, "x"));
  assert_null(yaml_lookup(NULL, "x"));
  assert_int_equal(diagnostic_list_length(parsed.faults), 0);
  parsed_free(&parsed);
}

static void places_count_from_the_file_not_the_part(void **state) {
  (void)state;
  Parsed parsed = parse_at("---\na: 1\nb: [x\n", 4);
  assert_null(parsed.root);
  const Diagnostic *fault = diagnostic_list_at(parsed.faults, 0);
  assert_string_equal(diagnostic_id(fault->kind), "yaml-syntax");
  assert_true(fault->span.line >= 3);
  parsed_free(&parsed);
}

// libyaml ends lines where editors do not.
static void other_line_ends_shift_nothing(void **state) {
  (void)state;
  Parsed parsed = parse("a: \"x\xE2\x80\xA8y\xC2\x85z\"\r\nb: here\n");
  assert_span(yaml_lookup(parsed.root, "b")->span, 2, 4, 2, 7);
  parsed_free(&parsed);
}

static void the_first_of_two_keys_counts(void **state) {
  (void)state;
  Parsed parsed = parse("a: 1\nb: 2\na: 3\n");
  assert_string_equal(yaml_lookup_string(parsed.root, "a", ""), "1");
  const Diagnostic *fault = sample_find(parsed.faults, "duplicate-key");
  assert_int_equal(fault->span.line, 3);
  parsed_free(&parsed);
}

static void unknown_keys_have_the_nearest_as_hint(void **state) {
  (void)state;
  static const char *const known[] = {"title", "date"};
  Parsed parsed = parse("titel: A\nx-mine: B\nzzz: C\n");
  yaml_check_keys(parsed.root, known, 2, parsed.faults);
  assert_int_equal(diagnostic_list_length(parsed.faults), 2);
  assert_string_equal(diagnostic_list_at(parsed.faults, 0)->hint, "did you mean 'title'?");
  assert_string_equal(diagnostic_list_at(parsed.faults, 1)->hint,
                      "keys of your own begin with 'x-'");
  parsed_free(&parsed);
}

static void typed_values(void **state) {
  (void)state;
  Parsed parsed = parse("n: 1.5\ni: 12\nyes: true\nno: no\nbad: 1x\ninf: inf\nlist: [1]\nhuge: "
                        "99999999999999999999\n");
  DiagnosticList *faults = parsed.faults;
  assert_true(fabs(yaml_to_number(yaml_lookup(parsed.root, "n"), 0, faults) - 1.5) < 1e-9);
  assert_int_equal(yaml_to_integer(yaml_lookup(parsed.root, "i"), 0, faults), 12);
  assert_true(yaml_to_boolean(yaml_lookup(parsed.root, "yes"), FALSE, faults));
  assert_false(yaml_to_boolean(yaml_lookup(parsed.root, "no"), TRUE, faults));
  assert_int_equal(yaml_to_integer(NULL, 7, faults), 7);
  assert_int_equal(diagnostic_list_length(faults), 0);
  assert_true(yaml_to_number(yaml_lookup(parsed.root, "bad"), 3, faults) > 2.9);
  assert_true(yaml_to_number(yaml_lookup(parsed.root, "inf"), 3, faults) < 3.1);
  assert_int_equal(yaml_to_integer(yaml_lookup(parsed.root, "list"), 4, faults), 4);
  assert_int_equal(yaml_to_integer(yaml_lookup(parsed.root, "huge"), 4, faults), 4);
  assert_true(yaml_to_boolean(yaml_lookup(parsed.root, "i"), TRUE, faults));
  assert_int_equal(sample_count(faults, "invalid-value"), 5);
  parsed_free(&parsed);
}

static void what_could_grow_without_limit_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {
      "a: &x [1]\nb: *x\n", "a: *x\n", "? [a]\n: b\n", "{[}]: {", "\t- a", "a: 'x"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    Parsed parsed = parse(texts[i]);
    assert_true(diagnostic_list_length(parsed.faults) > 0);
    parsed_free(&parsed);
  }
  GString *deep = g_string_new("a: ");
  for (guint i = 0; i < 100000; i++)
    g_string_append_c(deep, '[');
  Parsed parsed = parse(deep->str);
  assert_null(parsed.root);
  parsed_free(&parsed);
  g_string_free(deep, TRUE);
}

static void empty_documents_are_no_fault(void **state) {
  (void)state;
  static const char *const texts[] = {"", "\n\n", "# only a comment\n"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    Parsed parsed = parse(texts[i]);
    assert_null(parsed.root);
    assert_int_equal(diagnostic_list_length(parsed.faults), 0);
    parsed_free(&parsed);
  }
}

// Neither many keys nor one endless line may take minutes.
static void size_costs_no_more_than_its_share(void **state) {
  (void)state;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < 50000; i++)
    g_string_append_printf(text, "k%u: v\n", i);
  g_string_append(text, "line: [");
  for (guint i = 0; i < 50000; i++)
    g_string_append_printf(text, "%s%u", i ? ", " : "", i);
  g_string_append(text, "]\n");
  gint64 start = g_get_monotonic_time();
  Parsed parsed = parse(text->str);
  assert_int_equal(parsed.root->child_count, 50001);
  assert_int_equal(yaml_lookup(parsed.root, "line")->child_count, 50000);
  assert_true(g_get_monotonic_time() - start < 20 * G_USEC_PER_SEC);
  parsed_free(&parsed);
  g_string_free(text, TRUE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_and_their_places),
      cmocka_unit_test(places_count_from_the_file_not_the_part),
      cmocka_unit_test(other_line_ends_shift_nothing),
      cmocka_unit_test(the_first_of_two_keys_counts),
      cmocka_unit_test(unknown_keys_have_the_nearest_as_hint),
      cmocka_unit_test(typed_values),
      cmocka_unit_test(what_could_grow_without_limit_is_refused),
      cmocka_unit_test(empty_documents_are_no_fault),
      cmocka_unit_test(size_costs_no_more_than_its_share),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
