// Rules on embedded files, optional content and presentations.
#include <string.h>

#include "preflight/check.h"

// The file specifications with an embedded file, in the order of their objects.
static const PdfValue *next_file(const Check *check, guint *index) {
  while (*index < check->file->objects->len) {
    int object = g_array_index(check->file->objects, int, (*index)++);
    const PdfValue *value = pdf_file_lookup(check->file, object);
    if (pdf_is(value, PDF_DICT) && pdf_has_key(check->file, value, "EF")) return value;
  }
  return NULL;
}

static const PdfValue *file_stream(const Check *check, const PdfValue *specification) {
  const PdfValue *embedded = pdf_key(check->file, specification, "EF");
  const PdfValue *stream = pdf_key(check->file, embedded, "F");
  return stream ? stream : pdf_key(check->file, embedded, "UF");
}

void clause_file_name(Check *check) {
  guint index = 0;
  for (const PdfValue *file; (file = next_file(check, &index));)
    if (!pdf_has_key(check->file, file, "F") || !pdf_has_key(check->file, file, "UF"))
      check_report(check, 0, file->object, "an embedded file lacks a name (F or UF)");
}

void clause_file_not_pdf(Check *check) {
  guint index = 0;
  for (const PdfValue *file; (file = next_file(check, &index));) {
    const PdfValue *stream = file_stream(check, file);
    gsize length = 0;
    const char *bytes = pdf_is(stream, PDF_STREAM)
                            ? g_bytes_get_data(pdf_file_data(check->file, stream), &length)
                            : NULL;
    if (length < 5 || memcmp(bytes, "%PDF-", 5) != 0)
      check_report(check, 0, file->object, "an embedded file is no PDF/A");
  }
}

void clause_file_relationship(Check *check) {
  guint index = 0;
  for (const PdfValue *file; (file = next_file(check, &index));)
    if (!pdf_has_key(check->file, file, "AFRelationship"))
      check_report(check, 0, file->object,
                   "an embedded file does not say what it is to the document (AFRelationship)");
}

void clause_file_type(Check *check) {
  guint index = 0;
  for (const PdfValue *file; (file = next_file(check, &index));)
    if (!pdf_has_key(check->file, file_stream(check, file), "Subtype"))
      check_report(check, 0, file->object, "an embedded file has no MIME type (Subtype)");
}

static void collect_associated(const Check *check, const PdfValue *holder, GHashTable *found) {
  const PdfValue *list = pdf_key(check->file, holder, "AF");
  if (pdf_is_dict(list)) g_hash_table_add(found, (gpointer)list);
  for (guint i = 0; i < pdf_count(list); i++)
    g_hash_table_add(found, (gpointer)pdf_item(check->file, list, i));
}

void clause_file_unassociated(Check *check) {
  g_autoptr(GHashTable) found = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < check->file->objects->len; i++)
    collect_associated(
        check, pdf_file_lookup(check->file, g_array_index(check->file->objects, int, i)), found);
  guint index = 0;
  for (const PdfValue *file; (file = next_file(check, &index));)
    if (!g_hash_table_contains(found, file))
      check_report(check, 0, file->object, "an embedded file belongs to nothing (AF)");
}

static void check_layers(Check *check, const PdfValue *set, GHashTable *names) {
  const char *name = pdf_text(check->arena, pdf_key(check->file, set, "Name"));
  if (!name || !name[0])
    check_report(check, 0, set->object, "a configuration of layers has no Name");
  else if (!g_hash_table_add(names, (gpointer)name))
    check_report(check, 0, set->object, "two configurations of layers are named '%s'", name);
  if (pdf_has_key(check->file, set, "AS"))
    check_report(check, 0, set->object, "a configuration of layers switches them by itself (AS)");
}

void clause_layers(Check *check) {
  const PdfValue *layers = pdf_key(check->file, check->file->root, "OCProperties");
  if (!layers) return;
  if (check->standard == STANDARD_X1A) {
    check_report(check, 0, layers->object, "the file has layers");
    return;
  }
  g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
  const PdfValue *first = pdf_key(check->file, layers, "D");
  const PdfValue *others = pdf_key(check->file, layers, "Configs");
  if (pdf_is_dict(first)) check_layers(check, first, names);
  for (guint i = 0; i < pdf_count(others); i++)
    if (pdf_is_dict(pdf_item(check->file, others, i)))
      check_layers(check, pdf_item(check->file, others, i), names);
}

void clause_presentation(Check *check) {
  const PdfValue *names = pdf_key(check->file, check->file->root, "Names");
  if (pdf_has_key(check->file, names, "AlternatePresentations"))
    check_report(check, 0, 0, "the file has alternate presentations");
  for (guint i = 0; i < check->file->pages->len; i++)
    if (pdf_has_key(check->file, check_page(check, i), "PresSteps"))
      check_report(check, i + 1, check_page(check, i)->object,
                   "the page has steps of a presentation");
}

void clause_requirements(Check *check) {
  if (pdf_has_key(check->file, check->file->root, "Requirements"))
    check_report(check, 0, 0, "the file has requirements for viewers");
}
