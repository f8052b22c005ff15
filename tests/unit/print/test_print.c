// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
// clang-format on
#include "hand_line.h"
#include "print/print.h"

static Document one_line_document(Arena *arena, const char *text, Direction direction) {
  Font **fonts = ARENA_ARRAY(arena, Font *, 3);
  fonts[0] = hand_font(arena, HAND_NASKH, 0);
  fonts[1] = hand_font(arena, HAND_GENTIUM, 1);
  TextStyle *style = ARENA_NEW(arena, TextStyle);
  style->size_pt = 11;
  Placed *placed = ARENA_NEW(arena, Placed);
  placed->kind = PLACED_LINE;
  placed->line = hand_line(arena, fonts, style, text, direction);
  placed->x_pt = 40;
  placed->y_pt = 60;
  Page *page = ARENA_NEW(arena, Page);
  *page = (Page){.items = placed, .count = 1, .width_pt = 420, .height_pt = 595, .label = "۱"};
  return (Document){
      .title = "t", .lang = "fa", .pages = page, .page_count = 1, .binding = direction};
}

static void test_one_line(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  Document document =
      one_line_document(arena, "سلام دنیا، می‌خواهم Linux ۱۲۳", DIRECTION_RTL);
  PrintOptions options = {0};
  g_autoptr(GBytes) bytes = document_print(&document, &options, NULL);
  if (g_getenv("KEEP_PDF"))
    g_file_set_contents(g_getenv("KEEP_PDF"), g_bytes_get_data(bytes, NULL),
                        (gssize)g_bytes_get_size(bytes), NULL);
  assert_true(g_bytes_get_size(bytes) > 1000);
  g_autoptr(GBytes) again = document_print(&document, &options, NULL);
  assert_true(g_bytes_equal(bytes, again));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
