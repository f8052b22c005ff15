// JPEG files: kept as they are where a PDF can hold them, decoded where it can't.
#pragma once
#include <cairo.h>
#include <glib.h>

typedef struct {
  cairo_surface_t *surface; // decoded, perhaps smaller; the file itself is attached to it
  guint orientation;        // of Exif: 1 = upright … 8
} JpegImage;

// FALSE with a reason where the file is broken or cut off.
gboolean jpeg_decode(const guint8 *data, gsize length_bytes, JpegImage *image, const char **reason);
