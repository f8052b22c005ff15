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
// Where the line's usual kashidas leave spaces wider than this many times their width, every word
// that can gives one.
#define SPACE_GOOD 1.6
// No space is narrower than this much of its width, whatever the breaks were.
#define SPACE_LEAST 0.5
// Nor wider: beyond it the line stays short of the measure, by rule. A language with kashida has
// better means than wide spaces.
#define SPACE_MOST         2.75
#define SPACE_MOST_KASHIDA 2.4

gboolean line_justify(LineParts *line, double width_pt, KashidaUse kashida, GArray *before) {
  double spaces_pt;
  double lack = width_pt - line->natural_pt;
  guint spaces = stretchable_spaces(line, &spaces_pt);
  double wanted = lack - SPACE_FIRST * spaces_pt;
  gboolean stretched = FALSE;
  if (kashida != KASHIDA_OFF && wanted > 0) {
    double desperate = (SPACE_GOOD - 1) * spaces_pt;
    double given = kashida_spread(line, width_pt, wanted, desperate, kashida, before);
    stretched = given > 0;
    lack -= given;
  } else {
    g_array_set_size(before, 0);
  }
  double most = ((stretched ? SPACE_MOST_KASHIDA : SPACE_MOST) - 1) * spaces_pt;
  if (spaces > 0 && spaces_pt > 0)
    spread_over_spaces(line, CLAMP(lack, (SPACE_LEAST - 1) * spaces_pt, most), spaces_pt);
  return lack <= most + 1e-6;
}
