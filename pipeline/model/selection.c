#include "model/selection.h"

#include "base/yaml.h"
#include "model/carried.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  Arena *arena;
  const Publication *publication;
  const Digest *digest;
  DiagnosticList *diagnostics;
  GHashTable *pairs;   // id -> PostPair*
  GHashTable *taken;   // ids that are already in the result
  GPtrArray *result;   // of const PostPair*
  GHashTable *carried; // id -> Digest that had it before; NULL = nobody asks
  Arena *scratch;      // only when a fault needs the place of a name
  const YamlNode *root;
} Selector;

static gboolean list_has(const StringList *list, const char *word) {
  for (guint i = 0; i < list->count; i++)
    if (g_str_equal(list->items[i], word)) return TRUE;
  return FALSE;
}

static gboolean pair_has_tag(const PostPair *pair, const StringList *tags) {
  for (guint i = 0; i < pair->language_count; i++) {
    if (!pair->posts[i]) continue;
    for (guint t = 0; t < tags->count; t++)
      if (list_has(&pair->posts[i]->tags, tags->items[t])) return TRUE;
  }
  return FALSE;
}

// A pair whose every side is a draft, or which is a page, is in no digest.
static gboolean may_appear(const PostPair *pair) {
  for (guint i = 0; i < pair->language_count; i++)
    if (pair->posts[i] && !pair->posts[i]->is_page && pair->posts[i]->state != STATE_DRAFT)
      return TRUE;
  return FALSE;
}

static gboolean date_matches(const Digest *digest, CivilDate date) {
  if (!civil_date_is_set(date)) return FALSE;
  if (civil_date_is_set(digest->from) && civil_date_compare(date, digest->from) < 0) return FALSE;
  return !civil_date_is_set(digest->to) || civil_date_compare(date, digest->to) <= 0;
}

static gboolean is_chosen(const Digest *digest, const PostPair *pair) {
  if (!digest->has_selection || list_has(&digest->ids, pair->id)) return TRUE;
  gboolean by_date = civil_date_is_set(digest->from) || civil_date_is_set(digest->to);
  gboolean by_tag = digest->tags.count > 0;
  if (!by_date && !by_tag) return FALSE;
  if (by_date && !date_matches(digest, pair_date(pair))) return FALSE;
  return !by_tag || pair_has_tag(pair, &digest->tags);
}

// Where `word` stands in the definition's `select: KEY:` list. The definition is read once more,
// since only a faulty one needs this.
static SourceSpan span_of_name(Selector *selector, const char *key, const char *word) {
  const SourceFile *file = selector->digest->file;
  if (!file) return selector->digest->span;
  if (!selector->scratch) {
    selector->scratch = arena_new();
    selector->root = yaml_parse(selector->scratch, file, 0, file->length_bytes, NULL);
  }
  const YamlNode *list = yaml_lookup(yaml_lookup(selector->root, "select"), key);
  for (guint i = 0; list && i < list->child_count; i++) {
    const YamlNode *item = list->children[i];
    if (item->kind == YAML_SCALAR && g_str_equal(item->scalar, word)) return item->span;
  }
  return list && list->kind == YAML_SCALAR ? list->span : selector->digest->span;
}

static const char *nearest_id(const Publication *publication, const char *word) {
  g_autofree const char **known = g_new(const char *, publication->pair_count + 1);
  for (guint i = 0; i < publication->pair_count; i++)
    known[i] = publication->pairs[i]->id;
  return diagnostic_nearest(word, known, publication->pair_count);
}

// The pair named in the definition, or NULL with a diagnostic where there is none that may appear.
static const PostPair *named_pair(Selector *selector, const char *key, const char *id) {
  const PostPair *pair = g_hash_table_lookup(selector->pairs, id);
  if (!pair) {
    Diagnostic *fault = diagnostic_add(selector->diagnostics, DIAGNOSTIC_DIGEST_POST_UNKNOWN,
                                       span_of_name(selector, key, id), id);
    const char *nearest = nearest_id(selector->publication, id);
    if (nearest) diagnostic_hint(selector->diagnostics, fault, "did you mean '%s'?", nearest);
    return NULL;
  }
  if (g_str_equal(key, "exclude") || may_appear(pair)) return pair;
  const Post *post = pair_first_post(pair);
  Diagnostic *fault =
      diagnostic_add(selector->diagnostics, DIAGNOSTIC_DIGEST_POST_LEFT_OUT,
                     span_of_name(selector, key, id), id, post->is_page ? "a page" : "a draft");
  diagnostic_counterpart(selector->diagnostics, fault, source_span_of_file(post->file), "%s",
                         post->title ? post->title : id);
  return NULL;
}

static void check_names(Selector *selector, const char *key, const StringList *ids) {
  for (guint i = 0; i < ids->count; i++)
    named_pair(selector, key, ids->items[i]);
}

static void take(Selector *selector, const PostPair *pair) {
  if (g_hash_table_add(selector->taken, (gpointer)pair->id))
    g_ptr_array_add(selector->result, (gpointer)pair);
}

static gboolean is_named(const Digest *digest, const char *id) {
  return list_has(&digest->ids, id) || list_has(&digest->pin, id);
}

// Whether an earlier issue's post is left out here; reports it where the definition asks for that.
static gboolean skips_carried(Selector *selector, const PostPair *pair) {
  const Digest *digest = selector->digest;
  const Digest *before =
      selector->carried ? g_hash_table_lookup(selector->carried, pair->id) : NULL;
  if (!before || digest->carried == CARRIED_ALLOW) return FALSE;
  gboolean skipped = digest->carried == CARRIED_SKIP && !is_named(digest, pair->id);
  Diagnostic *fault =
      diagnostic_add(selector->diagnostics, DIAGNOSTIC_DIGEST_POST_CARRIED, digest->span, pair->id,
                     before->name, skipped ? "it is left out here" : "it is here again");
  diagnostic_counterpart(selector->diagnostics, fault, before->span, "the earlier issue");
  return skipped;
}

static void take_pinned(Selector *selector) {
  const Digest *digest = selector->digest;
  for (guint i = 0; i < digest->pin.count; i++) {
    const char *id = digest->pin.items[i];
    const PostPair *pair = named_pair(selector, "pin", id);
    if (!pair) continue;
    if (list_has(&digest->exclude, id))
      diagnostic_add(selector->diagnostics, DIAGNOSTIC_DIGEST_PIN_EXCLUDED,
                     span_of_name(selector, "pin", id), id);
    else if (!skips_carried(selector, pair))
      take(selector, pair);
  }
}

// Oldest first; undated ones last; then by id.
static int compare_chosen(const void *a, const void *b) {
  const PostPair *left = *(const PostPair *const *)a, *right = *(const PostPair *const *)b;
  CivilDate left_date = pair_date(left), right_date = pair_date(right);
  gint undated = !civil_date_is_set(left_date) - !civil_date_is_set(right_date);
  if (undated) return undated;
  gint order = civil_date_compare(left_date, right_date);
  return order ? order : strcmp(left->id, right->id);
}

static void take_chosen(Selector *selector) {
  const Publication *publication = selector->publication;
  g_autoptr(GHashTable) excluded = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < selector->digest->exclude.count; i++)
    g_hash_table_add(excluded, (gpointer)selector->digest->exclude.items[i]);
  g_autoptr(GPtrArray) chosen = g_ptr_array_new();
  for (guint i = 0; i < publication->pair_count; i++) {
    const PostPair *pair = publication->pairs[i];
    if (may_appear(pair) && !g_hash_table_contains(excluded, pair->id) &&
        is_chosen(selector->digest, pair) && !skips_carried(selector, pair))
      g_ptr_array_add(chosen, (gpointer)pair);
  }
  if (chosen->len) qsort(chosen->pdata, chosen->len, sizeof(gpointer), compare_chosen);
  for (guint i = 0; i < chosen->len; i++)
    take(selector, chosen->pdata[i]);
}

static PairList select_pairs(Arena *arena, const Publication *publication, const Digest *digest,
                             GHashTable *carried, DiagnosticList *diagnostics) {
  g_autoptr(GHashTable) pairs = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) result = g_ptr_array_new();
  for (guint i = 0; i < publication->pair_count; i++)
    g_hash_table_insert(pairs, (gpointer)publication->pairs[i]->id, publication->pairs[i]);
  Selector selector = {.arena = arena,
                       .publication = publication,
                       .digest = digest,
                       .diagnostics = diagnostics,
                       .pairs = pairs,
                       .taken = taken,
                       .result = result,
                       .carried = carried};
  take_pinned(&selector);
  check_names(&selector, "ids", &digest->ids);
  check_names(&selector, "exclude", &digest->exclude);
  take_chosen(&selector);
  arena_free(selector.scratch);
  return (PairList){arena_copy(arena, result->pdata, sizeof(gpointer) * result->len), result->len};
}

PairList digest_select_after(Arena *arena, const Publication *publication, const Digest *digest,
                             GHashTable *carried) {
  return select_pairs(arena, publication, digest, carried, NULL);
}

PairList digest_select(Arena *arena, const Publication *publication, const Digest *digest,
                       DiagnosticList *diagnostics) {
  if (digest->carried == CARRIED_ALLOW)
    return select_pairs(arena, publication, digest, NULL, diagnostics);
  g_autoptr(GHashTable) carried = digest_carried(publication, digest);
  return select_pairs(arena, publication, digest, carried, diagnostics);
}
