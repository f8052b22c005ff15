// Lines: the runs of a line in logical order, each in the inline element that it belongs to.
#include <string.h>

#include "print/line_stroke.h"
#include "print/tag_tree_parts.h"

#define DEPTH_MOST 16

// Inline nodes from the one around the text up to the block.
static guint inline_path(const Node *node, const Node *block, const Node **path) {
  guint count = 0;
  for (; node && node != block && !node_is_block(node) && count < DEPTH_MOST; node = node->parent)
    if (node->kind == NODE_LINK || node->kind == NODE_CODE || node->kind == NODE_FOOTNOTE_REF ||
        (node->kind == NODE_SPAN && node->lang))
      path[count++] = node;
  return count;
}

static Element *inline_child(TagTree *tree, Element *parent, const Node *node,
                             const TextStyle *style) {
  Element *known = g_hash_table_lookup(tree->known, node);
  if (known && known->parent == parent) return known;
  const char *type = node->kind == NODE_LINK           ? "Link"
                     : node->kind == NODE_CODE         ? "Code"
                     : node->kind == NODE_FOOTNOTE_REF ? "Reference"
                                                       : "Span";
  Element *element = element_new(tree, parent, type, node->lang);
  if (node->kind == NODE_LINK) element->url = style->url;
  g_hash_table_insert(tree->known, (gpointer)node, element);
  return element;
}

// A link that no node stands for: one more stretch of the last one, or a new one.
static Element *plain_link(TagTree *tree, Element *parent, const char *url) {
  Element *last =
      parent->last_kid && parent->last_kid->kind == KID_ELEMENT ? parent->last_kid->element : NULL;
  if (last && last->url && strcmp(last->url, url) == 0) return last;
  Element *link = element_new(tree, parent, "Link", NULL);
  link->url = url;
  return link;
}

// In an index each page number is a reference of its own.
static Element *reference_link(TagTree *tree, Element *parent, const char *url) {
  Element *last =
      parent->last_kid && parent->last_kid->kind == KID_ELEMENT ? parent->last_kid->element : NULL;
  gboolean goes_on = last && last->type && g_str_equal(last->type, "Reference") &&
                     strcmp(last->first_kid->element->url, url) == 0;
  Element *reference = goes_on ? last : element_new(tree, parent, "Reference", NULL);
  return plain_link(tree, reference, url);
}

static Element *link_around(Element *element, const Element *block) {
  while (element && element != block && !element->url)
    element = element->parent;
  return element && element->url ? element : NULL;
}

static Element *run_holder(TagTree *tree, Element *block, const Placed *placed,
                           const TextStyle *style) {
  const Node *path[DEPTH_MOST];
  Element *holder = block;
  for (guint i = inline_path(style->node, placed->node, path); i > 0; i--)
    if (path[i - 1]->kind != NODE_LINK || style->url)
      holder = inline_child(tree, holder, path[i - 1], style);
  if (style->url && *style->url && !link_around(holder, block))
    holder = placed->division && placed->division->kind == DIVISION_TERM
                 ? reference_link(tree, holder, style->url)
                 : plain_link(tree, holder, style->url);
  return holder;
}

// The stretch of text that goes on in `holder`, or a new one.
static Element *run_stretch(TagTree *tree, Element *holder, const char *lang) {
  Element *last =
      holder->last_kid && holder->last_kid->kind == KID_ELEMENT ? holder->last_kid->element : NULL;
  const char *wanted = lang ? lang : holder->known_lang;
  if (last && last->text && g_strcmp0(last->known_lang, wanted) == 0) return last;
  Element *stretch = element_new(tree, holder, NULL, lang);
  stretch->text = g_string_new(NULL);
  stretch->codes = g_string_new(NULL);
  return stretch;
}

typedef struct {
  guint32 offset_bytes;
  guint run;
} LogicalRun;

static int compare_runs(const void *a, const void *b) {
  const LogicalRun *left = a, *right = b;
  if (left->offset_bytes != right->offset_bytes)
    return left->offset_bytes < right->offset_bytes ? -1 : 1;
  return left->run < right->run ? -1 : left->run > right->run;
}

static guint logical_runs(const Line *line, LogicalRun *out) {
  guint count = 0;
  for (guint r = 0; r < line->run_count; r++) {
    const GlyphRun *run = &line->runs[r];
    if (!run->glyph_count) continue;
    guint32 least = G_MAXUINT32;
    for (guint i = 0; i < run->glyph_count; i++)
      least = MIN(least, run->glyphs[i].text_offset);
    out[count++] = (LogicalRun){least, r};
  }
  qsort(out, count, sizeof *out, compare_runs);
  return count;
}

static int compare_glyphs(const void *a, const void *b) {
  const LineGlyph *left = *(const LineGlyph *const *)a, *right = *(const LineGlyph *const *)b;
  if (left->text_offset != right->text_offset)
    return left->text_offset < right->text_offset ? -1 : 1;
  return 0;
}

static gboolean is_line_end(const GlyphRun *run, const LineGlyph *glyph) {
  return glyph->text_bytes == 1 && *glyph_text(run, glyph) == '\n';
}

static void append_glyph(const GlyphRun *run, const LineGlyph *glyph, GString *out) {
  if (is_line_end(run, glyph))
    g_string_append_c(out, ' ');
  else
    g_string_append_len(out, glyph_text(run, glyph), glyph->text_bytes);
}

static const LineGlyph *nth_glyph(const GlyphRun *run, guint index) {
  return &run->glyphs[run->level & 1 ? run->glyph_count - 1 - index : index];
}

static gboolean is_in_order(const GlyphRun *run) {
  guint32 last = 0;
  for (guint i = 0; i < run->glyph_count; i++) {
    const LineGlyph *glyph = nth_glyph(run, i);
    if (!glyph->text_bytes) continue;
    if (glyph->text_offset < last) return FALSE;
    last = glyph->text_offset;
  }
  return TRUE;
}

static void append_sorted(const GlyphRun *run, GString *out) {
  g_autofree const LineGlyph **glyphs = g_new(const LineGlyph *, run->glyph_count);
  guint count = 0;
  for (guint i = 0; i < run->glyph_count; i++)
    if (nth_glyph(run, i)->text_bytes) glyphs[count++] = nth_glyph(run, i);
  qsort(glyphs, count, sizeof *glyphs, compare_glyphs);
  for (guint i = 0; i < count; i++)
    append_glyph(run, glyphs[i], out);
}

// Glyphs whose texts follow each other in the source are appended together.
static void append_in_order(const GlyphRun *run, GString *out) {
  const char *start = NULL, *end = NULL;
  for (guint i = 0; i < run->glyph_count; i++) {
    const LineGlyph *glyph = nth_glyph(run, i);
    if (!glyph->text_bytes) continue;
    const char *text = glyph_text(run, glyph);
    gboolean line_end = is_line_end(run, glyph);
    if (text != end || line_end) {
      g_string_append_len(out, start, end - start);
      start = end = line_end ? NULL : text;
    }
    if (line_end)
      g_string_append_c(out, ' ');
    else
      end += glyph->text_bytes;
  }
  g_string_append_len(out, start, end - start);
}

static void append_run(const GlyphRun *run, GString *out) {
  if (is_in_order(run))
    append_in_order(run, out);
  else
    append_sorted(run, out);
}

// One code of a line as it is painted.
typedef struct {
  const Code *code;
  guint run;   // GlyphRun
  guint group; // neighbours on the page that are of one stretch
} LineGlyphCode;

// One line at work.
typedef struct {
  TagTree *tree;
  guint page, item;
  const Placed *placed;
  const Line *line;
  const CodedLine *coded;
  Element **stretches; // by GlyphRun; NULL where it has no glyph
  GArray *codes;       // of LineGlyphCode, left to right: of a line of several stretches
  guint *tags;         // by group
  guint group_count;
} LineTags;

// The text of each run into its stretch.
static void fill_stretches(LineTags *tags, Element *block, const LogicalRun *order, guint count) {
  Element *begun = NULL;
  for (guint i = 0; i < count; i++) {
    const GlyphRun *run = &tags->line->runs[order[i].run];
    Element *holder = run_holder(tags->tree, block, tags->placed, run->style);
    Element *stretch = run_stretch(tags->tree, holder, run->style->lang);
    // A new paragraph of one block: a line of code, the page number of an entry.
    if (stretch->text->len && tags->line->is_first && stretch != begun && i == 0)
      g_string_append_c(stretch->text, g_str_equal(block->type, "Code") ? '\n' : ' ');
    begun = stretch;
    append_run(run, stretch->text);
    // The second half of a couplet does not begin in the last word of the first one.
    const Node *node = tags->placed->node;
    if (i + 1 == count && tags->line->is_last && node && node->kind == NODE_HEMISTICH && node->next)
      g_string_append_c(stretch->text, ' ');
    if (run->level & 1 && run->glyph_count > 1 && stretch->codes) {
      g_string_free(stretch->codes, TRUE);
      stretch->codes = NULL;
    }
    tags->stretches[order[i].run] = stretch;
  }
}

static const Code *coded_glyph(const LineTags *tags, const CodedRun *run, guint index) {
  const EditionFont *font = encoding_lookup_font(tags->tree->encoding, run->font);
  return edition_font_code(font, run->glyphs[index].id);
}

static void group_codes(LineTags *tags) {
  const Element *last = NULL;
  for (guint r = 0; r < tags->coded->run_count; r++) {
    const CodedRun *run = &tags->coded->runs[r];
    for (guint i = 0; i < run->glyph_count; i++) {
      const Element *stretch = tags->stretches[run->glyphs[i].source];
      if (stretch != last) tags->group_count++;
      last = stretch;
      const LineGlyphCode code = {coded_glyph(tags, run, i), run->glyphs[i].source,
                                  tags->group_count - 1};
      g_array_append_val(tags->codes, code);
    }
  }
}

static const LineGlyphCode *code_at(const LineTags *tags, guint index) {
  return &g_array_index(tags->codes, LineGlyphCode, index);
}

// The stretch of the whole line; NULL where it has several.
static Element *only_stretch(const LineTags *tags) {
  Element *only = NULL;
  for (guint r = 0; r < tags->line->run_count; r++) {
    Element *stretch = tags->stretches[r];
    if (only && stretch && stretch != only) return NULL;
    only = only ?: stretch;
  }
  return only;
}

// What the codes of the line say, in the order of the page.
static void append_line(const LineTags *tags, GString *out) {
  for (guint r = 0; r < tags->coded->run_count; r++)
    for (guint i = 0; i < tags->coded->runs[r].glyph_count; i++) {
      const Code *code = coded_glyph(tags, &tags->coded->runs[r], i);
      g_string_append_len(out, code->text, code->text_bytes);
    }
}

static void append_group(const LineTags *tags, guint group, GString *out) {
  for (guint i = 0; i < tags->codes->len; i++) {
    const LineGlyphCode *code = code_at(tags, i);
    if (code->group == group) g_string_append_len(out, code->code->text, code->code->text_bytes);
  }
}

// A line of one stretch goes on in the mark of the line before it, where nothing is painted between
// them: a mark ends with the text object that it begins in.
static void mark_single(LineTags *tags, Element *stretch) {
  TagTree *tree = tags->tree;
  LastLine *last = &tree->last_lines[tags->page];
  gboolean goes_on = last->stretch == stretch && last->item + 1 == tags->item;
  goes_on = goes_on && !line_has_strokes(tags->line);
  if (stretch->codes) append_line(tags, stretch->codes);
  tree->pages[tags->page].items[tags->item].tag =
      goes_on ? stretch->last_kid->index : tag_tree_mark(tree, stretch, tags->page);
  *last = (LastLine){stretch, tags->item};
}

static void mark_group(LineTags *tags, guint index) {
  const LineGlyphCode *code = code_at(tags, index);
  Element *stretch = tags->stretches[code->run];
  if (tags->tags[code->group] != TAG_NONE) return;
  if (stretch->codes) append_group(tags, code->group, stretch->codes);
  tags->tags[code->group] = tag_tree_mark(tags->tree, stretch, tags->page);
}

// Marks in logical order.
static void mark_groups(LineTags *tags, const LogicalRun *order, guint count) {
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(LineGlyphCode));
  tags->codes = all;
  group_codes(tags);
  guint codes = all->len;
  tags->tags = g_new(guint, tags->group_count);
  for (guint i = 0; i < tags->group_count; i++)
    tags->tags[i] = TAG_NONE;
  for (guint i = 0; i < count; i++)
    for (guint k = 0; k < codes; k++) {
      guint index = tags->line->runs[order[i].run].level & 1 ? codes - 1 - k : k;
      if (code_at(tags, index)->run == order[i].run) mark_group(tags, index);
    }
  guint *glyphs = ARENA_ARRAY(tags->tree->arena, guint, codes);
  for (guint k = 0; k < codes; k++)
    glyphs[k] = tags->tags[code_at(tags, k)->group];
  g_free(tags->tags);
  tags->tree->last_lines[tags->page].stretch = NULL;
  ItemTag *item = &tags->tree->pages[tags->page].items[tags->item];
  item->tag = TAG_SEVERAL;
  item->glyph_tags = glyphs;
}

static void note_links(LineTags *tags, const Element *block) {
  Element **links = NULL;
  for (guint r = 0; r < tags->line->run_count; r++) {
    const char *url = tags->line->runs[r].style->url;
    if (!url || !*url || !tags->stretches[r]) continue;
    if (!links) links = ARENA_ARRAY(tags->tree->arena, Element *, tags->line->run_count);
    links[r] = link_around(tags->stretches[r]->parent, block);
  }
  tags->tree->pages[tags->page].items[tags->item].run_links = links;
}

void tag_tree_line(TagTree *tree, Element *block, guint page, guint item) {
  const Placed *placed = &tree->document->pages[page].items[item];
  const Line *line = placed->line;
  g_autofree LogicalRun *order = g_new(LogicalRun, line->run_count + 1);
  g_autofree Element **stretches = g_new0(Element *, line->run_count + 1);
  LineTags tags = {.tree = tree,
                   .page = page,
                   .item = item,
                   .placed = placed,
                   .line = line,
                   .coded = encoding_lookup_line(tree->encoding, page, item),
                   .stretches = stretches};
  guint count = logical_runs(line, order);
  fill_stretches(&tags, block, order, count);
  tree->pages[page].items[item].tag = TAG_NONE;
  Element *only = only_stretch(&tags);
  gboolean painted = tags.coded && tags.coded->run_count;
  if (painted && only)
    mark_single(&tags, only);
  else if (painted)
    mark_groups(&tags, order, count);
  note_links(&tags, block);
}
