// Images in the inks of the press: RGB through the profile, greys to black ink.
#include <stdlib.h>

#include "print/finish_press.h"
#include "print/image_jpeg.h"

#define JPEG_QUALITY 95
#define MUCH_SHARE   1000 // a thousandth of the pixels may lie above the limit: noise of a camera

typedef struct {
  gsize width, height, count;
  guint channels;
  gboolean jpeg;
} Raster;

static void take_data(PressFile *file, qpdf_oh stream, GByteArray *bytes, const char *filter) {
  qpdf_data pdf = file->pdf;
  qpdf_oh name = filter ? qpdf_oh_new_name(pdf, filter) : qpdf_oh_new_null(pdf);
  qpdf_oh_replace_stream_data(pdf, stream, bytes->data, bytes->len, name, qpdf_oh_new_null(pdf));
}

static void write_raster(PressFile *file, qpdf_oh stream, const Raster *raster, guint8 *pixels,
                         guint channels) {
  qpdf_data pdf = file->pdf;
  g_autoptr(GByteArray) bytes =
      raster->jpeg
          ? jpeg_encode(pixels, (guint)raster->width, (guint)raster->height, channels, JPEG_QUALITY)
          : g_byte_array_new();
  if (!raster->jpeg) g_byte_array_append(bytes, pixels, (guint)(raster->count * channels));
  take_data(file, stream, bytes, raster->jpeg ? "/DCTDecode" : NULL);
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
  finish_press_put(file, dictionary, "/ColorSpace", channels == 4 ? "/DeviceCMYK" : "/DeviceGray");
  qpdf_oh_remove_key(pdf, dictionary, "/Decode");
}

static gboolean is_neutral(const guint8 *rgb, gsize count) {
  for (gsize i = 0; i < count; i++)
    if (ABS(rgb[3 * i] - rgb[3 * i + 1]) > 1 || ABS(rgb[3 * i + 1] - rgb[3 * i + 2]) > 1)
      return FALSE;
  return TRUE;
}

// DeviceGray is black ink, 0 = full.
static void convert_grey(PressFile *file, qpdf_oh stream, const Raster *raster,
                         const guint8 *pixels, guint step) {
  guint8 levels[256];
  for (guint i = 0; i < 256; i++)
    levels[i] = (guint8)(255 - 255 * colour_from_grey(file->press->intent, i / 255.0) + 0.5);
  g_autofree guint8 *out = g_malloc(raster->count);
  for (gsize i = 0; i < raster->count; i++)
    out[i] = levels[pixels[step * i]];
  write_raster(file, stream, raster, out, 1);
}

// Notes how much ink lies on the fullest places, if it is more than the paper takes.
static void measure_ink(PressFile *file, int id, const guint8 *inks, gsize count,
                        gboolean inverted) {
  guint limit = (guint)(file->press->ink_limit * 255 + 0.5) + 4, most = 0;
  gsize above = 0;
  for (gsize i = 0; i < count; i++) {
    guint sum = inks[4 * i] + inks[4 * i + 1] + inks[4 * i + 2] + inks[4 * i + 3];
    if (inverted) sum = 4 * 255 - sum;
    most = MAX(most, sum);
    above += sum > limit;
  }
  if (above * MUCH_SHARE < count || above == 0) return;
  double *share = g_new(double, 1);
  *share = most / 255.0;
  g_hash_table_insert(file->inks, GINT_TO_POINTER(id), share);
}

static void convert_rgb(PressFile *file, int id, qpdf_oh stream, const Raster *raster,
                        const guint8 *pixels) {
  if (is_neutral(pixels, raster->count)) {
    convert_grey(file, stream, raster, pixels, 3);
    return;
  }
  g_autofree guint8 *inks = g_malloc(raster->count * 4);
  colour_convert_pixels(file->press->intent, pixels, inks, raster->count);
  measure_ink(file, id, inks, raster->count, FALSE);
  write_raster(file, stream, raster, inks, 4);
}

// Whether the file says by Adobe's marker that its inks are stored inverted.
static gboolean has_adobe_marker(PressFile *file, qpdf_oh stream) {
  unsigned char *data = NULL;
  size_t length = 0;
  qpdf_oh_get_stream_data(file->pdf, stream, qpdf_dl_none, NULL, &data, &length);
  gboolean found = jpeg_has_adobe_marker(data, length);
  free(data);
  return found;
}

// The print shop's own inks stay as they are; Cairo forgot to say that they are inverted.
static void keep_inks(PressFile *file, int id, qpdf_oh stream, const Raster *raster,
                      const guint8 *pixels) {
  gboolean inverted = raster->jpeg && has_adobe_marker(file, stream);
  if (inverted)
    finish_press_put(file, qpdf_oh_get_dict(file->pdf, stream), "/Decode", "[1 0 1 0 1 0 1 0]");
  measure_ink(file, id, pixels, raster->count, inverted);
}

static gsize number_at(PressFile *file, qpdf_oh dictionary, const char *key) {
  qpdf_data pdf = file->pdf;
  int value = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, dictionary, key));
  return value > 0 ? (gsize)value : 0;
}

static guint channels_of(PressFile *file, qpdf_oh dictionary) {
  static const char *const names[] = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"};
  static const guint channels[] = {1, 3, 4};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (finish_press_is_name(file, dictionary, "/ColorSpace", names[i])) return channels[i];
  return 0;
}

static void convert_image(PressFile *file, int id, qpdf_oh object) {
  qpdf_data pdf = file->pdf;
  if (!qpdf_oh_is_stream(pdf, object)) return;
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, object);
  if (!finish_press_is_name(file, dictionary, "/Subtype", "/Image") ||
      g_hash_table_contains(file->masks, GINT_TO_POINTER(id)))
    return;
  Raster raster = {.width = number_at(file, dictionary, "/Width"),
                   .height = number_at(file, dictionary, "/Height"),
                   .channels = channels_of(file, dictionary),
                   .jpeg = finish_press_is_name(file, dictionary, "/Filter", "/DCTDecode")};
  raster.count = raster.width * raster.height;
  if (raster.channels == 0 || number_at(file, dictionary, "/BitsPerComponent") != 8) return;
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(pdf, object, qpdf_dl_all, NULL, &data, &length);
  if (!(code & QPDF_ERRORS) && length >= raster.count * raster.channels) {
    if (raster.channels == 3) convert_rgb(file, id, object, &raster, data);
    if (raster.channels == 1) convert_grey(file, object, &raster, data, 1);
    if (raster.channels == 4) keep_inks(file, id, object, &raster, data);
  }
  free(data);
}

void finish_press_images(PressFile *file) {
  finish_press_visit(file, convert_image);
}
