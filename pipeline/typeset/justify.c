#include "typeset/justify.h"

#include <math.h>

#include "typeset/gap.h"
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
// No space is narrower than this much of its width, whatever the breaks were.
#define SPACE_LEAST 0.5
// Nor is their mean wider than so many em of the line's type: beyond it the line is plainly short
// of the measure, by rule, with spaces of SPACE_SHORT times their width.
#define SPACE_MOST_EM 1.3
#define SPACE_SHORT   1.25

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

// Opens the gaps between letters for what spaces of SPACE_GOOD leave; returns what was given.
static double open_gaps(LineParts *line, double wanted_pt) {
  guint gaps = 0;
  double most = 0;
  for (guint i = 0; i < line->count; i++) {
    LinePart *part = &line->parts[i];
    if (part->word->gaps == 0) continue;
    guint count = gap_count(part->word, line->text + part->word_start, part->first, part->count);
    gaps += count;
    most += count * GAP_MOST_EM * part->item->size_pt;
    part->gap_pt = GAP_MOST_EM * part->item->size_pt;
  }
  if (gaps == 0) return 0;
  double share = MIN(1, wanted_pt / most);
  for (guint i = 0; i < line->count; i++)
    line->parts[i].gap_pt *= share;
  return share * most;
}

static double line_em(const LineParts *line) {
  double em = 0;
  for (guint i = 0; i < line->count; i++)
    em = MAX(em, line->parts[i].item->size_pt);
  return em;
}

static void close_letters(LineParts *line) {
  for (guint i = 0; i < line->count; i++)
    line->parts[i].kashida_pt = line->parts[i].gap_pt = 0;
}

// The letters' share of what the line lacks; returns what they took.
static double scale_letters(LineParts *line, double lack_pt, double spaces_pt, double most) {
  double letters = 0, shrink = 0;
  for (guint i = 0; i < line->count; i++) {
    const LinePart *part = &line->parts[i];
    if (!part->is_space)
      letters += part->width_pt;
    else if (!part->is_fixed && !part->trailing)
      shrink += space_shrink_pt(part->width_pt, part->item->size_pt);
  }
  if (letters <= 0 || most <= 0) return 0;
  double give = lack_pt > 0 ? SPACE_STRETCH * spaces_pt : shrink;
  double share = letters_share_pt(lack_pt, give, letters, most) / letters;
  // Towards 1: never more than `most`.
  double step = trunc(share / SCALE_STEP + (share > 0 ? 1e-6 : -1e-6)) * SCALE_STEP;
  line->scale = 1 + step;
  for (guint i = 0; i < line->count; i++)
    if (!line->parts[i].is_space) line->parts[i].width_pt *= line->scale;
  return letters * step;
}

gboolean line_justify(LineParts *line, double width_pt, const Paragraph *paragraph,
                      GArray *before) {
  double spaces_pt;
  double lack = width_pt - line->natural_pt;
  KashidaUse kashida = paragraph->kashida;
  guint spaces = stretchable_spaces(line, &spaces_pt);
  lack -= scale_letters(line, lack, spaces_pt, paragraph->glyph_scaling);
  lack -= stretch_letters(line, width_pt, lack, spaces_pt, kashida, before);
  double wanted = lack - (SPACE_GOOD - 1) * spaces_pt;
  if (wanted > 0) lack -= open_gaps(line, wanted);
  gboolean fits = lack <= spaces * SPACE_MOST_EM * line_em(line) - spaces_pt + 1e-6;
  if (!fits) {
    lack = (SPACE_SHORT - 1) * spaces_pt;
    close_letters(line);
    g_array_set_size(before, 0);
  }
  if (spaces > 0 && spaces_pt > 0)
    spread_over_spaces(line, MAX(lack, (SPACE_LEAST - 1) * spaces_pt), spaces_pt);
  return fits;
}
