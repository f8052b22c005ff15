#include "locale/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/utf16.h"

#include "locale/letters.h"

// The scripts whose letters have case, marks or rivals. Beyond them a text is left as NFKD has it.
static const struct {
  UChar32 first, last;
} ranges[] = {{0x0041, 0x005A}, {0x0080, 0x077F}, {0x0870, 0x08FF}, {0x1AB0, 0x1AFF},
              {0x1C80, 0x1C8F}, {0x1D00, 0x1FFF}, {0x200B, 0x200F}, {0x2028, 0x202E},
              {0x2060, 0x206F}, {0x20D0, 0x20FF}, {0x2C60, 0x2C7F}, {0xA640, 0xA69F},
              {0xA720, 0xA7FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

#define TATWEEL        0x0640
#define FOLD_UNITS     16
#define EXPANSION_MOST 18        // of NFKD, in UTF-16 (Unicode, UAX#15: U+FDFA)
#define TEXT_MOST      (1 << 20) // bytes folded at once

typedef struct {
  UChar32 from;
  char *target;
} Entry;

struct Fold {
  const UNormalizer2 *decomposition;
  GArray *entries;    // of Entry, in order
  GHashTable *lookup; // code point -> target
};

static gboolean is_dropped(UChar32 c) {
  return c == TATWEEL || (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// Without what the languages say.
static char *plain_target(UChar32 c) {
  if (is_dropped(c)) return g_strdup("");
  int32_t digit = u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(c) : -1;
  if (digit >= 0) return g_strdup_printf("%d", digit);
  UChar from[2], folded[FOLD_UNITS];
  int32_t length = 0;
  U16_APPEND_UNSAFE(from, length, c);
  UErrorCode status = U_ZERO_ERROR;
  length = u_strFoldCase(folded, FOLD_UNITS, from, length, U_FOLD_CASE_DEFAULT, &status);
  char utf8[FOLD_UNITS * 3 + 1];
  u_strToUTF8(utf8, sizeof utf8, NULL, folded, length, &status);
  g_assert(U_SUCCESS(status));
  return g_strdup(utf8);
}

// A character that has a decomposition is never looked up itself.
static gboolean is_decomposed(const Fold *fold, UChar32 c) {
  UChar parts[EXPANSION_MOST];
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_getDecomposition(fold->decomposition, c, parts, EXPANSION_MOST, &status) >= 0;
}

static void add(Fold *fold, UChar32 c, Letters *const *letters, guint count) {
  if (is_decomposed(fold, c)) return;
  g_autofree char *target = plain_target(c);
  for (guint i = 0; i < count; i++) {
    char *unified = letters_unify(letters[i], target);
    g_free(target);
    target = unified;
  }
  char own[U8_MAX_LENGTH + 1];
  gsize length = 0;
  U8_APPEND_UNSAFE(own, length, c);
  own[length] = '\0';
  if (g_str_equal(target, own)) return;
  g_hash_table_insert(fold->lookup, GINT_TO_POINTER(c), g_steal_pointer(&target));
}

static void add_ranges(Fold *fold, const Locale *const *locales, guint count) {
  g_autofree Letters **letters = g_new0(Letters *, count + 1);
  for (guint i = 0; i < count; i++)
    letters[i] = letters_new(locales[i]);
  for (guint i = 0; i < G_N_ELEMENTS(ranges); i++)
    for (UChar32 c = ranges[i].first; c <= ranges[i].last; c++)
      add(fold, c, letters, count);
  for (guint i = 0; i < count; i++)
    letters_free(letters[i]);
}

// "search_fold: {ء: ''}": what a language folds beyond what it sorts as one.
static void add_own(Fold *fold, const Locale *locale) {
  const YamlNode *own = yaml_lookup(locale->root, "search_fold");
  for (guint i = 0; own && i < own->child_count; i++) {
    const YamlNode *node = own->children[i];
    gsize at = 0, length = strlen(node->key);
    UChar32 c;
    if (!length || node->kind != YAML_SCALAR) continue;
    U8_NEXT(node->key, at, length, c);
    if (c >= 0 && at == length)
      g_hash_table_insert(fold->lookup, GINT_TO_POINTER(c), g_strdup(node->scalar));
  }
}

static int compare_entries(const void *a, const void *b) {
  const Entry *left = a, *right = b;
  return left->from < right->from ? -1 : left->from > right->from;
}

Fold *fold_new(const Locale *const *locales, guint locale_count) {
  Fold *fold = g_new0(Fold, 1);
  UErrorCode status = U_ZERO_ERROR;
  fold->decomposition = unorm2_getNFKDInstance(&status);
  g_assert(U_SUCCESS(status));
  fold->lookup = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  fold->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  add_ranges(fold, locales, locale_count);
  for (guint i = 0; i < locale_count; i++)
    add_own(fold, locales[i]);
  GHashTableIter iterator;
  gpointer key, value;
  g_hash_table_iter_init(&iterator, fold->lookup);
  while (g_hash_table_iter_next(&iterator, &key, &value)) {
    const Entry entry = {GPOINTER_TO_INT(key), value};
    g_array_append_val(fold->entries, entry);
  }
  if (fold->entries->len)
    qsort(fold->entries->data, fold->entries->len, sizeof(Entry), compare_entries);
  return fold;
}

void fold_free(Fold *fold) {
  if (!fold) return;
  g_array_unref(fold->entries);
  g_hash_table_unref(fold->lookup);
  g_free(fold);
}

gboolean fold_entry(const Fold *fold, guint index, gunichar *from, const char **target) {
  if (index >= fold->entries->len) return FALSE;
  const Entry *entry = &g_array_index(fold->entries, Entry, index);
  *from = (gunichar)entry->from;
  *target = entry->target;
  return TRUE;
}

static void append_one(const Fold *fold, UChar32 c, GString *out) {
  const char *target = g_hash_table_lookup(fold->lookup, GINT_TO_POINTER(c));
  if (target) {
    g_string_append(out, target);
    return;
  }
  char own[U8_MAX_LENGTH];
  gsize length = 0;
  U8_APPEND_UNSAFE(own, length, c);
  g_string_append_len(out, own, (gssize)length);
}

void fold_append(const Fold *fold, const char *text, gsize length_bytes, GString *out) {
  length_bytes = MIN(length_bytes, TEXT_MOST);
  UErrorCode status = U_ZERO_ERROR;
  gint32 wide_length, length, room;
  g_autofree UChar *wide = utf16_new(text, length_bytes, &wide_length);
  room = wide_length * EXPANSION_MOST;
  g_autofree UChar *parts = g_new(UChar, (gsize)room + 1);
  length = unorm2_normalize(fold->decomposition, wide, wide_length, parts, room, &status);
  g_assert(U_SUCCESS(status));
  for (int32_t at = 0; at < length;) {
    UChar32 part;
    U16_NEXT(parts, at, length, part);
    append_one(fold, part, out);
  }
}

static gboolean is_control(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean is_word(UChar32 c, gboolean begun) {
  if (u_isalnum(c)) return TRUE;
  return begun && (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) && !is_control(c);
}

gboolean word_next(const char *text, gsize *start, gsize *end) {
  gsize length = strlen(text), at = *start;
  gboolean begun = FALSE;
  while (at < length) {
    gsize before = at;
    UChar32 c;
    U8_NEXT_OR_FFFD(text, at, length, c);
    if (is_word(c, begun)) {
      if (!begun) *start = before;
      begun = TRUE;
      *end = at;
    } else if (begun) {
      return TRUE;
    }
  }
  return begun;
}
