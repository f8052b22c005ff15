// Images as editors send them, and as nobody should.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>

#include <cairo.h>
#include <glib/gstdio.h>
#include <jpeglib.h>
#include <png.h>

#include "hand_document.h"

static const PrintOptions NO_OPTIONS = {0};

typedef struct {
  Arena *arena;
  char *folder;
  FontSet *fonts;
} Shared;

static int set_up(void **state) {
  Shared *shared = g_new0(Shared, 1);
  shared->arena = arena_new();
  shared->folder = g_dir_make_tmp("beyt-image-XXXXXX", NULL);
  shared->fonts = font_set_load(shared->arena, NULL, NULL);
  *state = shared;
  return 0;
}

static int tear_down(void **state) {
  Shared *shared = *state;
  g_autoptr(GDir) folder = g_dir_open(shared->folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name(folder))) {
    g_autofree char *path = g_build_filename(shared->folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(shared->folder);
  g_free(shared->folder);
  arena_free(shared->arena);
  g_free(shared);
  return 0;
}

static const char *write_image(Shared *shared, const char *name, const void *data, gsize length) {
  char *path = arena_printf(shared->arena, "%s/%s", shared->folder, name);
  assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
  return path;
}

static Document image_document(Shared *shared, const char *path, double width, double height) {
  PlacedImage *image = ARENA_NEW(shared->arena, PlacedImage);
  *image = (PlacedImage){.path = path, .alt = "نقشهٔ باغ", .width_px = 4, .height_px = 4};
  Placed placed = {.kind = PLACED_IMAGE, .image = image, .x_pt = 100, .y_pt = 100, .lang = "fa"};
  placed.width_pt = width;
  placed.height_pt = height;
  Document document = hand_document(shared->arena, &placed, 1);
  document.fonts = shared->fonts;
  return document;
}

typedef struct {
  guint faults;
  gboolean has_text; // a line stands in its place
  GBytes *pdf;
} Printed;

static Printed print_image(Shared *shared, const char *path) {
  Printed printed = {0};
  g_autoptr(DiagnosticList) diagnostics = diagnostic_list_new();
  Document document = image_document(shared, path, 200, 200);
  printed.pdf = document_print(&document, &NO_OPTIONS, diagnostics);
  printed.faults = diagnostic_list_length(diagnostics);
  qpdf_data pdf = hand_open_pdf(printed.pdf);
  qpdf_oh fonts = hand_follow(pdf, qpdf_get_page_n(pdf, 0), "/Resources/Font");
  printed.has_text = qpdf_oh_is_dictionary(pdf, fonts);
  qpdf_cleanup(&pdf);
  return printed;
}

static void check_fine(Shared *shared, const char *path) {
  Printed printed = print_image(shared, path);
  assert_int_equal(printed.faults, 0);
  assert_false(printed.has_text);
  g_bytes_unref(printed.pdf);
}

static void check_refused(Shared *shared, const char *path) {
  Printed printed = print_image(shared, path);
  assert_int_equal(printed.faults, 1);
  assert_true(printed.has_text);
  g_bytes_unref(printed.pdf);
}

// The colour of the page at a point, from the cover, as 0xRRGGBB.
static guint32 colour_at(Shared *shared, const char *path, double x_pt, double y_pt) {
  Document document = image_document(shared, path, 200, 200);
  g_autoptr(GBytes) cover = document_cover(&document, HAND_WIDTH_PT, NULL);
  const char *file =
      write_image(shared, "cover.png", g_bytes_get_data(cover, NULL), g_bytes_get_size(cover));
  cairo_surface_t *surface = cairo_image_surface_create_from_png(file);
  assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
  const guint8 *row =
      cairo_image_surface_get_data(surface) + (int)y_pt * cairo_image_surface_get_stride(surface);
  guint32 colour = ((const guint32 *)(const void *)row)[(int)x_pt] & 0xFFFFFF;
  cairo_surface_destroy(surface);
  return colour;
}

static gboolean is_near(guint32 a, guint32 b) {
  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS((gint)(a >> shift & 255) - (gint)(b >> shift & 255)) > 40) return FALSE;
  return TRUE;
}

// Upper half of the first colour, lower half of the second.
static const char *write_jpeg(Shared *shared, const char *name, J_COLOR_SPACE space, guint size,
                              const JSAMPLE *upper, const JSAMPLE *lower, guint orientation) {
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr errors;
  unsigned char *out = NULL;
  unsigned long length = 0;
  guint parts = space == JCS_CMYK ? 4 : space == JCS_GRAYSCALE ? 1 : 3;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &out, &length);
  info.image_width = info.image_height = size;
  info.input_components = (int)parts;
  info.in_color_space = space;
  jpeg_set_defaults(&info);
  if (space == JCS_CMYK) jpeg_set_colorspace(&info, JCS_CMYK);
  jpeg_start_compress(&info, TRUE);
  guint8 exif[] = "Exif\0\0II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\0\0\0\0\0\0\0\0secret place";
  exif[24] = (guint8)orientation;
  if (orientation) jpeg_write_marker(&info, JPEG_APP0 + 1, exif, sizeof exif);
  g_autofree JSAMPLE *row = g_new(JSAMPLE, size * parts);
  for (guint y = 0; y < size; y++) {
    for (guint x = 0; x < size; x++)
      memcpy(row + x * parts, y < size / 2 ? upper : lower, parts);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  const char *path = write_image(shared, name, out, length);
  free(out);
  return path;
}

static const JSAMPLE RED[] = {255, 0, 0}, BLUE[] = {0, 0, 255};

static void test_jpeg(void **state) {
  Shared *shared = *state;
  const char *path = write_jpeg(shared, "plain.jpg", JCS_RGB, 64, RED, BLUE, 0);
  check_fine(shared, path);
  assert_true(is_near(colour_at(shared, path, 200, 150), 0xFF0000));
  assert_true(is_near(colour_at(shared, path, 200, 250), 0x0000FF));
  const JSAMPLE grey[] = {90}, white[] = {255};
  check_fine(shared, write_jpeg(shared, "grey.jpg", JCS_GRAYSCALE, 64, grey, white, 0));
}

// The file's own compression is kept, what it says about its maker is not.
static void test_jpeg_is_kept_and_stripped(void **state) {
  Shared *shared = *state;
  const char *path = write_jpeg(shared, "exif.jpg", JCS_RGB, 3000, RED, BLUE, 1);
  Printed printed = print_image(shared, path);
  assert_int_equal(printed.faults, 0);
  qpdf_data pdf = hand_open_pdf(printed.pdf);
  gboolean found = FALSE;
  for (int id = 1; id < 40; id++) {
    qpdf_oh object = qpdf_get_object_by_id(pdf, id, 0);
    if (!qpdf_oh_is_stream(pdf, object)) continue;
    qpdf_oh subtype = hand_follow(pdf, qpdf_oh_get_dict(pdf, object), "/Subtype");
    if (!qpdf_oh_is_name_and_equals(pdf, subtype, "/Image")) continue;
    g_autofree char *filter = hand_object_at(pdf, qpdf_oh_get_dict(pdf, object), "/Filter");
    g_autofree char *width = hand_object_at(pdf, qpdf_oh_get_dict(pdf, object), "/Width");
    g_autofree char *smooth = hand_object_at(pdf, qpdf_oh_get_dict(pdf, object), "/Interpolate");
    assert_string_equal(filter, "/DCTDecode");
    assert_string_equal(width, "3000");
    assert_string_equal(smooth, "null");
    unsigned char *data = NULL;
    size_t length = 0;
    qpdf_oh_get_stream_data(pdf, object, qpdf_dl_none, NULL, &data, &length);
    assert_null(memmem(data, length, "secret", 6));
    free(data);
    found = TRUE;
  }
  assert_true(found);
  qpdf_cleanup(&pdf);
  g_bytes_unref(printed.pdf);
}

static void test_jpeg_is_turned_upright(void **state) {
  Shared *shared = *state;
  // As stored: red above, blue below. Where red is to be seen, by orientation.
  static const struct {
    guint orientation;
    double x, y;
  } cases[] = {{1, 200, 150}, {2, 200, 150}, {3, 200, 250}, {4, 200, 250},
               {5, 150, 200}, {6, 250, 200}, {7, 250, 200}, {8, 150, 200}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *path =
        write_jpeg(shared, "turned.jpg", JCS_RGB, 64, RED, BLUE, cases[i].orientation);
    assert_true(is_near(colour_at(shared, path, cases[i].x, cases[i].y), 0xFF0000));
  }
}

static void test_jpeg_of_four_inks(void **state) {
  Shared *shared = *state;
  // Adobe's files hold the inks inverted: 255 = none.
  const JSAMPLE cyan[] = {0, 255, 255, 255}, black[] = {255, 255, 255, 0};
  const char *path = write_jpeg(shared, "inks.jpg", JCS_CMYK, 64, cyan, black, 0);
  check_fine(shared, path);
  // Cyan of coated paper, which no screen shows as its own.
  assert_true(is_near(colour_at(shared, path, 200, 150), 0x009EE0));
  assert_true(is_near(colour_at(shared, path, 200, 250), 0x000000));
}

static const char *write_png(Shared *shared, const char *name, int depth, int kind) {
  char *path = arena_printf(shared->arena, "%s/%s", shared->folder, name);
  FILE *file = fopen(path, "wb");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, file);
  png_set_IHDR(png, info, 64, 64, depth, kind, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_color palette[2] = {{255, 0, 0}, {0, 0, 255}};
  if (kind == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette, 2);
  png_write_info(png, info);
  guint8 row[64 * 8] = {0};
  if (kind != PNG_COLOR_TYPE_PALETTE)
    for (guint x = 0; x < sizeof row; x++)
      row[x] = (guint8)g_random_int_range(0, 255);
  for (guint y = 0; y < 64; y++)
    png_write_row(png, row);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  fclose(file);
  return path;
}

static void test_png(void **state) {
  Shared *shared = *state;
  check_fine(shared, write_png(shared, "plain.png", 8, PNG_COLOR_TYPE_RGB));
  check_fine(shared, write_png(shared, "alpha.png", 8, PNG_COLOR_TYPE_RGB_ALPHA));
  check_fine(shared, write_png(shared, "deep.png", 16, PNG_COLOR_TYPE_RGB_ALPHA));
  const char *path = write_png(shared, "palette.png", 1, PNG_COLOR_TYPE_PALETTE);
  check_fine(shared, path);
  assert_true(is_near(colour_at(shared, path, 200, 200), 0xFF0000));
}

// Also where nothing is painted before it.
static void test_is_in_its_figure(void **state) {
  Shared *shared = *state;
  const char *path = write_png(shared, "figure.png", 8, PNG_COLOR_TYPE_RGB);
  Document document = image_document(shared, path, 200, 200);
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  unsigned char *data = NULL;
  size_t length = 0;
  qpdf_oh_get_page_content_data(pdf, qpdf_get_page_n(pdf, 0), &data, &length);
  g_autofree char *content = g_strndup((char *)data, length);
  const char *begin = strstr(content, "/Figure<</MCID 0>>BDC");
  assert_non_null(begin);
  const char *image = strstr(begin, " Do");
  assert_non_null(image);
  const char *end = strstr(begin, "EMC");
  assert_true(end && image < end);
  free(data);
  qpdf_cleanup(&pdf);
}

static void write_be32(guint8 *at, guint32 value) {
  for (guint i = 0; i < 4; i++)
    at[i] = (guint8)(value >> (24 - 8 * i));
}

static void test_broken_files(void **state) {
  Shared *shared = *state;
  const char *paths[] = {write_png(shared, "a.png", 8, PNG_COLOR_TYPE_RGB),
                         write_jpeg(shared, "a.jpg", JCS_RGB, 64, RED, BLUE, 0)};
  for (guint i = 0; i < 2; i++) {
    g_autofree char *data = NULL;
    gsize length;
    g_file_get_contents(paths[i], &data, &length, NULL);
    for (guint cut = 1; cut < 8; cut++)
      check_refused(shared, write_image(shared, i ? "cut.jpg" : "cut.png", data, length * cut / 8));
    if (i) continue;
    write_be32((guint8 *)data + 16, 0);
    check_refused(shared, write_image(shared, "zero.png", data, length));
    write_be32((guint8 *)data + 16, 0x7FFFFFFF);
    write_be32((guint8 *)data + 20, 0x7FFFFFFF);
    check_refused(shared, write_image(shared, "huge.png", data, length));
  }
  check_refused(shared, write_image(shared, "text.png", "not an image", 12));
  check_refused(shared, write_image(shared, "empty.svg", "", 0));
  check_refused(shared, write_image(shared, "a.webp", "RIFF\x24\0\0\0WEBPVP8L\0\0\0\0", 20));
  check_refused(shared, "/nowhere/at/all.png");
}

#define SVG_HEAD                                                                                   \
  "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "            \
  "width='100' height='100'>"

static const char *write_svg(Shared *shared, const char *body) {
  return write_image(shared, "a.svg", body, strlen(body));
}

static void test_svg(void **state) {
  Shared *shared = *state;
  const char *path =
      write_svg(shared, SVG_HEAD "<rect width='100' height='100' fill='#00f'/></svg>");
  check_fine(shared, path);
  assert_true(is_near(colour_at(shared, path, 200, 200), 0x0000FF));
  assert_true(is_near(colour_at(shared, path, 90, 200), 0xFFFFFF)); // nothing beside it
  path = write_svg(shared, SVG_HEAD "<text y='50'>نام</text></svg>");
  Printed printed = print_image(shared, path);
  assert_int_equal(printed.faults, 0);
  g_bytes_unref(printed.pdf);
}

// Nothing outside the file is read, no script runs, nothing hangs.
static void test_hostile_svg(void **state) {
  Shared *shared = *state;
  const char *secret = write_jpeg(shared, "secret.jpg", JCS_RGB, 64, RED, RED, 0);
  g_autofree char *outside = g_strdup_printf(
      SVG_HEAD "<image width='100' height='100' xlink:href='file://%s'/></svg>", secret);
  assert_int_equal(colour_at(shared, write_svg(shared, outside), 200, 200), 0xFFFFFF);
  const char *files[] = {
      "<?xml version='1.0'?><!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" SVG_HEAD
      "<text y='20'>&x;</text></svg>",
      SVG_HEAD "<script>while (true) {}</script><rect width='9' height='9'/></svg>",
      SVG_HEAD "<g id='a'><use xlink:href='#a'/></g><use xlink:href='#a'/></svg>",
      SVG_HEAD "<style>@import url(http://example.org/a.css);</style></svg>",
      SVG_HEAD "<rect width='1e30' height='1e30' transform='scale(1e30)'/></svg>",
      "<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d "
      "'&c;&c;&c;&c;&c;&c;&c;&c;'>]>" SVG_HEAD "<text>&d;&d;&d;</text></svg>",
      SVG_HEAD "<rect",
      "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>",
  };
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    Printed printed = print_image(shared, write_svg(shared, files[i]));
    g_bytes_unref(printed.pdf);
  }
  g_autoptr(GString) deep = g_string_new(SVG_HEAD);
  for (guint i = 0; i < 20000; i++)
    g_string_append(deep, "<g>");
  Printed printed = print_image(shared, write_svg(shared, deep->str));
  assert_int_equal(printed.faults, 1);
  g_bytes_unref(printed.pdf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_jpeg),
      cmocka_unit_test(test_jpeg_is_kept_and_stripped),
      cmocka_unit_test(test_jpeg_is_turned_upright),
      cmocka_unit_test(test_jpeg_of_four_inks),
      cmocka_unit_test(test_png),
      cmocka_unit_test(test_is_in_its_figure),
      cmocka_unit_test(test_broken_files),
      cmocka_unit_test(test_svg),
      cmocka_unit_test(test_hostile_svg),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
