// JPEG files: kept as they are where a PDF can hold them, decoded where it can't.
#pragma once
#include <cairo.h>

#include "print/colour.h"

typedef struct {
  cairo_surface_t *surface; // in sRGB, perhaps smaller; the file itself or its like is attached
  guint orientation;        // of Exif: 1 = upright … 8
  const char *remark;       // what was put up with: a static text for a diagnostic; NULL
} JpegImage;

// A JPEG file of those pixels without loss of detail between neighbours: greys (1 channel), RGB (3)
// or inks (4, 255 = full, not inverted). Freed by the caller.
GByteArray *jpeg_encode(const guint8 *pixels, guint width, guint height, guint channels,
                        int quality);
// Whether Adobe's marker is in the file: then four inks are stored inverted.
gboolean jpeg_has_adobe_marker(const guint8 *data, gsize length_bytes);
// FALSE with a reason where the file is broken or cut off. `intent`: the press that the file is
// for, where inks stay inks, converted if the file has a profile of its own; NULL for a screen.
gboolean jpeg_decode(const guint8 *data, gsize length_bytes, const ColourIntent *intent,
                     JpegImage *image, const char **reason);
