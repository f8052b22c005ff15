// page_text FOLDER: sets every post of a publication in each language, and in both on facing pages,
// in columns and in sequence, with each template; then holds each block's text against the text of
// the lines that carry it. White space apart, they must be equal, letter by letter: nothing lost,
// nothing twice, nothing out of order.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "load/library.h"
#include "paginate/digest.h"
#include "translate/pairing.h"

typedef struct {
  const Publication *publication;
  const Locale *locales[8];
  const FontSet *fonts;
  Typesetter *typesetter;
  guint blocks, faults;
} PageProof;

static void append_solid(GString *out, const char *text) {
  for (; text && *text; text++)
    if (!strchr(" \t\r\n", *text)) g_string_append_c(out, *text);
}

static gboolean has_image(const PageProof *proof, const Post *post, const char *url) {
  g_autofree char *beside = g_path_get_dirname(post->path);
  g_autofree char *near = g_build_filename(proof->publication->folder, beside, url, NULL);
  g_autofree char *far = g_build_filename(proof->publication->folder, url, NULL);
  return url && !strstr(url, "://") && *url != '/' &&
         (g_file_test(near, G_FILE_TEST_IS_REGULAR) || g_file_test(far, G_FILE_TEST_IS_REGULAR));
}

// What should be read in a block: its inlines, footnote marks as numbers, and the words that stand
// for an image which is not there.
static void expect_inlines(const PageProof *proof, const Post *post, const Locale *locale,
                           const Node *node, GString *out) {
  for (const Node *child = node->first_child; child; child = child->next) {
    if (child->kind == NODE_TEXT || child->kind == NODE_CODE) append_solid(out, child->text);
    if (child->kind == NODE_IMAGE && has_image(proof, post, child->url)) continue;
    if (child->kind == NODE_FOOTNOTE_REF) {
      g_autoptr(Arena) arena = arena_new();
      append_solid(out, locale_integer(arena, locale, child->number));
    }
    expect_inlines(proof, post, locale, child, out);
  }
}

static void check_block(PageProof *proof, GHashTable *found, const Post *post, const Node *node) {
  g_autoptr(GString) wanted = g_string_new(NULL);
  gint language = publication_language(proof->publication, node_language(node, post->lang));
  const Locale *locale = proof->locales[MAX(language, 0)];
  if (node->kind == NODE_CODE_BLOCK)
    append_solid(wanted, node->text);
  else {
    // A pull quote has the marks of its language, unless its author wrote some.
    const Node *quote = node->kind == NODE_PARAGRAPH ? node->parent : NULL;
    gboolean pulled = quote && quote->quote == QUOTE_PULL && !quote_is_marked(quote);
    gboolean is_last = !node->next || node->next->kind == NODE_ATTRIBUTION;
    if (pulled && !node->previous) append_solid(wanted, locale->quotes[0][0]);
    expect_inlines(proof, post, locale, node, wanted);
    if (pulled && is_last) append_solid(wanted, locale->quotes[0][1]);
  }
  const GString *set = g_hash_table_lookup(found, node);
  proof->blocks++;
  if (g_str_equal(wanted->str, set ? set->str : "")) return;
  proof->faults++;
  printf("%s:%u: %s\n  wanted %s\n  set    %s\n", post->path, node->span.line,
         node_kind_name(node->kind), wanted->str, set ? set->str : "");
}

static void check_post(PageProof *proof, GHashTable *found, const Post *post) {
  for (const Node *node = post->body; node; node = node_walk(post->body, node))
    if (node_holds_inlines(node) || node->kind == NODE_CODE_BLOCK)
      check_block(proof, found, post, node);
}

static void free_string(void *text) {
  g_string_free(text, TRUE);
}

// The text set for each block, white space left out.
static GHashTable *collect(const Document *document) {
  GHashTable *found = g_hash_table_new_full(NULL, NULL, NULL, free_string);
  for (guint i = 0; i < document->page_count; i++)
    for (guint k = 0; k < document->pages[i].count; k++) {
      const Placed *placed = &document->pages[i].items[k];
      if (placed->kind != PLACED_LINE || placed->part != PART_BODY || !placed->node) continue;
      GString *text = g_hash_table_lookup(found, placed->node);
      if (!text) g_hash_table_insert(found, (gpointer)placed->node, text = g_string_new(NULL));
      g_autofree char *line = line_text(placed->line);
      append_solid(text, line);
    }
  return found;
}

static void prove(PageProof *proof, const char *template_name, BilingualLayout layout,
                  LanguageChoice languages) {
  g_autoptr(Arena) arena = arena_new();
  const Digest digest = {
      .name = "all",
      .template_name = template_name,
      .layout = layout,
      .page = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, NAN, NAN},
      .lines = line_settings_default(),
      .contents = TRUE,
      .colophon = TRUE,
      .masthead = TRUE,
      .span = source_span_of_file(proof->publication->file),
  };
  const DigestJob job = {
      .publication = proof->publication,
      .locales = proof->locales,
      .digest = &digest,
      .languages = languages,
      .typesetter = proof->typesetter,
      .fonts = proof->fonts,
  };
  const PairList pairs = digest_select(arena, proof->publication, &digest, NULL);
  const Document *document = digest_paginate(arena, &job, NULL);
  g_autoptr(GHashTable) found = collect(document);
  for (guint i = 0; i < pairs.count; i++)
    for (guint k = 0; k < pairs.items[i]->language_count; k++) {
      const Post *post = pairs.items[i]->posts[k];
      gboolean wanted = languages == LANGUAGES_ALL || k == (guint)languages;
      if (post && wanted && post->state != STATE_DRAFT) check_post(proof, found, post);
    }
}

int main(int argc, char **argv) {
  static const char *const templates[] = {"bulletin", "booklet", "reader"};
  if (argc != 2) return 2;
  g_autoptr(DiagnosticList) diagnostics = diagnostic_list_new();
  g_autoptr(Arena) arena = arena_new();
  Publication *publication = library_load(argv[1], 1, diagnostics);
  if (!publication) return 3;
  publication_pair(publication, diagnostics);
  PageProof proof = {.publication = publication, .fonts = font_set_load(arena, NULL, diagnostics)};
  g_assert(publication->language_count <= G_N_ELEMENTS(proof.locales));
  for (guint i = 0; i < publication->language_count; i++)
    proof.locales[i] = locale_load(arena, NULL, publication->languages[i],
                                   source_span_of_file(publication->file), diagnostics);
  proof.typesetter = typesetter_new(proof.fonts);
  for (guint i = 0; i < G_N_ELEMENTS(templates); i++) {
    for (guint k = 0; k < publication->language_count; k++)
      prove(&proof, templates[i], BILINGUAL_FACING, (LanguageChoice)k);
    for (guint k = BILINGUAL_FACING; k <= BILINGUAL_SEQUENCE; k++)
      prove(&proof, templates[i], k, LANGUAGES_ALL);
  }
  printf("%u blocks set, %u not as written\n", proof.blocks, proof.faults);
  typesetter_free(proof.typesetter);
  diagnostic_list_free(g_steal_pointer(&diagnostics));
  library_free(publication);
  return proof.faults > 0 || proof.blocks == 0;
}
