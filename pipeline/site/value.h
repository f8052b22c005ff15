// Value: the tree of data that a template is rendered with. Owned by the arena given first; built
// once, const while rendered. Numbers are strings: how a number looks is the locale's business.
#pragma once
#include "base/arena.h"

typedef enum {
  VALUE_STRING,  // plain text: escaped where a template writes it with {{name}}
  VALUE_HTML,    // markup that our own writers made: {{name}} writes it as it stands
  VALUE_BOOLEAN, // true or false; true writes "true", false nothing
  VALUE_LIST,
  VALUE_MAP,
} ValueKind;

typedef struct Value Value;

// Text is copied. NULL gives an empty string, which is false in a section.
Value *value_string(Arena *arena, const char *text);
Value *value_html(Arena *arena, const char *html);
// The contents of `html`, which is freed.
Value *value_take_html(Arena *arena, GString *html);
Value *value_boolean(Arena *arena, gboolean truth);
Value *value_list(Arena *arena);
Value *value_map(Arena *arena);

// A value may stand in any number of lists and maps. Each returns the value that was added.
Value *value_append(Value *list, Value *item);
// `key` is copied; must not hold a '.'. A key that is set again gets the new value.
Value *value_set(Value *map, const char *key, Value *value);
// Shorthands. A NULL text sets nothing, so that a section on it is left out.
void value_set_string(Value *map, const char *key, const char *text);
void value_set_html(Value *map, const char *key, const char *html);
void value_set_boolean(Value *map, const char *key, gboolean truth);
Value *value_set_list(Value *map, const char *key); // a new, empty list
Value *value_set_map(Value *map, const char *key);  // a new, empty map
Value *value_append_map(Value *list);               // a new, empty map

ValueKind value_kind(const Value *value);
const char *value_text(const Value *value); // of a string, HTML or boolean; "" for the others
guint value_count(const Value *value);      // of a list or map; 0 for the others
const Value *value_at(const Value *list, guint index);
const Value *value_lookup(const Value *map, const char *key); // NULL where there is none, or no map
// False: NULL, false, an empty string, an empty list. A map is true, also an empty one.
gboolean value_is_true(const Value *value);
