#include "site/value.h"

#include <string.h>

struct Value {
  ValueKind kind;
  gboolean truth;
  const char *text;
  Arena *arena;
  const char **keys; // VALUE_MAP: one an item
  const Value **items;
  guint count, room;
};

static Value *value_new(Arena *arena, ValueKind kind) {
  Value *value = ARENA_NEW(arena, Value);
  value->kind = kind;
  value->arena = arena;
  value->text = "";
  return value;
}

Value *value_string(Arena *arena, const char *text) {
  Value *value = value_new(arena, VALUE_STRING);
  if (text) value->text = arena_strdup(arena, text);
  return value;
}

Value *value_html(Arena *arena, const char *html) {
  Value *value = value_string(arena, html);
  value->kind = VALUE_HTML;
  return value;
}

Value *value_take_html(Arena *arena, GString *html) {
  Value *value = value_new(arena, VALUE_HTML);
  value->text = arena_take_string(arena, html);
  return value;
}

Value *value_boolean(Arena *arena, gboolean truth) {
  Value *value = value_new(arena, VALUE_BOOLEAN);
  value->truth = truth;
  if (truth) value->text = "true";
  return value;
}

Value *value_list(Arena *arena) {
  return value_new(arena, VALUE_LIST);
}

Value *value_map(Arena *arena) {
  return value_new(arena, VALUE_MAP);
}

static void value_reserve(Value *value) {
  if (value->count < value->room) return;
  value->room = value->room ? value->room * 2 : 8;
  const Value **items = ARENA_ARRAY(value->arena, const Value *, value->room);
  if (value->count) memcpy(items, value->items, sizeof *items * value->count);
  value->items = items;
  if (value->kind != VALUE_MAP) return;
  const char **keys = ARENA_ARRAY(value->arena, const char *, value->room);
  if (value->count) memcpy(keys, value->keys, sizeof *keys * value->count);
  value->keys = keys;
}

Value *value_append(Value *list, Value *item) {
  g_assert(list->kind == VALUE_LIST);
  value_reserve(list);
  list->items[list->count++] = item;
  return item;
}

Value *value_set(Value *map, const char *key, Value *value) {
  g_assert(map->kind == VALUE_MAP);
  for (guint i = 0; i < map->count; i++)
    if (g_str_equal(map->keys[i], key)) {
      map->items[i] = value;
      return value;
    }
  value_reserve(map);
  map->keys[map->count] = arena_strdup(map->arena, key);
  map->items[map->count++] = value;
  return value;
}

void value_set_string(Value *map, const char *key, const char *text) {
  if (text) value_set(map, key, value_string(map->arena, text));
}

void value_set_html(Value *map, const char *key, const char *html) {
  if (html) value_set(map, key, value_html(map->arena, html));
}

void value_set_boolean(Value *map, const char *key, gboolean truth) {
  value_set(map, key, value_boolean(map->arena, truth));
}

Value *value_set_list(Value *map, const char *key) {
  return value_set(map, key, value_list(map->arena));
}

Value *value_set_map(Value *map, const char *key) {
  return value_set(map, key, value_map(map->arena));
}

Value *value_append_map(Value *list) {
  return value_append(list, value_map(list->arena));
}

ValueKind value_kind(const Value *value) {
  return value->kind;
}

const char *value_text(const Value *value) {
  return value->text;
}

guint value_count(const Value *value) {
  return value->count;
}

const Value *value_at(const Value *list, guint index) {
  g_assert(index < list->count);
  return list->items[index];
}

const Value *value_lookup(const Value *map, const char *key) {
  if (!map || map->kind != VALUE_MAP) return NULL;
  for (guint i = 0; i < map->count; i++)
    if (g_str_equal(map->keys[i], key)) return map->items[i];
  return NULL;
}

gboolean value_is_true(const Value *value) {
  if (!value) return FALSE;
  switch (value->kind) {
  case VALUE_STRING:
  case VALUE_HTML: return value->text[0] != '\0';
  case VALUE_BOOLEAN: return value->truth;
  case VALUE_LIST: return value->count > 0;
  case VALUE_MAP: return TRUE;
  }
  return FALSE;
}
