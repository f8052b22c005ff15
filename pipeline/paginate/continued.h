// "Continued on page 4", "continued from page 3": lines in the margins, below the column that an
// article leaves and above the one where it goes on, level with folios and running heads where
// those leave room. They take no room from the text, so that page numbers stay as the layout has
// settled them.
#pragma once
#include "paginate/layout.h"

// Adds the lines to `pages`, of GArray of Placed. A template that asks for it (`continued: true`)
// has them wherever an article turns a page; any other where the page after next, or a later one,
// has the rest (facing pages have the next part of a text two pages on).
void continued_place(ComposeJob *job, const Layout *layout, const GPtrArray *pages);
