#include "typeset/kashida.h"

#include <unicode/uchar.h>

#include "typeset/joined.h"

enum { RANK_NEVER = 0, RANK_ELSEWHERE = 6 };

static gint joining_group(UChar c) {
  return u_getIntPropertyValue(c, UCHAR_JOINING_GROUP);
}

static gboolean is_letter(UChar c) {
  return c >= 0x600 && c != 0x640 && u_isalpha(c);
}

// The places by the letter before and the letter after; the better one has the lower rank.
static guint8 rank_of(UChar left, UChar right, gboolean right_is_final) {
  switch (joining_group(left)) {
  case U_JG_SEEN:
  case U_JG_SAD: return 1;
  default: break;
  }
  gint group = joining_group(right);
  if (right_is_final) {
    switch (group) {
    case U_JG_HEH:
    case U_JG_HEH_GOAL:
    case U_JG_TEH_MARBUTA:
    case U_JG_DAL: return 2;
    case U_JG_ALEF:
    case U_JG_LAM:
    case U_JG_KAF:
    case U_JG_GAF:
    case U_JG_TAH: return 3;
    case U_JG_WAW:
    case U_JG_AIN:
    case U_JG_QAF:
    case U_JG_FEH: return 5;
    default: break;
    }
  }
  gint before = joining_group(left);
  gboolean tooth =
      before == U_JG_BEH || before == U_JG_NOON || before == U_JG_YEH || before == U_JG_FARSI_YEH;
  gboolean tail = group == U_JG_REH || group == U_JG_YEH || group == U_JG_FARSI_YEH;
  return tooth && tail ? 4 : RANK_ELSEWHERE;
}

// The glyph whose cluster is the one unit `at`, or NULL: none, or a ligature, or a letter of
// several glyphs.
static const ShapedGlyph *sole_glyph(const ShapedWord *word, guint32 at) {
  const ShapedGlyph *found = NULL;
  gboolean next = at + 1 >= word->length;
  for (guint i = 0; i < word->glyph_count; i++) {
    next |= word->glyphs[i].at == at + 1;
    if (word->glyphs[i].at != at) continue;
    if (found) return NULL;
    found = &word->glyphs[i];
  }
  return next ? found : NULL;
}

// A word at work.
typedef struct {
  ShapedWord *word;
  const UChar *text;
  const Font *font;
  JoinTable *joins;
} Finding;

// A tatweel lies on the baseline: it meets both letters there, as thick as they are.
static gboolean is_level(const Finding *finding, const ShapedGlyph *before,
                         const ShapedGlyph *after) {
  return before->y_offset == 0 && after->y_offset == 0 &&
         join_is_level(finding->joins, finding->font, before->glyph_id, JOIN_LEFT) &&
         join_is_level(finding->joins, finding->font, after->glyph_id, JOIN_RIGHT);
}

// A run of letters without ZWNJ, sign or mark between `start` and `end`; `total` counts the word's
// letters across ZWNJ: short words are not stretched, nor are short parts of words.
static void rank_run(Finding *finding, guint32 start, guint32 end) {
  ShapedWord *word = finding->word;
  const UChar *text = finding->text;
  for (guint32 at = start + 1; at < end; at++) {
    UChar left = text[at - 1], right = text[at];
    if (joining_type(left) != U_JT_DUAL_JOINING || joining_type(right) == U_JT_NON_JOINING)
      continue;
    if (joining_group(left) == U_JG_LAM && joining_group(right) == U_JG_ALEF) continue;
    const ShapedGlyph *after = sole_glyph(word, at), *before = sole_glyph(word, at - 1);
    if (!after || !before || !after->tatweel || !is_level(finding, before, after)) continue;
    gboolean final = joining_type(right) != U_JT_DUAL_JOINING || at + 1 == end;
    guint8 rank = rank_of(left, right, final);
    // Of equal places the last one: the word's end bears a stroke best.
    if (word->kashida_rank != RANK_NEVER && rank > word->kashida_rank) continue;
    word->kashida_rank = rank;
    word->kashida_at = at;
  }
}

void kashida_find(ShapedWord *word, const UChar *text, guint32 length, const Font *font,
                  JoinTable *joins) {
  Finding finding = {word, text, font, joins};
  guint letters = 0;
  for (guint32 i = 0; i < length; i++)
    letters += is_letter(text[i]);
  if (letters <= 3) return;
  for (guint32 start = 0, end; start < length; start = end) {
    end = start + 1;
    if (!is_letter(text[start])) continue;
    while (end < length && is_letter(text[end]))
      end++;
    // A mark before or after leaves its own letter out.
    gboolean mark = end < length && u_hasBinaryProperty(text[end], UCHAR_GRAPHEME_EXTEND) &&
                    text[end] != 0x200C;
    guint32 from = start > 0 && text[start - 1] != 0x200C &&
                           u_hasBinaryProperty(text[start - 1], UCHAR_GRAPHEME_EXTEND)
                       ? start + 1
                       : start;
    guint32 to = mark ? end - 1 : end;
    if (end - start > 2 && to > from + 1) rank_run(&finding, from, to);
  }
}

guint kashida_limit(KashidaUse use, double width_pt, double em_pt) {
  if (use == KASHIDA_OFF || em_pt <= 0) return 0;
  double every_em = use == KASHIDA_LIGHT ? 4 : 2;
  guint most = (guint)(width_pt / em_pt / every_em);
  return CLAMP(most, 1, use == KASHIDA_LIGHT ? 3 : 12);
}

typedef struct {
  LinePart *part;
  double x_pt; // from the line's start edge
  gboolean chosen;
} Place;

static GArray *list_places(LineParts *line, double *em_pt) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
  double x = 0;
  for (guint i = 0; i < line->count; i++) {
    LinePart *part = &line->parts[i];
    guint32 at = part->word_start + part->word->kashida_at;
    gboolean usable = part->word->kashida_at > 0 && part->item->kashida && at > part->start &&
                      at < part->end && part->count == part->word->glyph_count;
    if (usable) {
      Place place = {part, x + part->width_pt / 2, FALSE};
      g_array_append_val(places, place);
      *em_pt = MAX(*em_pt, part->item->size_pt);
    }
    x += part->width_pt;
  }
  return places;
}

// Lower is better: a good place in the word, near the middle of its share of the line, clear of the
// kashidas above it and of those chosen beside it.
static double place_score(const GArray *places, guint index, double wanted_pt, double share_pt,
                          double em_pt, const GArray *before) {
  const Place *place = &g_array_index(places, Place, index);
  static const double ranks[] = {9, 0, 0.5, 1, 1.5, 2.5, 5}; // a poor place only for want of others
  double score = ranks[MIN(place->part->word->kashida_rank, RANK_ELSEWHERE)];
  score += 3 * ABS(place->x_pt - wanted_pt) / MAX(share_pt, 1);
  for (guint i = 0; i < before->len; i++)
    if (ABS(g_array_index(before, double, i) - place->x_pt) < 2 * em_pt) score += 4;
  for (guint i = 0; i < places->len; i++) {
    const Place *other = &g_array_index(places, Place, i);
    if (other->chosen && ABS(other->x_pt - place->x_pt) < 3 * em_pt) score += 3;
  }
  return score;
}

static void choose_places(GArray *places, guint count, double width_pt, double em_pt,
                          const GArray *before) {
  double share = width_pt / count;
  for (guint nth = 0; nth < count; nth++) {
    Place *best = NULL;
    double least = G_MAXDOUBLE;
    for (guint i = 0; i < places->len; i++) {
      Place *place = &g_array_index(places, Place, i);
      if (place->chosen) continue;
      double score = place_score(places, i, (nth + 0.5) * share, share, em_pt, before);
      if (score < least) {
        least = score;
        best = place;
      }
    }
    if (best) best->chosen = TRUE;
  }
}

static double stretch_chosen(GArray *places, double each_pt, GArray *before) {
  double given = 0;
  for (guint i = 0; i < places->len; i++) {
    const Place *place = &g_array_index(places, Place, i);
    if (!place->chosen) continue;
    place->part->kashida_at = place->part->word_start + place->part->word->kashida_at;
    place->part->kashida_pt = each_pt;
    given += each_pt;
    g_array_append_val(before, place->x_pt);
  }
  return given;
}

double kashida_spread(LineParts *line, double width_pt, const KashidaNeed *need, KashidaUse use,
                      GArray *before) {
  double em = 0, lack = need->lack_pt;
  g_autoptr(GArray) places = list_places(line, &em);
  guint most = MIN(kashida_limit(use, width_pt, em), places->len);
  gboolean desperate = lack - most * KASHIDA_MOST_EM * em > need->desperate_pt;
  if (desperate) most = places->len;
  if (most == 0 || lack < KASHIDA_LEAST_EM * em) {
    g_array_set_size(before, 0);
    return 0;
  }
  guint count = MIN(most, (guint)(lack / (KASHIDA_GOOD_EM * em)) + 1);
  double longest = desperate && use == KASHIDA_FULL ? KASHIDA_FULL_MOST_EM : KASHIDA_MOST_EM;
  double each =
      MAX(MIN(lack / count, KASHIDA_GOOD_EM * em), MIN(need->good_pt / count, longest * em));
  choose_places(places, count, width_pt, em, before);
  g_array_set_size(before, 0);
  return stretch_chosen(places, each, before);
}
