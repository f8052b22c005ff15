#include "paginate/co_edition.h"

#include <math.h>

#define SAME_PT 0.05 // a fiftieth of a millimetre

static double snap(double length_pt) {
  return round(length_pt * 10) / 10;
}

static gboolean is_same_place(const Placed *image, const Placed *other) {
  return fabs(image->x_pt - other->x_pt) < SAME_PT && fabs(image->y_pt - other->y_pt) < SAME_PT &&
         fabs(image->width_pt - other->width_pt) < SAME_PT &&
         fabs(image->height_pt - other->height_pt) < SAME_PT;
}

static const Placed *find_same(const Page *page, const Placed *image) {
  for (guint i = 0; i < page->count; i++) {
    const Placed *other = &page->items[i];
    if (other->kind == PLACED_IMAGE && g_str_equal(other->image->path, image->image->path) &&
        is_same_place(image, other))
      return other;
  }
  return NULL;
}

static void blacken(Arena *arena, Placed *image, guint page, DiagnosticList *diagnostics) {
  PlacedImage *grey = arena_copy(arena, image->image, sizeof *image->image);
  grey->grey = TRUE;
  image->image = grey;
  g_autofree char *name = g_path_get_basename(grey->path);
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_CO_EDITION_IMAGE, grey->span, page + 1, name);
  diagnostic_hint(diagnostics, fault,
                  "show one picture at one place of the text in both languages, in one column");
}

void co_edition_match(Arena *arena, Document *document, const Document *other,
                      DiagnosticList *diagnostics) {
  for (guint p = 0; p < document->page_count; p++) {
    Page *page = &document->pages[p];
    for (guint i = 0; i < page->count; i++) {
      Placed *image = &page->items[i];
      if (image->kind != PLACED_IMAGE) continue;
      const Placed *same = p < other->page_count ? find_same(&other->pages[p], image) : NULL;
      if (!same) {
        blacken(arena, image, p, diagnostics);
        continue;
      }
      // The mean of both, so that each edition comes to the same.
      image->x_pt = snap((image->x_pt + same->x_pt) / 2);
      image->y_pt = snap((image->y_pt + same->y_pt) / 2);
      image->width_pt = snap((image->width_pt + same->width_pt) / 2);
      image->height_pt = snap((image->height_pt + same->height_pt) / 2);
    }
  }
}
