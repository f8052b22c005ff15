#include "typeset/hang.h"

// The width of what stands for the unit `at` of a word, in font units.
static gint64 unit_width(const ShapedWord *word, guint32 at) {
  gint64 width = 0;
  for (guint i = 0; i < word->glyph_count; i++)
    if (word->glyphs[i].at == at) width += word->glyphs[i].advance;
  return width;
}

double hang_pt(const Flow *flow, const Item *item, const ShapedWord *word, guint32 word_start,
               guint32 start, guint32 end, UChar hyphen, gboolean at_end) {
  const Paragraph *paragraph = flow->paragraph;
  if (!paragraph->hanging || paragraph->align != TEXT_JUSTIFY || paragraph->keep_whole_line ||
      start >= end)
    return 0;
  if (item->code || item->level != (paragraph->direction == DIRECTION_RTL)) return 0;
  guint32 at = at_end ? end - 1 : start;
  UChar sign = at_end && hyphen ? hyphen : flow->text[at];
  const HangingSign *row = hanging_lookup(&paragraph->locale->hanging, sign);
  if (!row) return 0;
  gint64 width = unit_width(word, at_end && hyphen ? word->length : at - word_start);
  return (double)(at_end ? row->end : row->start) * width * item->size_pt /
         item->font->units_per_em;
}
