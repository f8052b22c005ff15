// Destinations, bookmarks and page labels.
#include <string.h>

#include "print/finish_parts.h"

// [page /XYZ x y null]
static qpdf_oh place_array(Finish *finish, const Destination *destination) {
  const Page *page = &finish->document->pages[destination->page];
  g_autoptr(GString) text = g_string_new("[/XYZ ");
  content_append_number(text, destination->x_pt);
  g_string_append_c(text, ' ');
  content_append_number(text, page->height_pt - destination->y_pt);
  g_string_append(text, " null]");
  qpdf_oh array = qpdf_oh_parse(finish->pdf, text->str);
  qpdf_oh_insert_item(finish->pdf, array, 0, finish->pages[destination->page]);
  return array;
}

typedef struct {
  const Destination *destination;
  GBytes *key; // as it stands in the file: name trees are sorted by these bytes
  qpdf_oh name;
} Place;

static gint place_compare(gconstpointer a, gconstpointer b) {
  return g_bytes_compare(((const Place *)a)->key, ((const Place *)b)->key);
}

static void clear_place(gpointer data) {
  g_bytes_unref(((Place *)data)->key);
}

static GArray *sorted_places(Finish *finish) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
  g_array_set_clear_func(places, clear_place);
  for (guint i = 0; i < finish->document->destination_count; i++) {
    const Destination *destination = &finish->document->destinations[i];
    if (destination->page >= finish->document->page_count) continue;
    Place place = {.destination = destination};
    place.name = qpdf_oh_new_unicode_string(finish->pdf, destination->name);
    size_t length = 0;
    const char *bytes = qpdf_oh_get_binary_string_value(finish->pdf, place.name, &length);
    place.key = g_bytes_new(bytes, length);
    g_array_append_val(places, place);
  }
  g_array_sort(places, place_compare);
  return places;
}

static void put_destinations(Finish *finish) {
  g_autoptr(GArray) places = sorted_places(finish);
  qpdf_oh names = qpdf_oh_new_array(finish->pdf);
  const Place *last = NULL;
  for (guint i = 0; i < places->len; i++) {
    const Place *place = &g_array_index(places, Place, i);
    if (last && g_bytes_equal(last->key, place->key)) continue;
    last = place;
    qpdf_oh_append_item(finish->pdf, names, place->name);
    qpdf_oh_append_item(finish->pdf, names, place_array(finish, place->destination));
  }
  if (!last) return;
  qpdf_oh tree = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, tree, "/Names", names);
  qpdf_oh dictionary = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, dictionary, "/Dests",
                      qpdf_make_indirect_object(finish->pdf, tree));
  qpdf_oh_replace_key(finish->pdf, finish->root, "/Names", dictionary);
}

// Links parent and child, previous and next. `items` are indirect; `parents` index into items, with
// index 0 for the root of the outline.
static void link_bookmarks(Finish *finish, const qpdf_oh *items, const guint *parents,
                           guint count) {
  g_autofree guint *last = g_new0(guint, count + 1);
  g_autofree guint *children = g_new0(guint, count + 1);
  for (guint i = 1; i <= count; i++) {
    guint parent = parents[i];
    qpdf_oh_replace_key(finish->pdf, items[i], "/Parent", items[parent]);
    if (last[parent]) {
      qpdf_oh_replace_key(finish->pdf, items[i], "/Prev", items[last[parent]]);
      qpdf_oh_replace_key(finish->pdf, items[last[parent]], "/Next", items[i]);
    } else {
      qpdf_oh_replace_key(finish->pdf, items[parent], "/First", items[i]);
    }
    qpdf_oh_replace_key(finish->pdf, items[parent], "/Last", items[i]);
    last[parent] = i;
    children[parent]++;
  }
  // The top level is open; below it a minus sign says closed.
  for (guint i = 0; i <= count; i++)
    if (children[i])
      qpdf_oh_replace_key(finish->pdf, items[i], "/Count",
                          qpdf_oh_new_integer(finish->pdf, i ? -(gint64)children[i] : children[i]));
}

static qpdf_oh bookmark_object(Finish *finish, const Bookmark *bookmark) {
  qpdf_oh item = qpdf_oh_new_dictionary(finish->pdf);
  pdf_put_text(finish, item, "/Title", bookmark->title ? bookmark->title : "");
  if (bookmark->destination) pdf_put_text(finish, item, "/Dest", bookmark->destination);
  return qpdf_make_indirect_object(finish->pdf, item);
}

static void put_bookmarks(Finish *finish) {
  guint count = finish->document->bookmark_count;
  if (!count) return;
  const Bookmark *bookmarks = finish->document->bookmarks;
  g_autofree qpdf_oh *items = g_new0(qpdf_oh, count + 1);
  g_autofree guint *parents = g_new0(guint, count + 1);
  items[0] =
      qpdf_make_indirect_object(finish->pdf, qpdf_oh_parse(finish->pdf, "<< /Type /Outlines >>"));
  for (guint i = 1; i <= count; i++) {
    items[i] = bookmark_object(finish, &bookmarks[i - 1]);
    guint parent = i - 1; // climb from the one before until a smaller level is found
    while (parent && bookmarks[parent - 1].level >= bookmarks[i - 1].level)
      parent = parents[parent];
    parents[i] = parent;
  }
  link_bookmarks(finish, items, parents, count);
  qpdf_oh_replace_key(finish->pdf, finish->root, "/Outlines", items[0]);
}

// A prefix alone: PDF's own numbering has no Persian digits (PG-4).
static void put_page_labels(Finish *finish) {
  qpdf_oh numbers = qpdf_oh_new_array(finish->pdf);
  for (guint i = 0; i < finish->document->page_count; i++) {
    const char *label = finish->document->pages[i].label;
    qpdf_oh entry = qpdf_oh_new_dictionary(finish->pdf);
    pdf_put_text(finish, entry, "/P", label ? label : "");
    qpdf_oh_append_item(finish->pdf, numbers, qpdf_oh_new_integer(finish->pdf, i));
    qpdf_oh_append_item(finish->pdf, numbers, entry);
  }
  qpdf_oh tree = qpdf_oh_new_dictionary(finish->pdf);
  qpdf_oh_replace_key(finish->pdf, tree, "/Nums", numbers);
  if (finish->document->page_count)
    qpdf_oh_replace_key(finish->pdf, finish->root, "/PageLabels",
                        qpdf_make_indirect_object(finish->pdf, tree));
}

void finish_places(Finish *finish) {
  put_destinations(finish);
  put_bookmarks(finish);
  put_page_labels(finish);
}
