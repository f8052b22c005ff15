#include "load/container.h"

#include <string.h>

#define TAB_STOP 4
// What stands deeper is not looked at: a line of list marks would be read once for each of them.
// The inlines there have their block's bytes.
#define MAX_CONTAINERS 200

// A place on a line, counted in bytes and in columns; a tab may be consumed in part.
typedef struct {
  const char *text;
  gsize length, at;
  guint column;
  gboolean inside_tab;
} Cursor;

ContainerLines *container_lines_new(const Fragment *buffer) {
  ContainerLines *lines = g_new0(ContainerLines, 1);
  lines->buffer = buffer;
  lines->line_starts = g_array_new(FALSE, FALSE, sizeof(gsize));
  lines->containers = g_array_new(FALSE, FALSE, sizeof(Container));
  const char *text = buffer->text->str;
  gsize at = 0;
  while (at < buffer->text->len) {
    g_array_append_val(lines->line_starts, at);
    const char *end = memchr(text + at, '\n', buffer->text->len - at);
    at = end ? (gsize)(end - text) + 1 : buffer->text->len;
  }
  return lines;
}

void container_lines_free(ContainerLines *lines) {
  if (!lines) return;
  g_array_free(lines->line_starts, TRUE);
  g_array_free(lines->containers, TRUE);
  g_free(lines);
}

static gsize line_start(const ContainerLines *lines, guint line) {
  return line < lines->line_starts->len ? g_array_index(lines->line_starts, gsize, line)
                                        : lines->buffer->text->len;
}

static Cursor cursor_at(const ContainerLines *lines, guint line) {
  gsize start = line_start(lines, line), end = line_start(lines, line + 1);
  const char *text = lines->buffer->text->str;
  if (end > start && text[end - 1] == '\n') end--;
  return (Cursor){text + start, end - start, 0, 0, FALSE};
}

static gboolean at_blank(const Cursor *cursor) {
  return cursor->at < cursor->length &&
         (cursor->text[cursor->at] == ' ' || cursor->text[cursor->at] == '\t');
}

// Columns of white space from here to the first character; `*at` is the offset of that one.
static guint indent(const Cursor *cursor, gsize *at) {
  guint column = cursor->column;
  for (*at = cursor->at; *at < cursor->length; ++*at) {
    if (cursor->text[*at] == ' ')
      column++;
    else if (cursor->text[*at] == '\t')
      column += TAB_STOP - column % TAB_STOP;
    else
      break;
  }
  return column - cursor->column;
}

// Over up to `columns` columns of white space.
static void skip_columns(Cursor *cursor, guint columns) {
  while (columns > 0 && at_blank(cursor)) {
    gboolean tab = cursor->text[cursor->at] == '\t';
    guint width = tab ? TAB_STOP - cursor->column % TAB_STOP : 1;
    cursor->inside_tab = width > columns;
    if (!cursor->inside_tab) cursor->at++;
    width = MIN(width, columns);
    cursor->column += width;
    columns -= width;
  }
}

static void skip_characters(Cursor *cursor, gsize count) {
  cursor->inside_tab = FALSE;
  cursor->at += count;
  cursor->column += (guint)count;
}

static gsize item_mark_length(const Cursor *cursor) {
  gsize i = cursor->at;
  while (i < cursor->length && g_ascii_isdigit(cursor->text[i]))
    i++;
  return i + 1 - cursor->at;
}

// Over the mark of an item and the white space that belongs to it; returns the item's width.
static guint open_item(Cursor *cursor) {
  gsize first;
  guint margin = indent(cursor, &first);
  skip_columns(cursor, margin);
  gsize mark = item_mark_length(cursor);
  skip_characters(cursor, mark);
  Cursor after = *cursor;
  guint blanks = indent(cursor, &first);
  if (blanks >= 5 || blanks < 1 || first >= cursor->length) {
    if (blanks > 0) skip_columns(&after, 1);
    blanks = 1;
  } else {
    skip_columns(&after, blanks);
  }
  *cursor = after;
  return margin + (guint)mark + blanks;
}

static gboolean continue_quote(Cursor *cursor) {
  gsize first;
  guint columns = indent(cursor, &first);
  if (columns > 3 || first >= cursor->length || cursor->text[first] != '>') return FALSE;
  skip_columns(cursor, columns);
  skip_characters(cursor, 1);
  if (at_blank(cursor)) skip_columns(cursor, 1);
  return TRUE;
}

static gboolean continue_item(Cursor *cursor, guint width) {
  gsize first;
  guint columns = indent(cursor, &first);
  if (columns < width && first < cursor->length) return FALSE;
  skip_columns(cursor, MIN(width, columns));
  return TRUE;
}

// Over all containers. On a lazy line fewer of them are there; the rest is the block's.
static Cursor open_line(const ContainerLines *lines, guint line) {
  Cursor cursor = cursor_at(lines, line);
  gboolean more = TRUE;
  guint count = MIN(lines->containers->len, MAX_CONTAINERS);
  for (guint i = 0; more && i < count; i++) {
    const Container *container = &g_array_index(lines->containers, Container, i);
    if (!container->is_item)
      more = continue_quote(&cursor);
    else if (container->line == line)
      open_item(&cursor);
    else
      more = continue_item(&cursor, container->width);
  }
  return cursor;
}

void container_push_quote(ContainerLines *lines, guint line) {
  Container container = {FALSE, line, 0};
  g_array_append_val(lines->containers, container);
}

void container_push_item(ContainerLines *lines, guint line) {
  Container container = {TRUE, line, 0};
  if (lines->containers->len < MAX_CONTAINERS) {
    Cursor cursor = open_line(lines, line);
    container.width = open_item(&cursor);
  }
  g_array_append_val(lines->containers, container);
}

void container_pop(ContainerLines *lines) {
  g_array_set_size(lines->containers, lines->containers->len - 1);
}

// Appends the rest of the line; what is left of a tab becomes spaces.
static void add_rest(const ContainerLines *lines, guint line, const Cursor *cursor,
                     Fragment *content) {
  gsize start = line_start(lines, line), at = cursor->at;
  if (cursor->inside_tab) {
    for (guint i = cursor->column % TAB_STOP; i < TAB_STOP; i++)
      fragment_add_text(content, " ");
    at++;
  }
  fragment_add_slice(content, lines->buffer, start + at, start + cursor->length);
}

static guint stripped_columns(const ContainerLines *lines, guint first, ContainerContent kind) {
  if (kind == CONTAINER_INLINES) return G_MAXUINT;
  if (kind == CONTAINER_CODE || kind == CONTAINER_NOTE) return TAB_STOP;
  if (kind == CONTAINER_RAW || first == 0) return 0;
  Cursor fence = open_line(lines, first - 1);
  gsize place;
  indent(&fence, &place);
  return (guint)(place - fence.at); // cmark counts bytes here
}

Fragment *container_content(const ContainerLines *lines, guint first, guint end,
                            ContainerContent kind) {
  Fragment *content = fragment_new();
  guint columns = stripped_columns(lines, first, kind);
  gboolean whole_lines = kind >= CONTAINER_CODE;
  for (guint line = first; line < end && line < lines->line_starts->len; line++) {
    Cursor cursor = open_line(lines, line);
    skip_columns(&cursor, kind == CONTAINER_NOTE && line == first ? G_MAXUINT : columns);
    add_rest(lines, line, &cursor, content);
    gsize stop = line_start(lines, line + 1);
    gboolean has_end = stop > 0 && lines->buffer->text->str[stop - 1] == '\n';
    if (has_end && (whole_lines || line + 1 < end))
      fragment_add_slice(content, lines->buffer, stop - 1, stop);
    else if (whole_lines)
      fragment_add_text(content, "\n"); // a file without an end of its last line
  }
  return content;
}

static gsize fence_length(const Cursor *cursor, gsize at) {
  gsize i = at;
  if (at >= cursor->length || (cursor->text[at] != '`' && cursor->text[at] != '~')) return 0;
  while (i < cursor->length && cursor->text[i] == cursor->text[at])
    i++;
  return i - at >= 3 ? i - at : 0;
}

gboolean container_is_fence(const ContainerLines *lines, guint line, guint end_line,
                            gboolean *closed) {
  Cursor open = open_line(lines, line);
  gsize at, end_at;
  guint columns = indent(&open, &at);
  gsize length = fence_length(&open, at);
  *closed = FALSE;
  if (columns > 3 || length == 0) return FALSE;
  if (end_line <= line) return TRUE;
  Cursor close = open_line(lines, end_line);
  columns = indent(&close, &end_at);
  gsize close_length = fence_length(&close, end_at);
  if (columns > 3 || close_length < length || close.text[end_at] != open.text[at]) return TRUE;
  Cursor after = close;
  after.at = end_at + close_length;
  indent(&after, &end_at);
  *closed = end_at >= after.length;
  return TRUE;
}

gboolean container_is_underline(const ContainerLines *lines, guint line) {
  Cursor cursor = open_line(lines, line);
  gsize at;
  if (indent(&cursor, &at) > 3 || at >= cursor.length) return FALSE;
  char mark = cursor.text[at];
  if (mark != '=' && mark != '-') return FALSE;
  while (at < cursor.length && cursor.text[at] == mark)
    at++;
  cursor.at = at;
  indent(&cursor, &at);
  return at >= cursor.length;
}

gsize container_line_end(const ContainerLines *lines, guint line) {
  gsize start = line_start(lines, line), end = line_start(lines, line + 1);
  while (end > start && g_ascii_isspace(lines->buffer->text->str[end - 1]))
    end--;
  return end;
}
