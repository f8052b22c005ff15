// Numbers: what articles and their headings are numbered with (D1, NU-9), and the names of places
// in an article.
#pragma once
#include "locale/locale.h"
#include "model/outline.h"
#include "model/publication.h"

// The number of a heading of a post: "2.1"; NULL where it has none. `chapter`: the article's own
// number, 0 = none.
const char *number_of_heading(Arena *arena, const Digest *digest, const Locale *locale,
                              const Outline *outline, const Node *heading, guint chapter);
// The destination of a heading or of a block with a declared id, in an article named `anchor`.
const char *number_place_name(Arena *arena, const char *anchor, const Node *block);
