// JPEG files: kept as they are where a PDF can hold them, decoded where it can't.
#pragma once
#include <cairo.h>
#include <glib.h>

typedef struct {
  cairo_surface_t *surface; // decoded, perhaps smaller; the file itself is attached to it
  guint orientation;        // of Exif: 1 = upright … 8
} JpegImage;

// A JPEG file of those pixels without loss of detail between neighbours: greys (1 channel), RGB (3)
// or inks (4, 255 = full, not inverted). Freed by the caller.
GByteArray *jpeg_encode(const guint8 *pixels, guint width, guint height, guint channels,
                        int quality);
// Whether Adobe's marker is in the file: then four inks are stored inverted.
gboolean jpeg_has_adobe_marker(const guint8 *data, gsize length_bytes);
// FALSE with a reason where the file is broken or cut off.
gboolean jpeg_decode(const guint8 *data, gsize length_bytes, JpegImage *image, const char **reason);
