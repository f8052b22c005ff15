// A publication with posts made by hand, set with the real typesetter and the program's own fonts.
#pragma once
#include "../../support/sample.h"
#include "paginate/digest.h"

#include <math.h>

typedef struct {
  Sample *sample;
  const Locale *locales[2];
  FontSet *fonts;
  Typesetter *typesetter;
  Digest digest;
  GPtrArray *pairs;
} Fixture;

#define ENGLISH 0
#define FARSI   1

static G_GNUC_UNUSED int fixture_open(void **state) {
  Fixture *fixture = g_new0(Fixture, 1);
  fixture->sample = sample_new();
  Arena *arena = fixture->sample->arena;
  Publication *publication = &fixture->sample->publication;
  publication->title.texts[ENGLISH] = "Leaf";
  publication->title.texts[FARSI] = "برگ";
  publication->address = "https://example.org/";
  for (guint i = 0; i < 2; i++)
    fixture->locales[i] = locale_load(arena, NULL, publication->languages[i],
                                      source_span_of_file(publication->file), NULL);
  fixture->fonts = font_set_load(arena, NULL, NULL);
  fixture->typesetter = typesetter_new(fixture->fonts);
  fixture->pairs = g_ptr_array_new();
  const PageMeasures page = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, NAN, NAN};
  fixture->digest = (Digest){
      .name = "test",
      .issue = "7",
      .languages = LANGUAGES_ALL,
      .layout = BILINGUAL_FACING,
      .template_name = "booklet",
      .page = page,
      .lines = line_settings_default(),
      .masthead = TRUE,
      .contents = TRUE,
      .colophon = TRUE,
  };
  fixture->digest.span = source_span_of_file(publication->file);
  *state = fixture;
  return 0;
}

static G_GNUC_UNUSED int fixture_close(void **state) {
  Fixture *fixture = *state;
  typesetter_free(fixture->typesetter);
  g_ptr_array_free(fixture->pairs, TRUE);
  sample_free(fixture->sample);
  g_free(fixture);
  return 0;
}

// A pair of these posts; either may be NULL.
static G_GNUC_UNUSED PostPair *fixture_pair(Fixture *fixture, Post *english, Post *farsi) {
  Arena *arena = fixture->sample->arena;
  PostPair *pair = ARENA_NEW(arena, PostPair);
  pair->id = english ? english->id : farsi->id;
  pair->posts = ARENA_ARRAY(arena, const Post *, 2);
  pair->posts[ENGLISH] = english;
  pair->posts[FARSI] = farsi;
  pair->language_count = 2;
  g_ptr_array_add(fixture->pairs, pair);
  fixture->sample->publication.pairs = (PostPair **)fixture->pairs->pdata;
  fixture->sample->publication.pair_count = fixture->pairs->len;
  return pair;
}

// Aligns the blocks of a pair one to one, as far as the shorter side goes.
static G_GNUC_UNUSED void fixture_align(Fixture *fixture, PostPair *pair) {
  Arena *arena = fixture->sample->arena;
  pair->blocks = ARENA_ARRAY(arena, BlockList, 2);
  pair->links = ARENA_ARRAY(arena, BlockPair *, 2);
  pair->link_counts = ARENA_ARRAY(arena, guint, 2);
  for (guint i = 0; i < 2; i++)
    pair->blocks[i] = post_blocks(arena, pair->posts[i]);
  guint first = pair->blocks[0].count, second = pair->blocks[1].count, count = MAX(first, second);
  pair->links[FARSI] = ARENA_ARRAY(arena, BlockPair, count);
  pair->link_counts[FARSI] = count;
  for (guint i = 0; i < count; i++)
    pair->links[FARSI][i] =
        (BlockPair){MIN(i, first), i < first, MIN(i, second), i < second, 1, FALSE};
}

static G_GNUC_UNUSED Document *fixture_set(Fixture *fixture, LanguageChoice languages) {
  const DigestJob job = {
      .publication = &fixture->sample->publication,
      .locales = fixture->locales,
      .digest = &fixture->digest,
      .languages = languages,
      .typesetter = fixture->typesetter,
      .fonts = fixture->fonts,
  };
  return digest_paginate(fixture->sample->arena, &job, fixture->sample->diagnostics);
}

static G_GNUC_UNUSED Node *add_node(Fixture *fixture, Node *parent, NodeKind kind) {
  SourceSpan span = parent->span;
  span.line++;
  Node *node = node_new(fixture->sample->arena, kind, span);
  node_append(parent, node);
  return node;
}

static G_GNUC_UNUSED Node *add_text(Fixture *fixture, Node *parent, const char *text) {
  Node *node = add_node(fixture, parent, NODE_TEXT);
  node->text = arena_strdup(fixture->sample->arena, text);
  return node;
}

static G_GNUC_UNUSED Node *add_block(Fixture *fixture, Node *parent, NodeKind kind,
                                     const char *text) {
  Node *node = add_node(fixture, parent, kind);
  add_text(fixture, node, text);
  return node;
}

// "word1 word2 …", each once in the document.
static G_GNUC_UNUSED Node *add_words(Fixture *fixture, Node *parent, const char *word,
                                     guint count) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append_printf(text, "%s%s%u", i ? " " : "", word, i);
  return add_block(fixture, parent, NODE_PARAGRAPH, text->str);
}

// The text of every line of the pages, lines parted by spaces; freed by the caller.
static G_GNUC_UNUSED char *document_text(const Document *document) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < document->page_count; i++)
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      if (placed->kind != PLACED_LINE || placed->part == PART_ARTIFACT) continue;
      g_autofree char *line = line_text(placed->line);
      g_string_append(text, line);
      if (!placed->line->hyphenated) g_string_append_c(text, ' ');
    }
  return g_string_free(text, FALSE);
}

// The first placed line whose text contains `text`; `page` receives its page's index.
static G_GNUC_UNUSED const Placed *find_line(const Document *document, const char *text,
                                             guint *page) {
  for (guint i = 0; i < document->page_count; i++)
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      if (placed->kind != PLACED_LINE) continue;
      g_autofree char *line = line_text(placed->line);
      if (!strstr(line, text)) continue;
      if (page) *page = i;
      return placed;
    }
  return NULL;
}

// Where a line's ink begins at its left, on the page.
static G_GNUC_UNUSED double left_of(const Placed *placed) {
  return placed->x_pt + placed->line->x_pt;
}

static G_GNUC_UNUSED double right_of(const Placed *placed) {
  return left_of(placed) + placed->line->width_pt;
}
