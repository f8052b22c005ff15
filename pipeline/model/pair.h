// PostPair: one id in each language, with its blocks aligned. Made by translate/.
#pragma once
#include "model/post.h"

// A block for alignment and translation: a heading, a paragraph, a list item's paragraph, a table
// row, a caption, a quote's paragraph, a code block, a couplet, a footnote's paragraph, a rule, an
// HTML block.
typedef struct {
  const Node *node;
  guint depth; // of list and quote nesting
} Block;

typedef struct {
  Block *items;
  guint count;
} BlockList;

// One link of an alignment: blocks [source_start, +source_count) of the source with
// [target_start, +target_count) of the target; a count is 0, 1 or 2. In document order.
typedef struct {
  guint source_start, source_count;
  guint target_start, target_count;
  double confidence; // 0..1
  gboolean stale;    // the source has changed since the target was made from it (translate/lock.h)
} BlockPair;

typedef struct {
  const char *id;
  const Post **posts; // by language, in the order of the publication's languages; NULL = missing
  guint language_count;
  guint source_language; // index: the side without `translates`
  // Alignment of the source side with each other language; entry [source_language] is empty.
  gboolean aligned;  // FALSE: what follows is empty so far
  BlockList *blocks; // by language
  BlockPair **links; // by language; the link list of (source, that language)
  guint *link_counts;
  guint *stale_counts; // by language: stale links; NULL where the pair has no lock
} PostPair;

// The first side present, in the order of the publication's languages. Every pair has one.
const Post *pair_first_post(const PostPair *pair);
// The date of the source side, or of the first side that has one; unset where none has.
CivilDate pair_date(const PostPair *pair);
// The blocks of a post in document order (footnotes last).
BlockList post_blocks(Arena *arena, const Post *post);
void pair_dump(const PostPair *pair, GString *out);
