#include "preflight/pdf_value.h"

#include <string.h>

#include "preflight/pdf_file.h"

#define REFERENCES_MAX 32 // of one reference to the next

const PdfValue *pdf_resolve(const PdfFile *file, const PdfValue *value) {
  for (int i = 0; i < REFERENCES_MAX && value && value->type == PDF_REF; i++)
    value = pdf_file_lookup(file, value->object);
  return value && value->type != PDF_REF && value->type != PDF_NULL ? value : NULL;
}

gboolean pdf_is_dict(const PdfValue *value) {
  return value && (value->type == PDF_DICT || value->type == PDF_STREAM);
}

const PdfValue *pdf_raw_key(const PdfFile *file, const PdfValue *value, const char *key) {
  value = pdf_resolve(file, value);
  if (!pdf_is_dict(value)) return NULL;
  for (guint i = 0; i < value->count; i++)
    if (strcmp(value->entries[i].key, key) == 0) return value->entries[i].value;
  return NULL;
}

const PdfValue *pdf_key(const PdfFile *file, const PdfValue *value, const char *key) {
  return pdf_resolve(file, pdf_raw_key(file, value, key));
}

gboolean pdf_has_key(const PdfFile *file, const PdfValue *value, const char *key) {
  return pdf_key(file, value, key) != NULL;
}

guint pdf_count(const PdfValue *array) {
  return array && array->type == PDF_ARRAY ? array->count : 0;
}

const PdfValue *pdf_item(const PdfFile *file, const PdfValue *array, guint index) {
  return index < pdf_count(array) ? pdf_resolve(file, array->items[index]) : NULL;
}

gboolean pdf_is(const PdfValue *value, PdfType type) {
  return value && value->type == type;
}

gboolean pdf_is_number(const PdfValue *value) {
  return value && (value->type == PDF_INT || value->type == PDF_REAL);
}

const char *pdf_name(const PdfValue *value) {
  return pdf_is(value, PDF_NAME) ? value->bytes : "";
}

gboolean pdf_is_name(const PdfValue *value, const char *name) {
  return pdf_is(value, PDF_NAME) && strcmp(value->bytes, name) == 0;
}

gboolean pdf_is_true(const PdfValue *value) {
  return pdf_is(value, PDF_BOOL) && value->integer;
}

double pdf_number(const PdfValue *value, double otherwise) {
  return pdf_is_number(value) ? value->number : otherwise;
}

gint64 pdf_integer(const PdfValue *value, gint64 otherwise) {
  return pdf_is(value, PDF_INT) ? value->integer : otherwise;
}

static char *from_code_units(Arena *arena, const char *bytes, gsize length_bytes,
                             const char *encoding) {
  gsize written = 0;
  g_autofree char *text = g_convert_with_fallback(bytes, (gssize)length_bytes, "UTF-8", encoding,
                                                  "?", NULL, &written, NULL);
  return text ? arena_strndup(arena, text, strlen(text)) : arena_strdup(arena, "?");
}

char *pdf_text(Arena *arena, const PdfValue *value) {
  if (!pdf_is(value, PDF_STRING)) return NULL;
  const char *bytes = value->bytes;
  gsize length = value->length_bytes;
  if (length >= 2 && memcmp(bytes, "\376\377", 2) == 0)
    return from_code_units(arena, bytes + 2, length - 2, "UTF-16BE");
  if (length >= 3 && memcmp(bytes, "\357\273\277", 3) == 0)
    return from_code_units(arena, bytes + 3, length - 3, "UTF-8");
  return from_code_units(arena, bytes, length, "ISO-8859-1");
}
