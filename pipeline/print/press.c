#include "print/press.h"

#include <string.h>

#include "base/data.h"

#define MARKS_PT          (10 * PT_PER_MM) // room for marks outside the bleed
#define LIMIT_COATED      3.2
#define LIMIT_UNCOATED    2.8
#define MAX_PROFILE_BYTES (64 * 1024 * 1024)

static const char *const builtin_files[2] = {"fogra39.icc", "fogra29.icc"};

static ColourIntent *open_file(const char *path, guint version_max, const char **reason) {
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  *reason = "the file can't be read";
  gsize length = file ? g_mapped_file_get_length(file) : 0;
  if (length == 0) return NULL;
  *reason = "it is too large for a profile";
  if (length > MAX_PROFILE_BYTES) return NULL;
  g_autoptr(GBytes) bytes = g_bytes_new(g_mapped_file_get_contents(file), length);
  g_autoptr(ColourIntent) intent = colour_intent_new(bytes, reason);
  if (!intent) return NULL;
  *reason = "PDF/X-1a holds no profile of ICC version 4";
  return colour_intent_version(intent) <= version_max ? g_steal_pointer(&intent) : NULL;
}

static ColourIntent *open_builtin(gboolean uncoated, const char **reason) {
  g_autofree char *folder = data_folder("colour");
  *reason = "it is not installed";
  if (!folder) return NULL;
  g_autofree char *path = g_build_filename(folder, builtin_files[uncoated], NULL);
  return open_file(path, 4, reason);
}

static void report(DiagnosticList *diagnostics, const PressSettings *settings, const char *name,
                   const char *reason) {
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_PRESS_PROFILE, settings->span, name, reason);
  diagnostic_hint(diagnostics, fault,
                  "ask the print shop for its profile, or write coated or "
                  "uncoated");
}

Press *press_open(const PrintOptions *options, DiagnosticList *diagnostics) {
  Press *press = g_new0(Press, 1);
  const char *reason = NULL;
  press->settings = options->press ? *options->press : press_settings_default();
  press->diagnostics = diagnostics;
  if (press->settings.co_edition) press->settings.spot_accent = NULL; // nothing has the accent
  press->bleed_pt = press->settings.bleed_mm * PT_PER_MM;
  press->margin_pt = press->bleed_pt + (press->settings.marks ? MARKS_PT : 0);
  const char *asked = press->settings.intent;
  gboolean uncoated = g_str_equal(asked, "uncoated");
  press->ink_limit = uncoated ? LIMIT_UNCOATED : LIMIT_COATED;
  if (!uncoated && !g_str_equal(asked, "coated")) {
    press->intent = open_file(asked, press->settings.standard == PRESS_X1A ? 3 : 4, &reason);
    g_autofree char *name = g_path_get_basename(asked);
    if (!press->intent) report(diagnostics, &press->settings, name, reason);
  }
  if (!press->intent) press->intent = open_builtin(uncoated, &reason);
  if (press->intent) return press;
  report(diagnostics, &press->settings, builtin_files[uncoated], reason);
  press_free(press);
  return NULL;
}

void press_free(Press *press) {
  if (!press) return;
  colour_intent_free(press->intent);
  g_free(press);
}
