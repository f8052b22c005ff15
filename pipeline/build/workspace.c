#include "build/workspace.h"

#include "load/library.h"
#include "translate/lock.h"
#include "translate/pairing.h"

Workspace *workspace_open_unaligned(const char *folder, guint threads) {
  Workspace *workspace = g_new0(Workspace, 1);
  workspace->arena = arena_new();
  workspace->diagnostics = diagnostic_list_new();
  diagnostic_list_root(workspace->diagnostics, folder);
  workspace->folder = g_strdup(folder);
  workspace->threads = threads ? threads : g_get_num_processors();
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  workspace->source_date_epoch = epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0;
  workspace->publication = library_load(folder, workspace->threads, workspace->diagnostics);
  Publication *publication = workspace->publication;
  if (!publication) return workspace;
  publication_find_pairs(publication, workspace->diagnostics);
  publication_read_locks(publication, workspace->diagnostics);
  workspace->locales = ARENA_ARRAY(workspace->arena, const Locale *, publication->language_count);
  for (guint i = 0; i < publication->language_count; i++) {
    SourceSpan asked = publication->file ? source_span_of_file(publication->file) : (SourceSpan){0};
    workspace->locales[i] = locale_load(workspace->arena, publication->folder,
                                        publication->languages[i], asked, workspace->diagnostics);
  }
  return workspace;
}

void workspace_align(Workspace *workspace) {
  if (workspace->publication) publication_align(workspace->publication);
}

Workspace *workspace_open(const char *folder, guint threads) {
  Workspace *workspace = workspace_open_unaligned(folder, threads);
  workspace_align(workspace);
  return workspace;
}

gboolean workspace_is_usable(const Workspace *workspace) {
  const Publication *publication = workspace->publication;
  if (!publication || publication->is_broken || publication->language_count == 0) return FALSE;
  for (guint i = 0; i < workspace->publication->language_count; i++)
    if (!workspace->locales[i]) return FALSE;
  return TRUE;
}

void workspace_open_fonts(Workspace *workspace) {
  const char *folder = workspace->publication ? workspace->publication->folder : NULL;
  if (!workspace->fonts)
    workspace->fonts = font_set_load(workspace->arena, folder, workspace->diagnostics);
}

void workspace_free(Workspace *workspace) {
  if (!workspace) return;
  diagnostic_list_free(workspace->diagnostics);
  if (workspace->publication) library_free(workspace->publication);
  arena_free(workspace->arena);
  g_free(workspace->folder);
  g_free(workspace);
}
