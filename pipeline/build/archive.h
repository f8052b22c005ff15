// Archive: the files from which an edition can be made again, as attachments of its own PDF; and
// their way back into a folder.
#pragma once
#include "build/edition.h"
#include "model/attachment.h"
#include "paginate/page.h"

// The sheet that lists what is attached and says how the edition was made: lines that begin with
// '#' for us, and lines as sha256sum(1) writes them, so that anybody can check the files.
#define ARCHIVE_SHEET "beyt-edition.txt"

// Posts, pages, definitions, locks, glossary, measures, locales and fonts of the publication, the
// images that `document` shows, and the licences of the fonts that it is set in. A name that can't
// stand in an archive is reported and left out. Sorted; the same publication gives the same list.
AttachmentList *archive_collect(const Workspace *workspace, const Edition *edition,
                                const Document *document, DiagnosticList *diagnostics);

// How an edition was made, read back from its sheet.
typedef struct {
  char *digest, *languages; // "2026-w12", "fa"
  char *version;            // of the program that made it
  gint64 source_date_epoch; // 0 = none was given
} ArchiveSheet;
void archive_sheet_clear(ArchiveSheet *sheet);

// Writes the attachments below `folder`, whole or not at all, once all are found to be what the
// sheet says. With `force` files that are there already are replaced; without it they are an error.
// FALSE with an error where the sheet is missing or a file is, where a sum differs, or a name leads
// out of the folder; nothing is written then.
gboolean archive_unpack(const AttachmentList *list, const char *folder, gboolean force,
                        ArchiveSheet *sheet, GError **error);
