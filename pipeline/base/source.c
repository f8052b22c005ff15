#include "base/source.h"

#include <string.h>
#include <unicode/utf8.h>

static gboolean starts_code_point(char byte) {
  return !U8_IS_TRAIL((guint8)byte);
}

static const guint32 *count_marks(Arena *arena, const char *text, gsize length) {
  gsize last = length / SOURCE_MARK_BYTES;
  guint32 *marks = ARENA_ARRAY(arena, guint32, last + 1);
  for (gsize mark = 0; mark < last; mark++) {
    const char *from = text + mark * SOURCE_MARK_BYTES;
    guint32 count = 0;
    for (guint i = 0; i < SOURCE_MARK_BYTES; i++)
      count += starts_code_point(from[i]);
    marks[mark + 1] = marks[mark] + count;
  }
  return marks;
}

static void find_lines(Arena *arena, SourceFile *file) {
  const char *text = file->text, *end = text + file->length_bytes;
  file->line_count = 1;
  for (const char *at = text; (at = memchr(at, '\n', (gsize)(end - at))); at++)
    file->line_count++;
  guint32 *starts = ARENA_ARRAY(arena, guint32, file->line_count);
  guint line = 1;
  for (const char *at = text; (at = memchr(at, '\n', (gsize)(end - at))); at++)
    starts[line++] = (guint32)(at + 1 - text);
  file->line_starts = starts;
}

static guint32 count_code_points(const SourceFile *file, gsize start, gsize end) {
  guint32 count = 0;
  for (gsize i = start; i < end; i++)
    count += starts_code_point(file->text[i]);
  return count;
}

// Code points that begin before an offset of the file.
static guint32 code_points_before(const SourceFile *file, gsize offset) {
  return file->marks[offset / SOURCE_MARK_BYTES] +
         count_code_points(file, offset - offset % SOURCE_MARK_BYTES, offset);
}

// The first offset in [start, end] with `count` code points before it.
static gsize offset_of_code_point(const SourceFile *file, gsize start, gsize end, guint32 count) {
  gsize low = start / SOURCE_MARK_BYTES, high = end / SOURCE_MARK_BYTES + 1;
  while (high - low > 1) {
    gsize middle = low + (high - low) / 2;
    if (file->marks[middle] <= count)
      low = middle;
    else
      high = middle;
  }
  gsize i = MAX(start, low * SOURCE_MARK_BYTES);
  guint32 seen = code_points_before(file, i);
  while (i < end && (seen < count || !starts_code_point(file->text[i])))
    seen += starts_code_point(file->text[i++]);
  return i;
}

static SourceFile *file_new(Arena *arena, const char *path, const char *text, gsize length_bytes) {
  SourceFile *file = ARENA_NEW(arena, SourceFile);
  file->path = arena_strdup(arena, path);
  file->text = text;
  file->length_bytes = length_bytes;
  find_lines(arena, file);
  file->marks = count_marks(arena, text, length_bytes);
  return file;
}

SourceFile *source_file_new(Arena *arena, const char *path, const char *text, gsize length_bytes) {
  return file_new(arena, path, arena_strndup(arena, text, length_bytes), length_bytes);
}

SourceFile *source_file_take(Arena *arena, const char *path, char *text, gsize length_bytes) {
  arena_own(arena, text, g_free);
  return file_new(arena, path, text, length_bytes);
}

gboolean source_is_text(const char *text, gsize length_bytes) {
  for (gsize i = 0; i < length_bytes;) {
    UChar32 c;
    U8_NEXT(text, i, length_bytes, c);
    if (c <= 0) return FALSE;
  }
  return TRUE;
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
  gsize start = file->line_starts[index];
  *line = index + 1;
  *column = 1 + (offset - start <= SOURCE_MARK_BYTES
                     ? count_code_points(file, start, offset)
                     : code_points_before(file, offset) - code_points_before(file, start));
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
  source_line(file, line, &length);
  gsize start = file->line_starts[line - 1];
  if (column <= 1) return start;
  // More columns than bytes would run over the line's end (and, from a hostile span, over 32 bits).
  guint32 count = code_points_before(file, start) + (guint32)MIN((gsize)column - 1, length);
  return offset_of_code_point(file, start, start + length, count);
}

gsize source_offset_after(const SourceFile *file, gsize start_bytes, gsize count) {
  gsize start = MIN(start_bytes, file->length_bytes);
  guint32 before = code_points_before(file, start);
  guint32 sum = before + (guint32)MIN(count, file->length_bytes - start);
  return offset_of_code_point(file, start, file->length_bytes, sum);
}

SourceSpan source_span_of_file(const SourceFile *file) {
  return (SourceSpan){file, 1, 1, 1, 1};
}
