// Strokes of a line: underlines and strike-throughs.
#pragma once
#include "typeset/line.h"

// A rectangle beside the text: from the line's left edge; its top above the baseline (below: < 0).
typedef struct {
  double x_pt, width_pt, top_pt, thickness_pt;
  Ink ink;
} LineStroke;

gboolean line_has_strokes(const Line *line);
// Freed with g_array_unref. An underline lies below the lowest ink of the stretch it belongs to and
// is never cut up: gaps beside descenders would look like dots of letters (PG-13).
GArray *line_strokes(const Line *line);
