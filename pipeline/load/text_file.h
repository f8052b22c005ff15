// Reading a file that somebody wrote: whatever its bytes, the result is text that the rest can use.
#pragma once
#include "base/diagnostic.h"

// Reads the file at `absolute_path`; `relative_path` is the name that it has in diagnostics. A byte
// order mark is cut off, lone CRs become line ends, NULs and bytes that are not UTF-8 become
// U+FFFD: each with one diagnostic, at the first place. NULL, with a diagnostic, where the file
// can't be read, is no regular file, or is larger than TEXT_FILE_MAX_BYTES.
SourceFile *text_file_load(Arena *arena, const char *absolute_path, const char *relative_path,
                           DiagnosticList *diagnostics);
// The same for bytes that are already in memory; never NULL.
SourceFile *text_file_from_bytes(Arena *arena, const char *relative_path, const char *bytes,
                                 gsize length_bytes, DiagnosticList *diagnostics);

#define TEXT_FILE_MAX_BYTES ((gsize)16 * 1024 * 1024)
