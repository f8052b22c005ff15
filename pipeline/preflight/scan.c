#include "preflight/scan.h"

#include <stdlib.h>
#include <string.h>

#define NESTING_MAX  64
#define OPERANDS_MAX 200000 // of one operator: CMaps have long blocks

void scan_begin(Scan *scan, GBytes *data) {
  memset(scan, 0, sizeof *scan);
  scan->bytes = g_bytes_get_data(data, &scan->length_bytes);
  scan->arena = arena_new();
  scan->operands = g_ptr_array_new();
}

void scan_end(Scan *scan) {
  arena_free(scan->arena);
  g_ptr_array_unref(scan->operands);
}

const PdfValue *scan_operand(const Scan *scan, guint index) {
  return index < scan->operands->len ? scan->operands->pdata[index] : NULL;
}

static gboolean is_space(int c) {
  return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static gboolean is_delimiter(int c) {
  return c && strchr("()<>[]{}/%", c) != NULL;
}

static gboolean is_regular(int c) {
  return c >= 0 && !is_space(c) && !is_delimiter(c);
}

static int peek(const Scan *scan, gsize ahead) {
  return scan->at_bytes + ahead < scan->length_bytes ? scan->bytes[scan->at_bytes + ahead] : -1;
}

static void skip_space(Scan *scan) {
  for (int c = peek(scan, 0); c >= 0; c = peek(scan, 0)) {
    if (c == '%')
      while (c >= 0 && c != '\n' && c != '\r') {
        scan->at_bytes++;
        c = peek(scan, 0);
      }
    else if (!is_space(c))
      return;
    else
      scan->at_bytes++;
  }
}

static PdfValue *value_new(Scan *scan, PdfType type) {
  PdfValue *value = ARENA_NEW(scan->arena, PdfValue);
  value->type = type;
  return value;
}

static PdfValue *bytes_value(Scan *scan, PdfType type, GString *text) {
  PdfValue *value = value_new(scan, type);
  value->bytes = arena_strndup(scan->arena, text->str, text->len);
  value->length_bytes = text->len;
  g_string_free(text, TRUE);
  return value;
}

static int hex_digit(int c) {
  return c >= 0 ? g_ascii_xdigit_value((char)c) : -1;
}

static PdfValue *scan_name(Scan *scan) {
  GString *text = g_string_new(NULL);
  scan->at_bytes++;
  while (is_regular(peek(scan, 0))) {
    int c = peek(scan, 0), high = hex_digit(peek(scan, 1)), low = hex_digit(peek(scan, 2));
    gboolean escaped = c == '#' && high >= 0 && low >= 0;
    g_string_append_c(text, (char)(escaped ? high * 16 + low : c));
    scan->at_bytes += escaped ? 3 : 1;
  }
  return bytes_value(scan, PDF_NAME, text);
}

static PdfValue *scan_hex(Scan *scan) {
  GString *text = g_string_new(NULL);
  int high = -1;
  for (scan->at_bytes++; peek(scan, 0) >= 0 && peek(scan, 0) != '>'; scan->at_bytes++) {
    int digit = hex_digit(peek(scan, 0));
    if (digit < 0) continue;
    if (high >= 0) g_string_append_c(text, (char)(high * 16 + digit));
    high = high >= 0 ? -1 : digit;
  }
  if (high >= 0) g_string_append_c(text, (char)(high * 16));
  scan->at_bytes++;
  return bytes_value(scan, PDF_STRING, text);
}

// What stands after a backslash.
static void scan_escape(Scan *scan, GString *text) {
  int c = peek(scan, 0);
  static const char letters[] = "nrtbf", controls[] = "\n\r\t\b\f";
  const char *known = c > 0 ? strchr(letters, c) : NULL;
  if (c >= '0' && c <= '7') {
    int code = 0;
    for (int i = 0; i < 3 && peek(scan, 0) >= '0' && peek(scan, 0) <= '7'; i++, scan->at_bytes++)
      code = code * 8 + peek(scan, 0) - '0';
    g_string_append_c(text, (char)code);
    return;
  }
  scan->at_bytes++;
  if (c == '\r' && peek(scan, 0) == '\n') scan->at_bytes++;
  if (c == '\r' || c == '\n' || c < 0) return;
  g_string_append_c(text, known ? controls[known - letters] : (char)c);
}

static PdfValue *scan_string(Scan *scan) {
  GString *text = g_string_new(NULL);
  int depth = 1;
  scan->at_bytes++;
  while (peek(scan, 0) >= 0) {
    int c = peek(scan, 0);
    scan->at_bytes++;
    if (c == '\\') {
      scan_escape(scan, text);
      continue;
    }
    depth += (c == '(') - (c == ')');
    if (depth == 0) break;
    g_string_append_c(text, (char)c);
  }
  return bytes_value(scan, PDF_STRING, text);
}

static gboolean is_number(const char *word) {
  word += strspn(word, "+-");
  gsize digits = strspn(word, "0123456789");
  word += digits;
  if (*word == '.') {
    gsize more = strspn(word + 1, "0123456789");
    digits += more;
    word += 1 + more;
  }
  return digits && *word == '\0';
}

static PdfValue *number_value(Scan *scan, const char *word) {
  gboolean real = strchr(word, '.') != NULL;
  PdfValue *value = value_new(scan, real ? PDF_REAL : PDF_INT);
  while (strchr("+-", word[0]) && word[1] && strchr("+-", word[1]))
    word++;
  value->number = g_ascii_strtod(word, NULL);
  value->integer = real ? 0 : g_ascii_strtoll(word, NULL, 10);
  return value;
}

// true, false, null and numbers; else NULL: an operator.
static PdfValue *word_value(Scan *scan, const char *word) {
  if (is_number(word)) return number_value(scan, word);
  if (strcmp(word, "null") == 0) return value_new(scan, PDF_NULL);
  gboolean truth = strcmp(word, "true") == 0;
  if (!truth && strcmp(word, "false") != 0) return NULL;
  PdfValue *value = value_new(scan, PDF_BOOL);
  value->integer = truth;
  return value;
}

static PdfValue *scan_value(Scan *scan, guint depth);

static PdfValue *scan_array(Scan *scan, guint depth) {
  g_autoptr(GPtrArray) items = g_ptr_array_new();
  scan->at_bytes++;
  for (skip_space(scan); peek(scan, 0) >= 0 && peek(scan, 0) != ']'; skip_space(scan)) {
    PdfValue *item = scan_value(scan, depth + 1);
    if (item) g_ptr_array_add(items, item);
  }
  scan->at_bytes++;
  PdfValue *value = value_new(scan, PDF_ARRAY);
  value->items = arena_copy(scan->arena, items->pdata, sizeof(gpointer) * items->len);
  value->count = items->len;
  return value;
}

static PdfValue *dictionary_value(Scan *scan, const GPtrArray *items) {
  PdfValue *value = value_new(scan, PDF_DICT);
  PdfEntry *entries = ARENA_ARRAY(scan->arena, PdfEntry, items->len / 2 + 1);
  for (guint i = 0; i + 1 < items->len; i += 2)
    entries[value->count++] = (PdfEntry){pdf_name(items->pdata[i]), items->pdata[i + 1]};
  value->entries = entries;
  return value;
}

static PdfValue *scan_dictionary(Scan *scan, guint depth) {
  g_autoptr(GPtrArray) items = g_ptr_array_new();
  scan->at_bytes += 2;
  for (skip_space(scan); peek(scan, 0) >= 0 && peek(scan, 0) != '>'; skip_space(scan)) {
    PdfValue *item = scan_value(scan, depth + 1);
    if (item) g_ptr_array_add(items, item);
  }
  scan->at_bytes += 2;
  return dictionary_value(scan, items);
}

static void scan_word(Scan *scan, GString *word) {
  while (is_regular(peek(scan, 0))) {
    g_string_append_c(word, (char)peek(scan, 0));
    scan->at_bytes++;
  }
}

// NULL for what is no value: inside an array it is left out.
static PdfValue *scan_value(Scan *scan, guint depth) {
  int c = peek(scan, 0);
  if (depth > NESTING_MAX) {
    scan->at_bytes++;
    return NULL;
  }
  if (c == '/') return scan_name(scan);
  if (c == '(') return scan_string(scan);
  if (c == '[') return scan_array(scan, depth);
  if (c == '<') return peek(scan, 1) == '<' ? scan_dictionary(scan, depth) : scan_hex(scan);
  if (!is_regular(c)) {
    scan->at_bytes++;
    return NULL;
  }
  g_autoptr(GString) word = g_string_new(NULL);
  scan_word(scan, word);
  return word_value(scan, word->str);
}

// An inline image: from its dictionary to EI, which stands between white space.
static void scan_inline_image(Scan *scan) {
  scan->inline_image = dictionary_value(scan, scan->operands);
  for (; scan->at_bytes + 2 < scan->length_bytes; scan->at_bytes++) {
    int after = peek(scan, 3);
    if (is_space(peek(scan, 0)) && peek(scan, 1) == 'E' && peek(scan, 2) == 'I' &&
        (after < 0 || is_space(after))) {
      scan->at_bytes += 3;
      return;
    }
  }
  scan->at_bytes = scan->length_bytes;
}

static gboolean finish_operator(Scan *scan, const char *word) {
  if (strcmp(word, "BI") == 0) {
    g_ptr_array_set_size(scan->operands, 0);
    return FALSE;
  }
  gboolean image = strcmp(word, "ID") == 0;
  if (image) scan_inline_image(scan);
  g_strlcpy(scan->operator, image ? "BI" : word, sizeof scan->operator);
  return TRUE;
}

gboolean scan_next(Scan *scan) {
  arena_clear(scan->arena);
  g_ptr_array_set_size(scan->operands, 0);
  scan->inline_image = NULL;
  for (skip_space(scan); peek(scan, 0) >= 0; skip_space(scan)) {
    int c = peek(scan, 0);
    if (c == ')' || c == ']' || c == '>' || c == '{' || c == '}') {
      scan->at_bytes++;
      return g_strlcpy(scan->operator, "?", sizeof scan->operator) > 0;
    }
    if (!is_regular(c)) {
      g_ptr_array_add(scan->operands, scan_value(scan, 0));
      continue;
    }
    g_autoptr(GString) word = g_string_new(NULL);
    scan_word(scan, word);
    PdfValue *value = word_value(scan, word->str);
    if (!value && finish_operator(scan, word->str)) return TRUE;
    if (value) g_ptr_array_add(scan->operands, value);
    if (scan->operands->len > OPERANDS_MAX) g_ptr_array_set_size(scan->operands, 0);
  }
  return FALSE;
}
