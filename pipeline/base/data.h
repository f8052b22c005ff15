// The files compiled into the program (locales/, fonts/, theme/, measures/), each of which a
// publication can override with a file of the same name in its own folder.
#pragma once
#include "base/source.h"

// The file `name` ("theme/post.mustache"): from `override_folder` if it is not NULL and has such a
// file, else the compiled-in one. NULL where there is neither.
GBytes *data_open(const char *override_folder, const char *name);
// The same as a SourceFile, whose path tells which of the two it was
// ("builtin:theme/post.mustache").
SourceFile *data_source(Arena *arena, const char *override_folder, const char *name);
// The folder `name` ("fonts") that goes with the program, for files too large to compile in: beside
// an installed program (../share/beyt) or in the source tree that it was built in. Freed by the
// caller; NULL where there is none.
char *data_folder(const char *name);
// Names of the compiled-in files directly in `folder` ("locales"), sorted.
char **data_list(Arena *arena, const char *folder, guint *count);
