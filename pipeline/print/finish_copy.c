// What is carried over from the file that Cairo wrote: the catalog, the pages, and whatever they
// refer to; all else stays behind.
#include <string.h>

#include "print/finish_parts.h"

typedef struct {
  Finish *finish;
  guint8 *known;          // by object number: written, or on its way
  GArray *queue;          // of guint
  GHashTable *font_files; // EditionFont by the number of its file
} Copy;

static void want_object(Copy *copy, guint number) {
  if (!number || number >= pdf_source_count(copy->finish->source) || copy->known[number]) return;
  copy->known[number] = TRUE;
  g_array_append_val(copy->queue, number);
}

// "12 0 R" inside `text`. What looks like one inside a string makes the file larger, no worse.
static void want_references(Copy *copy, const char *text, gsize length_bytes) {
  static const char end[] = " 0 R";
  const char *from = text, *stop = text + length_bytes;
  while ((from = memchr(from, 'R', (gsize)(stop - from)))) {
    const char *digit = ++from - strlen(end);
    if (digit <= text || memcmp(digit, end, strlen(end)) != 0) continue;
    guint number = 0, unit = 1;
    for (digit--; digit >= text && g_ascii_isdigit(*digit) && unit < 1000000000;
         digit--, unit *= 10)
      number += unit * (guint)(*digit - '0');
    want_object(copy, number);
  }
}

// The entries of a dictionary without those that `dropped` names, up to its NULL.
static void append_entries(Copy *copy, const Operand *dictionary, const char *const *dropped,
                           GString *out) {
  Operand key, value;
  gsize at = 0;
  while (pdf_source_entry_next(dictionary, &at, &key, &value)) {
    guint i = 0;
    while (dropped[i] && !content_is_name(&key, dropped[i]))
      i++;
    if (dropped[i]) continue;
    g_string_append_len(out, key.text, (gssize)key.length_bytes);
    g_string_append_c(out, ' ');
    g_string_append_len(out, value.text, (gssize)value.length_bytes);
    g_string_append_c(out, '\n');
    want_references(copy, value.text, value.length_bytes);
  }
}

// Boxes of a page that no press cuts are all one.
static void append_boxes(Copy *copy, const Operand *dictionary, GString *out) {
  Operand box;
  if (copy->finish->press || !pdf_source_entry(dictionary, "MediaBox", &box)) return;
  g_string_append_printf(out, "/TrimBox %.*s\n/BleedBox %.*s\n", (int)box.length_bytes, box.text,
                         (int)box.length_bytes, box.text);
}

static void copy_page(Copy *copy, guint index) {
  // Cairo writes links of its own for those of SVG images: they are none of the document's.
  static const char *const dropped[] = {"Contents", "StructParents", "Tabs", "Annots", NULL};
  Finish *finish = copy->finish;
  const FinishPage *page = &finish->pages[index];
  GString *out = finish->scratch;
  g_string_assign(out, "<< ");
  append_entries(copy, &page->dictionary, page->content ? dropped : dropped + 1, out);
  if (page->content) g_string_append_printf(out, "/Contents %u 0 R\n", page->content);
  append_boxes(copy, &page->dictionary, out);
  if (page->annotations) g_string_append_printf(out, "/Annots [%s]\n", page->annotations->str);
  if (finish->tree) g_string_append_printf(out, "/StructParents %u /Tabs /S\n", index);
  g_string_append(out, ">>");
  copy->known[page->number] = TRUE;
  pdf_writer_put(finish->writer, page->number, out);
}

static guint copy_catalog(Copy *copy) {
  static const char *const dropped[] = {"StructTreeRoot", "MarkInfo", "Names", "Metadata", NULL};
  Finish *finish = copy->finish;
  guint number = pdf_source_root(finish->source);
  Operand catalog = pdf_source_object(finish->source, number).value;
  GString *out = finish->scratch;
  g_string_assign(out, "<< ");
  append_entries(copy, &catalog, dropped, out);
  g_string_append(out, finish->catalog->str);
  if (finish->names->len) g_string_append_printf(out, "/Names << %s >>\n", finish->names->str);
  g_string_append(out, ">>");
  copy->known[number] = TRUE;
  pdf_writer_put(finish->writer, number, out);
  return number;
}

// Cairo asks viewers to smooth images, which PDF/A forbids and which blurs line art.
static void copy_stream(Copy *copy, guint number, const PdfObject *object) {
  static const char *const dropped[] = {"Length", "Interpolate", NULL};
  GString *out = copy->finish->scratch;
  Operand filter;
  gboolean packed = pdf_source_entry(&object->value, "Filter", &filter);
  g_string_truncate(out, 0);
  append_entries(copy, &object->value, dropped, out);
  pdf_writer_put_stream(copy->finish->writer, number, out->str, object->stream,
                        object->stream_bytes, packed ? PDF_DATA_KEEP : PDF_DATA_PACK);
}

static void copy_font(Copy *copy, guint number, const Operand *dictionary) {
  static const char *const dropped[] = {"ToUnicode", "CIDToGIDMap", NULL};
  g_autoptr(GString) out = g_string_new("<< ");
  gboolean text = finish_font_entries(copy->finish, dictionary, out);
  append_entries(copy, dictionary, text ? dropped : dropped + 1, out);
  g_string_append(out, ">>");
  pdf_writer_put(copy->finish->writer, number, out);
}

// Cairo's fonts have the boxes of drawings in the place of the drawings.
static void note_font_file(Copy *copy, const Operand *descriptor) {
  Operand name, file;
  if (!pdf_source_entry(descriptor, "FontName", &name) ||
      !pdf_source_entry(descriptor, "FontFile2", &file))
    return;
  EditionFont *font = finish_font_named(copy->finish, &name);
  guint number = pdf_source_reference(&file);
  if (font) g_hash_table_insert(copy->font_files, GUINT_TO_POINTER(number), font);
}

static void put_font_file(Copy *copy, guint number, EditionFont *font) {
  g_autoptr(GBytes) bytes = edition_font_write(font);
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  g_autofree char *entries = g_strdup_printf("/Length1 %zu\n", length);
  pdf_writer_put_stream(copy->finish->writer, number, entries, data, length, PDF_DATA_PACK);
}

static void copy_object(Copy *copy, guint number) {
  PdfObject object = pdf_source_object(copy->finish->source, number);
  EditionFont *font = g_hash_table_lookup(copy->font_files, GUINT_TO_POINTER(number));
  if (pdf_source_entry_is_name(&object.value, "Type", "FontDescriptor"))
    note_font_file(copy, &object.value);
  if (font) {
    put_font_file(copy, number, font);
  } else if (object.stream) {
    copy_stream(copy, number, &object);
  } else if (pdf_source_entry_is_name(&object.value, "Type", "Font")) {
    copy_font(copy, number, &object.value);
  } else if (object.value.length_bytes) {
    GString *out = copy->finish->scratch;
    g_string_truncate(out, 0);
    g_string_append_len(out, object.value.text, (gssize)object.value.length_bytes);
    want_references(copy, out->str, out->len);
    pdf_writer_put(copy->finish->writer, number, out);
  }
}

guint finish_copy(Finish *finish) {
  Copy copy = {finish, g_new0(guint8, pdf_source_count(finish->source) + 1),
               g_array_new(FALSE, FALSE, sizeof(guint)), g_hash_table_new(NULL, NULL)};
  for (guint i = 0; i < finish->document->page_count; i++)
    copy_page(&copy, i);
  guint root = copy_catalog(&copy);
  for (guint i = 0; i < copy.queue->len; i++)
    copy_object(&copy, g_array_index(copy.queue, guint, i));
  g_free(copy.known);
  g_array_unref(copy.queue);
  g_hash_table_unref(copy.font_files);
  return root;
}
