// A publication's folder to a Publication: publication.yaml, every post and page, every digest
// definition. Posts are read in parallel; the result does not depend on the number of threads.
//
//   en/**.md fa/**.md   posts, by folder of their language
//   pages/**.md         undated pages (about): pages/about.fa.md, pages/fa/about.md, or with `lang`
//   digests/*.yaml      digest definitions
#pragma once
#include "model/publication.h"

// Reads the publication in `folder` with up to `threads` threads (0 = 1). publication->pairs is
// left empty: translate/ fills it. NULL, with a diagnostic, where the folder is no publication. The
// publication owns the source files that diagnostics point to: free it after them.
Publication *library_load(const char *folder, guint threads, DiagnosticList *diagnostics);
void library_free(Publication *publication);
