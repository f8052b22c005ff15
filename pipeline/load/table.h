// Pipe tables: a line of cells, a line of dashes, lines of cells.
//
//   | Fruit    | Weight |
//   | :------- | -----: |
//   | Apple    | 120 g  |
//
// ':---' aligns to the start side of the table's language, '---:' to its end side, ':---:' to the
// middle (FARSI.md D2). A pipe in a cell is written '\|', in code too. A table may follow a line of
// a paragraph directly, and ends with the paragraph. A short row is filled up with empty cells; the
// rest of a long one goes into its last cell, with a diagnostic. Braces after a row's last pipe are
// the row's attributes, on a line of their own those of the table (attribute.h).
#pragma once
#include "load/draft.h"

// A cheap look: whether one of the lines could be a line of dashes.
gboolean table_is_likely(const char *text);
// Makes tables of this round's paragraphs and asks for their cells.
void tables_collect(Drafts *drafts);
