#include "load/library.h"

#include <stdlib.h>
#include <string.h>

#include "load/digest_file.h"
#include "load/folder_walk.h"
#include "load/post_file.h"
#include "load/publication_file.h"
#include "load/text_file.h"

#define PAGES_FOLDER   "pages"
#define DIGESTS_FOLDER "digests"
#define MAX_THREADS    64

// One post to read; each has an arena and a list of faults of its own, so that threads share
// nothing.
typedef struct {
  FoundFile file;
  const char *folder_lang;
  gboolean is_page;
  Arena *arena;
  DiagnosticList *diagnostics;
  Post *post;
} Job;

typedef struct {
  GArray *jobs; // of Job
  gint next;    // atomic: the first job that nobody has taken
} Queue;

static gpointer run_jobs(gpointer data) {
  Queue *queue = data;
  for (;;) {
    guint index = (guint)g_atomic_int_add(&queue->next, 1);
    if (index >= queue->jobs->len) return NULL;
    Job *job = &g_array_index(queue->jobs, Job, index);
    job->post = post_load(job->arena, job->file.absolute_path, job->file.relative_path,
                          job->folder_lang, job->diagnostics);
    if (job->post) job->post->is_page = job->is_page;
  }
}

static void run_in_parallel(GArray *jobs, guint threads) {
  Queue queue = {jobs, 0};
  guint count = MIN(MIN(threads, MAX_THREADS), jobs->len);
  g_autoptr(GPtrArray) running = g_ptr_array_new();
  for (guint i = 1; i < count; i++) {
    GThread *thread = g_thread_try_new("load", run_jobs, &queue, NULL);
    if (thread) g_ptr_array_add(running, thread);
  }
  run_jobs(&queue);
  for (guint i = 0; i < running->len; i++)
    g_thread_join(running->pdata[i]);
}

// "pages/fa/about.md" -> "fa".
static const char *page_language(const Publication *publication, const char *path) {
  for (guint i = 0; i < publication->language_count; i++) {
    g_autofree char *prefix = g_strdup_printf(PAGES_FOLDER "/%s/", publication->languages[i]);
    if (g_str_has_prefix(path, prefix)) return publication->languages[i];
  }
  return NULL;
}

static void add_jobs(const Publication *publication, const char *folder, const char *lang,
                     GArray *jobs, DiagnosticList *diagnostics) {
  g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(FoundFile));
  folder_walk(publication->arena, publication->folder, folder, ".md", files, diagnostics);
  for (guint i = 0; i < files->len; i++) {
    FoundFile file = g_array_index(files, FoundFile, i);
    Job job = {file, lang, lang == NULL, arena_new(), diagnostic_list_new(), NULL};
    if (job.is_page) job.folder_lang = page_language(publication, file.relative_path);
    g_array_append_val(jobs, job);
  }
}

// A post in a language that the publication does not have goes by its folder's, or is left out.
static gboolean settle_language(const Publication *publication, const Job *job) {
  Post *post = job->post;
  if (publication_language(publication, post->lang) >= 0) return TRUE;
  gboolean by_folder = publication_language(publication, job->folder_lang) >= 0;
  Diagnostic *fault = diagnostic_add(
      job->diagnostics, DIAGNOSTIC_LANG_UNLISTED, post_field_span(post, "lang"), post->lang,
      by_folder ? "the post is taken to be in its folder's" : "the post is left out");
  diagnostic_hint(job->diagnostics, fault, "list it under 'languages' in publication.yaml");
  if (by_folder) post->lang = job->folder_lang;
  return by_folder;
}

static int compare_jobs(const void *a, const void *b) {
  return strcmp(((const Job *)a)->file.relative_path, ((const Job *)b)->file.relative_path);
}

static void load_posts(Publication *publication, guint threads, DiagnosticList *diagnostics) {
  g_autoptr(GArray) jobs = g_array_new(FALSE, FALSE, sizeof(Job));
  for (guint i = 0; i < publication->language_count; i++)
    add_jobs(publication, publication->languages[i], publication->languages[i], jobs, diagnostics);
  add_jobs(publication, PAGES_FOLDER, NULL, jobs, diagnostics);
  g_array_sort(jobs, compare_jobs);
  run_in_parallel(jobs, threads);
  publication->posts = ARENA_ARRAY(publication->arena, Post *, jobs->len);
  for (guint i = 0; i < jobs->len; i++) {
    Job *job = &g_array_index(jobs, Job, i);
    if (job->post && settle_language(publication, job))
      publication->posts[publication->post_count++] = job->post;
    arena_own(publication->arena, job->arena, (GDestroyNotify)arena_free);
    diagnostic_list_take(diagnostics, job->diagnostics);
  }
}

static void load_digests(Publication *publication, DiagnosticList *diagnostics) {
  Arena *arena = publication->arena;
  g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(FoundFile));
  folder_walk(arena, publication->folder, DIGESTS_FOLDER, ".yaml", files, diagnostics);
  publication->digests = ARENA_ARRAY(arena, Digest *, files->len);
  for (guint i = 0; i < files->len; i++) {
    const FoundFile *found = &g_array_index(files, FoundFile, i);
    const char *name = found->relative_path + strlen(DIGESTS_FOLDER "/");
    const SourceFile *file = NULL;
    if (!strchr(name, '/'))
      file = text_file_load(arena, found->absolute_path, found->relative_path, diagnostics);
    if (!file) continue;
    name = arena_strndup(arena, name, strlen(name) - strlen(".yaml"));
    publication->digests[publication->digest_count++] =
        digest_file_parse(publication, file, name, diagnostics);
  }
}

Publication *library_load(const char *folder, guint threads, DiagnosticList *diagnostics) {
  if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
    diagnostic_add(diagnostics, DIAGNOSTIC_PUBLICATION_FOLDER, (SourceSpan){0}, folder);
    return NULL;
  }
  Arena *arena = arena_new();
  Publication *publication = ARENA_NEW(arena, Publication);
  publication->arena = arena;
  g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
  publication->folder = arena_strdup(arena, absolute);
  if (!publication_file_load(publication, diagnostics)) return publication;
  load_posts(publication, threads, diagnostics);
  load_digests(publication, diagnostics);
  return publication;
}

void library_free(Publication *publication) {
  if (publication) arena_free(publication->arena);
}
