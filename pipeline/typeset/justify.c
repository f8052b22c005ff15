#include "typeset/justify.h"

#include "typeset/kashida.h"

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

// Spaces open up by this much of their width before a kashida is called for (JU-1).
#define SPACE_FIRST 0.08
// No space is narrower than this much of its width, whatever the breaks were.
#define SPACE_LEAST 0.5

void line_justify(LineParts *line, double width_pt, KashidaUse kashida, GArray *before) {
  double spaces_pt;
  double lack = width_pt - line->natural_pt;
  guint spaces = stretchable_spaces(line, &spaces_pt);
  double wanted = lack - SPACE_FIRST * spaces_pt;
  if (kashida != KASHIDA_OFF && wanted > 0)
    lack -= kashida_spread(line, width_pt, wanted, kashida, before);
  else
    g_array_set_size(before, 0);
  if (spaces > 0 && spaces_pt > 0)
    spread_over_spaces(line, MAX(lack, (SPACE_LEAST - 1) * spaces_pt), spaces_pt);
}
