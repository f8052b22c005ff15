#include "paginate/loose.h"

// "2026-w12.fa", as the edition's file is called.
static const char *edition_name(const ComposeJob *job) {
  const DigestJob *digest = job->job;
  const char *language = digest->languages == LANGUAGES_ALL
                             ? "both"
                             : digest->publication->languages[digest->languages];
  return arena_printf(job->arena, "%s.%s", digest->digest->name, language);
}

static gboolean is_loose(const Placed *item) {
  return item->kind == PLACED_LINE && item->line && item->line->loose;
}

void loose_report(const ComposeJob *job, const Document *document) {
  const char *edition = NULL;
  for (guint p = 0; p < document->page_count; p++) {
    const Page *page = &document->pages[p];
    const Node *block = NULL; // the lines of one block stand together, in reading order
    for (guint i = 0; i < page->count; i++) {
      const Placed *item = &page->items[i];
      if (!is_loose(item) || (item->node && item->node == block)) continue;
      block = item->node;
      if (!edition) edition = edition_name(job);
      diagnostic_hint(
          job->diagnostics,
          diagnostic_add(job->diagnostics, DIAGNOSTIC_LINE_LOOSE, item->line->span, p + 1, edition),
          "a soft hyphen in a long word, or other words, would let the line fill");
    }
  }
}
