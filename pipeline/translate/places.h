// Places that a link may name: headings and blocks within a post, files within the publication.
#pragma once
#include "model/post.h"

// The names that #fragments of one post may have: slugs of headings, declared ids, notes, and ids
// in its raw HTML.
typedef struct PlaceNames PlaceNames;
PlaceNames *place_names_new(const Post *post);
void place_names_free(PlaceNames *names);
gboolean place_names_has(const PlaceNames *names, const char *name);
// The nearest name, or NULL; borrowed.
const char *place_names_nearest(const PlaceNames *names, const char *name);

// The path relative to the publication's folder that `path` means in a post: seen from the post's
// own folder, or with `from_root`, or a leading '/', from the publication's. NULL where it leads
// out of the publication. Freed by the caller.
char *path_resolve_new(const Post *post, const char *path, gboolean from_root);
// Whether it is a file that lies in the publication's folder, however symbolic links lead.
gboolean path_is_file(const char *publication_folder, const char *relative);
// `path` with its last part replaced by the nearest name in its folder, or NULL; freed by the
// caller.
char *path_nearest_open(const char *publication_folder, const Post *post, const char *path);
