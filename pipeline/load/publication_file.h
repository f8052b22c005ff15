// publication.yaml: what holds for the whole publication.
#pragma once
#include "base/yaml.h"
#include "model/publication.h"

// Fills `publication` (whose arena and folder are set) from publication.yaml, or with the defaults
// where there is none: then the languages are the subfolders named for one, the title is the
// folder's name. FALSE, with a diagnostic, where the folder is no publication.
gboolean publication_file_load(Publication *publication, DiagnosticList *diagnostics);
// Whether there is a language file for `lang`, built in or in the publication's locales/.
gboolean publication_file_knows_language(const Publication *publication, const char *lang);
// The value of a key `numbered_headings`: how many levels.
guint publication_file_numbering(const YamlNode *map, guint fallback, DiagnosticList *diagnostics);
