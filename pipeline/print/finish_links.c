// Links: one annotation for each stretch of a line. Rectangles are ours, since Cairo rounds them.
#include <string.h>

#include "print/finish_parts.h"

typedef struct {
  double left_pt, right_pt, top_pt, bottom_pt; // from the top left of the page
  const char *url;
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

static void put_link(Finish *finish, qpdf_oh annotations, const LinkArea *area, double height_pt) {
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
  qpdf_oh_append_item(finish->pdf, annotations, qpdf_make_indirect_object(finish->pdf, annotation));
}

static LinkArea run_area(const Placed *placed, const GlyphRun *run) {
  double left = placed->x_pt + placed->line->x_pt + run->x_pt;
  double baseline = placed->y_pt - run->style->rise_pt;
  return (LinkArea){left, left + run->width_pt, baseline - run->font->ascent_em * run->size_pt,
                    baseline + run->font->descent_em * run->size_pt, run->style->url};
}

// Neighbouring runs with one address make one area.
static void put_line_links(Finish *finish, qpdf_oh annotations, const Placed *placed,
                           double height_pt) {
  LinkArea open = {0};
  for (guint i = 0; i < placed->line->run_count; i++) {
    const GlyphRun *run = &placed->line->runs[i];
    if (open.url && (!run->style->url || strcmp(run->style->url, open.url) != 0)) {
      put_link(finish, annotations, &open, height_pt);
      open.url = NULL;
    }
    if (!run->style->url || !run->style->url[0]) continue;
    LinkArea area = run_area(placed, run);
    if (open.url) {
      area.left_pt = MIN(area.left_pt, open.left_pt);
      area.top_pt = MIN(area.top_pt, open.top_pt);
      area.bottom_pt = MAX(area.bottom_pt, open.bottom_pt);
    }
    open = area;
  }
  if (open.url) put_link(finish, annotations, &open, height_pt);
}

void finish_links(Finish *finish) {
  for (guint p = 0; p < finish->document->page_count; p++) {
    const Page *page = &finish->document->pages[p];
    qpdf_oh annotations = qpdf_oh_new_array(finish->pdf);
    for (guint i = 0; i < page->count; i++)
      if (page->items[i].kind == PLACED_LINE)
        put_line_links(finish, annotations, &page->items[i], page->height_pt);
    if (qpdf_oh_get_array_n_items(finish->pdf, annotations))
      qpdf_oh_replace_key(finish->pdf, finish->pages[p], "/Annots", annotations);
  }
}
