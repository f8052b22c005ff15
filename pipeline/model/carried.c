#include "model/carried.h"

#include <stdlib.h>

#include "model/selection.h"

static gboolean issue_number(const Digest *digest, gint64 *number) {
  return digest->issue && g_ascii_string_to_signed(digest->issue, 10, 0, G_MAXINT32, number, NULL);
}

static gint compare_issues(const Digest *a, const Digest *b) {
  gint64 left = 0, right = 0;
  if (!issue_number(a, &left) || !issue_number(b, &right)) return 0;
  return (left > right) - (left < right);
}

static gint compare_digests(const Digest *a, const Digest *b) {
  gint order = compare_issues(a, b);
  if (order || !civil_date_is_set(a->from) || !civil_date_is_set(b->from)) return order;
  return civil_date_compare(a->from, b->from);
}

static gint compare_entries(gconstpointer a, gconstpointer b) {
  return compare_digests(*(const Digest *const *)a, *(const Digest *const *)b);
}

GHashTable *digest_carried(const Publication *publication, const Digest *digest) {
  GHashTable *carried = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) earlier = g_ptr_array_new();
  for (guint i = 0; i < publication->digest_count; i++)
    if (compare_digests(publication->digests[i], digest) < 0)
      g_ptr_array_add(earlier, publication->digests[i]);
  g_ptr_array_sort(earlier, compare_entries);
  g_autoptr(Arena) scratch = arena_new();
  for (guint i = 0; i < earlier->len; i++) {
    const Digest *before = g_ptr_array_index(earlier, i);
    PairList list = digest_select_after(scratch, publication, before, carried);
    for (guint k = 0; k < list.count; k++)
      if (!g_hash_table_contains(carried, list.items[k]->id))
        g_hash_table_insert(carried, (gpointer)list.items[k]->id, (gpointer)before);
  }
  return carried;
}
