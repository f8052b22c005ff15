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

void publication_check(const Publication *publication, DiagnosticList *diagnostics) {
  g_autoptr(LinkIndex) links = link_index_new(publication);
  for (guint i = 0; i < publication->post_count; i++) {
    const Post *post = publication->posts[i];
    rule_ids(post, diagnostics);
    rule_bidi(post, diagnostics);
    rule_links(links, post, diagnostics);
    rule_images(post, diagnostics);
  }
  for (guint i = 0; i < publication->pair_count; i++)
    check_pair(publication, publication->pairs[i], diagnostics);
  for (guint i = 0; i < publication->digest_count; i++)
    rule_digest(publication, publication->digests[i], diagnostics);
  rule_undated(publication, diagnostics);
}
