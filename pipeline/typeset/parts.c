// The parts of one line.
#include <unicode/ubidi.h>

#include "typeset/hang.h"
#include "typeset/justify.h"

typedef struct {
  const MatterInput *in;
  LineParts line;
  guint room;
  guint32 start, end; // of the line
  UChar hyphen;       // a hyphen of ours ends the line
} Collector;

static double part_scale(const Item *item) {
  return item->size_pt / item->font->units_per_em;
}

// A cut inside joined glyphs, or before our hyphen: the rest of the word is shaped on its own.
static gboolean must_reshape(const Segment *segment, guint32 start, guint32 end, UChar hyphen) {
  if (hyphen) return TRUE;
  if (start > segment->start && !word_may_split(segment->word, start - segment->word_start))
    return TRUE;
  return end < segment->end && !word_may_split(segment->word, end - segment->word_start);
}

static void add_part(Collector *collector, const Segment *segment) {
  const MatterInput *in = collector->in;
  guint32 start = MAX(segment->start, collector->start), end = MIN(segment->end, collector->end);
  UChar hyphen = end == collector->end ? collector->hyphen : 0;
  LineParts *line = &collector->line;
  LinePart *part = ARENA_APPEND(in->scratch, LinePart, line->parts, line->count, collector->room);
  *part = (LinePart){.item = segment->item,
                     .word = segment->word,
                     .start = start,
                     .end = end,
                     .word_start = segment->word_start,
                     .level = segment->item->level,
                     .is_space = segment->is_space || segment->is_line_end,
                     .is_fixed = segment->item->code || segment->is_line_end};
  if (start == segment->start && end == segment->end && !hyphen &&
      end - start == segment->word->length) { // most words
    part->count = part->word->glyph_count;
    part->width_pt = segment->width_pt;
    return;
  }
  if (must_reshape(segment, start, end, hyphen)) {
    part->word = shape_word(in->shaper, in->scratch, in->flow, segment->item, start, end, hyphen);
    part->word_start = start;
  }
  gint64 width = word_slice(part->word, start - part->word_start, end - part->word_start,
                            &part->first, &part->count);
  part->width_pt = part->is_space ? segment->width_pt : width * part_scale(part->item);
}

// UAX#9 L1: white space at the line's end has the paragraph's level.
static void settle_end(const Flow *flow, LineParts *line) {
  guint8 base = flow->paragraph->direction == DIRECTION_RTL ? 1 : 0;
  gboolean at_end = TRUE;
  for (guint i = line->count; i > 0; i--) {
    LinePart *part = &line->parts[i - 1];
    at_end &= part->is_space;
    if (at_end) {
      part->trailing = TRUE;
      part->level = base;
      part->width_pt = 0;
    }
    line->natural_pt += part->width_pt;
  }
}

static guint32 line_end_unit(const Flow *flow, const Matter *end) {
  return end->kind == MATTER_GLUE ? end->end : MIN(end->start, flow->length);
}

static double hang_part(const MatterInput *in, const LineParts *line, guint index,
                        gboolean at_end) {
  const LinePart *part = &line->parts[index];
  if (part->is_space) return 0;
  UChar hyphen = at_end && line->hyphenated ? matter_hyphen(part->item->font) : 0;
  return hang_pt(in->flow, part->item, part->word, part->word_start, part->start, part->end, hyphen,
                 at_end);
}

// The start of every line hangs, so that starts stand level; the end of those that fill the
// measure.
static void hang_ends(const MatterInput *in, LineParts *line, gboolean forced) {
  guint last = line->count;
  while (last > 0 && line->parts[last - 1].trailing)
    last--;
  if (last == 0) return;
  line->hang_start_pt = hang_part(in, line, 0, FALSE);
  if (!forced) line->hang_end_pt = hang_part(in, line, last - 1, TRUE);
}

LineParts line_parts(const MatterInput *input, const MatterList *matter, const LineBreak *line) {
  const Matter *first = &matter->items[line->from], *last = &matter->items[line->to];
  Collector collector = {.in = input,
                         .start = line->from == 0 ? 0 : first->start,
                         .end = line_end_unit(input->flow, last)};
  const SegmentList *segments = input->segments;
  guint index = first->segment;
  gboolean soft = last->kind == MATTER_PENALTY && last->before_pt > 0;
  while (index > 0 && segments->segments[index].start > collector.start)
    index--;
  for (; index < segments->count && segments->segments[index].start < collector.end; index++) {
    const Segment *segment = &segments->segments[index];
    if (segment->end <= collector.start) continue;
    collector.hyphen = soft && input->breaks[collector.end] == BREAK_SOFT_HYPHEN
                           ? matter_hyphen(segment->item->font)
                           : 0;
    add_part(&collector, segment);
  }
  LineParts made = collector.line;
  made.text = input->flow->text;
  made.hyphenated = soft;
  made.scale = 1;
  settle_end(input->flow, &made);
  if (input->flow->paragraph->hanging) hang_ends(input, &made, line->forced);
  return made;
}

guint *line_order(Arena *scratch, const LineParts *line) {
  UBiDiLevel *levels = ARENA_ROOM(scratch, UBiDiLevel, line->count);
  gint32 *order = ARENA_ROOM(scratch, gint32, line->count);
  for (guint i = 0; i < line->count; i++)
    levels[i] = line->parts[i].level;
  if (line->count > 0) ubidi_reorderVisual(levels, (gint32)line->count, order);
  return (guint *)order;
}
