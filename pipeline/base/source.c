#include "base/source.h"

#include <string.h>
#include <unicode/utf8.h>

SourceFile *source_file_new(Arena *arena, const char *path, const char *text, gsize length_bytes) {
  SourceFile *file = ARENA_NEW(arena, SourceFile);
  file->path = arena_strdup(arena, path);
  file->text = arena_strndup(arena, text, length_bytes);
  file->length_bytes = length_bytes;
  guint count = 1;
  for (gsize i = 0; i < length_bytes; i++)
    count += text[i] == '\n';
  guint32 *starts = ARENA_ARRAY(arena, guint32, count);
  for (gsize i = 0, line = 1; i < length_bytes; i++)
    if (text[i] == '\n') starts[line++] = (guint32)(i + 1);
  file->line_starts = starts;
  file->line_count = count;
  return file;
}

static guint line_of_offset(const SourceFile *file, gsize offset) {
  guint low = 0, high = file->line_count;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if (file->line_starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static void position(const SourceFile *file, gsize offset, guint32 *line, guint32 *column) {
  guint index = line_of_offset(file, offset);
  *line = index + 1;
  *column = 1;
  gsize i = file->line_starts[index];
  while (i < offset) {
    U8_FWD_1(file->text, i, file->length_bytes);
    *column += 1;
  }
}

SourceSpan source_span_from_offsets(const SourceFile *file, gsize start_bytes, gsize end_bytes) {
  SourceSpan span = {.file = file};
  gsize start = MIN(start_bytes, file->length_bytes);
  gsize end = MIN(end_bytes, file->length_bytes);
  position(file, start, &span.line, &span.column);
  if (end <= start) {
    span.end_line = span.line;
    span.end_column = span.column;
    return span;
  }
  gsize last = end;
  U8_BACK_1((const guint8 *)file->text, 0, last);
  position(file, last, &span.end_line, &span.end_column);
  return span;
}

const char *source_line(const SourceFile *file, guint line, gsize *length_bytes) {
  *length_bytes = 0;
  if (line < 1 || line > file->line_count) return "";
  gsize start = file->line_starts[line - 1];
  gsize end = line < file->line_count ? file->line_starts[line] - 1 : file->length_bytes;
  if (end > start && file->text[end - 1] == '\r') end--;
  *length_bytes = end - start;
  return file->text + start;
}

gsize source_offset(const SourceFile *file, guint line, guint column) {
  if (line < 1) return 0;
  if (line > file->line_count) return file->length_bytes;
  gsize length;
  const char *text = source_line(file, line, &length);
  gsize i = 0;
  for (guint c = 1; c < column && i < length; c++)
    U8_FWD_1(text, i, length);
  return file->line_starts[line - 1] + i;
}

SourceSpan source_span_of_file(const SourceFile *file) {
  return (SourceSpan){file, 1, 1, 1, 1};
}
