// SVG guard: what would cost an SVG reader more time or memory than the file is worth.
#pragma once
#include "base/picture_kind.h"

// Pictures inside may have `max_pixels` in all. Without a reason the file may be drawn.
PictureFault svg_guard_check(const guint8 *data, gsize length_bytes, guint64 max_pixels);
