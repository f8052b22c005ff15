// PNG and WebP files as pixels in sRGB. NULL with a reason where the file is broken or cut off; a
// remark tells what was put up with. Both are static texts.
#pragma once
#include <cairo.h>
#include <glib.h>

cairo_surface_t *png_decode(const guint8 *data, gsize length_bytes, const char **remark,
                            const char **reason);
cairo_surface_t *webp_decode(const guint8 *data, gsize length_bytes, const char **remark,
                             const char **reason);
