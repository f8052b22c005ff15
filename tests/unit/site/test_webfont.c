#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../../support/collection.h"
#include "site/webfont.h"
#include "site/woff2.h"

typedef struct {
  Arena *arena;
  CharacterSets characters;
} Fixture;

static hb_set_t *set_new(Arena *arena, guint first, guint last) {
  hb_set_t *set = hb_set_create();
  if (first) hb_set_add_range(set, first, last);
  arena_own(arena, set, (GDestroyNotify)hb_set_destroy);
  return set;
}

static int open_fixture(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->characters =
      (CharacterSets){set_new(fixture->arena, 0x20, 0x7E), set_new(fixture->arena, 0, 0),
                      set_new(fixture->arena, 0x628, 0x62C)};
  hb_set_add_range(fixture->characters.text, 0x620, 0x6F9);
  *state = fixture;
  return 0;
}

static int close_fixture(void **state) {
  Fixture *fixture = *state;
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

static WebFontSet *open_set(Fixture *fixture, const char *folder) {
  static const char *const languages[] = {"en", "fa"};
  return web_font_set_open(fixture->arena, folder, languages, 2, &fixture->characters, NULL);
}

static guint32 read_u32(const guint8 *at) {
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static void fonts_are_small_and_well_formed(void **state) {
  WebFontSet *set = open_set(*state, "/nowhere");
  assert_true(set->files->len >= 4);
  for (guint i = 0; i < set->files->len; i++) {
    const WebFontFile *file = &g_array_index(set->files, WebFontFile, i);
    g_autoptr(GBytes) bytes = web_font_cut(file);
    g_autoptr(GBytes) again = web_font_cut(file);
    assert_non_null(bytes);
    assert_true(g_bytes_equal(bytes, again));
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    assert_memory_equal(data, "wOF2", 4);
    assert_int_equal(read_u32(data + 8), length);
    assert_int_equal(length % 4, 0);
    assert_true(length < 60 * 1024);
  }
}

static void roles_name_families_of_each_language(void **state) {
  WebFontSet *set = open_set(*state, "/nowhere");
  g_autoptr(GString) css = g_string_new(NULL);
  web_font_write_faces(set, css);
  assert_non_null(
      strstr(css->str,
             "[lang|=\"fa\"]{--font-line-height:1;--font-body:\"fa naskh\",\"fa gentium\",serif;"));
  assert_non_null(
      strstr(css->str, "[lang|=\"en\"]{--font-line-height:1;--font-body:\"en gentium\",serif;"));
  assert_non_null(strstr(css->str, "size-adjust:87%")); // Latin beside Farsi
  // The digits whose localised forms are wrong come from a font without these forms.
  assert_non_null(strstr(
      css->str,
      "NotoNaskhArabic-Regular-plain.woff2) format(\"woff2\");unicode-range:U+6F4,U+6F6-6F7}"));
}

static void a_publication_brings_its_own_list(void **state) {
  g_autofree char *folder = g_dir_make_tmp("beyt-XXXXXX", NULL);
  g_autofree char *fonts = g_build_filename(folder, "fonts", NULL);
  g_autofree char *list = g_build_filename(fonts, "families.yaml", NULL);
  assert_int_equal(g_mkdir_with_parents(fonts, 0755), 0);
  assert_true(
      g_file_set_contents(list,
                          "folders: [/usr/share/fonts]\nfamilies: {a: {regular: NoSuchFont.ttf}, "
                          "b: {regular: NotoNaskhArabic-Regular.ttf, line_height: 1.25}}\n"
                          "languages: {default: {body: [a, b, missing]}}\n",
                          -1, NULL));
  WebFontSet *set = open_set(*state, folder);
  assert_int_equal(set->files->len, 1);
  assert_non_null(strstr(set->roles->str, "--font-body:\"fa b\",serif;"));
  assert_null(strstr(set->roles->str, "--font-line-height:1.25")); // `a` is the first of the body
  g_remove(list);
  g_remove(fonts);
  g_remove(folder);
}

static void a_collection_gives_two_files(void **state) {
  g_autofree char *folder = g_dir_make_tmp("beyt-XXXXXX", NULL);
  g_autofree char *fonts = g_build_filename(folder, "fonts", NULL);
  g_autofree char *list = g_build_filename(fonts, "families.yaml", NULL);
  g_autofree char *path = g_build_filename(fonts, "Two.ttc", NULL);
  assert_int_equal(g_mkdir_with_parents(fonts, 0755), 0);
  assert_true(collection_save("/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
                              "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Bold.ttf", path));
  assert_true(g_file_set_contents(list,
                                  "families: {a: {regular: Two.ttc, bold: 'Two.ttc#1'}}\n"
                                  "languages: {default: {body: [a]}}\n",
                                  -1, NULL));
  WebFontSet *set = open_set(*state, folder);
  assert_int_equal(set->files->len, 2);
  const WebFontFile *files = (const WebFontFile *)(void *)set->files->data;
  assert_string_equal(files[0].path, "assets/fonts/Two.woff2");
  assert_string_equal(files[1].path, "assets/fonts/Two-2.woff2");
  g_autoptr(GBytes) regular = web_font_cut(&files[0]);
  g_autoptr(GBytes) bold = web_font_cut(&files[1]);
  assert_true(regular && bold && !g_bytes_equal(regular, bold));
  g_remove(list);
  g_remove(path);
  g_remove(fonts);
  g_remove(folder);
}

static void what_is_no_font_is_refused(void **state) {
  (void)state;
  static const char *const broken[] = {"", "hello, world", "\0\1\0\0\0\xFF\0\0\0\0\0\0",
                                       "OTTO\0\1\0\0\0\0\0\0glyf\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\1"};
  static const gsize lengths[] = {0, 12, 12, 28};
  for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
    g_autoptr(GBytes) bytes = g_bytes_new(broken[i], lengths[i]);
    assert_null(woff2_pack(bytes));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(fonts_are_small_and_well_formed, open_fixture, close_fixture),
      cmocka_unit_test_setup_teardown(roles_name_families_of_each_language, open_fixture,
                                      close_fixture),
      cmocka_unit_test_setup_teardown(a_publication_brings_its_own_list, open_fixture,
                                      close_fixture),
      cmocka_unit_test_setup_teardown(a_collection_gives_two_files, open_fixture, close_fixture),
      cmocka_unit_test(what_is_no_font_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
