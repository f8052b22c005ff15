#include "translate/features.h"
#include "translate/rules.h"

#include <math.h>

// A link below this is as likely wrong as right: what differs within it is not reported.
#define SURE_ENOUGH 0.5

// What a reader would call a block.
typedef enum {
  NAME_HEADING,
  NAME_PARAGRAPH,
  NAME_ITEM,
  NAME_QUOTE,
  NAME_PULL,
  NAME_ADMONITION,
  NAME_ATTRIBUTION,
  NAME_HTML,
  NAME_FIGURE,
  NAME_COUPLET,
  NAME_ROW,
  NAME_CODE,
  NAME_NOTE,
  NAME_RULE,
  NAME_COUNT
} BlockName;

static const char *const one[NAME_COUNT] = {
    "a heading",     "a paragraph",     "a list item",     "a quoted paragraph", "a pull quote",
    "an admonition", "an attribution",  "a block of HTML", "a figure",           "a couplet",
    "a table row",   "a block of code", "a footnote",      "a thematic break",
};
static const char *const many[NAME_COUNT] = {
    "headings",    "paragraphs",     "list items",     "quoted paragraphs", "pull quotes",
    "admonitions", "attributions",   "blocks of HTML", "figures",           "couplets",
    "table rows",  "blocks of code", "footnotes",      "thematic breaks",
};

static BlockName block_name(const Node *node) {
  static const BlockName names[CLASS_COUNT] = {
      [CLASS_HEADING] = NAME_HEADING, [CLASS_TEXT] = NAME_PARAGRAPH,
      [CLASS_ITEM] = NAME_ITEM,       [CLASS_QUOTE] = NAME_QUOTE,
      [CLASS_HTML] = NAME_HTML,       [CLASS_ATTRIBUTION] = NAME_ATTRIBUTION,
      [CLASS_FIGURE] = NAME_FIGURE,   [CLASS_COUPLET] = NAME_COUPLET,
      [CLASS_ROW] = NAME_ROW,         [CLASS_CODE] = NAME_CODE,
      [CLASS_NOTE] = NAME_NOTE,       [CLASS_RULE] = NAME_RULE,
  };
  BlockName name = names[block_class(node)];
  QuoteKind quote = name == NAME_QUOTE ? node_quote_kind(node) : QUOTE_PLAIN;
  if (quote != QUOTE_PLAIN) return quote == QUOTE_PULL ? NAME_PULL : NAME_ADMONITION;
  // Only the first paragraph of an item or a note is the item or note itself.
  gboolean whole = name == NAME_ITEM || name == NAME_NOTE;
  return whole && node->previous ? NAME_PARAGRAPH : name;
}

// "a heading, 3 paragraphs and a list item"; freed by the caller.
static char *describe(const BlockList *blocks, guint start, guint end) {
  guint counts[NAME_COUNT] = {0}, kinds = 0, written = 0;
  for (guint i = start; i < end; i++) {
    BlockName name = block_name(blocks->items[i].node);
    kinds += counts[name]++ == 0;
  }
  GString *text = g_string_new(NULL);
  for (guint name = 0; name < NAME_COUNT; name++) {
    if (!counts[name]) continue;
    if (written++) g_string_append(text, written == kinds ? " and " : ", ");
    if (counts[name] == 1)
      g_string_append(text, one[name]);
    else
      g_string_append_printf(text, "%u %s", counts[name], many[name]);
  }
  return g_string_free(text, FALSE);
}

static SourceSpan span_of_run(const BlockList *blocks, guint start, guint end) {
  SourceSpan span = blocks->items[start].node->span, last = blocks->items[end - 1].node->span;
  span.end_line = last.end_line;
  span.end_column = last.end_column;
  return span;
}

// The end of the line that the block before `index` ends with: what is missing belongs after it.
static SourceSpan span_after(const Post *post, const BlockList *blocks, guint index) {
  if (index == 0) return post_field_span(post, "title");
  const SourceSpan *before = &blocks->items[index - 1].node->span;
  gsize end = source_offset(before->file, before->end_line, G_MAXUINT32);
  return source_span_from_offsets(before->file, end, end);
}

typedef struct {
  guint start, end;  // blocks of the side that has them
  guint place;       // on the other side, the block before which they would stand
  double confidence; // the least of the run
} Run;

static void hint_unsure(Diagnostic *fault, const Run *run, DiagnosticList *diagnostics) {
  if (run->confidence < SURE_ENOUGH)
    diagnostic_hint(
        diagnostics, fault,
        "the two texts differ so much here that the place is a guess; {#b:name} on a block "
        "of both ties them together");
}

static void report_missing(const PostPair *pair, guint language, const Run *run,
                           DiagnosticList *diagnostics) {
  const BlockList *source = &pair->blocks[pair->source_language];
  const Post *original = pair->posts[pair->source_language];
  g_autofree char *what = describe(source, run->start, run->end);
  SourceSpan span = span_after(pair->posts[language], &pair->blocks[language], run->place);
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_BLOCK_MISSING, span, original->lang, what);
  hint_unsure(fault, run, diagnostics);
  diagnostic_counterpart(diagnostics, fault, span_of_run(source, run->start, run->end), "%s: %s",
                         original->lang, what);
}

static void report_extra(const PostPair *pair, guint language, const Run *run,
                         DiagnosticList *diagnostics) {
  const BlockList *blocks = &pair->blocks[language];
  const Post *original = pair->posts[pair->source_language];
  g_autofree char *what = describe(blocks, run->start, run->end);
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_BLOCK_EXTRA, span_of_run(blocks, run->start, run->end),
                     what, original->lang);
  hint_unsure(fault, run, diagnostics);
  SourceSpan span = span_after(original, &pair->blocks[pair->source_language], run->place);
  diagnostic_counterpart(diagnostics, fault, span, "it would stand after this");
}

// A quote right behind a verse: the poem in the reader's language, beside the poem in its own.
static gboolean is_gloss(const Node *node) {
  while (node->parent && node->parent->kind != NODE_DOCUMENT)
    node = node->parent;
  return node->kind == NODE_QUOTE && node->previous && node->previous->kind == NODE_VERSE;
}

static gboolean all_gloss(const BlockList *blocks, const Run *run) {
  for (guint i = run->start; i < run->end; i++)
    if (!is_gloss(blocks->items[i].node)) return FALSE;
  return TRUE;
}

// One diagnostic for neighbours that are missing together.
static void check_runs(const PostPair *pair, guint language, DiagnosticList *diagnostics) {
  const BlockPair *links = pair->links[language];
  guint count = pair->link_counts[language];
  for (guint i = 0; i < count;) {
    gboolean missing = links[i].target_count == 0;
    if (!missing && links[i].source_count > 0) {
      i++;
      continue;
    }
    Run run = {.confidence = 1};
    run.start = missing ? links[i].source_start : links[i].target_start;
    run.place = missing ? links[i].target_start : links[i].source_start;
    run.end = run.start;
    while (i < count && (missing ? links[i].target_count == 0 : links[i].source_count == 0)) {
      run.end++;
      run.confidence = MIN(run.confidence, links[i].confidence);
      i++;
    }
    if (all_gloss(&pair->blocks[missing ? pair->source_language : language], &run)) continue;
    if (missing)
      report_missing(pair, language, &run, diagnostics);
    else
      report_extra(pair, language, &run, diagnostics);
  }
}

static const Node *list_of(const Node *node) {
  const Node *item = node->parent;
  gboolean first = item && item->kind == NODE_ITEM && !item->previous && !node->previous;
  return first ? item->parent : NULL;
}

static const Node *header_row_table(const Node *node) {
  return node->kind == NODE_TABLE_ROW && !node->previous ? node->parent : NULL;
}

static void check_containers(const Node *here, const Node *there, const Post *original,
                             DiagnosticList *diagnostics) {
  const Node *table = header_row_table(here), *other_table = header_row_table(there);
  Diagnostic *fault = NULL;
  if (table && other_table && table->column_count != other_table->column_count)
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_TABLE_COLUMNS, here->span, table->column_count,
                           other_table->column_count, original->lang);
  const Node *list = list_of(here), *other_list = list_of(there);
  if (list && other_list && list->list.ordered != other_list->list.ordered)
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_LIST_KIND, here->span,
                           list->list.ordered ? "numbered" : "not numbered",
                           list->list.ordered ? "not" : "numbered", original->lang);
  diagnostic_counterpart(diagnostics, fault, there->span, "the other side");
}

static void check_form(const PostPair *pair, guint language, const BlockPair *link,
                       DiagnosticList *diagnostics) {
  const Node *there = pair->blocks[pair->source_language].items[link->source_start].node;
  const Node *here = pair->blocks[language].items[link->target_start].node;
  const Post *original = pair->posts[pair->source_language];
  BlockName name = block_name(here), other = block_name(there);
  check_containers(here, there, original, diagnostics);
  if (link->confidence < SURE_ENOUGH) return;
  Diagnostic *fault = NULL;
  if (name != other)
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_BLOCK_KIND, here->span, one[name], one[other],
                           original->lang);
  else if (name == NAME_HEADING && here->level != there->level)
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_HEADING_LEVEL, here->span, here->level,
                           there->level, original->lang);
  else if (name == NAME_ADMONITION && node_quote_kind(here) != node_quote_kind(there))
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_ADMONITION_KIND, here->span,
                           quote_kind_name(node_quote_kind(here)),
                           quote_kind_name(node_quote_kind(there)), original->lang);
  diagnostic_counterpart(diagnostics, fault, there->span, "the other side");
}

// Declared ids of a side: id -> index of its link + 1.
static GHashTable *declared_ids(const Post *post, GPtrArray *nodes) {
  GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
  for (const Node *node = post->body; node; node = node_walk(post->body, node))
    if (node->id && node_is_block(node) && !g_hash_table_contains(ids, node->id)) {
      g_ptr_array_add(nodes, (gpointer)node);
      g_hash_table_insert(ids, (gpointer)node->id, (gpointer)node);
    }
  return ids;
}

static void report_alone(const GPtrArray *nodes, GHashTable *others, const Post *other,
                         DiagnosticList *diagnostics) {
  for (guint i = 0; i < nodes->len; i++) {
    const Node *node = nodes->pdata[i];
    if (g_hash_table_contains(others, node->id)) continue;
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_BLOCK_ID_ALONE, node->span, node->id, other->lang);
    diagnostic_counterpart(diagnostics, fault, source_span_of_file(other->file), "the other side");
  }
}

static gboolean comes_before(const Node *a, const Node *b) {
  return a->span.line != b->span.line ? a->span.line < b->span.line
                                      : a->span.column < b->span.column;
}

// A block that stands behind one which the source has after it.
static void report_order(const GPtrArray *nodes, GHashTable *originals, const Post *original,
                         DiagnosticList *diagnostics) {
  const Node *furthest = NULL;
  for (guint i = 0; i < nodes->len; i++) {
    const Node *node = nodes->pdata[i];
    const Node *there = g_hash_table_lookup(originals, node->id);
    if (!there) continue;
    if (!furthest || comes_before(furthest, there)) {
      furthest = there;
      continue;
    }
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_BLOCK_ORDER, node->span, node->id, original->lang);
    diagnostic_counterpart(diagnostics, fault, there->span, "its place there");
  }
}

static void check_declared_ids(const Post *original, const Post *post,
                               DiagnosticList *diagnostics) {
  g_autoptr(GPtrArray) there = g_ptr_array_new();
  g_autoptr(GPtrArray) here = g_ptr_array_new();
  g_autoptr(GHashTable) originals = declared_ids(original, there);
  g_autoptr(GHashTable) ids = declared_ids(post, here);
  report_alone(there, ids, post, diagnostics);
  report_alone(here, originals, original, diagnostics);
  report_order(here, originals, original, diagnostics);
}

void rule_structure(const PostPair *pair, guint language, DiagnosticList *diagnostics) {
  check_runs(pair, language, diagnostics);
  for (guint i = 0; i < pair->link_counts[language]; i++) {
    const BlockPair *link = &pair->links[language][i];
    if (link->source_count == 1 && link->target_count == 1)
      check_form(pair, language, link, diagnostics);
  }
  check_declared_ids(pair->posts[pair->source_language], pair->posts[language], diagnostics);
}
