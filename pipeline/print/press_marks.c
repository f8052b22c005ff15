// Marks: what a printer cuts, registers and measures by. Crop marks begin outside the bleed, so
// that none shows if the cut is a little off; strokes are thin, in the colour that is on all
// plates.
#include "print/content.h"
#include "print/press.h"

#define GAP_PT     (1 * PT_PER_MM) // from the bleed to the mark
#define LENGTH_PT  (5 * PT_PER_MM)
#define STROKE_PT  0.25
#define CIRCLE_PT  (1.6 * PT_PER_MM) // radius of a registration mark
#define CROSS_PT   (2.6 * PT_PER_MM) // half the length of its arms
#define PATCH_PT   (4 * PT_PER_MM)
#define PATCH_Y_PT (3 * PT_PER_MM) // from the bleed to the colour bar
#define ARC        0.5523          // of a quarter of a circle as a Bézier curve

static void write_numbers(GString *out, const double *numbers, guint count, const char *operator) {
  for (guint i = 0; i < count; i++) {
    g_string_append_c(out, i ? ' ' : '\n');
    content_append_number(out, numbers[i]);
  }
  g_string_append_printf(out, " %s", operator);
}

static void write_line(GString *out, double x0, double y0, double x1, double y1) {
  write_numbers(out, (const double[]){x0, y0}, 2, "m");
  write_numbers(out, (const double[]){x1, y1}, 2, "l");
  g_string_append(out, " S");
}

static void write_cross(GString *out, double x, double y) {
  const double r = CIRCLE_PT, a = CIRCLE_PT * ARC;
  write_line(out, x - CROSS_PT, y, x + CROSS_PT, y);
  write_line(out, x, y - CROSS_PT, x, y + CROSS_PT);
  write_numbers(out, (const double[]){x + r, y}, 2, "m");
  write_numbers(out, (const double[]){x + r, y + a, x + a, y + r, x, y + r}, 6, "c");
  write_numbers(out, (const double[]){x - a, y + r, x - r, y + a, x - r, y}, 6, "c");
  write_numbers(out, (const double[]){x - r, y - a, x - a, y - r, x, y - r}, 6, "c");
  write_numbers(out, (const double[]){x + a, y - r, x + r, y - a, x + r, y}, 6, "c");
  g_string_append(out, " s");
}

static void write_crop_marks(const Press *press, double width, double height, GString *out) {
  double left = press->margin_pt, right = left + width;
  double bottom = press->margin_pt, top = bottom + height;
  double from = press->bleed_pt + GAP_PT, to = from + LENGTH_PT;
  const double xs[] = {left, right}, ys[] = {bottom, top};
  for (guint i = 0; i < 2; i++) {
    write_line(out, xs[i], bottom - from, xs[i], bottom - to);
    write_line(out, xs[i], top + from, xs[i], top + to);
    write_line(out, left - from, ys[i], left - to, ys[i]);
    write_line(out, right + from, ys[i], right + to, ys[i]);
  }
}

// Full and half tints of each ink, the overprints of two, and grey of three.
static void write_bars(const Press *press, double width, double height, GString *out) {
  static const double patches[][4] = {{1, 0, 0, 0}, {.5, 0, 0, 0}, {0, 1, 0, 0}, {0, .5, 0, 0},
                                      {0, 0, 1, 0}, {0, 0, .5, 0}, {0, 0, 0, 1}, {0, 0, 0, .5},
                                      {1, 1, 0, 0}, {1, 0, 1, 0},  {0, 1, 1, 0}, {.5, .4, .4, 0}};
  guint count = G_N_ELEMENTS(patches) + (press->settings.spot_accent ? 2 : 0);
  // Between the crop mark and the registration mark in the middle of the upper edge.
  double room = width / 2 - 2 * CROSS_PT - 2 * GAP_PT;
  double size = MIN(PATCH_PT, room / count);
  double x = press->margin_pt + GAP_PT;
  double y = press->margin_pt + height + press->bleed_pt + PATCH_Y_PT;
  for (guint i = 0; i < count; i++, x += size) {
    if (i < G_N_ELEMENTS(patches))
      write_numbers(out, patches[i], 4, "k");
    else
      g_string_append_printf(out, "\n/BeySpot cs %s scn", i + 1 == count ? "0.5" : "1");
    write_numbers(out, (const double[]){x, y, size, size}, 4, "re");
    g_string_append(out, " f");
  }
}

void press_write_marks(const Press *press, double width_pt, double height_pt, GString *out) {
  double side = press->margin_pt + width_pt / 2, up = press->margin_pt + height_pt / 2;
  double off = press->bleed_pt + GAP_PT + CROSS_PT; // centre of a registration mark from the trim
  g_string_append(out, "\nq /BeyAll CS 1 SCN");
  write_numbers(out, (const double[]){STROKE_PT}, 1, "w");
  write_crop_marks(press, width_pt, height_pt, out);
  write_cross(out, side, press->margin_pt - off);
  write_cross(out, side, press->margin_pt + height_pt + off);
  write_cross(out, press->margin_pt - off, up);
  write_cross(out, press->margin_pt + width_pt + off, up);
  write_bars(press, width_pt, height_pt, out);
  g_string_append(out, "\nQ");
}
