#include "paginate/document.h"

#include "paginate/continued.h"
#include "paginate/running.h"

typedef struct {
  ComposeJob *job;
  const Layout *layout;
  Document *document;
  GPtrArray *pages; // of GArray of Placed
  GArray *destinations;
} Builder;

// The language of a page: of the first text on it, or of the last page that had one.
static const Locale *page_locale(const Layout *layout, guint page, const Locale *fallback) {
  for (guint i = page + 1; i > 0; i--) {
    const PageNote *note = &g_array_index(layout->pages, PageNote, i - 1);
    if (note->text) return note->text->locale;
  }
  return fallback;
}

// A box's items at their place on the page. What a bar drew above the first box of a column, to
// bridge a space that is not there, is cut off.
static void place_items(GArray *page, const FlowBox *box, double x_pt, double y_pt,
                        gboolean at_top) {
  for (guint i = 0; i < box->item_count; i++) {
    Placed placed = box->items[i];
    if (at_top && placed.kind == PLACED_RULE && placed.y_pt < 0) {
      placed.height_pt += placed.y_pt;
      placed.y_pt = 0;
    }
    placed.x_pt += x_pt;
    placed.y_pt += y_pt;
    g_array_append_val(page, placed);
  }
}

// An image of a box that gives up `shrink_pt` of its height, at the box's start side.
static void shrink_items(GArray *page, guint first, const FlowBox *box, double shrink_pt) {
  for (guint i = first; i < page->len; i++) {
    Placed *placed = &g_array_index(page, Placed, i);
    if (placed->kind == PLACED_IMAGE) {
      double width = placed->width_pt * (1 - shrink_pt / placed->height_pt);
      if (box->shrink_side == DIRECTION_RTL) placed->x_pt += placed->width_pt - width;
      placed->width_pt = width;
      placed->height_pt -= shrink_pt;
    } else if (placed->kind == PLACED_RULE && placed->height_pt > shrink_pt) {
      placed->height_pt -= shrink_pt; // a quote's bar beside it
    }
  }
}

static guint find_shrunk(const Segment *segment) {
  guint i = segment->end;
  while (i > segment->start && segment->list->boxes[i - 1].shrink_pt <= 0)
    i--;
  return segment->shrink_pt > 0 && i > segment->start ? i - 1 : G_MAXUINT;
}

static void place_names(Builder *builder, const FlowBox *box, const Segment *segment, double y_pt) {
  for (guint i = 0; box->names && box->names[i]; i++) {
    Destination destination = {box->names[i], segment->page, segment->x_pt, y_pt};
    g_array_append_val(builder->destinations, destination);
  }
}

static void place_segment(Builder *builder, const Segment *segment) {
  GArray *page = g_ptr_array_index(builder->pages, segment->page);
  const FlowList *list = segment->list;
  double bottom = 0;
  guint shrunk = find_shrunk(segment);
  for (guint i = segment->start; i < segment->end; i++) {
    const FlowBox *box = &list->boxes[i];
    gboolean first = i == segment->start, at_top = first && segment->at_top;
    double top =
        first ? segment->first_top_pt : flow_top_pt(list, i, bottom, FALSE, segment->grid_pt);
    double y = segment->y_pt + top;
    if (at_top && box->repeated) {
      double header = 0, header_y = y - box->repeated->height_pt;
      for (guint k = 0; k < box->repeated->count; k++) {
        header = flow_top_pt(box->repeated, k, header, k == 0, 0);
        place_items(page, &box->repeated->boxes[k], segment->x_pt, header_y + header, k == 0);
        header += box->repeated->boxes[k].height_pt;
      }
    }
    guint before = page->len;
    place_items(page, box, segment->x_pt, y, at_top);
    if (i == shrunk) shrink_items(page, before, box, segment->shrink_pt);
    place_names(builder, box, segment, y);
    bottom = top + box->height_pt - (i == shrunk ? segment->shrink_pt : 0);
  }
}

static int compare_placed(const void *a, const void *b) {
  const Placed *left = a, *right = b;
  gboolean left_aside = left->part == PART_ARTIFACT, right_aside = right->part == PART_ARTIFACT;
  if (left_aside != right_aside) return left_aside - right_aside;
  if (left_aside || left->order == right->order) return 0;
  return left->order < right->order ? -1 : 1;
}

static int compare_destinations(const void *a, const void *b) {
  return g_strcmp0(((const Destination *)a)->name, ((const Destination *)b)->name);
}

// The page's own facts, its running heads and folio.
static void furnish_page(Builder *builder, RunningHeads *running, Direction binding, guint index) {
  const Measures *measures = builder->job->measures;
  const Locale *first = builder->job->job->locales[0];
  Page *page = &builder->document->pages[index];
  GArray *items = g_ptr_array_index(builder->pages, index);
  const Locale *locale = page_locale(builder->layout, index, first);
  page->width_pt = measures->trim_width_pt;
  page->height_pt = measures->trim_height_pt;
  page->recto = layout_is_recto(binding, index);
  page->label = compose_page_label(builder->job, locale, index);
  page->lang = locale->code;
  running_place(running, &g_array_index(builder->layout->pages, PageNote, index), locale, index,
                page->recto, page->label, items);
}

// A band in the accent along the upper edge of the page that bears the publication's name; a press
// runs it out into the bleed.
static void add_band(const Measures *measures, GArray *items) {
  gboolean named = FALSE;
  for (guint i = 0; i < items->len && !named; i++) {
    const Placed *placed = &g_array_index(items, Placed, i);
    named = placed->division && placed->division->kind == DIVISION_NAME;
  }
  if (!named || measures->band_pt <= 0) return;
  Placed band = compose_rule(0, 0, measures->trim_width_pt, measures->band_pt, INK_ACCENT, 1);
  g_array_append_val(items, band);
}

static void finish_page(Builder *builder, guint index) {
  Page *page = &builder->document->pages[index];
  GArray *items = g_ptr_array_index(builder->pages, index);
  add_band(builder->job->measures, items);
  g_array_sort(items, compare_placed);
  page->items = arena_copy(builder->job->arena, items->data, sizeof(Placed) * items->len);
  page->count = items->len;
}

static void free_items(void *items) {
  g_array_unref(items);
}

Document *document_build(ComposeJob *job, const Layout *layout, Direction binding,
                         const char *const *names_by_language) {
  Builder builder = {.job = job, .layout = layout};
  builder.document = ARENA_NEW(job->arena, Document);
  builder.document->binding = binding;
  builder.document->fonts = job->job->fonts;
  builder.document->page_count = layout->pages->len;
  builder.document->pages = ARENA_ARRAY(job->arena, Page, layout->pages->len);
  builder.pages = g_ptr_array_new_with_free_func(free_items);
  builder.destinations = g_array_new(FALSE, FALSE, sizeof(Destination));
  for (guint i = 0; i < layout->pages->len; i++)
    g_ptr_array_add(builder.pages, g_array_new(FALSE, FALSE, sizeof(Placed)));
  for (guint i = 0; i < layout->segments->len; i++)
    place_segment(&builder, &g_array_index(layout->segments, Segment, i));
  for (guint i = 0; i < layout->rules->len; i++) {
    const LayoutRule *rule = &g_array_index(layout->rules, LayoutRule, i);
    g_array_append_val((GArray *)g_ptr_array_index(builder.pages, rule->page), rule->placed);
  }
  g_autoptr(RunningHeads) running = running_new(job, names_by_language);
  for (guint i = 0; i < layout->pages->len; i++)
    furnish_page(&builder, running, binding, i);
  continued_place(job, layout, builder.pages);
  for (guint i = 0; i < layout->pages->len; i++)
    finish_page(&builder, i);
  g_array_sort(builder.destinations, compare_destinations);
  builder.document->destinations = arena_copy(job->arena, builder.destinations->data,
                                              sizeof(Destination) * builder.destinations->len);
  builder.document->destination_count = builder.destinations->len;
  g_array_unref(builder.destinations);
  g_ptr_array_unref(builder.pages);
  return builder.document;
}
