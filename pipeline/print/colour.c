#include "print/colour.h"

#include <lcms2.h>
#include <string.h>

#define LEVELS         256
#define MAX_NAME_BYTES 128
#define FLAGS          (cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE)

struct ColourIntent {
  GBytes *bytes;
  char name[MAX_NAME_BYTES];
  guint version;
  cmsContext context;
  cmsHPROFILE profile;
  cmsHTRANSFORM from_rgb; // doubles: sRGB 0…1 to inks 0…100
  cmsHTRANSFORM pixels;   // bytes
  double black[LEVELS];   // ink for each grey of sRGB
};

static const char *fault_of(cmsHPROFILE profile) {
  if (!profile) return "it is not an ICC profile";
  if (cmsGetColorSpace(profile) != cmsSigCmykData) return "it is not for CMYK";
  if (cmsGetDeviceClass(profile) != cmsSigOutputClass) return "it is not for a printing condition";
  if (!cmsIsIntentSupported(profile, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_OUTPUT) ||
      !cmsIsIntentSupported(profile, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_INPUT))
    return "it lacks a table for one of the two directions";
  return NULL;
}

// Luminance of black ink alone and of the greys of sRGB, both measured by lcms and put on one scale
// from paper to full black ink, give the ink for each grey.
static gboolean measure_black(ColourIntent *intent, cmsHPROFILE srgb) {
  cmsHPROFILE xyz = cmsCreateXYZProfileTHR(intent->context);
  cmsHTRANSFORM inks =
      cmsCreateTransformTHR(intent->context, intent->profile, TYPE_CMYK_DBL, xyz, TYPE_XYZ_DBL,
                            INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
  cmsHTRANSFORM greys =
      cmsCreateTransformTHR(intent->context, srgb, TYPE_RGB_DBL, xyz, TYPE_XYZ_DBL,
                            INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
  double printed[LEVELS], seen[LEVELS];
  for (guint i = 0; inks && greys && i < LEVELS; i++) {
    double level = i / (LEVELS - 1.0);
    double cmyk[4] = {0, 0, 0, 100 * level}, rgb[3] = {level, level, level};
    cmsCIEXYZ out;
    cmsDoTransform(inks, cmyk, &out, 1);
    printed[i] = out.Y;
    cmsDoTransform(greys, rgb, &out, 1);
    seen[i] = out.Y;
  }
  gboolean measured = inks && greys;
  if (inks) cmsDeleteTransform(inks);
  if (greys) cmsDeleteTransform(greys);
  cmsCloseProfile(xyz);
  if (!measured || printed[0] <= printed[LEVELS - 1]) return FALSE;
  double paper = printed[0], full = printed[LEVELS - 1];
  for (guint i = 0, k = LEVELS - 1; i < LEVELS; i++) {
    double wanted = full + (paper - full) * CLAMP(seen[i], 0, 1);
    while (k > 0 && printed[k - 1] <= wanted)
      k--;
    double step = k < LEVELS - 1 ? printed[k] - printed[k + 1] : 0;
    double part = step > 0 ? (printed[k] - wanted) / step : 0;
    intent->black[i] = CLAMP((k + part) / (LEVELS - 1.0), 0, 1);
  }
  intent->black[0] = 1;
  intent->black[LEVELS - 1] = 0;
  return TRUE;
}

static gboolean open_transforms(ColourIntent *intent) {
  cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(intent->context);
  intent->from_rgb = cmsCreateTransformTHR(intent->context, srgb, TYPE_RGB_DBL, intent->profile,
                                           TYPE_CMYK_DBL, INTENT_RELATIVE_COLORIMETRIC, FLAGS);
  intent->pixels = cmsCreateTransformTHR(intent->context, srgb, TYPE_RGB_8, intent->profile,
                                         TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC, FLAGS);
  gboolean opened = intent->from_rgb && intent->pixels && measure_black(intent, srgb);
  cmsCloseProfile(srgb);
  return opened;
}

ColourIntent *colour_intent_new(GBytes *profile, const char **reason) {
  gsize size;
  const void *data = g_bytes_get_data(profile, &size);
  g_autoptr(ColourIntent) intent = g_new0(ColourIntent, 1);
  intent->bytes = g_bytes_ref(profile);
  intent->context = cmsCreateContext(NULL, NULL);
  intent->profile = cmsOpenProfileFromMemTHR(intent->context, data, (cmsUInt32Number)size);
  *reason = fault_of(intent->profile);
  if (*reason) return NULL;
  *reason = "its tables can't be used";
  if (!open_transforms(intent)) return NULL;
  cmsGetProfileInfoASCII(intent->profile, cmsInfoDescription, "en", "US", intent->name,
                         sizeof intent->name);
  for (char *c = intent->name; *c; c++)
    if (*c < ' ' || *c > '~') *c = '?';
  intent->version = (guint)cmsGetProfileVersion(intent->profile);
  return g_steal_pointer(&intent);
}

void colour_intent_free(ColourIntent *intent) {
  if (!intent) return;
  if (intent->from_rgb) cmsDeleteTransform(intent->from_rgb);
  if (intent->pixels) cmsDeleteTransform(intent->pixels);
  if (intent->profile) cmsCloseProfile(intent->profile);
  cmsDeleteContext(intent->context);
  g_bytes_unref(intent->bytes);
  g_free(intent);
}

GBytes *colour_intent_profile(const ColourIntent *intent) {
  return intent->bytes;
}

const char *colour_intent_name(const ColourIntent *intent) {
  return intent->name;
}

guint colour_intent_version(const ColourIntent *intent) {
  return intent->version;
}

double colour_from_grey(const ColourIntent *intent, double grey) {
  double at = CLAMP(grey, 0, 1) * (LEVELS - 1);
  guint low = MIN((guint)at, LEVELS - 2);
  return intent->black[low] + (at - low) * (intent->black[low + 1] - intent->black[low]);
}

void colour_from_rgb(const ColourIntent *intent, const double rgb[3], double cmyk[4]) {
  // Cairo writes six decimals; SVG has 256 levels.
  if (ABS(rgb[0] - rgb[1]) < 0.001 && ABS(rgb[1] - rgb[2]) < 0.001) {
    cmyk[0] = cmyk[1] = cmyk[2] = 0;
    cmyk[3] = colour_from_grey(intent, rgb[1]);
    return;
  }
  cmsDoTransform(intent->from_rgb, rgb, cmyk, 1);
  for (guint i = 0; i < 4; i++)
    cmyk[i] = CLAMP(cmyk[i] / 100, 0, 1);
}

void colour_convert_pixels(const ColourIntent *intent, const guint8 *rgb, guint8 *cmyk,
                           gsize count) {
  for (gsize at = 0; at < count;) {
    cmsUInt32Number some = (cmsUInt32Number)MIN(count - at, 1 << 20);
    cmsDoTransform(intent->pixels, rgb + 3 * at, cmyk + 4 * at, some);
    at += some;
  }
  for (gsize i = 0; i < count; i++)
    if (rgb[3 * i] == 255 && rgb[3 * i + 1] == 255 && rgb[3 * i + 2] == 255)
      memset(cmyk + 4 * i, 0, 4);
}
