// Columns broken from boxes made by hand: no typesetter, no fonts.
#include "../../support/sample.h"
#include "paginate/column.h"

#define LINE 10.0

typedef struct {
  Arena *arena;
  FlowBuilder *body, *notes;
} Fixture;

static int set_up(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  fixture->body = flow_builder_new(fixture->arena);
  fixture->notes = flow_builder_new(fixture->arena);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  flow_builder_free(fixture->body);
  flow_builder_free(fixture->notes);
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

// A paragraph of `lines` lines with its widow and orphan marked.
static void add_paragraph(FlowBuilder *flow, guint lines) {
  for (guint i = 0; i < lines; i++) {
    if (i == 1 || (lines > 1 && i == lines - 1)) flow_keep(flow, COST_WIDOW);
    flow_add(flow, LINE, NULL, 0);
  }
}

static void add_note(Fixture *fixture, guint lines) {
  for (guint i = 0; i < lines; i++)
    flow_add(fixture->notes, LINE, NULL, 0)->begins_note = i == 0;
  fixture->body->notes_end += lines;
}

static GArray *break_fixture(Fixture *fixture, guint columns, double height_pt, gboolean balanced) {
  double firsts[3] = {height_pt, height_pt, height_pt};
  const ColumnJob job = {
      .body = flow_finish(fixture->body),
      .notes = flow_finish(fixture->notes),
      .first_heights_pt = firsts,
      .full_height_pt = height_pt,
      .columns = columns,
      .grid_pt = LINE,
      .note_gap_pt = LINE,
      .balanced = balanced,
  };
  return columns_break(&job);
}

static const ColumnCut *cut_at(GArray *cuts, guint index) {
  return &g_array_index(cuts, ColumnCut, index);
}

// Every box once and in order; nothing over the foot unless it stands alone.
static void assert_whole(GArray *cuts, guint boxes, guint notes, double height_pt) {
  guint box = 0, note = 0;
  for (guint i = 0; i < cuts->len; i++) {
    const ColumnCut *cut = cut_at(cuts, i);
    assert_int_equal(cut->start, box);
    assert_int_equal(cut->note_start, note);
    box = cut->end;
    note = cut->note_end;
    if (cut->end > cut->start + 1) assert_true(cut->text_pt + cut->notes_pt <= height_pt + 0.1);
  }
  assert_int_equal(box, boxes);
  assert_int_equal(note, notes);
}

static void columns_fill(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 100);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_int_equal(cuts->len, 10);
  assert_whole(cuts, 100, 0, 10 * LINE);
}

static void empty_list_has_no_column(void **state) {
  g_autoptr(GArray) cuts = break_fixture(*state, 2, 100, TRUE);
  assert_int_equal(cuts->len, 0);
}

static void no_line_stands_alone(void **state) {
  Fixture *fixture = *state;
  // Greedy breaking would leave the last line of each paragraph for the next column.
  for (guint i = 0; i < 40; i++)
    add_paragraph(fixture->body, i % 3 ? 11 : 3);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  guint total = 0;
  for (guint i = 0; i < 40; i++)
    total += i % 3 ? 11 : 3;
  assert_whole(cuts, total, 0, 10 * LINE);
  for (guint i = 0; i + 1 < cuts->len; i++) {
    guint end = cut_at(cuts, i)->end, start = 0;
    for (guint p = 0; p < 40; p++) {
      guint lines = p % 3 ? 11 : 3;
      assert_int_not_equal(end, start + 1);
      assert_int_not_equal(end, start + lines - 1);
      start += lines;
    }
  }
}

static void heading_stays_with_text(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 8);
  add_paragraph(fixture->body, 1); // a heading in the ninth of ten lines
  flow_keep(fixture->body, COST_FORBIDDEN);
  add_paragraph(fixture->body, 6);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_int_equal(cut_at(cuts, 0)->end, 8);
  assert_whole(cuts, 15, 0, 10 * LINE);
}

static void keeps_longer_than_a_column_give_way(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 35; i++) {
    flow_keep(fixture->body, COST_FORBIDDEN);
    flow_add(fixture->body, LINE, NULL, 0);
  }
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 35, 0, 10 * LINE);
  assert_int_equal(cuts->len, 4);
}

static void tall_box_stands_alone(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 3);
  flow_add(fixture->body, 50 * LINE, NULL, 0);
  add_paragraph(fixture->body, 3);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 7, 0, 10 * LINE);
  assert_int_equal(cuts->len, 3);
}

static void no_column_is_too_small(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 5);
  add_note(fixture, 3);
  add_paragraph(fixture->body, 5);
  g_autoptr(GArray) cuts = break_fixture(fixture, 2, 1, TRUE);
  // The boxes of the first page are left out where there is no room for a line.
  guint box = 0, note = 0;
  for (guint i = 0; i < cuts->len; i++) {
    assert_int_equal(cut_at(cuts, i)->start, box);
    box = cut_at(cuts, i)->end;
    note = cut_at(cuts, i)->note_end;
  }
  assert_int_equal(box, 10);
  assert_int_equal(note, 3);
}

static void note_stands_below_its_mark(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 8);
  fixture->body->notes_end = 0;
  add_note(fixture, 2); // marked in the ninth line
  add_paragraph(fixture->body, 10);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 18, 2, 10 * LINE);
  for (guint i = 0; i < cuts->len; i++) {
    const ColumnCut *cut = cut_at(cuts, i);
    if (cut->start <= 8 && cut->end > 8) {
      assert_int_equal(cut->note_start, 0);
      assert_int_equal(cut->note_end, 2);
    }
  }
}

static void long_note_runs_over(void **state) {
  Fixture *fixture = *state;
  add_note(fixture, 25);
  add_paragraph(fixture->body, 30);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 30, 25, 10 * LINE);
  assert_true(cut_at(cuts, 0)->note_end > 0);
}

static void notes_outlast_the_text(void **state) {
  Fixture *fixture = *state;
  add_note(fixture, 45);
  add_paragraph(fixture->body, 1);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 1, 45, 10 * LINE);
}

static void last_page_is_level(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 5; i++)
    add_paragraph(fixture->body, 5); // 25 lines: a page of 20, then 5
  g_autoptr(GArray) cuts = break_fixture(fixture, 2, 10 * LINE, TRUE);
  assert_whole(cuts, 25, 0, 10 * LINE);
  assert_int_equal(cuts->len, 4);
  double left = cut_at(cuts, 2)->text_pt, right = cut_at(cuts, 3)->text_pt;
  assert_true(left - right <= LINE + 0.1 && right - left <= LINE + 0.1);
}

static void header_is_counted_where_it_repeats(void **state) {
  Fixture *fixture = *state;
  FlowBuilder *header = flow_builder_new(fixture->arena);
  flow_add(header, 2 * LINE, NULL, 0);
  const FlowList *repeated = flow_finish(header);
  flow_builder_free(header);
  flow_add(fixture->body, 2 * LINE, NULL, 0);
  fixture->body->repeated = repeated;
  for (guint i = 0; i < 24; i++)
    flow_add(fixture->body, LINE, NULL, 0);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 25, 0, 10 * LINE);
  assert_int_equal(cuts->len, 3); // 8 rows below each header
}

static void image_gives_way_to_keep_its_place(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 4);
  flow_add(fixture->body, 8 * LINE, NULL, 0)->shrink_pt = 3 * LINE; // an image
  flow_keep(fixture->body, COST_FORBIDDEN);
  flow_add(fixture->body, LINE, NULL, 0); // its caption
  add_paragraph(fixture->body, 20);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_whole(cuts, 26, 0, 10 * LINE);
  assert_int_equal(cut_at(cuts, 0)->end, 6);
  assert_float_equal(cut_at(cuts, 0)->shrink_pt, 3 * LINE, 0.001);
  assert_float_equal(cut_at(cuts, 0)->text_pt, 10 * LINE, 0.001);
}

static void huge_list_is_linear(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 200000);
  gint64 start = g_get_monotonic_time();
  g_autoptr(GArray) cuts = break_fixture(fixture, 2, 40 * LINE, TRUE);
  assert_whole(cuts, 200000, 0, 40 * LINE);
  assert_true(g_get_monotonic_time() - start < 20 * G_USEC_PER_SEC);
}

// Any mixture of heights, costs and notes comes out whole and in order.
static void random_lists_come_out_whole(void **state) {
  Fixture *fixture = *state;
  GRand *random = g_rand_new_with_seed(7);
  for (guint round = 0; round < 300; round++) {
    guint boxes = (guint)g_rand_int_range(random, 0, 80);
    fixture->body->notes_end = 0;
    for (guint i = 0; i < boxes; i++) {
      if (g_rand_int_range(random, 0, 6) == 0)
        add_note(fixture, (guint)g_rand_int_range(random, 1, 14));
      if (g_rand_int_range(random, 0, 4) == 0) flow_keep(fixture->body, COST_FORBIDDEN);
      if (g_rand_int_range(random, 0, 4) == 0) flow_snap(fixture->body);
      flow_space(fixture->body, g_rand_double_range(random, 0, 8));
      double height = g_rand_double_range(random, 0, 60);
      flow_add(fixture->body, height, NULL, 0)->shrink_pt = i % 5 ? 0 : height / 3;
    }
    guint notes = fixture->notes->boxes->len, columns = 1 + round % 3;
    double height = g_rand_double_range(random, 5, 150);
    g_autoptr(GArray) cuts = break_fixture(fixture, columns, height, round % 2);
    assert_whole(cuts, boxes, notes, height);
  }
  g_rand_free(random);
}

// Every body box is in one column: held over, or in the order of the list without what is left.
static void assert_each_once(GArray *cuts, guint boxes) {
  g_autofree guint *seen = g_new0(guint, boxes);
  for (guint i = 0; i < cuts->len; i++) {
    const ColumnCut *cut = cut_at(cuts, i);
    for (guint k = cut->held_start; k < cut->held_end; k++)
      seen[k]++;
    for (guint k = cut->start; k < cut->end; k++)
      seen[k] += k < cut->left_start || k >= cut->left_end;
  }
  for (guint i = 0; i < boxes; i++)
    assert_int_equal(seen[i], 1);
}

static void figure_floats_to_the_next_column(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 6);
  FlowBox *figure = flow_add(fixture->body, 5 * LINE, NULL, 0); // ten lines hold no more than four
  figure->float_count = 1;
  figure->stretch = 1;
  flow_snap(fixture->body);
  add_paragraph(fixture->body, 30);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 10 * LINE, FALSE);
  assert_each_once(cuts, 37);
  assert_int_equal(cut_at(cuts, 0)->left_start, 6);
  assert_int_equal(cut_at(cuts, 1)->held_start, 6);
  assert_float_equal(cut_at(cuts, 0)->text_pt, 10 * LINE, 0.01);
}

static void figures_come_out_once_wherever_they_go(void **state) {
  Fixture *fixture = *state;
  GRand *random = g_rand_new_with_seed(11);
  for (guint round = 0; round < 200; round++) {
    for (guint p = g_rand_int_range(random, 2, 12); p > 0; p--) {
      guint parts = g_rand_int_range(random, 1, 3);
      for (guint k = 0; p % 2 && k < parts; k++) {
        if (k) flow_keep(fixture->body, COST_FORBIDDEN);
        flow_add(fixture->body, g_rand_int_range(random, 1, 9) * LINE, NULL, 0)->float_count =
            k ? 0 : parts;
      }
      flow_snap(fixture->body);
      add_paragraph(fixture->body, g_rand_int_range(random, 1, 9));
    }
    guint boxes = fixture->body->boxes->len;
    double height = g_rand_double_range(random, 3, 20) * LINE;
    g_autoptr(GArray) cuts = break_fixture(fixture, 1 + round % 3, height, round % 2);
    assert_each_once(cuts, boxes);
  }
  g_rand_free(random);
}

static void spaces_grow_so_that_columns_end_level(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 12; i++) {
    add_paragraph(fixture->body, 4);
    add_paragraph(fixture->body, 1); // a heading
    flow_lead(fixture->body, fixture->body->boxes->len - 1, LINE, 0, LINE);
    flow_keep(fixture->body, COST_FORBIDDEN);
  }
  add_paragraph(fixture->body, 4);
  g_autoptr(GArray) cuts = break_fixture(fixture, 1, 11 * LINE, FALSE);
  for (guint i = 0; i + 1 < cuts->len; i++)
    assert_float_equal(cut_at(cuts, i)->text_pt, 11 * LINE, 0.01);
}

// A list of two lines between two texts, in a column that is one line too high: half of the line
// goes above it and half below, and the text below it stands on the grid.
static void a_block_shares_its_space_above_and_below(void **state) {
  Fixture *fixture = *state;
  add_paragraph(fixture->body, 4);
  flow_space(fixture->body, LINE * 0.4);
  add_paragraph(fixture->body, 2);
  flow_settle(fixture->body, 4, LINE * 0.4, 0.5, LINE);
  add_paragraph(fixture->body, 10);
  const FlowList *body = flow_finish(fixture->body);
  const ColumnJob job = {
      .body = body, .notes = flow_finish(fixture->notes), .columns = 1, .grid_pt = LINE};
  ColumnCut cut = {.start = 0, .end = 8, .stretch = 1};
  g_autoptr(GArray) places = column_places(&job, &cut);
#define TOP(index) g_array_index(places, ColumnPlace, index).top_pt
  assert_float_equal(TOP(4), 5 * LINE, 0.01);
  assert_float_equal(TOP(5), 6 * LINE, 0.01);
  assert_float_equal(TOP(6), 8 * LINE, 0.01);
  cut.end = 6; // nothing below it: there is no space to share
  cut.stretch = 0;
  g_autoptr(GArray) last = column_places(&job, &cut);
  assert_float_equal(g_array_index(last, ColumnPlace, 4).top_pt, 4.5 * LINE, 0.01);
#undef TOP
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(columns_fill),
      TEST(empty_list_has_no_column),
      TEST(no_line_stands_alone),
      TEST(heading_stays_with_text),
      TEST(keeps_longer_than_a_column_give_way),
      TEST(tall_box_stands_alone),
      TEST(no_column_is_too_small),
      TEST(note_stands_below_its_mark),
      TEST(long_note_runs_over),
      TEST(notes_outlast_the_text),
      TEST(last_page_is_level),
      TEST(header_is_counted_where_it_repeats),
      TEST(image_gives_way_to_keep_its_place),
      TEST(huge_list_is_linear),
      TEST(random_lists_come_out_whole),
      TEST(figure_floats_to_the_next_column),
      TEST(figures_come_out_once_wherever_they_go),
      TEST(spaces_grow_so_that_columns_end_level),
      TEST(a_block_shares_its_space_above_and_below),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
