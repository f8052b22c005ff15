// Workspace: a publication opened for work, with all that the stages need beside it.
#pragma once
#include "model/publication.h"
#include "typeset/font.h"

typedef struct {
  Arena *arena;
  Publication *publication;
  const Locale **locales;      // by language index
  FontSet *fonts;              // NULL before workspace_open_fonts
  DiagnosticList *diagnostics; // of all stages so far
  char *folder;
  guint threads;
  gint64 source_date_epoch; // seconds; 0 = not given: files carry the edition's own date
} Workspace;

// Loads the posts of `folder`, pairs them and reads the languages. Always gives a workspace; faults
// are in its diagnostics. `threads` 0 = one a processor.
Workspace *workspace_open(const char *folder, guint threads);
// The same, but that only pairs with a lock are aligned: an edition in one language needs no
// others, unless it is a co-edition.
Workspace *workspace_open_unaligned(const char *folder, guint threads);
void workspace_align(Workspace *workspace);
void workspace_free(Workspace *workspace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workspace, workspace_free)
// FALSE where the folder holds nothing that could be published: its diagnostics say why.
gboolean workspace_is_usable(const Workspace *workspace);
void workspace_open_fonts(Workspace *workspace);
