#include "load/prepare.h"

#include <string.h>

#define MAX_NOTE_LABEL 200
#define MAX_LINK_LABEL 999 // CommonMark 0.30, link label
#define MAX_LABELS     10000
#define MAX_DIGITS     4 // cmark takes 9 ASCII digits; one of ours becomes two

gsize prepare_note_length(const char *text, gsize length) {
  if (length < 4 || (text[0] != '[' && text[0] != PREPARE_NOTE) || text[1] != '^') return 0;
  for (gsize i = 2; i < length && i < MAX_NOTE_LABEL; i++) {
    if (text[i] == ']') return i > 2 ? i + 1 : 0;
    if ((guchar)text[i] <= ' ' || text[i] == '[' || text[i] == '\\') return 0;
  }
  return 0;
}

// What may stand before a block on its line: white space, quote and list marks. It is enough to be
// generous here, because every change is undone where it made no difference.
static gsize skip_marks(const char *line, gsize length) {
  gsize i = 0;
  while (i < length && (strchr(" \t>*+-.)", line[i]) || g_ascii_isdigit(line[i])) && line[i])
    i++;
  return i;
}

// The value of the Persian or Arabic digit at `text` (U+06F0…9, U+0660…9), or -1.
static gint eastern_digit(const char *text, gsize length) {
  if (length < 2) return -1;
  guchar first = (guchar)text[0], second = (guchar)text[1];
  if (first == 0xDB && second >= 0xB0 && second <= 0xB9) return second - 0xB0;
  if (first == 0xD9 && second >= 0xA0 && second <= 0xA9) return second - 0xA0;
  return -1;
}

static void change_digits(char *text, gsize length) {
  char digits[MAX_DIGITS];
  gsize count = 0;
  while (count < MAX_DIGITS && eastern_digit(text + 2 * count, length - 2 * count) >= 0) {
    digits[count] = (char)('0' + eastern_digit(text + 2 * count, length - 2 * count));
    count++;
  }
  gsize end = 2 * count;
  if (count == 0 || end >= length || (text[end] != '.' && text[end] != ')')) return;
  if (end + 1 < length && text[end + 1] != ' ' && text[end + 1] != '\t') return;
  memset(text, '0', count);
  memcpy(text + count, digits, count);
}

static void change_line(char *line, gsize length) {
  gsize start = skip_marks(line, length);
  change_digits(line + start, length - start);
  start = skip_marks(line, length); // past such a digit: "۱. [^x]: …"
  gsize mark = prepare_note_length(line + start, length - start);
  if (mark > 0 && start + mark < length && line[start + mark] == ':') line[start] = PREPARE_NOTE;
}

// cmark takes time for all containers on every line below them. This many on one line are no prose.
#define MAX_MARKS 100

static gboolean is_rule(const char *line, gsize length) {
  char mark = 0;
  for (gsize i = 0; i < length; i++) {
    if (line[i] == ' ' || line[i] == '\t') continue;
    if (mark && line[i] != mark) return FALSE;
    mark = line[i];
  }
  return mark == '-' || mark == '*';
}

static void change_marks(char *line, gsize length) {
  gsize end = skip_marks(line, length);
  if (end <= MAX_MARKS || is_rule(line, length)) return;
  guint marks = 0;
  for (gsize i = 0; i < end; i++) {
    gboolean apart = i + 1 >= length || line[i + 1] == ' ' || line[i + 1] == '\t';
    gboolean mark = line[i] == '>' || (apart && line[i] != ' ' && line[i] != '\t');
    if (mark && ++marks > MAX_MARKS) line[i] = PREPARE_SIGN;
  }
}

// cmark 0.30.2 needs quadratic time for brackets in brackets without end ("![[]()", mended in
// 0.30.3). From this depth on in one paragraph an open bracket is no bracket.
#define MAX_BRACKETS 500

static void change_brackets(char *line, gsize length, guint *depth) {
  gsize first = 0;
  while (first < length && g_ascii_isspace(line[first]))
    first++;
  if (first == length) *depth = 0;
  for (gsize i = first; i < length; i++) {
    if (line[i] == ']' && *depth > 0) --*depth;
    if (line[i] == '[' && ++*depth > MAX_BRACKETS) line[i] = PREPARE_SIGN;
  }
}

// Whether there is nothing to change but for the marks of blocks.
static gboolean is_plain(const SourceFile *file) {
  static const char others[] = {'\0', PREPARE_NOTE, PREPARE_SIGN, '\r'};
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    if (memchr(file->text, others[i], file->length_bytes)) return FALSE;
  return TRUE;
}

static const char *plain_text(Arena *arena, const SourceFile *file) {
  if (is_plain(file)) return file->text;
  char *text = arena_strndup(arena, file->text, file->length_bytes);
  for (gsize i = 0; i < file->length_bytes; i++) {
    gboolean lone_cr = text[i] == '\r' && text[i + 1] != '\n';
    if (text[i] == '\0' || text[i] == PREPARE_NOTE || text[i] == PREPARE_SIGN || lone_cr)
      text[i] = ' ';
  }
  return text;
}

Prepared prepare_source(Arena *arena, const SourceFile *file, gsize start_bytes) {
  gsize at = MIN(start_bytes, file->length_bytes);
  Prepared prepared = {plain_text(arena, file), fragment_new_sized(file->length_bytes - at)};
  GString *text = prepared.buffer->text;
  guint depth = 0;
  while (at < file->length_bytes) {
    const char *origin = prepared.origin + at;
    const char *end = memchr(origin, '\n', file->length_bytes - at);
    gsize whole = end ? (gsize)(end - origin) + 1 : file->length_bytes - at;
    gsize length = end ? whole - 1 : whole;
    gsize visible = length > 0 && end && origin[length - 1] == '\r' ? length - 1 : length;
    gsize start = text->len;
    fragment_add_source(prepared.buffer, origin, at, visible);
    change_line(text->str + start, visible);
    change_brackets(text->str + start, visible, &depth);
    change_marks(text->str + start, visible);
    if (end) fragment_add_source(prepared.buffer, "\n", at + length, 1);
    at += whole;
  }
  return prepared;
}

void prepare_clear(Prepared *prepared) {
  fragment_free(prepared->buffer);
  prepared->buffer = NULL;
}

// The length of the label at `text` (after its bracket) up to its closing bracket, which a colon
// follows; 0 for none. A label has no open bracket and no empty line inside.
static gsize label_length(const char *text, gsize length) {
  gboolean any = FALSE;
  for (gsize i = 0; i < length && i <= MAX_LINK_LABEL; i++) {
    if (text[i] == ']') return any && i + 1 < length && text[i + 1] == ':' ? i : 0;
    if (text[i] == '[') return 0;
    if (text[i] == '\n' && i + 1 < length && text[i + 1] == '\n') return 0;
    if (text[i] == '\\' && i + 1 < length && g_ascii_ispunct(text[i + 1])) i++;
    if (!g_ascii_isspace(text[i])) any = TRUE;
  }
  return 0;
}

GPtrArray *prepare_link_labels(const Fragment *buffer) {
  GPtrArray *labels = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  const char *text = buffer->text->str;
  gsize length = buffer->text->len;
  for (gsize at = 0; at < length && labels->len < MAX_LABELS;) {
    gsize start = at + skip_marks(text + at, length - at);
    gsize label = start < length && text[start] == '['
                      ? label_length(text + start + 1, length - start - 1)
                      : 0;
    if (label > 0) {
      char *copy = g_strndup(text + start + 1, label);
      g_strdelimit(copy, "\n", ' ');
      gboolean known = g_hash_table_contains(seen, copy);
      g_ptr_array_add(labels, copy);
      if (known)
        g_ptr_array_set_size(labels, (gint)labels->len - 1);
      else
        g_hash_table_add(seen, copy);
    }
    const char *end = memchr(text + at, '\n', length - at);
    at = end ? (gsize)(end - text) + 1 : length;
  }
  return labels;
}
