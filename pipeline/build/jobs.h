// Jobs: independent pieces of work run on several threads. Output never depends on their number:
// each job writes to its own slot, and slots are merged in order afterwards.
#pragma once
#include <glib.h>

typedef struct Progress Progress;

typedef void (*JobFunction)(guint index, gpointer data);

// Runs `function` for each index in [0, count), at most `threads` at once (0 = one a processor),
// and returns when all are done. With one thread all runs on the caller's. `progress` may be NULL.
void jobs_run(guint threads, guint count, JobFunction function, gpointer data, Progress *progress);

// A line on the terminal that tells how far the work is: shown only if standard error is a terminal
// and the work has lasted over a second.
Progress *progress_new(const char *label);
void progress_free(Progress *progress);                // clears the line
void progress_expect(Progress *progress, guint steps); // adds to the number of steps to come
void progress_step(Progress *progress);                // may be called from any thread
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)
