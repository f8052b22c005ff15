#include "build/jobs.h"

typedef struct {
  JobFunction function;
  gpointer data;
  Progress *progress;
} Batch;

static void run_one(gpointer item, gpointer user_data) {
  const Batch *batch = user_data;
  batch->function(GPOINTER_TO_UINT(item) - 1, batch->data); // 0 cannot be pushed as a pointer
  progress_step(batch->progress);
}

void jobs_run(guint threads, guint count, JobFunction function, gpointer data, Progress *progress) {
  Batch batch = {function, data, progress};
  guint limit = MIN(threads ? threads : g_get_num_processors(), count);
  progress_expect(progress, count);
  if (limit <= 1) {
    for (guint i = 0; i < count; i++)
      run_one(GUINT_TO_POINTER(i + 1), &batch);
    return;
  }
  GThreadPool *pool = g_thread_pool_new(run_one, &batch, (gint)limit, TRUE, NULL);
  for (guint i = 0; i < count; i++)
    g_thread_pool_push(pool, GUINT_TO_POINTER(i + 1), NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
}
