// Tables: start and end instead of left and right (D2), so that one source serves both directions.
#include "site/html_parts.h"

static const char *cell_attribute(const Writer *writer, TableAlignment alignment) {
  static const char *const classes[] = {NULL, " class=\"start\"", " class=\"center\"",
                                        " class=\"end\""};
  static const char *const styles[] = {NULL, " style=\"text-align: start\"",
                                       " style=\"text-align: center\"",
                                       " style=\"text-align: end\""};
  switch (writer->context->mode) {
  case HTML_SITE: return classes[alignment];
  case HTML_FEED: return styles[alignment];
  case HTML_PLAIN: break;
  }
  return NULL;
}

static void write_cell(Writer *writer, const Node *cell, const char *element, const char *scope,
                       TableAlignment alignment) {
  const char *align = cell_attribute(writer, alignment);
  g_autofree char *extra = g_strconcat(scope, align, NULL);
  Tongue before = block_open(writer, element, cell, NULL, extra);
  if (cell->kind == NODE_TABLE_CELL)
    writer_inlines(writer, cell->first_child, TRUE);
  else
    writer_inline(writer, cell);
  block_close(writer, element, before);
}

void writer_table_row(Writer *writer, const Node *table, const Node *row, gboolean head) {
  Tongue before = block_open(writer, "tr", row, NULL, NULL);
  writer_line(writer);
  guint column = 0;
  // What is no row is a row of one cell.
  const Node *first = row->kind == NODE_TABLE_ROW ? row->first_child : row;
  const Node *end = first == row ? row->next : NULL;
  for (const Node *cell = first; cell != end; cell = cell->next, column++) {
    TableAlignment alignment = ALIGN_NONE;
    if (table && table->table_alignments && column < table->column_count)
      alignment = table->table_alignments[column];
    write_cell(writer, cell, head ? "th" : "td", head ? " scope=\"col\"" : "", alignment);
  }
  block_close(writer, "tr", before);
}

void writer_table(Writer *writer, const Node *table) {
  gboolean scrolls = writer->context->mode == HTML_SITE;
  // A wide table scrolls in a frame of its own, which the keyboard must reach.
  if (scrolls) g_string_append(writer->out, "<div class=\"table\" tabindex=\"0\">\n");
  Tongue before = block_open(writer, "table", table, NULL, NULL);
  writer_line(writer);
  const Node *row = table->first_child;
  if (row) {
    g_string_append(writer->out, "<thead>\n");
    writer_table_row(writer, table, row, TRUE);
    g_string_append(writer->out, "</thead>\n");
    row = row->next;
  }
  if (row) g_string_append(writer->out, "<tbody>\n");
  gboolean body = row != NULL;
  for (; row; row = row->next)
    writer_table_row(writer, table, row, FALSE);
  if (body) g_string_append(writer->out, "</tbody>\n");
  block_close(writer, "table", before);
  if (scrolls) g_string_append(writer->out, "</div>\n");
}
