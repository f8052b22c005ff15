#include <string.h>

#include "preflight/walk.h"

#define SPACES_DEPTH_MAX 8 // of a space inside a space

static const PdfValue *full_name(const PdfValue *space) {
  static const struct {
    const char *shortened;
    PdfValue full;
  } names[] = {{"G", {.type = PDF_NAME, .bytes = "DeviceGray"}},
               {"RGB", {.type = PDF_NAME, .bytes = "DeviceRGB"}},
               {"CMYK", {.type = PDF_NAME, .bytes = "DeviceCMYK"}},
               {"I", {.type = PDF_NAME, .bytes = "Indexed"}}}; // inline images (table 94)
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (pdf_is_name(space, names[i].shortened)) return &names[i].full;
  return space;
}

static void walk_space(Walker *walker, const PdfValue *space, const PdfValue *resources, int object,
                       const char *where, guint depth);

static void walk_named(Walker *walker, const PdfValue *space, const PdfValue *resources, int object,
                       const char *where, guint depth) {
  const char *name = pdf_name(full_name(space));
  const PdfValue *spaces = pdf_key(walker->file, resources, "ColorSpace");
  if (strcmp(name, "Pattern") == 0) return;
  if (!g_str_has_prefix(name, "Device") || strcmp(name, "DeviceN") == 0) {
    const PdfValue *own = pdf_key(walker->file, spaces, name);
    if (own) return walk_space(walker, own, resources, object, where, depth + 1);
    walk_note(walker, SIGHT_MISSING_RESOURCE, object, "the colour space /%s is not there", name);
    return;
  }
  g_autofree char *standing_in = g_strconcat("Default", name + strlen("Device"), NULL);
  const PdfValue *instead = pdf_key(walker->file, spaces, standing_in);
  if (instead && depth < SPACES_DEPTH_MAX)
    return walk_space(walker, instead, NULL, object, where, depth + 1);
  SightKind kind = strcmp(name, "DeviceRGB") == 0    ? SIGHT_RGB
                   : strcmp(name, "DeviceCMYK") == 0 ? SIGHT_CMYK
                                                     : SIGHT_GRAY;
  walk_note(walker, kind, object, "%s of %s", name, where);
}

static void walk_space(Walker *walker, const PdfValue *space, const PdfValue *resources, int object,
                       const char *where, guint depth) {
  const PdfFile *file = walker->file;
  space = pdf_resolve(file, space);
  if (depth > SPACES_DEPTH_MAX || !space) return;
  if (space->type == PDF_NAME) {
    walk_named(walker, space, resources, object, where, depth);
    return;
  }
  const PdfValue *family = pdf_item(file, space, 0);
  const char *name = pdf_name(full_name(family));
  if (strcmp(name, "ICCBased") == 0) {
    const PdfValue *profile = pdf_item(file, space, 1);
    Met met = {profile, walker->page, profile ? profile->object : object};
    if (pdf_is(profile, PDF_STREAM) && walk_first(walker, "profile %d", profile->object))
      g_array_append_val(walker->walk->profiles, met);
  }
  if (strcmp(name, "ICCBased") == 0 || strcmp(name, "Lab") == 0 || g_str_has_prefix(name, "Cal"))
    walk_note(walker, SIGHT_INDEPENDENT, object, "%s of %s", name, where);
  else if (strcmp(name, "Indexed") == 0 || strcmp(name, "Pattern") == 0)
    walk_space(walker, pdf_item(file, space, 1), resources, object, where, depth + 1);
  else if (strcmp(name, "Separation") == 0 || strcmp(name, "DeviceN") == 0)
    walk_space(walker, pdf_item(file, space, 2), resources, object, where, depth + 1);
  else if (g_str_has_prefix(name, "Device"))
    walk_named(walker, family, resources, object, where, depth);
}

void walk_colour(Walker *walker, const PdfValue *space, const PdfValue *resources, int object,
                 const char *where) {
  walk_space(walker, space, resources, object, where, 0);
}
