// Links, destinations, bookmarks, page labels and the text of codes, read back from the file.
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>

#include "hand_document.h"

static const PrintOptions NO_OPTIONS = {0};

static Placed linked_line(Arena *arena, const char *text, const char *url) {
  TextStyle *style = hand_style(arena, 11);
  style->url = url;
  return hand_placed_line(hand_line(arena, hand_fonts(arena), style, text, DIRECTION_RTL));
}

static double number_at(qpdf_data pdf, qpdf_oh from, const char *path) {
  return qpdf_oh_get_numeric_value(pdf, hand_follow(pdf, from, path));
}

static void test_links(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Placed items[] = {linked_line(arena, "نشانی example", "https://example.org/ا b?x=(1)"),
                    linked_line(arena, "جا", "#place"), linked_line(arena, "جا", "#nowhere"),
                    linked_line(arena, "جا", "")};
  Destination place = {"place", 2, 10, 20};
  Document document = hand_document(arena, items, 4);
  document.destinations = &place;
  document.destination_count = 1;
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  qpdf_oh page = qpdf_get_page_n(pdf, 0);
  qpdf_oh uri = hand_follow(pdf, page, "/Annots/0/A/URI");
  assert_string_equal(qpdf_oh_get_string_value(pdf, uri), "https://example.org/%D8%A7%20b?x=(1)");
  // One area for both runs of the line, as wide as the line.
  assert_int_equal(qpdf_oh_get_array_n_items(pdf, hand_follow(pdf, page, "/Annots")), 1);
  double width =
      number_at(pdf, page, "/Annots/0/Rect/2") - number_at(pdf, page, "/Annots/0/Rect/0");
  assert_true(fabs(width - items[0].line->width_pt) < 0.001);
  assert_true(number_at(pdf, page, "/Annots/0/Rect/1") < HAND_HEIGHT_PT - 60);
  assert_true(number_at(pdf, page, "/Annots/0/Rect/3") > HAND_HEIGHT_PT - 60);
  qpdf_oh dest = hand_follow(pdf, qpdf_get_page_n(pdf, 1), "/Annots/0/Dest");
  assert_string_equal(qpdf_oh_get_utf8_value(pdf, dest), "place");
  g_autofree char *none = hand_object_at(pdf, qpdf_get_page_n(pdf, 2), "/Annots");
  assert_string_equal(none, "null");
  qpdf_cleanup(&pdf);
}

static void test_destinations_are_sorted(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Placed item = linked_line(arena, "متن", NULL);
  Destination places[] = {{"zeta", 0, 0, 0},
                          {"alpha", 0, 5, 15},
                          {"alpha", 0, 9, 9},
                          {"ب", 0, 1, 1},
                          {"lost", 7, 0, 0}};
  Document document = hand_document(arena, &item, 1);
  document.destinations = places;
  document.destination_count = G_N_ELEMENTS(places);
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  qpdf_oh names = hand_follow(pdf, qpdf_get_root(pdf), "/Names/Dests/Names");
  assert_int_equal(qpdf_oh_get_array_n_items(pdf, names), 6);
  assert_text_at(pdf, "/Names/Dests/Names/0", "alpha");
  assert_text_at(pdf, "/Names/Dests/Names/2", "zeta");
  assert_text_at(pdf, "/Names/Dests/Names/4", "ب");
  assert_true(number_at(pdf, names, "/1/3") == HAND_HEIGHT_PT - 15);
  qpdf_cleanup(&pdf);
}

static void test_bookmarks(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Placed item = linked_line(arena, "متن", NULL);
  g_autoptr(GString) longest = g_string_new(NULL);
  for (guint i = 0; i < 20000; i++)
    g_string_append(longest, "بلند ");
  Bookmark bookmarks[] = {{"فصل یک", 1, "a"},
                          {"بخش", 2, NULL},
                          {"ژرف", 5, NULL},
                          {"بخش دوم", 2, NULL},
                          {longest->str, 1, NULL}};
  Document document = hand_document(arena, &item, 1);
  document.bookmarks = bookmarks;
  document.bookmark_count = G_N_ELEMENTS(bookmarks);
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  qpdf_oh outlines = hand_follow(pdf, qpdf_get_root(pdf), "/Outlines");
  assert_text_at(pdf, "/Outlines/First/Title", "فصل یک");
  assert_text_at(pdf, "/Outlines/First/First/Title", "بخش");
  assert_text_at(pdf, "/Outlines/First/First/First/Title", "ژرف");
  assert_text_at(pdf, "/Outlines/First/Last/Title", "بخش دوم");
  assert_text_at(pdf, "/Outlines/First/First/Next/Title", "بخش دوم");
  assert_text_at(pdf, "/Outlines/Last/Title", longest->str);
  assert_true(number_at(pdf, outlines, "/Count") == 2);
  assert_true(number_at(pdf, outlines, "/First/Count") == -2); // closed
  qpdf_cleanup(&pdf);
}

static void test_page_labels(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Placed items[] = {linked_line(arena, "متن", NULL), linked_line(arena, "متن", NULL)};
  Document document = hand_document(arena, items, 2);
  document.pages[0].label = "الف";
  document.pages[1].label = "۱";
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  assert_text_at(pdf, "/PageLabels/Nums/1/P", "الف");
  assert_text_at(pdf, "/PageLabels/Nums/3/P", "۱");
  qpdf_cleanup(&pdf);
}

// The map of codes, as it stands in the file: "<0001> <0628>" and so on.
static char *code_map(qpdf_data pdf) {
  qpdf_oh fonts = hand_follow(pdf, qpdf_get_page_n(pdf, 0), "/Resources/Font");
  qpdf_oh_begin_dict_key_iter(pdf, fonts);
  g_autofree char *name = g_strdup(qpdf_oh_dict_next_key(pdf));
  g_autofree char *path = g_strconcat(name, "/ToUnicode", NULL);
  unsigned char *data = NULL;
  size_t length = 0;
  qpdf_oh_get_stream_data(pdf, hand_follow(pdf, fonts, path), qpdf_dl_all, NULL, &data, &length);
  char *text = g_strndup((const char *)data, length);
  free(data);
  return text;
}

static void test_text_of_codes(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Placed item = linked_line(arena, "😀 می\342\200\214رود", NULL);
  Document document = hand_document(arena, &item, 1);
  g_autoptr(GBytes) bytes = document_print(&document, &NO_OPTIONS, NULL);
  qpdf_data pdf = hand_open_pdf(bytes);
  g_autofree char *map = code_map(pdf);
  assert_non_null(strstr(map, "<0001> <062F>")); // leftmost: dal
  assert_non_null(strstr(map, "<200C06CC>"));    // the joiner with its letter
  assert_non_null(strstr(map, "<D83DDE00>"));    // beyond the basic plane
  assert_null(strstr(map, "<>"));                // a code without text is read as a letter
  qpdf_cleanup(&pdf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_links), cmocka_unit_test(test_destinations_are_sorted),
      cmocka_unit_test(test_bookmarks), cmocka_unit_test(test_page_labels),
      cmocka_unit_test(test_text_of_codes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
