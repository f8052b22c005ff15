#include "build/make.h"

#include "build/edition.h"
#include "site/site.h"

// A place of its own for what each job makes, merged in the jobs' order.
typedef struct {
  OutputList *files;
  DiagnosticList *diagnostics;
} Slot;

typedef struct {
  const Workspace *workspace;
  const Edition *editions;
  const SitePlan *plan;
  Slot *slots;
} Making;

static void open_slot(Slot *slot) {
  slot->files = output_list_new();
  slot->diagnostics = diagnostic_list_new();
}

static void make_edition(guint index, gpointer data) {
  const Making *making = data;
  const Publication *publication = making->workspace->publication;
  const Edition *edition = &making->editions[index];
  Slot *slot = &making->slots[index];
  open_slot(slot);
  GBytes *cover = NULL;
  GBytes *pdf = edition_make(making->workspace, edition, &cover, slot->diagnostics, NULL);
  g_autofree char *pdf_path = edition_path(publication, edition, "pdf");
  g_autofree char *cover_path = edition_path(publication, edition, "png");
  if (pdf) output_list_take(slot->files, pdf_path, pdf);
  if (cover) output_list_take(slot->files, cover_path, cover);
}

static void make_site_part(guint index, gpointer data) {
  const Making *making = data;
  Slot *slot = &making->slots[index];
  open_slot(slot);
  site_plan_run(making->plan, index, slot->files, slot->diagnostics);
}

static void run_slots(Workspace *workspace, Making *making, guint count, JobFunction function,
                      OutputList *files, Progress *progress) {
  making->slots = g_new0(Slot, count);
  jobs_run(workspace->threads, count, function, making, progress);
  for (guint i = 0; i < count; i++) {
    output_list_merge(files, making->slots[i].files);
    diagnostic_list_take(workspace->diagnostics, making->slots[i].diagnostics);
  }
  g_clear_pointer(&making->slots, g_free);
}

static void make_digests(Workspace *workspace, OutputList *files, Progress *progress) {
  const Publication *publication = workspace->publication;
  g_autoptr(GArray) editions = g_array_new(FALSE, FALSE, sizeof(Edition));
  for (guint i = 0; i < publication->digest_count; i++) {
    g_autoptr(GArray) some = edition_list(publication, publication->digests[i]);
    g_array_append_vals(editions, some->data, some->len);
  }
  if (editions->len == 0) return;
  workspace_open_fonts(workspace);
  Making making = {.workspace = workspace, .editions = (const Edition *)editions->data};
  run_slots(workspace, &making, editions->len, make_edition, files, progress);
}

static void make_site(Workspace *workspace, OutputList *files, Progress *progress) {
  output_list_sort(files);
  g_autoptr(GPtrArray) digest_files = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < files->files->len; i++)
    g_ptr_array_add(digest_files, g_strdup(g_array_index(files->files, OutputFile, i).path));
  g_ptr_array_add(digest_files, NULL);
  const SiteInput input = {workspace->publication, workspace->locales,
                           (const char *const *)digest_files->pdata};
  g_autoptr(SitePlan) plan = site_plan(&input, workspace->diagnostics);
  Making making = {.workspace = workspace, .plan = plan};
  run_slots(workspace, &making, site_plan_job_count(plan), make_site_part, files, progress);
}

OutputList *workspace_make(Workspace *workspace, gboolean with_digests, Progress *progress) {
  OutputList *files = output_list_new();
  if (with_digests) make_digests(workspace, files, progress);
  make_site(workspace, files, progress);
  output_list_sort(files);
  return files;
}
