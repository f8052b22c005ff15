// Destinations, bookmarks and page labels.
#include <string.h>

#include "print/finish_parts.h"
#include "print/pdf_names.h"

// [page /XYZ x y null]
static void append_place(const Finish *finish, const Destination *destination, GString *out) {
  const Page *page = &finish->document->pages[destination->page];
  g_string_append_printf(out, "[%u 0 R /XYZ ", finish->pages[destination->page].number);
  content_append_number(out, destination->x_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, page->height_pt - destination->y_pt);
  g_string_append(out, " null]");
}

static void put_destinations(Finish *finish) {
  g_autoptr(PdfNames) names = pdf_names_new();
  GString *out = finish->scratch;
  for (guint i = 0; i < finish->document->destination_count; i++) {
    const Destination *destination = &finish->document->destinations[i];
    if (destination->page >= finish->document->page_count) continue;
    g_hash_table_add(finish->places, (gpointer)destination->name);
    g_string_truncate(out, 0);
    append_place(finish, destination, out);
    pdf_names_add(names, destination->name, out->str);
  }
  g_string_truncate(out, 0);
  if (pdf_names_append(names, out))
    pdf_append_reference_entry(finish->names, "/Dests", pdf_writer_add(finish->writer, out));
}

// A bookmark's neighbours, by index from 1; 0: none, or as a parent the root of the outline.
typedef struct {
  guint parent, previous, next, first, last, child_count;
} Kinship;

static Kinship *bookmark_kin(const Bookmark *bookmarks, guint count) {
  Kinship *kin = g_new0(Kinship, count + 1);
  for (guint i = 1; i <= count; i++) {
    guint parent = i - 1; // climb from the one before until a smaller level is found
    while (parent && bookmarks[parent - 1].level >= bookmarks[i - 1].level)
      parent = kin[parent].parent;
    kin[i].parent = parent;
    kin[i].previous = kin[parent].last;
    if (kin[parent].last)
      kin[kin[parent].last].next = i;
    else
      kin[parent].first = i;
    kin[parent].last = i;
    kin[parent].child_count++;
  }
  return kin;
}

static void append_kin(GString *out, const char *key, guint base, guint index) {
  if (index) pdf_append_reference_entry(out, key, base + index);
}

static void put_bookmarks(Finish *finish) {
  guint count = finish->document->bookmark_count;
  if (!count) return;
  g_autofree Kinship *kin = bookmark_kin(finish->document->bookmarks, count);
  guint base = pdf_writer_reserve(finish->writer);
  for (guint i = 1; i <= count; i++)
    pdf_writer_reserve(finish->writer);
  GString *out = finish->scratch;
  for (guint i = 0; i <= count; i++) {
    const Bookmark *bookmark = i ? &finish->document->bookmarks[i - 1] : NULL;
    g_string_assign(out, bookmark ? "<< /Title " : "<< /Type /Outlines");
    if (bookmark) {
      pdf_append_text(out, bookmark->title);
      pdf_append_text_entry(out, " /Dest ", bookmark->destination);
      pdf_append_reference_entry(out, " /Parent", base + kin[i].parent);
    }
    append_kin(out, " /Prev", base, kin[i].previous);
    append_kin(out, " /Next", base, kin[i].next);
    append_kin(out, " /First", base, kin[i].first);
    append_kin(out, " /Last", base, kin[i].last);
    // The top level is open; below it a minus sign says closed.
    if (kin[i].child_count)
      g_string_append_printf(out, " /Count %s%u", i ? "-" : "", kin[i].child_count);
    g_string_append(out, " >>");
    pdf_writer_put(finish->writer, base + i, out);
  }
  pdf_append_reference_entry(finish->catalog, "/Outlines", base);
}

// A prefix alone: PDF's own numbering has no Persian digits (PG-4).
static void put_page_labels(Finish *finish) {
  if (!finish->document->page_count) return;
  GString *out = finish->scratch;
  g_string_assign(out, "<< /Nums [");
  for (guint i = 0; i < finish->document->page_count; i++) {
    pdf_append_integer(out, i);
    g_string_append(out, " << /P ");
    pdf_append_text(out, finish->document->pages[i].label);
    g_string_append(out, " >>\n");
  }
  g_string_append(out, "] >>");
  pdf_append_reference_entry(finish->catalog, "/PageLabels", pdf_writer_add(finish->writer, out));
}

void finish_places(Finish *finish) {
  put_destinations(finish);
  put_bookmarks(finish);
  put_page_labels(finish);
}
