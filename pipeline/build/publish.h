// Publishing: the only place that writes files. All files of a run are first written in full to a
// staging folder inside the output folder; only when every one of them is there are they moved to
// their places, each by one rename. A run that fails leaves the former output as it was.
#pragma once
#include "base/arena.h"
#include "model/output.h"

// Writes `files` below `folder`, which is made if needed, and removes what the former run wrote
// there and this one does not. Files that beyt did not write are left alone. A file whose bytes
// have not changed keeps its time stamp.
gboolean outputs_publish(const OutputList *files, const char *folder, GError **error);
// Writes one file, whole or not at all; its folder must exist.
gboolean file_publish(const char *path, GBytes *bytes, GError **error);
