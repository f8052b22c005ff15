#include "typeset/matter.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "typeset/hang.h"

// What a break costs beside its line, in units of badness (100 = spaces at their full stretch).
#define COST_HYPHEN       200
#define COST_HYPHEN_THERE 100
#define COST_URL          150
#define COST_EMERGENCY    2000

typedef struct {
  const MatterInput *in;
  Matter *items;
  guint count, room;
  guint segment;
} Builder;

static Matter *add_matter(Builder *builder, Matter matter) {
  Matter *added =
      ARENA_APPEND(builder->in->scratch, Matter, builder->items, builder->count, builder->room);
  *added = matter;
  return added;
}

static void copy_matter(Builder *to, const Matter *items, guint count) {
  for (guint i = 0; i < count; i++)
    add_matter(to, items[i]);
}

UChar matter_hyphen(const Font *font) {
  return font_covers(font, 0x2010) ? 0x2010 : '-';
}

static void add_penalty(Builder *builder, const Segment *segment, guint32 at, BreakKind kind,
                        gboolean emergency) {
  Matter penalty = {.kind = MATTER_PENALTY,
                    .start = at,
                    .end = at,
                    .segment = builder->segment,
                    .flagged = kind == BREAK_SOFT_HYPHEN || kind == BREAK_HYPHEN_THERE};
  switch (kind) {
  case BREAK_FORCED: penalty.penalty = PENALTY_FORCED; break;
  case BREAK_SOFT_HYPHEN: penalty.penalty = COST_HYPHEN; break;
  case BREAK_HYPHEN_THERE: penalty.penalty = COST_HYPHEN_THERE; break;
  case BREAK_URL: penalty.penalty = COST_URL; break;
  default: penalty.penalty = 0;
  }
  if (emergency) penalty.penalty = COST_EMERGENCY;
  if (kind == BREAK_SOFT_HYPHEN && segment) {
    const Item *item = segment->item;
    UChar hyphen = matter_hyphen(item->font);
    double scale = item->size_pt / item->font->units_per_em;
    if (at > segment->start && at < segment->end && segment->end - segment->start <= 64) {
      const MatterInput *in = builder->in;
      const ShapedWord *head =
          shape_word(in->shaper, in->scratch, in->flow, item, segment->start, at, hyphen);
      const ShapedWord *tail =
          shape_word(in->shaper, in->scratch, in->flow, item, at, segment->end, 0);
      guint first, count;
      guint32 cut = at - segment->word_start;
      double head_pt = scale * word_slice(segment->word, segment->start - segment->word_start, cut,
                                          &first, &count);
      penalty.before_pt = scale * head->width - head_pt;
      penalty.hang_end_pt =
          (float)hang_pt(in->flow, item, head, segment->start, segment->start, at, hyphen, TRUE);
      penalty.after_pt = scale * tail->width - (segment->width_pt - head_pt);
    } else {
      hb_codepoint_t glyph = 0;
      hb_font_get_nominal_glyph(item->font->hb, hyphen, &glyph);
      penalty.before_pt = scale * hb_font_get_glyph_h_advance(item->font->hb, glyph);
    }
  }
  add_matter(builder, penalty);
}

static void add_box(Builder *builder, const Segment *segment, guint32 start, guint32 end) {
  Matter box = {.kind = MATTER_BOX, .start = start, .end = end, .segment = builder->segment};
  if (start == segment->start && end == segment->end) {
    box.width_pt = segment->width_pt;
    box.kashidas = segment->word->kashida_at > 0;
    box.gaps = segment->word->gaps;
  } else {
    guint first, count;
    gint64 width = word_slice(segment->word, start - segment->word_start, end - segment->word_start,
                              &first, &count);
    box.width_pt = width * segment->item->size_pt / segment->item->font->units_per_em;
  }
  const Flow *flow = builder->in->flow;
  box.hang_start_pt =
      (float)hang_pt(flow, segment->item, segment->word, segment->word_start, start, end, 0, FALSE);
  box.hang_end_pt =
      (float)hang_pt(flow, segment->item, segment->word, segment->word_start, start, end, 0, TRUE);
  add_matter(builder, box);
}

static void add_word(Builder *builder, const Segment *segment) {
  const guint8 *breaks = builder->in->breaks;
  guint32 start = segment->start;
  for (guint32 at = start + 1; at < segment->end; at++) {
    if (breaks[at] == BREAK_NONE) continue;
    add_box(builder, segment, start, at);
    add_penalty(builder, segment, at, breaks[at], FALSE);
    start = at;
  }
  add_box(builder, segment, start, segment->end);
}

double space_shrink_pt(double width_pt, double size_pt) {
  return CLAMP(width_pt - SPACE_LEAST_EM * size_pt, SPACE_SHRINK_LEAST * width_pt,
               SPACE_SHRINK_MOST * width_pt);
}

// Spaces in a row are one glue: a break there swallows them all.
static void add_space(Builder *builder, const Segment *segment) {
  const MatterInput *in = builder->in;
  Matter *last = builder->count > 0 ? &builder->items[builder->count - 1] : NULL;
  if (!last || last->kind != MATTER_GLUE || last->penalty <= PENALTY_FORCED) {
    Matter glue = {.kind = MATTER_GLUE, .start = segment->start, .segment = builder->segment};
    last = add_matter(builder, glue);
  }
  last->end = segment->end;
  last->width_pt += segment->width_pt;
  if (!segment->item->code) {
    last->stretch_pt += segment->width_pt * SPACE_STRETCH;
    last->shrink_pt += space_shrink_pt(segment->width_pt, segment->item->size_pt);
  }
  BreakKind kind = in->breaks[segment->end];
  gboolean forced = segment->is_line_end || kind == BREAK_FORCED;
  last->penalty = forced ? PENALTY_FORCED : kind == BREAK_NONE ? PENALTY_NEVER : 0;
}

static void add_segment(Builder *builder, guint index) {
  const SegmentList *segments = builder->in->segments;
  const Segment *segment = &segments->segments[index];
  builder->segment = index;
  const Segment *before = index > 0 ? segment - 1 : NULL;
  gboolean after_word = before && !before->is_space && !before->is_line_end;
  BreakKind kind = builder->in->breaks[segment->start];
  if (after_word && kind != BREAK_NONE) add_penalty(builder, before, segment->start, kind, FALSE);
  if (segment->is_space || segment->is_line_end)
    add_space(builder, segment);
  else
    add_word(builder, segment);
}

static void report_broken(const MatterInput *in, guint32 start, guint32 end) {
  guint piece = flow_piece_at(in->flow, start, 0);
  const Node *node = in->flow->paragraph->pieces[piece].style.node;
  guint32 shown = MIN(end, start + 40);
  if (shown < end && U16_IS_TRAIL(in->flow->text[shown])) shown--;
  guint32 from = in->flow->offsets[start];
  g_autofree char *word = g_strdup_printf("%.*s%s", (int)(in->flow->offsets[shown] - from),
                                          in->flow->utf8 + from, shown < end ? "…" : "");
  diagnostic_add(in->diagnostics, DIAGNOSTIC_WORD_BROKEN,
                 node ? node->span : in->flow->paragraph->span, word);
}

// A cluster's boundary that no mark hangs over.
static gboolean may_cut(const Flow *flow, guint32 at) {
  UChar32 c;
  if (U16_IS_TRAIL(flow->text[at])) return FALSE;
  U16_GET(flow->text, 0, at, flow->length, c);
  return c < 0x300 || !u_hasBinaryProperty(c, UCHAR_GRAPHEME_EXTEND);
}

// Boxes [first, last] of one word that is wider than a line: each cluster becomes a box of its own.
static void shatter(Builder *builder, const Matter *boxes, guint count) {
  const MatterInput *in = builder->in;
  report_broken(in, boxes[0].start, boxes[count - 1].end);
  for (guint i = 0; i < count; i++) {
    const Segment *segment = &in->segments->segments[boxes[i].segment];
    builder->segment = boxes[i].segment;
    guint32 start = boxes[i].start;
    if (i > 0) add_penalty(builder, segment, start, BREAK_ALLOWED, TRUE);
    for (guint32 at = start + 1; at < boxes[i].end; at++) {
      guint first, glyphs;
      if (!may_cut(in->flow, at)) continue;
      word_slice(segment->word, at - segment->word_start, at - segment->word_start + 1, &first,
                 &glyphs);
      if (glyphs == 0) continue;
      add_box(builder, segment, start, at);
      add_penalty(builder, segment, at, BREAK_ALLOWED, TRUE);
      start = at;
    }
    add_box(builder, segment, start, boxes[i].end);
  }
}

static gboolean holds_together(const Matter *matter) {
  return matter->kind == MATTER_BOX ||
         (matter->kind == MATTER_GLUE && matter->penalty >= PENALTY_NEVER);
}

// A unit that has to fit into one line. Too wide, it is broken at its own spaces (a telephone
// number), and a word of it that is still too wide between any two clusters.
static void add_unit(Builder *to, Matter *unit, guint count, double width_pt) {
  double most = to->in->narrowest_pt;
  if (width_pt <= most) {
    copy_matter(to, unit, count);
    return;
  }
  for (guint i = 0, next; i < count; i = next) {
    double width = 0;
    for (next = i; next < count && unit[next].kind == MATTER_BOX; next++)
      width += unit[next].width_pt;
    if (next == i) {
      unit[next].penalty = COST_EMERGENCY / 4;
      add_matter(to, unit[next++]);
    } else if (width > most) {
      shatter(to, &unit[i], next - i);
    } else {
      copy_matter(to, &unit[i], next - i);
    }
  }
}

static gboolean has_wide_unit(const Builder *builder) {
  double width = 0;
  for (guint i = 0; i < builder->count; i++) {
    const Matter *matter = &builder->items[i];
    width = holds_together(matter) ? width + matter->width_pt : 0;
    if (width > builder->in->narrowest_pt) return TRUE;
  }
  return FALSE;
}

static Builder break_wide_units(const Builder *from) {
  Builder to = {.in = from->in};
  Matter *items = from->items;
  for (guint i = 0, next; i < from->count; i = next) {
    double width = 0;
    for (next = i; next < from->count && holds_together(&items[next]); next++)
      width += items[next].width_pt;
    if (next > i)
      add_unit(&to, &items[i], next - i, width);
    else
      add_matter(&to, items[next++]);
  }
  return to;
}

MatterList paragraph_matter(const MatterInput *input) {
  Builder builder = {.in = input};
  for (guint i = 0; i < input->segments->count; i++)
    add_segment(&builder, i);
  if (input->narrowest_pt > 0 && has_wide_unit(&builder)) builder = break_wide_units(&builder);
  // A line end or a space at the very end of the text begins no further line.
  builder.segment = input->segments->count - 1;
  if (builder.count == 0 || builder.items[builder.count - 1].penalty > PENALTY_FORCED)
    add_penalty(&builder, NULL, input->flow->length, BREAK_FORCED, FALSE);
  return (MatterList){builder.items, builder.count};
}

void matter_dump(const Flow *flow, const MatterList *list, GString *out) {
  for (guint i = 0; i < list->count; i++) {
    const Matter *matter = &list->items[i];
    guint32 start = flow->offsets[matter->start], end = flow->offsets[matter->end];
    switch (matter->kind) {
    case MATTER_BOX:
      g_string_append_printf(out, "box %.2f \"%.*s\"\n", matter->width_pt, (int)(end - start),
                             flow->utf8 + start);
      break;
    case MATTER_GLUE:
      g_string_append_printf(out, "glue %.2f +%.2f -%.2f %d\n", matter->width_pt,
                             matter->stretch_pt, matter->shrink_pt, matter->penalty);
      break;
    case MATTER_PENALTY:
      g_string_append_printf(out, "penalty %d%s\n", matter->penalty,
                             matter->flagged ? " flagged" : "");
      break;
    }
  }
}
