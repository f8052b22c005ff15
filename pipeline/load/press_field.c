#include "load/press_field.h"

#include <math.h>
#include <string.h>

#include "load/field.h"

#define SPOT_NAME_MAX 127 // bytes of a name in PDF 1.3 (ISO 32000-1, annex C)

static const char *read_intent(const Publication *publication, const YamlNode *press,
                               DiagnosticList *diagnostics) {
  const char *intent = field_string(publication->arena, press, "intent", diagnostics);
  if (!intent) return "coated";
  if (g_str_equal(intent, "coated") || g_str_equal(intent, "uncoated")) return intent;
  const YamlNode *node = yaml_lookup(press, "intent");
  g_autofree char *lower = g_ascii_strdown(intent, -1);
  gboolean named = g_str_has_suffix(lower, ".icc") || g_str_has_suffix(lower, ".icm");
  g_autofree char *path = g_canonicalize_filename(intent, publication->folder);
  if (!named)
    field_invalid(node, diagnostics, "one of: coated, uncoated, or the path of a CMYK profile.icc");
  else if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
    field_invalid(node, diagnostics,
                  "there is no such file; the path begins at the publication's "
                  "folder");
  else
    return arena_strdup(publication->arena, path);
  return "coated";
}

static const char *read_spot(const Publication *publication, const YamlNode *press,
                             DiagnosticList *diagnostics) {
  static const char *const keys[] = {"accent"};
  // Names that PDF keeps for itself, and those of the process inks.
  static const char *const taken[] = {"All", "None", "Cyan", "Magenta", "Yellow", "Black"};
  const YamlNode *spot = field_map(press, "spot", diagnostics);
  yaml_check_keys(spot, keys, G_N_ELEMENTS(keys), diagnostics);
  const char *name = field_string(publication->arena, spot, "accent", diagnostics);
  if (!name) return NULL;
  gboolean valid = strlen(name) <= SPOT_NAME_MAX;
  for (guint i = 0; i < G_N_ELEMENTS(taken); i++)
    valid = valid && g_ascii_strcasecmp(name, taken[i]) != 0;
  if (valid) return name;
  field_invalid(yaml_lookup(spot, "accent"), diagnostics,
                "write the ink's name as the print shop knows it, such as PANTONE 3155 C");
  return NULL;
}

PressSettings press_field_read(const Publication *publication, const Digest *digest,
                               const YamlNode *map, DiagnosticList *diagnostics) {
  static const char *const keys[] = {"standard", "intent", "marks", "bleed", "spot", "co-edition"};
  static const char *const standards[] = {"x4", "x1a"};
  PressSettings settings = press_settings_default();
  settings.span = digest->span;
  if (isfinite(digest->page.bleed_mm)) settings.bleed_mm = digest->page.bleed_mm;
  const YamlNode *press = field_map(map, "press", diagnostics);
  if (!press) return settings;
  settings.span = press->span;
  yaml_check_keys(press, keys, G_N_ELEMENTS(keys), diagnostics);
  settings.standard = (PressStandard)field_choice(press, "standard", standards,
                                                  G_N_ELEMENTS(standards), PRESS_X4, diagnostics);
  settings.intent = read_intent(publication, press, diagnostics);
  settings.marks = field_boolean(press, "marks", settings.marks, diagnostics);
  settings.bleed_mm = field_number(press, "bleed", 0, 20, settings.bleed_mm, diagnostics);
  settings.spot_accent = read_spot(publication, press, diagnostics);
  settings.co_edition = field_boolean(press, "co-edition", FALSE, diagnostics);
  return settings;
}
