// typeset_proof: paints the lines of a text file to a PNG, and says how even its word spaces are.
#include <cairo-ft.h>
#include <cairo.h>
#include <ft2build.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include FT_FREETYPE_H

#include "proof_text.h"

#define MARGIN_PT 24.0

typedef struct {
  FT_Library library;
  cairo_font_face_t *faces[512];
  cairo_t *cr;
} Proof;

typedef struct {
  guint lines, over, hyphens, loose, kashidas, spaces;
  double sum, squares, kashida_pt, kashida_most_em;
} Count;

static cairo_font_face_t *lookup_face(Proof *proof, const Font *font) {
  g_assert(font->index < G_N_ELEMENTS(proof->faces));
  if (!proof->faces[font->index]) {
    FT_Face face;
    if (FT_New_Face(proof->library, font->path, 0, &face)) exit(3);
    proof->faces[font->index] = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
  }
  return proof->faces[font->index];
}

static void show_glyph(cairo_t *cr, guint32 id, double x, double y) {
  cairo_glyph_t glyph = {id, x, y};
  cairo_show_glyphs(cr, &glyph, 1);
}

static void paint_tatweel(Proof *proof, const GlyphRun *run, const LineGlyph *glyph, double x,
                          double y) {
  double overlap = run->font->tatweel_overlap_em * run->size_pt;
  double width = glyph->kashida_pt + 2 * overlap;
  cairo_save(proof->cr);
  cairo_translate(proof->cr, x - overlap, y);
  cairo_scale(proof->cr, width / (run->font->tatweel_width_em * run->size_pt), 1);
  show_glyph(proof->cr, run->tatweel_glyph, -run->font->tatweel_left_em * run->size_pt, 0);
  cairo_restore(proof->cr);
}

static void paint_line(Proof *proof, const Line *line, double left, double baseline) {
  cairo_t *cr = proof->cr;
  for (guint i = 0; i < line->run_count; i++) {
    const GlyphRun *run = &line->runs[i];
    cairo_set_font_face(cr, lookup_face(proof, run->font));
    cairo_set_font_size(cr, run->size_pt);
    for (guint k = 0; k < run->glyph_count; k++) {
      const LineGlyph *glyph = &run->glyphs[k];
      double x = left + line->x_pt + glyph->x_pt, y = baseline - glyph->y_pt;
      if (glyph->kashida_pt > 0) paint_tatweel(proof, run, glyph, x, y);
      show_glyph(cr, glyph->glyph_id, x + glyph->kashida_pt, y);
    }
  }
}

static void count_line(const Line *line, Count *count) {
  count->hyphens += line->hyphenated;
  count->loose += line->loose;
  for (guint i = 0; i < line->run_count; i++)
    for (guint k = 0; k < line->runs[i].glyph_count; k++) {
      double em = line->runs[i].glyphs[k].kashida_pt / line->runs[i].size_pt;
      if (em <= 0) continue;
      count->kashidas++;
      count->kashida_pt += em;
      count->kashida_most_em = MAX(count->kashida_most_em, em);
    }
  if (line->is_last) return;
  count->lines++;
  gboolean over = FALSE;
  for (guint i = 0; i < line->run_count; i++)
    for (guint k = 0; k < line->runs[i].glyph_count; k++) {
      const LineGlyph *glyph = &line->runs[i].glyphs[k];
      if (!glyph->is_space || glyph->advance_pt <= 0) continue;
      double em = glyph->advance_pt / line->runs[i].size_pt;
      count->spaces++;
      count->sum += em;
      count->squares += em * em;
      over |= em > 0.6;
    }
  count->over += over;
}

static void print_count(const Count *count) {
  double n = MAX(count->spaces, 1), mean = count->sum / n;
  double deviation = sqrt(MAX(count->squares / n - mean * mean, 0));
  printf("lines %u; space %.3f em, variation %.3f; over 0.6 em %.2f %% of lines; loose %u; "
         "hyphens %u; kashidas %.2f a line, %.3f em, at most %.3f\n",
         count->lines, mean, deviation / mean, 100.0 * count->over / MAX(count->lines, 1),
         count->loose, count->hyphens, (double)count->kashidas / MAX(count->lines, 1),
         count->kashida_pt / MAX(count->kashidas, 1), count->kashida_most_em);
}

static double set_all(Typesetter *typesetter, Arena *arena, const ProofText *text, double width,
                      LineList *lists, Count *count) {
  LineShape shape = {&width, NULL, 1};
  double height = 2 * MARGIN_PT;
  for (guint i = 0; i < text->count; i++) {
    lists[i] = paragraph_set(typesetter, arena, &text->paragraphs[i], &shape, NULL);
    for (guint k = 0; k < lists[i].count; k++) {
      height += lists[i].lines[k].leading_pt;
      count_line(&lists[i].lines[k], count);
    }
  }
  return height;
}

static void paint_all(const char *path, const LineList *lists, guint list_count, double width,
                      double height, double zoom) {
  cairo_surface_t *surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)((width + 2 * MARGIN_PT) * zoom), (int)MIN(height * zoom, 30000));
  Proof proof = {.cr = cairo_create(surface)};
  FT_Init_FreeType(&proof.library);
  cairo_set_source_rgb(proof.cr, 1, 1, 1);
  cairo_paint(proof.cr);
  cairo_set_source_rgb(proof.cr, 0, 0, 0);
  cairo_scale(proof.cr, zoom, zoom);
  double y = MARGIN_PT;
  for (guint i = 0; i < list_count; i++)
    for (guint k = 0; k < lists[i].count; k++) {
      y += lists[i].lines[k].leading_pt;
      paint_line(&proof, &lists[i].lines[k], MARGIN_PT, y - 6);
    }
  cairo_surface_write_to_png(surface, path);
  cairo_destroy(proof.cr);
  cairo_surface_destroy(surface);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const char *lang = argc > 3 ? argv[3] : "fa";
  double width = argc > 4 ? g_ascii_strtod(argv[4], NULL) : 317;
  int kashida = argc > 5 ? atoi(argv[5]) : 1;
  double size = argc > 6 ? g_ascii_strtod(argv[6], NULL) : 10;
  double zoom = argc > 7 ? g_ascii_strtod(argv[7], NULL) : 2.5;
  g_autoptr(Arena) arena = arena_new();
  g_autoptr(DiagnosticList) faults = diagnostic_list_new();
  Locale *locale = locale_load(arena, NULL, lang, (SourceSpan){0}, faults);
  FontSet *fonts = font_set_load(arena, NULL, faults);
  g_autofree char *text = NULL;
  if (!locale || !fonts || !g_file_get_contents(argv[1], &text, NULL, NULL)) return 3;
  for (guint i = 0; i < diagnostic_list_length(faults); i++)
    fprintf(stderr, "%s\n", diagnostic_list_at(faults, i)->message);
  g_autoptr(Typesetter) typesetter = typesetter_new(fonts);
  double leading = size * (locale->direction == DIRECTION_RTL ? 1.9 : 1.45);
  ProofText proof = proof_text_read(arena, locale, text, size, leading);
  for (guint i = 0; i < proof.count; i++)
    proof.paragraphs[i].kashida = (KashidaUse)kashida;
  LineList *lists = ARENA_ARRAY(arena, LineList, proof.count);
  Count count = {0};
  gint64 before = g_get_monotonic_time();
  double height = set_all(typesetter, arena, &proof, width, lists, &count);
  printf("%.1f ms; ", (g_get_monotonic_time() - before) / 1000.0);
  print_count(&count);
  if (strcmp(argv[2], "-") != 0) paint_all(argv[2], lists, proof.count, width, height, zoom);
  return 0;
}
