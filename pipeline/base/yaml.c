#include "base/yaml.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define MAX_DEPTH 64

typedef struct {
  Arena *arena;
  const SourceFile *file;
  gsize start_bytes; // libyaml counts from here
  DiagnosticList *diagnostics;
  yaml_parser_t parser;
  gboolean failed;
} Reader;

// libyaml counts code points from where its input begins. Its lines are not ours: it ends them at
// NEL, U+2028 and U+2029 too.
static SourceSpan span_of(const Reader *reader, yaml_mark_t start, yaml_mark_t end) {
  gsize from = source_offset_after(reader->file, reader->start_bytes, start.index);
  gsize to = source_offset_after(reader->file, reader->start_bytes, end.index);
  return source_span_from_offsets(reader->file, from, to);
}

static void fail(Reader *reader, yaml_mark_t mark, const char *message) {
  if (reader->failed) return;
  reader->failed = TRUE;
  diagnostic_add(reader->diagnostics, DIAGNOSTIC_YAML_SYNTAX, span_of(reader, mark, mark), message);
}

static gboolean next_event(Reader *reader, yaml_event_t *event) {
  if (yaml_parser_parse(&reader->parser, event)) return TRUE;
  const char *problem = reader->parser.problem ? reader->parser.problem : "not valid YAML";
  fail(reader, reader->parser.problem_mark, problem);
  return FALSE;
}

static YamlNode *parse_node(Reader *reader, yaml_event_t *event, guint depth);

static YamlNode *node_new(Reader *reader, YamlKind kind, const yaml_event_t *event) {
  YamlNode *node = ARENA_NEW(reader->arena, YamlNode);
  node->kind = kind;
  node->span = span_of(reader, event->start_mark, event->end_mark);
  return node;
}

static void take_children(Reader *reader, YamlNode *node, GPtrArray *children) {
  node->child_count = children->len;
  node->children = arena_copy(reader->arena, children->pdata, sizeof(void *) * children->len);
}

static void parse_sequence(Reader *reader, YamlNode *node, guint depth) {
  g_autoptr(GPtrArray) children = g_ptr_array_new();
  yaml_event_t event;
  while (!reader->failed && next_event(reader, &event)) {
    gboolean end = event.type == YAML_SEQUENCE_END_EVENT;
    YamlNode *child = end ? NULL : parse_node(reader, &event, depth + 1);
    yaml_event_delete(&event);
    if (end) break;
    if (child) g_ptr_array_add(children, child);
  }
  take_children(reader, node, children);
}

static void add_entry(Reader *reader, GPtrArray *children, GHashTable *known, const YamlNode *key,
                      YamlNode *value) {
  if (key->kind != YAML_SCALAR) {
    diagnostic_add(reader->diagnostics, DIAGNOSTIC_YAML_SYNTAX, key->span,
                   "a key must be a plain word");
    return;
  }
  if (!g_hash_table_add(known, (gpointer)key->scalar)) {
    diagnostic_add(reader->diagnostics, DIAGNOSTIC_KEY_DUPLICATE, key->span, key->scalar);
    return;
  }
  value->key = key->scalar;
  value->key_span = key->span;
  g_ptr_array_add(children, value);
}

static void parse_mapping(Reader *reader, YamlNode *node, guint depth) {
  g_autoptr(GPtrArray) children = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  yaml_event_t event;
  while (!reader->failed && next_event(reader, &event)) {
    gboolean end = event.type == YAML_MAPPING_END_EVENT;
    YamlNode *key = end ? NULL : parse_node(reader, &event, depth + 1);
    yaml_event_delete(&event);
    if (end || !key || !next_event(reader, &event)) break;
    YamlNode *value = parse_node(reader, &event, depth + 1);
    yaml_event_delete(&event);
    if (value) add_entry(reader, children, known, key, value);
  }
  take_children(reader, node, children);
}

static YamlNode *parse_node(Reader *reader, yaml_event_t *event, guint depth) {
  YamlNode *node = NULL;
  if (depth > MAX_DEPTH) {
    fail(reader, event->start_mark, "nested too deeply");
  } else if (event->type == YAML_SCALAR_EVENT) {
    node = node_new(reader, YAML_SCALAR, event);
    node->scalar = arena_strndup(reader->arena, (const char *)event->data.scalar.value,
                                 event->data.scalar.length);
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  } else if (event->type == YAML_SEQUENCE_START_EVENT) {
    node = node_new(reader, YAML_SEQUENCE, event);
    parse_sequence(reader, node, depth);
  } else if (event->type == YAML_MAPPING_START_EVENT) {
    node = node_new(reader, YAML_MAPPING, event);
    parse_mapping(reader, node, depth);
  } else {
    fail(reader, event->start_mark, "anchors and aliases are not allowed here");
  }
  return reader->failed ? NULL : node;
}

const YamlNode *yaml_parse(Arena *arena, const SourceFile *file, gsize start_bytes, gsize end_bytes,
                           DiagnosticList *diagnostics) {
  Reader reader = {
      .arena = arena, .file = file, .start_bytes = start_bytes, .diagnostics = diagnostics};
  if (!yaml_parser_initialize(&reader.parser)) g_error("out of memory");
  yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&reader.parser, (const guint8 *)file->text + start_bytes,
                               end_bytes - start_bytes);
  YamlNode *root = NULL;
  yaml_event_t event;
  gboolean more = TRUE;
  while (more && !root && !reader.failed && next_event(&reader, &event)) {
    more = event.type != YAML_STREAM_END_EVENT && event.type != YAML_DOCUMENT_END_EVENT;
    if (more && event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT)
      root = parse_node(&reader, &event, 0);
    yaml_event_delete(&event);
  }
  // Whatever follows the first document must at least be well formed.
  while (root && !reader.failed && next_event(&reader, &event)) {
    gboolean end = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    if (end) break;
  }
  yaml_parser_delete(&reader.parser);
  return reader.failed ? NULL : root;
}

const YamlNode *yaml_lookup(const YamlNode *map, const char *key) {
  if (!map || map->kind != YAML_MAPPING) return NULL;
  for (guint i = 0; i < map->child_count; i++)
    if (g_str_equal(map->children[i]->key, key)) return map->children[i];
  return NULL;
}

const char *yaml_lookup_string(const YamlNode *map, const char *key, const char *fallback) {
  const YamlNode *node = yaml_lookup(map, key);
  return node && node->kind == YAML_SCALAR && *node->scalar ? node->scalar : fallback;
}

void yaml_check_keys(const YamlNode *map, const char *const *known, guint count,
                     DiagnosticList *diagnostics) {
  if (!map || map->kind != YAML_MAPPING) return;
  for (guint i = 0; i < map->child_count; i++) {
    const YamlNode *child = map->children[i];
    gboolean found = g_str_has_prefix(child->key, "x-");
    for (guint k = 0; k < count && !found; k++)
      found = g_str_equal(child->key, known[k]);
    if (found) continue;
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_KEY_UNKNOWN, child->key_span, child->key);
    const char *nearest = diagnostic_nearest(child->key, known, count);
    if (nearest)
      diagnostic_hint(diagnostics, fault, "did you mean '%s'?", nearest);
    else
      diagnostic_hint(diagnostics, fault, "keys of your own begin with 'x-'");
  }
}

static void invalid(const YamlNode *node, const char *hint, DiagnosticList *diagnostics) {
  const char *value = node->kind == YAML_SCALAR ? node->scalar : "a list or mapping";
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span, value,
                                     node->key ? node->key : "this place");
  diagnostic_hint(diagnostics, fault, "%s", hint);
}

double yaml_to_number(const YamlNode *node, double fallback, DiagnosticList *diagnostics) {
  if (!node) return fallback;
  char *end = NULL;
  double value = node->kind == YAML_SCALAR ? g_ascii_strtod(node->scalar, &end) : 0;
  if (end && end != node->scalar && !*end && isfinite(value)) return value;
  invalid(node, "write a number, such as 12 or 10.5", diagnostics);
  return fallback;
}

gint64 yaml_to_integer(const YamlNode *node, gint64 fallback, DiagnosticList *diagnostics) {
  if (!node) return fallback;
  char *end = NULL;
  errno = 0;
  gint64 value = node->kind == YAML_SCALAR ? g_ascii_strtoll(node->scalar, &end, 10) : 0;
  if (end && end != node->scalar && !*end && errno == 0) return value;
  invalid(node, "write a whole number", diagnostics);
  return fallback;
}

gboolean yaml_to_boolean(const YamlNode *node, gboolean fallback, DiagnosticList *diagnostics) {
  if (!node) return fallback;
  if (node->kind == YAML_SCALAR) {
    static const char *const words[][2] = {{"false", "true"}, {"no", "yes"}, {"off", "on"}};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
      for (guint value = 0; value < 2; value++)
        if (g_str_equal(node->scalar, words[i][value])) return value == 1;
  }
  invalid(node, "write true or false", diagnostics);
  return fallback;
}
