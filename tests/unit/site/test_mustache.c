// What the specification leaves open: faults with their places, bounds, values.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "site/mustache.h"

typedef struct {
  Arena *arena;
  DiagnosticList *diagnostics;
  const char *partials[8][2]; // name, text
} Fixture;

static int set_up(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->diagnostics = diagnostic_list_new();
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  diagnostic_list_free(fixture->diagnostics);
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

static const Mustache *parse(Fixture *fixture, const char *name, const char *text) {
  SourceFile *file = source_file_new(fixture->arena, name, text, strlen(text));
  return mustache_parse(fixture->arena, file, fixture->diagnostics);
}

static const Mustache *lookup(const char *name, gpointer data) {
  Fixture *fixture = data;
  for (guint i = 0; i < G_N_ELEMENTS(fixture->partials) && fixture->partials[i][0]; i++)
    if (g_str_equal(fixture->partials[i][0], name))
      return parse(fixture, name, fixture->partials[i][1]);
  return NULL;
}

static void assert_render(Fixture *fixture, const char *text, const Value *root,
                          const char *expected) {
  g_autoptr(GString) out = g_string_new(NULL);
  mustache_render(parse(fixture, "t.mustache", text), root, lookup, fixture, fixture->diagnostics,
                  out);
  assert_string_equal(out->str, expected);
}

static void assert_fault(Fixture *fixture, DiagnosticKind kind, guint line, guint column) {
  assert_int_equal(diagnostic_list_length(fixture->diagnostics), 1);
  const Diagnostic *fault = diagnostic_list_at(fixture->diagnostics, 0);
  assert_int_equal(fault->kind, kind);
  assert_int_equal(fault->span.line, line);
  assert_int_equal(fault->span.column, column);
}

static void test_values(void **state) {
  Fixture *fixture = *state;
  Arena *arena = fixture->arena;
  Value *root = value_map(arena);
  value_set_string(root, "text", "a < b & «c»");
  value_set_html(root, "html", "<b>x</b>");
  value_set_string(root, "absent", NULL);
  value_set_string(root, "empty", "");
  value_set_boolean(root, "yes", TRUE);
  Value *list = value_set_list(root, "list");
  value_set_string(value_append_map(list), "n", "1");
  value_set_string(value_append_map(list), "n", "2");
  value_set_string(root, "text", "a < b");
  assert_render(fixture, "{{text}} {{{text}}} {{html}}", root, "a &lt; b a < b <b>x</b>");
  assert_render(fixture, "{{^absent}}no{{/absent}}{{#empty}}x{{/empty}}{{#yes}}yes{{/yes}}", root,
                "noyes");
  assert_render(fixture, "{{#list}}{{n}}{{text}};{{/list}}", root, "1a &lt; b;2a &lt; b;");
  assert_int_equal(diagnostic_list_length(fixture->diagnostics), 0);
  assert_int_equal(value_count(list), 2);
  assert_false(value_is_true(value_lookup(root, "absent")));
}

static void test_broken_bytes(void **state) {
  Fixture *fixture = *state;
  Value *root = value_map(fixture->arena);
  value_set_string(root, "text", "a\xFF\x01\"");
  assert_render(fixture, "{{text}}", root, "a\uFFFD\uFFFD&quot;");
}

static void test_unclosed_tag(void **state) {
  Fixture *fixture = *state;
  assert_render(fixture, "one\nسلام {{name", value_map(fixture->arena), "one\nسلام {{name");
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_SYNTAX, 2, 6);
}

static void test_unclosed_section(void **state) {
  Fixture *fixture = *state;
  assert_render(fixture, "a {{^b}} c", value_map(fixture->arena), "a  c");
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_SYNTAX, 1, 3);
}

static void test_stray_end(void **state) {
  Fixture *fixture = *state;
  assert_render(fixture, "{{^a}}x{{/b}}y{{/a}}z", value_map(fixture->arena), "xyz");
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_SYNTAX, 1, 8);
}

static void test_crossed_sections(void **state) {
  Fixture *fixture = *state;
  assert_render(fixture, "{{^a}}{{^b}}x{{/a}}y", value_map(fixture->arena), "xy");
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_SYNTAX, 1, 7);
}

static void test_bad_delimiters(void **state) {
  Fixture *fixture = *state;
  assert_render(fixture, "{{=<%=}}{{^a}}x{{/a}}", value_map(fixture->arena), "x");
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_SYNTAX, 1, 1);
}

static void test_missing_partial(void **state) {
  Fixture *fixture = *state;
  assert_render(fixture, "a\n  {{> none}}\nb", value_map(fixture->arena), "a\nb");
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_PARTIAL, 2, 3);
}

static void test_endless_partial(void **state) {
  Fixture *fixture = *state;
  fixture->partials[0][0] = "a";
  fixture->partials[0][1] = "x{{>a}}{{>a}}";
  g_autoptr(GString) out = g_string_new(NULL);
  mustache_render(parse(fixture, "t", "{{>a}}"), value_map(fixture->arena), lookup, fixture,
                  fixture->diagnostics, out);
  assert_fault(fixture, DIAGNOSTIC_TEMPLATE_LIMIT, 1, 2);
  assert_true(out->len < 100);
}

static const Mustache *lookup_parsed(const char *name, gpointer data) {
  const Mustache *const *parsed = data;
  return *name ? parsed[*name - 'a'] : NULL;
}

// A row of partials each of which calls the next one many times, and which write nothing.
static void test_partials_that_multiply(void **state) {
  Fixture *fixture = *state;
  const Mustache *parsed[7];
  for (guint i = 0; i < G_N_ELEMENTS(parsed); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint k = 0; i + 1 < G_N_ELEMENTS(parsed) && k < 40; k++)
      g_string_append_printf(text, "{{>%c}}", (char)('b' + i));
    parsed[i] = parse(fixture, "t", text->str);
  }
  g_autoptr(GString) out = g_string_new(NULL);
  mustache_render(parsed[0], value_map(fixture->arena), lookup_parsed, parsed, fixture->diagnostics,
                  out);
  assert_int_equal(diagnostic_list_length(fixture->diagnostics), 1);
  assert_int_equal(diagnostic_list_at(fixture->diagnostics, 0)->kind, DIAGNOSTIC_TEMPLATE_LIMIT);
}

static void test_deep_sections(void **state) {
  Fixture *fixture = *state;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < 100000; i++)
    g_string_append(text, "{{^a}}");
  g_string_append_c(text, 'x');
  g_autoptr(GString) out = g_string_new(NULL);
  mustache_render(parse(fixture, "t", text->str), value_map(fixture->arena), NULL, NULL,
                  fixture->diagnostics, out);
  g_string_free(text, TRUE);
  assert_string_equal(out->str, "x");
  assert_true(diagnostic_list_length(fixture->diagnostics) > 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_values),          TEST(test_broken_bytes),
      TEST(test_unclosed_tag),    TEST(test_unclosed_section),
      TEST(test_stray_end),       TEST(test_crossed_sections),
      TEST(test_bad_delimiters),  TEST(test_missing_partial),
      TEST(test_endless_partial), TEST(test_partials_that_multiply),
      TEST(test_deep_sections),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
