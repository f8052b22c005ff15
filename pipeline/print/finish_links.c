// Links: one annotation for each stretch of a line. Rectangles are ours, since Cairo rounds them.
#include <string.h>

#include "print/finish_parts.h"

typedef struct {
  double left_pt, right_pt, top_pt, bottom_pt; // from the top left of the page
  const char *url;
  Element *element; // the Link that it belongs to; NULL
} LinkArea;

static gboolean is_known_place(const Document *document, const char *name) {
  for (guint i = 0; i < document->destination_count; i++)
    if (strcmp(document->destinations[i].name, name) == 0) return TRUE;
  return FALSE;
}

static void append_area(GString *out, const LinkArea *area, double page_height_pt) {
  g_string_append(out, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
  content_append_number(out, area->left_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, page_height_pt - area->bottom_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, area->right_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, page_height_pt - area->top_pt);
  g_string_append(out, "] >>");
}

// Its number in the trees of parents, and what a reader says of it: the words that it stands on.
static void tag_annotation(Finish *finish, qpdf_oh annotation, const LinkArea *area, guint page) {
  guint number = finish->annotations->len;
  g_autofree char *text = element_text(area->element);
  g_strstrip(text);
  pdf_put_text(finish, annotation, "/Contents", *text ? text : area->url);
  qpdf_oh_replace_key(finish->pdf, annotation, "/StructParent",
                      qpdf_oh_new_integer(finish->pdf, finish->document->page_count + number));
  tag_tree_add_annotation(finish->tree, area->element, page, number);
  g_ptr_array_add(finish->annotation_links, area->element);
}

static void put_link(Finish *finish, qpdf_oh annotations, const LinkArea *area, guint page) {
  double height_pt = finish->document->pages[page].height_pt;
  gboolean inside = area->url[0] == '#';
  if (inside && !is_known_place(finish->document, area->url + 1)) return;
  g_autoptr(GString) text = g_string_new(NULL);
  append_area(text, area, height_pt);
  qpdf_oh annotation = qpdf_oh_parse(finish->pdf, text->str);
  if (inside) {
    pdf_put_text(finish, annotation, "/Dest", area->url + 1);
  } else {
    qpdf_oh action = qpdf_oh_parse(finish->pdf, "<< /S /URI >>");
    // URIs are ASCII (ISO 32000-1, 12.6.4.7): what is not is percent-encoded.
    g_autofree char *uri = g_uri_escape_string(area->url, ":/?#[]@!$&'()*+,;=%", FALSE);
    qpdf_oh_replace_key(finish->pdf, action, "/URI", qpdf_oh_new_string(finish->pdf, uri));
    qpdf_oh_replace_key(finish->pdf, annotation, "/A", action);
  }
  if (area->element) tag_annotation(finish, annotation, area, page);
  annotation = qpdf_make_indirect_object(finish->pdf, annotation);
  qpdf_oh_append_item(finish->pdf, annotations, annotation);
  if (area->element) g_array_append_val(finish->annotations, annotation);
}

static LinkArea run_area(const Placed *placed, const GlyphRun *run) {
  double left = placed->x_pt + placed->line->x_pt + run->x_pt;
  double baseline = placed->y_pt - run->style->rise_pt;
  return (LinkArea){left,
                    left + run->width_pt,
                    baseline - run->font->ascent_em * run->size_pt,
                    baseline + run->font->descent_em * run->size_pt,
                    run->style->url,
                    NULL};
}

static gboolean is_same_link(const LinkArea *a, const LinkArea *b) {
  return a->element == b->element && strcmp(a->url, b->url) == 0;
}

// Neighbouring runs of one link make one area.
static void put_line_links(Finish *finish, qpdf_oh annotations, guint page, guint item) {
  const Placed *placed = &finish->document->pages[page].items[item];
  Element *const *links = finish->tree ? finish->tree->pages[page].items[item].run_links : NULL;
  LinkArea open = {0};
  for (guint i = 0; i < placed->line->run_count; i++) {
    const GlyphRun *run = &placed->line->runs[i];
    LinkArea area = run_area(placed, run);
    area.element = links ? links[i] : NULL;
    gboolean is_link = area.url && *area.url;
    if (open.url && (!is_link || !is_same_link(&area, &open))) {
      put_link(finish, annotations, &open, page);
      open.url = NULL;
    }
    if (!is_link) continue;
    if (open.url) {
      area.left_pt = MIN(area.left_pt, open.left_pt);
      area.top_pt = MIN(area.top_pt, open.top_pt);
      area.bottom_pt = MAX(area.bottom_pt, open.bottom_pt);
    }
    open = area;
  }
  if (open.url) put_link(finish, annotations, &open, page);
}

void finish_links(Finish *finish) {
  for (guint p = 0; p < finish->document->page_count; p++) {
    const Page *page = &finish->document->pages[p];
    qpdf_oh annotations = qpdf_oh_new_array(finish->pdf);
    for (guint i = 0; i < page->count; i++)
      if (page->items[i].kind == PLACED_LINE && page->items[i].line)
        put_line_links(finish, annotations, p, i);
    // Cairo writes links of its own for those of SVG images: they are none of the document's.
    qpdf_oh_remove_key(finish->pdf, finish->pages[p], "/Annots");
    if (qpdf_oh_get_array_n_items(finish->pdf, annotations))
      qpdf_oh_replace_key(finish->pdf, finish->pages[p], "/Annots", annotations);
  }
}
