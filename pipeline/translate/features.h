// What the aligner sees of a block: its class, place in the outline, length, and anchors, which are
// the things that a translation leaves as they are (URLs, images, numbers, footnote labels, code,
// words that stand in both texts letter for letter).
#pragma once
#include "model/pair.h"

typedef enum {
  CLASS_HEADING,
  CLASS_TEXT,  // a paragraph of the body
  CLASS_ITEM,  // a paragraph of a list item
  CLASS_QUOTE, // a paragraph of a quote
  CLASS_ATTRIBUTION,
  CLASS_HTML,
  CLASS_FIGURE,
  CLASS_COUPLET,
  CLASS_ROW,
  CLASS_CODE,
  CLASS_NOTE, // a footnote's paragraph
  CLASS_RULE,
  CLASS_COUNT
} BlockClass;

typedef struct {
  guint32 token;
  float weight; // nats of evidence that two blocks with this token belong together
} Anchor;

typedef struct {
  BlockClass class;
  guint level;           // of a heading
  guint depth;           // of list and quote nesting
  double length;         // letters and digits
  gboolean has_id;       // declared with {#b:id}
  const Anchor *anchors; // sorted by token; only tokens that stand on both sides
  guint anchor_count;
  double anchor_sum; // of their weights
} BlockFeatures;

// Two blocks that share tokens which stand nowhere else, on either side.
typedef struct {
  guint source, target;
  double weight;
} SharedPlace;

typedef struct {
  BlockFeatures *sides[2]; // source, target
  guint counts[2];
  SharedPlace *places; // sorted by source, then target; one entry for two blocks
  guint place_count;
} FeatureTable;

// All of it lives with `arena`.
FeatureTable *feature_table_new(Arena *arena, const BlockList *source, const BlockList *target);
BlockClass block_class(const Node *node);
