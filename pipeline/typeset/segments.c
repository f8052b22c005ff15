// Items into segments: words, spaces, line ends.
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "typeset/shape.h"

typedef struct {
  Shaper *shaper;
  Arena *scratch;
  const Flow *flow;
  Segment *segments;
  guint count, room;
} Cutter;

static gboolean ends_word(UChar c) {
  return c <= 0xA0 ? flow_is_space(c) || c == 0xA0 : flow_is_line_end(c);
}

static void add(Cutter *cutter, const Item *item, guint32 start, guint32 end,
                const ShapedWord *word, guint32 word_start) {
  UChar c = cutter->flow->text[start];
  Segment *segment =
      ARENA_APPEND(cutter->scratch, Segment, cutter->segments, cutter->count, cutter->room);
  *segment = (Segment){.item = item,
                       .word = word,
                       .start = start,
                       .end = end,
                       .word_start = word_start,
                       .is_space = ends_word(c) && !flow_is_line_end(c),
                       .is_line_end = flow_is_line_end(c)};
  gint64 width = word->width;
  guint first, count;
  if (end - start < word->length)
    width = word_slice(word, start - word_start, end - word_start, &first, &count);
  segment->width_pt = segment->is_line_end ? 0 : width * item->size_pt / item->font->units_per_em;
  if (segment->is_space && !item->code && end - start == 1)
    segment->width_pt = item->font->space_em * item->size_pt;
}

// A "word" without end is shaped in pieces; HarfBuzz keeps the joins by its context.
#define LONGEST_WORD 512

static gboolean is_mark(const Flow *flow, guint32 at) {
  UChar32 c = flow->text[at];
  if (c < 0x300 || c == 0x200C || c == 0x200D) return FALSE; // joiners belong to what follows
  if (U16_IS_TRAIL(c)) return TRUE;
  U16_GET(flow->text, 0, at, flow->length, c);
  return character_extends(flow->paragraph->locale->characters, c);
}

// The end of the word, or of the one space, that begins at `start`; a mark on a space goes with it.
static guint32 stretch_end(const Flow *flow, guint32 start, guint32 end) {
  guint32 at = start + 1;
  if (!ends_word(flow->text[start]))
    while (at < end && !ends_word(flow->text[at]) && at - start < LONGEST_WORD)
      at++;
  while (at < end && at - start < 2 * LONGEST_WORD && is_mark(flow, at))
    at++;
  return at;
}

// A font whose words depend on the spaces beside them is shaped whole and cut afterwards.
static void cut_across(Cutter *cutter, const Item *item) {
  const ShapedWord *whole =
      shape_word(cutter->shaper, cutter->scratch, cutter->flow, item, item->start, item->end, 0);
  guint32 start = item->start;
  while (start < item->end) {
    guint32 end = stretch_end(cutter->flow, start, item->end);
    while (end < item->end) { // not inside a cluster
      guint first, count;
      word_slice(whole, end - item->start, end - item->start + 1, &first, &count);
      if (count > 0) break;
      end = stretch_end(cutter->flow, end, item->end);
    }
    add(cutter, item, start, end, whole, item->start);
    start = end;
  }
}

SegmentList paragraph_shape(Shaper *shaper, Arena *scratch, const Flow *flow,
                            const ItemList *items) {
  Cutter cutter = {.shaper = shaper, .scratch = scratch, .flow = flow};
  for (guint i = 0; i < items->count; i++) {
    const Item *item = &items->items[i];
    const ShapedWord *space = NULL; // the same for all of an item
    if (item->font->across_spaces) {
      cut_across(&cutter, item);
      continue;
    }
    for (guint32 start = item->start, end; start < item->end; start = end) {
      end = stretch_end(flow, start, item->end);
      gboolean plain_space = flow->text[start] == ' ' && end - start == 1;
      const ShapedWord *word =
          plain_space && space ? space : shape_word(shaper, scratch, flow, item, start, end, 0);
      if (plain_space) space = word;
      add(&cutter, item, start, end, word, start);
    }
  }
  return (SegmentList){cutter.segments, cutter.count};
}
