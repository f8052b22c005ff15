#include "typeset/joined.h"

#include <unicode/uchar.h>

gint joining_type(UChar c) {
  return c < 0x300 ? U_JT_NON_JOINING : u_getIntPropertyValue(c, UCHAR_JOINING_TYPE);
}

static gboolean is_one_drawing(const ShapedGlyph *glyph) {
  return !glyph->mark && glyph->x_offset == 0 && glyph->y_offset == 0;
}

// Where the cluster of glyph `index` ends, if it is a glyph on the line alone in its cluster; 0.
static guint32 cluster_end(const ShapedWord *word, guint index) {
  const ShapedGlyph *glyph = &word->glyphs[index];
  if (!is_one_drawing(glyph) || glyph->at >= word->length) return 0; // a hyphen of ours
  if (index + 1 < word->glyph_count && glyph[1].at == glyph->at) return 0;
  if (index == 0) return word->length;
  return glyph[-1].at > glyph->at ? glyph[-1].at : 0;
}

// All letters: neither marks nor joiners.
static gboolean are_letters(const UChar *text, guint32 start, guint32 end) {
  for (guint32 i = start; i < end; i++)
    if (joining_type(text[i]) == U_JT_TRANSPARENT || joining_type(text[i]) == U_JT_NON_JOINING)
      return FALSE;
  return end > start;
}

static gboolean reaches_on(gint type) {
  return type == U_JT_DUAL_JOINING || type == U_JT_LEFT_JOINING || type == U_JT_JOIN_CAUSING;
}

static gboolean reaches_back(gint type) {
  return type == U_JT_DUAL_JOINING || type == U_JT_RIGHT_JOINING || type == U_JT_JOIN_CAUSING;
}

static gboolean joins_right(const ShapedWord *word, const UChar *text, guint index) {
  const ShapedGlyph *glyph = &word->glyphs[index], *before = glyph + 1;
  guint32 end = cluster_end(word, index);
  if (!end || cluster_end(word, index + 1) != glyph->at) return FALSE;
  return are_letters(text, before->at, end) && reaches_on(joining_type(text[glyph->at - 1])) &&
         reaches_back(joining_type(text[glyph->at]));
}

void joined_find(ShapedWord *word, const UChar *text) {
  for (guint i = 0; word->rtl && i + 1 < word->glyph_count; i++)
    word->glyphs[i].joins_right = joins_right(word, text, i);
}
