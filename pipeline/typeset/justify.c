#include "typeset/justify.h"

#include <math.h>

static guint stretchable_spaces(const LineParts *line, double *width_pt) {
  guint count = 0;
  *width_pt = 0;
  for (guint i = 0; i < line->count; i++) {
    const LinePart *part = &line->parts[i];
    if (!part->is_space || part->is_fixed || part->trailing) continue;
    count++;
    *width_pt += part->width_pt;
  }
  return count;
}

// Spaces give in proportion to their width, so that those of a smaller font stay smaller.
static void spread_over_spaces(LineParts *line, double lack_pt, double spaces_pt) {
  for (guint i = 0; i < line->count; i++) {
    LinePart *part = &line->parts[i];
    if (!part->is_space || part->is_fixed || part->trailing) continue;
    part->extra_pt = lack_pt * part->width_pt / spaces_pt;
  }
}

void line_justify(LineParts *line, double width_pt, KashidaUse kashida, GArray *before) {
  (void)kashida;
  (void)before;
  double spaces_pt;
  double lack = width_pt - line->natural_pt;
  if (stretchable_spaces(line, &spaces_pt) > 0 && spaces_pt > 0)
    spread_over_spaces(line, MAX(lack, -0.5 * spaces_pt), spaces_pt);
}
