#include "locale/locale.h"

#include <string.h>
#include <unicode/utf8.h>

#include "base/data.h"

static const char *const known_keys[] = {
    "name",
    "script",
    "direction",
    "calendar",
    "first_weekday",
    "digits",
    "decimal",
    "group",
    "percent",
    "minus",
    "quotes",
    "list",
    "bullets",
    "counter_suffix",
    "part_separator",
    "section_separator",
    "front_counter",
    "spellings",
    "search_fold",
    "alphabet",
    "abjad",
    "hyphenation",
    "last_line_min_em",
    "calendars",
    "weekdays",
    "strings",
    "units",
    "latin_hyphenation",
    "hanging",
};

static const char *scalar_at(const YamlNode *list, guint index, const char *fallback) {
  if (!list || list->kind != YAML_SEQUENCE || index >= list->child_count) return fallback;
  const YamlNode *item = list->children[index];
  return item->kind == YAML_SCALAR ? item->scalar : fallback;
}

static void read_digits(Arena *arena, Locale *locale, const char *digits) {
  gint32 offset = 0, length = (gint32)strlen(digits);
  for (guint i = 0; i < 10; i++) {
    gint32 start = offset;
    if (offset < length) U8_FWD_1(digits, offset, length);
    locale->digits[i] = arena_strndup(arena, digits + start, (gsize)(offset - start));
    if (offset == start) locale->digits[i] = arena_printf(arena, "%u", i);
  }
}

static void read_marks(Locale *locale, const YamlNode *root) {
  static const char *const plain[2][2] = {{"“", "”"}, {"‘", "’"}};
  const YamlNode *quotes = yaml_lookup(root, "quotes");
  for (guint level = 0; level < 2; level++) {
    const YamlNode *pair = quotes && quotes->kind == YAML_SEQUENCE && level < quotes->child_count
                               ? quotes->children[level]
                               : NULL;
    for (guint side = 0; side < 2; side++)
      locale->quotes[level][side] = scalar_at(pair, side, plain[level][side]);
  }
  const YamlNode *bullets = yaml_lookup(root, "bullets");
  for (guint i = 0; i < 3; i++)
    locale->bullets[i] = scalar_at(bullets, i, "•");
  const YamlNode *list = yaml_lookup(root, "list");
  locale->list_comma = yaml_lookup_string(list, "comma", ", ");
  locale->list_and = yaml_lookup_string(list, "last", ", ");
  locale->list_and_two = yaml_lookup_string(list, "two", ", ");
}

// Index of the scalar behind `key` among `names`; a wrong one gives a diagnostic and 0.
static guint read_choice(const YamlNode *root, const char *key, const char *const *names,
                         guint count, DiagnosticList *diagnostics) {
  const YamlNode *node = yaml_lookup(root, key);
  if (!node) return 0;
  for (guint i = 0; i < count; i++)
    if (node->kind == YAML_SCALAR && g_str_equal(node->scalar, names[i])) return i;
  g_autofree char *choices = g_strjoinv(", ", (char **)names);
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span,
                                     node->kind == YAML_SCALAR ? node->scalar : "a list", key);
  diagnostic_hint(diagnostics, fault, "one of: %s", choices);
  return 0;
}

static void read_fields(Arena *arena, Locale *locale, DiagnosticList *diagnostics) {
  static const char *const directions[] = {"ltr", "rtl", NULL};
  static const char *const calendars[] = {"gregorian", "persian", NULL};
  static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday",    NULL};
  const YamlNode *root = locale->root;
  locale->name = yaml_lookup_string(root, "name", locale->code);
  locale->script = yaml_lookup_string(root, "script", "Latn");
  locale->direction = (Direction)read_choice(root, "direction", directions, 2, diagnostics);
  locale->calendar = (Calendar)read_choice(root, "calendar", calendars, 2, diagnostics);
  locale->first_weekday = (gint)read_choice(root, "first_weekday", weekdays, 7, diagnostics) + 1;
  // Roman numerals are what stands for abjad in a language that has none.
  static const char *const counters[] = {"decimal", "alphabetic", "abjad", "roman", NULL};
  locale->front_counter = (CounterStyle)MIN(
      read_choice(root, "front_counter", counters, 4, diagnostics), COUNTER_ABJAD);
  read_digits(arena, locale, yaml_lookup_string(root, "digits", "0123456789"));
  locale->decimal = yaml_lookup_string(root, "decimal", ".");
  locale->group = yaml_lookup_string(root, "group", ",");
  locale->percent = yaml_lookup_string(root, "percent", "%");
  locale->minus = yaml_lookup_string(root, "minus", "−");
  locale->counter_suffix = yaml_lookup_string(root, "counter_suffix", ".");
  locale->part_separator = yaml_lookup_string(root, "part_separator", " · ");
  locale->section_separator = yaml_lookup_string(root, "section_separator", ".");
  locale->hyphenation_file = yaml_lookup_string(root, "hyphenation", NULL);
  locale->latin_hyphenation_file = yaml_lookup_string(root, "latin_hyphenation", NULL);
  locale->hyphenate = locale->hyphenation_file != NULL;
  locale->last_line_min_em = yaml_to_number(yaml_lookup(root, "last_line_min_em"), 2, diagnostics);
  locale->hanging = hanging_read(arena, yaml_lookup(root, "hanging"), diagnostics);
  read_marks(locale, root);
}

// Every string of `model` must stand in `other` too.
static void check_strings(Arena *arena, const YamlNode *model, const YamlNode *other,
                          const char *prefix, const Locale *locale, SourceSpan span,
                          DiagnosticList *diagnostics) {
  for (guint i = 0; i < model->child_count; i++) {
    const YamlNode *wanted = model->children[i];
    const char *key = arena_printf(arena, "%s%s%s", prefix, *prefix ? "." : "", wanted->key);
    const YamlNode *found = yaml_lookup(other, wanted->key);
    if (!found)
      diagnostic_add(diagnostics, DIAGNOSTIC_STRING_MISSING, span, key, locale->code);
    else if (wanted->kind == YAML_MAPPING)
      check_strings(arena, wanted, found, key, locale, found->span, diagnostics);
  }
}

static const YamlNode *read_file(Arena *arena, const char *override_folder, const char *code,
                                 DiagnosticList *diagnostics) {
  g_autofree char *name = g_strdup_printf("locales/%s.yaml", code);
  const SourceFile *file = data_source(arena, override_folder, name);
  return file ? yaml_parse(arena, file, 0, file->length_bytes, diagnostics) : NULL;
}

// `own` with what only `parent` has, map by map; the nodes themselves are shared.
static const YamlNode *merge_maps(Arena *arena, const YamlNode *own, const YamlNode *parent) {
  if (!own || own->kind != YAML_MAPPING || parent->kind != YAML_MAPPING) return own ? own : parent;
  YamlNode *merged = arena_copy(arena, own, sizeof *own);
  merged->children = ARENA_ARRAY(arena, YamlNode *, own->child_count + parent->child_count);
  merged->child_count = 0;
  for (guint i = 0; i < own->child_count; i++) {
    const YamlNode *child = own->children[i], *behind = yaml_lookup(parent, child->key);
    if (behind) child = merge_maps(arena, child, behind);
    merged->children[merged->child_count++] = (YamlNode *)(void *)child;
  }
  for (guint i = 0; i < parent->child_count; i++)
    if (!yaml_lookup(own, parent->children[i]->key))
      merged->children[merged->child_count++] = parent->children[i];
  return merged;
}

// "fa-AF" says only how it differs from "fa".
static const YamlNode *add_parent(Arena *arena, const char *override_folder, const char *code,
                                  const YamlNode *own) {
  const char *last = strrchr(code, '-');
  if (!own || !last) return own;
  g_autofree char *wider = g_strndup(code, (gsize)(last - code));
  const YamlNode *parent = read_file(arena, override_folder, wider, NULL);
  parent = add_parent(arena, override_folder, wider, parent);
  return parent ? merge_maps(arena, own, parent) : own;
}

static gboolean is_code(const char *code) {
  for (const char *c = code; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '-' && *c != '_') return FALSE;
  return *code != '\0';
}

static void report_unknown(Arena *arena, const char *code, SourceSpan asked,
                           DiagnosticList *diagnostics) {
  guint count;
  char **names = data_list(arena, "locales", &count);
  g_autoptr(GString) known = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append_printf(known, "%s%.*s", i ? ", " : "",
                           (int)(strlen(names[i]) - strlen(".yaml")), names[i]);
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_LOCALE_UNKNOWN, asked, code);
  diagnostic_hint(diagnostics, fault,
                  "known: %s; others go into locales/%s.yaml of the publication", known->str, code);
}

Locale *locale_load(Arena *arena, const char *override_folder, const char *code, SourceSpan asked,
                    DiagnosticList *diagnostics) {
  const YamlNode *root =
      is_code(code) ? read_file(arena, override_folder, code, diagnostics) : NULL;
  root = add_parent(arena, override_folder, code, root);
  if (!root) {
    report_unknown(arena, code, asked, diagnostics);
    return NULL;
  }
  Locale *locale = ARENA_NEW(arena, Locale);
  locale->code = arena_strdup(arena, code);
  locale->root = root;
  locale->characters = character_table_new(arena);
  yaml_check_keys(root, known_keys, G_N_ELEMENTS(known_keys), diagnostics);
  read_fields(arena, locale, diagnostics);
  const YamlNode *model = read_file(arena, NULL, "en", NULL);
  const YamlNode *wanted = yaml_lookup(model, "strings");
  const YamlNode *strings = yaml_lookup(root, "strings");
  if (wanted) check_strings(arena, wanted, strings, "", locale, root->span, diagnostics);
  return locale;
}
