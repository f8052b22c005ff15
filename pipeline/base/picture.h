// How large a picture is, read from its own first bytes, so that a page keeps its place while the
// picture is on its way.
#pragma once
#include <glib.h>

typedef struct {
  guint width_px, height_px;
} PictureSize;

// PNG, JPEG, GIF, WebP or SVG, as it is to be seen: a photograph that its camera marked as lying on
// its side is upright. FALSE where it is none of these, or tells no size.
gboolean picture_measure(const guint8 *data, gsize length_bytes, PictureSize *size);
// How a JPEG file is to be turned (Exif 2.3, table 6): 1 = as it is … 8.
guint picture_orientation(const guint8 *data, gsize length_bytes);
