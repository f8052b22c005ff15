// Web font axes: where a face of families.yaml stands on the axes of its file, as @font-face can
// say it. A variable font goes out whole: one file serves all weights, and a rule pins each face to
// its place, so that page and paper are set in the same letters.
#pragma once
#include "base/font_list.h"

typedef struct {
  gboolean variable;            // has an axis of weight
  guint weight_min, weight_max; // of that axis
  guint weight;                 // that the face asks for; 0 = none
  guint stretch_percent;        // 0 = none
  const char *unsaid;           // an axis that the face sets and no rule can; NULL = none
} WebFontAxes;

// `source`: of the face (base/font_source.h). All 0 for a font that is not variable.
WebFontAxes web_font_axes(const char *source, const FontFace *face);
