// Whole digests: parts, binding, folios, contents, links, sizes of page and of text.
#include "digest_fixture.h"

static void fill_post(Fixture *fixture, Post *post, guint paragraphs) {
  for (guint i = 0; i < paragraphs; i++) {
    g_autofree char *word = g_strdup_printf("%s%s%u", post->lang, post->id, i);
    add_words(fixture, post->body, word, 40);
  }
}

static Post *add_post(Fixture *fixture, const char *lang, const char *id, guint paragraphs) {
  Post *post = sample_post(fixture->sample, lang, id, "2026-03-14", "text");
  fill_post(fixture, post, paragraphs);
  return post;
}

static void empty_digest_has_a_page(void **state) {
  Fixture *fixture = *state;
  for (LanguageChoice choice = LANGUAGES_ALL; choice <= FARSI; choice++) {
    Document *document = fixture_set(fixture, choice);
    assert_true(document->page_count >= 1);
    g_autofree char *text = document_text(document);
    assert_non_null(
        strstr(text, choice == FARSI ? "نوشته‌ای ندارد" : "There are no posts"));
  }
  fixture->digest.masthead = fixture->digest.contents = FALSE;
  assert_true(fixture_set(fixture, ENGLISH)->page_count >= 1);
}

static void farsi_is_bound_at_the_right(void **state) {
  Fixture *fixture = *state;
  fixture_pair(fixture, add_post(fixture, "en", "a", 30), add_post(fixture, "fa", "a", 30));
  Document *farsi = fixture_set(fixture, FARSI);
  assert_int_equal(farsi->binding, DIRECTION_RTL);
  assert_true(farsi->page_count >= 3);
  assert_false(farsi->pages[0].recto); // PG-5
  assert_true(farsi->pages[1].recto);
  assert_string_equal(farsi->pages[1].label, "۲");
  Document *english = fixture_set(fixture, ENGLISH);
  assert_int_equal(english->binding, DIRECTION_LTR);
  assert_true(english->pages[0].recto);
  assert_string_equal(english->pages[1].label, "2");
  fixture->digest.binding = BINDING_RIGHT; // the definition goes before the language
  english = fixture_set(fixture, ENGLISH);
  assert_int_equal(english->binding, DIRECTION_RTL);
  assert_false(english->pages[0].recto);
}

static void folio_stands_at_the_outer_foot(void **state) {
  Fixture *fixture = *state;
  fixture_pair(fixture, NULL, add_post(fixture, "fa", "a", 30));
  Document *document = fixture_set(fixture, FARSI);
  for (guint i = 0; i < document->page_count; i++) {
    const Page *page = &document->pages[i];
    gboolean found = FALSE;
    for (guint k = 0; k < page->count && !found; k++) {
      const Placed *placed = &page->items[k];
      if (placed->kind != PLACED_LINE || placed->part != PART_ARTIFACT) continue;
      g_autofree char *text = line_text(placed->line);
      if (!g_str_equal(text, page->label)) continue;
      found = TRUE;
      double middle = (left_of(placed) + right_of(placed)) / 2;
      assert_true(page->recto ? middle > page->width_pt * 0.7 : middle < page->width_pt * 0.3);
      assert_true(placed->y_pt > page->height_pt * 0.85);
    }
    assert_true(found);
  }
}

static void first_page_has_no_running_head(void **state) {
  Fixture *fixture = *state;
  fixture_pair(fixture, add_post(fixture, "en", "a", 40), NULL);
  fixture->digest.masthead = FALSE;
  Document *document = fixture_set(fixture, ENGLISH);
  double top = 20 * PT_PER_MM;
  for (guint i = 0; i < document->page_count; i++) {
    guint heads = 0;
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      heads += placed->kind == PLACED_LINE && placed->y_pt < top;
    }
    if (i == 0) assert_int_equal(heads, 0);
    if (i == 1) assert_int_equal(heads, 2); // title and publication
  }
}

static void contents_name_the_right_pages(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 30; i++) {
    g_autofree char *id = g_strdup_printf("p%02u", i);
    fixture_pair(fixture, NULL, add_post(fixture, "fa", id, 1 + i % 7));
  }
  Document *document = fixture_set(fixture, FARSI);
  for (guint i = 0; i < 30; i++) {
    g_autofree char *name = g_strdup_printf("post-p%02u", i);
    g_autofree char *url = g_strdup_printf("#%s", name);
    const char *label = NULL;
    for (guint k = 0; k < document->destination_count; k++)
      if (g_str_equal(document->destinations[k].name, name))
        label = document->pages[document->destinations[k].page].label;
    assert_non_null(label);
    gboolean named = FALSE;
    for (guint k = 0; k < document->pages[0].count + document->pages[1].count && !named; k++) {
      guint page = k >= document->pages[0].count;
      const Placed *placed = &document->pages[page].items[page ? k - document->pages[0].count : k];
      if (placed->kind != PLACED_LINE || !placed->line->run_count) continue;
      const char *target = placed->line->runs[0].style->url;
      g_autofree char *text = line_text(placed->line);
      named = target && g_str_equal(target, url) && g_str_equal(text, label);
    }
    assert_true(named);
  }
}

static void every_link_inside_has_its_place(void **state) {
  Fixture *fixture = *state;
  Post *first = add_post(fixture, "en", "a", 2), *second = add_post(fixture, "en", "b", 2);
  Node *paragraph = add_node(fixture, first->body, NODE_PARAGRAPH);
  Node *link = add_node(fixture, paragraph, NODE_LINK);
  link->url = "post:b";
  link->post_id = "b";
  add_text(fixture, link, "linked");
  Node *mark = add_node(fixture, paragraph, NODE_FOOTNOTE_REF);
  mark->number = 1;
  Node *note = add_node(fixture, first->body, NODE_FOOTNOTE);
  note->number = 1;
  add_block(fixture, note, NODE_PARAGRAPH, "the note");
  fixture_pair(fixture, first, NULL);
  fixture_pair(fixture, second, NULL);
  Document *document = fixture_set(fixture, ENGLISH);
  guint inside = 0;
  for (guint i = 0; i < document->page_count; i++)
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Line *line = document->pages[i].items[k].line;
      for (guint r = 0; line && r < line->run_count; r++) {
        const char *url = line->runs[r].style->url;
        if (!url || *url != '#') continue;
        inside++;
        gboolean found = FALSE;
        for (guint d = 0; d < document->destination_count && !found; d++)
          found = g_str_equal(document->destinations[d].name, url + 1);
        assert_true(found);
      }
    }
  assert_true(inside >= 7); // two entries with numbers, the link, mark and note
}

static void post_of_one_language_is_marked_and_not_lost(void **state) {
  Fixture *fixture = *state;
  fixture_pair(fixture, add_post(fixture, "en", "a", 3), add_post(fixture, "fa", "a", 3));
  fixture_pair(fixture, NULL, add_post(fixture, "fa", "only", 3));
  const BilingualLayout layouts[] = {BILINGUAL_FACING, BILINGUAL_COLUMNS, BILINGUAL_SEQUENCE};
  for (guint i = 0; i < G_N_ELEMENTS(layouts); i++) {
    fixture->digest.layout = layouts[i];
    Document *document = fixture_set(fixture, LANGUAGES_ALL);
    g_autofree char *text = document_text(document);
    assert_non_null(strstr(text, "faonly2"));
    assert_non_null(strstr(text, "ena2"));
    if (layouts[i] != BILINGUAL_SEQUENCE) assert_non_null(strstr(text, "فقط به فارسی"));
  }
}

static void farsi_faces_english_at_its_right(void **state) {
  Fixture *fixture = *state;
  PostPair *pair =
      fixture_pair(fixture, add_post(fixture, "en", "a", 20), add_post(fixture, "fa", "a", 20));
  fixture_align(fixture, pair);
  Document *document = fixture_set(fixture, LANGUAGES_ALL);
  guint farsi, english;
  assert_non_null(find_line(document, "faa00 ", &farsi));
  assert_non_null(find_line(document, "ena00 ", &english));
  assert_true(document->pages[farsi].recto);
  assert_false(document->pages[english].recto);
  assert_int_equal(farsi > english ? farsi - english : english - farsi, 1);
  assert_int_equal(MIN(farsi, english) % 2, 1); // of one spread
}

static void pairs_stand_level(void **state) {
  Fixture *fixture = *state;
  Post *english = add_post(fixture, "en", "a", 0), *farsi = add_post(fixture, "fa", "a", 0);
  for (guint i = 0; i < 12; i++) {
    g_autofree char *left = g_strdup_printf("left%ux", i), *right = g_strdup_printf("چپ%uط", i);
    add_words(fixture, english->body, left, 10 + i * 17 % 60);
    add_words(fixture, farsi->body, right, 60 - i * 13 % 50);
  }
  fixture_align(fixture, fixture_pair(fixture, english, farsi));
  for (guint layout = BILINGUAL_FACING; layout <= BILINGUAL_COLUMNS; layout++) {
    fixture->digest.layout = layout;
    Document *document = fixture_set(fixture, LANGUAGES_ALL);
    guint level = 0;
    for (guint i = 0; i < 12; i++) {
      g_autofree char *left = g_strdup_printf("left%ux0 ", i),
                      *right = g_strdup_printf("چپ%uط0 ", i);
      guint left_page, right_page;
      const Placed *first = find_line(document, left, &left_page);
      const Placed *second = find_line(document, right, &right_page);
      assert_non_null(first);
      assert_non_null(second);
      if (fabs(first->y_pt - second->y_pt) < 0.01) level++;
      // A pair begins on one page, or on the two pages of one spread; Farsi at the right.
      guint apart = layout == BILINGUAL_COLUMNS ? 0 : 1;
      assert_int_equal(right_page, left_page + apart);
      if (!apart) assert_true(left_of(second) > right_of(first));
    }
    assert_true(level >= 4); // the others would leave a larger hole than row.h allows
  }
}

static void any_page_size_comes_to_an_end(void **state) {
  Fixture *fixture = *state;
  PostPair *pair =
      fixture_pair(fixture, add_post(fixture, "en", "a", 2), add_post(fixture, "fa", "a", 2));
  fixture_align(fixture, pair);
  const double sides[][2] = {{1, 1},   {40, 40},   {40, 300}, {300, 41},
                             {60, 60}, {1e9, 1e9}, {90, 50}};
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    fixture->digest.page.trim_width_mm = sides[i][0];
    fixture->digest.page.trim_height_mm = sides[i][1];
    fixture->digest.page.columns = 1 + i % 3;
    fixture->digest.layout = i % 3;
    fixture->digest.template_name = i % 2 ? "bulletin" : "booklet";
    Document *document = fixture_set(fixture, LANGUAGES_ALL);
    assert_true(document->page_count >= 1);
    assert_true(document->page_count < 2000);
    g_autofree char *text = document_text(document);
    g_strdelimit(text, " ", '\x01');
    assert_true(strlen(text) > 800);
  }
  assert_true(sample_count(fixture->sample->diagnostics, "page-too-small") > 0);
}

static void unknown_template_is_named(void **state) {
  Fixture *fixture = *state;
  fixture->digest.template_name = "../../etc/passwd";
  fixture_set(fixture, ENGLISH);
  assert_int_equal(sample_count(fixture->sample->diagnostics, "unknown-template"), 1);
}

// Words of more than half a line each: the note says where they stand in the file and on paper,
// once for all lines of the paragraph on a page, and a paragraph that fills its lines has none.
static void a_loose_line_is_named_with_its_page(void **state) {
  Fixture *fixture = *state;
  Post *post = add_post(fixture, "fa", "a", 30);
  const Node *loose = add_block(fixture, post->body, NODE_PARAGRAPH,
                                "لالالالالالالالالالالالالالالالالالالا "
                                "مالامالامالامالامالامالامالامالامالاما "
                                "کالاکالاکالاکالاکالاکالاکالاکالاکالاکا پایان");
  fixture_pair(fixture, NULL, post);
  fixture->digest.page.trim_width_mm = 105;
  Document *document = fixture_set(fixture, FARSI);
  guint page = 0;
  assert_non_null(find_line(document, "کالاکالا", &page));
  assert_true(page > 0);
  assert_int_equal(sample_count(fixture->sample->diagnostics, "loose-line"), 1);
  diagnostic_list_sort(fixture->sample->diagnostics);
  for (guint i = 0; i < diagnostic_list_length(fixture->sample->diagnostics); i++) {
    const Diagnostic *note = diagnostic_list_at(fixture->sample->diagnostics, i);
    if (note->kind != DIAGNOSTIC_LINE_LOOSE) continue;
    g_autofree char *place = g_strdup_printf("page %u of test.fa:", page + 1);
    assert_true(g_str_has_prefix(note->message, place));
    assert_ptr_equal(note->span.file, post->file);
    assert_int_equal(note->span.line, loose->first_child->span.line);
  }
}

static void bookmarks_follow_posts_and_headings(void **state) {
  Fixture *fixture = *state;
  Post *post = add_post(fixture, "en", "a", 1);
  add_block(fixture, post->body, NODE_HEADING, "Water")->level = 2;
  add_words(fixture, post->body, "after", 30);
  add_block(fixture, post->body, NODE_HEADING, "Soil")->level = 3;
  add_words(fixture, post->body, "more", 30);
  fixture_pair(fixture, post, NULL);
  Document *document = fixture_set(fixture, ENGLISH);
  assert_int_equal(document->bookmark_count, 3);
  assert_string_equal(document->bookmarks[1].title, "Water");
  assert_int_equal(document->bookmarks[0].level, 1);
  assert_int_equal(document->bookmarks[1].level, 2);
  assert_int_equal(document->bookmarks[2].level, 3);
}

static void five_hundred_posts_come_out(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 500; i++) {
    g_autofree char *id = g_strdup_printf("n%u", i);
    fixture_pair(fixture, add_post(fixture, "en", id, 1), NULL);
  }
  fixture->digest.template_name = "bulletin";
  Document *document = fixture_set(fixture, ENGLISH);
  assert_true(document->page_count > 40);
  guint posts = 0;
  for (guint i = 0; i < document->bookmark_count; i++)
    posts += document->bookmarks[i].level == 1;
  assert_int_equal(posts, 500);
}

static void two_runs_are_equal(void **state) {
  Fixture *fixture = *state;
  PostPair *pair =
      fixture_pair(fixture, add_post(fixture, "en", "a", 9), add_post(fixture, "fa", "a", 9));
  fixture_align(fixture, pair);
  g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL);
  for (guint run = 0; run < 2; run++) {
    Document *document = fixture_set(fixture, LANGUAGES_ALL);
    for (guint i = 0; i < document->page_count; i++)
      page_dump(&document->pages[i], run ? second : first);
  }
  assert_string_equal(first->str, second->str);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(empty_digest_has_a_page),
      TEST(farsi_is_bound_at_the_right),
      TEST(folio_stands_at_the_outer_foot),
      TEST(first_page_has_no_running_head),
      TEST(contents_name_the_right_pages),
      TEST(every_link_inside_has_its_place),
      TEST(post_of_one_language_is_marked_and_not_lost),
      TEST(farsi_faces_english_at_its_right),
      TEST(pairs_stand_level),
      TEST(any_page_size_comes_to_an_end),
      TEST(unknown_template_is_named),
      TEST(a_loose_line_is_named_with_its_page),
      TEST(bookmarks_follow_posts_and_headings),
      TEST(five_hundred_posts_come_out),
      TEST(two_runs_are_equal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
