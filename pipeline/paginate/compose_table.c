#include <string.h>

#include "paginate/compose.h"
#include "paginate/table_width.h"

#define GAP_EM       1.2 // between columns
#define BEARABLE_EM  3.0 // a column narrower than this breaks most words
#define HAIRLINE_PT  0.25
#define RULE_GAP_PT  2.5
#define SHORT_TABLE  9 // rows: a table that is kept whole where a page holds it
#define SHORT_ROW    8 // lines: a row that is kept whole
#define COLUMNS_MOST 64

typedef struct {
  Composer *composer;
  const Node *table;
  guint count; // of columns
  double *widths_pt, *lefts_pt;
  double gap_pt, leading_pt;
  double width_pt; // of the whole table
} Table;

static StyleName row_style(const Table *table, const Node *row) {
  return row == table->table->first_child ? STYLE_CELL_HEAD : STYLE_CELL;
}

static GArray *cell_pieces(const Table *table, const Node *cell, StyleName name) {
  TextStyle style = style_text(table->composer->shared->measures, name, table->composer->lang);
  return compose_inlines(table->composer, cell, &style);
}

// The natural width of the word with the most letters; what a column needs at least.
static double longest_word_pt(const Table *table, const GArray *pieces, const Setting *setting) {
  const char *longest = NULL;
  gsize longest_bytes = 0, most = 0;
  const TextStyle *style = NULL;
  for (guint i = 0; i < pieces->len; i++) {
    const TextPiece *piece = &g_array_index(pieces, TextPiece, i);
    for (const char *word = piece->text, *end = word + piece->length_bytes; word < end;) {
      gsize bytes = 0, letters = 0;
      for (; word + bytes < end && word[bytes] != ' ' && word[bytes] != '\n'; bytes++)
        letters += ((guchar)word[bytes] & 0xC0) != 0x80;
      if (letters > most) {
        most = letters;
        longest = word;
        longest_bytes = bytes;
        style = &piece->style;
      }
      word += bytes + 1;
    }
  }
  if (!longest) return 0;
  char *text = arena_strndup(table->composer->shared->arena, longest, longest_bytes);
  g_autoptr(GArray) word = compose_text(table->composer, text, style);
  return compose_natural_width_pt(table->composer, word, setting);
}

static void measure_columns(const Table *table, ColumnNeed *needs) {
  for (const Node *row = table->table->first_child; row; row = row->next) {
    StyleName name = row_style(table, row);
    const Setting setting = {.node = row, .style = name, .flush = TRUE};
    guint column = 0;
    for (const Node *cell = row->first_child; cell && column < table->count;
         cell = cell->next, column++) {
      g_autoptr(GArray) pieces = cell_pieces(table, cell, name);
      ColumnNeed *need = &needs[column];
      double natural = compose_natural_width_pt(table->composer, pieces, &setting) + 0.01;
      if (natural <= need->least_pt) continue;
      need->natural_pt = MAX(need->natural_pt, natural);
      double least = pieces->len ? longest_word_pt(table, pieces, &setting) + 0.01 : 0;
      need->least_pt = MAX(need->least_pt, MIN(least, natural));
    }
  }
  // Images met while measuring are met again when the cells are set.
  g_ptr_array_set_size(table->composer->inline_images, 0);
}

// PG-7: the first column stands at the start side.
static void place_columns(Table *table) {
  const Composer *composer = table->composer;
  double offset = 0;
  for (guint i = 0; i < table->count; i++) {
    gboolean ltr = composer->locale->direction == DIRECTION_LTR;
    table->lefts_pt[i] =
        ltr ? composer->left_pt + offset
            : composer->left_pt + composer->width_pt - offset - table->widths_pt[i];
    offset += table->widths_pt[i] + table->gap_pt;
  }
  table->width_pt = offset - table->gap_pt;
}

static LineList set_cell(const Table *table, const Node *row, const Node *cell, guint column) {
  static const TextAlign aligns[] = {
      [ALIGN_NONE] = TEXT_START,
      [ALIGN_START] = TEXT_START,
      [ALIGN_CENTER] = TEXT_CENTER,
      [ALIGN_END] = TEXT_END,
  };
  TableAlignment wanted = table->table->table_alignments && column < table->table->column_count
                              ? table->table->table_alignments[column]
                              : ALIGN_NONE;
  const Setting setting = {.node = cell,
                           .style = row_style(table, row),
                           .align = &aligns[wanted],
                           .leading_pt = table->leading_pt,
                           .width_pt = table->widths_pt[column],
                           .flush = TRUE};
  g_autoptr(GArray) pieces = cell_pieces(table, cell, setting.style);
  return compose_set(table->composer, pieces, &setting);
}

// What a break before line `index` of a row with `count` lines costs.
static guint slice_cost(guint index, guint count) {
  if (count <= SHORT_ROW) return COST_WIDOW / 2;
  return index == 1 || index == count - 1 ? COST_WIDOW / 2 : COST_DEAR;
}

// A row is one box a line, so that a row taller than a page can be broken.
static void compose_row(const Table *table, const Node *row) {
  Composer *composer = table->composer;
  g_autofree LineList *cells = g_new0(LineList, table->count);
  g_autofree const Node **nodes = g_new0(const Node *, table->count);
  guint column = 0, count = 1;
  for (const Node *cell = row->first_child; cell && column < table->count;
       cell = cell->next, column++) {
    nodes[column] = cell;
    cells[column] = set_cell(table, row, cell, column);
    count = MAX(count, cells[column].count);
  }
  guint order = composer->shared->order;
  double baseline = compose_baseline_pt(table->leading_pt);
  for (guint slice = 0; slice < count; slice++) {
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
    guint first = order + slice;
    for (column = 0; column < table->count; first += cells[column++].count) {
      if (slice >= cells[column].count) continue;
      const Line *line = &cells[column].lines[slice];
      Placed placed =
          compose_place(composer, line, nodes[column], table->lefts_pt[column], baseline);
      placed.order = first; // cell by cell, though the lines lie side by side
      compose_marks(composer, line);
      g_array_append_val(items, placed);
    }
    if (slice) flow_keep(composer->flow, slice_cost(slice, count));
    compose_box(composer, table->leading_pt, baseline, items);
  }
}

static void compose_hairline(const Table *table, double tint) {
  Composer *composer = table->composer;
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  double left = ltr ? composer->left_pt : composer->left_pt + composer->width_pt - table->width_pt;
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  Placed rule = compose_rule(left, RULE_GAP_PT / 2, table->width_pt, HAIRLINE_PT, INK_TEXT, tint);
  rule.node = table->table;
  g_array_append_val(items, rule);
  flow_keep(composer->flow, COST_FORBIDDEN);
  compose_box(composer, RULE_GAP_PT + 1, 0, items);
}

// The header's boxes once more, as what is set above the rows that follow a break.
static const FlowList *copy_header(const Table *table, guint first) {
  FlowBuilder *flow = table->composer->flow;
  g_autoptr(FlowBuilder) copy = flow_builder_new(table->composer->shared->arena);
  for (guint i = first; i < flow->boxes->len; i++) {
    const FlowBox *box = &g_array_index(flow->boxes, FlowBox, i);
    FlowBox *same = flow_add(copy, box->height_pt, box->items, box->item_count);
    for (guint k = 0; k < same->item_count; k++)
      ((Placed *)(gpointer)same->items)[k].part = PART_ARTIFACT;
  }
  const FlowList *list = flow_finish(copy);
  return list->height_pt < measures_text_height_pt(table->composer->shared->measures) / 3 ? list
                                                                                          : NULL;
}

static void compose_rows(const Table *table) {
  Composer *composer = table->composer;
  guint first = composer->flow->boxes->len, index = 0, count = 0;
  for (const Node *row = table->table->first_child; row; row = row->next)
    count++;
  for (const Node *row = table->table->first_child; row; row = row->next, index++) {
    compose_start(composer, row);
    if (index == 1) flow_keep(composer->flow, COST_FORBIDDEN);
    if (index > 1) {
      flow_space(composer->flow, table->leading_pt * 0.15);
      flow_keep(composer->flow, count <= SHORT_TABLE       ? COST_DEAR * 8
                                : index == 2 || !row->next ? COST_DEAR
                                                           : COST_MILD);
    }
    compose_row(table, row);
    if (index == 0) {
      compose_hairline(table, 1);
      composer->flow->repeated = copy_header(table, first);
    }
  }
  composer->flow->repeated = NULL;
  if (index) compose_hairline(table, 0.6);
}

// For a table with more columns than the page can hold: each row as lines "header: cell".
static void compose_records(const Table *table) {
  Composer *composer = table->composer;
  const Node *header = table->table->first_child;
  const Division *before = compose_divide(composer, DIVISION_RECORDS);
  for (const Node *row = header ? header->next : NULL; row; row = row->next) {
    compose_start(composer, row);
    flow_space(composer->flow, composer->grid_pt / 2);
    const Node *name = header->first_child;
    for (const Node *cell = row->first_child; cell; cell = cell->next) {
      g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TextPiece));
      if (name) {
        g_autoptr(GArray) head = cell_pieces(table, name, STYLE_CELL_HEAD);
        TextStyle style = style_text(composer->shared->measures, STYLE_CELL_HEAD, composer->lang);
        g_autoptr(GArray) colon = compose_text(composer, ": ", &style);
        if (head->len) {
          g_array_append_vals(pieces, head->data, head->len);
          g_array_append_vals(pieces, colon->data, colon->len);
        }
        name = name->next;
      }
      g_autoptr(GArray) text = cell_pieces(table, cell, STYLE_CELL);
      if (text->len) g_array_append_vals(pieces, text->data, text->len);
      const Setting setting = {
          .node = cell, .style = STYLE_CELL, .leading_pt = table->leading_pt, .flush = TRUE};
      LineList lines = compose_set(composer, pieces, &setting);
      compose_lines(composer, &lines, cell, table->leading_pt);
    }
  }
  composer->division = before;
}

static guint count_columns(const Node *table) {
  guint most = table->column_count;
  for (const Node *row = table->first_child; row; row = row->next) {
    guint count = 0;
    for (const Node *cell = row->first_child; cell; cell = cell->next)
      count++;
    most = MAX(most, count);
  }
  return most;
}

void compose_table(Composer *composer, const Node *node) {
  const ComposeJob *shared = composer->shared;
  double size = style_size_pt(shared->measures, STYLE_CELL);
  Table table = {
      .composer = composer,
      .table = node,
      .count = count_columns(node),
      .gap_pt = size * GAP_EM,
      .leading_pt = style_leading_pt(shared->measures, STYLE_CELL, composer->locale),
  };
  if (!table.count) return;
  g_autofree ColumnNeed *needs = g_new0(ColumnNeed, table.count);
  g_autofree double *widths = g_new0(double, table.count);
  g_autofree double *lefts = g_new0(double, table.count);
  table.widths_pt = widths;
  table.lefts_pt = lefts;
  guint first = composer->flow->boxes->len;
  compose_gap(composer, composer->grid_pt / 2);
  if (table.count <= COLUMNS_MOST) measure_columns(&table, needs);
  if (table.count <= COLUMNS_MOST && table_share(needs, table.count, composer->width_pt,
                                                 table.gap_pt, size * BEARABLE_EM, widths)) {
    place_columns(&table);
    compose_rows(&table);
  } else {
    diagnostic_add(shared->diagnostics, DIAGNOSTIC_TABLE_TOO_WIDE, node->span, table.count);
    compose_records(&table);
  }
  compose_settle(composer, first, composer->grid_pt / 2, 0.5);
  composer->indent_next = FALSE;
  while (composer->inline_images->len)
    compose_image(composer, g_ptr_array_remove_index(composer->inline_images, 0));
}
