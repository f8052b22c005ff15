#include "typeset/balance.h"

#define LINES_MOST  6
#define SHARE_LEAST 0.5 // of the measure
#define STEPS       6   // of the bisection: to less than a hundredth of the measure

// The paragraph broken for `share` of its measure.
static LineBreakList break_narrower(Arena *scratch, const MatterList *matter,
                                    const OptimumInput *input, double share) {
  const LineShape *shape = input->shape;
  double *widths = ARENA_ARRAY(scratch, double, shape->count);
  for (guint i = 0; i < shape->count; i++)
    widths[i] = shape->widths_pt[i] * share;
  const LineShape narrow = {widths, shape->insets_pt, shape->count};
  OptimumInput narrower = *input;
  narrower.shape = &narrow;
  return matter_break(scratch, matter, &narrower, G_MAXDOUBLE);
}

static gboolean holds_lines(const MatterInput *text, const MatterList *matter,
                            const LineBreakList *breaks) {
  for (guint i = 0; i < breaks->count; i++)
    if (line_parts(text, matter, &breaks->lines[i]).natural_pt > breaks->lines[i].width_pt)
      return FALSE;
  return TRUE;
}

LineBreakList lines_balance(Arena *scratch, const MatterInput *text, const MatterList *matter,
                            const OptimumInput *input, LineBreakList found) {
  if (found.count < 2 || found.count > LINES_MOST) return found;
  LineBreakList best = found;
  double low = SHARE_LEAST, high = 1;
  for (guint step = 0; step < STEPS; step++) {
    double share = (low + high) / 2;
    LineBreakList tried = break_narrower(scratch, matter, input, share);
    gboolean fits = tried.count == found.count && holds_lines(text, matter, &tried);
    if (fits) best = tried;
    *(fits ? &high : &low) = share;
  }
  for (guint i = 0; i < best.count; i++)
    best.lines[i].width_pt = line_shape_width(input->shape, i, input->indent_pt);
  return best;
}
