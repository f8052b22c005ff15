#include "translate/check.h"

#include "translate/rules.h"

static void check_pair(const Publication *publication, const PostPair *pair,
                       DiagnosticList *diagnostics) {
  rule_presence(publication, pair, diagnostics);
  rule_fields(publication, pair, diagnostics);
  for (guint i = 0; i < pair->language_count; i++) {
    if (!pair->posts[i] || i == pair->source_language) continue;
    rule_structure(pair, i, diagnostics);
    rule_inlines(pair, i, diagnostics);
    rule_image_pairs(pair, i, diagnostics);
    rule_stale(pair, i, diagnostics);
  }
}

// The languages' own rules; a language without a file was named when the publication was loaded.
static const Locale **load_locales(Arena *arena, const Publication *publication) {
  const Locale **locales = ARENA_ARRAY(arena, const Locale *, publication->language_count);
  g_autoptr(DiagnosticList) named = diagnostic_list_new();
  for (guint i = 0; i < publication->language_count; i++)
    locales[i] =
        locale_load(arena, publication->folder, publication->languages[i], (SourceSpan){0}, named);
  return locales;
}

void publication_check(const Publication *publication, DiagnosticList *diagnostics) {
  g_autoptr(LinkIndex) links = link_index_new(publication);
  g_autoptr(Arena) arena = arena_new();
  const Locale **locales = load_locales(arena, publication);
  for (guint i = 0; i < publication->post_count; i++) {
    const Post *post = publication->posts[i];
    rule_ids(post, diagnostics);
    gint language = post->lang ? publication_language(publication, post->lang) : -1;
    rule_bidi(post, diagnostics);
    rule_spelling(post, language >= 0 ? locales[language] : NULL, diagnostics);
    rule_links(links, post, diagnostics);
    rule_images(post, diagnostics);
  }
  for (guint i = 0; i < publication->pair_count; i++)
    check_pair(publication, publication->pairs[i], diagnostics);
  for (guint i = 0; i < publication->digest_count; i++)
    rule_digest(publication, publication->digests[i], diagnostics);
  rule_undated(publication, diagnostics);
}
