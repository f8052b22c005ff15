// Edition: one digest in one choice of languages, as a PDF and a picture of its first page.
#pragma once
#include "build/jobs.h"
#include "build/workspace.h"
#include "model/output.h"
#include "paginate/digest.h"
#include "print/print.h"

typedef struct {
  const Digest *digest;
  LanguageChoice languages;
  PrintTarget target;
  const Proof *proof; // NULL = no proof
} Edition;

// The editions that a definition asks for: each of its languages, then all together.
GArray *edition_list(const Publication *publication, const Digest *digest);
// "fa", or "both" for all languages.
const char *edition_language_name(const Publication *publication, LanguageChoice languages);
// "2026-w12.fa.pdf", for a press "2026-w12.fa-press.pdf"; freed by the caller.
char *edition_file_name(const Publication *publication, const Edition *edition,
                        const char *extension);
// "digests/2026-w12.fa.pdf"; freed by the caller.
char *edition_path(const Publication *publication, const Edition *edition, const char *extension);
// Sets and prints an edition. Safe to call from several threads, each with its own diagnostics.
// `cover` and `progress` (a step a page) may be NULL; else it receives a
// PNG. NULL where nothing could be made.
GBytes *edition_make(const Workspace *workspace, const Edition *edition, GBytes **cover,
                     DiagnosticList *diagnostics, Progress *progress);
