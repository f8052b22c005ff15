#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "build/jobs.h"

#define QUIET_US    (1 * G_USEC_PER_SEC) // nothing is shown before
#define INTERVAL_US (G_USEC_PER_SEC / 10)

struct Progress {
  GMutex mutex;
  const char *label;
  guint done, expected;
  gint64 start_us, shown_us;
  gboolean terminal, shown;
};

Progress *progress_new(const char *label) {
  Progress *progress = g_new0(Progress, 1);
  g_mutex_init(&progress->mutex);
  progress->label = label;
  progress->terminal = isatty(STDERR_FILENO);
  progress->start_us = g_get_monotonic_time();
  return progress;
}

void progress_free(Progress *progress) {
  if (!progress) return;
  if (progress->shown) fputs("\r\033[K", stderr);
  g_mutex_clear(&progress->mutex);
  g_free(progress);
}

void progress_expect(Progress *progress, guint steps) {
  if (!progress) return;
  g_mutex_lock(&progress->mutex);
  progress->expected += steps;
  g_mutex_unlock(&progress->mutex);
}

void progress_step(Progress *progress) {
  if (!progress) return;
  g_mutex_lock(&progress->mutex);
  progress->done++;
  gint64 now_us = g_get_monotonic_time();
  gboolean due =
      now_us - progress->start_us > QUIET_US && now_us - progress->shown_us > INTERVAL_US;
  if (progress->terminal && due) {
    fprintf(stderr, "\r\033[K%s: %u of %u", progress->label, progress->done, progress->expected);
    fflush(stderr);
    progress->shown_us = now_us;
    progress->shown = TRUE;
  }
  g_mutex_unlock(&progress->mutex);
}
