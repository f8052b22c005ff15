// Block alignment of two texts that say the same in two languages: declared ids first, then kind,
// level, order and anchors, with length as a tie-break; 1:1, 1:0, 0:1, 1:2, 2:1 and 2:2 links.
#pragma once
#include "model/pair.h"

// Links in document order that cover every block of both sides once. The confidence of a link is
// its posterior probability among all alignments in the band. `count` is set; lives with `arena`.
// Time and memory grow with the number of blocks, not with its square.
BlockPair *blocks_align(Arena *arena, const BlockList *source, const BlockList *target,
                        guint *count);
