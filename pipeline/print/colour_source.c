#include "print/colour_source.h"

#include <lcms2.h>
#include <string.h>

#include "base/data.h"

#define FLAGS     (cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE)
#define ALIKE     3  // of 255: no eye sees it
#define GRID_STEP 51 // six levels a channel are compared

struct ColourSource {
  guint channels;
  GBytes *bytes;
  cmsContext context;
  cmsHPROFILE profile;
  cmsHTRANSFORM to_rgb;
};

static cmsUInt32Number pixel_format(guint channels) {
  return channels == 1 ? TYPE_GRAY_8 : channels == 3 ? TYPE_RGB_8 : TYPE_CMYK_8;
}

ColourSource *colour_source_new(const guint8 *profile, gsize length_bytes, guint channels) {
  g_autoptr(ColourSource) source = g_new0(ColourSource, 1);
  source->channels = channels;
  source->bytes = g_bytes_new(profile, length_bytes);
  source->context = cmsCreateContext(NULL, NULL);
  source->profile =
      cmsOpenProfileFromMemTHR(source->context, profile, (cmsUInt32Number)length_bytes);
  if (!source->profile) return NULL;
  if (cmsChannelsOf(cmsGetColorSpace(source->profile)) != channels) return NULL;
  cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(source->context);
  source->to_rgb = cmsCreateTransformTHR(source->context, source->profile, pixel_format(channels),
                                         srgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, FLAGS);
  cmsCloseProfile(srgb);
  return source->to_rgb ? g_steal_pointer(&source) : NULL;
}

ColourSource *colour_source_new_coated(void) {
  g_autofree char *folder = data_folder("colour");
  g_autofree char *path = folder ? g_build_filename(folder, "fogra39.icc", NULL) : NULL;
  g_autoptr(GMappedFile) file = path ? g_mapped_file_new(path, FALSE, NULL) : NULL;
  if (!file) return NULL;
  return colour_source_new((const guint8 *)g_mapped_file_get_contents(file),
                           g_mapped_file_get_length(file), 4);
}

void colour_source_free(ColourSource *source) {
  if (!source) return;
  if (source->to_rgb) cmsDeleteTransform(source->to_rgb);
  if (source->profile) cmsCloseProfile(source->profile);
  cmsDeleteContext(source->context);
  g_bytes_unref(source->bytes);
  g_free(source);
}

static gboolean keeps(const ColourSource *source, const guint8 *pixel) {
  guint8 rgb[3];
  cmsDoTransform(source->to_rgb, pixel, rgb, 1);
  for (guint i = 0; i < 3; i++)
    if (ABS(rgb[i] - pixel[source->channels == 1 ? 0 : i]) > ALIKE) return FALSE;
  return TRUE;
}

gboolean colour_source_is_srgb(const ColourSource *source) {
  if (source->channels == 4) return FALSE;
  guint second = source->channels == 1 ? 0 : 255;
  for (guint r = 0; r <= 255; r += GRID_STEP)
    for (guint g = 0; g <= second; g += GRID_STEP)
      for (guint b = 0; b <= second; b += GRID_STEP)
        if (!keeps(source, (const guint8[]){(guint8)r, (guint8)g, (guint8)b})) return FALSE;
  return TRUE;
}

void colour_source_to_rgb(const ColourSource *source, const guint8 *pixels, guint8 *rgb,
                          gsize count) {
  cmsDoTransform(source->to_rgb, pixels, rgb, (cmsUInt32Number)count);
}

void colour_source_to_inks(const ColourSource *source, const ColourIntent *intent, guint8 *pixels,
                           gsize count) {
  GBytes *bytes = colour_intent_profile(intent);
  if (g_bytes_equal(bytes, source->bytes)) return;
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  cmsHPROFILE press = cmsOpenProfileFromMemTHR(source->context, data, (cmsUInt32Number)size);
  cmsHTRANSFORM transform =
      press ? cmsCreateTransformTHR(source->context, source->profile, TYPE_CMYK_8, press,
                                    TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC, FLAGS)
            : NULL;
  for (gsize at = 0; transform && at < count;) {
    cmsUInt32Number some = (cmsUInt32Number)MIN(count - at, 1 << 20);
    cmsDoTransform(transform, pixels + 4 * at, pixels + 4 * at, some);
    at += some;
  }
  if (transform) cmsDeleteTransform(transform);
  if (press) cmsCloseProfile(press);
}
