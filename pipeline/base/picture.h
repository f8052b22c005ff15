// How large a picture is, read from its own first bytes, so that a page keeps its place while the
// picture is on its way.
#pragma once
#include <glib.h>

typedef struct {
  guint width_px, height_px;
} PictureSize;

// PNG, JPEG, GIF, WebP or SVG. FALSE where it is none of these, or tells no size.
gboolean picture_measure(const guint8 *data, gsize length_bytes, PictureSize *size);
