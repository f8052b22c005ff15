// The index at the back of a digest (NU-13).
#include "digest_fixture.h"

static void add_mark(Fixture *fixture, Node *block, const char *text, const char *term,
                     const char *below) {
  add_text(fixture, block, " ");
  Node *span = add_block(fixture, block, NODE_SPAN, text);
  span->index_term = term;
  span->index_sub = below;
}

static Post *post_in(Fixture *fixture, const char *lang, const char *id) {
  fixture->digest.index = TRUE;
  fixture->digest.masthead = fixture->digest.colophon = FALSE;
  return sample_post(fixture->sample, lang, id, "2026-03-14", "text");
}

// Paragraphs of about a page, some of which mark "qanat" at their end.
static Post *marked_post(Fixture *fixture, guint paragraphs, guint64 marked) {
  Post *post = post_in(fixture, "en", "a");
  for (guint i = 0; i < paragraphs; i++) {
    Node *block = add_words(fixture, post->body, "word", 320);
    if (!(marked >> i & 1)) continue;
    g_autofree char *text = g_strdup_printf("mark%uend", i);
    add_mark(fixture, block, text, "qanat", NULL);
  }
  fixture_pair(fixture, post, NULL);
  return post;
}

static guint page_of(const Document *document, const char *text) {
  guint page = G_MAXUINT;
  assert_non_null(find_line(document, text, &page));
  return page + 1;
}

// "1, 3–5, 9" of ascending pages, some of which are the same.
static char *ranges_text(const guint *pages, guint count, guint *ranges) {
  GString *out = g_string_new(NULL);
  *ranges = 0;
  for (guint i = 0; i < count;) {
    guint first = pages[i], last = first;
    for (; i < count && pages[i] <= last + 1; i++)
      last = pages[i];
    g_string_append_printf(out, "%s%u", *ranges ? ", " : "", first);
    if (last > first) g_string_append_printf(out, "–%u", last);
    ++*ranges;
  }
  return g_string_free(out, FALSE);
}

static void pages_are_those_of_the_marks(void **state) {
  Fixture *fixture = *state;
  static const guint marked[] = {0, 3, 4, 5, 6, 11};
  guint64 bits = 0;
  for (guint i = 0; i < G_N_ELEMENTS(marked); i++)
    bits |= (guint64)1 << marked[i];
  marked_post(fixture, 12, bits);
  const Document *document = fixture_set(fixture, ENGLISH);
  guint pages[G_N_ELEMENTS(marked)], ranges, links = 0;
  for (guint i = 0; i < G_N_ELEMENTS(marked); i++) {
    g_autofree char *text = g_strdup_printf("mark%uend", marked[i]);
    pages[i] = page_of(document, text);
  }
  g_autofree char *labels = ranges_text(pages, G_N_ELEMENTS(marked), &ranges);
  g_autofree char *expected = g_strdup_printf("qanat, %s", labels);
  assert_true(ranges > 1 && strstr(expected, "–"));
  const Placed *entry = find_line(document, expected, NULL);
  assert_non_null(entry);
  const char *url = NULL;
  for (guint i = 0; i < entry->line->run_count; i++) {
    const char *own = entry->line->runs[i].style->url;
    if (own && g_strcmp0(own, url) != 0) links++;
    url = own;
  }
  assert_int_equal(links, ranges);
}

static void a_page_is_named_once(void **state) {
  Fixture *fixture = *state;
  Post *post = post_in(fixture, "en", "a");
  Node *block = add_words(fixture, post->body, "word", 20);
  for (guint i = 0; i < 3; i++)
    add_mark(fixture, block, "here", "qanat", i == 2 ? "shafts" : NULL);
  fixture_pair(fixture, post, NULL);
  const Document *document = fixture_set(fixture, ENGLISH);
  assert_non_null(find_line(document, "qanat, 1", NULL));
  assert_null(find_line(document, "qanat, 1, 1", NULL));
  const Placed *term = find_line(document, "qanat, 1", NULL);
  const Placed *below = find_line(document, "shafts, 1", NULL);
  assert_true(left_of(below) > left_of(term) + 3 && below->y_pt > term->y_pt);
}

static void marks_in_notes_are_found(void **state) {
  Fixture *fixture = *state;
  Post *post = post_in(fixture, "en", "a");
  Node *block = add_words(fixture, post->body, "word", 20);
  add_node(fixture, block, NODE_FOOTNOTE_REF)->number = 1;
  Node *note = add_node(fixture, post->body, NODE_FOOTNOTE);
  note->number = 1;
  add_mark(fixture, add_block(fixture, note, NODE_PARAGRAPH, "In a note"), "here", "bowl", NULL);
  fixture_pair(fixture, post, NULL);
  assert_non_null(find_line(fixture_set(fixture, ENGLISH), "bowl, 1", NULL));
}

static void nothing_is_added_where_nothing_is_marked(void **state) {
  Fixture *fixture = *state;
  marked_post(fixture, 1, 0);
  const Document *document = fixture_set(fixture, ENGLISH);
  assert_null(find_line(document, "Index", NULL));
  for (guint i = 0; i < document->bookmark_count; i++)
    assert_string_not_equal(document->bookmarks[i].title, "Index");
  fixture->digest.index = FALSE;
  marked_post(fixture, 1, 1);
  assert_null(find_line(fixture_set(fixture, ENGLISH), "Index", NULL));
}

static void contents_and_bookmarks_have_it(void **state) {
  Fixture *fixture = *state;
  fixture->digest.contents = TRUE;
  marked_post(fixture, 2, 3);
  Post *second = post_in(fixture, "en", "b");
  add_words(fixture, second->body, "more", 30);
  fixture_pair(fixture, second, NULL);
  const Document *document = fixture_set(fixture, ENGLISH);
  guint contents = G_MAXUINT, page = G_MAXUINT;
  assert_non_null(find_line(document, "Index", &contents));
  assert_int_equal(contents, 0);
  assert_non_null(find_line(document, "qanat, ", &page));
  const Bookmark *last = &document->bookmarks[document->bookmark_count - 1];
  assert_string_equal(last->title, "Index");
  gboolean found = FALSE;
  for (guint i = 0; i < document->destination_count; i++)
    if (g_str_equal(document->destinations[i].name, last->destination))
      found = document->destinations[i].page == page;
  assert_true(found);
}

static guint co_edition_pages(Fixture *fixture, LanguageChoice language) {
  const DigestJob job = {
      .publication = &fixture->sample->publication,
      .locales = fixture->locales,
      .digest = &fixture->digest,
      .languages = language,
      .typesetter = fixture->typesetter,
      .fonts = fixture->fonts,
      .co_edition = TRUE,
  };
  return digest_paginate(fixture->sample->arena, &job, fixture->sample->diagnostics)->page_count;
}

// One language marks much, the other little: their pages still correspond, up to the last.
static void co_editions_are_as_long_in_both_languages(void **state) {
  Fixture *fixture = *state;
  Post *posts[2] = {post_in(fixture, "en", "a"), post_in(fixture, "fa", "a")};
  Arena *arena = fixture->sample->arena;
  for (guint i = 0; i < 40; i++) {
    Node *block = add_words(fixture, posts[0]->body, "word", 300);
    for (guint k = i % 4; k < 80; k += 4)
      add_mark(fixture, block, "m", arena_printf(arena, "a term of some words %u", k), NULL);
    add_words(fixture, posts[1]->body, "واژه", 300);
  }
  add_mark(fixture, posts[1]->body->last_child, "نشان", "قنات", NULL);
  fixture_align(fixture, fixture_pair(fixture, posts[0], posts[1]));
  assert_int_equal(co_edition_pages(fixture, ENGLISH), co_edition_pages(fixture, FARSI));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(pages_are_those_of_the_marks),   TEST(a_page_is_named_once),
      TEST(marks_in_notes_are_found),       TEST(nothing_is_added_where_nothing_is_marked),
      TEST(contents_and_bookmarks_have_it), TEST(co_editions_are_as_long_in_both_languages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
