#include "print/image_jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "base/picture.h"
#include "print/colour_source.h"

#define KEPT_WIDTH_PX  2400
#define QUALITY        95
#define REMARK_PROFILE "its colour profile is broken; its colours are taken for the usual ones"

// libjpeg reports by calling back and wants not to be returned to after an error.
typedef struct {
  struct jpeg_error_mgr base; // first: libjpeg knows only this part
  jmp_buf back;
  gboolean damaged; // "premature end" and "corrupt data" are warnings to libjpeg
} JpegErrors;

enum { MARKER_PROFILE = JPEG_APP0 + 2, MARKER_ADOBE = JPEG_APP0 + 14 };

static void fail(j_common_ptr info) {
  longjmp(((JpegErrors *)info->err)->back, 1);
}

static void note_message(j_common_ptr info, int level) {
  // Bytes too many between segments, or an odd version, do no harm.
  int code = info->err->msg_code;
  gboolean harmless = code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR ||
                      code == JWRN_ADOBE_XFORM || code == JWRN_BOGUS_ICC;
  if (level < 0 && !harmless) ((JpegErrors *)info->err)->damaged = TRUE;
}

static void drop_message(j_common_ptr info) {
  (void)info;
}

// A copy without what cameras and programs write about people and places; Adobe's marker says how
// the colours are stored and stays.
static GByteArray *strip_markers(const guint8 *data, gsize length) {
  GByteArray *out = g_byte_array_sized_new((guint)length);
  gsize at = 2;
  g_byte_array_append(out, data, 2);
  while (at + 4 <= length && data[at] == 0xFF) {
    guint8 marker = data[at + 1];
    if (marker == 0xFF) { // a fill byte
      at++;
      continue;
    }
    gsize size = 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);
    gboolean dropped =
        (marker >= JPEG_APP0 + 1 && marker <= JPEG_APP0 + 15 && marker != MARKER_ADOBE) ||
        marker == JPEG_COM;
    if (marker == 0xDA || size > length - at) break; // start of scan
    if (!dropped) g_byte_array_append(out, data + at, (guint)size);
    at += size;
  }
  g_byte_array_append(out, data + at, (guint)(length - at));
  return out;
}

static void attach_bytes(cairo_surface_t *surface, GByteArray *file) {
  gsize size = file->len;
  guint8 *bytes = g_byte_array_free(file, FALSE);
  cairo_status_t status =
      cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, bytes, size, g_free, bytes);
  if (status != CAIRO_STATUS_SUCCESS) g_free(bytes);
}

// One file on its way in.
typedef struct {
  struct jpeg_decompress_struct info;
  JpegErrors errors;
  const ColourIntent *intent;
  ColourSource *source; // NULL: sRGB, or its greys
  gboolean profiled;    // the source is the file's own
  const char *remark;
  guint channels;
  cairo_surface_t *surface;
  guint8 *inks; // of a file for a press; NULL where it keeps its own compression
} Decoder;

static void read_profile(Decoder *decoder) {
  JOCTET *bytes = NULL;
  unsigned length = 0;
  guint channels = decoder->channels;
  if (jpeg_read_icc_profile(&decoder->info, &bytes, &length)) {
    decoder->source = colour_source_new(bytes, length, channels);
    free(bytes);
    if (!decoder->source) decoder->remark = REMARK_PROFILE;
    decoder->profiled = decoder->source != NULL;
  }
  if (decoder->source && colour_source_is_srgb(decoder->source))
    g_clear_pointer(&decoder->source, colour_source_free);
  if (!decoder->source && channels == 4) decoder->source = colour_source_new_coated();
}

static void invert(JSAMPLE *row, guint count) {
  for (guint i = 0; i < count; i++)
    row[i] = 255 - row[i];
}

static void put_pixels(const JSAMPLE *row, guint32 *out, guint width, guint channels) {
  for (guint x = 0; x < width; x++) {
    const JSAMPLE *at = row + channels * x;
    guint r = at[0], g = at[channels == 1 ? 0 : 1], b = at[channels == 1 ? 0 : 2];
    out[x] = r << 16 | g << 8 | b;
  }
}

// Reads all of the file, so that one that is cut off is found out.
static void read_pixels(Decoder *decoder) {
  struct jpeg_decompress_struct *info = &decoder->info;
  guint width = info->output_width, channels = decoder->channels;
  guint8 *pixels = cairo_image_surface_get_data(decoder->surface);
  gsize stride = (gsize)cairo_image_surface_get_stride(decoder->surface);
  JSAMPARRAY row =
      info->mem->alloc_sarray((j_common_ptr)info, JPOOL_IMAGE, width * MAX(channels, 3), 2);
  cairo_surface_flush(decoder->surface);
  while (info->output_scanline < info->output_height) {
    gsize y = info->output_scanline;
    guint32 *out = (guint32 *)(void *)(pixels + y * stride);
    jpeg_read_scanlines(info, row, 1);
    // Adobe's programs store inks inverted and say so by a marker.
    if (channels == 4 && info->saw_Adobe_marker) invert(row[0], 4 * width);
    if (decoder->inks) memcpy(decoder->inks + 4 * width * y, row[0], 4 * (gsize)width);
    if (decoder->source) colour_source_to_rgb(decoder->source, row[0], row[1], width);
    put_pixels(row[decoder->source ? 1 : 0], out, width, decoder->source ? 3 : channels);
  }
  cairo_surface_mark_dirty(decoder->surface);
}

// PDF readers know neither arithmetic coding nor libjpeg's guess at RGB (ISO 32000-1, 7.4.8).
static gboolean is_plain(const struct jpeg_decompress_struct *info) {
  return !info->arith_code && (info->jpeg_color_space != JCS_RGB || info->saw_Adobe_marker);
}

static gboolean start_decoder(Decoder *decoder, const guint8 *data, gsize length_bytes) {
  struct jpeg_decompress_struct *info = &decoder->info;
  static const J_COLOR_SPACE spaces[5] = {[1] = JCS_GRAYSCALE, [3] = JCS_RGB, [4] = JCS_CMYK};
  jpeg_create_decompress(info);
  jpeg_mem_src(info, data, length_bytes);
  jpeg_save_markers(info, MARKER_PROFILE, 0xFFFF);
  jpeg_read_header(info, TRUE);
  decoder->channels = info->num_components <= 4 ? (guint)info->num_components : 0;
  if (!spaces[decoder->channels]) return FALSE;
  info->out_color_space = spaces[decoder->channels];
  read_profile(decoder);
  if (decoder->channels == 4 && !decoder->source) return FALSE;
  // What the PDF takes as it is needs pixels only for the cover.
  gboolean kept = is_plain(info) && (!decoder->source || (decoder->intent && !decoder->profiled));
  if (kept && info->image_width > KEPT_WIDTH_PX) info->scale_denom = 4;
  jpeg_start_decompress(info);
  if (decoder->intent && decoder->channels == 4 && !kept)
    decoder->inks = g_malloc(4 * (gsize)info->output_width * info->output_height);
  decoder->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)info->output_width,
                                                (int)info->output_height);
  return cairo_surface_status(decoder->surface) == CAIRO_STATUS_SUCCESS;
}

static GByteArray *encode(const guint8 *pixels, gsize stride, guint width, guint height,
                          J_COLOR_SPACE space, guint channels, int quality) {
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long length = 0;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &bytes, &length);
  info.image_width = width;
  info.image_height = height;
  info.input_components = (int)channels;
  info.in_color_space = space;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.write_Adobe_marker = FALSE; // our inks are not inverted
  for (int i = 0; i < info.num_components; i++)
    info.comp_info[i].h_samp_factor = info.comp_info[i].v_samp_factor = 1;
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    // libjpeg does not write into what it is given, but its type says so.
    JSAMPROW row = (JSAMPROW)(gsize)(pixels + (gsize)info.next_scanline * stride);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, bytes, (guint)length);
  free(bytes);
  return out;
}

GByteArray *jpeg_encode(const guint8 *pixels, guint width, guint height, guint channels,
                        int quality) {
  static const J_COLOR_SPACE spaces[5] = {[1] = JCS_GRAYSCALE, [3] = JCS_RGB, [4] = JCS_CMYK};
  return encode(pixels, (gsize)width * channels, width, height, spaces[channels], channels,
                quality);
}

static GByteArray *encode_surface(cairo_surface_t *surface) {
  gboolean little = G_BYTE_ORDER == G_LITTLE_ENDIAN;
  return encode(
      cairo_image_surface_get_data(surface), (gsize)cairo_image_surface_get_stride(surface),
      (guint)cairo_image_surface_get_width(surface), (guint)cairo_image_surface_get_height(surface),
      little ? JCS_EXT_BGRX : JCS_EXT_XRGB, 4, QUALITY);
}

// The file as it is where its numbers mean what the PDF takes them for, else one made anew.
static void attach_file(Decoder *decoder, const guint8 *data, gsize length_bytes) {
  guint width = decoder->info.output_width, height = decoder->info.output_height;
  gboolean inks = decoder->intent && decoder->channels == 4;
  if (decoder->inks) {
    if (decoder->profiled)
      colour_source_to_inks(decoder->source, decoder->intent, decoder->inks, (gsize)width * height);
    attach_bytes(decoder->surface, jpeg_encode(decoder->inks, width, height, 4, QUALITY));
  } else if (is_plain(&decoder->info) && (!decoder->source || inks)) {
    attach_bytes(decoder->surface, strip_markers(data, length_bytes));
  } else {
    attach_bytes(decoder->surface, encode_surface(decoder->surface));
  }
}

static gboolean decode(Decoder *decoder, const guint8 *data, gsize length_bytes,
                       const char **reason) {
  if (setjmp(decoder->errors.back)) return FALSE;
  if (!start_decoder(decoder, data, length_bytes)) return FALSE;
  read_pixels(decoder);
  jpeg_finish_decompress(&decoder->info);
  *reason = "the JPEG file is damaged or cut off";
  if (decoder->errors.damaged) return FALSE;
  attach_file(decoder, data, length_bytes);
  return TRUE;
}

gboolean jpeg_decode(const guint8 *data, gsize length_bytes, const ColourIntent *intent,
                     JpegImage *image, const char **reason) {
  Decoder decoder = {.intent = intent};
  *reason = "the JPEG file is broken";
  decoder.info.err = jpeg_std_error(&decoder.errors.base);
  decoder.errors.base.error_exit = fail;
  decoder.errors.base.emit_message = note_message;
  decoder.errors.base.output_message = drop_message;
  gboolean decoded = decode(&decoder, data, length_bytes, reason);
  *image = (JpegImage){decoded ? decoder.surface : NULL, picture_orientation(data, length_bytes),
                       decoder.remark};
  if (!decoded && decoder.surface) cairo_surface_destroy(decoder.surface);
  jpeg_destroy_decompress(&decoder.info);
  colour_source_free(decoder.source);
  g_free(decoder.inks);
  return decoded;
}

gboolean jpeg_has_adobe_marker(const guint8 *data, gsize length_bytes) {
  for (gsize at = 2; at + 9 <= length_bytes && data[at] == 0xFF;) {
    if (data[at + 1] == 0xFF) {
      at++;
      continue;
    }
    if (data[at + 1] == 0xDA) return FALSE;
    if (data[at + 1] == MARKER_ADOBE && memcmp(data + at + 4, "Adobe", 5) == 0) return TRUE;
    at += 2 + ((gsize)data[at + 2] << 8 | data[at + 3]);
  }
  return FALSE;
}
