// digests/NAME.yaml: which posts an issue carries and how it is set. Beside the keys of
// beyt-formats(5):
//   week: 2026-03-18                 the week that contains this day, instead of from and to
//   week_starts: saturday            saturday | sunday | monday; default: as the language has it
//   page: {trim: A4 | A5 | [w, h], margins: 18 | {inner, outer, top, bottom}, columns: 1..3,
//          gutter: 6, bleed: 3, size: 11}
#pragma once
#include "model/publication.h"

// Reads one definition; the result lives with publication->arena. Never NULL: what is wrong has a
// diagnostic and its default.
Digest *digest_file_parse(const Publication *publication, const SourceFile *file, const char *name,
                          DiagnosticList *diagnostics);
