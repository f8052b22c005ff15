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

// Spaces open up by this much of their width before a kashida is called for (JU-1), and by this
// much before it grows beyond a good length.
#define SPACE_FIRST  0.08
#define SPACE_SECOND 0.25
// Where the line's usual kashidas leave spaces wider than this many times their width, every word
// that can gives one.
#define SPACE_GOOD 1.6
// No space is narrower than this much of its width, whatever the breaks were.
#define SPACE_LEAST 0.5
// Nor wider: beyond it the line is plainly short of the measure, by rule, with spaces of
// SPACE_SHORT. A line with kashida needs less patience: it has better means than wide spaces.
#define SPACE_MOST         3.1
#define SPACE_MOST_KASHIDA 2.4
#define SPACE_SHORT        1.25

static double stretch_letters(LineParts *line, double width_pt, double lack_pt, double spaces_pt,
                              KashidaUse kashida, GArray *before) {
  KashidaNeed need = {.lack_pt = lack_pt - SPACE_FIRST * spaces_pt,
                      .good_pt = lack_pt - SPACE_SECOND * spaces_pt,
                      .desperate_pt = (SPACE_GOOD - 1 - SPACE_FIRST) * spaces_pt};
  if (kashida != KASHIDA_OFF && need.lack_pt > 0)
    return kashida_spread(line, width_pt, &need, kashida, before);
  g_array_set_size(before, 0);
  return 0;
}

gboolean line_justify(LineParts *line, double width_pt, KashidaUse kashida, GArray *before) {
  double spaces_pt;
  double lack = width_pt - line->natural_pt;
  guint spaces = stretchable_spaces(line, &spaces_pt);
  double given = stretch_letters(line, width_pt, lack, spaces_pt, kashida, before);
  lack -= given;
  double most = ((given > 0 ? SPACE_MOST_KASHIDA : SPACE_MOST) - 1) * spaces_pt;
  gboolean fits = lack <= most + 1e-6;
  if (!fits) {
    lack = (SPACE_SHORT - 1) * spaces_pt;
    for (guint i = 0; i < line->count; i++)
      line->parts[i].kashida_pt = 0;
    g_array_set_size(before, 0);
  }
  if (spaces > 0 && spaces_pt > 0)
    spread_over_spaces(line, MAX(lack, (SPACE_LEAST - 1) * spaces_pt), spaces_pt);
  return fits;
}
