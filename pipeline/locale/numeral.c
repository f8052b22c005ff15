#include <string.h>

#include "locale/locale.h"

char *locale_digits(Arena *arena, const Locale *locale, const char *text) {
  GString *out = g_string_new(NULL);
  for (; *text; text++) {
    if (g_ascii_isdigit(*text))
      g_string_append(out, locale->digits[*text - '0']);
    else
      g_string_append_c(out, *text);
  }
  return arena_take_string(arena, out);
}

// A minus stands before the digits; the token scanner keeps it at their left (BD-10).
char *locale_integer(Arena *arena, const Locale *locale, gint64 value) {
  g_autofree char *ascii =
      g_strdup_printf("%" G_GUINT64_FORMAT, value < 0 ? -(guint64)value : (guint64)value);
  char *digits = locale_digits(arena, locale, ascii);
  return value < 0 ? arena_printf(arena, "%s%s", locale->minus, digits) : digits;
}

char *locale_number(Arena *arena, const Locale *locale, gint64 value) {
  g_autofree char *ascii =
      g_strdup_printf("%" G_GUINT64_FORMAT, value < 0 ? -(guint64)value : (guint64)value);
  GString *out = g_string_new(value < 0 ? locale->minus : NULL);
  gsize length = strlen(ascii);
  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0) g_string_append(out, locale->group);
    g_string_append(out, locale->digits[ascii[i] - '0']);
  }
  return arena_take_string(arena, out);
}

// Bijective base n: … z, aa, ab …
static char *alphabetic(Arena *arena, const YamlNode *letters, guint value) {
  GString *out = g_string_new(NULL);
  while (value > 0) {
    value--;
    g_string_prepend(out, letters->children[value % letters->child_count]->scalar);
    value /= letters->child_count;
  }
  return arena_take_string(arena, out);
}

// Additive: hundreds, tens, units, as rows of letters; NULL where the letters do not reach.
static char *additive(Arena *arena, const YamlNode *rows, guint value) {
  guint limit = rows->child_count ? rows->children[rows->child_count - 1]->child_count + 1 : 0;
  for (guint i = 1; i < rows->child_count; i++)
    limit *= 10;
  if (value == 0 || value >= limit) return NULL;
  GString *out = g_string_new(NULL);
  guint unit = 1;
  for (guint i = 1; i < rows->child_count; i++)
    unit *= 10;
  for (guint row = rows->child_count; row > 0; row--, unit /= 10) {
    guint digit = value / unit % 10;
    if (digit) g_string_append(out, rows->children[row - 1]->children[digit - 1]->scalar);
  }
  return arena_take_string(arena, out);
}

static char *roman(Arena *arena, guint value) {
  static const struct {
    guint value;
    const char *text;
  } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
               {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    for (; value >= parts[i].value; value -= parts[i].value)
      g_string_append(out, parts[i].text);
  return arena_take_string(arena, out);
}

static gboolean is_list(const YamlNode *node, YamlKind of) {
  if (!node || node->kind != YAML_SEQUENCE || node->child_count == 0) return FALSE;
  for (guint i = 0; i < node->child_count; i++)
    if (node->children[i]->kind != of) return FALSE;
  return TRUE;
}

char *locale_counter(Arena *arena, const Locale *locale, CounterStyle style, guint value) {
  const YamlNode *letters = yaml_lookup(locale->root, "alphabet");
  const YamlNode *rows = yaml_lookup(locale->root, "abjad");
  char *text = NULL;
  if (style == COUNTER_ALPHABETIC && value > 0 && is_list(letters, YAML_SCALAR))
    text = alphabetic(arena, letters, value);
  else if (style == COUNTER_ABJAD && is_list(rows, YAML_SEQUENCE))
    text = additive(arena, rows, value);
  else if (style == COUNTER_ABJAD && value > 0 && value < 4000)
    text = roman(arena, value);
  return text ? text : locale_integer(arena, locale, value);
}

char *locale_section_number(Arena *arena, const Locale *locale, const guint *numbers, guint count) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    if (i > 0) g_string_append(out, locale->section_separator);
    g_string_append(out, locale_integer(arena, locale, numbers[i]));
  }
  return arena_take_string(arena, out);
}

char *locale_list(Arena *arena, const Locale *locale, const char *const *items, guint count) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    if (i > 0 && i + 1 < count)
      g_string_append(out, locale->list_comma);
    else if (i > 0)
      g_string_append(out, count == 2 ? locale->list_and_two : locale->list_and);
    g_string_append(out, items[i]);
  }
  return arena_take_string(arena, out);
}
