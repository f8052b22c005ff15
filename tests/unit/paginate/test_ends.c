// What stands at the end of an article and where it turns a page: the QR code with its address, and
// "continued" lines.
#include "digest_fixture.h"

static Post *post_in(Fixture *fixture, guint language, guint words) {
  Post *post =
      sample_post(fixture->sample, language == FARSI ? "fa" : "en", "a", "2026-03-14", "text");
  fixture_pair(fixture, language == ENGLISH ? post : NULL, language == FARSI ? post : NULL);
  fixture->digest.masthead = fixture->digest.contents = fixture->digest.colophon = FALSE;
  for (guint i = 0; i < words / 100; i++)
    add_words(fixture, post->body, language == FARSI ? "واژه" : "word", 100);
  return post;
}

static const Placed *find_code(const Document *document, guint *page) {
  for (guint i = 0; i < document->page_count; i++)
    for (guint k = 0; k < document->pages[i].count; k++)
      if (document->pages[i].items[k].kind == PLACED_MODULES) {
        *page = i;
        return &document->pages[i].items[k];
      }
  return NULL;
}

static void code_stands_at_the_start_side_above_its_address(void **state) {
  for (guint language = ENGLISH; language <= FARSI; language++) {
    fixture_close(state);
    fixture_open(state);
    Fixture *fixture = *state;
    fixture->digest.qr = QR_ON;
    post_in(fixture, language, 100);
    Document *document = fixture_set(fixture, (LanguageChoice)language);
    guint page, line_page;
    const Placed *code = find_code(document, &page);
    const Placed *address = find_line(document, "https://example.org/", &line_page);
    const Placed *text = find_line(document, language ? "واژه0" : "word0", NULL);
    assert_true(code && address && text);
    assert_int_equal(page, line_page);
    assert_true(code->width_pt >= 12 * PT_PER_MM && code->width_pt == code->height_pt);
    double module = code->width_pt / code->code->size;
    assert_true(module >= 0.3 * PT_PER_MM);
    // Four modules of white above the address's letters.
    assert_true(address->y_pt - 7 >= code->y_pt + code->height_pt + 2 * module);
    assert_int_equal(address->line->direction, DIRECTION_LTR);
    if (language == FARSI) {
      assert_float_equal(code->x_pt + code->width_pt, right_of(text), 0.2);
      assert_float_equal(right_of(address), right_of(text), 0.2);
    } else {
      assert_float_equal(code->x_pt, left_of(text), 0.2);
    }
  }
}

static void no_code_without_address_or_wish(void **state) {
  Fixture *fixture = *state;
  guint page;
  post_in(fixture, ENGLISH, 100);
  assert_null(find_code(fixture_set(fixture, ENGLISH), &page)); // the booklet has none
  fixture->digest.template_name = "bulletin";
  assert_non_null(find_code(fixture_set(fixture, ENGLISH), &page));
  fixture->digest.qr = QR_OFF;
  assert_null(find_code(fixture_set(fixture, ENGLISH), &page));
  fixture->digest.qr = QR_ON;
  fixture->sample->publication.address = NULL;
  assert_null(find_code(fixture_set(fixture, ENGLISH), &page));
}

static void very_long_address_has_no_code(void **state) {
  Fixture *fixture = *state;
  g_autofree char *long_part = g_strnfill(3000, 'a');
  fixture->digest.qr = QR_ON;
  fixture->sample->publication.address =
      arena_printf(fixture->sample->arena, "https://example.org/%s/", long_part);
  post_in(fixture, ENGLISH, 100);
  guint page;
  assert_null(find_code(fixture_set(fixture, ENGLISH), &page));
}

static void article_says_where_it_goes_on(void **state) {
  static const char *const on[] = {"Continued on page 2", "دنباله در صفحهٔ ۲"};
  static const char *const from[] = {"Continued from page 1", "دنباله از صفحهٔ ۱"};
  for (guint language = ENGLISH; language <= FARSI; language++) {
    fixture_close(state);
    fixture_open(state);
    Fixture *fixture = *state;
    fixture->digest.template_name = "bulletin";
    post_in(fixture, language, 1600);
    Document *document = fixture_set(fixture, (LanguageChoice)language);
    assert_true(document->page_count > 1);
    guint page = 9, next = 9;
    const Placed *foot = find_line(document, on[language], &page);
    const Placed *top = find_line(document, from[language], &next);
    assert_true(foot && top);
    assert_int_equal(page, 0);
    assert_int_equal(next, 1);
    assert_int_equal(foot->part, PART_ARTIFACT);
    // Level with the folio, clear of it.
    for (guint i = 0; i < document->pages[0].count; i++) {
      const Placed *other = &document->pages[0].items[i];
      if (other == foot || other->kind != PLACED_LINE || other->part != PART_ARTIFACT) continue;
      assert_float_equal(other->y_pt, foot->y_pt, 0.01);
      assert_true(right_of(other) < left_of(foot) || right_of(foot) < left_of(other));
    }
    // In the margins: no line of text is as low or as high.
    for (guint i = 0; i < document->pages[0].count; i++)
      if (document->pages[0].items[i].part == PART_BODY)
        assert_true(document->pages[0].items[i].y_pt < foot->y_pt);
    for (guint i = 0; i < document->pages[1].count; i++)
      if (document->pages[1].items[i].part == PART_BODY)
        assert_true(document->pages[1].items[i].y_pt > top->y_pt);
  }
}

static void only_where_the_template_asks(void **state) {
  Fixture *fixture = *state;
  post_in(fixture, ENGLISH, 1600);
  Document *document = fixture_set(fixture, ENGLISH);
  assert_true(document->page_count > 1);
  assert_null(find_line(document, "Continued", NULL));
}

// Where the colophon has a spread of its own it ends at the foot; otherwise it is below the text.
static void colophon_alone_stands_at_the_foot(void **state) {
  guint alone = 0, below = 0;
  for (guint words = 200; words <= 1000; words += 100) {
    fixture_close(state);
    fixture_open(state);
    Fixture *fixture = *state;
    Post *posts[2];
    for (guint i = 0; i < 2; i++) {
      posts[i] = sample_post(fixture->sample, i ? "fa" : "en", "a", "2026-03-14", "text");
      add_words(fixture, posts[i]->body, i ? "واژه" : "word", words);
    }
    fixture_align(fixture, fixture_pair(fixture, posts[ENGLISH], posts[FARSI]));
    Document *document = fixture_set(fixture, LANGUAGES_ALL);
    guint page, other;
    const Placed *first = find_line(document, "Colophon", &page);
    const Placed *last = find_line(document, "en/a", &other);
    assert_true(first && last);
    assert_int_equal(page, other);
    g_autofree char *end = g_strdup_printf("word%u", words - 1);
    find_line(document, end, &other);
    double middle = document->pages[page].height_pt / 2;
    if (page == other) below++;
    if (page != other) assert_true(first->y_pt > middle && last->y_pt > middle * 1.7);
    alone += page != other;
  }
  assert_true(alone > 0 && below > 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(code_stands_at_the_start_side_above_its_address),
      TEST(no_code_without_address_or_wish),
      TEST(very_long_address_has_no_code),
      TEST(article_says_where_it_goes_on),
      TEST(only_where_the_template_asks),
      TEST(colophon_alone_stands_at_the_foot),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
