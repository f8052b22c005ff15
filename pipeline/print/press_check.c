// What shows before anything is painted.
#include <math.h>

#include "print/press.h"

#define DPI_GOOD   300
#define DPI_POOR   150
#define TOUCHES_PT 0.5
#define SLACK      1.02 // of the dpi: 299.7 is 300

static gboolean touches_edge(const Page *page, const Placed *item) {
  return item->x_pt < TOUCHES_PT || item->y_pt < TOUCHES_PT ||
         item->x_pt + item->width_pt > page->width_pt - TOUCHES_PT ||
         item->y_pt + item->height_pt > page->height_pt - TOUCHES_PT;
}

const PlacedImage *press_find_image(const Page *page, double x_pt, double y_pt) {
  for (guint i = page->count; i-- > 0;) {
    const Placed *item = &page->items[i];
    if (item->kind == PLACED_IMAGE && x_pt >= item->x_pt - 1 && y_pt >= item->y_pt - 1 &&
        x_pt <= item->x_pt + item->width_pt + 1 && y_pt <= item->y_pt + item->height_pt + 1)
      return item->image;
  }
  return NULL;
}

static void check_resolution(const Press *press, const Placed *item, guint page) {
  const PlacedImage *image = item->image;
  if (image->vector || image->width_px <= 0 || image->height_px <= 0) return;
  // As large as fits: the side that fits less well decides.
  double dpi = 72 * MAX(image->width_px / item->width_pt, image->height_px / item->height_pt);
  if (dpi * SLACK >= DPI_GOOD) return;
  g_autofree char *name = g_path_get_basename(image->path);
  Diagnostic *fault = dpi >= DPI_POOR
                          ? diagnostic_add(press->diagnostics, DIAGNOSTIC_PRESS_RESOLUTION,
                                           image->span, page + 1, name, dpi)
                          : diagnostic_add(press->diagnostics, DIAGNOSTIC_PRESS_RESOLUTION_POOR,
                                           image->span, page + 1, name, dpi);
  diagnostic_hint(press->diagnostics, fault, "at this size it needs %.0f pixels across",
                  ceil(item->width_pt / 72 * DPI_GOOD));
}

static void check_bleed(const Press *press, const Placed *item, guint page) {
  if (press->bleed_pt > 0) return;
  g_autofree char *name = item->image ? g_path_get_basename(item->image->path) : g_strdup("a tint");
  SourceSpan span = item->image ? item->image->span : press->settings.span;
  Diagnostic *fault =
      diagnostic_add(press->diagnostics, DIAGNOSTIC_PRESS_BLEED, span, page + 1, name);
  diagnostic_hint(press->diagnostics, fault, "write press: {bleed: 3}");
}

void press_check_pages(const Press *press, const Document *document) {
  for (guint p = 0; p < document->page_count; p++) {
    const Page *page = &document->pages[p];
    for (guint i = 0; i < page->count; i++) {
      const Placed *item = &page->items[i];
      if (item->kind == PLACED_IMAGE) check_resolution(press, item, p);
      if ((item->kind == PLACED_IMAGE || item->kind == PLACED_RULE) && touches_edge(page, item))
        check_bleed(press, item, p);
    }
  }
}
