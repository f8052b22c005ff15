// Matter: boxes, glue and penalties (Knuth and Plass 1981): what the choice of breaks looks at.
#pragma once
#include "typeset/breaks.h"
#include "typeset/shape.h"

typedef enum { MATTER_BOX, MATTER_GLUE, MATTER_PENALTY } MatterKind;

#define PENALTY_NEVER  10000
#define PENALTY_FORCED (-10000)

// How far a space may give, of its own width (TeX: 1/2, 1/3). The looser passes of optimum.c
// multiply the stretch. It shrinks to SPACE_LEAST_EM, but always a little and never too much: even
// spaces come from lines that are seldom tight, more than from anything else.
#define SPACE_STRETCH      0.50
#define SPACE_SHRINK_LEAST 0.10
#define SPACE_SHRINK_MOST  0.28
#define SPACE_LEAST_EM     0.19

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
  // Of a box: how far its first sign may stand out of the measure at a line's start, its last one
  // at the end; of a penalty, how far our hyphen may.
  float hang_start_pt, hang_end_pt;
  guint16 kashidas; // words of the box that could take one
  guint16 gaps;     // places of the box where letters may move a little
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
// How far a space may shrink.
double space_shrink_pt(double width_pt, double size_pt);
// The hyphen of a font: U+2010 where it has it, else U+002D.
UChar matter_hyphen(const Font *font);
void matter_dump(const Flow *flow, const MatterList *list, GString *out);
