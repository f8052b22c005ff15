#include "locale/term_index.h"

#include <stdlib.h>

typedef struct {
  const TermMark *mark;
  guint number;
  char *term_key, *below_key; // below_key NULL: of the term itself
} Sorted;

static int compare_sorted(const void *a, const void *b) {
  const Sorted *left = a, *right = b;
  int order = strcmp(left->term_key, right->term_key);
  if (!order) order = g_strcmp0(left->below_key, right->below_key); // NULL first
  return order ? order : left->number < right->number ? -1 : 1;
}

static void clear_sorted(void *data) {
  Sorted *sorted = data;
  g_free(sorted->term_key);
  g_free(sorted->below_key);
}

static char *new_key(const Locale *locale, const Letters *letters, const char *text) {
  g_autofree char *unified = letters_unify(letters, text);
  return locale_sort_key(locale, unified);
}

static GArray *sort_marks(const Locale *locale, const Letters *letters, const TermMark *marks,
                          guint count) {
  GArray *sorted = g_array_new(FALSE, FALSE, sizeof(Sorted));
  g_array_set_clear_func(sorted, clear_sorted);
  for (guint i = 0; i < count; i++) {
    const char *below = marks[i].below;
    Sorted one = {&marks[i], i, new_key(locale, letters, marks[i].term),
                  below ? new_key(locale, letters, below) : NULL};
    g_array_append_val(sorted, one);
  }
  if (count) qsort(sorted->data, count, sizeof(Sorted), compare_sorted);
  return sorted;
}

// The end of the marks from `start` on that are of one entry.
static guint entry_end(const GArray *sorted, guint start) {
  const Sorted *first = &g_array_index(sorted, Sorted, start);
  guint end = start + 1;
  for (; end < sorted->len; end++) {
    const Sorted *next = &g_array_index(sorted, Sorted, end);
    if (strcmp(next->term_key, first->term_key) != 0 ||
        g_strcmp0(next->below_key, first->below_key) != 0)
      break;
  }
  return end;
}

static void set_places(Arena *arena, TermEntry *entry, const GArray *sorted, guint start,
                       guint end) {
  gconstpointer *places = ARENA_ARRAY(arena, gconstpointer, end - start);
  for (guint i = start; i < end; i++)
    places[i - start] = g_array_index(sorted, Sorted, i).mark->place;
  entry->places = places;
  entry->place_count = end - start;
}

TermEntry *term_index(Arena *arena, const Locale *locale, const TermMark *marks, guint count,
                      guint *entry_count) {
  g_autoptr(Letters) letters = letters_new(locale);
  g_autoptr(GArray) sorted = sort_marks(locale, letters, marks, count);
  TermEntry *entries = ARENA_ARRAY(arena, TermEntry, count * 2);
  const char *letter = NULL, *term_key = NULL;
  guint filled = 0;
  for (guint start = 0, end; start < count; start = end) {
    const Sorted *first = &g_array_index(sorted, Sorted, start);
    end = entry_end(sorted, start);
    if (g_strcmp0(term_key, first->term_key) != 0) {
      const char *own = letters_find(letters, first->mark->term);
      TermEntry *entry = &entries[filled++];
      *entry = (TermEntry){.text = first->mark->term};
      if (g_strcmp0(own, letter) != 0) entry->letter = letter = arena_strdup(arena, own);
      term_key = first->term_key;
    }
    if (first->below_key)
      entries[filled++] = (TermEntry){.text = first->mark->below, .is_below = TRUE};
    set_places(arena, &entries[filled - 1], sorted, start, end);
  }
  *entry_count = filled;
  return entries;
}
