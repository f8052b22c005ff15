// The names that `check` allows in a #fragment are the ids that the site writes.
#include "model/slug.h"
#include "site/html_writer.h"
#include "translate/places.h"
#include "written.h"

static void check_and_site_agree(void **state) {
  (void)state;
  g_autoptr(Written) written = written_new();
  written_post(written, "fa", "a",
               "# کتابخانهٔ ما ۱۲\n\n## Same\n\n## Same\n\n### Same-2\n\n## Same\n\n## !!!\n\n## "
               "The bees’ *own* `map`\n\n"
               "## تیتر با نام {#b:own}\n\nبند. {#b:same}\n\n> نقل {#b:Two}\n\nپانویس[^1] و "
               "باز[^1].\n\n[^1]: یادداشت.\n");
  written_check(written);
  const Post *post = written->publication->posts[0];
  g_autoptr(Arena) arena = arena_new();
  const HtmlIds *ids = html_ids_new(arena, post->body);
  PlaceNames *names = place_names_new(post);
  guint count = 0;
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    const char *id = html_ids_lookup(ids, node);
    if (!id || node->kind == NODE_FOOTNOTE_REF) continue;
    count++;
    if (!place_names_has(names, id))
      fail_msg("the site writes '%s', which check does not know", id);
  }
  assert_int_equal(count, 11);
  place_names_free(names);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(check_and_site_agree)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
