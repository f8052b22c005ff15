#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void count_up(gpointer counter) {
  (*(int *)counter)++;
}

static void cleared_memory_is_zero_again(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  int destroyed = 0;
  for (int round = 0; round < 3; round++) {
    for (gsize size = 1; size < 300 * 1000; size = size * 3 + 1) {
      char *bytes = arena_alloc(arena, size);
      for (gsize i = 0; i < size; i++)
        assert_int_equal(bytes[i], 0);
      memset(bytes, 0xAB, size);
    }
    arena_own(arena, &destroyed, count_up);
    arena_clear(arena);
    assert_int_equal(destroyed, round + 1);
  }
  arena_clear(arena);
  assert_int_equal(destroyed, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(cleared_memory_is_zero_again)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
