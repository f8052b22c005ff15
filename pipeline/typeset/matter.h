// Matter: boxes, glue and penalties (Knuth and Plass 1981): what the choice of breaks looks at.
#pragma once
#include "typeset/breaks.h"
#include "typeset/shape.h"

typedef enum { MATTER_BOX, MATTER_GLUE, MATTER_PENALTY } MatterKind;

#define PENALTY_NEVER  10000
#define PENALTY_FORCED (-10000)

typedef struct {
  MatterKind kind;
  gboolean flagged;   // a hyphen at the line's end: two in a row look bad
  gint penalty;       // of a break at this glue or penalty
  guint32 start, end; // units; of a penalty both are the place of the break
  guint segment;      // of `start`
  double width_pt, stretch_pt, shrink_pt;
  // A break here makes the line's end wider (hyphen, letters shaped anew) and the next line's
  // start.
  double before_pt, after_pt;
  guint kashidas; // words of the box that could take one
} Matter;

typedef struct {
  Matter *items;
  guint count;
} MatterList;

typedef struct {
  Shaper *shaper;
  Arena *scratch;
  const Flow *flow;
  const SegmentList *segments;
  guint8 *breaks;      // changed where a word has to be broken in an emergency
  double narrowest_pt; // a box wider than this is broken between its clusters
  DiagnosticList *diagnostics;
} MatterInput;

// The list ends with a forced penalty. Lives with `scratch`.
MatterList paragraph_matter(const MatterInput *input);
// The hyphen of a font: U+2010 where it has it, else U+002D.
UChar matter_hyphen(const Font *font);
void matter_dump(const Flow *flow, const MatterList *list, GString *out);
