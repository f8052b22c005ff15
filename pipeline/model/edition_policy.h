// Edition policy: what a digest refuses.
#pragma once
#include "model/selection.h"

// TRUE where the digest's definition refuses one of the posts in these languages; each such post is
// an error at the definition, with the post as its counterpart.
gboolean digest_refuses(const Publication *publication, const Digest *digest,
                        LanguageChoice languages, const PairList *pairs,
                        DiagnosticList *diagnostics);
// Whether the text of a pair in a language is older than its source, as far as is known.
gboolean pair_is_stale(const PostPair *pair, guint language);
