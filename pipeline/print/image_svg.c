#include "print/image_svg.h"

#include <dlfcn.h>
#include <librsvg/rsvg.h>

#define SONAME  "librsvg-2.so.2"
#define CSS_DPI 96

typedef struct {
  __typeof__(&rsvg_handle_new_from_data) handle_new;
  __typeof__(&rsvg_handle_set_dpi) handle_set_dpi;
  __typeof__(&rsvg_handle_render_document) render_document;
} SvgLibrary;

struct SvgDrawing {
  SvgLibrary library;
  RsvgHandle *handle;
};

// It stays open to the program's end, since the types that it makes known to GObject can't be taken
// back.
static gboolean open_library(SvgLibrary *library) {
  void *handle = dlopen(SONAME, RTLD_NOW | RTLD_NODELETE);
  if (!handle) return FALSE;
  *(void **)&library->handle_new = dlsym(handle, "rsvg_handle_new_from_data");
  *(void **)&library->handle_set_dpi = dlsym(handle, "rsvg_handle_set_dpi");
  *(void **)&library->render_document = dlsym(handle, "rsvg_handle_render_document");
  dlclose(handle);
  return library->handle_new && library->handle_set_dpi && library->render_document;
}

// Some faults show only when it is drawn.
static gboolean draws(const SvgDrawing *drawing, double width, double height) {
  cairo_rectangle_t extents = {0, 0, width, height};
  cairo_surface_t *nowhere = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cairo = cairo_create(nowhere);
  gboolean drawn = svg_drawing_paint(drawing, cairo, width, height) &&
                   cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(cairo);
  cairo_surface_destroy(nowhere);
  return drawn;
}

// Without a base address librsvg loads nothing from elsewhere.
SvgDrawing *svg_drawing_open(const guint8 *data, gsize length_bytes, double width, double height,
                             const char **reason) {
  g_autoptr(SvgDrawing) drawing = g_new0(SvgDrawing, 1);
  *reason = "SVG can't be drawn, since librsvg is not installed";
  if (!open_library(&drawing->library)) return NULL;
  *reason = "the SVG file is broken";
  drawing->handle = drawing->library.handle_new(data, length_bytes, NULL);
  if (!drawing->handle) return NULL;
  drawing->library.handle_set_dpi(drawing->handle, CSS_DPI);
  return draws(drawing, width, height) ? g_steal_pointer(&drawing) : NULL;
}

void svg_drawing_free(SvgDrawing *drawing) {
  if (!drawing) return;
  g_clear_object(&drawing->handle);
  g_free(drawing);
}

gboolean svg_drawing_paint(const SvgDrawing *drawing, cairo_t *cairo, double width, double height) {
  RsvgRectangle viewport = {0, 0, width, height};
  return drawing->library.render_document(drawing->handle, cairo, &viewport, NULL);
}
