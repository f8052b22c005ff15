#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/route.h"

static void href_is_relative_and_encoded(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  assert_string_equal(route_href(arena, "fa/posts/a/index.html", "en/posts/b/index.html"),
                      "../../../en/posts/b/index.html");
  assert_string_equal(route_href(arena, "index.html", "fa/index.html"), "fa/index.html");
  assert_string_equal(route_href(arena, "fa/index.html", "fa/index.html"), "index.html");
  assert_string_equal(route_href(arena, "fa/index.html", "fa/posts/سلام/index.html"),
                      "posts/%D8%B3%D9%84%D8%A7%D9%85/index.html");
  // "fa/po" is no folder that "fa/posts" and "fa/poems" share.
  assert_string_equal(route_href(arena, "fa/posts/index.html", "fa/poems/index.html"),
                      "../poems/index.html");
  assert_string_equal(route_href(arena, "a b/index.html", "a#b?/x.png"), "../a%23b%3F/x.png");
}

static void address_leaves_index_out(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  const char *address = "https://example.org/x/";
  assert_string_equal(route_address(arena, address, "index.html"), "https://example.org/x/");
  assert_string_equal(route_address(arena, address, "fa/posts/س/index.html"),
                      "https://example.org/x/fa/posts/%D8%B3/");
  assert_string_equal(route_address(arena, address, "media/myindex.html"),
                      "https://example.org/x/media/myindex.html");
}

static void join_never_leaves_the_root(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  assert_string_equal(route_join(arena, "en/a", "../../images/x.png"), "images/x.png");
  assert_string_equal(route_join(arena, "en", "./y//z.png"), "en/y/z.png");
  assert_string_equal(route_join(arena, "en", "/images/x.png"), "images/x.png");
  assert_null(route_join(arena, "en", "../../etc/passwd"));
  assert_null(route_join(arena, "", ".."));
}

static void paths_are_given_out_once(void **state) {
  (void)state;
  g_autoptr(Arena) arena = arena_new();
  RouteTable *table = route_table_new(arena);
  gboolean taken;
  assert_string_equal(route_claim(arena, table, "fa", "a", &taken), "fa/a/index.html");
  assert_false(taken);
  assert_string_equal(route_claim(arena, table, "fa", "A", &taken), "fa/A-2/index.html");
  assert_true(taken);
  assert_string_equal(route_claim(arena, table, "fa", "a", &taken), "fa/a-3/index.html");
  assert_string_equal(route_claim(arena, table, "en", "a", &taken), "en/a/index.html");
  assert_false(taken);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(href_is_relative_and_encoded),
      cmocka_unit_test(address_leaves_index_out),
      cmocka_unit_test(join_never_leaves_the_root),
      cmocka_unit_test(paths_are_given_out_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
