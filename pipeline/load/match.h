// Where each inline was written. cmark 0.30.2 gives inlines positions, but they can't be used:
//  - columns count bytes, and begin from the block's first line: after a line break they are off by
//    what stands before the later line (a lazy line, a deeper indentation, a tab);
//  - breaks have no position at all;
//  - after a code span, raw tag or link that runs over a line end, everything else in the paragraph
//    is on the wrong line, and the link itself begins on its last one;
//  - a code span's position is that of its content, without the backticks;
//  - text that begins with an escape or a reference is joined to what follows, so that neither can
//  be
//    told from its position;
//  - a paragraph that begins with link definitions (which are taken out of it) counts lines from
//    the first of these;
//  - a NUL counts as three columns.
// So none of them is used. The block's text, freed of what stands before it on each line, is read
// once more beside the inlines that cmark found in it: they tell what comes next, and each
// character of the text belongs to exactly one of them.
#pragma once
#include "load/draft.h"

// Finds the inlines below `leaf` (whose texts are as cmark gave them) in `content`, and sets their
// bytes; texts are cut where they hold an escape or a reference. `content` may begin with link
// definitions, which are passed over: `*start` is set to where the inlines begin. FALSE where the
// two do not agree; the texts are then as they were.
gboolean match_inlines(Drafts *drafts, Node *leaf, const Fragment *content, gsize *start);
// Gives all inlines below `leaf` the leaf's own bytes.
void match_fall_back(Drafts *drafts, Node *leaf);
