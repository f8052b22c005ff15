// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "hand_document.h"

static const PrintOptions NO_OPTIONS = {0};

static Document one_line(Arena *arena, const char *text, Direction direction) {
  Line *line = hand_line(arena, hand_fonts(arena), hand_style(arena, 11), text, direction);
  Placed placed = hand_placed_line(line);
  Document document = hand_document(arena, &placed, 1);
  document.binding = direction;
  return document;
}

// The same bytes again, in another time zone, another locale and another time.
static void test_same_bytes(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Document document =
      one_line(arena, "سلام دنیا، می‌خواهم Linux ۱۲۳", DIRECTION_RTL);
  document.date = (CivilDate){2026, 3, 14};
  g_autoptr(GBytes) first = document_print(&document, &NO_OPTIONS, NULL);
  g_setenv("TZ", "Asia/Tehran", TRUE);
  tzset();
  setlocale(LC_ALL, "C.UTF-8");
  g_usleep(1100000);
  g_autoptr(GBytes) second = document_print(&document, &NO_OPTIONS, NULL);
  assert_true(g_bytes_equal(first, second));
}

static gpointer print_in_thread(gpointer document) {
  return document_print(document, &NO_OPTIONS, NULL);
}

// Jobs run in parallel, and Cairo has caches that all share.
static void test_same_bytes_in_threads(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Document documents[2] = {
      one_line(arena, "سلام دنیا، می‌خواهم Linux ۱۲۳", DIRECTION_RTL),
      one_line(arena, "another text", DIRECTION_LTR)};
  GBytes *wanted[2] = {document_print(&documents[0], &NO_OPTIONS, NULL),
                       document_print(&documents[1], &NO_OPTIONS, NULL)};
  GThread *threads[8];
  for (guint i = 0; i < 8; i++)
    threads[i] = g_thread_new("print", print_in_thread, &documents[i % 2]);
  for (guint i = 0; i < 8; i++) {
    g_autoptr(GBytes) found = g_thread_join(threads[i]);
    assert_true(g_bytes_equal(found, wanted[i % 2]));
  }
  g_bytes_unref(wanted[0]);
  g_bytes_unref(wanted[1]);
}

static void test_dates(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Document document = one_line(arena, "x", DIRECTION_LTR);
  document.date = (CivilDate){2026, 3, 14};
  PrintOptions epoch = {.source_date_epoch = 86400};
  const PrintOptions *options[] = {&NO_OPTIONS, &epoch};
  const char *wanted[] = {"(D:20260314120000Z)", "(D:19700102000000Z)"};
  for (guint i = 0; i < 2; i++) {
    g_autoptr(GBytes) bytes = document_print(&document, options[i], NULL);
    qpdf_data pdf = hand_open_pdf(bytes);
    g_autofree char *date = hand_object_at(pdf, qpdf_get_trailer(pdf), "/Info/CreationDate");
    assert_string_equal(date, wanted[i]);
    qpdf_cleanup(&pdf);
  }
  document.date = (CivilDate){0};
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  g_autofree char *none = hand_object_at(pdf, qpdf_get_trailer(pdf), "/Info/CreationDate");
  assert_string_equal(none, "null"); // never the clock
  qpdf_cleanup(&pdf);
}

static void test_metadata(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Document document = one_line(arena, "متن", DIRECTION_RTL);
  document.title = "برگ <و> & باران";
  document.author = "آرش";
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  assert_text_at(pdf, "/Lang", "fa");
  g_autofree char *direction =
      hand_object_at(pdf, qpdf_get_root(pdf), "/ViewerPreferences/Direction");
  assert_string_equal(direction, "/R2L");
  qpdf_oh title = hand_follow(pdf, qpdf_get_trailer(pdf), "/Info/Title");
  assert_string_equal(qpdf_oh_get_utf8_value(pdf, title), document.title);
  unsigned char *xmp = NULL;
  size_t length = 0;
  qpdf_oh stream = hand_follow(pdf, qpdf_get_root(pdf), "/Metadata");
  qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_all, NULL, &xmp, &length);
  g_autofree char *text = g_strndup((const char *)xmp, length);
  assert_non_null(strstr(text, "برگ &lt;و&gt; &amp; باران"));
  free(xmp);
  g_autofree char *trim = hand_object_at(pdf, qpdf_get_page_n(pdf, 0), "/TrimBox");
  assert_string_equal(trim, "[ 0 0 420 595 ]");
  g_autofree char *layout = hand_object_at(pdf, qpdf_get_root(pdf), "/PageLayout");
  assert_string_equal(layout, "/TwoPageLeft"); // page 1 of a book bound at the right (PG-5)
  qpdf_cleanup(&pdf);
}

// A file with much English must not say R2L: PDFium would read its English backwards.
static void test_bilingual_has_no_direction(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font **fonts = hand_fonts(arena);
  TextStyle *style = hand_style(arena, 11);
  Placed items[] = {hand_placed_line(hand_line(arena, fonts, style, "متن", DIRECTION_RTL)),
                    hand_placed_line(hand_line(arena, fonts, style, "a text", DIRECTION_LTR))};
  Document document = hand_document(arena, items, 2);
  document.binding = DIRECTION_RTL;
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  g_autofree char *direction =
      hand_object_at(pdf, qpdf_get_root(pdf), "/ViewerPreferences/Direction");
  assert_string_equal(direction, "null");
  qpdf_cleanup(&pdf);
}

static void test_empty_document(void **state) {
  (void)state;
  Document document = {.title = "", .lang = "en"};
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  assert_int_equal(qpdf_get_num_pages(pdf), 1); // a file without pages is none
  qpdf_cleanup(&pdf);
  g_autoptr(GBytes) cover = document_cover(&document, 100, NULL);
  assert_memory_equal(g_bytes_get_data(cover, NULL), "\211PNG", 4);
}

static void test_many_pages(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font **fonts = hand_fonts(arena);
  TextStyle *style = hand_style(arena, 11);
  g_autofree Placed *items = g_new0(Placed, 300);
  for (guint i = 0; i < 300; i++) {
    g_autofree char *text = g_strdup_printf("صفحهٔ %u و name%u", i, i * 7);
    items[i] = hand_placed_line(hand_line(arena, fonts, style, text, DIRECTION_RTL));
  }
  Document document = hand_document(arena, items, 300);
  document.pages[299].label = "۳۰۰";
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  assert_int_equal(qpdf_get_num_pages(pdf), 300);
  assert_text_at(pdf, "/PageLabels/Nums/599/P", "۳۰۰");
  qpdf_cleanup(&pdf);
}

// Lines without ink, in a font of their own, or off the page take no codes: the numbers stay ours.
static void test_lines_without_ink(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font **fonts = hand_fonts(arena);
  TextStyle *style = hand_style(arena, 11), *muted = hand_style(arena, 11);
  muted->ink = INK_MUTED;
  Placed items[4];
  items[0] = hand_placed_line(hand_line(arena, fonts, style, "   ", DIRECTION_RTL));
  items[1] = hand_placed_line(hand_line(arena, fonts, style, "دور از صفحه", DIRECTION_RTL));
  items[1].y_pt = 9000;
  items[2] = hand_placed_line(hand_line(arena, fonts, muted, "\xE2\x80\x8C", DIRECTION_RTL));
  items[3] = hand_placed_line(hand_line(arena, fonts, style, "متن a متن", DIRECTION_RTL));
  items[3].line->runs[2].x_pt += 9000;
  items[3].line->runs[1].style = muted;
  Document document = hand_document(arena, items, 4);
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  assert_true(g_bytes_get_size(bytes) > 1000);
}

// Codes beyond what one font can hold go into a second one.
static void test_more_codes_than_a_font_holds(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Font **fonts = hand_fonts(arena);
  guint page_count = 70, each = 1000, made = 0;
  g_autofree Placed *items = g_new0(Placed, page_count);
  GString *text = g_string_new(NULL); // 0000100002 …
  for (guint i = 0; i < page_count * each; i++)
    g_string_append_printf(text, "%05u", i);
  for (guint p = 0; p < page_count; p++) {
    Line *line = hand_line(arena, fonts, hand_style(arena, 1), "a", DIRECTION_LTR);
    GlyphRun *run = &line->runs[0];
    LineGlyph one = run->glyphs[0];
    one.advance_pt = 0;
    run->glyphs = ARENA_ARRAY(arena, LineGlyph, each);
    run->glyph_count = each;
    run->text = text->str;
    for (guint i = 0; i < each; i++) {
      run->glyphs[i] = one;
      run->glyphs[i].text_offset = 5 * made++;
      run->glyphs[i].text_bytes = 5;
    }
    items[p] = hand_placed_line(line);
  }
  Document document = hand_document(arena, items, page_count);
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  qpdf_oh first = hand_follow(pdf, qpdf_get_page_n(pdf, 0), "/Resources/Font");
  qpdf_oh last = hand_follow(pdf, qpdf_get_page_n(pdf, page_count - 1), "/Resources/Font");
  g_string_free(text, TRUE);
  g_autofree char *a = g_strdup(qpdf_oh_unparse_resolved(pdf, first));
  g_autofree char *b = g_strdup(qpdf_oh_unparse_resolved(pdf, last));
  assert_string_not_equal(a, b);
  qpdf_cleanup(&pdf);
}

static void test_cover(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Document document = one_line(arena, "سلام", DIRECTION_RTL);
  g_autoptr(GBytes) cover = document_cover(&document, 210, NULL);
  const guint8 *data = g_bytes_get_data(cover, NULL);
  assert_memory_equal(data, "\211PNG", 4);
  assert_int_equal(data[18] << 8 | data[19], 210);
  assert_int_equal(data[22] << 8 | data[23], 298); // in proportion
  g_autoptr(GBytes) huge = document_cover(&document, 1e9, NULL);
  data = g_bytes_get_data(huge, NULL);
  assert_int_equal(data[18] << 8 | data[19], 4000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_bytes),
      cmocka_unit_test(test_same_bytes_in_threads),
      cmocka_unit_test(test_dates),
      cmocka_unit_test(test_metadata),
      cmocka_unit_test(test_bilingual_has_no_direction),
      cmocka_unit_test(test_empty_document),
      cmocka_unit_test(test_many_pages),
      cmocka_unit_test(test_lines_without_ink),
      cmocka_unit_test(test_more_codes_than_a_font_holds),
      cmocka_unit_test(test_cover),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
