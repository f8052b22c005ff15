#include "print/image_jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/picture.h"

// libjpeg reports by calling back and wants not to be returned to after an error.
typedef struct {
  struct jpeg_error_mgr base; // first: libjpeg knows only this part
  jmp_buf back;
  gboolean warned; // "premature end" and "corrupt data" are warnings to libjpeg
} JpegErrors;

enum { MARKER_ADOBE = JPEG_APP0 + 14 };

static void fail(j_common_ptr info) {
  longjmp(((JpegErrors *)info->err)->back, 1);
}

static void note_message(j_common_ptr info, int level) {
  if (level < 0) ((JpegErrors *)info->err)->warned = TRUE;
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

static void attach_file(cairo_surface_t *surface, const guint8 *data, gsize length) {
  GByteArray *file = strip_markers(data, length);
  gsize size = file->len;
  guint8 *bytes = g_byte_array_free(file, FALSE);
  cairo_status_t status =
      cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, bytes, size, g_free, bytes);
  if (status != CAIRO_STATUS_SUCCESS) g_free(bytes);
}

static void put_pixels(const JSAMPLE *row, guint32 *out, guint width, J_COLOR_SPACE space,
                       gboolean inverted) {
  for (guint x = 0; x < width; x++) {
    guint r, g, b;
    if (space == JCS_CMYK) {
      const JSAMPLE *c = row + 4 * x;
      guint k = inverted ? c[3] : 255u - c[3];
      r = (inverted ? c[0] : 255u - c[0]) * k / 255;
      g = (inverted ? c[1] : 255u - c[1]) * k / 255;
      b = (inverted ? c[2] : 255u - c[2]) * k / 255;
    } else if (space == JCS_GRAYSCALE) {
      r = g = b = row[x];
    } else {
      r = row[3 * x];
      g = row[3 * x + 1];
      b = row[3 * x + 2];
    }
    out[x] = r << 16 | g << 8 | b;
  }
}

// Reads all of the file, so that one that is cut off is found out.
static cairo_surface_t *read_pixels(struct jpeg_decompress_struct *info) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)info->output_width,
                                                        (int)info->output_height);
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) return surface;
  guint8 *pixels = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  JSAMPARRAY row = info->mem->alloc_sarray((j_common_ptr)info, JPOOL_IMAGE,
                                           info->output_width * (guint)info->output_components, 1);
  cairo_surface_flush(surface);
  while (info->output_scanline < info->output_height) {
    guint32 *out = (guint32 *)(void *)(pixels + (gsize)info->output_scanline * (gsize)stride);
    jpeg_read_scanlines(info, row, 1);
    put_pixels(row[0], out, info->output_width, info->out_color_space, info->saw_Adobe_marker);
  }
  cairo_surface_mark_dirty(surface);
  return surface;
}

gboolean jpeg_decode(const guint8 *data, gsize length_bytes, JpegImage *image,
                     const char **reason) {
  struct jpeg_decompress_struct info;
  JpegErrors errors = {.warned = FALSE};
  cairo_surface_t *volatile surface = NULL;
  *reason = "the JPEG file is broken";
  info.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = fail;
  errors.base.emit_message = note_message;
  errors.base.output_message = drop_message;
  if (setjmp(errors.back)) {
    jpeg_destroy_decompress(&info);
    if (surface) cairo_surface_destroy(surface);
    return FALSE;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, data, length_bytes);
  jpeg_read_header(&info, TRUE);
  image->orientation = picture_orientation(data, length_bytes);
  gboolean four_inks = info.num_components == 4;
  if (four_inks) info.out_color_space = JCS_CMYK;
  // What the PDF takes as it is needs pixels only for the cover.
  if (!four_inks && info.image_width > 2400) info.scale_denom = 4;
  jpeg_start_decompress(&info);
  surface = read_pixels(&info);
  jpeg_finish_decompress(&info);
  jpeg_destroy_decompress(&info);
  if (errors.warned || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy(surface);
    *reason = errors.warned ? "the JPEG file is damaged or cut off" : "the image is too large";
    return FALSE;
  }
  if (!four_inks) attach_file(surface, data, length_bytes);
  image->surface = surface;
  return TRUE;
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

GByteArray *jpeg_encode(const guint8 *pixels, guint width, guint height, guint channels,
                        int quality) {
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
  info.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  for (guint i = 0; i < channels; i++)
    info.comp_info[i].h_samp_factor = info.comp_info[i].v_samp_factor = 1;
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    // libjpeg does not write into what it is given, but its type says so.
    JSAMPROW row = (JSAMPROW)(gsize)(pixels + (gsize)info.next_scanline * width * channels);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, bytes, (guint)length);
  free(bytes);
  return out;
}
