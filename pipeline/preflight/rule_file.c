// Rules on the file as a whole: header, trailer, streams, limits.
#include <string.h>

#include "preflight/check.h"

#define NESTING_LIMIT 28 // ISO 19005-2, table 1 as 6.1.13 has it
#define STRING_LIMIT  32767
#define NAME_LIMIT    127

static const char *file_bytes(const Check *check, gsize *length) {
  return g_bytes_get_data(check->file->bytes, length);
}

void clause_syntax(Check *check) {
  for (guint i = 0; i < check->file->warnings->len; i++)
    check_report(check, 0, 0, "%s", (const char *)check->file->warnings->pdata[i]);
}

void clause_no_pages(Check *check) {
  if (!check->file->pages->len) check_report(check, 0, 0, "the file has no pages");
}

void clause_header(Check *check) {
  gsize length;
  const char *bytes = file_bytes(check, &length);
  if (length < 9 || memcmp(bytes, "%PDF-", 5) != 0 || !g_ascii_isdigit(bytes[5]) ||
      bytes[6] != '.' || !g_ascii_isdigit(bytes[7])) {
    check_report(check, 0, 0, "the file does not begin with %%PDF- and a version");
    return;
  }
  if (check->standard == STANDARD_PDF) return;
  gsize at = 8;
  while (at < length && (bytes[at] == '\r' || bytes[at] == '\n'))
    at++;
  gboolean comment = at + 5 <= length && at > 8 && at <= 10 && bytes[at] == '%';
  for (gsize i = 1; comment && i <= 4; i++)
    comment = (guchar)bytes[at + i] > 127;
  if (!comment)
    check_report(check, 0, 0,
                 "no comment with four bytes over 127 stands in the line after the header");
}

// What the file says of itself: the header, or the catalog where that is newer.
static int file_version(const Check *check) {
  gsize length;
  const char *bytes = file_bytes(check, &length);
  int version = length >= 8 && g_ascii_isdigit(bytes[5]) && g_ascii_isdigit(bytes[7])
                    ? (bytes[5] - '0') * 10 + bytes[7] - '0'
                    : 0;
  const char *later = pdf_name(pdf_key(check->file, check->file->root, "Version"));
  if (strlen(later) == 3) version = MAX(version, (later[0] - '0') * 10 + later[2] - '0');
  return version;
}

void clause_version(Check *check) {
  int version = file_version(check);
  int newest = check->standard == STANDARD_X4 ? 16 : check->standard == STANDARD_X1A ? 13 : 17;
  if (version > newest)
    check_report(check, 0, 0, "the file is of version %d.%d, and %d.%d is the newest allowed",
                 version / 10, version % 10, newest / 10, newest % 10);
}

void clause_end_of_file(Check *check) {
  gsize length;
  const char *bytes = file_bytes(check, &length);
  if (length && bytes[length - 1] == '\n') length--;
  if (length && bytes[length - 1] == '\r') length--;
  if (length < 5 || memcmp(bytes + length - 5, "%%EOF", 5) != 0)
    check_report(check, 0, 0, "something stands after the last %%%%EOF, or there is none");
}

void clause_file_id(Check *check) {
  const PdfValue *id = pdf_key(check->file, check->file->trailer, "ID");
  gboolean good = pdf_count(id) == 2;
  for (guint i = 0; i < 2 && good; i++) {
    const PdfValue *part = pdf_item(check->file, id, i);
    good = pdf_is(part, PDF_STRING) && part->length_bytes;
  }
  if (!good) check_report(check, 0, 0, "the trailer has no ID of two strings");
}

// PDF/UA allows encryption that lets screen readers in (bit 10 of P).
void clause_encrypted(Check *check) {
  const PdfValue *encryption = pdf_key(check->file, check->file->trailer, "Encrypt");
  if (!encryption && !check->file->encrypted) return;
  gint64 permissions = pdf_integer(pdf_key(check->file, encryption, "P"), 0);
  if (check->standard != STANDARD_UA1)
    check_report(check, 0, 0, "the file is encrypted");
  else if (!(permissions & 512))
    check_report(check, 0, 0, "the encryption keeps screen readers from the text");
}

static const PdfValue *next_stream(const Check *check, guint *index) {
  while (*index < check->file->objects->len) {
    int object = g_array_index(check->file->objects, int, (*index)++);
    const PdfValue *value = pdf_file_lookup(check->file, object);
    if (pdf_is(value, PDF_STREAM)) return value;
  }
  return NULL;
}

void clause_external_stream(Check *check) {
  static const char *const keys[] = {"F", "FFilter", "FDecodeParms"};
  guint index = 0;
  for (const PdfValue *stream; (stream = next_stream(check, &index));)
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
      if (pdf_has_key(check->file, stream, keys[i]))
        check_report(check, 0, stream->object, "a stream has its data in another file (/%s)",
                     keys[i]);
}

void clause_filter(Check *check) {
  gboolean lzw = check->standard != STANDARD_X4; // PDF/X-4 lets LZW through
  guint index = 0;
  for (const PdfValue *stream; (stream = next_stream(check, &index));) {
    const PdfValue *filter = pdf_key(check->file, stream, "Filter");
    guint count = pdf_is(filter, PDF_ARRAY) ? filter->count : filter ? 1 : 0;
    for (guint i = 0; i < count; i++) {
      const char *name =
          pdf_name(pdf_is(filter, PDF_ARRAY) ? pdf_item(check->file, filter, i) : filter);
      if ((lzw && strcmp(name, "LZWDecode") == 0) || strcmp(name, "Crypt") == 0)
        check_report(check, 0, stream->object, "a stream is packed with %s", name);
    }
  }
  if (lzw) check_report_sights(check, SIGHT_INLINE_FILTER, "%s");
}

void clause_object_streams(Check *check) {
  const PdfValue *type = pdf_key(check->file, check->file->trailer, "Type");
  if (pdf_is_name(type, "XRef"))
    check_report(check, 0, 0, "the table of objects is a stream, which PDF 1.3 does not know");
}

static void check_limits(Check *check, const PdfValue *value, int object, guint depth) {
  if (!value || depth > 100) return;
  switch (value->type) {
  case PDF_STRING:
    if (value->length_bytes > STRING_LIMIT)
      check_report(check, 0, object, "a string of %" G_GSIZE_FORMAT " bytes", value->length_bytes);
    break;
  case PDF_NAME:
    if (value->length_bytes > NAME_LIMIT)
      check_report(check, 0, object, "a name of %" G_GSIZE_FORMAT " bytes", value->length_bytes);
    break;
  case PDF_INT:
    if (value->integer > G_MAXINT32 || value->integer < G_MININT32)
      check_report(check, 0, object, "the integer %" G_GINT64_FORMAT, value->integer);
    break;
  case PDF_ARRAY:
    for (guint i = 0; i < value->count; i++)
      check_limits(check, value->items[i], object, depth + 1);
    break;
  case PDF_DICT:
  case PDF_STREAM:
    for (guint i = 0; i < value->count; i++) {
      if (strlen(value->entries[i].key) > NAME_LIMIT)
        check_report(check, 0, object, "a key of %" G_GSIZE_FORMAT " bytes",
                     strlen(value->entries[i].key));
      check_limits(check, value->entries[i].value, object, depth + 1);
    }
    break;
  default: break;
  }
}

void clause_limits(Check *check) {
  for (guint i = 0; i < check->file->objects->len; i++) {
    int object = g_array_index(check->file->objects, int, i);
    check_limits(check, pdf_file_lookup(check->file, object), object, 0);
  }
  if (check->walk->nesting_max > NESTING_LIMIT)
    check_report(check, 0, 0, "q is nested %u deep, and %d is the limit", check->walk->nesting_max,
                 NESTING_LIMIT);
}

void clause_missing_resource(Check *check) {
  check_report_sights(check, SIGHT_MISSING_RESOURCE, "%s");
}

void clause_bad_operator(Check *check) {
  check_report_sights(check, SIGHT_BAD_OPERATOR, "%s is none of PDF");
}

void clause_unbalanced(Check *check) {
  check_report_sights(check, SIGHT_UNBALANCED, "%s");
}
