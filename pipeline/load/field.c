#include "load/field.h"

#include <string.h>

static gboolean is_absent(const YamlNode *node) {
  return !node || (node->kind == YAML_SCALAR && !*node->scalar);
}

static const YamlNode *lookup(const YamlNode *map, const char *key) {
  const YamlNode *node = yaml_lookup(map, key);
  return is_absent(node) ? NULL : node;
}

static const char *value_name(const YamlNode *node) {
  return node->kind == YAML_SCALAR     ? node->scalar
         : node->kind == YAML_SEQUENCE ? "a list"
                                       : "a map";
}

void field_invalid(const YamlNode *node, DiagnosticList *diagnostics, const char *hint_format,
                   ...) {
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span,
                                     value_name(node), node->key ? node->key : "this place");
  va_list args;
  va_start(args, hint_format);
  g_autofree char *hint = g_strdup_vprintf(hint_format, args);
  va_end(args);
  diagnostic_hint(diagnostics, fault, "%s", hint);
}

// A text in one line: what YAML's block styles leave of line ends is not part of it.
static const char *one_line(Arena *arena, const char *text) {
  while (g_ascii_isspace(*text))
    text++;
  gsize length = strlen(text);
  while (length > 0 && g_ascii_isspace(text[length - 1]))
    length--;
  if (length == 0) return NULL;
  return g_strdelimit(arena_strndup(arena, text, length), "\n", ' ');
}

const char *field_string(Arena *arena, const YamlNode *map, const char *key,
                         DiagnosticList *diagnostics) {
  const YamlNode *node = lookup(map, key);
  if (!node) return NULL;
  if (node->kind == YAML_SCALAR) return one_line(arena, node->scalar);
  field_invalid(node, diagnostics, "write one text; quote it if it has ': ' or begins with '['");
  return NULL;
}

StringList field_strings(Arena *arena, const YamlNode *map, const char *key,
                         DiagnosticList *diagnostics) {
  StringList list = {0};
  const YamlNode *node = lookup(map, key);
  if (!node) return list;
  if (node->kind == YAML_MAPPING) {
    field_invalid(node, diagnostics, "write a list: [one, two]");
    return list;
  }
  guint count = node->kind == YAML_SEQUENCE ? node->child_count : 1;
  list.items = ARENA_ARRAY(arena, const char *, count);
  for (guint i = 0; i < count; i++) {
    const YamlNode *item = node->kind == YAML_SEQUENCE ? node->children[i] : node;
    const char *text = item->kind == YAML_SCALAR ? one_line(arena, item->scalar) : NULL;
    if (text)
      list.items[list.count++] = text;
    else if (item->kind != YAML_SCALAR)
      diagnostic_hint(
          diagnostics,
          diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, item->span, value_name(item), key),
          "write a plain text; quote it if it has ': '");
  }
  return list;
}

guint field_choice(const YamlNode *map, const char *key, const char *const *choices, guint count,
                   guint fallback, DiagnosticList *diagnostics) {
  const YamlNode *node = lookup(map, key);
  if (!node) return fallback;
  g_autoptr(GString) hint = g_string_new("one of: ");
  for (guint i = 0; i < count; i++) {
    if (node->kind == YAML_SCALAR && g_str_equal(node->scalar, choices[i])) return i;
    g_string_append_printf(hint, "%s%s", i ? ", " : "", choices[i]);
  }
  field_invalid(node, diagnostics, "%s", hint->str);
  return fallback;
}

// Years in which no Gregorian date of a post lies, but all Solar Hijri ones do.
#define HIJRI_YEAR_MAX 1600

CivilDate field_date(const YamlNode *map, const char *key, DiagnosticList *diagnostics) {
  CivilDate date = {0};
  const YamlNode *node = lookup(map, key);
  if (!node) return date;
  if (node->kind == YAML_SCALAR && civil_date_parse(node->scalar, &date)) {
    if (date.year > HIJRI_YEAR_MAX) return date;
    field_invalid(node, diagnostics,
                  "write the Gregorian date; beyt shows it in each language's own calendar");
    return (CivilDate){0};
  }
  field_invalid(node, diagnostics, "write a day that exists as YYYY-MM-DD, such as 2026-03-14");
  return (CivilDate){0};
}

double field_number(const YamlNode *map, const char *key, double low, double high, double fallback,
                    DiagnosticList *diagnostics) {
  const YamlNode *node = lookup(map, key);
  if (!node) return fallback;
  char *end = NULL;
  double value = node->kind == YAML_SCALAR ? g_ascii_strtod(node->scalar, &end) : 0;
  // Written so that a NaN is refused too.
  if (end && end != node->scalar && !*end && value >= low && value <= high) return value;
  field_invalid(node, diagnostics, "write a number from %g to %g", low, high);
  return fallback;
}

guint field_count(const YamlNode *map, const char *key, guint low, guint high, guint fallback,
                  DiagnosticList *diagnostics) {
  const YamlNode *node = lookup(map, key);
  if (!node) return fallback;
  guint64 value;
  if (node->kind == YAML_SCALAR &&
      g_ascii_string_to_unsigned(node->scalar, 10, low, high, &value, NULL))
    return (guint)value;
  field_invalid(node, diagnostics, "write a whole number from %u to %u", low, high);
  return fallback;
}

gboolean field_boolean(const YamlNode *map, const char *key, gboolean fallback,
                       DiagnosticList *diagnostics) {
  return yaml_to_boolean(lookup(map, key), fallback, diagnostics);
}

static const char *joined(Arena *arena, const YamlNode *node, DiagnosticList *diagnostics) {
  if (node->kind == YAML_SCALAR) return one_line(arena, node->scalar);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < node->child_count; i++) {
    const YamlNode *item = node->children[i];
    if (item->kind != YAML_SCALAR)
      field_invalid(item, diagnostics, "write a plain text");
    else
      g_string_append_printf(text, "%s%s", text->len ? ", " : "", item->scalar);
  }
  return arena_take_string(arena, text);
}

LocalText field_local(Arena *arena, const YamlNode *map, const char *key,
                      const char *const *languages, guint language_count,
                      DiagnosticList *diagnostics) {
  LocalText text = {ARENA_ARRAY(arena, const char *, language_count)};
  const YamlNode *node = lookup(map, key);
  if (!node) return text;
  if (node->kind != YAML_MAPPING) {
    const char *value = joined(arena, node, diagnostics);
    for (guint i = 0; i < language_count; i++)
      text.texts[i] = value;
    return text;
  }
  yaml_check_keys(node, languages, language_count, diagnostics);
  for (guint i = 0; i < language_count; i++) {
    const YamlNode *value = lookup(node, languages[i]);
    if (value && value->kind == YAML_MAPPING)
      field_invalid(value, diagnostics, "write one text for each language");
    else if (value)
      text.texts[i] = joined(arena, value, diagnostics);
  }
  return text;
}

const YamlNode *field_map(const YamlNode *map, const char *key, DiagnosticList *diagnostics) {
  const YamlNode *node = lookup(map, key);
  if (!node || node->kind == YAML_MAPPING) return node;
  field_invalid(node, diagnostics, "write a map: {key: value}");
  return NULL;
}
