#include "build/edition.h"

#include "build/archive.h"
#include "model/edition_policy.h"
#include "paginate/co_edition.h"

#define COVER_WIDTH_PX 480

GArray *edition_list(const Publication *publication, const Digest *digest) {
  GArray *editions = g_array_new(FALSE, FALSE, sizeof(Edition));
  for (guint i = 0; i < publication->language_count; i++) {
    Edition edition = {digest, (LanguageChoice)i, PRINT_SCREEN, NULL};
    if (digest->languages == LANGUAGES_ALL || digest->languages == (LanguageChoice)i)
      g_array_append_val(editions, edition);
  }
  Edition all = {digest, LANGUAGES_ALL, PRINT_SCREEN, NULL};
  if (digest->languages == LANGUAGES_ALL && publication->language_count > 1)
    g_array_append_val(editions, all);
  return editions;
}

const char *edition_language_name(const Publication *publication, LanguageChoice languages) {
  return languages == LANGUAGES_ALL ? "both" : publication->languages[languages];
}

char *edition_file_name(const Publication *publication, const Edition *edition,
                        const char *extension) {
  static const char *const suffixes[] = {
      [PRINT_SCREEN] = "", [PRINT_PRESS] = "-press", [PRINT_ARCHIVE] = "-archive"};
  return g_strdup_printf("%s.%s%s%s.%s", edition->digest->name,
                         edition_language_name(publication, edition->languages),
                         suffixes[edition->target], edition->proof ? "-proof" : "", extension);
}

char *edition_path(const Publication *publication, const Edition *edition, const char *extension) {
  g_autofree char *name = edition_file_name(publication, edition, extension);
  return g_build_filename("digests", name, NULL);
}

static gboolean is_co_edition(const Publication *publication, const Edition *edition) {
  return edition->target == PRINT_PRESS && edition->digest->press.co_edition &&
         (edition->languages == 0 || edition->languages == 1) && publication->language_count > 1;
}

// The same pages in the other language say which images stand at one place in both.
static void match_co_edition(Arena *arena, const DigestJob *job, Document *document,
                             DiagnosticList *diagnostics) {
  DigestJob counterpart = *job;
  counterpart.languages = 1 - job->languages;
  const Document *other = digest_paginate(arena, &counterpart, NULL);
  co_edition_match(arena, document, other, diagnostics);
}

static void note_page(gpointer progress) {
  progress_step(progress);
}

GBytes *edition_make(const Workspace *workspace, const Edition *edition, GBytes **cover,
                     DiagnosticList *diagnostics, Progress *progress) {
  g_autoptr(Arena) arena = arena_new();
  PairList pairs = digest_select(arena, workspace->publication, edition->digest, diagnostics);
  if (digest_refuses(workspace->publication, edition->digest, edition->languages, &pairs,
                     diagnostics))
    return NULL;
  g_autoptr(Typesetter) typesetter = typesetter_new(workspace->fonts);
  for (guint i = 0; i < workspace->publication->language_count; i++)
    if (workspace->locales[i]) typesetter_learn(typesetter, workspace->locales[i]);
  const DigestJob job = {
      .publication = workspace->publication,
      .locales = workspace->locales,
      .digest = edition->digest,
      .languages = edition->languages,
      .typesetter = typesetter,
      .fonts = workspace->fonts,
      .pairs = &pairs,
      .proof = edition->proof,
      .co_edition = is_co_edition(workspace->publication, edition),
  };
  Document *document = digest_paginate(arena, &job, diagnostics);
  if (!document) return NULL;
  if (job.co_edition) match_co_edition(arena, &job, document, diagnostics);
  g_clear_pointer(&typesetter, typesetter_free); // with every word that it has shaped
  progress_expect(progress, document->page_count);
  g_autoptr(AttachmentList) attachments =
      edition->target == PRINT_ARCHIVE ? archive_collect(workspace, edition, document, diagnostics)
                                       : NULL;
  const PrintOptions options = {.target = edition->target,
                                .press = &edition->digest->press,
                                .attachments = attachments,
                                .source_date_epoch = workspace->source_date_epoch,
                                .page_painted = note_page,
                                .data = progress};
  if (cover) *cover = document_cover(document, COVER_WIDTH_PX, diagnostics);
  return document_print(document, &options, diagnostics);
}
