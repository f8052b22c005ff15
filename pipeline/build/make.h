// Make: every file of the output folder, in memory: the digests first, then the site that names
// them.
#pragma once
#include "build/jobs.h"
#include "build/workspace.h"
#include "model/output.h"

// The files of the site and, if asked, of every edition of every digest. Faults go to the
// workspace's diagnostics, in the same order whatever the number of threads. Freed by the caller.
OutputList *workspace_make(Workspace *workspace, gboolean with_digests, Progress *progress);
