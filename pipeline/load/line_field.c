#include "load/line_field.h"

#include "load/field.h"

#define SCALING_MOST_PERCENT 2 // more is seen

static const char *const choices[] = {"off", "light", "full"};

static KashidaUse read_use(const YamlNode *map, const char *key, KashidaUse fallback,
                           DiagnosticList *diagnostics) {
  return (KashidaUse)field_choice(map, key, choices, G_N_ELEMENTS(choices), fallback, diagnostics);
}

static void read_kashida(const YamlNode *map, LineSettings *lines, DiagnosticList *diagnostics) {
  static const char *const texts[KASHIDA_TEXT_COUNT] = {"body", "quote", "note", "verse"};
  const YamlNode *node = yaml_lookup(map, "kashida");
  gboolean by_text = node && node->kind == YAML_MAPPING;
  if (!node) return;
  if (by_text) yaml_check_keys(node, texts, KASHIDA_TEXT_COUNT, diagnostics);
  KashidaUse body = by_text && !yaml_lookup(node, "body")
                        ? lines->kashida[KASHIDA_BODY]
                        : read_use(by_text ? node : map, by_text ? "body" : "kashida",
                                   lines->kashida[KASHIDA_BODY], diagnostics);
  gboolean new_body = !by_text || yaml_lookup(node, "body");
  for (guint i = 0; i < KASHIDA_TEXT_COUNT; i++) {
    if (new_body && i != KASHIDA_VERSE) lines->kashida[i] = body;
    if (by_text && i != KASHIDA_BODY)
      lines->kashida[i] = read_use(node, texts[i], lines->kashida[i], diagnostics);
  }
}

LineSettings line_field_read(const YamlNode *map, const LineSettings *fallback,
                             DiagnosticList *diagnostics) {
  LineSettings lines = *fallback;
  read_kashida(map, &lines, diagnostics);
  lines.hanging = field_boolean(map, "hanging_punctuation", fallback->hanging, diagnostics);
  lines.glyph_scaling = field_number(map, "glyph_scaling", 0, SCALING_MOST_PERCENT,
                                     fallback->glyph_scaling * 100, diagnostics) /
                        100;
  return lines;
}
