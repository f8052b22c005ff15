// Blocks: from the nodes of posts, and from the divisions around them, to elements.
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "print/tag_tree_parts.h"

#define HEADINGS_MOST 6

#define UNMARKED "<< /O /List /ListNumbering /None >>"
#define NUMBERED "<< /O /List /ListNumbering /Decimal >>"

static const char *const heading_types[HEADINGS_MOST] = {"H1", "H2", "H3", "H4", "H5", "H6"};

// The element that holds the blocks of an item.
static Element *body_of(TagTree *tree, Element *element, const char *type) {
  if (!element->body) element->body = element_new(tree, element, type, NULL);
  return element->body;
}

static Element *division_element(TagTree *tree, const Division *division) {
  static const char *const types[] = {
      [DIVISION_PART] = "Part",    [DIVISION_ARTICLE] = "Sect", [DIVISION_SECTION] = "Sect",
      [DIVISION_NAME] = "Title",   [DIVISION_HEADING] = "H1",   [DIVISION_PARAGRAPH] = "P",
      [DIVISION_CONTENTS] = "TOC", [DIVISION_ENTRY] = "TOCI",   [DIVISION_INDEX] = "Index",
      [DIVISION_LETTER] = "H2",    [DIVISION_TERMS] = "L",      [DIVISION_TERM] = "LI",
  };
  if (!division) return tree->root;
  // A table that is set as lines differs in what its nodes become.
  if (division->kind == DIVISION_RECORDS) return division_element(tree, division->parent);
  Element *known = g_hash_table_lookup(tree->known, division);
  if (known) return known;
  Element *parent = division_element(tree, division->parent);
  // A list below a term stands in the term's own item.
  if (g_str_equal(parent->type, "LI")) parent = body_of(tree, parent, "LBody");
  Element *element = element_new(tree, parent, types[division->kind], division->lang);
  if (division->kind == DIVISION_TERMS) element->attributes = UNMARKED;
  // The headings of an article stand below its title.
  if (division->kind == DIVISION_HEADING) parent->heading_depth = 1;
  g_hash_table_insert(tree->known, (gpointer)division, element);
  return element;
}

// One level below the heading that it belongs to, whatever the source skips; its own levels count
// from the article's title, whose level in the source is 0.
static const char *heading_type(TagTree *tree, const Node *heading, const Division *division) {
  while (division && division->kind != DIVISION_ARTICLE)
    division = division->parent;
  Element *article = division_element(tree, division);
  guint8 level = (guint8)CLAMP(heading->level, 1, HEADINGS_MOST);
  while (article->heading_depth && article->heading_levels[article->heading_depth - 1] >= level)
    article->heading_depth--;
  if (article->heading_depth < HEADINGS_MOST)
    article->heading_levels[article->heading_depth++] = level;
  return heading_types[article->heading_depth - 1];
}

static const char *node_type(TagTree *tree, const Placed *placed, const Node *node) {
  gboolean records = placed->division && placed->division->kind == DIVISION_RECORDS;
  switch (node->kind) {
  case NODE_HEADING:
    // A poem's title is no heading of the article.
    if (node->parent && node->parent->kind == NODE_VERSE) return "P";
    return heading_type(tree, node, placed->division);
  // An admonition speaks for the text itself.
  case NODE_QUOTE: return node->info || quote_is_admonition(node->quote) ? "Div" : "BlockQuote";
  case NODE_LIST: return "L";
  case NODE_ITEM: return "LI";
  case NODE_TABLE: return records ? "Div" : "Table";
  case NODE_TABLE_ROW: return records ? "Div" : "TR";
  case NODE_TABLE_CELL: return records ? "P" : "TD";
  case NODE_VERSE:
  case NODE_FIGURE: return "Div";
  case NODE_CAPTION: return "Caption";
  case NODE_HEMISTICH: return "Span";
  case NODE_FOOTNOTE: return "Note";
  case NODE_IMAGE: return placed->kind == PLACED_IMAGE ? "Figure" : "P";
  default: return "P"; // paragraphs, couplets, attributions, code, text of raw HTML
  }
}

// All rows and cells at once: an empty cell has no line that would call for it.
static void add_rows(TagTree *tree, Element *table, const Node *node) {
  guint columns = node->column_count;
  for (const Node *row = node->first_child; row; row = row->next) {
    guint count = 0;
    for (const Node *cell = row->first_child; cell; cell = cell->next)
      count++;
    columns = MAX(columns, count);
  }
  for (const Node *row = node->first_child; row; row = row->next) {
    Element *line = element_new(tree, table, "TR", NULL);
    gboolean header = row == node->first_child;
    const Node *cell = row->first_child;
    g_hash_table_insert(tree->known, (gpointer)row, line);
    for (guint i = 0; i < columns; i++) {
      Element *element = element_new(tree, line, header ? "TH" : "TD", cell ? cell->lang : NULL);
      if (header) element->attributes = "<< /O /Table /Scope /Column >>";
      if (cell) g_hash_table_insert(tree->known, (gpointer)cell, element);
      if (cell) cell = cell->next;
    }
  }
}

static void describe(TagTree *tree, Element *element, const Node *node) {
  if (node->kind == NODE_LIST)
    element->attributes = node->list.ordered ? NUMBERED : "<< /O /List /ListNumbering /Disc >>";
  if (node->kind == NODE_FOOTNOTE)
    element->id = arena_printf(tree->arena, "note-%u", ++tree->note_count);
  if (g_str_equal(element->type, "Table")) add_rows(tree, element, node);
}

static const Node *block_parent(const Node *node) {
  const Node *parent = node->parent;
  while (parent && !node_is_block(parent))
    parent = parent->parent;
  return parent;
}

static Element *node_element(TagTree *tree, const Placed *placed, const Node *node) {
  if (!node || node->kind == NODE_DOCUMENT) return division_element(tree, placed->division);
  Element *known = g_hash_table_lookup(tree->known, node);
  if (known) return known;
  const Node *above = block_parent(node);
  Element *parent = node_element(tree, placed, above);
  known = g_hash_table_lookup(tree->known, node); // a cell, made with its table
  if (known) return known;
  if (above && above->kind == NODE_ITEM) parent = body_of(tree, parent, "LBody");
  Element *element = element_new(tree, parent, node_type(tree, placed, node), node->lang);
  g_hash_table_insert(tree->known, (gpointer)node, element);
  describe(tree, element, node);
  return element;
}

Element *tag_tree_block(TagTree *tree, const Placed *placed) {
  Element *element = node_element(tree, placed, placed->node);
  if (placed->part == PART_LABEL) {
    if (!element->label) element->label = element_new(tree, element, "Lbl", NULL);
    return element->label;
  }
  if (placed->kind == PLACED_IMAGE && !placed->node) // the picture of the front matter
    return element_new(tree, element, "Figure", placed->lang);
  if (!placed->node && g_str_equal(element->type, "TOCI"))
    return body_of(tree, element, "Reference");
  if (!placed->node)
    return g_str_equal(element->type, "LI") ? body_of(tree, element, "LBody") : element;
  if (placed->node->kind == NODE_ITEM) return body_of(tree, element, "LBody");
  if (placed->node->kind == NODE_CODE_BLOCK) return body_of(tree, element, "Code");
  return element;
}

// ISO 32000-1, table 347, knows numbers and Latin letters; letters of other scripts count as
// letters.
static const char *label_numbering(const char *label) {
  UChar32 first;
  gint32 at = 0;
  U8_NEXT_OR_FFFD(label, at, -1, first);
  gsize roman = strspn(label, "ivxlcdm");
  if (roman > 1 || (roman == 1 && *label == 'i'))
    return "<< /O /List /ListNumbering /LowerRoman >>";
  return u_isalpha(first) ? "<< /O /List /ListNumbering /LowerAlpha >>" : NUMBERED;
}

void tag_tree_number_lists(TagTree *tree) {
  for (guint i = 0; i < tree->elements->len; i++) {
    const Element *item = tree->elements->pdata[i];
    Element *list = item->parent;
    if (!item->label || !g_str_equal(item->type, "LI") || list->first_kid->element != item)
      continue;
    if (g_strcmp0(list->attributes, NUMBERED) != 0) continue;
    g_autofree char *label = element_text(item->label);
    list->attributes = label_numbering(label);
  }
}
