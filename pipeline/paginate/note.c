#include "paginate/note.h"

#include <string.h>

// One note of the post.
typedef struct {
  const Node *node;
  gboolean taken;
} Note;

struct NoteQueue {
  GArray *notes; // of Note, by the order of the tree
  GHashTable *by_number;
  GQueue waiting; // of Note index + 1
  gboolean composing;
  gboolean is_inner; // belongs to the composer of a note: shares all but this struct's flags
};

void note_open(Composer *composer) {
  struct NoteQueue *queue = g_new0(struct NoteQueue, 1);
  queue->notes = g_array_new(FALSE, FALSE, sizeof(Note));
  queue->by_number = g_hash_table_new(NULL, NULL);
  g_queue_init(&queue->waiting);
  const Node *body = composer->post->body;
  for (const Node *node = body ? body->first_child : NULL; node; node = node->next) {
    if (node->kind != NODE_FOOTNOTE) continue;
    Note note = {node, FALSE};
    g_array_append_val(queue->notes, note);
    if (!g_hash_table_contains(queue->by_number, GUINT_TO_POINTER(node->number)))
      g_hash_table_insert(queue->by_number, GUINT_TO_POINTER(node->number),
                          GUINT_TO_POINTER(queue->notes->len));
  }
  composer->queue = queue;
  composer->notes = flow_builder_new(composer->shared->arena);
}

void note_close(Composer *composer) {
  if (!composer->queue) return;
  g_array_unref(composer->queue->notes);
  g_hash_table_unref(composer->queue->by_number);
  g_queue_clear(&composer->queue->waiting);
  g_free(composer->queue);
  flow_builder_free(composer->notes);
}

char *note_name(const Composer *composer, guint number) {
  return arena_printf(composer->shared->arena, "%s-note-%u", composer->anchor, number);
}

char *note_mark_name(const Composer *composer, guint number) {
  return arena_printf(composer->shared->arena, "%s-mark-%u", composer->anchor, number);
}

// The number at the note's start side, a link back to the mark.
static void add_number(Composer *inner, const Node *node, double inset_pt) {
  const ComposeJob *shared = inner->shared;
  TextStyle style = style_text(shared->measures, STYLE_NOTE, inner->lang);
  if (inner->anchor)
    style.url = arena_printf(shared->arena, "#%s", note_mark_name(inner, node->number));
  const char *number = locale_integer(shared->arena, inner->locale, node->number);
  g_autoptr(GArray) pieces = compose_text(
      inner, arena_printf(shared->arena, "%s%s", number, inner->locale->counter_suffix), &style);
  TextAlign align = TEXT_START;
  const Setting setting = {
      .node = node, .style = STYLE_NOTE, .align = &align, .width_pt = inset_pt, .whole = TRUE};
  LineList lines = compose_set(inner, pieces, &setting);
  if (!lines.count) return;
  gboolean ltr = inner->locale->direction == DIRECTION_LTR;
  double x = ltr ? inner->left_pt : inner->left_pt + inner->width_pt - inset_pt;
  Placed label = compose_place(inner, &lines.lines[0], node, x, 0);
  label.part = PART_LABEL;
  g_array_append_val(inner->labels, label);
}

// A composer for the insides of a note, which writes into the outer one's list of notes.
static Composer *inner_new(const Composer *outer) {
  Composer *inner = compose_new(outer->shared, NULL, outer->locale, outer->width_pt);
  inner->post = outer->post;
  inner->anchor = outer->anchor;
  inner->outline = outer->outline;
  inner->chapter = outer->chapter;
  inner->division = outer->division;
  inner->lang = outer->post->lang ? outer->post->lang : inner->locale->code;
  const Locale *own = compose_locale(outer, inner->lang);
  if (own) inner->locale = own;
  inner->text_style = STYLE_NOTE;
  inner->queue = outer->queue;
  inner->notes = outer->notes;
  inner->spaced = TRUE;
  inner->top_level = outer->top_level;
  inner->grid_pt = style_leading_pt(outer->shared->measures, STYLE_NOTE, inner->locale);
  flow_builder_free(inner->flow);
  inner->flow = outer->notes;
  return inner;
}

static void inner_free(Composer *inner) {
  inner->queue = NULL;
  inner->notes = NULL;
  inner->flow = NULL;
  compose_free(inner);
}

static void compose_note(const Composer *outer, const Node *node) {
  Composer *inner = inner_new(outer);
  double inset =
      style_size_pt(inner->shared->measures, STYLE_NOTE) * (node->number > 99 ? 2.4 : 1.8);
  guint first = inner->flow->boxes->len;
  if (inner->anchor) flow_name(inner->flow, note_name(inner, node->number));
  add_number(inner, node, inset);
  Region region = compose_inset(inner, inset);
  inner->depth = outer->depth + 1;
  compose_children(inner, node);
  compose_restore(inner, region);
  if (inner->labels->len) { // a note without text
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
    compose_box(inner, inner->grid_pt, compose_baseline_pt(inner->grid_pt), items);
  }
  FlowBox *boxes = (FlowBox *)(void *)inner->flow->boxes->data;
  for (guint i = first; i < inner->flow->boxes->len; i++) {
    boxes[i].begins_note = i == first;
    boxes[i].snap = FALSE; // notes stand off the grid, one close to the other
    if (i == first) boxes[i].space_pt = boxes[i].top_space_pt = 0;
  }
  inner->flow->space_pt = 0;
  inner->flow->snap = FALSE;
  inner_free(inner);
}

static void take_note(Composer *composer, guint index) {
  struct NoteQueue *queue = composer->queue;
  Note *note = &g_array_index(queue->notes, Note, index);
  if (note->taken) return;
  note->taken = TRUE;
  g_queue_push_tail(&queue->waiting, GUINT_TO_POINTER(index + 1));
  if (queue->composing) return; // the note in hand marks this one: it comes right after
  queue->composing = TRUE;
  while (!g_queue_is_empty(&queue->waiting)) {
    guint next = GPOINTER_TO_UINT(g_queue_pop_head(&queue->waiting)) - 1;
    compose_note(composer, g_array_index(queue->notes, Note, next).node);
  }
  queue->composing = FALSE;
}

void note_mark(Composer *composer, guint number) {
  if (!composer->queue) return;
  guint found =
      GPOINTER_TO_UINT(g_hash_table_lookup(composer->queue->by_number, GUINT_TO_POINTER(number)));
  if (!found) return;
  gboolean first = !g_array_index(composer->queue->notes, Note, found - 1).taken;
  if (first && composer->anchor) flow_name(composer->flow, note_mark_name(composer, number));
  take_note(composer, found - 1);
  if (!composer->queue->composing) composer->flow->notes_end = composer->notes->boxes->len;
}

void note_finish(Composer *composer) {
  if (!composer->queue) return;
  for (guint i = 0; i < composer->queue->notes->len; i++)
    take_note(composer, i);
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  guint count = composer->flow->boxes->len;
  if (count) boxes[count - 1].notes_end = composer->notes->boxes->len;
  // Notes are read after the article, wherever they stand.
  for (guint i = 0; i < composer->notes->boxes->len; i++) {
    const FlowBox *box = &g_array_index(composer->notes->boxes, FlowBox, i);
    Placed *items = (Placed *)(gpointer)box->items;
    for (guint k = 0; k < box->item_count; k++)
      items[k].order = composer->shared->order++;
  }
}
