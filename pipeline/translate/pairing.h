// Pairing: posts with one id become a PostPair, whatever their paths; their blocks are aligned
// then, or where a digest in one language needs no more, only those of pairs that a lock tells of.
#pragma once
#include "model/publication.h"

// Fills publication->pairs (posts and pages; a pair is a page when its posts are), sorted by
// post_compare of the first side present. Two posts with one id and language: a diagnostic that
// names both; the first by path is in the pair, the other stays in publication->posts only.
// Everything lives with publication->arena.
void publication_find_pairs(Publication *publication, DiagnosticList *diagnostics);
// Aligns all pairs that are not aligned yet.
void publication_align(Publication *publication);
// Both.
void publication_pair(Publication *publication, DiagnosticList *diagnostics);

// Aligns the source side of a pair with every other one, unless that was done before: fills blocks,
// links and link_counts. Pure but for `pair` and `arena`, so that pairs may be aligned in parallel,
// each with an arena of its own.
void pair_align(Arena *arena, PostPair *pair);
