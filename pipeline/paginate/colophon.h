// The colophon: each post with its id and the fingerprint of its source, so that a printed page can
// be traced to the file that it was made from.
#pragma once
#include "paginate/compose.h"

void colophon_compose(Composer *composer, const Post *const *posts, guint count);
