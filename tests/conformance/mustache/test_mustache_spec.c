// Every case of the Mustache specification, read from its JSON files (JSON is YAML to our reader).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/yaml.h"
#include "site/mustache.h"

#define SPEC "tests/conformance/mustache/spec/"

static Value *value_from_json(Arena *arena, const YamlNode *node) {
  if (!node) return value_map(arena);
  switch (node->kind) {
  case YAML_SEQUENCE: {
    Value *list = value_list(arena);
    for (guint i = 0; i < node->child_count; i++)
      value_append(list, value_from_json(arena, node->children[i]));
    return list;
  }
  case YAML_MAPPING: {
    Value *map = value_map(arena);
    for (guint i = 0; i < node->child_count; i++)
      value_set(map, node->children[i]->key, value_from_json(arena, node->children[i]));
    return map;
  }
  case YAML_SCALAR: break;
  }
  if (node->plain && g_str_equal(node->scalar, "null")) return value_boolean(arena, FALSE);
  if (node->plain && g_str_equal(node->scalar, "true")) return value_boolean(arena, TRUE);
  if (node->plain && g_str_equal(node->scalar, "false")) return value_boolean(arena, FALSE);
  return value_string(arena, node->scalar);
}

typedef struct {
  Arena *arena;
  const YamlNode *partials;
  DiagnosticList *diagnostics;
} Theme;

static const Mustache *find_partial(const char *name, gpointer data) {
  Theme *theme = data;
  const YamlNode *text = yaml_lookup(theme->partials, name);
  if (!text) return NULL;
  SourceFile *file = source_file_new(theme->arena, name, text->scalar, strlen(text->scalar));
  return mustache_parse(theme->arena, file, theme->diagnostics);
}

static gboolean run_case(Arena *arena, const char *file_name, const YamlNode *test) {
  g_autoptr(DiagnosticList) diagnostics = diagnostic_list_new();
  const char *name = yaml_lookup_string(test, "name", "?");
  const char *template_text = yaml_lookup_string(test, "template", "");
  const char *expected = yaml_lookup_string(test, "expected", "");
  Theme theme = {arena, yaml_lookup(test, "partials"), diagnostics};
  SourceFile *file = source_file_new(arena, name, template_text, strlen(template_text));
  const Mustache *mustache = mustache_parse(arena, file, diagnostics);
  g_autoptr(GString) out = g_string_new(NULL);
  mustache_render(mustache, value_from_json(arena, yaml_lookup(test, "data")), find_partial, &theme,
                  diagnostics, out);
  // The one case that may report something is the partial that is not there.
  gboolean quiet = diagnostic_list_length(diagnostics) == 0 || g_str_equal(name, "Failed Lookup");
  if (g_str_equal(out->str, expected) && quiet) return TRUE;
  print_error("%s: %s\n  template: %s\n  expected: %s\n  got:      %s\n", file_name, name,
              template_text, expected, out->str);
  return FALSE;
}

static void run_file(const char *name, guint least_cases) {
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(DiagnosticList) diagnostics = diagnostic_list_new();
  g_autofree char *path = g_strconcat(SPEC, name, ".json", NULL);
  g_autofree char *text = NULL;
  gsize length;
  assert_true(g_file_get_contents(path, &text, &length, NULL));
  SourceFile *file = source_file_new(arena, path, text, length);
  const YamlNode *tests = yaml_lookup(yaml_parse(arena, file, 0, length, diagnostics), "tests");
  assert_non_null(tests);
  assert_true(tests->child_count >= least_cases);
  guint failed = 0;
  for (guint i = 0; i < tests->child_count; i++)
    if (!run_case(arena, name, tests->children[i])) failed++;
  assert_int_equal(failed, 0);
}

#define SPEC_TEST(name, count)                                                                     \
  static void test_##name(void **state) {                                                          \
    (void)state;                                                                                   \
    run_file(#name, count);                                                                        \
  }
SPEC_TEST(interpolation, 40)
SPEC_TEST(sections, 34)
SPEC_TEST(inverted, 22)
SPEC_TEST(partials, 12)
SPEC_TEST(comments, 12)
SPEC_TEST(delimiters, 14)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_interpolation), cmocka_unit_test(test_sections),
      cmocka_unit_test(test_inverted),      cmocka_unit_test(test_partials),
      cmocka_unit_test(test_comments),      cmocka_unit_test(test_delimiters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
