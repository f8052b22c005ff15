// Two texts side by side, broken from boxes made by hand.
#include "../../support/sample.h"
#include "paginate/row.h"

#include <math.h>

#define LINE 10.0

typedef struct {
  Arena *arena;
  FlowBuilder *sides[2], *notes[2];
  GArray *ends[2];
} Fixture;

static int set_up(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->arena = arena_new();
  for (guint i = 0; i < 2; i++) {
    fixture->sides[i] = flow_builder_new(fixture->arena);
    fixture->notes[i] = flow_builder_new(fixture->arena);
    fixture->ends[i] = g_array_new(FALSE, FALSE, sizeof(guint));
  }
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 2; i++) {
    flow_builder_free(fixture->sides[i]);
    flow_builder_free(fixture->notes[i]);
    g_array_unref(fixture->ends[i]);
  }
  arena_free(fixture->arena);
  g_free(fixture);
  return 0;
}

// A row: a paragraph of that many lines on each side; the baselines of the sides differ.
static void add_row(Fixture *fixture, guint first, guint second) {
  guint lines[2] = {first, second};
  for (guint i = 0; i < 2; i++) {
    for (guint k = 0; k < lines[i]; k++) {
      if (k == 1 || (k > 0 && k == lines[i] - 1)) flow_keep(fixture->sides[i], COST_WIDOW);
      flow_add(fixture->sides[i], LINE, NULL, 0)->baseline_pt = i ? 7 : 9;
    }
    g_array_append_val(fixture->ends[i], fixture->sides[i]->boxes->len);
  }
}

static RowResult *break_columns(Fixture *fixture, guint columns, double first_pt, double full_pt) {
  const double firsts[3] = {first_pt, first_pt, first_pt};
  RowJob job = {
      .stretches = TRUE,
      .row_count = fixture->ends[0]->len,
      .first_heights_pt = firsts,
      .first_count = columns,
      .columns = columns,
      .full_height_pt = full_pt,
      .grid_pt = LINE,
      .note_gap_pt = LINE,
      .row_space_pt = 2,
  };
  for (guint i = 0; i < 2; i++) {
    job.sides[i].body = flow_finish(fixture->sides[i]);
    job.sides[i].notes = flow_finish(fixture->notes[i]);
    job.sides[i].row_ends = (const guint *)(const void *)fixture->ends[i]->data;
  }
  return rows_break(&job);
}

static RowResult *break_rows(Fixture *fixture, double first_pt, double full_pt) {
  return break_columns(fixture, 1, first_pt, full_pt);
}

static const RowSegment *segment_of(const RowResult *result, guint side, guint box) {
  for (guint i = 0; i < result->segments->len; i++) {
    const RowSegment *segment = &g_array_index(result->segments, RowSegment, i);
    if (segment->side == side && segment->start <= box && box < segment->end) return segment;
  }
  return NULL;
}

static void assert_whole(const RowResult *result, const guint counts[2]) {
  guint next[2] = {0, 0};
  for (guint i = 0; i < result->segments->len; i++) {
    const RowSegment *segment = &g_array_index(result->segments, RowSegment, i);
    assert_int_equal(segment->start, next[segment->side]);
    next[segment->side] = segment->end;
  }
  assert_int_equal(next[0], counts[0]);
  assert_int_equal(next[1], counts[1]);
}

static void rows_begin_on_one_line(void **state) {
  Fixture *fixture = *state;
  add_row(fixture, 3, 5);
  add_row(fixture, 6, 2);
  g_autoptr(RowResult) result = break_rows(fixture, 500, 500);
  const RowSegment *left = segment_of(result, 0, 3), *right = segment_of(result, 1, 5);
  assert_float_equal(left->top_pt + 9, right->top_pt + 7, 0.001);
  assert_true(left->top_pt >= 50); // below the longer side of the row before
  assert_int_equal(result->frames->len, 1);
}

static void short_side_waits_on_the_next_page(void **state) {
  Fixture *fixture = *state;
  add_row(fixture, 30, 4);
  add_row(fixture, 2, 2);
  g_autoptr(RowResult) result = break_rows(fixture, 100, 100);
  const guint counts[] = {32, 6};
  assert_whole(result, counts);
  assert_true(segment_of(result, 1, 3)->frame <= 1);
  assert_int_equal(segment_of(result, 0, 30)->frame, segment_of(result, 1, 4)->frame);
}

static void heading_goes_with_its_text(void **state) {
  Fixture *fixture = *state;
  add_row(fixture, 8, 8);
  add_row(fixture, 1, 1); // a heading
  for (guint i = 0; i < 2; i++)
    flow_keep(fixture->sides[i], COST_FORBIDDEN);
  add_row(fixture, 4, 4);
  g_autoptr(RowResult) result = break_rows(fixture, 100, 100);
  assert_int_equal(segment_of(result, 0, 8)->frame, 1);
  assert_int_equal(segment_of(result, 1, 8)->frame, 1);
}

static void head_leaves_a_low_page(void **state) {
  Fixture *fixture = *state;
  add_row(fixture, 2, 2); // a title, kept with the text
  for (guint i = 0; i < 2; i++)
    flow_keep(fixture->sides[i], COST_FORBIDDEN);
  add_row(fixture, 5, 5);
  g_autoptr(RowResult) result = break_rows(fixture, 25, 100);
  assert_int_equal(segment_of(result, 0, 0)->frame, 1);
  const guint counts[] = {7, 7};
  assert_whole(result, counts);
}

// Notes of five lines where the page has room for one line or four: no line stands alone.
static void notes_are_parted_as_paragraphs_are(void **state) {
  Fixture *fixture = *state;
  for (guint k = 0; k < 5; k++) {
    if (k == 1 || k == 4) flow_keep(fixture->notes[0], COST_WIDOW);
    flow_add(fixture->notes[0], LINE, NULL, 0)->begins_note = k == 0;
  }
  FlowList *notes = flow_finish(fixture->notes[0]);
  assert_int_equal(flow_whole_end(notes, 1, 4), 3);
  assert_int_equal(flow_whole_end(notes, 1, 3), 3);
  assert_int_equal(flow_whole_end(notes, 1, 5), 5);
  assert_int_equal(flow_whole_end(notes, 0, 1), 1); // the first line has to stand by its mark
}

static void note_stands_on_its_side_and_page(void **state) {
  Fixture *fixture = *state;
  for (guint k = 0; k < 4; k++)
    flow_add(fixture->notes[1], LINE, NULL, 0)->begins_note = k == 0;
  add_row(fixture, 12, 5);
  fixture->sides[1]->notes_end = 4;
  add_row(fixture, 1, 1);
  g_autoptr(RowResult) result = break_rows(fixture, 100, 100);
  guint frame = segment_of(result, 1, 5)->frame;
  const RowFrame *notes = &g_array_index(result->frames, RowFrame, frame);
  assert_int_equal(notes->notes[1].start, 0);
  assert_int_equal(notes->notes[1].end, 4);
  assert_int_equal(notes->notes[0].end, 0);
}

static void last_page_is_level(void **state) {
  Fixture *fixture = *state;
  for (guint i = 0; i < 12; i++)
    add_row(fixture, 3, 2);
  g_autoptr(RowResult) result = break_columns(fixture, 2, 300, 300);
  assert_int_equal(result->frames->len, 2);
  double first = g_array_index(result->frames, RowFrame, 0).text_pt;
  double second = g_array_index(result->frames, RowFrame, 1).text_pt;
  assert_true(fabs(first - second) <= 2 * LINE);
  const guint counts[] = {36, 24};
  assert_whole(result, counts);
}

static void random_rows_come_out_whole(void **state) {
  Fixture *fixture = *state;
  GRand *random = g_rand_new_with_seed(11);
  for (guint round = 0; round < 400; round++) {
    guint counts[2] = {0, 0}, notes[2];
    for (guint i = 0; i < 2; i++) {
      g_array_set_size(fixture->ends[i], 0);
      fixture->sides[i]->notes_end = 0;
    }
    for (gint rows = g_rand_int_range(random, 0, 25); rows > 0; rows--) {
      for (guint i = 0; i < 2; i++) {
        if (g_rand_int_range(random, 0, 5) == 0) flow_keep(fixture->sides[i], COST_FORBIDDEN);
        for (gint k = g_rand_int_range(random, 0, 7) * (g_rand_int_range(random, 0, 5) > 0); k > 0;
             k--) {
          if (g_rand_int_range(random, 0, 8) == 0)
            for (gint n = g_rand_int_range(random, 1, 9); n > 0; n--) {
              flow_add(fixture->notes[i], LINE, NULL, 0)->begins_note = n == 1;
              fixture->sides[i]->notes_end++;
            }
          flow_space(fixture->sides[i], g_rand_double_range(random, 0, 6));
          flow_add(fixture->sides[i], g_rand_double_range(random, 0, 40), NULL, 0)->baseline_pt =
              g_rand_int_range(random, 0, 2) * 6;
          counts[i]++;
        }
        g_array_append_val(fixture->ends[i], counts[i]);
      }
    }
    for (guint i = 0; i < 2; i++)
      notes[i] = fixture->notes[i]->boxes->len;
    double full = g_rand_double_range(random, 5, 150);
    g_autoptr(RowResult) result =
        break_columns(fixture, 1 + round % 3, full * g_rand_double(random), full);
    assert_whole(result, counts);
    for (guint i = 0; i < 2 && result->frames->len; i++) {
      guint next = 0;
      for (guint k = 0; k < result->frames->len; k++) {
        const RowFrame *frame = &g_array_index(result->frames, RowFrame, k);
        assert_int_equal(frame->notes[i].start, next);
        next = frame->notes[i].end;
      }
      assert_int_equal(next, notes[i]);
    }
  }
  g_rand_free(random);
}

// The white above each segment of a side, in one frame that holds all rows.
static void no_hole_is_larger_than_the_block_above(void **state) {
  Fixture *fixture = *state;
  GRand *random = g_rand_new_with_seed(7);
  for (guint i = 0; i < 300; i++)
    add_row(fixture, g_rand_int_range(random, 1, 20), g_rand_int_range(random, 1, 20));
  g_rand_free(random);
  g_autoptr(RowResult) result = break_rows(fixture, 1e6, 1e6);
  double bottoms[2] = {0, 0}, blocks[2] = {0, 0}, tops[2] = {0, 0};
  guint level = 0;
  for (guint i = 0; i < result->segments->len; i++) {
    const RowSegment *segment = &g_array_index(result->segments, RowSegment, i);
    guint side = segment->side;
    double hole = segment->top_pt - bottoms[side] - 2; // the space between rows
    double most = MAX(ROW_HOLE_LEAST * LINE, MIN(blocks[side], ROW_HOLE_MOST * LINE));
    if (bottoms[side] > 0) assert_true(hole >= -0.01 && hole <= most + 0.01);
    blocks[side] = (segment->end - segment->start) * LINE;
    bottoms[side] = segment->top_pt + blocks[side];
    tops[side] = segment->top_pt + (side ? 7 : 9);
    if (side == 1 && fabs(tops[0] - tops[1]) < 0.01) level++;
  }
  assert_true(level > 100); // of 300 pairs whose lengths have nothing to do with each other
}

static void a_split_row_goes_on_with_both_sides(void **state) {
  Fixture *fixture = *state;
  add_row(fixture, 6, 6);
  add_row(fixture, 10, 8);
  g_autoptr(RowResult) result = break_rows(fixture, 120, 120);
  assert_int_equal(result->frames->len, 2);
  assert_int_equal(segment_of(result, 0, 15)->frame, 1);
  assert_int_equal(segment_of(result, 1, 13)->frame, 1);
  assert_int_equal(segment_of(result, 0, 6)->frame, 0);
}

// Below a picture, where nothing may part, white stands at the foot; many rows share it unseen, and
// a list takes less of it than paragraphs.
static void white_goes_where_many_rows_share_it(void **state) {
  Fixture *fixture = *state;
  const double heights[] = {68, 10, 10, 10, 10, 10, 24, 60};
  for (guint k = 0; k < G_N_ELEMENTS(heights); k++)
    for (guint i = 0; i < 2; i++) {
      if (k == 2) flow_keep(fixture->sides[i], COST_FORBIDDEN);
      if (k == 3) flow_keep(fixture->sides[i], COST_MILD);
      if (k > 0) flow_space(fixture->sides[i], k == 2 || k == 5 ? 0 : 0.4 * LINE);
      flow_add(fixture->sides[i], heights[k], NULL, 0)->baseline_pt = i ? 7 : 9;
      g_array_append_val(fixture->ends[i], fixture->sides[i]->boxes->len);
    }
  g_autoptr(RowResult) result = break_rows(fixture, 100, 100);
  double tops[7];
  for (guint k = 0; k < G_N_ELEMENTS(tops); k++)
    tops[k] = segment_of(result, 0, k)->top_pt;
  assert_int_equal(segment_of(result, 0, 2)->frame, 0);
  assert_int_equal(segment_of(result, 0, 6)->frame, 1);
  double grown = tops[4] - tops[3] - 14, item = tops[5] - tops[4] - 12;
  assert_true(grown > 7);
  assert_float_equal(item, grown / 2, 0.01);
  assert_float_equal(tops[6] - tops[5] - 14, grown, 0.01);
}

// Rows of three lines, of a quote that only the first side has, of a heading, of its text.
static RowResult *break_below_quote(Fixture *fixture, guint quote) {
  add_row(fixture, 3, 3);
  add_row(fixture, quote, 0);
  add_row(fixture, 1, 1);
  for (guint i = 0; i < 2; i++)
    flow_keep(fixture->sides[i], COST_FORBIDDEN);
  add_row(fixture, 4, 4);
  return break_rows(fixture, 500, 500);
}

static void heading_waits_for_its_counterpart(void **state) {
  Fixture *fixture = *state;
  g_autoptr(RowResult) result = break_below_quote(fixture, 7);
  const RowSegment *left = segment_of(result, 0, 10), *right = segment_of(result, 1, 3);
  assert_float_equal(left->top_pt + 9, right->top_pt + 7, 0.001);
}

static void text_stays_with_a_heading_that_is_not_level(void **state) {
  Fixture *fixture = *state;
  g_autoptr(RowResult) result = break_below_quote(fixture, 11);
  const RowSegment *heading = segment_of(result, 1, 3), *text = segment_of(result, 1, 4);
  assert_true(heading->top_pt + 7 < segment_of(result, 0, 14)->top_pt + 9);
  assert_float_equal(text->top_pt, heading->top_pt + LINE + 2, 0.001);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(rows_begin_on_one_line),
      TEST(short_side_waits_on_the_next_page),
      TEST(heading_goes_with_its_text),
      TEST(head_leaves_a_low_page),
      TEST(notes_are_parted_as_paragraphs_are),
      TEST(note_stands_on_its_side_and_page),
      TEST(last_page_is_level),
      TEST(random_rows_come_out_whole),
      TEST(no_hole_is_larger_than_the_block_above),
      TEST(a_split_row_goes_on_with_both_sides),
      TEST(white_goes_where_many_rows_share_it),
      TEST(heading_waits_for_its_counterpart),
      TEST(text_stays_with_a_heading_that_is_not_level),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
