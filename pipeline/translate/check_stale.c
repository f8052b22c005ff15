#include "translate/rules.h"

void rule_stale(const PostPair *pair, guint language, DiagnosticList *diagnostics) {
  if (!pair->stale_counts || !pair->stale_counts[language]) return;
  const Post *original = pair->posts[pair->source_language];
  for (guint i = 0; i < pair->link_counts[language]; i++) {
    const BlockPair *link = &pair->links[language][i];
    if (!link->stale) continue;
    const Node *here = pair->blocks[language].items[link->target_start].node;
    const Node *there = pair->blocks[pair->source_language].items[link->source_start].node;
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_BLOCK_STALE, here->span, original->lang);
    diagnostic_hint(diagnostics, fault, "when the translation is right again: beyt lock %s",
                    pair->id);
    diagnostic_counterpart(diagnostics, fault, there->span, "%s: as it stands now", original->lang);
  }
}
