// Outlines are taken from HarfBuzz and written again as quadratic glyf entries. So TrueType, CFF
// and variable fonts go one way, and hinting, which print has no use for, falls away.
#include "print/outline.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

#include "print/sfnt.h"

// Largest distance between a cubic curve and the quadratic ones that stand for it, in em.
#define CUBIC_TOLERANCE_EM 0.0003

typedef struct {
  double x, y;
  gboolean on_curve;
} Point;

struct OutlineSource {
  const Font *font;
  hb_draw_funcs_t *funcs;
  GArray *points;   // of Point, of the glyph being read
  GArray *contours; // of guint: index of each contour's first point
  double tolerance;
  GHashTable *boxes; // OutlineBox by glyph id
};

static void add_point(OutlineSource *source, double x, double y, gboolean on_curve) {
  Point point = {x, y, on_curve};
  g_array_append_val(source->points, point);
}

static void draw_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user) {
  (void)funcs, (void)state, (void)user;
  OutlineSource *source = data;
  g_array_append_val(source->contours, source->points->len);
  add_point(source, x, y, TRUE);
}

static void draw_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *user) {
  (void)funcs, (void)state, (void)user;
  add_point(data, x, y, TRUE);
}

static void draw_quadratic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx,
                           float cy, float x, float y, void *user) {
  (void)funcs, (void)state, (void)user;
  add_point(data, cx, cy, FALSE);
  add_point(data, x, y, TRUE);
}

static double cubic_at(double a, double b, double c, double d, double t) {
  double s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

// The control point of the quadratic that touches the cubic's piece from t to u as it does at both
// ends: for a cubic the mean of both tangents' answers, which is the classic (3(b+c) - a - d) / 4.
static double piece_control(double a, double b, double c, double d, double t, double u) {
  double p0 = cubic_at(a, b, c, d, t), p3 = cubic_at(a, b, c, d, u);
  double slope0 = 3 * ((b - a) * (1 - t) * (1 - t) + 2 * (c - b) * t * (1 - t) + (d - c) * t * t);
  double slope3 = 3 * ((b - a) * (1 - u) * (1 - u) + 2 * (c - b) * u * (1 - u) + (d - c) * u * u);
  double p1 = p0 + slope0 * (u - t) / 3, p2 = p3 - slope3 * (u - t) / 3;
  return (3 * (p1 + p2) - p0 - p3) / 4;
}

static void draw_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x2, float y2, float x, float y, void *user) {
  (void)funcs, (void)user;
  OutlineSource *source = data;
  double x0 = state->current_x, y0 = state->current_y;
  double third = hypot(x - 3 * x2 + 3 * x1 - x0, y - 3 * y2 + 3 * y1 - y0);
  // The distance of one quadratic is sqrt(3)/36 of that, and falls with the third power of the
  // pieces.
  double pieces = ceil(cbrt(third * sqrt(3) / 36 / source->tolerance));
  guint count = (guint)CLAMP(pieces, 1, 16);
  for (guint i = 0; i < count; i++) {
    double t = (double)i / count, u = (double)(i + 1) / count;
    add_point(source, piece_control(x0, x1, x2, x, t, u), piece_control(y0, y1, y2, y, t, u),
              FALSE);
    add_point(source, cubic_at(x0, x1, x2, x, u), cubic_at(y0, y1, y2, y, u), TRUE);
  }
}

static void draw_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user) {
  (void)funcs, (void)state, (void)user;
  OutlineSource *source = data;
  guint first = g_array_index(source->contours, guint, source->contours->len - 1);
  Point *start = &g_array_index(source->points, Point, first);
  Point *last = &g_array_index(source->points, Point, source->points->len - 1);
  if (last > start && last->on_curve && last->x == start->x && last->y == start->y)
    g_array_set_size(source->points, source->points->len - 1);
}

OutlineSource *outline_source_new(const Font *font) {
  OutlineSource *source = g_new0(OutlineSource, 1);
  source->font = font;
  source->points = g_array_new(FALSE, FALSE, sizeof(Point));
  source->contours = g_array_new(FALSE, FALSE, sizeof(guint));
  source->tolerance = CUBIC_TOLERANCE_EM * font->units_per_em;
  source->boxes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  source->funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(source->funcs, draw_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(source->funcs, draw_line, NULL, NULL);
  hb_draw_funcs_set_quadratic_to_func(source->funcs, draw_quadratic, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(source->funcs, draw_cubic, NULL, NULL);
  hb_draw_funcs_set_close_path_func(source->funcs, draw_close, NULL, NULL);
  return source;
}

void outline_source_free(OutlineSource *source) {
  if (!source) return;
  hb_draw_funcs_destroy(source->funcs);
  g_array_unref(source->points);
  g_array_unref(source->contours);
  g_hash_table_unref(source->boxes);
  g_free(source);
}

static gboolean is_midpoint(const Point *a, const Point *b, const Point *c) {
  return !a->on_curve && b->on_curve && !c->on_curve && fabs(a->x + c->x - 2 * b->x) < 1e-3 &&
         fabs(a->y + c->y - 2 * b->y) < 1e-3;
}

// TrueType leaves out a point on the curve that lies midway between two control points. Leaving it
// out again keeps the outline exact where that middle is at half a unit.
static void drop_midpoints(OutlineSource *source) {
  guint kept = 0, contour_count = source->contours->len;
  Point *points = (Point *)(void *)source->points->data;
  g_autofree Point *copy = g_memdup2(points, source->points->len * sizeof *points);
  for (guint k = 0; k < contour_count; k++) {
    guint *first = &g_array_index(source->contours, guint, k);
    guint end = k + 1 < contour_count ? first[1] : source->points->len;
    guint start = *first, length = end - start;
    *first = kept;
    for (guint i = 0; i < length; i++) {
      const Point *before = &copy[start + (i + length - 1) % length];
      const Point *after = &copy[start + (i + 1) % length];
      if (!is_midpoint(before, &copy[start + i], after)) points[kept++] = copy[start + i];
    }
  }
  g_array_set_size(source->points, kept);
}

static void read_outline(OutlineSource *source, guint32 glyph_id) {
  g_array_set_size(source->points, 0);
  g_array_set_size(source->contours, 0);
  hb_font_get_glyph_shape(source->font->hb, glyph_id, source->funcs, source);
  if (source->points->len) drop_midpoints(source);
}

static OutlineBox points_box(const GArray *points) {
  OutlineBox box = {0};
  for (guint i = 0; i < points->len; i++) {
    const Point *point = &g_array_index(points, Point, i);
    gint x = (gint)lround(point->x), y = (gint)lround(point->y);
    box.x_min = i ? MIN(box.x_min, x) : x;
    box.x_max = i ? MAX(box.x_max, x) : x;
    box.y_min = i ? MIN(box.y_min, y) : y;
    box.y_max = i ? MAX(box.y_max, y) : y;
    box.has_ink = TRUE;
  }
  return box;
}

OutlineBox outline_box(OutlineSource *source, guint32 glyph_id) {
  const OutlineBox *known = g_hash_table_lookup(source->boxes, GUINT_TO_POINTER(glyph_id));
  if (known) return *known;
  read_outline(source, glyph_id);
  OutlineBox box = points_box(source->points);
  g_hash_table_insert(source->boxes, GUINT_TO_POINTER(glyph_id), g_memdup2(&box, sizeof box));
  return box;
}

gint outline_advance(OutlineSource *source, guint32 glyph_id) {
  return hb_font_get_glyph_h_advance(source->font->hb, glyph_id);
}

enum {
  FLAG_ON_CURVE = 1,
  FLAG_X_SHORT = 2,
  FLAG_Y_SHORT = 4,
  FLAG_X_SAME = 16,
  FLAG_Y_SAME = 32,
  FLAG_OVERLAP = 64, // of the first point
};

static guint8 put_delta(GByteArray *out, gint delta, guint8 short_flag, guint8 same_flag) {
  if (delta == 0) return same_flag;
  if (ABS(delta) < 256) {
    guint8 byte = (guint8)ABS(delta);
    g_byte_array_append(out, &byte, 1);
    return delta > 0 ? short_flag | same_flag : short_flag;
  }
  sfnt_put_u16(out, (guint)delta);
  return 0;
}

static void put_points(const GArray *points, guint8 first_flags, GByteArray *out) {
  g_autoptr(GByteArray) xs = g_byte_array_new();
  g_autoptr(GByteArray) ys = g_byte_array_new();
  gint x = 0, y = 0;
  for (guint i = 0; i < points->len; i++) {
    const Point *point = &g_array_index(points, Point, i);
    gint next_x = (gint)lround(point->x), next_y = (gint)lround(point->y);
    guint8 flags = (point->on_curve ? FLAG_ON_CURVE : 0) | (i == 0 ? first_flags : 0);
    flags |= put_delta(xs, next_x - x, FLAG_X_SHORT, FLAG_X_SAME);
    flags |= put_delta(ys, next_y - y, FLAG_Y_SHORT, FLAG_Y_SAME);
    g_byte_array_append(out, &flags, 1);
    x = next_x;
    y = next_y;
  }
  g_byte_array_append(out, xs->data, xs->len);
  g_byte_array_append(out, ys->data, ys->len);
}

static void enlarge(GArray *points, guint times) {
  for (guint i = 0; i < points->len; i++) {
    Point *point = &g_array_index(points, Point, i);
    point->x = CLAMP(point->x * times, G_MININT16, G_MAXINT16);
    point->y = CLAMP(point->y * times, G_MININT16, G_MAXINT16);
  }
}

void outline_write(OutlineSource *source, guint32 glyph_id, guint times, GByteArray *out,
                   guint *points, guint *contours) {
  read_outline(source, glyph_id);
  enlarge(source->points, times);
  guint contour_count = source->contours->len, point_count = source->points->len;
  if (point_count == 0 || point_count > G_MAXUINT16 || contour_count > G_MAXINT16) return;
  *points = point_count;
  *contours = contour_count;
  OutlineBox box = points_box(source->points);
  sfnt_put_u16(out, contour_count);
  sfnt_put_u16(out, (guint)box.x_min);
  sfnt_put_u16(out, (guint)box.y_min);
  sfnt_put_u16(out, (guint)box.x_max);
  sfnt_put_u16(out, (guint)box.y_max);
  for (guint k = 1; k <= contour_count; k++) {
    guint end = k < contour_count ? g_array_index(source->contours, guint, k) : point_count;
    sfnt_put_u16(out, end - 1);
  }
  sfnt_put_u16(out, 0); // instructions
  // The contours of a variable font overlap; without the flag their edges come out darker there.
  put_points(source->points, hb_ot_var_has_data(source->font->face) ? FLAG_OVERLAP : 0, out);
}
