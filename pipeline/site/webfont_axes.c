#include "site/webfont_axes.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

#include "base/font_source.h"

#define TAG_WEIGHT HB_TAG('w', 'g', 'h', 't')
#define TAG_WIDTH  HB_TAG('w', 'd', 't', 'h')
#define MAX_AXES   16

static void set_weight(WebFontAxes *axes, double value) {
  axes->weight = (guint)lround(CLAMP(value, (double)axes->weight_min, (double)axes->weight_max));
}

// The place of the instance that the face names; typeset says where there is none.
static void read_instance(hb_face_t *face, const char *name, WebFontAxes *out) {
  hb_ot_var_axis_info_t axes[MAX_AXES];
  guint axis_count = MAX_AXES;
  hb_ot_var_get_axis_infos(face, 0, &axis_count, axes);
  for (guint i = 0; i < hb_ot_var_get_named_instance_count(face); i++) {
    char text[64] = "";
    unsigned int size = sizeof text;
    float coords[MAX_AXES];
    guint coord_count = MAX_AXES;
    hb_ot_name_get_utf8(face, hb_ot_var_named_instance_get_subfamily_name_id(face, i),
                        HB_LANGUAGE_INVALID, &size, text);
    if (g_ascii_strcasecmp(text, name) != 0) continue;
    hb_ot_var_named_instance_get_design_coords(face, i, &coord_count, coords);
    for (guint k = 0; k < MIN(axis_count, coord_count); k++) {
      if (axes[k].tag == TAG_WEIGHT) set_weight(out, (double)coords[k]);
      if (axes[k].tag == TAG_WIDTH) out->stretch_percent = (guint)lroundf(coords[k]);
    }
    return;
  }
}

WebFontAxes web_font_axes(const char *source, const FontFace *face) {
  WebFontAxes out = {0};
  hb_ot_var_axis_info_t info;
  hb_face_t *font = font_source_open(source);
  if (!font) return out;
  if (hb_ot_var_find_axis_info(font, TAG_WEIGHT, &info)) {
    out.variable = TRUE;
    out.weight_min = (guint)CLAMP(lroundf(info.min_value), 1, 1000);
    out.weight_max = (guint)CLAMP(lroundf(info.max_value), 1, 1000);
  }
  if (face->instance && face->instance->kind == YAML_SCALAR)
    read_instance(font, face->instance->scalar, &out);
  for (guint i = 0; i < face->axis_count; i++) {
    const FontFaceAxis *axis = &face->axes[i];
    if (!hb_ot_var_find_axis_info(font, hb_tag_from_string(axis->tag, -1), &info)) continue;
    if (strcmp(axis->tag, "wght") == 0)
      set_weight(&out, axis->value);
    else if (strcmp(axis->tag, "wdth") == 0)
      out.stretch_percent = (guint)CLAMP(axis->value, 1, 1000);
    else
      out.unsaid = axis->tag;
  }
  hb_face_destroy(font);
  return out;
}
