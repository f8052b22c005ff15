// What the tests of typeset/ share: fonts and locales loaded once, a text set to a width.
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "typeset/line.h"

typedef struct {
  Arena *arena;
  DiagnosticList *faults;
  const Locale *fa, *en;
  const FontSet *fonts;
  Typesetter *typesetter;
} Fixture;

static inline int fixture_open(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->faults = diagnostic_list_new();
  fixture->fa = locale_load(fixture->arena, NULL, "fa", (SourceSpan){0}, fixture->faults);
  fixture->en = locale_load(fixture->arena, NULL, "en", (SourceSpan){0}, fixture->faults);
  fixture->fonts = font_set_load(fixture->arena, NULL, fixture->faults);
  assert_non_null(fixture->fa);
  assert_non_null(fixture->en);
  assert_non_null(fixture->fonts);
  fixture->typesetter = typesetter_new(fixture->fonts);
  *state = fixture;
  return 0;
}

static inline int fixture_close(void **state) {
  Fixture *fixture = *state;
  typesetter_free(fixture->typesetter);
  diagnostic_list_free(fixture->faults);
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

// One piece of body type at 10 pt; `length` may hold NULs.
static inline Paragraph *fixture_paragraph(Fixture *fixture, const Locale *locale, const char *text,
                                           gsize length) {
  TextPiece *piece = ARENA_NEW(fixture->arena, TextPiece);
  *piece = (TextPiece){text, length, {.size_pt = 10, .lang = locale->code}, FALSE};
  Paragraph *paragraph = ARENA_NEW(fixture->arena, Paragraph);
  *paragraph = (Paragraph){.pieces = piece,
                           .piece_count = 1,
                           .locale = locale,
                           .direction = locale->direction,
                           .align = TEXT_JUSTIFY,
                           .leading_pt = 18,
                           .kashida = KASHIDA_LIGHT,
                           .hyphenate = locale->hyphenate};
  return paragraph;
}

static inline LineList fixture_set(Fixture *fixture, const Paragraph *paragraph, double width_pt) {
  LineShape shape = {&width_pt, NULL, 1};
  return paragraph_set(fixture->typesetter, fixture->arena, paragraph, &shape, fixture->faults);
}

static inline LineList fixture_lines(Fixture *fixture, const Locale *locale, const char *text,
                                     double width_pt) {
  return fixture_set(fixture, fixture_paragraph(fixture, locale, text, strlen(text)), width_pt);
}

// The texts of all lines, joined.
static inline char *fixture_text(const LineList *lines) {
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < lines->count; i++) {
    g_autofree char *text = line_text(&lines->lines[i]);
    g_string_append(all, text);
  }
  return g_string_free(all, FALSE);
}

// The glyph whose text begins with `text`, nth from the left over all runs; NULL where there is
// none.
static inline const LineGlyph *fixture_glyph(const Line *line, const char *text, guint nth) {
  for (guint i = 0; i < line->run_count; i++)
    for (guint k = 0; k < line->runs[i].glyph_count; k++) {
      const LineGlyph *glyph = &line->runs[i].glyphs[k];
      if (glyph->text_bytes < strlen(text) ||
          memcmp(glyph_text(&line->runs[i], glyph), text, strlen(text)) != 0)
        continue;
      if (nth-- == 0) return glyph;
    }
  return NULL;
}

static inline double fixture_x(const Line *line, const char *text) {
  const LineGlyph *glyph = fixture_glyph(line, text, 0);
  assert_non_null(glyph);
  return glyph->x_pt;
}
