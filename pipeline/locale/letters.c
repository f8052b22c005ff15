#include "locale/letters.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/ucoleitr.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/utf16.h"

#define LETTER_UNITS 8   // UTF-16, of one letter of an alphabet ("dž")
#define BEFORE       "…" // CLDR's label for what sorts before the first letter
#define CODE_BYTES   ULOC_FULLNAME_CAPACITY

typedef struct {
  UChar text[LETTER_UNITS];
  int32_t length;
  char *label;
  uint8_t *key; // at primary strength
} Letter;

struct Letters {
  UCollator *collator;
  GArray *alphabet;    // of Letter, in order
  UScriptCode script;  // of the alphabet
  GHashTable *foreign; // UScriptCode -> label
};

static uint8_t *primary_key(const UCollator *collator, const UChar *text, int32_t length) {
  int32_t size = ucol_getSortKey(collator, text, length, NULL, 0);
  uint8_t *key = g_malloc((gsize)size + 1);
  ucol_getSortKey(collator, text, length, key, size);
  return key;
}

static int compare_letters(const void *a, const void *b) {
  const Letter *left = a, *right = b;
  int order = strcmp((const char *)left->key, (const char *)right->key);
  return order ? order : u_strCompare(left->text, left->length, right->text, right->length, TRUE);
}

static void clear_letter(void *data) {
  Letter *letter = data;
  g_free(letter->label);
  g_free(letter->key);
}

static void add_letter(GArray *alphabet, const UCollator *collator, const UChar *text,
                       int32_t length) {
  if (length < 1 || length > LETTER_UNITS) return;
  Letter letter = {.length = length, .key = primary_key(collator, text, length)};
  u_memcpy(letter.text, text, length);
  char utf8[LETTER_UNITS * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(utf8, sizeof utf8, NULL, text, length, 0xFFFD, NULL, &status);
  letter.label = g_strdup(utf8);
  g_array_append_val(alphabet, letter);
}

// Of letters that the language sorts as one, the first stands for all.
static void drop_equals(GArray *alphabet) {
  for (guint i = alphabet->len; i-- > 1;) {
    const Letter *letter = &g_array_index(alphabet, Letter, i);
    const Letter *before = &g_array_index(alphabet, Letter, i - 1);
    if (strcmp((const char *)letter->key, (const char *)before->key) == 0)
      g_array_remove_index(alphabet, i);
  }
}

// Empty where CLDR has no such set.
static GArray *load_alphabet(const char *code, const UCollator *collator) {
  GArray *alphabet = g_array_new(FALSE, FALSE, sizeof(Letter));
  g_array_set_clear_func(alphabet, clear_letter);
  UErrorCode status = U_ZERO_ERROR;
  ULocaleData *data = ulocdata_open(code, &status);
  USet *set = ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_INDEX, &status);
  int32_t count = U_SUCCESS(status) && set ? uset_getItemCount(set) : 0;
  for (int32_t i = 0; i < count; i++) {
    UChar32 start, end;
    UChar text[LETTER_UNITS];
    UErrorCode item = U_ZERO_ERROR;
    int32_t length = uset_getItem(set, i, &start, &end, text, LETTER_UNITS, &item);
    for (UChar32 c = start; length == 0 && c <= end; c++) {
      int32_t units = 0;
      U16_APPEND_UNSAFE(text, units, c);
      add_letter(alphabet, collator, text, units);
    }
    if (U_SUCCESS(item) && length >= 2) add_letter(alphabet, collator, text, length);
  }
  uset_close(set);
  ulocdata_close(data);
  if (alphabet->len) qsort(alphabet->data, alphabet->len, sizeof(Letter), compare_letters);
  drop_equals(alphabet);
  return alphabet;
}

static UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(c, &status);
  return U_SUCCESS(status) ? script : USCRIPT_COMMON;
}

static UScriptCode alphabet_script(const GArray *alphabet) {
  if (!alphabet->len) return USCRIPT_COMMON;
  UChar32 first;
  const Letter *letter = &g_array_index(alphabet, Letter, 0);
  U16_GET(letter->text, 0, 0, letter->length, first);
  return script_of(first);
}

Letters *letters_new(const Locale *locale) {
  Letters *letters = g_new0(Letters, 1);
  UErrorCode status = U_ZERO_ERROR;
  letters->collator = ucol_open(locale->code, &status);
  g_assert(U_SUCCESS(status));
  ucol_setStrength(letters->collator, UCOL_PRIMARY);
  letters->alphabet = load_alphabet(locale->code, letters->collator);
  letters->script = alphabet_script(letters->alphabet);
  letters->foreign = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  return letters;
}

void letters_free(Letters *letters) {
  if (!letters) return;
  ucol_close(letters->collator);
  g_array_unref(letters->alphabet);
  g_hash_table_unref(letters->foreign);
  g_free(letters);
}

// "A–Z": the ends of the alphabet that CLDR takes for likely where only the script is known.
static char *foreign_label(const Letters *letters, UScriptCode script) {
  g_autofree char *unknown = g_strdup_printf("und_%s", uscript_getShortName(script));
  char code[CODE_BYTES];
  UErrorCode status = U_ZERO_ERROR;
  uloc_addLikelySubtags(unknown, code, sizeof code, &status);
  g_autoptr(GArray) alphabet = load_alphabet(U_SUCCESS(status) ? code : "und", letters->collator);
  if (!alphabet->len || alphabet_script(alphabet) != script) return g_strdup(BEFORE);
  const Letter *first = &g_array_index(alphabet, Letter, 0);
  const Letter *last = &g_array_index(alphabet, Letter, alphabet->len - 1);
  return g_strdup_printf("%s–%s", first->label, last->label);
}

static const char *find_foreign(Letters *letters, UScriptCode script) {
  char *label = g_hash_table_lookup(letters->foreign, GINT_TO_POINTER(script));
  if (label) return label;
  label = foreign_label(letters, script);
  g_hash_table_insert(letters->foreign, GINT_TO_POINTER(script), label);
  return label;
}

// The script of the first character that counts in sorting.
static UScriptCode first_script(const Letters *letters, const UChar *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = USCRIPT_COMMON;
  UCollationElements *elements = ucol_openElements(letters->collator, text, length, &status);
  while (elements) {
    int32_t at = ucol_getOffset(elements);
    int32_t element = ucol_next(elements, &status);
    if (element == UCOL_NULLORDER || U_FAILURE(status)) break;
    if (!ucol_primaryOrder(element) || at >= length) continue;
    UChar32 c;
    U16_GET(text, 0, at, length, c);
    script = script_of(c);
    break;
  }
  ucol_closeElements(elements);
  return script;
}

// The last letter of the alphabet that does not sort after the key; NULL before the first one.
static const Letter *find_own(const Letters *letters, const uint8_t *key) {
  const Letter *found = NULL;
  guint low = 0, high = letters->alphabet->len;
  while (low < high) {
    guint middle = (low + high) / 2;
    const Letter *letter = &g_array_index(letters->alphabet, Letter, middle);
    if (strcmp((const char *)letter->key, (const char *)key) <= 0) {
      found = letter;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return found;
}

const char *letters_find(Letters *letters, const char *text) {
  gint32 length;
  g_autofree UChar *wide = utf16_new(text, strlen(text), &length);
  UScriptCode script = first_script(letters, wide, length);
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
    return BEFORE;
  if (script != letters->script) return find_foreign(letters, script);
  g_autofree uint8_t *key = primary_key(letters->collator, wide, length);
  const Letter *letter = find_own(letters, key);
  return letter ? letter->label : BEFORE;
}

char *letters_unify(const Letters *letters, const char *text) {
  GString *out = g_string_new(NULL);
  gsize length = strlen(text);
  for (gsize at = 0, start = 0; at < length; start = at) {
    UChar32 c;
    U8_NEXT(text, at, length, c);
    const Letter *letter = NULL;
    if (c >= 0 && u_charType(c) == U_OTHER_LETTER && script_of(c) == letters->script) {
      UChar units[2];
      int32_t count = 0;
      U16_APPEND_UNSAFE(units, count, c);
      g_autofree uint8_t *key = primary_key(letters->collator, units, count);
      letter = find_own(letters, key);
      if (letter && strcmp((const char *)letter->key, (const char *)key) != 0) letter = NULL;
    }
    if (letter)
      g_string_append(out, letter->label);
    else
      g_string_append_len(out, text + start, (gssize)(at - start));
  }
  return g_string_free(out, FALSE);
}
