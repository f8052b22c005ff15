#include "typeset/gap.h"

#include <unicode/uchar.h>

#include "typeset/joined.h"

static gboolean is_arabic_letter(UChar c) {
  return c >= 0x620 && c <= 0x6FF && u_isalpha(c);
}

gboolean gap_is_at(const UChar *text, guint32 at) {
  if (at == 0 || !is_arabic_letter(text[at])) return FALSE;
  guint32 before = at - 1;
  while (before > 0 && text[before] >= 0x64B && text[before] != 0x200C &&
         u_hasBinaryProperty(text[before], UCHAR_GRAPHEME_EXTEND))
    before--;
  return is_arabic_letter(text[before]) && joining_type(text[before]) == U_JT_RIGHT_JOINING;
}

guint gap_count(const ShapedWord *word, const UChar *text, guint first, guint count) {
  if (!word->rtl || count == 0) return 0;
  // Right to left: the slice's last glyph is its first letter.
  guint32 start = word->glyphs[first + count - 1].at, seen = G_MAXUINT32;
  guint gaps = 0;
  for (guint i = first; i < first + count; i++) {
    guint32 at = word->glyphs[i].at;
    if (at != seen && at > start && at < word->length) gaps += gap_is_at(text, at);
    seen = at;
  }
  return gaps;
}
