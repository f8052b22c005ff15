// Digests: posts in, set pages out. The one door of paginate/.
#pragma once
#include "model/selection.h"
#include "paginate/page.h"

// A proof: the digest as its proofreaders get it (proof.h).
typedef struct {
  // Fingerprints of the blocks of the last proof; NULL where this is the first one.
  GHashTable *before;
  GString *now; // receives the fingerprints of this one, a line each, in the order of the pages
} Proof;

typedef struct {
  const Publication *publication;
  const Locale *const *locales; // by language, in the order of publication->languages
  // What to print. A definition without a selection carries every post; the parts that are off
  // (masthead, contents, colophon) are left out, so that one post alone is a document too.
  const Digest *digest;
  LanguageChoice languages; // one language, or all of them in digest->layout
  Typesetter *typesetter;
  const FontSet *fonts;
  // These posts, in this order, instead of the definition's selection; NULL = the selection.
  const PairList *pairs;
  const Proof *proof; // NULL = the pages are no proof
  // One language of two editions whose pages correspond (co_edition.h); `languages` names it.
  gboolean co_edition;
} DigestJob;

// Sets the digest. Never NULL, and never without a page: a digest without posts has its masthead
// and says that it is empty. The document lives with `arena` and borrows from the job's
// publication, locales and fonts. Faults (a measure out of range, an image that is missing, a page
// too small for a line) go to `diagnostics`.
Document *digest_paginate(Arena *arena, const DigestJob *job, DiagnosticList *diagnostics);
