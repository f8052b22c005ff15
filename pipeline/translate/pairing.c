#include "translate/pairing.h"

#include <stdlib.h>

#include "translate/align.h"

static PostPair *pair_new(Arena *arena, const char *id, guint language_count) {
  PostPair *pair = ARENA_NEW(arena, PostPair);
  pair->id = id;
  pair->language_count = language_count;
  pair->posts = ARENA_ARRAY(arena, const Post *, language_count);
  pair->blocks = ARENA_ARRAY(arena, BlockList, language_count);
  pair->links = ARENA_ARRAY(arena, BlockPair *, language_count);
  pair->link_counts = ARENA_ARRAY(arena, guint, language_count);
  return pair;
}

// The side without `translates`; where each side has one, the one that another side names. Always a
// side that is present.
static guint find_source(const PostPair *pair, const Publication *publication) {
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i] && !pair->posts[i]->translates) return i;
  guint first = pair->language_count;
  for (guint i = 0; i < pair->language_count; i++) {
    if (!pair->posts[i]) continue;
    gint named = publication_language(publication, pair->posts[i]->translates);
    if (named >= 0 && pair->posts[named]) return (guint)named;
    if (first == pair->language_count) first = i;
  }
  return first;
}

static void report_duplicate(const Post *post, const Post *first, DiagnosticList *diagnostics) {
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_POST_DUPLICATE,
                                     post_field_span(post, "id"), post->id, post->lang);
  diagnostic_hint(diagnostics, fault,
                  "give one of the two an id of its own; until then '%s' is used", first->path);
  diagnostic_counterpart(diagnostics, fault, post_field_span(first, "id"),
                         "the first post with this id");
}

static void report_page(const Post *post, const Post *first, DiagnosticList *diagnostics) {
  Diagnostic *fault = diagnostic_add(
      diagnostics, DIAGNOSTIC_PAGE_AND_POST, source_span_of_file(post->file), post->id,
      post->is_page ? "page" : "post", first->is_page ? "page" : "post", first->lang);
  diagnostic_hint(diagnostics, fault,
                  "move both below pages/, or both below the folders of their languages");
  diagnostic_counterpart(diagnostics, fault, source_span_of_file(first->file), "the other side");
}

static void collect_pairs(Publication *publication, DiagnosticList *diagnostics) {
  Arena *arena = publication->arena;
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  publication->pairs = ARENA_ARRAY(arena, PostPair *, publication->post_count);
  publication->pair_count = 0;
  for (guint i = 0; i < publication->post_count; i++) {
    const Post *post = publication->posts[i];
    gint language = publication_language(publication, post->lang);
    if (language < 0 || !post->id) continue; // the loader has reported it
    PostPair *pair = g_hash_table_lookup(known, post->id);
    if (!pair) {
      pair = pair_new(arena, post->id, publication->language_count);
      g_hash_table_insert(known, (gpointer)pair->id, pair);
      publication->pairs[publication->pair_count++] = pair;
    }
    const Post *first = pair_first_post(pair);
    if (pair->posts[language]) {
      report_duplicate(post, pair->posts[language], diagnostics);
      continue;
    }
    if (first && first->is_page != post->is_page) report_page(post, first, diagnostics);
    pair->posts[language] = post;
  }
}

static int compare_pairs(const void *a, const void *b) {
  return post_compare(pair_first_post(*(PostPair *const *)a),
                      pair_first_post(*(PostPair *const *)b));
}

void pair_align(Arena *arena, PostPair *pair) {
  if (pair->aligned) return;
  pair->aligned = TRUE;
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i]) pair->blocks[i] = post_blocks(arena, pair->posts[i]);
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i] && i != pair->source_language)
      pair->links[i] = blocks_align(arena, &pair->blocks[pair->source_language], &pair->blocks[i],
                                    &pair->link_counts[i]);
}

void publication_find_pairs(Publication *publication, DiagnosticList *diagnostics) {
  collect_pairs(publication, diagnostics);
  for (guint i = 0; i < publication->pair_count; i++) {
    PostPair *pair = publication->pairs[i];
    pair->source_language = find_source(pair, publication);
  }
  if (publication->pair_count)
    qsort(publication->pairs, publication->pair_count, sizeof *publication->pairs, compare_pairs);
}

void publication_align(Publication *publication) {
  for (guint i = 0; i < publication->pair_count; i++)
    pair_align(publication->arena, publication->pairs[i]);
}

void publication_pair(Publication *publication, DiagnosticList *diagnostics) {
  publication_find_pairs(publication, diagnostics);
  publication_align(publication);
}
