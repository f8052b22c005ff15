// Byte offsets to lines and columns, at a cost that does not grow with the length of the line.
#pragma once
#include "base/source.h"

typedef struct PositionIndex PositionIndex;

PositionIndex *position_index_new(Arena *arena, const SourceFile *file);
// The span of the bytes [start, end), as source_span_from_offsets gives it. The bounds must lie
// between characters.
SourceSpan position_span(const PositionIndex *index, gsize start_bytes, gsize end_bytes);
