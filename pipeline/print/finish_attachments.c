// Attachments: files that the PDF carries along, each an associated file of the document
// (ISO 19005-3, 6.8 and annex E).
#include <string.h>

#include "print/finish_parts.h"

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

static qpdf_oh embedded_file(Finish *finish, const AttachmentList *list, const Attachment *file) {
  gsize length;
  const char *data = g_bytes_get_data(file->bytes, &length);
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_MD5, file->bytes);
  g_autofree char *type = type_name(file->type);
  g_autofree char *date = modified(list);
  g_autofree char *dictionary =
      g_strdup_printf("<< /Type /EmbeddedFile /Subtype /%s /Params << /Size %" G_GSIZE_FORMAT
                      " /CheckSum <%s> %s >> >>",
                      type, length, sum, date);
  return pdf_stream(finish, dictionary, data ? data : "", length);
}

static qpdf_oh file_specification(Finish *finish, const AttachmentList *list,
                                  const Attachment *file) {
  qpdf_oh specification = qpdf_oh_parse(finish->pdf, "<< /Type /Filespec >>");
  pdf_put_text(finish, specification, "/F", file->path);
  pdf_put_text(finish, specification, "/UF", file->path);
  g_autofree char *relationship = g_strconcat("/", file->relationship, NULL);
  pdf_put(finish, specification, "/AFRelationship", relationship);
  qpdf_oh stream = embedded_file(finish, list, file);
  qpdf_oh embedded = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, embedded, "/F", stream);
  qpdf_oh_replace_key(finish->pdf, embedded, "/UF", stream);
  qpdf_oh_replace_key(finish->pdf, specification, "/EF", embedded);
  return qpdf_make_indirect_object(finish->pdf, specification);
}

typedef struct {
  GBytes *key; // as it stands in the file: name trees are sorted by these bytes
  qpdf_oh name, specification;
} Entry;

static gint compare_entries(gconstpointer a, gconstpointer b) {
  return g_bytes_compare(((const Entry *)a)->key, ((const Entry *)b)->key);
}

static void clear_entry(gpointer data) {
  g_bytes_unref(((Entry *)data)->key);
}

static void put_names(Finish *finish, const GArray *entries) {
  qpdf_oh names = qpdf_oh_new_array(finish->pdf);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = &g_array_index(entries, Entry, i);
    qpdf_oh_append_item(finish->pdf, names, entry->name);
    qpdf_oh_append_item(finish->pdf, names, entry->specification);
  }
  qpdf_oh tree = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, tree, "/Names", names);
  qpdf_oh dictionary = qpdf_oh_get_key(finish->pdf, finish->root, "/Names");
  if (!qpdf_oh_is_dictionary(finish->pdf, dictionary)) {
    dictionary = qpdf_oh_new_dictionary(finish->pdf);
    qpdf_oh_replace_key(finish->pdf, finish->root, "/Names", dictionary);
  }
  qpdf_oh_replace_key(finish->pdf, dictionary, "/EmbeddedFiles",
                      qpdf_make_indirect_object(finish->pdf, tree));
}

void finish_attachments(Finish *finish) {
  const AttachmentList *list = finish->options ? finish->options->attachments : NULL;
  if (!list || !list->files->len) return;
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  g_array_set_clear_func(entries, clear_entry);
  qpdf_oh associated = qpdf_oh_new_array(finish->pdf);
  for (guint i = 0; i < list->files->len; i++) {
    const Attachment *file = &g_array_index(list->files, Attachment, i);
    Entry entry = {.specification = file_specification(finish, list, file),
                   .name = qpdf_oh_new_unicode_string(finish->pdf, file->path)};
    size_t length = 0;
    const char *bytes = qpdf_oh_get_binary_string_value(finish->pdf, entry.name, &length);
    entry.key = g_bytes_new(bytes, length);
    qpdf_oh_append_item(finish->pdf, associated, entry.specification);
    g_array_append_val(entries, entry);
  }
  qpdf_oh_replace_key(finish->pdf, finish->root, "/AF", associated);
  g_array_sort(entries, compare_entries);
  put_names(finish, entries);
}
