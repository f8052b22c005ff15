// The colophon: each post with its id and the fingerprint of its source, so that a printed page can
// be traced to the file that it was made from.
#pragma once
#include "paginate/compose.h"

typedef struct {
  const Post *post;
  guint number; // of the pair: the parts of both languages' colophons stand level
} ColophonEntry;

// The parts of a colophon, as BlockStart.part: a post is COLOPHON_POSTS and its number.
typedef enum { COLOPHON_NAME, COLOPHON_WHAT, COLOPHON_POSTS } ColophonPart;

void colophon_compose(Composer *composer, const ColophonEntry *entries, guint count);
