#include "print/pdf_source.h"

#include <string.h>

#define TABLE_ROW_BYTES 20 // of a cross-reference table (ISO 32000-1, 7.5.4)

struct PdfSource {
  GBytes *file;
  const char *bytes, *end;
  Operand trailer;
  gsize *offsets; // by object number; 0 = free
  guint count;
};

// Behind the integer at `at`, with white space before it.
static const char *read_integer(const char *at, guint64 *out) {
  while (g_ascii_isspace(*at))
    at++;
  if (!g_ascii_isdigit(*at)) g_error("no number where a PDF file of ours must have one");
  for (*out = 0; g_ascii_isdigit(*at); at++)
    *out = *out * 10 + (guint64)(*at - '0');
  return at;
}

// GBytes of Cairo and qpdf have no zero at their end, yet "%%EOF" stops every number before it.
static const char *find_table(const PdfSource *source) {
  static const char mark[] = "startxref";
  for (const char *at = source->end - strlen(mark); at > source->bytes; at--)
    if (memcmp(at, mark, strlen(mark)) == 0) {
      guint64 offset;
      read_integer(at + strlen(mark), &offset);
      return source->bytes + offset;
    }
  g_error("a PDF file of ours has no cross-reference table");
}

static gsize offset_at(const char *row) {
  guint64 offset;
  read_integer(row, &offset);
  return (gsize)offset;
}

static void read_table(PdfSource *source) {
  guint64 first, count;
  const char *at = find_table(source);
  g_assert(g_str_has_prefix(at, "xref"));
  at = read_integer(at + strlen("xref"), &first);
  at = read_integer(at, &count);
  g_assert(first == 0);
  while (g_ascii_isspace(*at))
    at++;
  g_assert(count * TABLE_ROW_BYTES < (gsize)(source->end - at));
  source->count = (guint)count;
  source->offsets = g_new0(gsize, count + 1);
  for (guint i = 0; i < count; i++, at += TABLE_ROW_BYTES)
    if (at[TABLE_ROW_BYTES - 3] == 'n') source->offsets[i] = offset_at(at);
  g_assert(g_str_has_prefix(at, "trailer"));
  const char *end = content_read_operand(at + strlen("trailer"), source->end, &source->trailer);
  g_assert(end);
}

PdfSource *pdf_source_open(GBytes *file) {
  PdfSource *source = g_new0(PdfSource, 1);
  gsize size;
  source->file = g_bytes_ref(file);
  source->bytes = g_bytes_get_data(file, &size);
  source->end = source->bytes + size;
  read_table(source);
  return source;
}

void pdf_source_close(PdfSource *source) {
  if (!source) return;
  g_bytes_unref(source->file);
  g_free(source->offsets);
  g_free(source);
}

guint pdf_source_count(const PdfSource *source) {
  return source->count;
}

static gsize stream_length(const PdfSource *source, const Operand *dictionary) {
  Operand length = pdf_source_entry_resolved(source, dictionary, "Length");
  return (gsize)content_number(&length);
}

PdfObject pdf_source_object(const PdfSource *source, guint number) {
  PdfObject object = {0};
  if (number >= source->count || !source->offsets[number]) return object;
  guint64 value;
  const char *at = read_integer(source->bytes + source->offsets[number], &value);
  g_assert(value == number);
  at = read_integer(at, &value); // generation
  at = strstr(at, "obj") + strlen("obj");
  at = content_read_operand(at, source->end, &object.value);
  g_assert(at);
  if (object.value.kind != OPERAND_DICTIONARY) return object;
  while (g_ascii_isspace(*at))
    at++;
  if (!g_str_has_prefix(at, "stream")) return object;
  at += strlen("stream");
  at += *at == '\r' ? 2 : 1;
  object.stream = at;
  object.stream_bytes = stream_length(source, &object.value);
  g_assert(object.stream_bytes <= (gsize)(source->end - at));
  return object;
}

guint pdf_source_root(const PdfSource *source) {
  Operand root;
  gboolean found = pdf_source_entry(&source->trailer, "Root", &root);
  g_assert(found);
  return pdf_source_reference(&root);
}

static void add_pages(const PdfSource *source, guint number, GArray *out) {
  PdfObject node = pdf_source_object(source, number);
  Operand kids = pdf_source_entry_resolved(source, &node.value, "Kids"), kid;
  gsize at = 0;
  if (!kids.length_bytes) g_array_append_val(out, number);
  while (pdf_source_item_next(&kids, &at, &kid))
    add_pages(source, pdf_source_reference(&kid), out);
}

void pdf_source_pages(const PdfSource *source, GArray *out) {
  PdfObject root = pdf_source_object(source, pdf_source_root(source));
  Operand pages;
  gboolean found = pdf_source_entry(&root.value, "Pages", &pages);
  g_assert(found);
  add_pages(source, pdf_source_reference(&pages), out);
}

// The value at `at`; a reference as one. NULL: there is none.
static const char *read_value(const char *at, const char *end, Operand *value) {
  const char *next = content_read_operand(at, end, value);
  Operand generation, word;
  if (!next || value->kind != OPERAND_NUMBER) return next;
  const char *behind = content_read_operand(next, end, &generation);
  if (!behind || generation.kind != OPERAND_NUMBER) return next;
  behind = content_read_operand(behind, end, &word);
  if (!behind || word.kind != OPERAND_WORD || word.length_bytes != 1 || *word.text != 'R')
    return next;
  value->kind = OPERAND_WORD;
  value->length_bytes = (gsize)(behind - value->text);
  return behind;
}

gboolean pdf_source_entry_next(const Operand *dictionary, gsize *at_bytes, Operand *key,
                               Operand *value) {
  if (dictionary->kind != OPERAND_DICTIONARY || dictionary->length_bytes < 4) return FALSE;
  const char *end = dictionary->text + dictionary->length_bytes - 2; // at the brackets
  const char *at = content_read_operand(dictionary->text + MAX(*at_bytes, 2), end, key);
  if (!at || key->kind != OPERAND_NAME) return FALSE;
  at = read_value(at, end, value);
  if (!at) return FALSE;
  *at_bytes = (gsize)(at - dictionary->text);
  return TRUE;
}

gboolean pdf_source_entry(const Operand *dictionary, const char *key, Operand *value) {
  Operand name;
  gsize at = 0;
  while (pdf_source_entry_next(dictionary, &at, &name, value))
    if (content_is_name(&name, key)) return TRUE;
  return FALSE;
}

gboolean pdf_source_entry_is_name(const Operand *dictionary, const char *key, const char *name) {
  Operand value;
  return pdf_source_entry(dictionary, key, &value) && content_is_name(&value, name);
}

guint pdf_source_reference(const Operand *value) {
  if (value->kind != OPERAND_WORD || !g_ascii_isdigit(*value->text)) return 0;
  guint64 number;
  read_integer(value->text, &number);
  return (guint)number;
}

Operand pdf_source_resolve(const PdfSource *source, const Operand *value) {
  guint number = pdf_source_reference(value);
  return number ? pdf_source_object(source, number).value : *value;
}

Operand pdf_source_entry_resolved(const PdfSource *source, const Operand *dictionary,
                                  const char *key) {
  Operand value;
  return pdf_source_entry(dictionary, key, &value) ? pdf_source_resolve(source, &value)
                                                   : (Operand){0};
}

gboolean pdf_source_item_next(const Operand *array, gsize *at_bytes, Operand *item) {
  if (array->kind != OPERAND_ARRAY || array->length_bytes < 2) return FALSE;
  const char *end = array->text + array->length_bytes - 1; // at the bracket
  const char *at = read_value(array->text + MAX(*at_bytes, 1), end, item);
  if (!at) return FALSE;
  *at_bytes = (gsize)(at - array->text);
  return TRUE;
}
