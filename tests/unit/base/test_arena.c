#include "base/arena.h"

#include "../../support/faults.h"

static void memory_is_zeroed_aligned_and_apart(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  guint8 *blocks[500];
  for (gsize i = 0; i < 500; i++) {
    blocks[i] = arena_alloc(arena, i);
    assert_non_null(blocks[i]);
    assert_int_equal((guintptr)blocks[i] % 8, 0);
    for (gsize k = 0; k < i; k++)
      assert_int_equal(blocks[i][k], 0);
    memset(blocks[i], (int)(i % 251) + 1, i);
  }
  for (gsize i = 0; i < 500; i++)
    for (gsize k = 0; k < i; k++)
      assert_int_equal(blocks[i][k], i % 251 + 1);
}

static void large_requests_do_not_waste_the_current_block(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  char *small = arena_strdup(arena, "small");
  char *large = arena_alloc(arena, 1000000);
  large[999999] = 'x';
  assert_string_equal(small, "small");
  assert_string_equal(arena_strdup(arena, "after"), "after");
}

static void strings_are_copied(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  assert_null(arena_strdup(arena, NULL));
  assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
  assert_string_equal(arena_strndup(arena, NULL, 0), "");
  assert_string_equal(arena_printf(arena, "%s-%d", "a", 7), "a-7");
  assert_string_equal(arena_take_string(arena, g_string_new("taken")), "taken");
  const guint numbers[] = {1, 2, 3};
  assert_memory_equal(arena_copy(arena, numbers, sizeof numbers), numbers, sizeof numbers);
}

static void note_order(gpointer data) {
  GString **cell = data;
  g_string_append_c(*cell, 'x');
}

typedef struct {
  GString *log;
  char name;
} Owned;

static void log_name(gpointer data) {
  Owned *owned = data;
  g_string_append_c(owned->log, owned->name);
}

static void owned_things_go_last_first(void **state) {
  (void)state;
  Arena *arena = arena_new();
  GString *log = g_string_new(NULL);
  Owned first = {log, 'a'}, second = {log, 'b'};
  arena_own(arena, &first, log_name);
  arena_own(arena, &second, log_name);
  arena_own(arena, &log, note_order);
  arena_free(arena);
  assert_string_equal(log->str, "xba");
  g_string_free(log, TRUE);
  arena_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
      cmocka_unit_test(large_requests_do_not_waste_the_current_block),
      cmocka_unit_test(strings_are_copied),
      cmocka_unit_test(owned_things_go_last_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
