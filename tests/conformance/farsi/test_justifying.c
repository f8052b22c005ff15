// JU: justification.
#include "fixture.h"

#include <hb-ot.h>
#include <math.h>

// It miscounts the width of Farsi.
// clang-format off
static const char *const prose =
    "کتابخانه‌های عمومی در سال‌های اخیر دوباره جان گرفته‌اند. آنجا می‌توان "
    "نشست، خواند، نوشت و با دیگران گفت‌وگو کرد؛ بی‌آنکه کسی از شما بپرسد چه "
    "می‌خواهید. هر کتابی خواننده‌ای دارد و هر خواننده‌ای کتابی؛ کار کتابدار آن "
    "است که این دو را به هم برساند. باغ‌های ایرانی را هم چنین ساخته‌اند: دیواری "
    "بلند، جویی باریک، سایهٔ چنار و سکویی که رهگذر بر آن بنشیند و به صدای آب "
    "گوش بسپارد. در بازارهای کهن، دکان‌های هر پیشه در راسته‌ای کنار هم بودند تا "
    "خریدار جنس‌ها را با هم بسنجد.";
// clang-format on

typedef void (*GlyphCheck)(const Line *line, const GlyphRun *run, guint index, gpointer data);

static void each_glyph(const LineList *lines, GlyphCheck check, gpointer data) {
  for (guint i = 0; i < lines->count; i++)
    for (guint r = 0; r < lines->lines[i].run_count; r++)
      for (guint k = 0; k < lines->lines[i].runs[r].glyph_count; k++)
        check(&lines->lines[i], &lines->lines[i].runs[r], k, data);
}

static LineList set_with(Fixture *fixture, KashidaUse kashida, double width) {
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, prose, strlen(prose));
  paragraph->kashida = kashida;
  return fixture_set(fixture, paragraph, width);
}

static void note_space(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  const LineGlyph *glyph = &run->glyphs[index];
  double *most = data;
  if (glyph->is_space && !line->is_last) *most = MAX(*most, glyph->advance_pt / run->size_pt);
}

static void JU_1_spaces_have_a_limit_and_the_last_line_is_not_stretched(void **state) {
  Fixture *fixture = *state;
  for (double width = 90; width < 330; width += 12) {
    LineList lines = set_with(fixture, KASHIDA_OFF, width);
    double most = 0;
    each_glyph(&lines, note_space, &most);
    assert_true(most <= 1.3001); // wider, and the line stays short by rule
    const Line *last = &lines.lines[lines.count - 1];
    assert_true(last->width_pt <= width + 0.01);
    assert_true(fabs(last->x_pt + last->width_pt - width) < 0.01); // flush at the right
    double space = 0;
    for (guint k = 0; k < last->runs[0].glyph_count; k++)
      if (last->runs[0].glyphs[k].advance_pt > 0 && last->runs[0].glyphs[k].is_space)
        space = last->runs[0].glyphs[k].advance_pt / last->runs[0].size_pt;
    assert_true(space <= last->runs[0].font->space_em + 1e-6);
  }
}

static void note_advance(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  (void)line;
  (void)data;
  const LineGlyph *glyph = &run->glyphs[index];
  if (glyph->is_space || glyph->is_hyphen) return;
  // A letter's advance is what the font says, kashida apart: letters are never spaced.
  double advance = glyph->advance_pt - (double)glyph->kashida_pt;
  double own = hb_font_get_glyph_h_advance(run->font->hb, glyph->glyph_id) * run->size_pt /
               run->font->units_per_em;
  if (advance > 0) assert_true(fabs(advance - own) < 0.12 * run->size_pt); // kerning
}

typedef struct {
  guint opened;
} GapCount;

// Without kashida, in lines in need: a letter after one that joins nothing stands off by a hair;
// all others stand where the font has them.
static void check_gap(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  (void)line;
  const LineGlyph *glyph = &run->glyphs[index];
  GapCount *count = data;
  if (glyph->is_space || glyph->text_bytes != 2 || index + 1 >= run->glyph_count) return;
  double own = hb_font_get_glyph_h_advance(run->font->hb, glyph->glyph_id) * run->size_pt /
               run->font->units_per_em;
  double extra = glyph->advance_pt - own;
  if (extra < 0.001) return;
  const char *before = glyph_text(run, &run->glyphs[index + 1]);
  gboolean apart = FALSE;
  static const char *const letters[] = {"ا", "آ", "د", "ذ", "ر", "ز", "ژ", "و"};
  for (guint i = 0; i < G_N_ELEMENTS(letters); i++)
    apart |= strncmp(before, letters[i], 2) == 0;
  assert_true(apart);
  assert_true(extra <= 0.0351 * run->size_pt);
  count->opened++;
}

static void JU_2_only_gaps_between_unjoined_letters_open_and_by_a_hair(void **state) {
  GapCount count = {0};
  for (double width = 80; width < 330; width += 7) {
    LineList lines = set_with(*state, KASHIDA_OFF, width);
    each_glyph(&lines, check_gap, &count);
    g_autofree char *text = fixture_text(&lines);
    assert_string_equal(text, prose);
  }
  assert_true(count.opened > 20);
}

static void JU_2_letters_are_never_spaced(void **state) {
  for (double width = 90; width < 330; width += 40) {
    LineList lines = set_with(*state, KASHIDA_LIGHT, width);
    each_glyph(&lines, note_advance, NULL);
  }
}

typedef struct {
  guint count;
  double most_em;
  gboolean in_last;
} KashidaCount;

static void note_kashida(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  const LineGlyph *glyph = &run->glyphs[index];
  KashidaCount *count = data;
  if (glyph->kashida_pt <= 0) return;
  count->count++;
  count->most_em = MAX(count->most_em, glyph->kashida_pt / run->size_pt);
  count->in_last |= line->is_last;
  assert_true(run->tatweel_glyph != 0 && run->font->kashida && (run->level & 1));
  assert_true(glyph->text_bytes > 0 && memcmp(glyph_text(run, glyph), "\u0640", 2) != 0);
}

static void JU_3_kashida_is_rare_short_and_never_in_the_last_line(void **state) {
  guint lines_seen = 0, kashidas = 0;
  for (double width = 120; width < 330; width += 15) {
    LineList lines = set_with(*state, KASHIDA_LIGHT, width);
    KashidaCount count = {0};
    each_glyph(&lines, note_kashida, &count);
    assert_true(count.most_em <= 0.6001);
    assert_false(count.in_last);
    lines_seen += lines.count - 1;
    kashidas += count.count;
    g_autofree char *text = fixture_text(&lines);
    assert_string_equal(text, prose);
  }
  assert_true(kashidas > 0);
  assert_true((double)kashidas / lines_seen <= 2);
  LineList off = set_with(*state, KASHIDA_OFF, 200);
  KashidaCount none = {0};
  each_glyph(&off, note_kashida, &none);
  assert_int_equal(none.count, 0);
}

// Letters of the word that the byte `at` lies in; the bounds are where it starts and ends.
static guint word_letters(const char *text, gsize at, gsize *start, gsize *end) {
  *start = *end = at;
  while (*start > 0 && text[*start - 1] != ' ')
    (*start)--;
  while (text[*end] && text[*end] != ' ')
    (*end)++;
  guint letters = 0;
  for (gsize i = *start; i < *end; i++) {
    gboolean sign = text[i] == '.' || g_str_has_prefix(text + i, "،") ||
                    g_str_has_prefix(text + i, "؛") || g_str_has_prefix(text + i, "‌");
    letters += !sign && ((guchar)text[i] & 0xC0) != 0x80;
  }
  return letters;
}

static void check_place(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  (void)line;
  const char *text = data;
  const LineGlyph *glyph = &run->glyphs[index];
  if (glyph->kashida_pt <= 0) return;
  gsize start, end;
  assert_true(word_letters(text, glyph->text_offset, &start, &end) > 3);
  // The next letter: no alef after lam, no mark, no ZWNJ.
  const char *here = text + glyph->text_offset, *next = here + glyph->text_bytes;
  assert_false(strncmp(here, "ل", 2) == 0 && strncmp(next, "ا", 2) == 0);
  assert_true(strncmp(next, "‌", 3) != 0 && strncmp(next, "ٔ", 2) != 0);
  // At most one in a word: no other glyph of it has one.
  for (guint i = 0; i < run->glyph_count; i++) {
    const LineGlyph *other = &run->glyphs[i];
    if (i == index || other->text_offset < start || other->text_offset >= end) continue;
    assert_true(other->kashida_pt == 0);
  }
}

static void JU_3_kashida_stands_where_it_may(void **state) {
  for (double width = 100; width < 330; width += 11) {
    LineList lines = set_with(*state, KASHIDA_FULL, width);
    each_glyph(&lines, check_place, (gpointer)prose);
  }
}

// Shaped with a real U+0640 in that place, the word has the same letters and, between them, the
// tatweel that the run names: what is stretched is what the font would have drawn.
static void check_tatweel(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  (void)line;
  const char *text = data;
  const LineGlyph *glyph = &run->glyphs[index];
  if (glyph->kashida_pt <= 0) return;
  gsize start = glyph->text_offset, end = start;
  while (start > 0 && text[start - 1] != ' ')
    start--;
  while (text[end] && text[end] != ' ')
    end++;
  gsize cut = glyph->text_offset + glyph->text_bytes - start;
  GString *word = g_string_new_len(text + start, (gssize)(end - start));
  g_string_insert(word, (gssize)cut, "ـ");
  hb_buffer_t *buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, word->str, -1, 0, -1);
  hb_buffer_set_direction(buffer, HB_DIRECTION_RTL);
  hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
  hb_buffer_set_language(buffer, hb_language_from_string("fa", -1));
  hb_shape(run->font->hb, buffer, NULL, 0);
  guint count;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  gboolean found = FALSE;
  for (guint i = 0; i + 1 < count && !found; i++)
    found = infos[i].codepoint == run->tatweel_glyph && infos[i + 1].codepoint == glyph->glyph_id;
  if (!found) fail_msg("the tatweel of %s is another one", word->str);
  hb_buffer_destroy(buffer);
  g_string_free(word, TRUE);
}

static void JU_3_the_stretch_is_the_fonts_own_tatweel(void **state) {
  for (double width = 100; width < 330; width += 11) {
    LineList lines = set_with(*state, KASHIDA_FULL, width);
    each_glyph(&lines, check_tatweel, (gpointer)prose);
  }
}

// Full marks: a vocalised word has no place beside a mark.
static void JU_3_no_kashida_beside_a_mark(void **state) {
  Fixture *fixture = *state;
  const char *marked = "مُدَرِّسَانِ سَلَامَتَیْنِ رَفْتَنِشَانِ کَرْدَنِشَانِ گُفْتَنِشَانِ";
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, marked, strlen(marked));
  paragraph->kashida = KASHIDA_FULL;
  for (double width = 60; width < 200; width += 10) {
    LineList lines = fixture_set(fixture, paragraph, width);
    KashidaCount count = {0};
    each_glyph(&lines, note_kashida, &count);
    assert_int_equal(count.count, 0);
  }
}

static void JU_3_no_kashida_in_headings_or_code(void **state) {
  Fixture *fixture = *state;
  static const FontRole roles[] = {ROLE_HEADING, ROLE_CODE, ROLE_TITLE};
  for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
    Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, prose, strlen(prose));
    paragraph->pieces[0].style.role = roles[i];
    paragraph->kashida = KASHIDA_FULL;
    LineList lines = fixture_set(fixture, paragraph, 200);
    KashidaCount count = {0};
    each_glyph(&lines, note_kashida, &count);
    assert_int_equal(count.count, 0);
  }
}

typedef struct {
  double x_pt[64];
  guint count;
} Stretched;

static void note_place(const Line *line, const GlyphRun *run, guint index, gpointer data) {
  (void)line;
  Stretched *seen = data;
  if (run->glyphs[index].kashida_pt > 0 && seen->count < 64)
    seen->x_pt[seen->count++] = run->glyphs[index].x_pt;
}

// Two lines in a row seldom carry a kashida at the same place.
static void JU_3_kashidas_do_not_stand_in_a_column(void **state) {
  guint stacked = 0, pairs = 0;
  for (double width = 220; width < 330; width += 7) {
    LineList lines = set_with(*state, KASHIDA_LIGHT, width);
    Stretched above = {0};
    for (guint i = 0; i < lines.count; i++) {
      Stretched here = {0};
      LineList one = {&lines.lines[i], 1};
      each_glyph(&one, note_place, &here);
      for (guint a = 0; a < above.count; a++)
        for (guint b = 0; b < here.count; b++) {
          pairs++;
          stacked += fabs(above.x_pt[a] - here.x_pt[b]) < 8;
        }
      above = here;
    }
  }
  assert_true(pairs > 20);
  assert_true(stacked * 20 < pairs);
}

static void JU_7_line_height_comes_from_the_block(void **state) {
  Fixture *fixture = *state;
  LineList lines =
      fixture_lines(fixture, fixture->fa,
                    "متن فارسی با Latin words و 漢字 و ሰላም و 👍 در یک بند که چند سطر است", 90);
  assert_true(lines.count > 2);
  for (guint i = 0; i < lines.count; i++)
    assert_true(lines.lines[i].leading_pt == 18);
}

// Latin in Farsi: its x-height is the height of heh, within a twentieth of an em.
static void JU_8_latin_in_farsi_has_its_own_size(void **state) {
  Fixture *fixture = *state;
  LineList lines = fixture_lines(fixture, fixture->fa, "ه x", 200);
  const GlyphRun *farsi = NULL, *latin = NULL;
  for (guint i = 0; i < lines.lines[0].run_count; i++) {
    const GlyphRun *run = &lines.lines[0].runs[i];
    *(run->level & 1 ? &farsi : &latin) = run;
  }
  assert_non_null(farsi);
  assert_non_null(latin);
  hb_codepoint_t heh, x;
  hb_glyph_extents_t heh_ink, x_ink;
  assert_true(hb_font_get_nominal_glyph(farsi->font->hb, 0x647, &heh));
  assert_true(hb_font_get_nominal_glyph(latin->font->hb, 'x', &x));
  hb_font_get_glyph_extents(farsi->font->hb, heh, &heh_ink);
  hb_font_get_glyph_extents(latin->font->hb, x, &x_ink);
  double heh_pt = heh_ink.y_bearing * farsi->size_pt / farsi->font->units_per_em;
  double x_pt = x_ink.y_bearing * latin->size_pt / latin->font->units_per_em;
  assert_true(fabs(heh_pt - x_pt) < 0.5);
  assert_true(latin->size_pt < farsi->size_pt);
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(JU_1_spaces_have_a_limit_and_the_last_line_is_not_stretched),
      cmocka_unit_test(JU_2_only_gaps_between_unjoined_letters_open_and_by_a_hair),
      cmocka_unit_test(JU_2_letters_are_never_spaced),
      cmocka_unit_test(JU_3_kashida_is_rare_short_and_never_in_the_last_line),
      cmocka_unit_test(JU_3_kashida_stands_where_it_may),
      cmocka_unit_test(JU_3_the_stretch_is_the_fonts_own_tatweel),
      cmocka_unit_test(JU_3_no_kashida_beside_a_mark),
      cmocka_unit_test(JU_3_no_kashida_in_headings_or_code),
      cmocka_unit_test(JU_3_kashidas_do_not_stand_in_a_column),
      cmocka_unit_test(JU_7_line_height_comes_from_the_block),
      cmocka_unit_test(JU_8_latin_in_farsi_has_its_own_size),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
