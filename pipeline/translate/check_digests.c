#include "base/yaml.h"
#include "model/edition_policy.h"
#include "translate/rules.h"

static GHashTable *known_tags(const Publication *publication, GPtrArray *names) {
  GHashTable *tags = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < publication->post_count; i++) {
    const StringList *list = &publication->posts[i]->tags;
    for (guint t = 0; t < list->count; t++)
      if (g_hash_table_add(tags, (gpointer)list->items[t]))
        g_ptr_array_add(names, (gpointer)list->items[t]);
  }
  return tags;
}

static SourceSpan span_of_tag(const YamlNode *root, const Digest *digest, guint index) {
  const YamlNode *list = yaml_lookup(yaml_lookup(root, "select"), "tags");
  if (!list) return digest->span;
  return list->kind == YAML_SEQUENCE && index < list->child_count ? list->children[index]->span
                                                                  : list->span;
}

static void check_tags(const Publication *publication, const Digest *digest,
                       DiagnosticList *diagnostics) {
  if (!digest->tags.count) return;
  g_autoptr(Arena) scratch = arena_new();
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_autoptr(GHashTable) tags = known_tags(publication, names);
  const YamlNode *root = NULL;
  if (digest->file) root = yaml_parse(scratch, digest->file, 0, digest->file->length_bytes, NULL);
  for (guint i = 0; i < digest->tags.count; i++) {
    const char *tag = digest->tags.items[i];
    if (g_hash_table_contains(tags, tag)) continue;
    Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_DIGEST_TAG_UNKNOWN,
                                       span_of_tag(root, digest, i), tag);
    const char *nearest = diagnostic_nearest(tag, (const char *const *)names->pdata, names->len);
    if (nearest) diagnostic_hint(diagnostics, fault, "did you mean '%s'?", nearest);
  }
}

void rule_digest(const Publication *publication, const Digest *digest,
                 DiagnosticList *diagnostics) {
  g_autoptr(Arena) scratch = arena_new();
  check_tags(publication, digest, diagnostics);
  PairList list = digest_select(scratch, publication, digest, diagnostics);
  digest_refuses(publication, digest, digest->languages, &list, diagnostics);
  if (list.count > 0) return;
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_DIGEST_EMPTY, digest->span, digest->name);
  diagnostic_hint(diagnostics, fault, "look at its dates, tags and exclusions");
}

static void add_decided(GHashTable *decided, const StringList *ids) {
  for (guint i = 0; i < ids->count; i++)
    g_hash_table_add(decided, (gpointer)ids->items[i]);
}

// Digests by days never find an undated post: somebody must say where it goes.
void rule_undated(const Publication *publication, DiagnosticList *diagnostics) {
  g_autoptr(Arena) scratch = arena_new();
  g_autoptr(GHashTable) decided = g_hash_table_new(g_str_hash, g_str_equal);
  gboolean by_days = FALSE;
  for (guint i = 0; i < publication->digest_count; i++) {
    const Digest *digest = publication->digests[i];
    by_days |= civil_date_is_set(digest->from) || civil_date_is_set(digest->to);
    add_decided(decided, &digest->exclude);
    if (!digest->has_selection) continue; // has every post, and so decides nothing
    PairList list = digest_select_after(scratch, publication, digest, NULL);
    for (guint k = 0; k < list.count; k++)
      g_hash_table_add(decided, (gpointer)list.items[k]->id);
  }
  for (guint i = 0; by_days && i < publication->pair_count; i++) {
    const PostPair *pair = publication->pairs[i];
    const Post *post = pair_first_post(pair);
    if (post->is_page || post->state == STATE_DRAFT || civil_date_is_set(pair_date(pair)) ||
        g_hash_table_contains(decided, pair->id))
      continue;
    Diagnostic *fault =
        diagnostic_add(diagnostics, DIAGNOSTIC_UNDATED_UNDECIDED, post_field_span(post, "date"));
    diagnostic_hint(diagnostics, fault, "name '%s' under select: ids, or exclude, of a digest",
                    pair->id);
  }
}
