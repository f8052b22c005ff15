#include "base/yaml.h"
#include "model/selection.h"
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
  if (list.count > 0) return;
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_DIGEST_EMPTY, digest->span, digest->name);
  diagnostic_hint(diagnostics, fault, "look at its dates, tags and exclusions");
}
