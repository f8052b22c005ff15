#include "paginate/compose.h"
#include "paginate/image.h"

#define SHRINK_SHARE       0.35 // what an image may give up so that its page is filled
#define SHRINK_LEAST_LINES 6    // a lower one is small enough
#define FIGURE_DEPTH       1    // of blocks around a figure's image
#define UNDESCRIBED        "common.image_undescribed"
#define NARROW_SHARE       0.45 // of the column: an image set narrower than this is worth a note

static void note_coarse(const Composer *composer, const Node *image, const PlacedImage *file,
                        double width_pt) {
  if (width_pt >= composer->width_pt * NARROW_SHARE || file->vector) return;
  if (file->height_px > file->width_px) return; // narrow because it is high
  diagnostic_add(composer->shared->diagnostics, DIAGNOSTIC_IMAGE_COARSE, image->span, image->url,
                 (guint)file->width_px);
}

// The image at the start side of the block in hand; a wide one fills it.
static Placed place_image(Composer *composer, const PlacedImage *file, const Node *node,
                          double width_pt, double height_pt) {
  gboolean ltr = composer->locale->direction == DIRECTION_LTR;
  double room = composer->width_pt - width_pt;
  // Co-editions have their images at one place, whichever side their language starts from.
  if (composer->shared->job->co_edition) room /= 2;
  Placed placed = {
      .kind = PLACED_IMAGE,
      .part = node->decorative ? PART_ARTIFACT : PART_BODY,
      .x_pt = composer->left_pt + (ltr && !composer->shared->job->co_edition ? 0 : room),
      .width_pt = width_pt,
      .height_pt = height_pt,
      .image = file,
      .node = node,
      .division = composer->division,
      .lang = composer->lang,
      .order = composer->shared->order++,
  };
  return placed;
}

static const PlacedImage *open_node(Composer *composer, const Node *image) {
  const ComposeJob *shared = composer->shared;
  if (!composer->post) return NULL;
  g_autofree char *own = image_alternative(image);
  const char *alt =
      *own ? arena_strdup(shared->arena, own) : locale_string(composer->locale, UNDESCRIBED);
  return image_open(shared->arena, shared->job->publication, composer->post, image->url, alt,
                    image->span, shared->diagnostics);
}

// A figure that stands by itself in the text, on the grid, may go to the top of the next column;
// one that marks notes stays, since they are numbered in their order.
static void let_float(Composer *composer, guint first) {
  FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
  guint count = composer->flow->boxes->len - first;
  double height = 0;
  for (guint i = first; i < composer->flow->boxes->len; i++)
    height += boxes[i].space_pt + boxes[i].height_pt;
  gboolean noted = first && boxes[first - 1].notes_end != boxes[first + count - 1].notes_end;
  gboolean nested = composer->depth > 1 + FIGURE_DEPTH || composer->bars->len;
  if (noted || nested || composer->spaced || height > composer->tallest_pt * 1.4) return;
  boxes[first].float_count = count;
}

gboolean compose_image(Composer *composer, const Node *image) {
  const PlacedImage *file = open_node(composer, image);
  if (!file) return FALSE;
  double width, height, grid = composer->grid_pt;
  image_fit(file, composer->width_pt, composer->tallest_pt, &width, &height);
  note_coarse(composer, image, file, width);
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Placed));
  Placed placed = place_image(composer, file, image, width, height);
  g_array_append_val(items, placed);
  guint first = composer->flow->boxes->len;
  flow_space(composer->flow, grid * 0.5);
  FlowBox *box = compose_box(composer, height, 0, items);
  box->shrink_pt = height > grid * SHRINK_LEAST_LINES ? height * SHRINK_SHARE : 0;
  box->shrink_side = composer->locale->direction;
  compose_settle(composer, first, grid * 0.5, 0.5);
  let_float(composer, first);
  composer->indent_next = FALSE;
  return TRUE;
}

// What stands where an image could not be set: its alternative text, in a frame of two hairlines.
static void compose_missing(Composer *composer, const Node *image) {
  guint first = composer->flow->boxes->len;
  flow_space(composer->flow, composer->grid_pt * 0.5);
  compose_paragraph(composer, image, STYLE_CAPTION);
  compose_settle(composer, first, composer->grid_pt * 0.5, 0.5);
}

void compose_figure(Composer *composer, const Node *figure) {
  double grid = composer->grid_pt;
  guint first = composer->flow->boxes->len;
  const Node *caption = NULL;
  gboolean set = FALSE;
  for (const Node *child = figure->first_child; child; child = child->next) {
    if (child->kind == NODE_CAPTION)
      caption = child;
    else if (child->kind == NODE_IMAGE && !(set = compose_image(composer, child)))
      compose_missing(composer, child);
    else if (node_is_block(child))
      compose_node(composer, child);
  }
  if (caption) {
    // The image's own settling is undone: image and caption are one group.
    composer->flow->space_pt = 0;
    composer->flow->snap = FALSE;
    composer->indent_next = FALSE;
    flow_keep(composer->flow, COST_FORBIDDEN);
    flow_space(composer->flow, grid * 0.2);
    compose_node(composer, caption);
    if (first < composer->flow->boxes->len && set) {
      FlowBox *boxes = (FlowBox *)(void *)composer->flow->boxes->data;
      boxes[first].space_pt = grid * 0.5;
      boxes[first].top_space_pt = 0;
      composer->flow->space_pt = 0;
      compose_settle(composer, first, grid * 0.5, 0.5);
      let_float(composer, first);
    }
  }
  composer->indent_next = FALSE;
}
