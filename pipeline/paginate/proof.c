#include "paginate/proof.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_EVERY 5   // lines
#define BAR_PT       1.2 // width of a change bar
#define BAR_GAP_PT   5   // between it and the text
#define NUMBER_GAP   10  // between the number and the text
#define SPANS_PAGE   0.4 // share of a page's lines that cross its middle if it has one column

typedef struct {
  ComposeJob *job;
  const Proof *proof;
  GHashTable *seen; // Node -> GINT_TO_POINTER(1 + changed)
  Page *page;
  double left_pt, right_pt; // of the text area
  gboolean columns;
  GArray *marks; // of Placed
} Prover;

// A line of text, and the side of the page whose margin its number stands in.
typedef struct {
  double y_pt, leading_pt;
  gboolean at_right, changed;
} ProofLine;

static char *fingerprint(const Node *node) {
  g_autofree char *text = node_plain_text(node);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
}

static gboolean is_changed(Prover *prover, const Node *node) {
  if (!node) return FALSE;
  gpointer known = g_hash_table_lookup(prover->seen, node);
  if (known) return GPOINTER_TO_INT(known) > 1;
  g_autofree char *digits = fingerprint(node);
  g_string_append_printf(prover->proof->now, "%s\n", digits);
  gboolean changed = prover->proof->before && !g_hash_table_contains(prover->proof->before, digits);
  g_hash_table_insert(prover->seen, (gpointer)node, GINT_TO_POINTER(1 + changed));
  return changed;
}

static gboolean is_text(const Placed *placed) {
  return placed->kind == PLACED_LINE && placed->part == PART_BODY && placed->line &&
         placed->line->width_pt > 0;
}

static double line_left(const Placed *placed) {
  return placed->x_pt + placed->line->x_pt;
}

static double line_right(const Placed *placed) {
  return line_left(placed) + placed->line->width_pt;
}

static void measure_page(Prover *prover) {
  const Measures *measures = prover->job->measures;
  prover->left_pt = measures_left_pt(measures, prover->page->recto);
  prover->right_pt = prover->left_pt + measures_text_width_pt(measures);
  double middle = (prover->left_pt + prover->right_pt) / 2;
  guint lines = 0, across = 0;
  for (guint i = 0; i < prover->page->count; i++) {
    const Placed *placed = &prover->page->items[i];
    if (!is_text(placed)) continue;
    lines++;
    across += line_left(placed) < middle - 6 && line_right(placed) > middle + 6;
  }
  prover->columns = across < lines * SPANS_PAGE;
}

// Columns are numbered at their own side, a whole page at its outer side.
static gboolean number_side(const Prover *prover, const Placed *placed) {
  double middle = (prover->left_pt + prover->right_pt) / 2;
  if (!prover->columns) return prover->page->recto;
  return line_left(placed) > middle - 6;
}

static gint compare_lines(gconstpointer a, gconstpointer b) {
  const ProofLine *left = a, *right = b;
  if (left->at_right != right->at_right) return left->at_right - right->at_right;
  return (left->y_pt > right->y_pt) - (left->y_pt < right->y_pt);
}

// The lines of a page by side and height; pieces of one line (cells, labels) count once.
static GArray *page_lines(Prover *prover) {
  GArray *lines = g_array_new(FALSE, TRUE, sizeof(ProofLine));
  for (guint i = 0; i < prover->page->count; i++) {
    const Placed *placed = &prover->page->items[i];
    if (!is_text(placed)) continue;
    ProofLine line = {placed->y_pt, placed->line->leading_pt, number_side(prover, placed),
                      is_changed(prover, placed->node)};
    g_array_append_val(lines, line);
  }
  g_array_sort(lines, compare_lines);
  guint kept = 0;
  for (guint i = 0; i < lines->len; i++) {
    const ProofLine *line = &g_array_index(lines, ProofLine, i);
    ProofLine *last = kept ? &g_array_index(lines, ProofLine, kept - 1) : NULL;
    if (last && last->at_right == line->at_right && line->y_pt - last->y_pt < 2)
      last->changed |= line->changed;
    else
      g_array_index(lines, ProofLine, kept++) = *line;
  }
  g_array_set_size(lines, kept);
  return lines;
}

static const Line *set_text(const Prover *prover, const Locale *locale, const char *text) {
  g_autoptr(Composer) composer =
      compose_new(prover->job, NULL, locale, measures_text_width_pt(prover->job->measures));
  TextStyle style = style_text(prover->job->measures, STYLE_RUNNING, locale->code);
  static const TextAlign start = TEXT_START;
  const Setting setting = {.style = STYLE_RUNNING, .align = &start, .whole = TRUE, .flush = TRUE};
  g_autoptr(GArray) pieces = compose_text(composer, text, &style);
  LineList lines = compose_set(composer, pieces, &setting);
  return lines.count ? &lines.lines[0] : NULL;
}

static void add_text(Prover *prover, const char *text, double x_pt, double y_pt, double shift) {
  const Locale *locale = prover->job->job->locales[0];
  gint language = publication_language(prover->job->job->publication, prover->page->lang);
  if (language >= 0) locale = prover->job->job->locales[language];
  const Line *line = set_text(prover, locale, text);
  if (!line) return;
  Placed placed = {.kind = PLACED_LINE,
                   .part = PART_ARTIFACT,
                   .x_pt = x_pt - line->x_pt - shift * line->width_pt,
                   .y_pt = y_pt,
                   .width_pt = line->width_pt,
                   .height_pt = line->leading_pt,
                   .line = line,
                   .lang = locale->code};
  g_array_append_val(prover->marks, placed);
}

static void add_bar(Prover *prover, const ProofLine *line) {
  double x = line->at_right ? prover->right_pt + BAR_GAP_PT : prover->left_pt - BAR_GAP_PT - BAR_PT;
  Placed placed = {.kind = PLACED_RULE,
                   .part = PART_ARTIFACT,
                   .x_pt = x,
                   .y_pt = line->y_pt - line->leading_pt * 0.75,
                   .width_pt = BAR_PT,
                   .height_pt = line->leading_pt,
                   .ink = INK_ACCENT,
                   .tint = 1};
  g_array_append_val(prover->marks, placed);
}

static void mark_lines(Prover *prover, const GArray *lines) {
  Arena *arena = prover->job->arena;
  const Locale *const *locales = prover->job->job->locales;
  gint language = publication_language(prover->job->job->publication, prover->page->lang);
  guint number = 0;
  for (guint i = 0; i < lines->len; i++) {
    const ProofLine *line = &g_array_index(lines, ProofLine, i);
    if (i && line->at_right != g_array_index(lines, ProofLine, i - 1).at_right) number = 0;
    number++;
    if (line->changed) add_bar(prover, line);
    if (number % NUMBER_EVERY) continue;
    const char *text = locale_integer(arena, locales[MAX(language, 0)], number);
    double x = line->at_right ? prover->right_pt + NUMBER_GAP : prover->left_pt - NUMBER_GAP;
    add_text(prover, text, x, line->y_pt, line->at_right ? 0 : 1);
  }
}

static void mark_draft(Prover *prover) {
  const Measures *measures = prover->job->measures;
  gint language = publication_language(prover->job->job->publication, prover->page->lang);
  const Locale *locale = prover->job->job->locales[MAX(language, 0)];
  add_text(prover, locale_string(locale, "digest.proof"), (prover->left_pt + prover->right_pt) / 2,
           measures->trim_height_pt - measures->bottom_pt * 0.35, 0.5);
}

static void mark_page(Prover *prover, Page *page) {
  prover->page = page;
  prover->marks = g_array_new(FALSE, TRUE, sizeof(Placed));
  measure_page(prover);
  g_autoptr(GArray) lines = page_lines(prover);
  mark_lines(prover, lines);
  mark_draft(prover);
  Placed *items = ARENA_ARRAY(prover->job->arena, Placed, page->count + prover->marks->len);
  if (page->count) memcpy(items, page->items, sizeof(Placed) * page->count);
  memcpy(items + page->count, prover->marks->data, sizeof(Placed) * prover->marks->len);
  page->items = items;
  page->count += prover->marks->len;
  g_array_unref(prover->marks);
}

void proof_mark(ComposeJob *job, const Proof *proof, Document *document) {
  Prover prover = {.job = job, .proof = proof, .seen = g_hash_table_new(NULL, NULL)};
  for (guint i = 0; i < document->page_count; i++)
    mark_page(&prover, &document->pages[i]);
  g_hash_table_unref(prover.seen);
}
