// Carried: which posts the issues before a digest have had.
#pragma once
#include "model/publication.h"

// Post id -> the const Digest that carried it first, of all digests that come before `digest`: by
// issue number, or, where one has none, by their first day. A digest with neither is no issue and
// comes before nothing. Freed with g_hash_table_unref.
GHashTable *digest_carried(const Publication *publication, const Digest *digest);
