// Rules on structure elements: nesting, headings, tables, figures, notes.
#include <stdlib.h>
#include <string.h>

#include "preflight/check.h"
#include "preflight/names.h"

#define COLUMNS_MAX 4096 // of a table; what is beyond is not counted

static void report_element(Check *check, const Element *element, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static void report_element(Check *check, const Element *element, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  check_report(check, structure_page(check->structure, element), element->object, "%s", text);
}

static gboolean is_type(const Element *element, const char *type) {
  return strcmp(element->type, type) == 0;
}

// Type -> the parents it may have (ISO 32000-1, 14.8.4.3), parted by spaces. flat table
static const struct {
  const char *type, *parents;
} parents[] = {{"TR", "Table THead TBody TFoot"},
               {"TH", "TR"},
               {"TD", "TR"},
               {"THead", "Table"},
               {"TBody", "Table"},
               {"TFoot", "Table"},
               {"LI", "L"},
               {"LBody", "LI"},
               {"TOCI", "TOC"},
               {"RB", "Ruby"},
               {"RT", "Ruby"},
               {"RP", "Ruby"},
               {"WT", "Warichu"},
               {"WP", "Warichu"}};
// Type -> the only kids that it may have.
static const struct {
  const char *type, *kids;
} kids[] = {{"Table", "TR THead TBody TFoot Caption"},
            {"THead", "TR"},
            {"TBody", "TR"},
            {"TFoot", "TR"},
            {"TR", "TH TD"},
            {"L", "L LI Caption"},
            {"LI", "Lbl LBody"},
            {"TOC", "TOC TOCI Caption"},
            {"TOCI", "Lbl Reference NonStruct P TOC"},
            {"Ruby", "RB RT RP"},
            {"Warichu", "WT WP"}};

static gboolean is_in(const char *word, const char *words) {
  gsize length = strlen(word);
  for (const char *at = words; (at = strstr(at, word)); at++)
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return TRUE;
  return FALSE;
}

static void check_kids(Check *check, const Element *element, const char *allowed) {
  for (guint i = 0; i < element->kids->len; i++) {
    const Kid *kid = &g_array_index(element->kids, Kid, i);
    if (kid->kind == KID_ELEMENT) {
      const Element *child = structure_element(check->structure, kid->element);
      if (child->type[0] && !is_type(child, "NonStruct") && !is_in(child->type, allowed))
        report_element(check, child, "a %s must not stand in a %s", child->raw, element->raw);
    } else if (kid->kind == KID_CONTENT && !is_in(element->type, "TOCI Ruby Warichu LI")) {
      report_element(check, element, "content stands in a %s without an element of its own",
                     element->raw);
    }
  }
}

void clause_nesting(Check *check) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    const Element *above = structure_parent(check->structure, element);
    for (guint k = 0; k < G_N_ELEMENTS(parents); k++)
      if (is_type(element, parents[k].type) && !is_in(above->type, parents[k].parents))
        report_element(check, element, "a %s must not stand in a %s", element->raw,
                       above->raw[0] ? above->raw : "tree's root");
    for (guint k = 0; k < G_N_ELEMENTS(kids); k++)
      if (is_type(element, kids[k].type)) check_kids(check, element, kids[k].kids);
  }
}

static gboolean has_text(const Check *check, const Element *element) {
  const char *text = pdf_text(check->arena, pdf_key(check->file, element->value, "Alt"));
  return (text && text[0]) || pdf_has_key(check->file, element->value, "ActualText");
}

static void check_alternative(Check *check, const char *type) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    if (is_type(element, type) && !has_text(check, element))
      report_element(check, element, "a %s has no alternative text (Alt)", element->raw);
  }
}

void clause_figure_text(Check *check) {
  check_alternative(check, "Figure");
}

void clause_formula_text(Check *check) {
  check_alternative(check, "Formula");
}

static int heading_level(const Element *element) {
  return element->type[0] == 'H' && g_ascii_isdigit(element->type[1]) ? atoi(element->type + 1) : 0;
}

void clause_heading_order(Check *check) {
  int last = 0;
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    int level = heading_level(element);
    if (!level) continue;
    g_autofree char *before =
        last ? g_strdup_printf("follows H%d", last) : g_strdup("is the first");
    if (level > last + 1)
      report_element(check, element, "the heading %s %s: a level is skipped", element->raw, before);
    last = level;
  }
}

void clause_heading_kinds(Check *check) {
  gboolean levels = FALSE;
  const Element *plain = NULL;
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    levels = levels || heading_level(element);
    if (is_type(element, "H")) plain = element;
  }
  if (plain && levels)
    report_element(check, plain, "%s and H1 to H6 stand in one document", plain->raw);
}

// The rows of a table, those of its sections with them.
static void collect_rows(const Check *check, const Element *element, GPtrArray *rows, guint depth) {
  for (guint i = 0; i < element->kids->len && depth < 8; i++) {
    const Kid *kid = &g_array_index(element->kids, Kid, i);
    if (kid->kind != KID_ELEMENT) continue;
    const Element *child = structure_element(check->structure, kid->element);
    if (is_type(child, "TR"))
      g_ptr_array_add(rows, (gpointer)child);
    else if (is_in(child->type, "THead TBody TFoot NonStruct"))
      collect_rows(check, child, rows, depth + 1);
  }
}

static const Element *next_cell(const Check *check, const Element *row, guint *index) {
  while (*index < row->kids->len) {
    const Kid *kid = &g_array_index(row->kids, Kid, (*index)++);
    if (kid->kind != KID_ELEMENT) continue;
    const Element *cell = structure_element(check->structure, kid->element);
    if (is_type(cell, "TH") || is_type(cell, "TD")) return cell;
  }
  return NULL;
}

static void check_headers(Check *check, const Element *table) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  collect_rows(check, table, rows, 0);
  const Element *without_scope = NULL;
  gboolean heads = FALSE, named = FALSE;
  for (guint i = 0; i < rows->len; i++) {
    guint at = 0;
    for (const Element *cell; (cell = next_cell(check, rows->pdata[i], &at));) {
      named = named || structure_attribute(check->structure, cell, "Table", "Headers");
      if (!is_type(cell, "TH")) continue;
      heads = TRUE;
      const char *scope = pdf_name(structure_attribute(check->structure, cell, "Table", "Scope"));
      if (!scope[0] || !is_in(scope, "Row Column Both")) without_scope = cell;
    }
  }
  if (!heads)
    report_element(check, table, "a %s has no header cell (TH)", table->raw);
  else if (without_scope && !named)
    report_element(check, without_scope, "a %s does not say what it heads (Scope)",
                   without_scope->raw);
}

void clause_table_headers(Check *check) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    if (is_type(element, "Table")) check_headers(check, element);
  }
}

static guint span(const Check *check, const Element *cell, const char *key) {
  gint64 value = pdf_integer(structure_attribute(check->structure, cell, "Table", key), 1);
  return (guint)CLAMP(value, 1, COLUMNS_MAX);
}

// `open` holds for each column how many rows a cell from above still reaches down.
static guint lay_row(const Check *check, const Element *row, guint *open) {
  guint column = 0, at = 0;
  for (const Element *cell; (cell = next_cell(check, row, &at));) {
    while (column < COLUMNS_MAX && open[column])
      column++;
    guint down = span(check, cell, "RowSpan");
    for (guint across = span(check, cell, "ColSpan"); across && column < COLUMNS_MAX; across--)
      open[column++] = down;
  }
  guint width = 0;
  for (guint i = 0; i < COLUMNS_MAX; i++) {
    if (!open[i]) continue;
    width++;
    open[i]--;
  }
  return width;
}

static void check_shape(Check *check, const Element *table) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  collect_rows(check, table, rows, 0);
  g_autofree guint *open = g_new0(guint, COLUMNS_MAX);
  guint first = 0;
  for (guint i = 0; i < rows->len; i++) {
    guint width = lay_row(check, rows->pdata[i], open);
    if (i && width != first) {
      report_element(check, rows->pdata[i], "a %s has another number of columns than the first",
                     ((const Element *)rows->pdata[i])->raw);
      return;
    }
    first = width;
  }
}

void clause_table_shape(Check *check) {
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    if (is_type(element, "Table")) check_shape(check, element);
  }
}

void clause_note_id(Check *check) {
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 1; i < check->structure->elements->len; i++) {
    const Element *element = structure_element(check->structure, i);
    const PdfValue *id = pdf_key(check->file, element->value, "ID");
    if (is_type(element, "Note") && !pdf_is(id, PDF_STRING))
      report_element(check, element, "a %s has no ID", element->raw);
    if (pdf_is(id, PDF_STRING) && !g_hash_table_add(seen, (gpointer)id->bytes))
      report_element(check, element, "the ID of a %s is used twice", element->raw);
  }
}
