#include "typeset/font_instance.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

#define TAG_WEIGHT HB_TAG('w', 'g', 'h', 't')

static void set_axis(FontPlace *place, hb_tag_t tag, double value) {
  guint i = 0;
  while (i < place->axis_count && place->axes[i].tag != tag)
    i++;
  if (i == FONT_INSTANCE_AXES) return;
  place->axes[i] = (hb_variation_t){tag, (float)value};
  place->axis_count = MAX(place->axis_count, i + 1);
}

static char *name_text(hb_face_t *face, hb_ot_name_id_t id) {
  char buffer[64] = "";
  unsigned int size = sizeof buffer;
  hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, buffer);
  return g_strdup(buffer);
}

static void add_hint(GString *hint, const char *text) {
  g_string_append_printf(hint, "%s%s", hint->len ? ", " : "", text);
}

static void say_absent(const Font *whole, SourceSpan span, const char *what, const char *value,
                       const GString *hint, DiagnosticList *diagnostics) {
  Diagnostic *said =
      diagnostic_add(diagnostics, DIAGNOSTIC_FONT_INSTANCE, span, whole->name, what, value);
  if (hint->len)
    diagnostic_hint(diagnostics, said, "it has %s", hint->str);
  else
    diagnostic_hint(diagnostics, said, "it is no variable font: name another file");
}

static void read_instance(const Font *whole, const YamlNode *name, FontPlace *place,
                          DiagnosticList *diagnostics) {
  hb_face_t *face = whole->face;
  guint count = hb_ot_var_get_named_instance_count(face);
  g_autoptr(GString) known = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    g_autofree char *text =
        name_text(face, hb_ot_var_named_instance_get_subfamily_name_id(face, i));
    add_hint(known, text);
    if (g_ascii_strcasecmp(text, name->scalar) != 0) continue;
    float coords[FONT_INSTANCE_AXES];
    hb_ot_var_axis_info_t axes[FONT_INSTANCE_AXES];
    guint coord_count = FONT_INSTANCE_AXES, axis_count = FONT_INSTANCE_AXES;
    hb_ot_var_named_instance_get_design_coords(face, i, &coord_count, coords);
    hb_ot_var_get_axis_infos(face, 0, &axis_count, axes);
    for (guint k = 0; k < MIN(coord_count, axis_count); k++)
      set_axis(place, axes[k].tag, (double)coords[k]);
    return;
  }
  say_absent(whole, name->span, "instance", name->scalar, known, diagnostics);
}

static void list_axes(hb_face_t *face, GString *known) {
  hb_ot_var_axis_info_t axes[FONT_INSTANCE_AXES];
  guint count = FONT_INSTANCE_AXES;
  hb_ot_var_get_axis_infos(face, 0, &count, axes);
  for (guint i = 0; i < count; i++) {
    char tag[5] = "";
    hb_tag_to_string(axes[i].tag, tag);
    g_autofree char *text = g_strdup_printf("%s from %g to %g", tag, (double)axes[i].min_value,
                                            (double)axes[i].max_value);
    add_hint(known, text);
  }
}

static void read_axis(const Font *whole, const FontFaceAxis *axis, FontPlace *place,
                      DiagnosticList *diagnostics) {
  hb_ot_var_axis_info_t info;
  hb_tag_t tag = hb_tag_from_string(axis->tag, -1);
  gboolean known = strlen(axis->tag) == 4 && hb_ot_var_find_axis_info(whole->face, tag, &info);
  gboolean reached =
      known && axis->value >= (double)info.min_value && axis->value <= (double)info.max_value;
  if (known)
    set_axis(place, tag, CLAMP(axis->value, (double)info.min_value, (double)info.max_value));
  if (reached) return;
  g_autoptr(GString) axes = g_string_new(NULL);
  list_axes(whole->face, axes);
  if (known)
    say_absent(whole, axis->node->span, axis->tag, axis->node->scalar, axes, diagnostics);
  else
    say_absent(whole, axis->node->key_span, "axis", axis->tag, axes, diagnostics);
}

gboolean font_has_weight(const Font *whole, double weight) {
  hb_ot_var_axis_info_t info;
  return hb_ot_var_find_axis_info(whole->face, TAG_WEIGHT, &info) &&
         (double)info.max_value >= weight;
}

void font_place_find(const Font *whole, const FontFace *face, double weight, FontPlace *place,
                     DiagnosticList *diagnostics) {
  hb_ot_var_axis_info_t info;
  *place = (FontPlace){0};
  if (face->instance && face->instance->kind == YAML_SCALAR)
    read_instance(whole, face->instance, place, diagnostics);
  else if (hb_ot_var_find_axis_info(whole->face, TAG_WEIGHT, &info))
    set_axis(place, TAG_WEIGHT, CLAMP(weight, (double)info.min_value, (double)info.max_value));
  for (guint i = 0; i < face->axis_count; i++)
    read_axis(whole, &face->axes[i], place, diagnostics);
}

// Adobe Technical Note 5902: the name, then the place on each axis.
static const char *instance_name(Arena *arena, const Font *whole, const FontPlace *place) {
  g_autoptr(GString) name = g_string_new(whole->name);
  char *dash = strchr(name->str, '-');
  if (dash) g_string_truncate(name, (gsize)(dash - name->str));
  for (guint i = 0; i < place->axis_count; i++) {
    char tag[5] = "";
    hb_tag_to_string(place->axes[i].tag, tag);
    g_string_append_printf(name, "_%g%s", (double)place->axes[i].value, g_strchomp(tag));
  }
  return arena_strdup(arena, name->str);
}

Font *font_instance(Arena *arena, const Font *whole, const FontPlace *place) {
  Font *font = arena_copy(arena, whole, sizeof *whole);
  font->name = instance_name(arena, whole, place);
  font->hb = hb_font_create(whole->face);
  arena_own(arena, font->hb, (GDestroyNotify)hb_font_destroy);
  hb_font_set_variations(font->hb, place->axes, place->axis_count);
  font_measure(font);
  hb_font_make_immutable(font->hb);
  return font;
}
