// The files below a folder, in an order that does not depend on the file system.
#pragma once
#include "base/diagnostic.h"

typedef struct {
  char *relative_path; // below the publication's folder, with '/'
  char *absolute_path;
} FoundFile;

// Appends (to an array of FoundFile) every file below `root`/`folder` whose name ends in `suffix`,
// sorted by path. Hidden files and folders (".git") are left out. A symbolic link is followed only
// to what lies inside `root` and was not seen already; another one gets a diagnostic. Nothing is
// appended where there is no such folder. Strings live with `arena`.
void folder_walk(Arena *arena, const char *root, const char *folder, const char *suffix,
                 GArray *files, DiagnosticList *diagnostics);
