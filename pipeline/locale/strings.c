#include <string.h>

#include "locale/locale.h"

static const YamlNode *lookup_path(const Locale *locale, const char *key) {
  const YamlNode *node = yaml_lookup(locale->root, "strings");
  g_auto(GStrv) parts = g_strsplit(key, ".", -1);
  for (guint i = 0; parts[i] && node; i++)
    node = yaml_lookup(node, parts[i]);
  return node;
}

const char *locale_string(const Locale *locale, const char *key) {
  const YamlNode *node = lookup_path(locale, key);
  return node && node->kind == YAML_SCALAR ? node->scalar : key;
}

// Replaces each {name} of `text` by its value; an unknown name stays as it stands.
static char *fill(Arena *arena, const char *text, const char *const *pairs, guint pair_count) {
  GString *out = g_string_new(NULL);
  while (*text) {
    const char *close = *text == '{' ? strchr(text, '}') : NULL;
    const char *value = NULL;
    for (guint i = 0; close && i < pair_count && !value; i++) {
      gsize length = strlen(pairs[i * 2]);
      if (length == (gsize)(close - text - 1) && memcmp(text + 1, pairs[i * 2], length) == 0)
        value = pairs[i * 2 + 1];
    }
    if (value) {
      g_string_append(out, value);
      text = close + 1;
    } else {
      g_string_append_c(out, *text++);
    }
  }
  return arena_take_string(arena, out);
}

char *locale_message(Arena *arena, const Locale *locale, const char *key, ...) {
  g_autoptr(GPtrArray) pairs = g_ptr_array_new();
  va_list args;
  va_start(args, key);
  for (const char *name = va_arg(args, const char *); name; name = va_arg(args, const char *)) {
    g_ptr_array_add(pairs, (gpointer)name);
    g_ptr_array_add(pairs, va_arg(args, gpointer));
  }
  va_end(args);
  return fill(arena, locale_string(locale, key), (const char *const *)pairs->pdata, pairs->len / 2);
}

// CLDR: Persian counts 0 and 1 as `one`, English only 1; the forms of a language file may be equal
// (NU-16).
char *locale_plural(Arena *arena, const Locale *locale, const char *key, gint64 n) {
  gboolean one = n == 1 || (n == 0 && locale->calendar == CALENDAR_PERSIAN);
  g_autofree char *form = g_strdup_printf("%s.%s", key, one ? "one" : "other");
  return locale_message(arena, locale, form, "n", locale_number(arena, locale, n), NULL);
}
