// Segments: the parts of a right-to-left line that belong to different elements of the structure
// tree: a link, a note's mark, words in another language, the text between them. Each is a string
// of the file and a mark of its own, and they are painted in the order in which they are read:
// pdf.js takes strings as they come and turns round each for itself. Readers that go by places find
// the same line as ever.
#pragma once
#include "print/line_code.h"

typedef struct {
  guint start, end;     // into the codes of the line
  guint32 offset_bytes; // in the text of its paragraph: where it is read
} LineSegment;

// The segments of a line whose codes are in the order of the page, in the order of the text; new,
// the caller frees with g_array_unref. One for a line that reads from left to right. Of several,
// each is made a string that pdf.js reads right by itself; `arena` holds its texts.
GArray *line_segments_new(Arena *arena, GArray *codes, const Line *line);
