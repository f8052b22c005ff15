#include "locale/hanging.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>

static int compare_signs(const void *a, const void *b) {
  guint32 left = ((const HangingSign *)a)->sign, right = ((const HangingSign *)b)->sign;
  return left < right ? -1 : left > right;
}

// The one character of a key; 0 where there are none or several.
static guint32 sole_character(const char *text) {
  gint32 at = 0, length = (gint32)strlen(text);
  UChar32 c = 0;
  if (length > 0) U8_NEXT(text, at, length, c);
  return c > 0 && at == length ? (guint32)c : 0;
}

static void read_side(GArray *signs, const YamlNode *side, gboolean at_end,
                      DiagnosticList *diagnostics) {
  for (guint i = 0; side && side->kind == YAML_MAPPING && i < side->child_count; i++) {
    const YamlNode *node = side->children[i];
    guint32 c = sole_character(node->key);
    double share = yaml_to_number(node, -1, diagnostics);
    if (!c || !(share >= 0 && share <= 1)) {
      Diagnostic *fault =
          diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span,
                         node->kind == YAML_SCALAR ? node->scalar : "a list", node->key);
      diagnostic_hint(diagnostics, fault, "one sign, and which part of its width hangs: 0 to 1");
      continue;
    }
    HangingSign *known = NULL;
    for (guint k = 0; k < signs->len && !known; k++)
      if (g_array_index(signs, HangingSign, k).sign == c)
        known = &g_array_index(signs, HangingSign, k);
    HangingSign row = {.sign = c};
    if (!known) {
      g_array_append_val(signs, row);
      known = &g_array_index(signs, HangingSign, signs->len - 1);
    }
    *(at_end ? &known->end : &known->start) = (float)share;
  }
}

HangingTable hanging_read(Arena *arena, const YamlNode *map, DiagnosticList *diagnostics) {
  static const char *const keys[] = {"start", "end"};
  HangingTable table = {0};
  if (!map || map->kind != YAML_MAPPING) return table;
  yaml_check_keys(map, keys, G_N_ELEMENTS(keys), diagnostics);
  g_autoptr(GArray) signs = g_array_new(FALSE, FALSE, sizeof(HangingSign));
  read_side(signs, yaml_lookup(map, "start"), FALSE, diagnostics);
  read_side(signs, yaml_lookup(map, "end"), TRUE, diagnostics);
  g_array_sort(signs, compare_signs);
  table.signs = arena_copy(arena, signs->data, sizeof(HangingSign) * signs->len);
  table.count = signs->len;
  return table;
}

const HangingSign *hanging_lookup(const HangingTable *table, guint32 sign) {
  const HangingSign wanted = {.sign = sign};
  if (table->count == 0) return NULL;
  return bsearch(&wanted, table->signs, table->count, sizeof wanted, compare_signs);
}
