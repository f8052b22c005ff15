// Which posts a digest carries, and in which order.
#pragma once
#include "model/publication.h"

typedef struct {
  const PostPair **items;
  guint count;
} PairList;

// Pinned ids first, in their order; then the chosen ones, oldest first (undated last, by id). A
// pair is chosen when its date lies in the digest's days, or it has one of its tags, or its id is
// listed (dates and tags together narrow each other); with no selection at all, every post is.
// Pages, drafts and excluded ids are left out. Names of posts that do not exist give a diagnostic.
// Where the definition says so (`carried`), what earlier issues carried is left out or reported:
// posts named under pin or ids always stay.
PairList digest_select(Arena *arena, const Publication *publication, const Digest *digest,
                       DiagnosticList *diagnostics);
// The same, without diagnostics, where `carried` (post id -> Digest) is what earlier issues had.
PairList digest_select_after(Arena *arena, const Publication *publication, const Digest *digest,
                             GHashTable *carried);
