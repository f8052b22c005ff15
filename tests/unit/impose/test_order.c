// Which page stands where: the tables of printers' handbooks, and laws that hold for every count.
#include "impose/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_order(guint count, ImposeLayout layout, gboolean right, guint signature,
                         const char *expected) {
  g_autoptr(GArray) sides = order_sides(count, layout, right, signature);
  g_autoptr(GString) text = g_string_new(NULL);
  order_dump(sides, text);
  assert_string_equal(text->str, expected);
}

static void test_bound_left(void **state) {
  (void)state;
  assert_order(1, IMPOSE_BOOKLET, FALSE, 0, "-|1 -|-\n");
  assert_order(2, IMPOSE_BOOKLET, FALSE, 0, "-|1 2|-\n");
  assert_order(3, IMPOSE_BOOKLET, FALSE, 0, "-|1 2|3\n");
  assert_order(4, IMPOSE_BOOKLET, FALSE, 0, "4|1 2|3\n");
  assert_order(5, IMPOSE_BOOKLET, FALSE, 0, "-|1 2|- -|3 4|5\n");
  assert_order(8, IMPOSE_BOOKLET, FALSE, 0, "8|1 2|7 6|3 4|5\n");
  assert_order(16, IMPOSE_BOOKLET, FALSE, 0, "16|1 2|15 14|3 4|13 12|5 6|11 10|7 8|9\n");
}

// A Farsi book: the mirror image.
static void test_bound_right(void **state) {
  (void)state;
  assert_order(1, IMPOSE_BOOKLET, TRUE, 0, "1|- -|-\n");
  assert_order(4, IMPOSE_BOOKLET, TRUE, 0, "1|4 3|2\n");
  assert_order(6, IMPOSE_BOOKLET, TRUE, 0, "1|- -|2 3|6 5|4\n");
  assert_order(8, IMPOSE_BOOKLET, TRUE, 0, "1|8 7|2 3|6 5|4\n");
}

static void test_signatures(void **state) {
  (void)state;
  assert_order(16, IMPOSE_BOOKLET, FALSE, 8, "8|1 2|7 6|3 4|5 16|9 10|15 14|11 12|13\n");
  assert_order(11, IMPOSE_BOOKLET, TRUE, 8, "1|8 7|2 3|6 5|4 9|- 11|10\n");
  assert_order(3, IMPOSE_BOOKLET, FALSE, 16, "-|1 2|3\n");
}

static void test_pairs(void **state) {
  (void)state;
  assert_order(3, IMPOSE_PAIRS, FALSE, 0, "1|2 3|-\n");
  assert_order(3, IMPOSE_PAIRS, TRUE, 0, "2|1 -|3\n");
}

static void assert_meeting(guint first, guint second, const char *expected) {
  g_autoptr(GArray) sides = order_sides(order_together(first, second), IMPOSE_BOOKLET, FALSE, 0);
  order_meet(sides, first, second);
  g_autoptr(GString) text = g_string_new(NULL);
  order_dump(sides, text);
  assert_string_equal(text->str, expected);
}

// The second book's first page is the back cover; blanks fall in the middle.
static void test_head_to_head(void **state) {
  (void)state;
  assert_meeting(2, 2, "3|1 2|4\n");
  assert_meeting(1, 1, "2|1 -|-\n");
  assert_meeting(4, 2, "5|1 2|6 -|3 4|-\n");
  assert_meeting(3, 3, "4|1 2|5 6|3 -|-\n");
}

// Each page once; the two halves of a sheet's fold add up; mirrored for the other binding; and
// page 1 lies with the last one on the outermost front.
static void test_laws(void **state) {
  (void)state;
  for (guint count = 1; count <= 17; count++)
    for (guint right = 0; right < 2; right++) {
      g_autoptr(GArray) sides = order_sides(count, IMPOSE_BOOKLET, right, 0);
      g_autoptr(GArray) other = order_sides(count, IMPOSE_BOOKLET, !right, 0);
      guint whole = (count + 3) / 4 * 4, seen[21] = {0};
      assert_int_equal(sides->len, whole / 2);
      for (guint i = 0; i < sides->len; i++) {
        const SheetSide *side = &g_array_index(sides, SheetSide, i);
        const SheetSide *mirror = &g_array_index(other, SheetSide, i);
        assert_int_equal(side->left, mirror->right);
        assert_int_equal(side->right, mirror->left);
        assert_int_equal(side->depth, i / 2);
        assert_int_equal(side->is_back, i % 2);
        if (side->left && side->right) assert_int_equal(side->left + side->right, whole + 1);
        seen[side->left]++;
        seen[side->right]++;
      }
      for (guint page = 1; page <= count; page++)
        assert_int_equal(seen[page], 1);
      assert_int_equal(seen[0], whole - count);
      const SheetSide *cover = &g_array_index(sides, SheetSide, 0);
      assert_int_equal(right ? cover->left : cover->right, 1);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bound_left),   cmocka_unit_test(test_bound_right),
      cmocka_unit_test(test_signatures),   cmocka_unit_test(test_pairs),
      cmocka_unit_test(test_head_to_head), cmocka_unit_test(test_laws)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
