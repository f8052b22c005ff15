// draw_outlines FONT [WEIGHT]: every glyph as our PDFs embed it against the font's own outline,
// both drawn by FreeType for type of 12 pt at 1,200 dpi. Where edges differ by a share of a pixel,
// so does the ink of the pixels on them.
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MULTIPLE_MASTERS_H
#include FT_OUTLINE_H
#include <stdlib.h>
#include <string.h>

#include "print/edition_font.h"
#include "typeset/font_instance.h"

#define PIXELS_PER_EM 200 // 12 pt at 1,200 dpi
#define SIDE          1200
#define MOST          0.3 // of a pixel: 0.0015 em, 6 µm on paper

// The glyph alone on a canvas; overlapping contours are painted alike in both fonts.
static void draw_glyph(FT_Face face, guint glyph, guint8 *canvas) {
  memset(canvas, 0, SIDE * SIDE);
  if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)) return;
  FT_Outline *outline = &face->glyph->outline;
  outline->flags &= ~FT_OUTLINE_OVERLAP;
  FT_Outline_Translate(outline, SIDE / 3 * 64, SIDE / 3 * 64);
  FT_Bitmap bitmap = {.rows = SIDE,
                      .width = SIDE,
                      .pitch = SIDE,
                      .buffer = canvas,
                      .num_grays = 256,
                      .pixel_mode = FT_PIXEL_MODE_GRAY};
  FT_Outline_Get_Bitmap(face->glyph->library, outline, &bitmap);
}

static double difference(const guint8 *a, const guint8 *b, gsize *ink) {
  gint most = 0;
  for (gsize i = 0; i < SIDE * SIDE; i++) {
    most = MAX(most, ABS(a[i] - b[i]));
    *ink += a[i];
  }
  return most / 255.0;
}

static Font *open_font(Arena *arena, const char *path, double weight) {
  char *error;
  Font *font = font_open(arena, path, TRUE, &error);
  if (!font) g_error("%s: %s", path, error);
  FontFace face = {.file = path};
  FontPlace place;
  font_place_find(font, &face, weight, &place, NULL);
  return place.axis_count ? font_instance(arena, font, &place) : font;
}

static GBytes *embed_all(const Font *font, guint count) {
  EditionFont *edition = edition_font_new(font, "Test");
  for (guint glyph = 1; glyph < count; glyph++) {
    CodePart part = {font, glyph, 0, 0, 1, 1};
    g_autofree char *text = g_strdup_printf("%u", glyph);
    Code code = {&part, 1, 0, text, (guint32)strlen(text)};
    if (edition_font_add(edition, &code) != glyph) g_error("glyph %u", glyph);
  }
  GBytes *bytes = edition_font_write(edition);
  edition_font_free(edition);
  return bytes;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  double weight = argc > 2 ? g_ascii_strtod(argv[2], NULL) : 400, worst = 0;
  g_autoptr(Arena) arena = arena_new();
  const Font *font = open_font(arena, argv[1], weight);
  guint count = hb_face_get_glyph_count(font->face), worst_glyph = 0;
  g_autoptr(GBytes) bytes = embed_all(font, count);
  FT_Library library;
  FT_Face original, embedded;
  FT_Init_FreeType(&library);
  if (FT_New_Face(library, argv[1], 0, &original)) return 1;
  if (FT_New_Memory_Face(library, g_bytes_get_data(bytes, NULL), (FT_Long)g_bytes_get_size(bytes),
                         0, &embedded))
    return 1;
  FT_Fixed place = (FT_Fixed)(weight * 65536);
  if (FT_HAS_MULTIPLE_MASTERS(original)) FT_Set_Var_Design_Coordinates(original, 1, &place);
  FT_Set_Pixel_Sizes(original, 0, PIXELS_PER_EM);
  FT_Set_Pixel_Sizes(embedded, 0, PIXELS_PER_EM);
  g_autofree guint8 *wanted = g_malloc(SIDE * SIDE), *found = g_malloc(SIDE * SIDE);
  gsize ink = 0;
  for (guint glyph = 1, step = MAX(count / 100, 1); glyph < count; glyph += step) {
    draw_glyph(original, glyph, wanted);
    draw_glyph(embedded, glyph, found);
    double here = difference(wanted, found, &ink);
    if (here > worst) worst_glyph = glyph;
    worst = MAX(worst, here);
  }
  FT_Done_Face(original);
  FT_Done_Face(embedded);
  FT_Done_FreeType(library);
  g_print("%s: %.3f of a pixel at 1,200 dpi (glyph %u of %u)\n", font->name, worst, worst_glyph,
          count);
  return worst <= MOST && ink > 0 ? 0 : 1;
}
