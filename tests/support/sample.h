// Builds small publications for unit tests without the loader: posts, trees and pairs by hand.
#pragma once
#include "faults.h"
#include "model/publication.h"

typedef struct {
  Arena *arena;
  Publication publication;
  GPtrArray *posts;
  DiagnosticList *diagnostics;
} Sample;

static G_GNUC_UNUSED Sample *sample_new(void) {
  Sample *sample = g_new0(Sample, 1);
  sample->arena = arena_new();
  sample->posts = g_ptr_array_new();
  sample->diagnostics = diagnostic_list_new();
  Publication *publication = &sample->publication;
  publication->arena = sample->arena;
  publication->folder = "/nowhere";
  publication->file =
      source_file_new(sample->arena, "publication.yaml", "languages: [en, fa]\n", 20);
  const char **languages = ARENA_ARRAY(sample->arena, const char *, 2);
  languages[0] = "en";
  languages[1] = "fa";
  publication->languages = languages;
  publication->language_count = 2;
  publication->title.texts = ARENA_ARRAY(sample->arena, const char *, 2);
  return sample;
}

static G_GNUC_UNUSED void sample_free(Sample *sample) {
  diagnostic_list_free(sample->diagnostics);
  g_ptr_array_free(sample->posts, TRUE);
  arena_free(sample->arena);
  g_free(sample);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sample, sample_free)

// A post LANG/ID.md; `date` "" = undated. The file's text is `text`, which the tree need not match.
static G_GNUC_UNUSED Post *sample_post(Sample *sample, const char *lang, const char *id,
                                       const char *date, const char *text) {
  Arena *arena = sample->arena;
  Post *post = ARENA_NEW(arena, Post);
  post->path = arena_printf(arena, "%s/%s.md", lang, id);
  post->file = source_file_new(arena, post->path, text, strlen(text));
  post->id = arena_strdup(arena, id);
  post->lang = arena_strdup(arena, lang);
  post->translates = g_str_equal(lang, "en") ? NULL : "en";
  post->title = arena_printf(arena, "Title of %s", id);
  post->slug = post->id;
  civil_date_parse(date, &post->date);
  post->state = STATE_PUBLISHED;
  post->body = node_new(arena, NODE_DOCUMENT, source_span_of_file(post->file));
  g_ptr_array_add(sample->posts, post);
  sample->publication.posts = (Post **)sample->posts->pdata;
  sample->publication.post_count = sample->posts->len;
  return post;
}

static G_GNUC_UNUSED StringList sample_list(Sample *sample, const char *words) {
  g_auto(GStrv) parts = g_strsplit(words, " ", -1);
  StringList list = {.count = *words ? g_strv_length(parts) : 0};
  list.items = ARENA_ARRAY(sample->arena, const char *, list.count);
  for (guint i = 0; i < list.count; i++)
    list.items[i] = arena_strdup(sample->arena, parts[i]);
  return list;
}

// Adds a block with text below `parent`, on the next line of the post.
static G_GNUC_UNUSED Node *sample_block(Sample *sample, Post *post, Node *parent, NodeKind kind,
                                        const char *text) {
  guint line = 1;
  for (const Node *n = post->body; n; n = node_walk(post->body, n))
    line = MAX(line, n->span.line + 1);
  SourceSpan span = {post->file, line, 1, line, 1};
  Node *node = node_new(sample->arena, kind, span);
  node_append(parent ? parent : post->body, node);
  if (kind == NODE_CODE_BLOCK) {
    node->text = arena_strdup(sample->arena, text);
  } else if (text) {
    Node *leaf = node_new(sample->arena, NODE_TEXT, span);
    leaf->text = arena_strdup(sample->arena, text);
    node_append(node, leaf);
  }
  return node;
}
