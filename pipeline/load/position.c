#include "load/position.h"

// A character count every so many bytes.
#define STEP_BYTES 256

struct PositionIndex {
  const SourceFile *file;
  const guint32 *counts; // of the characters that begin before byte i * STEP_BYTES
};

static gboolean begins_character(char byte) {
  return ((guchar)byte & 0xC0) != 0x80;
}

PositionIndex *position_index_new(Arena *arena, const SourceFile *file) {
  PositionIndex *index = ARENA_NEW(arena, PositionIndex);
  guint32 *counts = ARENA_ARRAY(arena, guint32, file->length_bytes / STEP_BYTES + 1);
  guint32 count = 0;
  for (gsize i = 0; i < file->length_bytes; i++) {
    if (i % STEP_BYTES == 0) counts[i / STEP_BYTES] = count;
    count += begins_character(file->text[i]);
  }
  if (file->length_bytes % STEP_BYTES == 0) counts[file->length_bytes / STEP_BYTES] = count;
  index->file = file;
  index->counts = counts;
  return index;
}

static guint32 characters_before(const PositionIndex *index, gsize offset) {
  gsize step = offset / STEP_BYTES;
  guint32 count = index->counts[step];
  for (gsize i = step * STEP_BYTES; i < offset; i++)
    count += begins_character(index->file->text[i]);
  return count;
}

static void place(const PositionIndex *index, gsize offset, guint32 *line, guint32 *column) {
  const SourceFile *file = index->file;
  guint low = 0, high = file->line_count;
  while (high - low > 1) {
    guint middle = low + (high - low) / 2;
    if (file->line_starts[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  *line = low + 1;
  *column = characters_before(index, offset) - characters_before(index, file->line_starts[low]) + 1;
}

SourceSpan position_span(const PositionIndex *index, gsize start_bytes, gsize end_bytes) {
  SourceSpan span = {.file = index->file};
  gsize start = MIN(start_bytes, index->file->length_bytes);
  gsize last = MIN(end_bytes, index->file->length_bytes);
  place(index, start, &span.line, &span.column);
  if (last <= start) {
    span.end_line = span.line;
    span.end_column = span.column;
    return span;
  }
  last--;
  while (last > start && !begins_character(index->file->text[last]))
    last--;
  place(index, last, &span.end_line, &span.end_column);
  return span;
}
