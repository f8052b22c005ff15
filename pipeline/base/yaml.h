// YAML trees with source positions: the only file that knows libyaml. Used for front matter,
// publication.yaml, digest definitions, locales and the font list. Anchors, aliases and tags are
// refused with a diagnostic: an untrusted file must not grow without limit.
#pragma once
#include "base/diagnostic.h"

typedef enum { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING } YamlKind;

typedef struct YamlNode YamlNode;
struct YamlNode {
  YamlKind kind;
  SourceSpan span;
  const char *key; // in a mapping: the key that this value stands behind
  SourceSpan key_span;
  const char *scalar;  // YAML_SCALAR: the text, "" for an empty value
  gboolean plain;      // YAML_SCALAR: written without quotes
  YamlNode **children; // YAML_SEQUENCE, YAML_MAPPING: in source order
  guint child_count;
};

// The document in the bytes [start, end) of `file`, or NULL where it is empty or broken (then with
// a diagnostic). A duplicate key is reported; the first one counts.
const YamlNode *yaml_parse(Arena *arena, const SourceFile *file, gsize start_bytes, gsize end_bytes,
                           DiagnosticList *diagnostics);
// The value behind `key`, or NULL; `map` may be NULL or no mapping.
const YamlNode *yaml_lookup(const YamlNode *map, const char *key);
// The scalar behind `key`, or `fallback` where it is absent, empty or no scalar.
const char *yaml_lookup_string(const YamlNode *map, const char *key, const char *fallback);
// A warning for every key of `map` that is not in `known` and does not begin with "x-", with the
// nearest known key as its hint.
void yaml_check_keys(const YamlNode *map, const char *const *known, guint count,
                     DiagnosticList *diagnostics);
// Typed values; a wrong one gives an invalid-value diagnostic and the fallback. `node` may be NULL.
double yaml_to_number(const YamlNode *node, double fallback, DiagnosticList *diagnostics);
gint64 yaml_to_integer(const YamlNode *node, gint64 fallback, DiagnosticList *diagnostics);
gboolean yaml_to_boolean(const YamlNode *node, gboolean fallback, DiagnosticList *diagnostics);
