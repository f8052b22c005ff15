#include "paginate/section.h"

#include <string.h>

SectionText section_text(Composer *composer, const char *running) {
  FlowList *body = flow_finish(composer->flow);
  if (composer->post) body->locale = composer->locale;
  body->width_pt = composer->width_pt;
  SectionText text = {
      .locale = composer->locale,
      .body = body,
      .running = running,
      .grid_pt = composer->grid_pt,
  };
  g_autoptr(FlowBuilder) none = flow_builder_new(composer->shared->arena);
  text.notes = flow_finish(composer->notes ? composer->notes : none);
  return text;
}

// The first box of a node of the body, by the node; the end of the list where it has none.
typedef struct {
  GHashTable *boxes; // Node -> box + 1
  guint count;       // of all boxes
} BoxIndex;

static BoxIndex index_boxes(const Composer *composer, const FlowList *body) {
  BoxIndex index = {g_hash_table_new(NULL, NULL), body->count};
  for (guint i = 0; i < composer->starts->len; i++) {
    const BlockStart *start = &g_array_index(composer->starts, BlockStart, i);
    if (start->node && !g_hash_table_contains(index.boxes, start->node))
      g_hash_table_insert(index.boxes, (gpointer)start->node, GUINT_TO_POINTER(start->box + 1));
  }
  return index;
}

// Where block `i` of a list begins; blocks that are set elsewhere (notes) begin where the next one
// in the body does.
static guint block_box(const BoxIndex *index, const BlockList *blocks, guint i) {
  for (; blocks && i < blocks->count; i++) {
    gpointer found = g_hash_table_lookup(index->boxes, blocks->items[i].node);
    if (found) return GPOINTER_TO_UINT(found) - 1;
  }
  return index->count;
}

typedef struct {
  GArray *ends[2];
} RowEnds;

static RowEnds rows_new(void) {
  RowEnds rows = {
      {g_array_new(FALSE, FALSE, sizeof(guint)), g_array_new(FALSE, FALSE, sizeof(guint))}};
  return rows;
}

static void rows_finish(Arena *arena, RowEnds *rows, Section *section) {
  section->row_count = rows->ends[0]->len;
  for (guint i = 0; i < 2; i++) {
    section->texts[i].row_ends =
        arena_copy(arena, rows->ends[i]->data, sizeof(guint) * rows->ends[i]->len);
    g_array_unref(rows->ends[i]);
  }
}

// Ends a row at these boxes. Ends never go back, and a row that is empty on both sides is none.
static void add_row(RowEnds *rows, guint first, guint second) {
  guint count = rows->ends[0]->len;
  guint before[2] = {count ? g_array_index(rows->ends[0], guint, count - 1) : 0,
                     count ? g_array_index(rows->ends[1], guint, count - 1) : 0};
  first = MAX(first, before[0]);
  second = MAX(second, before[1]);
  if (first == before[0] && second == before[1]) return;
  g_array_append_val(rows->ends[0], first);
  g_array_append_val(rows->ends[1], second);
}

static guint part_box(const Composer *composer, guint part, guint end) {
  for (guint i = 0; i < composer->starts->len; i++) {
    const BlockStart *start = &g_array_index(composer->starts, BlockStart, i);
    if (!start->node && start->part >= part) return MIN(start->box, end);
  }
  return end;
}

// One row a part, as far as these boxes.
static void add_parts(RowEnds *rows, Composer *const sides[2], guint part_count,
                      const guint ends[2]) {
  for (guint part = 1; part <= part_count; part++)
    add_row(rows, part_box(sides[0], part, ends[0]), part_box(sides[1], part, ends[1]));
}

// The links between the two languages in document order, as block ranges of (first, second) side;
// NULL where the pair has none.
static const BlockPair *pair_links(const PostPair *pair, guint first, guint second, guint *count,
                                   gboolean *first_is_source) {
  *first_is_source = first == pair->source_language;
  guint other = *first_is_source ? second : first;
  if (!pair->links || !pair->link_counts || !pair->blocks) return NULL;
  if (!*first_is_source && second != pair->source_language) return NULL;
  *count = pair->link_counts[other];
  return pair->links[other];
}

static void add_links(RowEnds *rows, const PostPair *pair, const guint languages[2],
                      const BoxIndex boxes[2]) {
  guint count = 0;
  gboolean first_is_source;
  const BlockPair *links = pair_links(pair, languages[0], languages[1], &count, &first_is_source);
  for (guint i = 0; links && i < count; i++) {
    guint source_end = links[i].source_start + links[i].source_count;
    guint target_end = links[i].target_start + links[i].target_count;
    guint ends[2] = {first_is_source ? source_end : target_end,
                     first_is_source ? target_end : source_end};
    add_row(rows, block_box(&boxes[0], &pair->blocks[languages[0]], ends[0]),
            block_box(&boxes[1], &pair->blocks[languages[1]], ends[1]));
  }
}

void section_align_parts(Arena *arena, Section *section, guint part_count,
                         Composer *const sides[2]) {
  RowEnds rows = rows_new();
  guint ends[2] = {section->texts[0].body->count, section->texts[1].body->count};
  add_parts(&rows, sides, part_count, ends);
  add_row(&rows, ends[0], ends[1]);
  rows_finish(arena, &rows, section);
}

void section_align(Arena *arena, Section *section, const PostPair *pair, Composer *const sides[2]) {
  RowEnds rows = {
      {g_array_new(FALSE, FALSE, sizeof(guint)), g_array_new(FALSE, FALSE, sizeof(guint))}};
  BoxIndex boxes[2];
  guint body_starts[2], languages[2];
  for (guint i = 0; i < 2; i++) {
    boxes[i] = index_boxes(sides[i], section->texts[i].body);
    const Node *body = sides[i]->post->body;
    gpointer found =
        body && body->first_child ? g_hash_table_lookup(boxes[i].boxes, body->first_child) : NULL;
    body_starts[i] = found ? GPOINTER_TO_UINT(found) - 1 : boxes[i].count;
    gint language = publication_language(sides[i]->shared->job->publication, sides[i]->post->lang);
    languages[i] = (guint)MAX(language, 0);
  }
  add_parts(&rows, sides, HEAD_PART_COUNT, body_starts);
  add_links(&rows, pair, languages, boxes);
  add_row(&rows, boxes[0].count, boxes[1].count);
  rows_finish(arena, &rows, section);
  for (guint i = 0; i < 2; i++)
    g_hash_table_destroy(boxes[i].boxes);
}
