// Hanging punctuation and glyph scaling.
#include "fixture.h"

#include <math.h>

#include "typeset/justify.h"

#define MEASURE_PT 156

static const char *const prose[] = {
    "«نوروز»، روز نخست بهار، «جشن» همگان است؛ خانه می‌تکانند، سفره می‌چینند، و چشم‌به‌راه "
    "می‌مانند. «سبزه»، «سمنو»، «سنجد»، «سیر»، «سیب»، «سماق» و «سرکه»؛ هر یک نشانی از زندگی "
    "است، و هر خانه‌ای، بزرگ یا کوچک، چیزی بر آن می‌افزاید؛ آینه، شمع، ماهی، و دیوان حافظ. "
    "«سال نو»، می‌گویند، «از نو آغاز می‌شود»؛ بخند، ببخش، بگذر، و برو.",
    "“Nowruz”, the first day of spring, is everybody’s feast; houses are swept, cloths are laid, and "
    "all wait. “Sabzeh”, “samanu”, “senjed”, “sir”, “sib”, “somaq” and “serkeh”; each stands for "
    "life, and each house, large or small, adds its own: a mirror, candles, fish, and a book of "
    "verse. “The year”, they say, “begins anew”; laugh, forgive, pass on, and go.",
};

static Paragraph *paragraph_of(Fixture *fixture, guint language) {
  const char *text = prose[language];
  return fixture_paragraph(fixture, language ? fixture->en : fixture->fa, text, strlen(text));
}

static LineList set(Fixture *fixture, const Paragraph *paragraph) {
  double width = MEASURE_PT;
  LineShape shape = {&width, NULL, 1};
  return paragraph_set(fixture->typesetter, fixture->arena, paragraph, &shape, fixture->faults);
}

// The first glyph with an advance from the left, or from the right, and its run.
static const LineGlyph *edge_glyph(const Line *line, gboolean right, const GlyphRun **of) {
  for (guint r = 0; r < line->run_count; r++) {
    const GlyphRun *run = &line->runs[right ? line->run_count - 1 - r : r];
    for (guint i = 0; i < run->glyph_count; i++) {
      const LineGlyph *glyph = &run->glyphs[right ? run->glyph_count - 1 - i : i];
      *of = run;
      if (glyph->advance_pt > 0) return glyph;
    }
  }
  return NULL;
}

static double hang_of(const Locale *locale, const Line *line, gboolean right, gboolean at_end) {
  char sign[8] = "";
  const GlyphRun *run = NULL;
  const LineGlyph *glyph = edge_glyph(line, right, &run);
  memcpy(sign, glyph_text(run, glyph), MIN(glyph->text_bytes, sizeof sign - 1));
  if (glyph->is_hyphen) strcpy(sign, "‐");
  const HangingSign *row = hanging_lookup(&locale->hanging, g_utf8_get_char(sign));
  double share = !row || (glyph->text_bytes && g_utf8_strlen(sign, -1) != 1) ? 0
                 : at_end                                                    ? row->end
                                                                             : row->start;
  return share * glyph->advance_pt;
}

// Each line begins and ends as far out of the measure as its locale has it for the sign there: at
// the right and the left of Farsi, at the left and the right of English.
static void signs_hang_at_both_sides(void **state) {
  Fixture *fixture = *state;
  for (guint language = 0; language < 2; language++) {
    Paragraph *paragraph = paragraph_of(fixture, language);
    const Locale *locale = paragraph->locale;
    gboolean rtl = paragraph->direction == DIRECTION_RTL;
    paragraph->hanging = TRUE;
    LineList lines = set(fixture, paragraph);
    guint starts = 0, ends = 0;
    for (guint i = 0; i < lines.count; i++) {
      const Line *line = &lines.lines[i];
      double start = hang_of(locale, line, rtl, FALSE);
      double end = line->is_last ? 0 : hang_of(locale, line, !rtl, TRUE);
      double left = rtl ? end : start, right = rtl ? start : end;
      starts += start > 0;
      ends += end > 0;
      if (!line->is_last || !rtl) assert_true(fabs(line->x_pt + left) < 0.01);
      if (!line->is_last || rtl)
        assert_true(fabs(line->x_pt + line->width_pt - MEASURE_PT - right) < 0.01);
    }
    assert_true(starts + ends >= 3 && ends >= 1);
    paragraph->hanging = FALSE;
    LineList plain = set(fixture, paragraph);
    for (guint i = 0; i + 1 < plain.count; i++)
      assert_true(fabs(plain.lines[i].x_pt) < 0.01);
  }
}

static void what_is_not_justified_does_not_hang(void **state) {
  Fixture *fixture = *state;
  Paragraph *paragraph = paragraph_of(fixture, 1);
  paragraph->hanging = TRUE;
  paragraph->align = TEXT_START;
  LineList lines = set(fixture, paragraph);
  for (guint i = 0; i < lines.count; i++)
    assert_true(lines.lines[i].x_pt == 0);
}

// The mean square of what spaces differ by from their own width, in full lines.
static double unevenness(const LineList *lines) {
  double sum = 0;
  guint count = 0;
  for (guint i = 0; i + 1 < lines->count; i++)
    for (guint r = 0; r < lines->lines[i].run_count; r++)
      for (guint k = 0; k < lines->lines[i].runs[r].glyph_count; k++) {
        const GlyphRun *run = &lines->lines[i].runs[r];
        const LineGlyph *glyph = &run->glyphs[k];
        if (!glyph->is_space || glyph->advance_pt <= 0) continue;
        double off = glyph->advance_pt / run->size_pt - run->font->space_em;
        sum += off * off;
        count++;
      }
  return sum / MAX(count, 1);
}

// Letters change by 2 percent at most, in few steps; lines fill the measure, and spaces are the
// more even for it.
static void letters_give_their_share(void **state) {
  Fixture *fixture = *state;
  for (guint language = 0; language < 2; language++) {
    Paragraph *paragraph = paragraph_of(fixture, language);
    paragraph->kashida = KASHIDA_OFF;
    LineList plain = set(fixture, paragraph);
    paragraph->glyph_scaling = 0.02;
    LineList scaled = set(fixture, paragraph);
    guint changed = 0;
    for (guint i = 0; i < scaled.count; i++) {
      const Line *line = &scaled.lines[i];
      double steps = (line->glyph_scale - 1) / SCALE_STEP;
      assert_true(fabs(steps - round(steps)) < 1e-6 && fabs(line->glyph_scale - 1) <= 0.0201);
      if (!line->is_last) assert_true(fabs(line->width_pt - MEASURE_PT) < 0.01);
      if (line->is_last) assert_true(line->glyph_scale == 1);
      changed += line->glyph_scale != 1;
      g_autofree char *text = line_text(line);
      assert_true(strlen(text) > 0);
    }
    assert_true(changed >= 2);
    for (guint i = 0; i < plain.count; i++)
      assert_true(plain.lines[i].glyph_scale == 1);
    assert_true(unevenness(&scaled) < unevenness(&plain));
  }
}

// The table of a language: sides by name, one sign a key, shares from 0 to 1.
static void a_table_with_faults_is_read_as_far_as_it_is_right(void **state) {
  Fixture *fixture = *state;
  static const char text[] = "start: {«: 0.4, ab: 0.2}\nend: {».: 1, ،: 0.5, «: 0.1, ؛: 7}\n";
  const SourceFile *file = source_file_new(fixture->arena, "x.yaml", text, sizeof text - 1);
  g_autoptr(DiagnosticList) faults = diagnostic_list_new();
  const YamlNode *map = yaml_parse(fixture->arena, file, 0, file->length_bytes, faults);
  HangingTable table = hanging_read(fixture->arena, map, faults);
  assert_int_equal(diagnostic_list_length(faults), 3);
  assert_int_equal(table.count, 2);
  const HangingSign *quote = hanging_lookup(&table, 0xAB);
  assert_true(quote && fabs((double)quote->start - 0.4) < 1e-6);
  assert_true(fabs((double)quote->end - 0.1) < 1e-6);
  assert_null(hanging_lookup(&table, 'a'));
  assert_null(hanging_lookup(&table, 0x61B));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(signs_hang_at_both_sides),
      cmocka_unit_test(what_is_not_justified_does_not_hang),
      cmocka_unit_test(letters_give_their_share),
      cmocka_unit_test(a_table_with_faults_is_read_as_far_as_it_is_right),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
