// Every kind of block on the page: sides, keeps, notes, and that no word is lost. Cases are named
// after the rows of the requirements where there is one.
#include "digest_fixture.h"

#include <glib/gstdio.h>

static Post *farsi_post(Fixture *fixture) {
  Post *post = sample_post(fixture->sample, "fa", "a", "2026-03-14", "text");
  fixture_pair(fixture, NULL, post);
  fixture->digest.masthead = fixture->digest.contents = fixture->digest.colophon = FALSE;
  return post;
}

static Post *english_post(Fixture *fixture) {
  Post *post = sample_post(fixture->sample, "en", "a", "2026-03-14", "text");
  fixture_pair(fixture, post, NULL);
  fixture->digest.masthead = fixture->digest.contents = fixture->digest.colophon = FALSE;
  return post;
}

static Node *add_list(Fixture *fixture, Node *parent, gboolean ordered, gint start) {
  Node *list = add_node(fixture, parent, NODE_LIST);
  list->list = (ListStyle){ordered, TRUE, start, ordered ? '.' : '-', LIST_COUNT_AUTO};
  return list;
}

static Node *add_item(Fixture *fixture, Node *list, const char *text) {
  Node *item = add_node(fixture, list, NODE_ITEM);
  add_block(fixture, item, NODE_PARAGRAPH, text);
  return item;
}

static void PG_1_marks_hang_at_the_right(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  Node *list = add_list(fixture, post->body, TRUE, 9);
  Node *item = add_item(fixture, list, "نخست");
  add_item(fixture, add_list(fixture, item, FALSE, 0), "درون");
  add_item(fixture, list, "دوم");
  Document *document = fixture_set(fixture, FARSI);
  const Placed *mark = find_line(document, "۹.", NULL), *ten = find_line(document, "۱۰.", NULL);
  const Placed *text = find_line(document, "نخست", NULL),
               *nested = find_line(document, "درون", NULL);
  assert_true(mark && ten && text && nested);
  assert_int_equal(mark->part, PART_LABEL);
  assert_true(left_of(mark) > right_of(text));
  assert_float_equal(mark->y_pt, text->y_pt, 0.01);
  assert_float_equal(left_of(mark), left_of(ten), 0.01); // the ends of the marks are level
  assert_true(right_of(nested) < right_of(text) - 5);
  // The dot is the leftmost glyph of «۹.».
  const GlyphRun *run = &mark->line->runs[0];
  assert_string_equal(arena_strndup(fixture->sample->arena, glyph_text(run, &run->glyphs[0]),
                                    run->glyphs[0].text_bytes),
                      ".");
}

static void PG_2_letters_count_nested_lists(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  Node *item = add_item(fixture, add_list(fixture, post->body, TRUE, 1), "یک");
  Node *inner = add_item(fixture, add_list(fixture, item, TRUE, 1), "دو");
  add_item(fixture, add_list(fixture, inner, TRUE, 1), "سه");
  Document *document = fixture_set(fixture, FARSI);
  assert_non_null(find_line(document, "۱.", NULL));
  assert_non_null(find_line(document, "الف.", NULL));
  assert_non_null(find_line(document, "ا.", NULL));
}

static void add_note(Fixture *fixture, Node *body, Node *paragraph, guint number,
                     const char *text) {
  Node *mark = add_node(fixture, paragraph, NODE_FOOTNOTE_REF);
  mark->number = number;
  Node *note = add_node(fixture, body, NODE_FOOTNOTE);
  note->number = number;
  add_block(fixture, note, NODE_PARAGRAPH, text);
}

static void PG_3_note_stands_at_the_foot_of_its_mark(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  for (guint i = 0; i < 5; i++)
    add_words(fixture, post->body, "واژه", 90);
  Node *paragraph = add_words(fixture, post->body, "نشان", 3);
  add_note(fixture, post->body, paragraph, 1, "متن پانویس یکم");
  add_words(fixture, post->body, "پس", 300);
  Document *document = fixture_set(fixture, FARSI);
  guint mark_page, note_page;
  const Placed *mark = find_line(document, "نشان0 ", &mark_page);
  const Placed *note = find_line(document, "متن پانویس یکم", &note_page);
  assert_true(mark && note);
  assert_int_equal(mark_page, note_page);
  assert_true(note->y_pt > mark->y_pt);
  // The rule above it begins at the right edge of the text.
  const Page *page = &document->pages[note_page];
  gboolean ruled = FALSE;
  for (guint i = 0; i < page->count; i++) {
    const Placed *rule = &page->items[i];
    if (rule->kind != PLACED_RULE) continue;
    double right = rule->x_pt + rule->width_pt;
    ruled |= fabs(right - (page->width_pt - 18 * PT_PER_MM)) < 0.1 && rule->y_pt < note->y_pt;
  }
  assert_true(ruled);
}

static void note_without_mark_and_note_in_note_are_set(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  Node *paragraph = add_words(fixture, post->body, "word", 5);
  add_note(fixture, post->body, paragraph, 1, "first");
  Node *inner = post->body->last_child->first_child; // of note 1
  add_note(fixture, post->body, inner, 2, "marked in the first");
  Node *lonely = add_node(fixture, post->body, NODE_FOOTNOTE);
  lonely->number = 3;
  add_block(fixture, lonely, NODE_PARAGRAPH, "never marked");
  Document *document = fixture_set(fixture, ENGLISH);
  assert_non_null(find_line(document, "marked in the first", NULL));
  assert_non_null(find_line(document, "never marked", NULL));
}

static Node *add_table(Fixture *fixture, Node *parent, guint columns, guint rows,
                       const char *word) {
  Node *table = add_node(fixture, parent, NODE_TABLE);
  table->column_count = columns;
  table->table_alignments = ARENA_ARRAY(fixture->sample->arena, TableAlignment, columns);
  for (guint r = 0; r < rows; r++) {
    Node *row = add_node(fixture, table, NODE_TABLE_ROW);
    for (guint c = 0; c < columns; c++) {
      g_autofree char *text = g_strdup_printf("%s%ux%u", word, r, c);
      add_block(fixture, row, NODE_TABLE_CELL, text);
    }
  }
  return table;
}

static void PG_7_columns_begin_at_the_right(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  add_table(fixture, post->body, 3, 4, "خانه");
  Document *document = fixture_set(fixture, FARSI);
  const Placed *first = find_line(document, "خانه1x0", NULL);
  const Placed *second = find_line(document, "خانه1x1", NULL);
  assert_true(left_of(first) > right_of(second));
  assert_float_equal(right_of(first), 148 * PT_PER_MM - 18 * PT_PER_MM, 0.1);
}

static void long_table_repeats_its_header(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  add_table(fixture, post->body, 2, 120, "cell");
  Document *document = fixture_set(fixture, ENGLISH);
  assert_true(document->page_count > 2);
  for (guint i = 0; i < document->page_count; i++) {
    guint headers = 0;
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      if (placed->kind != PLACED_LINE) continue;
      g_autofree char *text = line_text(placed->line);
      headers += g_str_equal(text, "cell0x0");
    }
    assert_int_equal(headers, 1);
  }
}

static void table_wider_than_the_page_becomes_records(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  add_table(fixture, post->body, 40, 3, "wide");
  Document *document = fixture_set(fixture, ENGLISH);
  assert_int_equal(sample_count(fixture->sample->diagnostics, "table-too-wide"), 1);
  assert_non_null(find_line(document, "wide0x39: wide2x39", NULL));
}

static void code_reads_from_the_left(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  Node *code = add_node(fixture, post->body, NODE_CODE_BLOCK);
  code->text =
      "if (a < b) {\n\tgo(\"a very long line that no column of this booklet holds whole\", "
      "\"and more\", \"and more\");\n\n}\n";
  Document *document = fixture_set(fixture, FARSI);
  const Placed *first = find_line(document, "if (a", NULL), *last = find_line(document, "}", NULL);
  assert_true(left_of(first) < document->pages[0].width_pt / 3);
  assert_float_equal(left_of(first), left_of(last), 0.01);
  const Placed *more = find_line(document, "more", NULL);
  assert_true(left_of(more) > left_of(first) + 4); // goes on, set in
  assert_true(right_of(more) <= 130 * PT_PER_MM + 0.1);
}

static void verse_has_hemistichs_of_one_width(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  Node *verse = add_node(fixture, post->body, NODE_VERSE);
  const char *const halves[] = {"باران سحر به باغ آمد", "با بوی خوش چراغ آمد", "برگ از شاخ دور شد",
                                "بادی به سراغ آمد و رفت"};
  for (guint i = 0; i < 4; i += 2) {
    Node *couplet = add_node(fixture, verse, NODE_COUPLET);
    add_block(fixture, couplet, NODE_HEMISTICH, halves[i]);
    add_block(fixture, couplet, NODE_HEMISTICH, halves[i + 1]);
  }
  Document *document = fixture_set(fixture, FARSI);
  const Placed *lines[4];
  for (guint i = 0; i < 4; i++) {
    lines[i] = find_line(document, halves[i], NULL);
    assert_non_null(lines[i]);
    assert_float_equal(lines[i]->line->width_pt, lines[0]->line->width_pt, 0.05);
  }
  assert_float_equal(lines[0]->y_pt, lines[1]->y_pt, 0.01);
  assert_true(left_of(lines[0]) > right_of(lines[1])); // the first one at the right
  assert_float_equal(right_of(lines[0]), right_of(lines[2]), 0.05);
}

static void heading_is_never_the_last_line(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  for (guint i = 0; i < 60; i++) {
    add_block(fixture, post->body, NODE_HEADING, "Heading")->level = 2 + i % 3;
    add_words(fixture, post->body, "text", 20 + i * 7 % 50);
  }
  Document *document = fixture_set(fixture, ENGLISH);
  for (guint i = 0; i < document->page_count; i++) {
    const Placed *lowest = NULL;
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      if (placed->kind == PLACED_LINE && placed->part == PART_BODY &&
          (!lowest || placed->y_pt > lowest->y_pt))
        lowest = placed;
    }
    assert_non_null(lowest);
    g_autofree char *text = line_text(lowest->line);
    assert_string_not_equal(text, "Heading");
  }
}

static void lines_stand_on_one_grid(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  for (guint i = 0; i < 12; i++) {
    if (i % 3 == 0) add_block(fixture, post->body, NODE_HEADING, "سرفصل")->level = 2 + i % 2;
    if (i % 4 == 1) add_table(fixture, post->body, 2, 3, "خ");
    if (i % 4 == 2) add_item(fixture, add_list(fixture, post->body, TRUE, 1), "بند");
    add_words(fixture, post->body, "متن", 60);
  }
  fixture->digest.template_name = "bulletin";
  Document *document = fixture_set(fixture, FARSI);
  double grid = 19; // 10 pt times the leading of the script
  guint lines = 0;
  for (guint i = 1; i < document->page_count; i++)
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      if (!placed->node || placed->node->kind != NODE_PARAGRAPH || placed->kind != PLACED_LINE)
        continue;
      if (placed->node->parent->kind != NODE_DOCUMENT) continue;
      double rows = (placed->y_pt - 24 * PT_PER_MM - grid * 0.74) / grid;
      assert_float_equal(rows, round(rows), 0.01);
      lines++;
    }
  assert_true(lines > 20);
}

static void missing_image_leaves_its_words(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  Node *figure = add_node(fixture, post->body, NODE_FIGURE);
  Node *image = add_node(fixture, figure, NODE_IMAGE);
  image->url = "images/nowhere.png";
  add_text(fixture, image, "a lost picture");
  add_block(fixture, figure, NODE_CAPTION, "its caption");
  Node *paragraph = add_words(fixture, post->body, "before", 2);
  Node *remote = add_node(fixture, paragraph, NODE_IMAGE);
  remote->url = "https://example.org/x.png";
  add_text(fixture, remote, "from afar");
  Document *document = fixture_set(fixture, ENGLISH);
  assert_non_null(find_line(document, "a lost picture", NULL));
  assert_non_null(find_line(document, "its caption", NULL));
  assert_non_null(find_line(document, "from afar", NULL));
  assert_int_equal(sample_count(fixture->sample->diagnostics, "image-not-set"), 2);
}

static void image_keeps_inside_its_column(void **state) {
  Fixture *fixture = *state;
  g_autofree char *folder = g_dir_make_tmp("beyt-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "tall.svg", NULL);
  g_file_set_contents(path, "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='900'/>",
                      -1, NULL);
  fixture->sample->publication.folder = folder;
  Post *post = english_post(fixture);
  Node *figure = add_node(fixture, post->body, NODE_FIGURE);
  Node *image = add_node(fixture, figure, NODE_IMAGE);
  image->url = "/tall.svg";
  image->url = "tall.svg";
  add_text(fixture, image, "a tower");
  add_block(fixture, figure, NODE_CAPTION, "its caption");
  Document *document = fixture_set(fixture, ENGLISH);
  gboolean found = FALSE;
  for (guint k = 0; k < document->pages[0].count; k++) {
    const Placed *placed = &document->pages[0].items[k];
    if (placed->kind != PLACED_IMAGE) continue;
    found = TRUE;
    assert_string_equal(placed->image->alt, "a tower");
    assert_true(placed->y_pt + placed->height_pt < document->pages[0].height_pt - 22 * PT_PER_MM);
    assert_float_equal(placed->height_pt / placed->width_pt, 9, 0.01);
  }
  assert_true(found);
  g_unlink(path);
  g_rmdir(folder);
}

static void BD_3_latin_paragraph_reads_from_the_left(void **state) {
  Fixture *fixture = *state;
  Post *post = farsi_post(fixture);
  add_block(fixture, post->body, NODE_PARAGRAPH, "An all-Latin paragraph stands at the left.");
  add_block(fixture, post->body, NODE_PARAGRAPH, "Linux یک هسته است.");
  Document *document = fixture_set(fixture, FARSI);
  const Placed *latin = find_line(document, "all-Latin", NULL);
  const Placed *mixed = find_line(document, "Linux", NULL);
  assert_int_equal(latin->line->direction, DIRECTION_LTR);
  assert_true(left_of(latin) < 52);
  assert_int_equal(mixed->line->direction, DIRECTION_RTL);
  assert_float_equal(right_of(mixed), 130 * PT_PER_MM - 14, 0.2); // its indent is at the right
}

// Even spaces, an uneven edge, and no name in two parts; prose around one name stays justified.
static void list_of_handles_is_not_justified(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < 40; i++)
    g_string_append_printf(names, "@LongNameOf%c%.*s ", 'A' + (int)(i % 26), (int)(i % 7),
                           "andsome");
  add_block(fixture, post->body, NODE_PARAGRAPH, names->str);
  Document *document = fixture_set(fixture, ENGLISH);
  double space = 0, narrowest = INFINITY, widest = 0;
  guint lines = 0;
  for (guint k = 0; k < document->pages[0].count; k++) {
    const Placed *placed = &document->pages[0].items[k];
    if (placed->kind != PLACED_LINE) continue;
    g_autofree char *text = line_text(placed->line);
    if (*text != '@') continue;
    lines++;
    assert_null(strstr(text, "-"));
    narrowest = MIN(narrowest, placed->line->width_pt);
    widest = MAX(widest, placed->line->width_pt);
    for (guint i = 0; i < placed->line->run_count; i++)
      for (guint n = 0; n < placed->line->runs[i].glyph_count; n++) {
        const LineGlyph *glyph = &placed->line->runs[i].glyphs[n];
        if (!glyph->is_space || glyph->advance_pt <= 0) continue;
        if (space > 0) assert_float_equal((double)glyph->advance_pt, space, 0.01);
        space = (double)glyph->advance_pt;
      }
  }
  assert_true(lines >= 8 && widest - narrowest > 10);
}

static void deep_nesting_comes_to_an_end(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  Node *node = post->body;
  for (guint i = 0; i < 600; i++) {
    node = add_node(fixture, node, i % 3 ? NODE_QUOTE : NODE_LIST);
    if (node->kind == NODE_LIST) node = add_node(fixture, node, NODE_ITEM);
  }
  add_block(fixture, node, NODE_PARAGRAPH, "the innermost");
  Node *inline_node = add_node(fixture, post->body, NODE_PARAGRAPH);
  for (guint i = 0; i < 2000; i++)
    inline_node = add_node(fixture, inline_node, i % 2 ? NODE_EMPHASIS : NODE_STRONG);
  add_text(fixture, inline_node, "emphatic");
  Document *document = fixture_set(fixture, ENGLISH);
  assert_non_null(find_line(document, "the innermost", NULL));
  assert_non_null(find_line(document, "emphatic", NULL));
}

static void huge_paragraph_is_set(void **state) {
  Fixture *fixture = *state;
  Post *post = english_post(fixture);
  add_words(fixture, post->body, "word", 60000); // about half a megabyte
  Document *document = fixture_set(fixture, ENGLISH);
  assert_true(document->page_count > 100);
  assert_non_null(find_line(document, "word59999", NULL));
}

// A block of any kind, with words that each stand once, or blocks inside it.
static void grow(Fixture *fixture, GRand *random, Node *parent, guint depth, guint *word) {
  gint kind = g_rand_int_range(random, 0, depth > 5 ? 7 : 10);
  g_autofree char *text = g_strdup_printf("w%ux وw%uy", *word, *word + 1);
  Node *node = NULL;
  if (kind < 7) *word += 2;
  switch (kind) {
  case 0: add_block(fixture, parent, NODE_PARAGRAPH, text); break;
  case 1: add_block(fixture, parent, NODE_HEADING, text)->level = 1 + *word % 6; break;
  case 2:
    node = add_node(fixture, parent, NODE_CODE_BLOCK);
    node->text = arena_strdup(fixture->sample->arena, text);
    break;
  case 3: add_block(fixture, parent, NODE_HTML_BLOCK, text); break;
  case 4:
    node = add_node(fixture, add_node(fixture, parent, NODE_TABLE), NODE_TABLE_ROW);
    add_block(fixture, node, NODE_TABLE_CELL, text);
    break;
  case 5:
    node = add_node(fixture, add_node(fixture, parent, NODE_VERSE), NODE_COUPLET);
    add_block(fixture, node, NODE_HEMISTICH, text);
    break;
  case 6: add_block(fixture, add_node(fixture, parent, NODE_FIGURE), NODE_CAPTION, text); break;
  case 7: node = add_node(fixture, parent, NODE_QUOTE); break;
  default:
    node = add_list(fixture, parent, kind == 9, (gint)*word);
    add_node(fixture, node, NODE_ITEM); // one without text
    node = add_node(fixture, node, NODE_ITEM);
    break;
  }
  for (gint i = g_rand_int_range(random, 1, 5); kind >= 7 && i > 0; i--)
    grow(fixture, random, node, depth + 1, word);
}

static void no_word_of_any_tree_is_lost(void **state) {
  Fixture *fixture = *state;
  GRand *random = g_rand_new_with_seed(3);
  const char *const templates[] = {"booklet", "bulletin", "reader"};
  for (guint round = 0; round < 12; round++) {
    g_ptr_array_set_size(fixture->pairs, 0);
    Post *post = farsi_post(fixture);
    guint word = 1000;
    for (guint i = 0; i < 6; i++)
      grow(fixture, random, post->body, 0, &word);
    fixture->digest.template_name = templates[round % 3];
    fixture->digest.page.trim_width_mm = round % 4 == 3 ? 50 : NAN;
    Document *document = fixture_set(fixture, FARSI);
    g_autofree char *text = document_text(document);
    // Narrow pages break words; what is looked for has no spaces on either side.
    g_autofree char *joined = g_strdup(text);
    char *to = joined;
    for (const char *from = text; *from; from++)
      if (*from != ' ') *to++ = *from;
    *to = '\0';
    for (guint i = 1000; i < word; i += 2) {
      g_autofree char *first = g_strdup_printf("w%ux", i),
                      *second = g_strdup_printf("وw%uy", i + 1);
      assert_non_null(strstr(joined, first));
      assert_non_null(strstr(joined, second));
    }
  }
  g_rand_free(random);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      TEST(PG_1_marks_hang_at_the_right),
      TEST(PG_2_letters_count_nested_lists),
      TEST(PG_3_note_stands_at_the_foot_of_its_mark),
      TEST(note_without_mark_and_note_in_note_are_set),
      TEST(PG_7_columns_begin_at_the_right),
      TEST(long_table_repeats_its_header),
      TEST(table_wider_than_the_page_becomes_records),
      TEST(code_reads_from_the_left),
      TEST(verse_has_hemistichs_of_one_width),
      TEST(heading_is_never_the_last_line),
      TEST(lines_stand_on_one_grid),
      TEST(missing_image_leaves_its_words),
      TEST(image_keeps_inside_its_column),
      TEST(BD_3_latin_paragraph_reads_from_the_left),
      TEST(list_of_handles_is_not_justified),
      TEST(deep_nesting_comes_to_an_end),
      TEST(huge_paragraph_is_set),
      TEST(no_word_of_any_tree_is_lost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
