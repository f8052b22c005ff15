// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include <ft2build.h>
#include FT_FREETYPE_H

#include "hand_line.h"
#include "print/edition_font.h"

typedef struct {
  FT_Library library;
  FT_Face face;
  GBytes *bytes;
} Opened;

// Consumes `bytes`.
static Opened open_bytes(GBytes *bytes) {
  Opened opened = {.bytes = bytes};
  gsize size;
  const guint8 *data = g_bytes_get_data(opened.bytes, &size);
  assert_int_equal(FT_Init_FreeType(&opened.library), 0);
  assert_int_equal(FT_New_Memory_Face(opened.library, data, (FT_Long)size, 0, &opened.face), 0);
  return opened;
}

static Opened open_written(EditionFont *font) {
  return open_bytes(edition_font_write(font));
}

static void close_opened(Opened *opened) {
  FT_Done_Face(opened->face);
  FT_Done_FreeType(opened->library);
  g_bytes_unref(opened->bytes);
}

// A glyph at `ppem` pixels per em, on a canvas of its own: origin at (ppem, 2 ppem).
static GByteArray *rasterize(FT_Face face, guint glyph, guint ppem) {
  guint width = 4 * ppem, height = 3 * ppem;
  GByteArray *canvas = g_byte_array_sized_new(width * height);
  g_byte_array_set_size(canvas, width * height);
  memset(canvas->data, 0, canvas->len);
  FT_Set_Pixel_Sizes(face, 0, ppem);
  assert_int_equal(FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_RENDER), 0);
  const FT_GlyphSlot slot = face->glyph;
  for (guint y = 0; y < slot->bitmap.rows; y++)
    for (guint x = 0; x < slot->bitmap.width; x++) {
      gint to_x = (gint)ppem + slot->bitmap_left + (gint)x;
      gint to_y = 2 * (gint)ppem - slot->bitmap_top + (gint)y;
      if (to_x >= 0 && to_x < (gint)width && to_y >= 0 && to_y < (gint)height)
        canvas->data[(guint)to_y * width + (guint)to_x] =
            slot->bitmap.buffer[y * (guint)slot->bitmap.pitch + x];
    }
  return canvas;
}

static CodePart plain_part(const Font *font, guint32 glyph) {
  return (CodePart){font, glyph, 0, 0, 1, 1};
}

static guint add_plain(EditionFont *edition, const Font *font, guint32 glyph, const char *text) {
  CodePart part = plain_part(font, glyph);
  Code code = {&part, 1, 0, text, (guint32)strlen(text)};
  code.advance = hb_font_get_glyph_h_advance(font->hb, glyph);
  return edition_font_add(edition, &code);
}

static guint32 glyph_of(const Font *font, guint32 code_point) {
  hb_codepoint_t glyph = 0;
  assert_true(hb_font_get_nominal_glyph(font->hb, code_point, &glyph));
  return glyph;
}

// Pixels that differ by more than a trace, of those that have ink in either.
static double difference(const GByteArray *a, const GByteArray *b) {
  guint ink = 0, differ = 0;
  for (guint i = 0; i < a->len; i++) {
    if (!a->data[i] && !b->data[i]) continue;
    ink++;
    differ += ABS((gint)a->data[i] - (gint)b->data[i]) > 48;
  }
  return ink ? (double)differ / ink : 0;
}

static void check_outlines(const char *path) {
  g_autoptr(Arena) arena = arena_new();
  Font *font = hand_font(arena, path, 0);
  EditionFont *edition = edition_font_new(font, "Test");
  guint glyph_count = hb_face_get_glyph_count(font->face), step = MAX(1, glyph_count / 300);
  g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint32 glyph = 1; glyph < glyph_count; glyph += step) {
    assert_int_equal(add_plain(edition, font, glyph, "x"), glyphs->len + 1);
    g_array_append_val(glyphs, glyph);
  }
  Opened opened = open_written(edition);
  FT_Library library;
  FT_Face original;
  FT_Init_FreeType(&library);
  assert_int_equal(FT_New_Face(library, path, 0, &original), 0);
  for (guint i = 0; i < glyphs->len; i++) {
    g_autoptr(GByteArray) wanted = rasterize(original, g_array_index(glyphs, guint32, i), 120);
    g_autoptr(GByteArray) found = rasterize(opened.face, i + 1, 120);
    assert_true(difference(wanted, found) < 0.01);
    assert_int_equal(opened.face->glyph->linearHoriAdvance, original->glyph->linearHoriAdvance);
  }
  FT_Done_Face(original);
  FT_Done_FreeType(library);
  close_opened(&opened);
  edition_font_free(edition);
}

static void test_outlines_unchanged(void **state) {
  (void)state;
  check_outlines(HAND_NASKH);
  check_outlines(HAND_AMIRI);
  check_outlines(HAND_GENTIUM);
  // Cubic curves are made quadratic; this font need not be there.
  if (g_file_test(HAND_CUBIC, G_FILE_TEST_EXISTS)) check_outlines(HAND_CUBIC);
}

// What Cairo is shown: every glyph is as wide as the true one, and a rectangle where that has ink.
static void test_boxes(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font *font = hand_font(arena, HAND_NASKH, 0);
  EditionFont *edition = edition_font_new(font, "Test");
  guint32 seen = glyph_of(font, 0x633), alef = glyph_of(font, 0x627);
  add_plain(edition, font, seen, "س");
  const CodePart parts[] = {{font, alef, 0, -40, 1, 1.5}, {font, seen, 300, 25, 3, 1}};
  const Code both = {parts, 2, 1700, "اس", 4}, blank = {NULL, 0, 250, " ", 1};
  edition_font_add(edition, &both);
  edition_font_add(edition, &blank);
  Opened whole = open_written(edition), boxes = open_bytes(edition_font_write_boxes(edition));
  assert_int_equal(boxes.face->num_glyphs, 4);
  for (guint i = 0; i < 4; i++) {
    assert_int_equal(FT_Load_Glyph(whole.face, i, FT_LOAD_NO_SCALE), 0);
    assert_int_equal(FT_Load_Glyph(boxes.face, i, FT_LOAD_NO_SCALE), 0);
    FT_GlyphSlot drawn = whole.face->glyph, box = boxes.face->glyph;
    assert_int_equal(box->metrics.horiAdvance, drawn->metrics.horiAdvance);
    assert_int_equal(box->metrics.horiBearingX, drawn->metrics.horiBearingX);
    assert_int_equal(box->metrics.horiBearingY, drawn->metrics.horiBearingY);
    assert_int_equal(box->metrics.width, drawn->metrics.width);
    assert_int_equal(box->metrics.height, drawn->metrics.height);
    assert_int_equal(box->outline.n_points, drawn->outline.n_points ? 4 : 0);
  }
  close_opened(&whole);
  close_opened(&boxes);
  edition_font_free(edition);
}

static void test_one_code_for_each_text(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font *font = hand_font(arena, HAND_NASKH, 0);
  EditionFont *edition = edition_font_new(font, "Test");
  guint32 heh = glyph_of(font, 0x647);
  guint first = add_plain(edition, font, heh, "ه");
  assert_int_equal(add_plain(edition, font, heh, "ه"), first);
  guint second = add_plain(edition, font, heh, "ھ");
  assert_int_not_equal(second, first);
  assert_string_equal(edition_font_code(edition, second)->text, "ھ");
  Opened opened = open_written(edition);
  g_autoptr(GByteArray) a = rasterize(opened.face, first, 120);
  g_autoptr(GByteArray) b = rasterize(opened.face, second, 120);
  assert_true(difference(a, b) == 0); // the same drawing behind both
  assert_string_equal(FT_Get_Postscript_Name(opened.face), "Test");
  assert_int_equal(opened.face->num_charmaps, 0);
  close_opened(&opened);
  edition_font_free(edition);
}

// A letter with a kashida at 1200 dpi and 11 pt: between the joins every column of pixels has ink,
// and the stroke has the same height from one end to the other.
static void test_kashida_has_no_seam(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font *font = hand_font(arena, HAND_NASKH, 0);
  guint32 tatweel = glyph_of(font, 0x640), beh = glyph_of(font, 0xFE91);
  hb_glyph_extents_t extents;
  assert_true(hb_font_get_glyph_extents(font->hb, tatweel, &extents));
  gint units = (gint)font->units_per_em, kashida = units / 2, overlap = units * 3 / 100;
  EditionFont *edition = edition_font_new(font, "Test");
  double scale = (kashida + 2.0 * overlap) / extents.width;
  gint dx = (gint)lround(-overlap - extents.x_bearing * scale);
  CodePart parts[] = {{font, tatweel, dx, 0, scale, 1}, {font, beh, kashida, 0, 1, 1}};
  Code code = {parts, 2, 0, "ب", 2};
  code.advance = kashida + hb_font_get_glyph_h_advance(font->hb, beh);
  guint id = edition_font_add(edition, &code);
  Opened opened = open_written(edition);
  guint ppem = 11 * 1200 / 72;
  g_autoptr(GByteArray) canvas = rasterize(opened.face, id, ppem);
  guint thickest = 0, thinnest = G_MAXUINT;
  for (guint x = ppem; x < ppem + ppem / 2; x++) {
    guint ink = 0;
    for (guint y = 0; y < 3 * ppem; y++)
      ink += canvas->data[y * 4 * ppem + x] > 127;
    thickest = MAX(thickest, ink);
    thinnest = MIN(thinnest, ink);
  }
  assert_true(thinnest > 0);
  assert_in_range(thickest, thinnest, thinnest + 1);
  close_opened(&opened);
  edition_font_free(edition);
}

// Parts that are made larger than a composite can, from a font with another em.
static void test_large_scale(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font *naskh = hand_font(arena, HAND_NASKH, 0), *gentium = hand_font(arena, HAND_GENTIUM, 1);
  guint32 glyph = glyph_of(naskh, 0x647);
  EditionFont *edition = edition_font_new(gentium, "Test");
  double scale = (double)gentium->units_per_em / naskh->units_per_em;
  CodePart part = {naskh, glyph, 0, 0, scale, scale};
  Code code = {&part, 1, 1000, "ه", 2};
  guint id = edition_font_add(edition, &code);
  Opened opened = open_written(edition);
  FT_Library library;
  FT_Face original;
  FT_Init_FreeType(&library);
  assert_int_equal(FT_New_Face(library, HAND_NASKH, 0, &original), 0);
  g_autoptr(GByteArray) wanted = rasterize(original, glyph, 120);
  g_autoptr(GByteArray) found = rasterize(opened.face, id, 120);
  assert_true(difference(wanted, found) < 0.01);
  FT_Done_Face(original);
  FT_Done_FreeType(library);
  close_opened(&opened);
  edition_font_free(edition);
}

static void test_full_font(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font *font = hand_font(arena, HAND_NASKH, 0);
  EditionFont *edition = edition_font_new(font, "Test");
  guint added = 0;
  for (guint i = 0; i < 66000; i++) {
    Code code = {.text = "x", .text_bytes = 1, .advance = (gint32)i};
    added += edition_font_add(edition, &code) != 0;
  }
  assert_int_equal(added, 65534);
  Opened opened = open_written(edition);
  assert_int_equal(opened.face->num_glyphs, 65535);
  close_opened(&opened);
  edition_font_free(edition);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_outlines_unchanged),
                                     cmocka_unit_test(test_boxes),
                                     cmocka_unit_test(test_one_code_for_each_text),
                                     cmocka_unit_test(test_kashida_has_no_seam),
                                     cmocka_unit_test(test_large_scale),
                                     cmocka_unit_test(test_full_font)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
