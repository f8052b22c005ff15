#include "model/edition_policy.h"

gboolean pair_is_stale(const PostPair *pair, guint language) {
  return pair->stale_counts && pair->stale_counts[language] > 0;
}

static gboolean has_text(const PostPair *pair, guint language) {
  return pair->posts[language] && pair->posts[language]->state != STATE_DRAFT;
}

static void refuse(DiagnosticKind kind, SourceSpan span, const PostPair *pair, const char *lang,
                   DiagnosticList *diagnostics) {
  const Post *post = pair_first_post(pair);
  Diagnostic *fault = diagnostic_add(diagnostics, kind, span, pair->id, lang);
  if (kind == DIAGNOSTIC_DIGEST_POST_STALE)
    diagnostic_hint(diagnostics, fault, "mend the translation, then: beyt lock %s", pair->id);
  else
    diagnostic_hint(diagnostics, fault, "translate it, or name '%s' under select: exclude",
                    pair->id);
  diagnostic_counterpart(diagnostics, fault, source_span_of_file(post->file), "%s",
                         post->title ? post->title : pair->id);
}

static gboolean refuses_text(const Publication *publication, const Digest *digest,
                             const PostPair *pair, guint language, DiagnosticList *diagnostics) {
  gboolean missing = digest->untranslated == POLICY_REFUSE && !has_text(pair, language);
  gboolean stale = digest->stale == POLICY_REFUSE && pair_is_stale(pair, language);
  const char *lang = publication->languages[language];
  if (missing)
    refuse(DIAGNOSTIC_DIGEST_POST_UNTRANSLATED, digest->untranslated_span, pair, lang, diagnostics);
  else if (stale)
    refuse(DIAGNOSTIC_DIGEST_POST_STALE, digest->stale_span, pair, lang, diagnostics);
  return missing || stale;
}

gboolean digest_refuses(const Publication *publication, const Digest *digest,
                        LanguageChoice languages, const PairList *pairs,
                        DiagnosticList *diagnostics) {
  gboolean refused = FALSE;
  for (guint i = 0; i < pairs->count; i++)
    for (guint k = 0; k < pairs->items[i]->language_count; k++)
      if (languages == LANGUAGES_ALL || (guint)languages == k)
        refused |= refuses_text(publication, digest, pairs->items[i], k, diagnostics);
  return refused;
}
