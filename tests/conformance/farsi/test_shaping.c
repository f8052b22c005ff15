// SH and FT: encoding, joining, shaping, fonts.
#include "fixture.h"

#include <hb-ot.h>

// The glyphs of a text shaped whole by HarfBuzz, left to right, in the run's own font.
static void assert_shaped_whole(const GlyphRun *run, const char *text) {
  hb_buffer_t *buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, text, -1, 0, -1);
  hb_buffer_set_direction(buffer, run->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
  hb_buffer_set_language(buffer, hb_language_from_string("fa", -1));
  hb_shape(run->font->hb, buffer, NULL, 0);
  guint count;
  const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
  assert_int_equal(run->glyph_count, count);
  for (guint i = 0; i < count; i++)
    assert_int_equal(run->glyphs[i].glyph_id, infos[i].codepoint);
  hb_buffer_destroy(buffer);
}

static const Line *one_line(Fixture *fixture, const Locale *locale, const char *text) {
  LineList lines = fixture_lines(fixture, locale, text, 1000);
  assert_int_equal(lines.count, 1);
  return &lines.lines[0];
}

static guint32 glyph_of(const Line *line, const char *text, guint nth) {
  const LineGlyph *glyph = fixture_glyph(line, text, nth);
  assert_non_null(glyph);
  return glyph->glyph_id;
}

static void SH_1_letters_take_their_shape_by_context(void **state) {
  static const char *const words[] = {"سلام",  "می‌خواهم", "کتاب‌ها",
                                      "مدرسه", "گفت‌وگو",   "پژوهش"};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    const Line *line = one_line(*state, ((Fixture *)*state)->fa, words[i]);
    assert_int_equal(line->run_count, 1);
    assert_shaped_whole(&line->runs[0], words[i]);
  }
}

static void SH_2_zwnj_parts_letters_and_stays(void **state) {
  Fixture *fixture = *state;
  const Line *line = one_line(fixture, fixture->fa, "می‌خواهم");
  const Line *joined = one_line(fixture, fixture->fa, "میخواهم");
  assert_int_equal(line->run_count, 1); // no other font for it
  const LineGlyph *zwnj = fixture_glyph(line, "‌", 0);
  assert_non_null(zwnj);
  assert_true(zwnj->advance_pt == 0);
  assert_int_not_equal(glyph_of(line, "ی", 0), glyph_of(joined, "ی", 0));
  assert_int_not_equal(glyph_of(line, "خ", 0), glyph_of(joined, "خ", 0));
}

static void SH_3_zwj_forces_a_joining_form(void **state) {
  Fixture *fixture = *state;
  const Line *line = one_line(fixture, fixture->fa, "ه\u200d.ش.");
  const Line *initial = one_line(fixture, fixture->fa, "هم");
  assert_int_equal(glyph_of(line, "ه", 0), glyph_of(initial, "ه", 0));
  const LineGlyph *zwj = fixture_glyph(line, "\u200d", 0);
  assert_non_null(zwj);
  assert_true(zwj->advance_pt == 0);
}

static void SH_4_lam_alef_is_never_split(void **state) {
  Fixture *fixture = *state;
  static const char *const words[] = {"سلام", "لا", "کلاس", "بالا"};
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    for (double width = 400; width > 5; width *= 0.7) {
      Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, words[i], strlen(words[i]));
      paragraph->kashida = KASHIDA_FULL;
      LineList lines = fixture_set(fixture, paragraph, width);
      for (guint k = 0; k < lines.count; k++) {
        const LineGlyph *lam = fixture_glyph(&lines.lines[k], "ل", 0);
        if (lam && lam->text_bytes == 2) assert_true(lam->kashida_pt == 0);
      }
    }
  const Line *line = one_line(fixture, fixture->fa, "سلام");
  assert_shaped_whole(&line->runs[0], "سلام");
}

static void SH_5_optional_ligatures_stay_off(void **state) {
  Fixture *fixture = *state;
  const Line *line = one_line(fixture, fixture->fa, "الله");
  assert_shaped_whole(&line->runs[0], "الله");
  const Line *parted = one_line(fixture, fixture->fa, "ال‌له");
  assert_non_null(fixture_glyph(parted, "‌", 0));
}

// ب, then a bold ی, then ت: all three keep the forms that they have in the whole word.
static void SH_6_a_change_of_style_keeps_the_join(void **state) {
  Fixture *fixture = *state;
  TextPiece pieces[3] = {{"ب", 2, {.size_pt = 10, .lang = "fa"}, FALSE},
                         {"ی", 2, {.size_pt = 10, .lang = "fa"}, FALSE},
                         {"ت", 2, {.size_pt = 10, .lang = "fa"}, FALSE}};
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
  paragraph->pieces = pieces;
  paragraph->piece_count = 3;
  const Line *whole = one_line(fixture, fixture->fa, "بیت");
  pieces[1].style.ink = INK_ACCENT;
  LineList coloured = fixture_set(fixture, paragraph, 300);
  assert_int_equal(coloured.lines[0].run_count, 3);
  pieces[1].style.weight = WEIGHT_BOLD;
  LineList bold = fixture_set(fixture, paragraph, 300);
  assert_int_equal(bold.lines[0].run_count, 3);
  assert_ptr_not_equal(bold.lines[0].runs[1].font, bold.lines[0].runs[0].font);
  static const char *const letters[] = {"ب", "ت"};
  for (guint i = 0; i < 2; i++) {
    assert_int_equal(glyph_of(&coloured.lines[0], letters[i], 0), glyph_of(whole, letters[i], 0));
    assert_int_equal(glyph_of(&bold.lines[0], letters[i], 0), glyph_of(whole, letters[i], 0));
  }
  assert_int_equal(glyph_of(&coloured.lines[0], "ی", 0), glyph_of(whole, "ی", 0));
  // In the bold font: the medial form, as in a word that is bold throughout.
  TextPiece all = {"بیت", 6, {.size_pt = 10, .weight = WEIGHT_BOLD, .lang = "fa"}, FALSE};
  paragraph->pieces = &all;
  paragraph->piece_count = 1;
  LineList throughout = fixture_set(fixture, paragraph, 300);
  assert_int_equal(glyph_of(&bold.lines[0], "ی", 0), glyph_of(&throughout.lines[0], "ی", 0));
}

static guint count_glyphs(const Line *line) {
  guint count = 0;
  for (guint i = 0; i < line->run_count; i++)
    count += line->runs[i].glyph_count;
  return count;
}

// A style that ends between lam and alef: where the font stays, the two are what they are in the
// whole word; where it changes, each keeps its joining form and neither letter is lost.
static void SH_6_lam_and_alef_in_two_styles(void **state) {
  Fixture *fixture = *state;
  TextPiece pieces[2] = {{"سل", 4, {.size_pt = 10, .lang = "fa"}, FALSE},
                         {"ام", 4, {.size_pt = 10, .lang = "fa"}, FALSE}};
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
  paragraph->pieces = pieces;
  paragraph->piece_count = 2;
  const Line *whole = one_line(fixture, fixture->fa, "سلام");
  pieces[1].style.ink = INK_ACCENT;
  LineList coloured = fixture_set(fixture, paragraph, 300);
  assert_float_equal(coloured.lines[0].width_pt, whole->width_pt, 1e-6);
  assert_int_equal(count_glyphs(&coloured.lines[0]), count_glyphs(whole));
  pieces[1].style.ink = INK_TEXT;
  pieces[1].style.weight = WEIGHT_BOLD;
  LineList bold = fixture_set(fixture, paragraph, 300);
  g_autofree char *text = fixture_text(&bold);
  assert_string_equal(text, "سلام");
  // Lam as in "سلس", joined on both sides; alef as at the end of "سا".
  assert_int_equal(glyph_of(&bold.lines[0], "ل", 0),
                   glyph_of(one_line(fixture, fixture->fa, "سلس"), "ل", 0));
  TextPiece all = {"سا", 4, {.size_pt = 10, .weight = WEIGHT_BOLD, .lang = "fa"}, FALSE};
  paragraph->pieces = &all;
  paragraph->piece_count = 1;
  LineList final = fixture_set(fixture, paragraph, 300);
  assert_int_equal(glyph_of(&bold.lines[0], "ا", 0), glyph_of(&final.lines[0], "ا", 0));
}

static void SH_7_marks_sit_on_their_base_in_either_order(void **state) {
  Fixture *fixture = *state;
  const Line *one = one_line(fixture, fixture->fa, "مدر\u0651\u064eس");
  const Line *other = one_line(fixture, fixture->fa, "مدر\u064e\u0651س");
  assert_int_equal(one->runs[0].glyph_count, other->runs[0].glyph_count);
  for (guint i = 0; i < one->runs[0].glyph_count; i++) {
    assert_int_equal(one->runs[0].glyphs[i].glyph_id, other->runs[0].glyphs[i].glyph_id);
    assert_true(one->runs[0].glyphs[i].y_pt == other->runs[0].glyphs[i].y_pt);
  }
}

static void SH_8_mark_and_base_come_from_one_font(void **state) {
  Fixture *fixture = *state;
  // A Latin letter with a mark that the Latin font has and another that only some font has.
  static const char *const texts[] = {"a\u0303", "x\u064e", "ب\u0303", "ك\u0670", "e\u0301\u0323"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    const Line *line = one_line(fixture, fixture->fa, texts[i]);
    const Font *font = line->runs[0].font;
    for (guint k = 0; k < line->run_count; k++)
      assert_ptr_equal(line->runs[k].font, font);
  }
}

static void SH_9_both_spellings_of_heh_with_hamza_draw_alike(void **state) {
  Fixture *fixture = *state;
  const Line *one = one_line(fixture, fixture->fa, "خان\u0647\u0654");
  const Line *two = one_line(fixture, fixture->fa, "خان\u06c0");
  assert_true(one->width_pt - two->width_pt < 0.3 && two->width_pt - one->width_pt < 0.3);
  for (guint i = 0; i < one->run_count; i++)
    for (guint k = 0; k < one->runs[i].glyph_count; k++)
      assert_int_not_equal(one->runs[i].glyphs[k].glyph_id, 0);
}

// The plain glyphs of Noto Naskh are the Farsi ones; its localised ones are not (families.yaml).
static void SH_10_digits_have_their_farsi_shapes(void **state) {
  Fixture *fixture = *state;
  const Line *line = one_line(fixture, fixture->fa, "۴ ۵ ۶ ۷");
  static const guint32 points[] = {0x6F4, 0x6F5, 0x6F6, 0x6F7};
  static const char *const digits[] = {"۴", "۵", "۶", "۷"};
  for (guint i = 0; i < 4; i++) {
    hb_codepoint_t plain;
    assert_true(hb_font_get_nominal_glyph(line->runs[0].font->hb, points[i], &plain));
    assert_int_equal(glyph_of(line, digits[i], 0), plain);
  }
}

static void SH_12_nastaliq_is_never_stretched_and_shaped_whole(void **state) {
  Fixture *fixture = *state;
  TextPiece piece = {"سفرنامهٔ ناصر خسرو",
                     strlen("سفرنامهٔ ناصر خسرو"),
                     {.role = ROLE_TITLE, .size_pt = 24, .lang = "fa"},
                     FALSE};
  Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
  paragraph->pieces = &piece;
  paragraph->keep_whole_line = TRUE;
  paragraph->kashida = KASHIDA_FULL;
  LineList lines = fixture_set(fixture, paragraph, 400);
  const Line *line = &lines.lines[0];
  assert_non_null(strstr(line->runs[0].font->name, "Nastaliq"));
  for (guint i = 0; i < line->run_count; i++)
    for (guint k = 0; k < line->runs[i].glyph_count; k++)
      assert_true(line->runs[i].glyphs[k].kashida_pt == 0);
  // Its letters climb: the line says how high, so that no line clips another.
  assert_true(line->ascent_pt > 1.5 * 24);
}

static void SH_13_no_presentation_form_is_in_the_text(void **state) {
  Fixture *fixture = *state;
  LineList lines =
      fixture_lines(fixture, fixture->fa, "سلام لا الله بهشت می‌رویم", 60);
  g_autofree char *text = fixture_text(&lines);
  assert_string_equal(text, "سلام لا الله بهشت می‌رویم");
}

// The list that a Farsi page cannot do without is drawn without a missing glyph.
static void FT_1_every_sign_of_farsi_has_a_glyph(void **state) {
  Fixture *fixture = *state;
  guint before = diagnostic_list_length(fixture->faults);
  static const FontRole roles[] = {ROLE_BODY, ROLE_HEADING, ROLE_VERSE, ROLE_CODE, ROLE_TITLE};
  const char *text = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی ءأإؤئۀةيك ۰۱۲۳۴۵۶۷۸۹ ٪٫٬؉ «»‹› −–—…•"
                     " ﷼ ، ؛ ؟ ! . : ( ) [ ] / × ÷ = + ٔ َ ُ ِ ّ ْ ً ٌ ٍ ٰ Ab0";
  for (guint i = 0; i < G_N_ELEMENTS(roles); i++)
    for (guint weight = 0; weight < 2; weight++) {
      TextPiece piece = {text,
                         strlen(text),
                         {.role = roles[i], .weight = weight, .size_pt = 10, .lang = "fa"},
                         FALSE};
      Paragraph *paragraph = fixture_paragraph(fixture, fixture->fa, "", 0);
      paragraph->pieces = &piece;
      paragraph->align = TEXT_START;
      LineList lines = fixture_set(fixture, paragraph, 300);
      for (guint l = 0; l < lines.count; l++)
        for (guint r = 0; r < lines.lines[l].run_count; r++)
          for (guint k = 0; k < lines.lines[l].runs[r].glyph_count; k++)
            assert_int_not_equal(lines.lines[l].runs[r].glyphs[k].glyph_id, 0);
    }
  for (guint i = before; i < diagnostic_list_length(fixture->faults); i++)
    print_message("%s\n", diagnostic_list_at(fixture->faults, i)->message);
  assert_int_equal(diagnostic_list_length(fixture->faults), before);
}

static void FT_2_what_has_no_ink_keeps_its_neighbours_font(void **state) {
  Fixture *fixture = *state;
  static const char *const texts[] = {"می‌خواهم", "ه\u200dم", "سل\u200eام", "سل\u061cام",
                                      "سلا\u064eم"};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    const Line *line = one_line(fixture, fixture->fa, texts[i]);
    for (guint k = 1; k < line->run_count; k++)
      assert_ptr_equal(line->runs[k].font, line->runs[0].font);
  }
}

// A sign that no font has is said, with its code point, and drawn as .notdef.
static void FT_3_a_missing_glyph_is_said(void **state) {
  Fixture *fixture = *state;
  guint before = diagnostic_list_length(fixture->faults);
  const Line *line = one_line(fixture, fixture->fa, "نشانهٔ \U00012345 و");
  assert_int_equal(diagnostic_list_length(fixture->faults), before + 1);
  const Diagnostic *fault = diagnostic_list_at(fixture->faults, before);
  assert_non_null(strstr(fault->message, "U+12345"));
  assert_int_equal(glyph_of(line, "\U00012345", 0), 0);
  g_autofree char *text = line_text(line);
  assert_string_equal(text, "نشانهٔ \U00012345 و");
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]); // one row
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(SH_1_letters_take_their_shape_by_context),
      cmocka_unit_test(SH_2_zwnj_parts_letters_and_stays),
      cmocka_unit_test(SH_3_zwj_forces_a_joining_form),
      cmocka_unit_test(SH_4_lam_alef_is_never_split),
      cmocka_unit_test(SH_5_optional_ligatures_stay_off),
      cmocka_unit_test(SH_6_a_change_of_style_keeps_the_join),
      cmocka_unit_test(SH_6_lam_and_alef_in_two_styles),
      cmocka_unit_test(SH_7_marks_sit_on_their_base_in_either_order),
      cmocka_unit_test(SH_8_mark_and_base_come_from_one_font),
      cmocka_unit_test(SH_9_both_spellings_of_heh_with_hamza_draw_alike),
      cmocka_unit_test(SH_10_digits_have_their_farsi_shapes),
      cmocka_unit_test(SH_12_nastaliq_is_never_stretched_and_shaped_whole),
      cmocka_unit_test(SH_13_no_presentation_form_is_in_the_text),
      cmocka_unit_test(FT_1_every_sign_of_farsi_has_a_glyph),
      cmocka_unit_test(FT_2_what_has_no_ink_keeps_its_neighbours_font),
      cmocka_unit_test(FT_3_a_missing_glyph_is_said),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
