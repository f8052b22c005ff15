#include "typeset/hyphenate.h"

#include <hyphen.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "typeset/breaks.h"

#define FOLDER       "/usr/share/hyphen"
#define LONGEST_WORD 64

typedef struct {
  char *file;
  HyphenDict *dictionary; // NULL: could not be opened
} Opened;

struct Hyphenator {
  GArray *opened;
  GPtrArray *locales; // of languages beside the block's
};

Hyphenator *hyphenator_new(void) {
  Hyphenator *hyphenator = g_new0(Hyphenator, 1);
  hyphenator->opened = g_array_new(FALSE, FALSE, sizeof(Opened));
  hyphenator->locales = g_ptr_array_new();
  return hyphenator;
}

void hyphenator_free(Hyphenator *hyphenator) {
  if (!hyphenator) return;
  for (guint i = 0; i < hyphenator->opened->len; i++) {
    Opened *opened = &g_array_index(hyphenator->opened, Opened, i);
    g_free(opened->file);
    if (opened->dictionary) hnj_hyphen_free(opened->dictionary);
  }
  g_array_unref(hyphenator->opened);
  g_ptr_array_unref(hyphenator->locales);
  g_free(hyphenator);
}

static HyphenDict *lookup_dictionary(Hyphenator *hyphenator, const char *file) {
  for (guint i = 0; i < hyphenator->opened->len; i++) {
    Opened *known = &g_array_index(hyphenator->opened, Opened, i);
    if (strcmp(known->file, file) == 0) return known->dictionary;
  }
  g_autofree char *path = g_build_filename(FOLDER, file, NULL);
  Opened opened = {g_strdup(file), NULL};
  if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) opened.dictionary = hnj_hyphen_load(path);
  g_array_append_val(hyphenator->opened, opened);
  return opened.dictionary;
}

static void hyphenate_word(HyphenDict *dictionary, const Flow *flow, guint32 start, guint32 end,
                           guint8 *breaks) {
  char word[LONGEST_WORD + 1], points[LONGEST_WORD + 6];
  guint length = end - start;
  // libhyphen wants lower case; letters here are ASCII or of one byte in the dictionary's charset.
  for (guint i = 0; i < length; i++)
    word[i] = (char)u_tolower(flow->text[start + i]);
  word[length] = '\0';
  char **replacements = NULL;
  int *positions = NULL, *cuts = NULL;
  int failed = hnj_hyphen_hyphenate2(dictionary, word, (int)length, points, NULL, &replacements,
                                     &positions, &cuts);
  for (guint i = 0; !failed && i + 1 < length; i++) {
    gboolean replaced = replacements && replacements[i];
    if ((points[i] & 1) && !replaced && breaks[start + i + 1] == BREAK_NONE)
      breaks[start + i + 1] = BREAK_SOFT_HYPHEN;
  }
  for (guint i = 0; replacements && i < length; i++)
    free(replacements[i]);
  free(replacements);
  free(positions);
  free(cuts);
}

void hyphenator_learn(Hyphenator *hyphenator, const Locale *locale) {
  g_ptr_array_add(hyphenator->locales, (gpointer)locale);
}

// The dictionary's file for a piece, or NULL (LB-6: the language of the run decides, not that of
// the block).
static const char *piece_file(const Hyphenator *hyphenator, const Flow *flow, guint piece,
                              gboolean in_need) {
  const TextStyle *style = &flow->paragraph->pieces[piece].style;
  const Locale *locale = flow->paragraph->locale;
  if (style->role == ROLE_CODE) return NULL;
  if (style->lang && strcmp(style->lang, locale->code) != 0) {
    locale = NULL;
    for (guint i = 0; i < hyphenator->locales->len && !locale; i++) {
      const Locale *known = hyphenator->locales->pdata[i];
      if (strcmp(known->code, style->lang) == 0) locale = known;
    }
  }
  if (!locale) return NULL;
  if (locale->hyphenate) return locale->hyphenation_file;
  return in_need ? locale->latin_hyphenation_file : NULL;
}

static gboolean is_in_tokens(const FlowToken *tokens, guint count, guint *from, guint32 start,
                             guint32 end) {
  while (*from < count && tokens[*from].end <= start)
    (*from)++;
  return *from < count && tokens[*from].start < end &&
         (tokens[*from].is_url || tokens[*from].no_break);
}

// Part of a name that only machines read: "@plarson3427", "max_size".
static gboolean joins_word(UChar c) {
  return c == '@' || c == '#' || c == '_' || u_isdigit(c) || (c >= 0x80 && u_isalpha(c));
}

// A word that goes on in signs or in another alphabet is no word of the dictionary, nor is one with
// capitals inside ("GitHub").
static gboolean is_whole_word(const Flow *flow, guint32 start, guint32 end) {
  const UChar *text = flow->text;
  if (end - start < 5 || end - start > LONGEST_WORD) return FALSE;
  if (start > 0 && text[start - 1] != 0x2028 && joins_word(text[start - 1])) return FALSE;
  if (end < flow->length && joins_word(text[end])) return FALSE;
  guint capitals = 0;
  for (guint32 at = start + 1; at < end; at++)
    capitals += text[at] <= 'Z';
  return capitals == 0 || capitals == end - start - 1;
}

gboolean hyphenator_apply(Hyphenator *hyphenator, const Flow *flow, guint8 *breaks,
                          gboolean in_need) {
  guint piece = G_MAXUINT, token = 0, piece_token = 0;
  const char *file = NULL;
  gboolean any = FALSE;
  for (guint32 start = 0, end; start < flow->length; start = end) {
    end = start + 1;
    if (flow->text[start] >= 0x80 || !u_isalpha(flow->text[start])) continue;
    while (end < flow->length && flow->text[end] < 0x80 && u_isalpha(flow->text[end]))
      end++;
    guint here = flow_piece_at(flow, start, piece);
    if (here != piece) file = piece_file(hyphenator, flow, here, in_need);
    piece = here;
    if (!file || !is_whole_word(flow, start, end)) continue;
    if (is_in_tokens(flow->tokens, flow->token_count, &token, start, end)) continue;
    if (is_in_tokens(flow->piece_tokens, flow->piece_token_count, &piece_token, start, end))
      continue;
    HyphenDict *dictionary = lookup_dictionary(hyphenator, file);
    if (!dictionary) continue;
    hyphenate_word(dictionary, flow, start, end, breaks);
    any = TRUE;
  }
  return any;
}
