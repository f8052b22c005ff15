// Rules on the boxes of pages.
#include <math.h>

#include "preflight/check.h"

#define TOLERANCE_PT 0.01
#define SIDE_MIN     3
#define SIDE_MAX     14400 // ISO 19005-2, 6.1.13

static const char *const box_names[] = {"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"};

void clause_media_box(Check *check) {
  for (guint i = 0; i < check->file->pages->len; i++) {
    const PdfValue *page = check_page(check, i);
    double box[4];
    if (!check_box(check, page, "MediaBox", box))
      check_report(check, i + 1, page->object, "the page has no MediaBox");
  }
}

void clause_trim_box(Check *check) {
  for (guint i = 0; i < check->file->pages->len; i++) {
    const PdfValue *page = check_page(check, i);
    gboolean trim = pdf_has_key(check->file, page, "TrimBox");
    gboolean art = pdf_has_key(check->file, page, "ArtBox");
    if (trim == art)
      check_report(check, i + 1, page->object,
                   trim ? "the page has both a TrimBox and an ArtBox"
                        : "the page has neither a TrimBox nor an ArtBox");
  }
}

static gboolean is_inside(const double inner[4], const double outer[4]) {
  return inner[0] >= outer[0] - TOLERANCE_PT && inner[1] >= outer[1] - TOLERANCE_PT &&
         inner[2] <= outer[2] + TOLERANCE_PT && inner[3] <= outer[3] + TOLERANCE_PT;
}

// TrimBox and ArtBox within BleedBox, each within CropBox's and MediaBox's bounds.
void clause_box_nesting(Check *check) {
  for (guint i = 0; i < check->file->pages->len; i++) {
    const PdfValue *page = check_page(check, i);
    double boxes[G_N_ELEMENTS(box_names)][4];
    gboolean there[G_N_ELEMENTS(box_names)];
    for (guint k = 0; k < G_N_ELEMENTS(box_names); k++)
      there[k] = check_box(check, page, box_names[k], boxes[k]);
    static const guint within[][2] = {{3, 2}, {4, 2}, {2, 0}, {3, 0}, {4, 0}, {1, 0}};
    for (guint k = 0; k < G_N_ELEMENTS(within); k++) {
      guint inner = within[k][0], outer = within[k][1];
      if (there[inner] && there[outer] && !is_inside(boxes[inner], boxes[outer]))
        check_report(check, i + 1, page->object, "the %s is not within the %s", box_names[inner],
                     box_names[outer]);
    }
  }
}

void clause_box_size(Check *check) {
  for (guint i = 0; i < check->file->pages->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS(box_names); k++) {
      double box[4];
      const PdfValue *page = check_page(check, i);
      if (!check_box(check, page, box_names[k], box)) continue;
      double sides[] = {box[2] - box[0], box[3] - box[1]};
      for (guint side = 0; side < 2; side++)
        if (sides[side] < SIDE_MIN || sides[side] > SIDE_MAX)
          check_report(check, i + 1, page->object, "a side of the %s measures %g units",
                       box_names[k], sides[side]);
    }
}
