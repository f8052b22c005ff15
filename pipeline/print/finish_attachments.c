// Attachments: files that the PDF carries along, each an associated file of the document
// (ISO 19005-3, 6.8 and annex E).
#include "print/finish_parts.h"
#include "print/pdf_names.h"

static char *modified(const AttachmentList *list) {
  if (!list->date) return g_strdup("");
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(list->date);
  return g_date_time_format(date, "/ModDate (D:%Y%m%d%H%M%SZ)");
}

// "text/markdown" as a name: the slash is written as #2F.
static char *type_name(const char *type) {
  g_auto(GStrv) parts = g_strsplit(type, "/", -1);
  return g_strjoinv("#2F", parts);
}

static guint embedded_file(Finish *finish, const AttachmentList *list, const Attachment *file) {
  gsize length;
  const char *data = g_bytes_get_data(file->bytes, &length);
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, file->bytes);
  g_autofree char *type = type_name(file->type);
  g_autofree char *date = modified(list);
  g_autofree char *entries = g_strdup_printf(
      "/Type /EmbeddedFile /Subtype /%s /Params << /Size %" G_GSIZE_FORMAT " /CheckSum <%s> %s >>",
      type, length, sum, date);
  return pdf_writer_add_stream(finish->writer, entries, data ? data : "", length);
}

static guint file_specification(Finish *finish, const AttachmentList *list,
                                const Attachment *file) {
  guint stream = embedded_file(finish, list, file);
  GString *out = finish->scratch;
  g_string_assign(out, "<< /Type /Filespec ");
  pdf_append_text_entry(out, "/F ", file->path);
  pdf_append_text_entry(out, "/UF ", file->path);
  g_string_append_printf(out, "/AFRelationship /%s /EF << /F %u 0 R /UF %u 0 R >> >>",
                         file->relationship, stream, stream);
  return pdf_writer_add(finish->writer, out);
}

void finish_attachments(Finish *finish) {
  const AttachmentList *list = finish->options ? finish->options->attachments : NULL;
  if (!list || !list->files->len) return;
  g_autoptr(PdfNames) names = pdf_names_new();
  g_string_append(finish->catalog, "/AF [");
  for (guint i = 0; i < list->files->len; i++) {
    const Attachment *file = &g_array_index(list->files, Attachment, i);
    guint specification = file_specification(finish, list, file);
    g_autofree char *reference = g_strdup_printf(" %u 0 R", specification);
    g_string_append(finish->catalog, reference);
    pdf_names_add(names, file->path, reference);
  }
  g_string_append(finish->catalog, "]\n");
  GString *out = finish->scratch;
  g_string_truncate(out, 0);
  pdf_names_append(names, out);
  pdf_append_reference_entry(finish->names, "/EmbeddedFiles", pdf_writer_add(finish->writer, out));
}
