// Fonts: the list that comes with the program, and a publisher's own.
#include <glib/gstdio.h>

#include "../../support/collection.h"
#include "fixture.h"

static void every_role_has_fonts(void **state) {
  Fixture *fixture = *state;
  static const char *const langs[] = {"fa", "fa-AF", "en", "de", "", NULL};
  for (guint i = 0; i < G_N_ELEMENTS(langs); i++)
    for (guint role = 0; role < ROLE_COUNT; role++)
      for (guint weight = 0; weight < 2; weight++)
        for (gboolean italic = FALSE; italic <= TRUE; italic++)
          assert_non_null(font_set_lookup(fixture->fonts, langs[i], role, weight, italic)[0]);
  assert_ptr_equal(font_set_lookup(fixture->fonts, "fa-AF", ROLE_BODY, 0, 0)[0],
                   font_set_lookup(fixture->fonts, "fa", ROLE_BODY, 0, 0)[0]);
  assert_ptr_equal(font_set_lookup(fixture->fonts, "de", ROLE_BODY, 0, 0)[0],
                   font_set_lookup(fixture->fonts, "en", ROLE_BODY, 0, 0)[0]);
}

static void the_list_is_in_order_and_without_faults(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < diagnostic_list_length(fixture->faults); i++)
    fail_msg("%s", diagnostic_list_at(fixture->faults, i)->message);
  for (guint i = 0; i < fixture->fonts->count; i++) {
    const Font *font = fixture->fonts->fonts[i];
    assert_int_equal(font->index, i);
    assert_true(font->size_factor > 0.5 && font->size_factor < 2);
    assert_true(font->units_per_em >= 256 && font->ascent_em > 0.5 && font->descent_em > 0);
  }
}

static void body_type_is_truetype_and_can_be_stretched(void **state) {
  Fixture *fixture = *state;
  const Font *body = font_set_lookup(fixture->fonts, "fa", ROLE_BODY, WEIGHT_REGULAR, FALSE)[0];
  assert_true(body->truetype && body->kashida);
  assert_true(body->tatweel_glyph != 0 && body->tatweel_width_em > 0.1);
  assert_true(font_covers(body, 0x6CC) && !font_covers(body, 'x'));
  assert_true(font_covers_low(body, 0x6CC) && !font_covers_low(body, 'x'));
  assert_true(font_set_lookup(fixture->fonts, "en", ROLE_BODY, WEIGHT_REGULAR, FALSE)[0]->truetype);
  const Font *title = font_set_lookup(fixture->fonts, "fa", ROLE_TITLE, WEIGHT_REGULAR, FALSE)[0];
  assert_true(title->across_spaces && !title->kashida);
}

// D4: no machine slant; emphasis in Farsi is heavier, in English italic.
static void emphasis_is_a_face_of_its_own(void **state) {
  Fixture *fixture = *state;
  Font *const *fa = font_set_lookup(fixture->fonts, "fa", ROLE_BODY, WEIGHT_REGULAR, TRUE);
  Font *const *en = font_set_lookup(fixture->fonts, "en", ROLE_BODY, WEIGHT_REGULAR, TRUE);
  assert_non_null(strstr(fa[0]->name, "Bold"));
  assert_non_null(strstr(en[0]->name, "Italic"));
}

typedef struct {
  char *folder;
  Arena *arena;
  DiagnosticList *faults;
} Own;

// A publication with a list of its own; NULL of `set` where there is no font at all.
static Own own_list(const char *list) {
  Own own = {.folder = g_dir_make_tmp("fonts-XXXXXX", NULL), .arena = arena_new()};
  own.faults = diagnostic_list_new();
  g_autofree char *fonts = g_build_filename(own.folder, "fonts", NULL);
  g_autofree char *path = g_build_filename(fonts, "families.yaml", NULL);
  g_mkdir(fonts, 0700);
  assert_true(g_file_set_contents(path, list, -1, NULL));
  return own;
}

static void own_free(Own *own) {
  g_autofree char *fonts = g_build_filename(own->folder, "fonts", NULL);
  g_autofree char *path = g_build_filename(fonts, "families.yaml", NULL);
  g_autofree char *broken = g_build_filename(fonts, "Broken.ttf", NULL);
  g_remove(path);
  g_remove(broken);
  g_rmdir(fonts);
  g_rmdir(own->folder);
  g_free(own->folder);
  diagnostic_list_free(own->faults);
  arena_free(own->arena);
}

static guint count_faults(const Own *own, DiagnosticKind kind) {
  guint count = 0;
  for (guint i = 0; i < diagnostic_list_length(own->faults); i++)
    count += diagnostic_list_at(own->faults, i)->kind == kind;
  return count;
}

#define FOLDERS "folders: [/usr/share/fonts/truetype, /usr/share/fonts/opentype]\n"

static void a_font_without_farsi_is_named_with_what_it_lacks(void **state) {
  (void)state;
  Own own = own_list(FOLDERS "families:\n"
                             "  naskh: {regular: NotoNaskhArabic-Regular.ttf}\n"
                             "  latin: {regular: GentiumBookPlus-Regular.ttf}\n"
                             "languages:\n"
                             "  fa: {body: [naskh], heading: [latin], verse: [naskh, latin]}\n");
  FontSet *set = font_set_load(own.arena, own.folder, own.faults);
  assert_non_null(set);
  // body: no ‹ › – −; heading: no letter at all; verse: the Latin font has the signs.
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_COVERAGE), 1);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_SIGNS), 2);
  const Diagnostic *first = diagnostic_list_at(own.faults, 0);
  assert_non_null(strstr(first->message, "‹"));
  assert_non_null(strstr(first->message, "NotoNaskhArabic"));
  assert_int_equal(first->span.line, 6);
  own_free(&own);
}

static void faults_of_a_list_are_said(void **state) {
  (void)state;
  Own own = own_list(FOLDERS "families:\n"
                             "  gone: {regular: NoSuchFont.ttf}\n"
                             "  broken: {regular: Broken.ttf, wight: x}\n"
                             "  naskh: {regular: NotoNaskhArabic-Regular.ttf, size: 900}\n"
                             "languages:\n"
                             "  fa: {body: [gone, broken, nobody, naskh]}\n");
  g_autofree char *broken = g_build_filename(own.folder, "fonts", "Broken.ttf", NULL);
  assert_true(g_file_set_contents(broken, "this is no font", -1, NULL));
  FontSet *set = font_set_load(own.arena, own.folder, own.faults);
  assert_non_null(set);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_MISSING), 1);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_BROKEN), 1);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_FAMILY_UNKNOWN), 1);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_KEY_UNKNOWN), 1);
  Font *const *body = font_set_lookup(set, "fa", ROLE_BODY, WEIGHT_BOLD, TRUE);
  assert_non_null(strstr(body[0]->name, "Naskh"));
  assert_true(body[0]->size_factor == 1);
  own_free(&own);
}

// JU-3: no stroke of Noto Nastaliq is level; Noto Kufi's joins are.
static void kashida_is_for_fonts_whose_joins_are_level(void **state) {
  (void)state;
  Own own = own_list(FOLDERS "families:\n"
                             "  slanted: {regular: NotoNastaliqUrdu-Regular.ttf, kashida: yes}\n"
                             "  level: {regular: NotoKufiArabic-Regular.ttf, kashida: yes}\n"
                             "languages:\n"
                             "  fa: {body: [slanted, level], verse: [level]}\n");
  FontSet *set = font_set_load(own.arena, own.folder, own.faults);
  assert_non_null(set);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_KASHIDA), 1);
  const Font *slanted = font_set_lookup(set, "fa", ROLE_BODY, 0, 0)[0];
  const Font *level = font_set_lookup(set, "fa", ROLE_VERSE, 0, 0)[0];
  assert_false(slanted->kashida || slanted->tatweel_glyph);
  assert_true(level->kashida && level->tatweel_glyph && level->tatweel_width_em > 0.1);
  own_free(&own);
}

static void a_face_says_its_file_and_place(void **state) {
  (void)state;
  Own own = own_list(
      FOLDERS "families:\n"
              "  naskh: {regular: {file: NotoNaskhArabic-Regular.ttf, axes: {wght: 500, x: y}}}\n"
              "  bare: {regular: {axes: {wght: 500}}}\n"
              "languages:\n"
              "  fa: {body: [naskh, bare]}\n");
  FontSet *set = font_set_load(own.arena, own.folder, own.faults);
  assert_non_null(set); // the font is taken as it is
  assert_non_null(strstr(font_set_lookup(set, "fa", ROLE_BODY, 0, 0)[0]->name, "Naskh"));
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_INSTANCE), 1);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_VALUE_INVALID),
                   2); // x: y, and a face without file
  own_free(&own);
}

#define NASKH_FILE "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf"
#define NASKH_BOLD "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Bold.ttf"

// The place of a table's bytes in a font file.
static guint8 *find_table(char *font, const char *tag) {
  guint8 *bytes = (guint8 *)font;
  for (guint i = 0; i < bytes[5]; i++) {
    guint8 *entry = bytes + 12 + i * 16;
    if (memcmp(entry, tag, 4) == 0)
      return bytes + (entry[8] << 24 | entry[9] << 16 | entry[10] << 8 | entry[11]);
  }
  fail_msg("no table %s", tag);
  return NULL;
}

// What is said of a font file of these bytes; NULL where it is taken.
static char *font_fault(const char *bytes, gsize length) {
  Own own = own_list(FOLDERS "families:\n"
                             "  own: {regular: Broken.ttf}\n"
                             "  naskh: {regular: NotoNaskhArabic-Regular.ttf}\n"
                             "languages:\n"
                             "  fa: {body: [own, naskh]}\n");
  g_autofree char *path = g_build_filename(own.folder, "fonts", "Broken.ttf", NULL);
  assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
  assert_non_null(font_set_load(own.arena, own.folder, own.faults)); // the rest goes on
  char *fault = NULL;
  for (guint i = 0; i < diagnostic_list_length(own.faults); i++) {
    const Diagnostic *diagnostic = diagnostic_list_at(own.faults, i);
    if (diagnostic->kind != DIAGNOSTIC_FONT_BROKEN) continue;
    assert_int_equal(diagnostic->span.line, 3);
    fault = g_strdup(diagnostic->message);
  }
  own_free(&own);
  return fault;
}

static void fonts_that_must_not_be_embedded_are_refused(void **state) {
  (void)state;
  static const struct {
    guint16 bits;
    const char *said; // NULL: taken
  } cases[] = {
      {0, NULL},          {0x0004, NULL},           {0x0008, NULL},          {0x0006, NULL},
      {0x0002, "0x0002"}, {0x0100, "a part of it"}, {0x0200, "its outlines"}};
  g_autofree char *bytes = NULL;
  gsize length;
  assert_true(g_file_get_contents(NASKH_FILE, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint8 *os2 = find_table(bytes, "OS/2");
    os2[8] = (guint8)(cases[i].bits >> 8);
    os2[9] = (guint8)cases[i].bits;
    g_autofree char *fault = font_fault(bytes, length);
    if (cases[i].said)
      assert_non_null(strstr(fault, cases[i].said));
    else
      assert_null(fault);
  }
}

// Cut off anywhere, a font is refused with a word on why, or is whole enough: never half a page.
static void fonts_that_are_cut_off_are_refused(void **state) {
  (void)state;
  g_autofree char *bytes = NULL;
  gsize length;
  assert_true(g_file_get_contents(NASKH_FILE, &bytes, &length, NULL));
  for (guint share = 0; share < 12; share++) {
    g_autofree char *fault = font_fault(bytes, length * share / 12);
    assert_non_null(fault);
  }
}

static void a_collection_gives_the_face_that_is_named(void **state) {
  (void)state;
  Own own = own_list(FOLDERS "families:\n"
                             "  two: {regular: Two.ttc, bold: {file: 'Two.ttc#1'}}\n"
                             "  third: {regular: 'Two.ttc#2'}\n"
                             "  cut: {regular: 'Cut.ttc#1'}\n"
                             "languages:\n"
                             "  fa: {body: [third, cut, two]}\n");
  g_autofree char *path = g_build_filename(own.folder, "fonts", "Two.ttc", NULL);
  g_autofree char *cut = g_build_filename(own.folder, "fonts", "Cut.ttc", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  assert_true(collection_save(NASKH_FILE, NASKH_BOLD, path));
  assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  assert_true(g_file_set_contents(cut, bytes, (gssize)(length - 9000), NULL));
  FontSet *set = font_set_load(own.arena, own.folder, own.faults);
  assert_non_null(set);
  Font *const *regular = font_set_lookup(set, "fa", ROLE_BODY, WEIGHT_REGULAR, FALSE);
  Font *const *bold = font_set_lookup(set, "fa", ROLE_BODY, WEIGHT_BOLD, FALSE);
  assert_string_equal(regular[0]->name, "NotoNaskhArabic-Regular");
  assert_string_equal(bold[0]->name, "NotoNaskhArabic-Bold");
  assert_true(regular[0]->file_index != bold[0]->file_index && bold[0]->truetype);
  assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_BROKEN), 2);
  const char *third = NULL, *broken = NULL;
  for (guint i = 0; i < diagnostic_list_length(own.faults); i++) {
    const char *said = diagnostic_list_at(own.faults, i)->message;
    if (strstr(said, "#2")) third = said;
    if (strstr(said, "cut off")) broken = said;
  }
  assert_non_null(broken);
  assert_non_null(strstr(third, "2 faces, from #0 to #1"));
  own_free(&own);
}

static void a_list_without_fonts_is_an_error_and_no_crash(void **state) {
  (void)state;
  static const char *const lists[] = {"", "families: {}\n", "- a\n- b\n",
                                      "languages: 3\nfallback: x\n",
                                      "families: {a: {regular: NoSuchFont.ttf}}\n"};
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
    Own own = own_list(lists[i]);
    assert_null(font_set_load(own.arena, own.folder, own.faults));
    assert_int_equal(count_faults(&own, DIAGNOSTIC_FONT_NONE), 1);
    own_free(&own);
  }
}

static void one_font_serves_where_the_list_says_little(void **state) {
  (void)state;
  Own own = own_list(FOLDERS "families: {a: {regular: Amiri-Regular.ttf}}\n");
  FontSet *set = font_set_load(own.arena, own.folder, own.faults);
  assert_non_null(set);
  assert_non_null(strstr(font_set_lookup(set, "fa", ROLE_CODE, 1, 1)[0]->name, "Amiri"));
  own_free(&own);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_role_has_fonts),
      cmocka_unit_test(the_list_is_in_order_and_without_faults),
      cmocka_unit_test(body_type_is_truetype_and_can_be_stretched),
      cmocka_unit_test(emphasis_is_a_face_of_its_own),
      cmocka_unit_test(a_font_without_farsi_is_named_with_what_it_lacks),
      cmocka_unit_test(faults_of_a_list_are_said),
      cmocka_unit_test(kashida_is_for_fonts_whose_joins_are_level),
      cmocka_unit_test(a_face_says_its_file_and_place),
      cmocka_unit_test(fonts_that_must_not_be_embedded_are_refused),
      cmocka_unit_test(fonts_that_are_cut_off_are_refused),
      cmocka_unit_test(a_collection_gives_the_face_that_is_named),
      cmocka_unit_test(a_list_without_fonts_is_an_error_and_no_crash),
      cmocka_unit_test(one_font_serves_where_the_list_says_little),
  };
  return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
