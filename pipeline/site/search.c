#include "site/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "site/html_writer.h"

#define LIST_BYTES 16000 // of a word list: some seconds on the slowest line
#define JOINER     "\u200c"

// Where a word stands: what it counts for grows downwards.
typedef enum { IN_TEXT, IN_HEADING, IN_TITLE, PLACE_COUNT } WordPlace;

typedef struct {
  guint post;
  WordPlace place;
} Hit;

typedef struct {
  const char *word;
  const GArray *hits; // of Hit, by post
} Word;

struct Search {
  const Fold *fold;
  GHashTable *words; // folded word -> GArray of Hit
  guint post_count;
};

static void free_hits(gpointer hits) {
  g_array_unref(hits);
}

Search *search_new(const Fold *fold) {
  Search *search = g_new0(Search, 1);
  search->fold = fold;
  search->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_hits);
  return search;
}

void search_free(Search *search) {
  if (!search) return;
  g_hash_table_unref(search->words);
  g_free(search);
}

static void add_word(Search *search, const char *text, gsize length, WordPlace place) {
  g_autoptr(GString) word = g_string_new(NULL);
  fold_append(search->fold, text, length, word);
  if (!word->len) return;
  GArray *hits = g_hash_table_lookup(search->words, word->str);
  if (!hits) {
    hits = g_array_new(FALSE, FALSE, sizeof(Hit));
    g_hash_table_insert(search->words, g_strdup(word->str), hits);
  }
  Hit *last = hits->len ? &g_array_index(hits, Hit, hits->len - 1) : NULL;
  if (last && last->post == search->post_count) {
    last->place = MAX(last->place, place);
    return;
  }
  const Hit hit = {search->post_count, place};
  g_array_append_val(hits, hit);
}

// A word with ZWNJ inside is found as one, and each of its parts by itself.
static void add_parts(Search *search, const char *text, gsize length, WordPlace place) {
  if (!g_strstr_len(text, (gssize)length, JOINER)) return;
  for (const char *end = text + length; text < end;) {
    const char *joiner = g_strstr_len(text, end - text, JOINER);
    const char *stop = joiner ? joiner : end;
    add_word(search, text, (gsize)(stop - text), place);
    text = joiner ? joiner + strlen(JOINER) : end;
  }
}

static void add_text(Search *search, const char *text, WordPlace place) {
  for (gsize start = 0, end = 0; text && word_next(text, &start, &end); start = end) {
    add_word(search, text + start, end - start, place);
    add_parts(search, text + start, end - start, place);
  }
}

// The text of a block that has text of its own; NULL for the others. Freed by the caller.
static char *block_text(const Node *node) {
  if (node->kind == NODE_CODE_BLOCK) return g_strdup(node->text);
  gboolean raw = node->kind == NODE_HTML_BLOCK && node->first_child;
  return raw || node_holds_inlines(node) ? node_plain_text(node) : NULL;
}

void search_add(Search *search, const Post *post, const char *const *names, guint name_count) {
  add_text(search, post->title ? post->title : post->id, IN_TITLE);
  add_text(search, post->summary, IN_TEXT);
  for (guint i = 0; i < name_count; i++)
    add_text(search, names[i], IN_HEADING);
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    g_autofree char *text = block_text(node);
    if (text) add_text(search, text, node->kind == NODE_HEADING ? IN_HEADING : IN_TEXT);
    add_text(search, node->index_term, IN_HEADING);
    add_text(search, node->index_sub, IN_HEADING);
  }
  search->post_count++;
}

static void append_line(GString *out, const Locale *locale, const char *text) {
  g_autofree char *isolated = html_isolate_text(locale, locale->direction, text);
  if (out->len) g_string_append_c(out, '\n');
  g_string_append(out, isolated);
}

char *search_text(const Post *post, const Locale *locale) {
  GString *out = g_string_new(NULL);
  if (post->summary) append_line(out, locale, post->summary);
  for (const Node *node = post->body; node; node = node_walk(post->body, node)) {
    g_autofree char *text = block_text(node);
    if (text && *g_strstrip(text)) append_line(out, locale, text);
  }
  return g_string_free(out, FALSE);
}

// In the order of UTF-16, which is a browser's: U+E000 to U+FFFF come after all that is beyond.
static int rank(guchar byte) {
  return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

static int compare_words(const void *a, const void *b) {
  const guchar *left = (const guchar *)((const Word *)a)->word;
  const guchar *right = (const guchar *)((const Word *)b)->word;
  while (*left && *left == *right) {
    left++;
    right++;
  }
  return rank(*left) - rank(*right);
}

static GArray *sorted_words(const Search *search) {
  GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
  GHashTableIter iterator;
  gpointer key, value;
  g_hash_table_iter_init(&iterator, search->words);
  while (g_hash_table_iter_next(&iterator, &key, &value)) {
    const Word word = {key, value};
    g_array_append_val(words, word);
  }
  if (words->len) qsort(words->data, words->len, sizeof(Word), compare_words);
  return words;
}

static void append_base36(GString *out, guint value) {
  char digits[8];
  guint count = 0;
  do {
    digits[count++] = "0123456789abcdefghijklmnopqrstuvwxyz"[value % 36];
    value /= 36;
  } while (value);
  while (count)
    g_string_append_c(out, digits[--count]);
}

// "word=0,3;5;1,1": posts that have it in title, headings, text; each as the distance from the
// last.
static void append_word(GString *out, const Word *word) {
  g_string_append_printf(out, "%s%s=", out->len ? "|" : "", word->word);
  for (guint place = PLACE_COUNT; place-- > 0;) {
    guint last = 0;
    gboolean first = TRUE;
    for (guint i = 0; i < word->hits->len; i++) {
      const Hit *hit = &g_array_index(word->hits, Hit, i);
      if (hit->place != place) continue;
      if (!first) g_string_append_c(out, ',');
      append_base36(out, hit->post - last);
      last = hit->post;
      first = FALSE;
    }
    if (place) g_string_append_c(out, ';');
  }
}

void search_write_file(const char *name, const GString *data, OutputList *out) {
  GString *file = g_string_new(NULL);
  g_autofree char *path = g_strconcat(name, ".js", NULL);
  g_string_append(file, data->str);
  g_string_replace(file, "<", "\\u003c", 0); // no tag in it, whoever takes it for a page
  g_autofree char *head = g_strdup_printf("beytSearch.take(\"%s\",", name);
  g_string_prepend(file, head);
  g_string_append(file, ")\n");
  output_list_take_string(out, path, file);
}

static void write_list(const char *folder, guint number, const GString *list, OutputList *out) {
  g_autofree char *name = g_strdup_printf("%s/w/%u", folder, number);
  g_autoptr(GString) data = g_string_new(NULL);
  json_append_string(data, list->str);
  search_write_file(name, data, out);
}

void search_write(Search *search, const char *folder, OutputList *out) {
  g_autoptr(GArray) words = sorted_words(search);
  g_autoptr(GString) list = g_string_new(NULL);
  g_autoptr(GString) heads = g_string_new("[");
  guint number = 0;
  for (guint i = 0; i < words->len; i++) {
    const Word *word = &g_array_index(words, Word, i);
    if (!list->len) {
      if (number) g_string_append_c(heads, ',');
      json_append_string(heads, word->word);
    }
    append_word(list, word);
    if (list->len < LIST_BYTES && i + 1 < words->len) continue;
    write_list(folder, number++, list, out);
    g_string_truncate(list, 0);
  }
  g_string_append_c(heads, ']');
  g_autofree char *name = g_strconcat(folder, "/words", NULL);
  search_write_file(name, heads, out);
}
