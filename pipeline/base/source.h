// SourceFile and SourceSpan: where a thing was written. Every node, line and diagnostic carries a
// span. Lines and columns count from 1; a column counts Unicode code points, as editors do. 0 =
// unknown.
#pragma once
#include "base/arena.h"

typedef struct {
  const char *path; // as the user gave it, or relative to the publication's folder
  const char *text; // UTF-8, NUL-terminated; CRLF kept
  gsize length_bytes;
  const guint32 *line_starts; // byte offset of each line
  guint line_count;
  const guint32 *marks; // code points before every SOURCE_MARK_BYTES bytes: columns of long lines
} SourceFile;

#define SOURCE_MARK_BYTES 64

typedef struct {
  const SourceFile *file; // NULL where a thing has no source
  guint32 line, column;
  guint32 end_line, end_column; // of the last character, inclusive
} SourceSpan;

// `text` must be valid UTF-8 and is copied.
SourceFile *source_file_new(Arena *arena, const char *path, const char *text, gsize length_bytes);
// The same, with a NUL behind `text`, which is freed with the arena.
SourceFile *source_file_take(Arena *arena, const char *path, char *text, gsize length_bytes);
// Whether the bytes are UTF-8 without a NUL.
gboolean source_is_text(const char *text, gsize length_bytes);
// The span of the bytes [start, end); an empty range gives the position of `start`.
SourceSpan source_span_from_offsets(const SourceFile *file, gsize start_bytes, gsize end_bytes);
// The byte offset of a line and column, clamped to that line.
gsize source_offset(const SourceFile *file, guint line, guint column);
// The byte offset `count` code points after `start_bytes`, clamped to the file.
gsize source_offset_after(const SourceFile *file, gsize start_bytes, gsize count);
// The text of a line without its end; `length_bytes` is set.
const char *source_line(const SourceFile *file, guint line, gsize *length_bytes);
// A span for the file as a whole (line 1, column 1).
SourceSpan source_span_of_file(const SourceFile *file);
