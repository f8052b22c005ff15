// The text that is given to cmark in each round: definitions of links first, then the pieces, each
// so that it can be only what it is meant to be, and so that cmark's lines tell which piece is
// which.
#pragma once
#include "load/commonmark.h"

// A line "[label]" and an empty one for each label: a paragraph that is a link if there is a
// definition of the label anywhere in the text that follows.
#define PIECE_PROBE_LINES 2
void piece_add_probes(Fragment *buffer, const GPtrArray *labels);

typedef struct {
  DraftJob job;
  guint line; // of its first line in the buffer, from 0
} PiecePlace;

// Inlines become a paragraph whose lines are all continuations of an added first one, and so can't
// begin anything; blocks become a quote. Pieces of nothing but white space are left out. Appends
// the places to `places` (of PiecePlace), in order.
Fragment *piece_buffer(const GArray *jobs, const GArray *definitions, GArray *places);
// Moves the blocks below `holder` to where the job wants them.
void piece_settle(const DraftJob *job, Node *holder);
