#include "typeset/build_line.h"

#include <math.h>
#include <unicode/utf16.h>

#include "typeset/gap.h"

typedef struct {
  const Flow *flow;
  Line *line;
  GArray *runs;     // of GlyphRun
  LineGlyph *glyph; // the next one to fill in
  double pen_pt;
  guint piece; // hint
  // Of the part at work: its size over its font's em, and the same across.
  double scale, scale_x;
} Builder;

// A cluster's text goes to its glyphs: one code point each where the numbers agree, else all of it
// to the base.
typedef struct {
  guint32 start, end; // units of the flow
  guint first, count; // glyphs of the word
  gboolean one_each;
  guint base; // glyph index
} Cluster;

static Cluster read_cluster(const Flow *flow, const LinePart *part, guint first) {
  const ShapedWord *word = part->word;
  guint end = part->first + part->count;
  guint32 at = word->glyphs[first].at;
  Cluster cluster = {.first = first};
  while (first + cluster.count < end && word->glyphs[first + cluster.count].at == at)
    cluster.count++;
  guint next = first + cluster.count;
  cluster.start = part->word_start + at;
  cluster.end = part->end;
  if (word->rtl && first > part->first)
    cluster.end = MIN(part->end, part->word_start + word->glyphs[first - 1].at);
  else if (!word->rtl && next < end)
    cluster.end = MIN(part->end, part->word_start + word->glyphs[next].at);
  guint points = 0;
  for (guint32 unit = cluster.start; unit < cluster.end; unit++)
    points += !U16_IS_TRAIL(flow->text[unit]);
  cluster.one_each = cluster.count > 1 && points == cluster.count;
  cluster.base = word->rtl ? next - 1 : first;
  for (guint i = 0; i < cluster.count; i++) {
    guint glyph = word->rtl ? next - 1 - i : first + i;
    if (word->glyphs[glyph].mark) continue;
    cluster.base = glyph;
    break;
  }
  return cluster;
}

static void set_text(const Flow *flow, LineGlyph *glyph, guint32 start, guint32 end) {
  glyph->text_offset = flow->offsets[start];
  guint32 length = end > start ? flow->offsets[end] - flow->offsets[start] : 0;
  glyph->text_bytes = (guint16)MIN(length, G_MAXUINT16);
}

// The text of glyph `index` of a cluster.
static void assign_text(const Flow *flow, const LinePart *part, const Cluster *cluster, guint index,
                        LineGlyph *glyph) {
  if (cluster->end <= cluster->start) { // a hyphen of ours
    glyph->is_hyphen = TRUE;
    guint32 end = flow->offsets[part->end];
    glyph->text_offset = end;
    return;
  }
  if (!cluster->one_each) {
    gboolean base = index == cluster->base;
    set_text(flow, glyph, cluster->start, base ? cluster->end : cluster->start);
    return;
  }
  guint nth =
      part->word->rtl ? cluster->first + cluster->count - 1 - index : index - cluster->first;
  guint32 start = cluster->start, end;
  for (; nth > 0; nth--)
    U16_FWD_1(flow->text, start, cluster->end);
  end = start;
  U16_FWD_1(flow->text, end, cluster->end);
  set_text(flow, glyph, start, end);
}

static GlyphRun *run_for(Builder *builder, const LinePart *part, const TextStyle *style) {
  const Item *item = part->item;
  GlyphRun *last = builder->runs->len > 0
                       ? &g_array_index(builder->runs, GlyphRun, builder->runs->len - 1)
                       : NULL;
  if (last && last->font == item->font && last->size_pt == item->size_pt &&
      last->level == part->level && last->style == style)
    return last;
  double size = item->size_pt;
  GlyphRun run = {.font = item->font,
                  .size_pt = size,
                  .level = part->level,
                  .style = style,
                  .text = builder->flow->utf8,
                  .glyphs = builder->glyph,
                  .x_pt = builder->pen_pt,
                  .tatweel_glyph = item->kashida ? item->font->tatweel_glyph : 0};
  g_array_append_val(builder->runs, run);
  builder->line->ascent_pt =
      MAX(builder->line->ascent_pt, item->font->ascent_em * size + style->rise_pt);
  builder->line->descent_pt =
      MAX(builder->line->descent_pt, item->font->descent_em * size - style->rise_pt);
  return &g_array_index(builder->runs, GlyphRun, builder->runs->len - 1);
}

// All of a glyph but its place in the line and its text.
static inline LineGlyph glyph_new(const Builder *builder, const LinePart *part,
                                  const ShapedGlyph *shaped) {
  return (LineGlyph){.glyph_id = (guint16)shaped->glyph_id,
                     .y_pt = (float)(shaped->y_offset * builder->scale + part->item->rise_pt),
                     .is_space = part->is_space != 0,
                     .joins_right = shaped->joins_right};
}

static void emit_glyph(Builder *builder, const LinePart *part, const Cluster *cluster,
                       guint index) {
  const ShapedGlyph *shaped = &part->word->glyphs[index];
  gboolean kashida =
      part->kashida_pt > 0 && cluster->start < part->kashida_at && part->kashida_at <= cluster->end;
  LineGlyph *glyph = builder->glyph++;
  double x_pt = builder->pen_pt + shaped->x_offset * builder->scale_x;
  double advance_pt = part->trailing ? 0 : shaped->advance * builder->scale_x;
  *glyph = glyph_new(builder, part, shaped);
  gboolean is_first = cluster->start == part->start && index == cluster->base;
  if (part->is_space && !part->trailing)
    advance_pt = is_first ? part->width_pt + part->extra_pt : 0;
  if (kashida && index == cluster->base) {
    glyph->kashida_pt = (float)part->kashida_pt;
    advance_pt += part->kashida_pt;
  } else if (kashida) {
    x_pt += part->kashida_pt;
  }
  // A gap stands at the right of the letter after it, so that every glyph keeps its origin.
  if (part->gap_pt > 0 && index == cluster->base && cluster->start > part->start &&
      gap_is_at(builder->flow->text + part->word_start, cluster->start - part->word_start))
    advance_pt += part->gap_pt;
  glyph->x_pt = (float)x_pt;
  glyph->advance_pt = (float)advance_pt;
  assign_text(builder->flow, part, cluster, index, glyph);
  builder->pen_pt += advance_pt;
}

static void emit_clusters(Builder *builder, const LinePart *part) {
  const Flow *flow = builder->flow;
  guint end = part->first + part->count;
  for (guint first = part->first; first < end;) {
    Cluster cluster = read_cluster(flow, part, first);
    guint32 unit = MIN(cluster.start, flow->length - 1);
    if (cluster.end <= cluster.start && unit > 0) unit--; // a hyphen has its word's style
    builder->piece = flow_piece_at(flow, unit, builder->piece);
    const TextStyle *style = &flow->paragraph->pieces[builder->piece].style;
    GlyphRun *run = run_for(builder, part, style);
    for (guint i = 0; i < cluster.count; i++)
      emit_glyph(builder, part, &cluster, first + i);
    run->glyph_count += cluster.count;
    run->width_pt = builder->pen_pt - run->x_pt;
    first += cluster.count;
  }
}

// A whole word or space in one style, each unit of which has one glyph, and no gap opens: as
// emit_clusters(), at once.
static void emit_whole(Builder *builder, const LinePart *part, const TextStyle *style) {
  GlyphRun *run = run_for(builder, part, style);
  const guint32 *offsets = builder->flow->offsets + part->start;
  double pen = builder->pen_pt, scale_x = builder->scale_x;
  guint32 kashida_at = part->kashida_pt > 0 ? part->kashida_at - part->start : 0;
  for (guint i = 0; i < part->count; i++) {
    const ShapedGlyph *shaped = &part->word->glyphs[i];
    guint32 at = shaped->at, offset = offsets[at];
    double advance = part->trailing ? 0 : shaped->advance * scale_x;
    if (part->is_space && !part->trailing) advance = at == 0 ? part->width_pt + part->extra_pt : 0;
    double kashida = at + 1 == kashida_at ? part->kashida_pt : 0;
    LineGlyph *glyph = builder->glyph++;
    *glyph = glyph_new(builder, part, shaped);
    glyph->x_pt = (float)(pen + shaped->x_offset * scale_x);
    glyph->advance_pt = (float)(advance + kashida);
    glyph->kashida_pt = (float)kashida;
    glyph->text_offset = offset;
    glyph->text_bytes = (guint16)(offsets[at + 1] - offset);
    pen += advance + kashida;
  }
  builder->pen_pt = pen;
  run->glyph_count += part->count;
  run->width_pt = pen - run->x_pt;
}

static void emit_part(Builder *builder, const LinePart *part) {
  const Flow *flow = builder->flow;
  builder->scale = part->item->size_pt / part->item->font->units_per_em;
  builder->scale_x = builder->scale * builder->line->glyph_scale;
  gboolean whole =
      part->word->one_each && part->count == part->word->glyph_count && part->gap_pt <= 0;
  if (whole) builder->piece = flow_piece_at(flow, part->start, builder->piece);
  if (whole && part->end <= flow->piece_starts[builder->piece + 1])
    emit_whole(builder, part, &flow->paragraph->pieces[builder->piece].style);
  else
    emit_clusters(builder, part);
}

void line_build(Arena *arena, Arena *scratch, const Flow *flow, const LineParts *parts,
                Line *line) {
  g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(GlyphRun));
  guint glyph_count = 0;
  for (guint i = 0; i < parts->count; i++)
    glyph_count += parts->parts[i].count;
  Builder builder = {
      .flow = flow, .line = line, .runs = runs, .glyph = ARENA_ROOM(arena, LineGlyph, glyph_count)};
  line->glyph_scale = parts->scale;
  const guint *order = line_order(scratch, parts);
  for (guint i = 0; i < parts->count; i++)
    emit_part(&builder, &parts->parts[order[i]]);
  line->runs = arena_copy(arena, runs->data, sizeof(GlyphRun) * runs->len);
  line->run_count = runs->len;
  line->width_pt = builder.pen_pt;
}
