// Masthead and contents: whether the contents say what the articles are about.
#include "digest_fixture.h"

// Pairs of long articles, each with a title and a summary of its own.
static void add_pairs(Fixture *fixture, guint count, guint words) {
  static const char *const langs[] = {"en", "fa"}, *const word[] = {"word", "واژه"};
  for (guint k = 0; k < count; k++) {
    Post *posts[2];
    for (guint i = 0; i < 2; i++) {
      Arena *arena = fixture->sample->arena;
      posts[i] = sample_post(fixture->sample, langs[i], arena_printf(arena, "post%u", k),
                             "2026-03-14", "text");
      posts[i]->title = arena_printf(arena, "%s %u", i ? "عنوان" : "Title", k);
      posts[i]->summary = arena_printf(arena, "%s %u.", i ? "چکیدهٔ نوشته" : "What it says", k);
      add_words(fixture, posts[i]->body, word[i], words);
    }
    fixture_align(fixture, fixture_pair(fixture, posts[ENGLISH], posts[FARSI]));
  }
}

static guint count_lines(const Document *document, guint page, const char *text) {
  guint count = 0;
  for (guint k = 0; k < document->pages[page].count; k++) {
    const Placed *placed = &document->pages[page].items[k];
    if (placed->kind != PLACED_LINE || placed->part == PART_ARTIFACT) continue;
    g_autofree char *line = line_text(placed->line);
    count += strstr(line, text) != NULL;
  }
  return count;
}

static void cover_of_spreads_says_what_articles_are_about(void **state) {
  Fixture *fixture = *state;
  add_pairs(fixture, 4, 300);
  Document *document = fixture_set(fixture, LANGUAGES_ALL);
  assert_int_equal(count_lines(document, 0, "What it says"), 4);
  assert_int_equal(count_lines(document, 0, "چکیده"), 4);
  assert_int_equal(count_lines(document, 0, "Title"), 4); // no article begins there
  guint page;
  const Placed *about = find_line(document, "What it says 1.", &page);
  const Placed *title = find_line(document, "Title 1", &page), *next;
  next = find_line(document, "Title 2", &page);
  assert_true(title->y_pt < about->y_pt && about->y_pt < next->y_pt);
}

static void summaries_take_no_page_of_their_own(void **state) {
  guint pages[2];
  for (guint with = 0; with < 2; with++) {
    fixture_close(state);
    fixture_open(state);
    Fixture *fixture = *state;
    add_pairs(fixture, 16, 300); // the titles fit on the cover, no more
    for (guint k = 0; !with && k < fixture->pairs->len; k++) {
      const PostPair *pair = g_ptr_array_index(fixture->pairs, k);
      for (guint i = 0; i < 2; i++)
        ((Post *)(gpointer)pair->posts[i])->summary = NULL;
    }
    Document *document = fixture_set(fixture, LANGUAGES_ALL);
    assert_int_equal(count_lines(document, 0, "Title"), 16);
    assert_int_equal(count_lines(document, 0, "What it says"), 0);
    find_line(document, "word0", &pages[with]);
  }
  assert_int_equal(pages[0], pages[1]);
}

static void article_on_the_cover_says_it_itself(void **state) {
  Fixture *fixture = *state;
  add_pairs(fixture, 2, 300);
  Document *document = fixture_set(fixture, ENGLISH);
  assert_int_equal(count_lines(document, 0, "word0"), 1);
  assert_int_equal(count_lines(document, 0, "What it says"), 1); // in the article's head
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(cover_of_spreads_says_what_articles_are_about),
      TEST(summaries_take_no_page_of_their_own),
      TEST(article_on_the_cover_says_it_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
