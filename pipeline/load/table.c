#include "load/table.h"

#include <string.h>

#include "load/attribute.h"

// More columns than any page holds; and all the empty cells that short rows may ask for, so that a
// small file can't make a large tree.
#define MAX_COLUMNS 128
#define MAX_FILLED  20000

typedef struct {
  Drafts *drafts;
  const Fragment *content;
  TableAlignment alignments[MAX_COLUMNS];
  guint columns;
  guint filled;
} Reader;

typedef struct {
  gsize start, end;
} Range;

static gboolean is_delimiter_line(const char *line, gsize length) {
  gboolean dash = FALSE, pipe = FALSE;
  for (gsize i = 0; i < length; i++) {
    if (!strchr("|-: \t\r", line[i]) || !line[i]) return FALSE;
    dash = dash || line[i] == '-';
    pipe = pipe || line[i] == '|';
  }
  return dash && pipe;
}

static gsize line_length(const char *text) {
  return strcspn(text, "\n");
}

gboolean table_is_likely(const char *text) {
  // The first line would be its header.
  for (const char *line = strchr(text, '\n'); line; line = strchr(line + 1, '\n'))
    if (is_delimiter_line(line + 1, line_length(line + 1))) return TRUE;
  return FALSE;
}

static Range trim(const char *text, Range range) {
  while (range.start < range.end && g_ascii_isspace(text[range.start]))
    range.start++;
  while (range.end > range.start && g_ascii_isspace(text[range.end - 1]))
    range.end--;
  return range;
}

static gboolean is_escaped(const char *text, gsize start, gsize at) {
  gsize slashes = 0;
  while (at > start && text[at - 1] == '\\') {
    slashes++;
    at--;
  }
  return slashes % 2 == 1;
}

// The cells of a line (of Range), without the outer pipes.
static GArray *split_cells(const char *text, Range line) {
  GArray *cells = g_array_new(FALSE, FALSE, sizeof(Range));
  line = trim(text, line);
  if (line.start < line.end && text[line.start] == '|') line.start++;
  if (line.end > line.start && text[line.end - 1] == '|' &&
      !is_escaped(text, line.start, line.end - 1))
    line.end--;
  gsize start = line.start;
  for (gsize i = line.start; i <= line.end; i++) {
    if (i < line.end && (text[i] != '|' || is_escaped(text, line.start, i))) continue;
    Range cell = trim(text, (Range){start, i});
    g_array_append_val(cells, cell);
    start = i + 1;
  }
  return cells;
}

static gboolean read_alignments(Reader *reader, Range line) {
  const char *text = reader->content->text->str;
  g_autoptr(GArray) cells = split_cells(text, line);
  if (cells->len > MAX_COLUMNS) return FALSE;
  for (guint i = 0; i < cells->len; i++) {
    Range cell = g_array_index(cells, Range, i);
    if (cell.start == cell.end) return FALSE;
    gboolean start = text[cell.start] == ':', end = text[cell.end - 1] == ':';
    gsize dashes = cell.start + start, stop = cell.end - (end && cell.end - cell.start > 1);
    if (dashes >= stop) return FALSE;
    for (; dashes < stop; dashes++)
      if (text[dashes] != '-') return FALSE;
    reader->alignments[i] = start && end ? ALIGN_CENTER
                            : start      ? ALIGN_START
                            : end        ? ALIGN_END
                                         : ALIGN_NONE;
  }
  reader->columns = cells->len;
  return TRUE;
}

static void add_cell(Reader *reader, Node *row, Range range) {
  const char *text = reader->content->text->str;
  Node *cell = draft_new(reader->drafts, NODE_TABLE_CELL,
                         fragment_source_start(reader->content, range.start),
                         fragment_source_end(reader->content, range.end));
  if (range.start == range.end) draft_of(cell)->end = draft_of(cell)->start;
  node_append(row, cell);
  if (range.start == range.end) return;
  Fragment *piece = fragment_new();
  gsize from = range.start;
  for (gsize i = range.start; i + 1 < range.end; i++) {
    if (text[i] != '\\' || text[i + 1] != '|' || is_escaped(text, range.start, i)) continue;
    fragment_add_slice(piece, reader->content, from, i);
    from = i + 1;
  }
  fragment_add_slice(piece, reader->content, from, range.end);
  draft_take_job(reader->drafts, cell, NULL, piece, FALSE);
}

// "| a | b | {#b:x}"
static Range take_row_attributes(Reader *reader, Range line, Node *row) {
  const char *text = reader->content->text->str;
  line = trim(text, line);
  gsize open = line.end;
  while (open > line.start && text[open - 1] != '|')
    open--;
  Range last = trim(text, (Range){open, line.end});
  Attributes attributes;
  if (open == line.start || last.start == last.end ||
      attribute_parse(reader->drafts->arena, text + last.start, last.end - last.start,
                      &attributes) != last.end - last.start)
    return line;
  attributes_set(row, &attributes);
  return trim(text, (Range){line.start, open});
}

static void add_row(Reader *reader, Node *table, Range line) {
  const Fragment *content = reader->content;
  Node *row = draft_new(reader->drafts, NODE_TABLE_ROW, 0, 0);
  line = take_row_attributes(reader, line, row);
  draft_of(row)->start = fragment_source_start(content, line.start);
  draft_of(row)->end = fragment_source_end(content, line.end);
  node_append(table, row);
  g_autoptr(GArray) cells = split_cells(content->text->str, line);
  for (guint i = 0; i < MIN(cells->len, reader->columns); i++) {
    Range cell = g_array_index(cells, Range, i);
    if (i + 1 == reader->columns && cells->len > reader->columns) {
      cell.end = g_array_index(cells, Range, cells->len - 1).end;
      gsize extra = g_array_index(cells, Range, i + 1).start;
      diagnostic_add(reader->drafts->diagnostics, DIAGNOSTIC_TABLE_ROW_LONG,
                     draft_span(reader->drafts, fragment_source_start(content, extra),
                                fragment_source_end(content, line.end)),
                     cells->len, reader->columns);
    }
    add_cell(reader, row, cell);
  }
  gsize end = trim(content->text->str, line).end;
  for (guint i = cells->len; i < reader->columns; i++, reader->filled++)
    add_cell(reader, row, (Range){end, end});
}

static Range next_line(const Fragment *content, gsize at) {
  return (Range){at, at + line_length(content->text->str + at)};
}

// Lines of the content from `header` on as a table before `slot`. Returns where the table ends.
static gsize add_table(Reader *reader, Node *slot, Range header, Range delimiter) {
  const Fragment *content = reader->content;
  Arena *arena = reader->drafts->arena;
  Node *table = draft_new(reader->drafts, NODE_TABLE, 0, 0);
  table->table_alignments =
      arena_copy(arena, reader->alignments, sizeof(TableAlignment) * reader->columns);
  table->column_count = reader->columns;
  node_insert_before(slot, table);
  add_row(reader, table, header);
  gsize at = delimiter.end + 1, end = trim(content->text->str, delimiter).end;
  while (at < content->text->len && reader->filled < MAX_FILLED) {
    Range line = next_line(content, at);
    Range visible = trim(content->text->str, line);
    Attributes attributes;
    gsize length = attribute_parse(arena, content->text->str + visible.start,
                                   visible.end - visible.start, &attributes);
    if (length > 0 && visible.start + length == visible.end)
      attributes_set(table, &attributes);
    else
      add_row(reader, table, line);
    end = visible.end;
    at = line.end + 1;
  }
  draft_of(table)->start = draft_of(table->first_child)->start;
  draft_of(table)->end = fragment_source_end(content, end);
  return MIN(at, content->text->len);
}

// What stands before or after the table is a paragraph.
static void add_paragraph(Reader *reader, Node *slot, gsize start, gsize end) {
  Range range = trim(reader->content->text->str, (Range){start, end});
  if (range.start == range.end) return;
  Node *node =
      draft_new(reader->drafts, NODE_PARAGRAPH, fragment_source_start(reader->content, range.start),
                fragment_source_end(reader->content, range.end));
  node_insert_before(slot, node);
  Fragment *piece = fragment_new();
  fragment_add_slice(piece, reader->content, range.start, range.end);
  draft_take_job(reader->drafts, node, NULL, piece, FALSE);
}

static void split_paragraph(Reader *reader, Node *paragraph) {
  const Fragment *content = reader->content;
  Range header = next_line(content, 0);
  while (header.end < content->text->len) {
    Range delimiter = next_line(content, header.end + 1);
    const char *line = content->text->str + delimiter.start;
    if (is_delimiter_line(line, delimiter.end - delimiter.start) &&
        read_alignments(reader, delimiter)) {
      g_autoptr(GArray) cells = split_cells(content->text->str, header);
      if (cells->len == reader->columns) {
        add_paragraph(reader, paragraph, 0, header.start);
        gsize end = add_table(reader, paragraph, header, delimiter);
        add_paragraph(reader, paragraph, end, content->text->len);
        node_unlink(paragraph);
        return;
      }
    }
    header = delimiter;
  }
}

void tables_collect(Drafts *drafts) {
  for (guint i = 0; i < drafts->blocks->len; i++) {
    DraftBlock block = g_array_index(drafts->blocks, DraftBlock, i);
    if (block.node->kind != NODE_PARAGRAPH || !block.node->parent) continue;
    Reader reader = {.drafts = drafts, .content = block.content};
    split_paragraph(&reader, block.node);
  }
}
