#include "print/line_segment.h"

// The innermost inline that has an element of its own, as tag_tree_line.c has them; NULL.
static const Node *inline_element(const Node *node) {
  for (; node && !node_is_block(node); node = node->parent)
    if (node->kind == NODE_LINK || node->kind == NODE_CODE || node->kind == NODE_FOOTNOTE_REF ||
        (node->kind == NODE_SPAN && node->lang))
      return node;
  return NULL;
}

static gboolean are_one_element(const GlyphRun *left, const GlyphRun *right) {
  if (left->style == right->style) return TRUE;
  return g_strcmp0(left->style->url, right->style->url) == 0 &&
         g_strcmp0(left->style->lang, right->style->lang) == 0 &&
         inline_element(left->style->node) == inline_element(right->style->node);
}

// A code without a run of its own (a direction mark, a space that leads a string) belongs to what
// stands at its right, but for U+200E, which holds to what stands at its left.
static const GlyphRun *owner_of(const GArray *codes, guint index) {
  const LineCode *all = (const LineCode *)(const void *)codes->data;
  if (all[index].run) return all[index].run;
  if (!line_code_is(&all[index], LEFT_MARK))
    for (guint i = index + 1; i < codes->len; i++)
      if (all[i].run) return all[i].run;
  for (guint i = index; i > 0; i--)
    if (all[i - 1].run) return all[i - 1].run;
  return NULL;
}

static guint32 run_offset(const GlyphRun *run) {
  guint32 least = G_MAXUINT32;
  for (guint i = 0; i < run->glyph_count; i++)
    least = MIN(least, run->glyphs[i].text_offset);
  return least;
}

static gint compare_segments(gconstpointer a, gconstpointer b) {
  const LineSegment *left = a, *right = b;
  if (left->offset_bytes != right->offset_bytes)
    return left->offset_bytes < right->offset_bytes ? -1 : 1;
  return left->start < right->start ? -1 : left->start > right->start;
}

// pdf.js looks for gaps within a string only: a space at its end must be text.
static void fill_end(GArray *codes, const LineSegment *segment, gboolean at_right) {
  for (guint i = segment->start; i < segment->end; i++) {
    guint index = at_right ? segment->start + segment->end - 1 - i : i;
    LineCode *code = &g_array_index(codes, LineCode, index);
    if (!code->run) continue;
    if (line_code_is(code, " ")) line_code_fill_space(code);
    return;
  }
}

// Whether anything but spaces is to be turned round.
static gboolean has_rtl(const GArray *codes, const LineSegment *segment) {
  for (guint i = segment->start; i < segment->end; i++) {
    const LineCode *code = &g_array_index(codes, LineCode, i);
    gboolean space = line_code_is(code, " ") || line_code_is(code, ARABIC_MARK " ");
    if (code->run && code->level & 1 && !space) return TRUE;
  }
  return FALSE;
}

static void part(Arena *arena, GArray *codes, const GArray *segments) {
  for (guint i = 0; i < segments->len && segments->len > 1; i++) {
    const LineSegment *segment = &g_array_index(segments, LineSegment, i);
    g_array_index(codes, LineCode, segment->start).starts_string = TRUE;
    fill_end(codes, segment, FALSE);
    fill_end(codes, segment, TRUE);
    if (has_rtl(codes, segment))
      line_code_tip_direction(arena, codes, segment->start, segment->end);
  }
}

static gboolean is_one_element(const Line *line) {
  for (guint i = 1; i < line->run_count; i++)
    if (!are_one_element(&line->runs[i - 1], &line->runs[i])) return FALSE;
  return TRUE;
}

GArray *line_segments_new(Arena *arena, GArray *codes, const Line *line) {
  GArray *out = g_array_new(FALSE, FALSE, sizeof(LineSegment));
  const LineSegment whole = {0, codes->len, 0};
  const GlyphRun *last = NULL;
  g_array_append_val(out, whole);
  if (line->direction != DIRECTION_RTL || is_one_element(line)) return out;
  g_array_set_size(out, 0);
  for (guint i = 0; i < codes->len; i++) {
    const GlyphRun *owner = owner_of(codes, i);
    if (!out->len || (owner && last && owner != last && !are_one_element(owner, last))) {
      const LineSegment segment = {i, i, G_MAXUINT32};
      g_array_append_val(out, segment);
    }
    LineSegment *segment = &g_array_index(out, LineSegment, out->len - 1);
    segment->end = i + 1;
    if (owner && owner != last)
      segment->offset_bytes = MIN(segment->offset_bytes, run_offset(owner));
    last = owner ? owner : last;
  }
  g_array_sort(out, compare_segments);
  part(arena, codes, out);
  return out;
}
