// Links: one annotation for each stretch of a line. Rectangles are ours, since Cairo rounds them.
#include <string.h>

#include "print/finish_parts.h"

typedef struct {
  double left_pt, right_pt, top_pt, bottom_pt; // from the top left of the page
  const char *url;
  Element *element; // the Link that it belongs to; NULL
} LinkArea;

static void append_area(GString *out, const LinkArea *area, double page_height_pt) {
  g_string_append(out, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [");
  content_append_number(out, area->left_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, page_height_pt - area->bottom_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, area->right_pt);
  g_string_append_c(out, ' ');
  content_append_number(out, page_height_pt - area->top_pt);
  g_string_append(out, "] ");
}

static void append_target(GString *out, const char *url) {
  if (*url == '#') {
    pdf_append_text_entry(out, "/Dest ", url + 1);
    return;
  }
  // URIs are ASCII (ISO 32000-1, 12.6.4.7): what is not is percent-encoded.
  g_autofree char *uri = g_uri_escape_string(url, ":/?#[]@!$&'()*+,;=%", FALSE);
  g_string_append(out, "/A << /S /URI /URI ");
  pdf_append_string(out, uri, strlen(uri));
  g_string_append(out, " >> ");
}

// Its number in the trees of parents, and what a reader says of it: the words that it stands on.
static void tag_annotation(Finish *finish, GString *out, const LinkArea *area, guint page) {
  guint number = finish->annotations->len;
  g_autofree char *text = element_text(area->element);
  g_strstrip(text);
  pdf_append_text_entry(out, "/Contents ", *text ? text : area->url);
  g_string_append_printf(out, "/StructParent %u ", finish->document->page_count + number);
  tag_tree_add_annotation(finish->tree, area->element, page, number);
  g_ptr_array_add(finish->annotation_links, area->element);
}

static void put_link(Finish *finish, const LinkArea *area, guint page) {
  if (area->url[0] == '#' && !g_hash_table_contains(finish->places, area->url + 1)) return;
  GString *out = finish->scratch;
  g_string_truncate(out, 0);
  append_area(out, area, finish->document->pages[page].height_pt);
  append_target(out, area->url);
  if (area->element) tag_annotation(finish, out, area, page);
  g_string_append(out, ">>");
  guint annotation = pdf_writer_add(finish->writer, out);
  if (!finish->pages[page].annotations) finish->pages[page].annotations = g_string_new(NULL);
  pdf_append_reference(finish->pages[page].annotations, annotation);
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
static void put_line_links(Finish *finish, guint page, guint item) {
  const Placed *placed = &finish->document->pages[page].items[item];
  Element *const *links = finish->tree ? finish->tree->pages[page].items[item].run_links : NULL;
  LinkArea open = {0};
  for (guint i = 0; i < placed->line->run_count; i++) {
    const GlyphRun *run = &placed->line->runs[i];
    LinkArea area = run_area(placed, run);
    area.element = links ? links[i] : NULL;
    gboolean is_link = area.url && *area.url;
    if (open.url && (!is_link || !is_same_link(&area, &open))) {
      put_link(finish, &open, page);
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
  if (open.url) put_link(finish, &open, page);
}

void finish_links(Finish *finish) {
  for (guint p = 0; p < finish->document->page_count; p++) {
    const Page *page = &finish->document->pages[p];
    for (guint i = 0; i < page->count; i++)
      if (page->items[i].kind == PLACED_LINE && page->items[i].line) put_line_links(finish, p, i);
  }
}
