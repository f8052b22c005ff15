#include <stdio.h>
#include <string.h>

#include "base/data.h"
#include "base/diagnostic_write.h"
#include "commands/command.h"
#include "load/post_file.h"
#include "locale/token.h"
#include "paginate/digest.h"
#include "site/html_writer.h"
#include "translate/pairing.h"

// A publication of one file, whatever folder it lies in: every stage can be asked about it.
typedef struct {
  Arena *arena;
  Publication publication;
  const Locale *locales[1];
  const Post *post;
  DiagnosticList *diagnostics;
} Subject;

static void dump_nodes(Subject *subject, GString *out) {
  node_dump(subject->post->body, out);
}

static void dump_post(Subject *subject, GString *out) {
  post_dump(subject->post, out);
}

static void dump_blocks(Subject *subject, GString *out) {
  BlockList blocks = post_blocks(subject->arena, subject->post);
  for (guint i = 0; i < blocks.count; i++)
    g_string_append_printf(
        out, "%u %s %u:%u depth=%u\n", i, node_kind_name(blocks.items[i].node->kind),
        blocks.items[i].node->span.line, blocks.items[i].node->span.column, blocks.items[i].depth);
}

static void dump_html(Subject *subject, GString *out) {
  const HtmlContext context = {.locale = subject->locales[0],
                               .locales = subject->locales,
                               .locale_count = 1,
                               .mode = HTML_SITE,
                               .heading_shift = 1};
  html_write_node(subject->post->body, &context, out);
}

static void dump_tokens(Subject *subject, GString *out) {
  static const char *const treatments[] = {"isolate-ltr", "isolate-rtl", "mark-alm", "keep"};
  for (const Node *node = subject->post->body; node; node = node_walk(subject->post->body, node)) {
    if (node->kind != NODE_TEXT) continue;
    g_autoptr(GArray) tokens = token_scan(subject->locales[0], node->text, strlen(node->text));
    for (guint i = 0; i < tokens->len; i++) {
      const Token *token = &g_array_index(tokens, Token, i);
      g_string_append_printf(out, "%u:%u %s %s%s \"%.*s\"\n", node->span.line, node->span.column,
                             token_kind_name(token->kind), treatments[token->treatment],
                             token->no_break ? " no-break" : "", (int)(token->end - token->start),
                             node->text + token->start);
    }
  }
}

// `trace` receives what the typesetter's inner stages make; NULL for nothing.
static const Document *subject_paginate(Subject *subject, GString *trace) {
  FontSet *fonts = font_set_load(subject->arena, NULL, subject->diagnostics);
  g_autoptr(Typesetter) typesetter = typesetter_new(fonts);
  typesetter_trace(typesetter, trace);
  Digest *digest = ARENA_NEW(subject->arena, Digest);
  *digest = (Digest){.name = "dump", .template_name = "booklet"};
  digest->lines = line_settings_default();
  digest->title.texts = ARENA_ARRAY(subject->arena, const char *, 1);
  digest->file = subject->post->file;
  const DigestJob job = {.publication = &subject->publication,
                         .locales = subject->locales,
                         .digest = digest,
                         .typesetter = typesetter,
                         .fonts = fonts};
  return digest_paginate(subject->arena, &job, subject->diagnostics);
}

static void dump_items(Subject *subject, GString *out) {
  subject_paginate(subject, out);
}

static void dump_lines(Subject *subject, GString *out) {
  const Document *document = subject_paginate(subject, NULL);
  for (guint page = 0; page < document->page_count; page++)
    for (guint i = 0; i < document->pages[page].count; i++)
      if (document->pages[page].items[i].kind == PLACED_LINE)
        line_dump(document->pages[page].items[i].line, out);
}

static void dump_pages(Subject *subject, GString *out) {
  const Document *document = subject_paginate(subject, NULL);
  for (guint page = 0; page < document->page_count; page++)
    page_dump(&document->pages[page], out);
}

static const struct {
  const char *name, *what;
  void (*dump)(Subject *subject, GString *out);
} stages[] = {
    {"post", "front matter and nodes", dump_post},
    {"nodes", "the tree of blocks and inlines", dump_nodes},
    {"blocks", "the blocks that are aligned with the other language", dump_blocks},
    {"tokens", "stretches that read left to right, or never break", dump_tokens},
    {"html", "the body as HTML", dump_html},
    {"items", "items, breaks, boxes, glue and penalties of each paragraph", dump_items},
    {"lines", "set lines, glyph by glyph", dump_lines},
    {"pages", "pages with everything on them", dump_pages},
};

static Post *subject_load(Subject *subject, const char *path) {
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *name = g_path_get_basename(folder);
  g_autofree char *resource = g_strdup_printf("locales/%s.yaml", name);
  g_autoptr(GBytes) known = data_open(NULL, resource);
  Post *post = post_load(subject->arena, path, path, known ? name : NULL, subject->diagnostics);
  if (!post) return NULL;
  // A file that does not say its language (BCP 47 "und") is read as the default one.
  if (!post->lang || g_str_equal(post->lang, "und")) post->lang = "en";
  const char *lang = post->lang;
  subject->locales[0] = locale_load(subject->arena, NULL, lang, source_span_of_file(post->file),
                                    subject->diagnostics);
  if (!subject->locales[0]) return NULL;
  Publication *publication = &subject->publication;
  publication->arena = subject->arena;
  publication->folder = arena_strdup(subject->arena, folder);
  publication->file = post->file;
  publication->languages = arena_copy(subject->arena, &lang, sizeof lang);
  publication->language_count = 1;
  publication->title.texts = ARENA_ARRAY(subject->arena, const char *, 1);
  publication->description.texts = ARENA_ARRAY(subject->arena, const char *, 1);
  publication->authors.texts = ARENA_ARRAY(subject->arena, const char *, 1);
  publication->posts = arena_copy(subject->arena, &post, sizeof(Post *));
  publication->post_count = 1;
  post->translates = NULL;
  publication_pair(publication, NULL);
  subject->post = post;
  return post;
}

static int run(const char *stage_name, const char *path) {
  for (guint i = 0; i < G_N_ELEMENTS(stages); i++) {
    if (!g_str_equal(stages[i].name, stage_name)) continue;
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(DiagnosticList) diagnostics = diagnostic_list_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) faults = g_string_new(NULL);
    Subject subject = {.arena = arena, .diagnostics = diagnostics};
    gboolean loaded = subject_load(&subject, path) != NULL;
    if (loaded) stages[i].dump(&subject, out);
    diagnostic_list_sort(diagnostics);
    diagnostics_write(diagnostics, DIAGNOSTIC_FORMAT_TEXT, FALSE, faults);
    fwrite(out->str, 1, out->len, stdout);
    fputs(faults->str, stderr);
    return loaded ? EXIT_CLEAN : EXIT_ENVIRONMENT;
  }
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(stages); i++)
    g_string_append_printf(names, "%s%s", i ? ", " : "", stages[i].name);
  return command_usage("dump", "there is no stage '%s': %s", stage_name, names->str);
}

int command_dump(int argc, char **argv) {
  int status;
  g_autoptr(GString) summary =
      g_string_new("Shows what a stage makes of a post, as stable text.\n\nStages:");
  for (guint i = 0; i < G_N_ELEMENTS(stages); i++)
    g_string_append_printf(summary, "\n  %-8s %s", stages[i].name, stages[i].what);
  g_auto(GStrv) arguments = command_parse(argc, argv, "STAGE FILE", summary->str, NULL, &status);
  if (!arguments) return status;
  return g_strv_length(arguments) == 2 ? run(arguments[0], arguments[1])
                                       : command_usage("dump", "needs a stage and a file");
}
