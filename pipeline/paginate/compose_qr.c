#include <string.h>
#include <unicode/utf8.h>

#include "paginate/compose.h"
#include "paginate/qr.h"

// ISO/IEC 18004: four modules of white on every side. Telephones read a code of 12 mm from a hand's
// distance, and modules of 0.4 mm in a dim corridor.
#define QUIET_MODULES 4
#define SIDE_LEAST_PT (12 * PT_PER_MM)
#define MODULE_PT     (0.4 * PT_PER_MM)

static gboolean is_utf8(const char *text) {
  for (int32_t i = 0, length = (int32_t)strlen(text); i < length;) {
    UChar32 c;
    U8_NEXT(text, i, length, c);
    if (c < 0) return FALSE;
  }
  return TRUE;
}

// The address as people read it: letters of any script instead of their bytes in percent.
static const char *readable_address(Arena *arena, const char *address) {
  g_autofree char *plain = g_uri_unescape_string(address, "/?#[]@!$&'()*+,;=: %");
  return plain && is_utf8(plain) ? arena_strdup(arena, plain) : address;
}

static LineList set_address(Composer *composer, const char *address, double leading_pt) {
  TextStyle style = style_text(composer->shared->measures, STYLE_COLOPHON_ID, composer->lang);
  style.url = address;
  const Setting setting = {
      .style = STYLE_COLOPHON_ID, .leading_pt = leading_pt, .flush = TRUE, .left_to_right = TRUE};
  const char *text = readable_address(composer->shared->arena, address);
  g_autoptr(GArray) pieces = compose_text(composer, text, &style);
  return compose_set(composer, pieces, &setting);
}

// Code and address are one box: neither stands on a page without the other.
static void add_box(Composer *composer, const CodeMatrix *matrix, const char *address,
                    double side_pt) {
  double module = side_pt / matrix->size, quiet = QUIET_MODULES * module;
  double leading =
      style_leading_pt(composer->shared->measures, STYLE_COLOPHON_ID, composer->locale);
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  const Division *outer = compose_divide(composer, DIVISION_PARAGRAPH);
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  const Placed code = {
      .kind = PLACED_MODULES,
      .part = PART_ARTIFACT, // its text stands below it
      .x_pt = ltr ? composer->left_pt : composer->left_pt + composer->width_pt - side_pt,
      .y_pt = quiet,
      .width_pt = side_pt,
      .height_pt = side_pt,
      .code = matrix,
      .order = composer->shared->order++,
  };
  g_array_append_val(items, code);
  LineList lines = set_address(composer, address, leading);
  double top = quiet + side_pt + quiet;
  for (guint i = 0; i < lines.count; i++) {
    Placed line = compose_place(composer, &lines.lines[i], NULL, composer->left_pt,
                                top + leading * i + compose_baseline_pt(leading));
    g_array_append_val(items, line);
  }
  compose_box(composer, top + leading * lines.count, 0, items);
  composer->division = outer;
}

void compose_qr(Composer *composer) {
  const DigestJob *job = composer->shared->job;
  QrChoice choice = job->digest->qr;
  gboolean wanted = choice == QR_AS_TEMPLATE ? composer->shared->measures->qr : choice == QR_ON;
  const char *address =
      wanted ? link_post_address(composer->shared->arena, job->publication, composer->post) : NULL;
  const CodeMatrix *matrix = address ? qr_encode(composer->shared->arena, address) : NULL;
  if (!matrix) return;
  double side = MAX(SIDE_LEAST_PT, matrix->size * MODULE_PT);
  if (side > composer->width_pt) return;
  flow_keep(composer->flow, COST_DEAR);
  compose_gap(composer, composer->grid_pt * 0.25);
  add_box(composer, matrix, address, side);
  flow_snap(composer->flow);
}
