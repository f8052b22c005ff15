// Order: which page stands where on which sheet.
#pragma once
#include <glib.h>

typedef enum {
  IMPOSE_BOOKLET, // folded once and stitched through the fold
  IMPOSE_PAIRS,   // two pages side by side, in reading order
} ImposeLayout;

// One side of a sheet. Page numbers from 1; 0 = blank.
typedef struct {
  guint left, right;
  guint depth, depth_count; // of the sheet in its signature: 0 = outermost, of how many sheets
  gboolean is_back;
} SheetSide;

// The sides in the order of printing: front and back of each sheet in turn for a booklet. Pages are
// filled to a multiple of 4 with blanks at the end (of 2 for pairs). `signature`: how many pages
// are folded into each other, a multiple of 4; 0 = all; the last one may have fewer. Bound at the
// right, page 1 stands at the left of its sheet. Freed by the caller.
GArray *order_sides(guint page_count, ImposeLayout layout, gboolean bound_right, guint signature);
// Two books in one, meeting in the middle: the pages of the first, blanks, then those of the second
// from its last to its first, so that the second one's cover is the back of the whole. The second's
// pages have the numbers after the first's. `sides` are those of order_sides for `order_together`
// pages, bound at the left.
guint order_together(guint first_count, guint second_count); // a multiple of 4
void order_meet(GArray *sides, guint first_count, guint second_count);
// Page 1's sheet and those behind it as lines of numbers, "-" for a blank: for tests and --dry-run.
void order_dump(const GArray *sides, GString *out);
