#include "translate/lock.h"

#include <string.h>

#include "base/source.h"
#include "translate/pairing.h"

#define LOCK_HEAD          "beyt lock 1"
#define FINGERPRINT_DIGITS 12 // of SHA-256: enough for the blocks of one post

typedef struct {
  char digits[FINGERPRINT_DIGITS + 1];
} Fingerprint;

char *lock_path(const char *folder, const PostPair *pair) {
  g_autofree char *name = g_strdup_printf("%s.lock", pair->id);
  return g_build_filename(folder, "align", name, NULL);
}

// White space as one blank: a line broken elsewhere is the same text.
static void hash_prose(GChecksum *checksum, const char *text) {
  gboolean blank = FALSE;
  for (const char *c = text; *c; c++) {
    if (g_ascii_isspace(*c)) {
      blank = TRUE;
      continue;
    }
    if (blank) g_checksum_update(checksum, (const guchar *)" ", 1);
    blank = FALSE;
    g_checksum_update(checksum, (const guchar *)c, 1);
  }
}

static Fingerprint fingerprint(const BlockList *blocks, guint start, guint count) {
  GChecksum *checksum = g_checksum_new(G_CHECKSUM_SHA256);
  for (guint i = start; i < start + count; i++) {
    g_autofree char *text = node_plain_text(blocks->items[i].node);
    hash_prose(checksum, text);
    g_checksum_update(checksum, (const guchar *)"\n", 1);
  }
  Fingerprint out = {{0}};
  memcpy(out.digits, g_checksum_get_string(checksum), FINGERPRINT_DIGITS);
  g_checksum_free(checksum);
  return out;
}

static gboolean is_linked(const BlockPair *link) {
  return link->source_count > 0 && link->target_count > 0;
}

static gboolean has_translation(const PostPair *pair, guint language) {
  return language != pair->source_language && pair->posts[language] &&
         pair->posts[pair->source_language];
}

static void write_language(const PostPair *pair, guint language, GString *out) {
  const BlockList *source = &pair->blocks[pair->source_language];
  for (guint i = 0; i < pair->link_counts[language]; i++) {
    const BlockPair *link = &pair->links[language][i];
    if (!is_linked(link)) continue;
    Fingerprint from = fingerprint(source, link->source_start, link->source_count);
    Fingerprint to = fingerprint(&pair->blocks[language], link->target_start, link->target_count);
    g_string_append_printf(out, "%s %s %s %s\n", pair->posts[language]->lang,
                           node_kind_name(source->items[link->source_start].node->kind),
                           from.digits, to.digits);
  }
}

char *lock_write(const PostPair *pair) {
  GString *out = g_string_new(LOCK_HEAD "\n");
  gsize head = out->len;
  for (guint i = 0; i < pair->language_count; i++)
    if (has_translation(pair, i)) write_language(pair, i, out);
  return g_string_free(out, out->len == head);
}

// What a lock says of one language, and what of it is still there.
typedef struct {
  GHashTable *made_from; // fingerprint of a translation -> GPtrArray of fingerprints of sources
  GHashTable *present;   // fingerprints of the source as it stands now
} Seen;

static void free_sources(void *sources) {
  g_ptr_array_unref(sources);
}

static void add_entry(Seen *seen, const char *source, const char *target) {
  GPtrArray *sources = g_hash_table_lookup(seen->made_from, target);
  if (!sources) {
    sources = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_insert(seen->made_from, g_strdup(target), sources);
  }
  g_ptr_array_add(sources, g_strdup(source));
}

// Every block alone, and those that a translation takes together.
static void add_present(Seen *seen, const PostPair *pair, guint language) {
  const BlockList *source = &pair->blocks[pair->source_language];
  for (guint i = 0; i < source->count; i++)
    g_hash_table_add(seen->present, g_strdup(fingerprint(source, i, 1).digits));
  for (guint i = 0; i < pair->link_counts[language]; i++) {
    const BlockPair *link = &pair->links[language][i];
    if (link->source_count < 2) continue;
    Fingerprint both = fingerprint(source, link->source_start, link->source_count);
    g_hash_table_add(seen->present, g_strdup(both.digits));
  }
}

static gboolean is_fingerprint(const char *word) {
  return strlen(word) == FINGERPRINT_DIGITS &&
         strspn(word, "0123456789abcdef") == FINGERPRINT_DIGITS;
}

static void report_line(const SourceFile *file, guint line, DiagnosticList *diagnostics) {
  gsize start = file->line_starts[line - 1], length;
  source_line(file, line, &length);
  SourceSpan span = source_span_from_offsets(file, start, start + length);
  Diagnostic *fault = diagnostic_add(diagnostics, DIAGNOSTIC_LOCK_LINE, span);
  diagnostic_hint(diagnostics, fault, "'beyt lock ID' writes the file anew");
}

// TRUE for a line that is understood: the head, an empty one, or an entry (of any language).
static gboolean read_line(Seen *seen, const char *lang, const char *line) {
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  if (!*line || g_str_equal(line, LOCK_HEAD)) return TRUE;
  if (g_strv_length(words) != 4 || !is_fingerprint(words[2]) || !is_fingerprint(words[3]))
    return FALSE;
  if (!g_str_equal(words[0], lang)) return TRUE;
  add_entry(seen, words[2], words[3]);
  return TRUE;
}

static void read_lines(Seen *seen, const SourceFile *file, const char *lang,
                       DiagnosticList *diagnostics) {
  for (guint i = 1; i <= file->line_count; i++) {
    gsize length;
    const char *line = source_line(file, i, &length);
    g_autofree char *text = g_strndup(line, length);
    if (!read_line(seen, lang, g_strchomp(text))) report_line(file, i, diagnostics);
  }
}

// Stale: the translation is one that the lock knows, and what it was made from is nowhere in the
// source any more. Where both have changed, the translator has been there since.
static gboolean is_stale(const Seen *seen, const BlockList *blocks, const BlockPair *link) {
  Fingerprint to = fingerprint(blocks, link->target_start, link->target_count);
  const GPtrArray *sources = g_hash_table_lookup(seen->made_from, to.digits);
  for (guint i = 0; sources && i < sources->len; i++)
    if (g_hash_table_contains(seen->present, sources->pdata[i])) return FALSE;
  return sources != NULL;
}

static void mark_language(PostPair *pair, guint language, const Seen *seen) {
  for (guint i = 0; i < pair->link_counts[language]; i++) {
    BlockPair *link = &pair->links[language][i];
    link->stale = is_linked(link) && is_stale(seen, &pair->blocks[language], link);
    pair->stale_counts[language] += link->stale;
  }
}

static void read_lock(Publication *publication, PostPair *pair, const SourceFile *file,
                      DiagnosticList *diagnostics) {
  pair_align(publication->arena, pair);
  pair->stale_counts = ARENA_ARRAY(publication->arena, guint, pair->language_count);
  gboolean reported = FALSE; // each line is read once a language
  for (guint i = 0; i < pair->language_count; i++) {
    if (!has_translation(pair, i)) continue;
    Seen seen = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_sources),
                 g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    add_present(&seen, pair, i);
    read_lines(&seen, file, pair->posts[i]->lang, reported ? NULL : diagnostics);
    reported = TRUE;
    mark_language(pair, i, &seen);
    g_hash_table_unref(seen.made_from);
    g_hash_table_unref(seen.present);
  }
}

void publication_read_locks(Publication *publication, DiagnosticList *diagnostics) {
  g_autofree char *folder = g_build_filename(publication->folder, "align", NULL);
  if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) return;
  for (guint i = 0; i < publication->pair_count; i++) {
    PostPair *pair = publication->pairs[i];
    g_autofree char *path = lock_path(publication->folder, pair);
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, NULL)) continue;
    const char *name = arena_printf(publication->arena, "align/%s.lock", pair->id);
    gboolean readable = source_is_text(text, length);
    SourceFile *file =
        source_file_new(publication->arena, name, readable ? text : "", readable ? length : 0);
    if (readable)
      read_lock(publication, pair, file, diagnostics);
    else
      diagnostic_add(diagnostics, DIAGNOSTIC_LOCK_LINE, source_span_of_file(file));
  }
}
