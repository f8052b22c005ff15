// Typed values out of YAML maps, each with a diagnostic that says what would be right. Every
// function takes the map and the key; a map of NULL, an absent key and an empty value are the same.
#pragma once
#include "base/yaml.h"
#include "model/publication.h"

// A scalar that is not empty, in one line, or NULL; a list or map there gives a diagnostic.
const char *field_string(Arena *arena, const YamlNode *map, const char *key,
                         DiagnosticList *diagnostics);
// A list of scalars, or one scalar that stands for a list of one. Empty items are left out.
StringList field_strings(Arena *arena, const YamlNode *map, const char *key,
                         DiagnosticList *diagnostics);
// Index among `choices`, or `fallback`.
guint field_choice(const YamlNode *map, const char *key, const char *const *choices, guint count,
                   guint fallback, DiagnosticList *diagnostics);
// A Gregorian date (2026-03-14); unset where it is absent or wrong.
CivilDate field_date(const YamlNode *map, const char *key, DiagnosticList *diagnostics);
// A number of at least `low` and at most `high`; `fallback` where it is absent or wrong.
double field_number(const YamlNode *map, const char *key, double low, double high, double fallback,
                    DiagnosticList *diagnostics);
guint field_count(const YamlNode *map, const char *key, guint low, guint high, guint fallback,
                  DiagnosticList *diagnostics);
gboolean field_boolean(const YamlNode *map, const char *key, gboolean fallback,
                       DiagnosticList *diagnostics);
// A text by language ({en: …, fa: …}), or one text for all; a list is joined with commas.
LocalText field_local(Arena *arena, const YamlNode *map, const char *key,
                      const char *const *languages, guint language_count,
                      DiagnosticList *diagnostics);
// The map behind a key; NULL, with a diagnostic, where something else stands there.
const YamlNode *field_map(const YamlNode *map, const char *key, DiagnosticList *diagnostics);
// An invalid-value fault with a hint.
void field_invalid(const YamlNode *node, DiagnosticList *diagnostics, const char *hint_format, ...)
    G_GNUC_PRINTF(3, 4);
