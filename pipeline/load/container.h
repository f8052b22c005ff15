// What stands before a block on each of its lines: quote marks, list marks and indentation, by the
// rules of CommonMark 0.30 (appendix, phase 1). cmark tells only where a block begins; its other
// lines are found by taking these away again.
#pragma once
#include "load/fragment.h"

typedef struct {
  gboolean is_item; // else a quote
  guint line;       // where it begins, from 0
  guint width;      // of an item: columns from the edge of its container to its content
} Container;

typedef struct {
  const Fragment *buffer;
  GArray *line_starts; // of gsize
  GArray *containers;  // of Container: around the block that is being read, from the outside
} ContainerLines;

ContainerLines *container_lines_new(const Fragment *buffer);
void container_lines_free(ContainerLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ContainerLines, container_lines_free)

void container_push_quote(ContainerLines *lines, guint line);
// The item's mark stands on `line`.
void container_push_item(ContainerLines *lines, guint line);
void container_pop(ContainerLines *lines);

typedef enum {
  CONTAINER_INLINES, // without white space at the start of each line: a paragraph
  CONTAINER_NOTE,    // the first line so, the others without up to four columns: a footnote
  CONTAINER_CODE,    // without up to four columns: indented code
  CONTAINER_FENCED,  // without as much as stands before the fence, which is on the line before
  CONTAINER_RAW,     // as it is: HTML
} ContainerContent;

// The lines [first, end), from 0, without their containers. The last line end is left out, except
// of code and HTML.
Fragment *container_content(const ContainerLines *lines, guint first, guint end,
                            ContainerContent kind);
// Whether the block on this line is fenced code; `*closed` whether `end_line` holds its closing
// fence.
gboolean container_is_fence(const ContainerLines *lines, guint line, guint end_line,
                            gboolean *closed);
// Whether the line is the underline of a setext heading.
gboolean container_is_underline(const ContainerLines *lines, guint line);
// Offset of the end of a line in the buffer, without white space at its end.
gsize container_line_end(const ContainerLines *lines, guint line);
