// SVG files, drawn by librsvg. That is opened when the first drawing is met and not with the
// program: it brings twelve libraries along, a quarter of what the program needs to start.
#pragma once
#include <cairo.h>
#include <glib.h>

typedef struct SvgDrawing SvgDrawing;

// NULL with a static reason where the file is broken, or librsvg is not there. Nothing is loaded
// but what lies in the file itself. `width` and `height` are its own, in CSS pixels.
SvgDrawing *svg_drawing_open(const guint8 *data, gsize length_bytes, double width, double height,
                             const char **reason);
void svg_drawing_free(SvgDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SvgDrawing, svg_drawing_free)
// From the origin on. FALSE where it can't be drawn whole.
gboolean svg_drawing_paint(const SvgDrawing *drawing, cairo_t *cairo, double width, double height);
