#include "print/image_pixels.h"

#include <png.h>
#include <string.h>
#include <webp/decode.h>

#include "print/colour_source.h"

#define REMARK_PROFILE "its colour profile is broken; its colours are taken for the usual ones"

typedef struct {
  const guint8 *data;
  gsize length, at;
} Reader;

static cairo_status_t read_for_cairo(void *closure, unsigned char *out, unsigned length) {
  Reader *reader = closure;
  if (reader->length - reader->at < length) return CAIRO_STATUS_READ_ERROR;
  memcpy(out, reader->data + reader->at, length);
  reader->at += length;
  return CAIRO_STATUS_SUCCESS;
}

static void read_for_libpng(png_structp png, png_bytep out, size_t length) {
  if (read_for_cairo(png_get_io_ptr(png), out, (unsigned)length) != CAIRO_STATUS_SUCCESS)
    png_error(png, "end of file");
}

static void fail(png_structp png, png_const_charp message) {
  (void)message;
  png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

// What stands before the pixels: the profile, unpacked. libpng drops one that is none.
static GBytes *read_profile(png_structp png, png_infop info, Reader *reader) {
  png_charp name;
  png_bytep profile;
  png_uint_32 length = 0;
  int compression;
  if (setjmp(png_jmpbuf(png))) return NULL;
  png_set_read_fn(png, reader, read_for_libpng);
  png_read_info(png, info);
  if (!png_get_iCCP(png, info, &name, &compression, &profile, &length)) return NULL;
  return g_bytes_new(profile, length);
}

static void convert_row(guint32 *row, guint width, guint8 *before, guint8 *after,
                        const ColourSource *source, gboolean grey, gboolean has_alpha) {
  guint channels = grey ? 1 : 3;
  for (guint x = 0; x < width; x++) {
    guint alpha = has_alpha ? row[x] >> 24 : 255;
    for (guint i = 0; i < channels; i++) {
      guint level = row[x] >> (16 - 8 * i) & 255;
      before[channels * x + i] =
          alpha ? (guint8)MIN(255, (level * 255 + alpha / 2) / alpha) : (guint8)0;
    }
  }
  colour_source_to_rgb(source, before, after, width);
  for (guint x = 0; x < width; x++) {
    guint alpha = has_alpha ? row[x] >> 24 : 255;
    guint32 pixel = alpha << 24;
    for (guint i = 0; i < 3; i++)
      pixel |= ((after[3 * x + i] * alpha + 127) / 255) << (16 - 8 * i);
    row[x] = pixel;
  }
}

// The surface's pixels from what the profile says to sRGB. FALSE where the profile does not fit.
static gboolean apply_profile(cairo_surface_t *surface, GBytes *profile, gboolean grey) {
  gsize size;
  const guint8 *bytes = g_bytes_get_data(profile, &size);
  g_autoptr(ColourSource) source = colour_source_new(bytes, size, grey ? 1 : 3);
  if (!source) return FALSE;
  if (colour_source_is_srgb(source)) return TRUE;
  guint width = (guint)cairo_image_surface_get_width(surface);
  gboolean has_alpha = cairo_surface_get_content(surface) != CAIRO_CONTENT_COLOR;
  g_autofree guint8 *rows = g_malloc(6 * (gsize)width);
  cairo_surface_flush(surface);
  guint8 *pixels = cairo_image_surface_get_data(surface);
  for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
    gsize offset = (gsize)y * (gsize)cairo_image_surface_get_stride(surface);
    convert_row((guint32 *)(void *)(pixels + offset), width, rows, rows + 3 * (gsize)width, source,
                grey, has_alpha);
  }
  cairo_surface_mark_dirty(surface);
  return TRUE;
}

// What libpng says before the pixels are read: Cairo passes the profile over.
static void apply_png_profile(cairo_surface_t *surface, Reader reader, const char **remark) {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
  png_infop info = png_create_info_struct(png);
  g_autoptr(GBytes) profile = read_profile(png, info, &reader);
  gboolean grey = profile && !(png_get_color_type(png, info) & PNG_COLOR_MASK_COLOR);
  png_destroy_read_struct(&png, &info, NULL);
  if (profile && !apply_profile(surface, profile, grey)) *remark = REMARK_PROFILE;
}

cairo_surface_t *png_decode(const guint8 *data, gsize length_bytes, const char **remark,
                            const char **reason) {
  Reader reader = {data, length_bytes, 0};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_for_cairo, &reader);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS ||
      cairo_image_surface_get_data(surface) == NULL) {
    cairo_surface_destroy(surface);
    *reason = "the PNG file is damaged or cut off";
    return NULL;
  }
  apply_png_profile(surface, (Reader){data, length_bytes, 0}, remark);
  return surface;
}

// RFC 9649: chunks of name, size in little endian, content, filled to an even length.
static GBytes *find_webp_profile(const guint8 *data, gsize length) {
  for (gsize at = 12; length >= 8 && at <= length - 8;) {
    const guint8 *chunk = data + at;
    gsize size = chunk[4] | (gsize)chunk[5] << 8 | (gsize)chunk[6] << 16 | (gsize)chunk[7] << 24;
    if (size > length - at - 8) return NULL;
    if (memcmp(chunk, "ICCP", 4) == 0) return g_bytes_new(chunk + 8, size);
    at += 8 + size + (size & 1);
  }
  return NULL;
}

cairo_surface_t *webp_decode(const guint8 *data, gsize length_bytes, const char **remark,
                             const char **reason) {
  WebPDecoderConfig config;
  *reason = "the WebP file is damaged or cut off";
  if (!WebPInitDecoderConfig(&config) ||
      WebPGetFeatures(data, length_bytes, &config.input) != VP8_STATUS_OK)
    return NULL;
  if (config.input.has_animation) {
    *reason = "it is a WebP film, which paper can't show";
    return NULL;
  }
  gboolean little = G_BYTE_ORDER == G_LITTLE_ENDIAN;
  cairo_surface_t *surface =
      cairo_image_surface_create(config.input.has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                 config.input.width, config.input.height);
  gsize stride = (gsize)cairo_image_surface_get_stride(surface);
  gsize height = (gsize)cairo_image_surface_get_height(surface);
  config.output.colorspace = little ? MODE_bgrA : MODE_Argb; // alpha multiplied in, as in Cairo
  config.output.is_external_memory = 1;
  config.output.u.RGBA =
      (WebPRGBABuffer){cairo_image_surface_get_data(surface), (int)stride, stride * height};
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS ||
      WebPDecode(data, length_bytes, &config) != VP8_STATUS_OK) {
    cairo_surface_destroy(surface);
    return NULL;
  }
  cairo_surface_mark_dirty(surface);
  g_autoptr(GBytes) profile = find_webp_profile(data, length_bytes);
  if (profile && !apply_profile(surface, profile, FALSE)) *remark = REMARK_PROFILE;
  return surface;
}
