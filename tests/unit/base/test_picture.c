#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/picture.h"

static void expect(const void *data, gsize length, guint width, guint height) {
  PictureSize size;
  assert_true(picture_measure(data, length, &size));
  assert_int_equal(size.width_px, width);
  assert_int_equal(size.height_px, height);
  // No prefix of it makes the reader look past the end (AddressSanitizer would tell).
  for (gsize cut = 0; cut < length; cut++) {
    g_autofree guint8 *copy = g_memdup2(data, cut);
    picture_measure(copy, cut, &size);
  }
}

static void raster_formats(void **state) {
  (void)state;
  static const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xE0";
  expect(png, sizeof png - 1, 640, 480);
  static const guint8 gif[] = "GIF89a\x40\x01\xC8\x00";
  expect(gif, sizeof gif - 1, 320, 200);
  static const guint8 jpeg[] = "\xFF\xD8\xFF\xE0\x00\x04xx\xFF\xC2\x00\x0B\x08\x00\x64\x00\xC8\x01";
  expect(jpeg, sizeof jpeg - 1, 200, 100);
  // The same, lying on its side, in the order of either kind of machine.
  static const guint8 turned[] = "\xFF\xD8\xFF\xE1\x00\x22"
                                 "Exif\0\0II*\0\x08\0\0\0\x01\0"
                                 "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
                                 "\xFF\xC2\x00\x0B\x08\x00\x64\x00\xC8\x01";
  expect(turned, sizeof turned - 1, 100, 200);
  assert_int_equal(picture_orientation(turned, sizeof turned - 1), 6);
  static const guint8 motorola[] = "\xFF\xD8\xFF\xE1\x00\x22"
                                   "Exif\0\0MM\0*\0\0\0\x08\0\x01"
                                   "\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0"
                                   "\xFF\xC2\x00\x0B\x08\x00\x64\x00\xC8\x01";
  expect(motorola, sizeof motorola - 1, 100, 200);
  static const guint8 webp[] = "RIFF....WEBPVP8X\x0A\0\0\0\0\0\0\0\x8F\x01\x00\x2B\x01\x00";
  expect(webp, sizeof webp - 1, 400, 300);
}

static void svg_by_size_or_view_box(void **state) {
  (void)state;
  static const char sized[] = "<?xml version='1.0'?>\n<svg xmlns='x' width='120px' height=\"80\">";
  expect(sized, sizeof sized - 1, 120, 80);
  static const char boxed[] = "<svg width='100%' viewBox='0 0 30.4,20'>";
  expect(boxed, sizeof boxed - 1, 30, 20);
}

static void nothing_is_made_up(void **state) {
  (void)state;
  static const char *const none[] = {
      "", "hello", "<svg>", "<svg viewBox='0 0 -5 1e9'>", "<svg width='3em' height='2em'>", "GIF8"};
  for (guint i = 0; i < G_N_ELEMENTS(none); i++) {
    PictureSize size;
    assert_false(picture_measure((const guint8 *)none[i], strlen(none[i]), &size));
    assert_int_equal(size.width_px, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(raster_formats),
      cmocka_unit_test(svg_by_size_or_view_box),
      cmocka_unit_test(nothing_is_made_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
