#include "model/pair.h"

const Post *pair_first_post(const PostPair *pair) {
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i]) return pair->posts[i];
  return NULL;
}

CivilDate pair_date(const PostPair *pair) {
  const Post *source = pair->posts[pair->source_language];
  if (source && civil_date_is_set(source->date)) return source->date;
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i] && civil_date_is_set(pair->posts[i]->date)) return pair->posts[i]->date;
  return (CivilDate){0};
}

static gboolean is_block_for_alignment(const Node *node) {
  switch (node->kind) {
  case NODE_HEADING:
  case NODE_PARAGRAPH:
  case NODE_ATTRIBUTION:
  case NODE_CODE_BLOCK:
  case NODE_HTML_BLOCK:
  case NODE_RULE:
  case NODE_TABLE_ROW:
  case NODE_FIGURE:
  case NODE_COUPLET: return TRUE;
  default: return FALSE;
  }
}

static void collect(GArray *blocks, const Node *node, guint depth) {
  for (const Node *child = node->first_child; child; child = child->next) {
    if (!node_is_block(child)) continue;
    if (is_block_for_alignment(child)) {
      Block block = {child, depth};
      g_array_append_val(blocks, block);
      continue;
    }
    gboolean nests = child->kind == NODE_LIST || child->kind == NODE_QUOTE;
    collect(blocks, child, depth + nests);
  }
}

BlockList post_blocks(Arena *arena, const Post *post) {
  g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(Block));
  if (post->body) collect(blocks, post->body, 0);
  BlockList list = {arena_copy(arena, blocks->data, sizeof(Block) * blocks->len), blocks->len};
  return list;
}

static void dump_side(GString *out, const BlockList *blocks, guint start, guint count) {
  if (!count) g_string_append(out, " -");
  for (guint i = start; i < start + count; i++) {
    const Node *node = blocks->items[i].node;
    g_string_append_printf(out, " %s@%u", node_kind_name(node->kind), node->span.line);
  }
}

static void dump_links(const PostPair *pair, guint language, GString *out) {
  for (guint i = 0; i < pair->link_counts[language]; i++) {
    const BlockPair *link = &pair->links[language][i];
    g_string_append_printf(out, "  %u:%u %.2f", link->source_count, link->target_count,
                           link->confidence);
    dump_side(out, &pair->blocks[pair->source_language], link->source_start, link->source_count);
    g_string_append(out, " =");
    dump_side(out, &pair->blocks[language], link->target_start, link->target_count);
    g_string_append_c(out, '\n');
  }
}

void pair_dump(const PostPair *pair, GString *out) {
  g_string_append_printf(out, "pair %s\n", pair->id);
  for (guint i = 0; i < pair->language_count; i++) {
    const Post *post = pair->posts[i];
    g_string_append_printf(out, " %s%s\n", post ? post->path : "missing",
                           i == pair->source_language ? " (source)" : "");
    if (post && pair->links && i != pair->source_language) dump_links(pair, i, out);
  }
}
