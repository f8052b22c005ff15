// Pull quotes and admonitions on the page: hanging marks, bars at the start side, words of the
// language, nothing split badly.
#include "digest_fixture.h"

static Post *post_in(Fixture *fixture, guint language) {
  Post *post =
      sample_post(fixture->sample, language == FARSI ? "fa" : "en", "a", "2026-03-14", "text");
  fixture_pair(fixture, language == ENGLISH ? post : NULL, language == FARSI ? post : NULL);
  fixture->digest.masthead = fixture->digest.contents = fixture->digest.colophon = FALSE;
  return post;
}

static Node *add_quote(Fixture *fixture, Node *parent, QuoteKind kind, const char *text) {
  Node *quote = add_node(fixture, parent, NODE_QUOTE);
  quote->quote = kind;
  if (text) add_block(fixture, quote, NODE_PARAGRAPH, text);
  return quote;
}

static void PG_10_pulled_marks_hang_outside_the_column(void **state) {
  Fixture *fixture = *state;
  Post *post = post_in(fixture, FARSI);
  add_words(fixture, post->body, "پیش", 40);
  add_quote(
      fixture, post->body, QUOTE_PULL,
      "نقشه‌ای است بی‌کاغذ و چون خورشید در میانهٔ رقص جابه‌جا می‌شود زنبور خطش را پیوسته درست می‌کند");
  add_words(fixture, post->body, "پس", 40);
  Document *document = fixture_set(fixture, FARSI);
  guint page;
  const Placed *first = find_line(document, "«نقشه‌ای", &page);
  const Placed *last = find_line(document, "می‌کند»", NULL);
  const Placed *body = find_line(document, "پیش0", NULL);
  assert_true(first && last && body && first != last);
  // The opening mark is to the right of the lines below it, which begin where the text does.
  assert_true(right_of(first) > right_of(last) + 2);
  assert_float_equal(right_of(last), right_of(body), 0.2);
  const GlyphRun *run = &first->line->runs[0];
  assert_true(run->size_pt > body->line->runs[0].size_pt * 1.2);
}

static void pulled_words_keep_the_marks_of_their_author(void **state) {
  Fixture *fixture = *state;
  Post *post = post_in(fixture, ENGLISH);
  add_quote(fixture, post->body, QUOTE_PULL, "“Marked already.”");
  add_quote(fixture, post->body, QUOTE_PULL, "Not marked.");
  Document *document = fixture_set(fixture, ENGLISH);
  g_autofree char *text = document_text(document);
  assert_non_null(strstr(text, "“Marked already.”"));
  assert_null(strstr(text, "““"));
  assert_non_null(strstr(text, "“Not marked.”"));
}

static void pulled_lines_stay_on_one_page(void **state) {
  for (guint words = 200; words < 420; words += 9) {
    fixture_close(state);
    assert_int_equal(fixture_open(state), 0);
    Fixture *fixture = *state;
    Post *post = post_in(fixture, ENGLISH);
    add_words(fixture, post->body, "word", words);
    add_quote(
        fixture, post->body, QUOTE_PULL,
        "Here begins what is pulled and it goes on over a line or two until it comes to its end");
    add_words(fixture, post->body, "after", 60);
    Document *document = fixture_set(fixture, ENGLISH);
    guint first, last;
    assert_non_null(find_line(document, "Here begins", &first));
    assert_non_null(find_line(document, "end”", &last));
    assert_int_equal(first, last);
  }
}

static const Placed *find_bar(const Document *document, guint page, double y_pt) {
  for (guint i = 0; i < document->pages[page].count; i++) {
    const Placed *placed = &document->pages[page].items[i];
    if (placed->kind == PLACED_RULE && placed->width_pt < 4 && placed->y_pt <= y_pt &&
        placed->y_pt + placed->height_pt >= y_pt)
      return placed;
  }
  return NULL;
}

static void PG_10_bar_of_an_admonition_is_at_the_start_side(void **state) {
  for (guint language = ENGLISH; language <= FARSI; language++) {
    fixture_close(state);
    assert_int_equal(fixture_open(state), 0);
    Fixture *fixture = *state;
    Post *post = post_in(fixture, language);
    add_quote(fixture, post->body, QUOTE_WARNING,
              language ? "بی‌تور نزدیک نشوید" : "Wear a veil");
    Document *document = fixture_set(fixture, (LanguageChoice)language);
    guint page;
    const Placed *label = find_line(document, language ? "هشدار" : "Warning", &page);
    const Placed *text = find_line(document, language ? "بی‌تور" : "veil", NULL);
    assert_true(label && text && label->y_pt < text->y_pt);
    const Placed *bar = find_bar(document, page, text->y_pt - 2);
    assert_non_null(bar);
    if (language == FARSI)
      assert_true(bar->x_pt > right_of(text));
    else
      assert_true(bar->x_pt + bar->width_pt < left_of(text));
  }
}

static void every_admonition_has_its_word(void **state) {
  Fixture *fixture = *state;
  Post *post = post_in(fixture, FARSI);
  static const char *const words[] = {"یادداشت", "نکته", "مهم", "هشدار", "احتیاط"};
  for (guint kind = QUOTE_NOTE; kind < QUOTE_KIND_COUNT; kind++)
    add_quote(fixture, post->body, kind, kind % 2 ? "متن" : NULL);
  Document *document = fixture_set(fixture, FARSI);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    assert_non_null(find_line(document, words[i], NULL));
}

static void PG_2_list_counts_as_its_author_asked(void **state) {
  Fixture *fixture = *state;
  Post *post = post_in(fixture, FARSI);
  static const char *const marks[] = {"۵.", "ث.", "ه‍."};
  for (guint counter = LIST_COUNT_DECIMAL; counter < LIST_COUNTER_COUNT; counter++) {
    Node *list = add_node(fixture, post->body, NODE_LIST);
    list->list = (ListStyle){TRUE, TRUE, 5, '.', counter};
    add_block(fixture, add_node(fixture, list, NODE_ITEM), NODE_PARAGRAPH, "واژه");
  }
  Document *document = fixture_set(fixture, FARSI);
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    assert_non_null(find_line(document, marks[i], NULL));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(PG_10_pulled_marks_hang_outside_the_column),
      TEST(pulled_words_keep_the_marks_of_their_author),
      TEST(PG_10_bar_of_an_admonition_is_at_the_start_side),
      TEST(every_admonition_has_its_word),
      TEST(PG_2_list_counts_as_its_author_asked),
      TEST(pulled_lines_stay_on_one_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
