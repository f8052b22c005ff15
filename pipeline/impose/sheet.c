#include "impose/sheet.h"

#include <math.h>
#include <string.h>

#define MARK_OFFSET_PT (3 * SHEET_PT_PER_MM) // from the trim; beyond the bleed where that is wider
#define MARK_LENGTH_PT (5 * SHEET_PT_PER_MM)
#define MARK_WIDTH_PT  0.25

void sheet_append_number(GString *out, double value) {
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(buffer, sizeof buffer, "%.4f", isfinite(value) ? value : 0);
  char *end = buffer + strlen(buffer);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.') end[-1] = '\0';
  g_string_append_printf(out, "%s ", strcmp(buffer, "-0") == 0 ? "0" : buffer);
}

static double mark_offset(const Sheet *sheet) {
  return MAX(MARK_OFFSET_PT, sheet->bleed);
}

Sheet sheet_make(const ImposeOptions *options, double page_width, double page_height,
                 double bleed) {
  double width = 2 * page_width, height = page_height;
  double around = bleed;
  if (options->marks) around = MAX(MARK_OFFSET_PT, bleed) + MARK_LENGTH_PT + 2;
  Sheet sheet = {.scale = 1, .bleed = bleed};
  double paper_width = options->paper_width_mm * SHEET_PT_PER_MM;
  double paper_height = options->paper_height_mm * SHEET_PT_PER_MM;
  if (paper_width > 0) {
    // The way of the paper that wastes less.
    if ((paper_width < paper_height) != (width < height)) {
      double swapped = paper_width;
      paper_width = paper_height;
      paper_height = swapped;
    }
    // Marks may fall off the paper; the pages may not.
    sheet.scale = MIN(1, MIN(paper_width / width, paper_height / height));
  } else {
    paper_width = width + 2 * around;
    paper_height = height + 2 * around;
  }
  sheet.bleed *= sheet.scale;
  width *= sheet.scale;
  height *= sheet.scale;
  sheet.paper = (SheetBox){0, 0, paper_width, paper_height};
  sheet.trim.left = (paper_width - width) / 2;
  sheet.trim.bottom = (paper_height - height) / 2;
  sheet.trim.right = sheet.trim.left + width;
  sheet.trim.top = sheet.trim.bottom + height;
  sheet.fold = paper_width / 2;
  return sheet;
}

// The deeper a sheet lies in its signature, the further it sticks out at the fore edge, and the
// more its pages are moved towards the fold.
static double creep(const ImposeOptions *options, const SheetSide *side) {
  if (side->depth_count < 2) return 0;
  return options->creep_mm * SHEET_PT_PER_MM * side->depth / (side->depth_count - 1);
}

// From the page's coordinates, turned as viewers turn it, to the origin.
static void append_matrix(GString *out, const Sheet *sheet, SheetBox box, int rotation, double left,
                          double bottom) {
  double s = sheet->scale, a = s, b = 0, c = 0, d = s, e, f;
  if (rotation == 90) {
    a = d = 0;
    b = -s;
    c = s;
    e = left - s * box.bottom;
    f = bottom + s * box.right;
  } else if (rotation == 180) {
    a = d = -s;
    e = left + s * box.right;
    f = bottom + s * box.top;
  } else if (rotation == 270) {
    a = d = 0;
    b = s;
    c = -s;
    e = left + s * box.top;
    f = bottom - s * box.left;
  } else {
    e = left - s * box.left;
    f = bottom - s * box.bottom;
  }
  double matrix[] = {a, b, c, d, e, f};
  for (guint i = 0; i < 6; i++)
    sheet_append_number(out, matrix[i]);
  g_string_append(out, "cm ");
}

void sheet_append_page(GString *out, const Sheet *sheet, const ImposeOptions *options,
                       const SheetSide *side, gboolean at_left, SheetBox box, int rotation,
                       const char *name) {
  gboolean turned = rotation == 90 || rotation == 270;
  double width = turned ? box.top - box.bottom : box.right - box.left;
  double height = turned ? box.right - box.left : box.top - box.bottom;
  width *= sheet->scale;
  height *= sheet->scale;
  double shift = creep(options, side);
  // A page of another size than the first keeps its place at the fold, in the middle of the height.
  double left = at_left ? sheet->fold - width + shift : sheet->fold - shift;
  double bottom = (sheet->trim.bottom + sheet->trim.top - height) / 2;
  double clip_left = at_left ? left - sheet->bleed : sheet->fold;
  double clip_right = at_left ? sheet->fold : left + width + sheet->bleed;
  g_string_append(out, "q ");
  sheet_append_number(out, clip_left);
  sheet_append_number(out, bottom - sheet->bleed);
  sheet_append_number(out, clip_right - clip_left);
  sheet_append_number(out, height + 2 * sheet->bleed);
  g_string_append(out, "re W n ");
  append_matrix(out, sheet, box, rotation, left, bottom);
  g_string_append_printf(out, "/%s Do Q\n", name);
}

static void append_line(GString *out, double x0, double y0, double x1, double y1) {
  sheet_append_number(out, x0);
  sheet_append_number(out, y0);
  g_string_append(out, "m ");
  sheet_append_number(out, x1);
  sheet_append_number(out, y1);
  g_string_append(out, "l S\n");
}

void sheet_append_marks(GString *out, const Sheet *sheet, gboolean folded) {
  double near = mark_offset(sheet), far = near + MARK_LENGTH_PT;
  const SheetBox *trim = &sheet->trim;
  g_string_append(out, "q /All CS 1 SCN ");
  sheet_append_number(out, MARK_WIDTH_PT);
  g_string_append(out, "w 0 J [] 0 d\n");
  const double xs[] = {trim->left, trim->right}, ys[] = {trim->bottom, trim->top};
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < 2; k++) {
      double outward_x = i ? 1 : -1, outward_y = k ? 1 : -1;
      append_line(out, xs[i] + outward_x * near, ys[k], xs[i] + outward_x * far, ys[k]);
      append_line(out, xs[i], ys[k] + outward_y * near, xs[i], ys[k] + outward_y * far);
    }
  if (folded) {
    g_string_append(out, "[2 2] 0 d\n");
    append_line(out, sheet->fold, trim->top + near, sheet->fold, trim->top + far);
    append_line(out, sheet->fold, trim->bottom - near, sheet->fold, trim->bottom - far);
  }
  g_string_append(out, "Q\n");
}
