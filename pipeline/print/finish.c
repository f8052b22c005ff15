#include "print/finish.h"

#include <string.h>

#include "print/finish_parts.h"
#include "print/finish_press.h"

#define R2L_MAX_LTR 0.2

// The share of the document's lines that read from left to right.
static double ltr_share(const Document *document) {
  guint lines = 0, ltr = 0;
  for (guint p = 0; p < document->page_count; p++)
    for (guint i = 0; i < document->pages[p].count; i++) {
      const Placed *placed = &document->pages[p].items[i];
      if (placed->kind != PLACED_LINE || placed->part == PART_ARTIFACT) continue;
      lines++;
      ltr += placed->line->direction == DIRECTION_LTR;
    }
  return lines ? (double)ltr / lines : 0;
}

// PDFium reads every line of a file marked R2L from right to left, also English ones, word by word:
// a bilingual file would lose its English (31 % of the characters in order, measured). Such a file
// goes without the mark; the side of page 1 still tells viewers how spreads lie.
static void finish_viewing(Finish *finish) {
  const Document *document = finish->document;
  GString *out = finish->catalog;
  gboolean right = document->binding == DIRECTION_RTL;
  gboolean marked = right && ltr_share(document) < R2L_MAX_LTR;
  g_string_append(out, marked ? "/ViewerPreferences << /Direction /R2L /DisplayDocTitle true >>\n"
                              : "/ViewerPreferences << /DisplayDocTitle true >>\n");
  // The side that page 1 stands on: a right-hand page in a book bound at the left (PG-5).
  gboolean recto = document->page_count ? document->pages[0].recto : !right;
  g_string_append(out, recto ? "/PageLayout /TwoPageRight\n" : "/PageLayout /TwoPageLeft\n");
  if (document->bookmark_count) g_string_append(out, "/PageMode /UseOutlines\n");
  pdf_append_text_entry(out, "/Lang ", document->lang);
}

// What readers on a screen use and a press has no use for.
static void finish_reading(Finish *finish) {
  finish_places(finish);
  finish_links(finish);
  finish_content(finish);
  finish_tags(finish);
  if (finish->tree) finish_intent(finish);
  finish_viewing(finish);
  finish_attachments(finish);
}

// PDF/X-4 is PDF 1.6, PDF/X-1a:2001 PDF 1.3, which knows no object streams.
static PdfWriter *open_writer(Finish *finish) {
  gboolean x1a = finish->press && finish->press->settings.standard == PRESS_X1A;
  return pdf_writer_new(x1a             ? "1.3"
                        : finish->press ? "1.6"
                                        : "1.7",
                        !x1a, pdf_source_count(finish->source), finish->deflate);
}

static void open_pages(Finish *finish) {
  g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
  pdf_source_pages(finish->source, numbers);
  g_assert(numbers->len >= finish->document->page_count);
  finish->pages = g_new0(FinishPage, numbers->len + 1);
  for (guint i = 0; i < numbers->len; i++) {
    finish->pages[i].number = g_array_index(numbers, guint, i);
    finish->pages[i].dictionary = pdf_source_object(finish->source, finish->pages[i].number).value;
  }
}

static void finish_open(Finish *finish, GBytes *file) {
  finish->deflate = deflate_new();
  finish->source = pdf_source_open(file);
  finish->writer = open_writer(finish);
  finish->catalog = g_string_new(NULL);
  finish->names = g_string_new(NULL);
  finish->scratch = g_string_new(NULL);
  finish->places = g_hash_table_new(g_str_hash, g_str_equal);
  finish->annotations = g_array_new(FALSE, FALSE, sizeof(guint));
  finish->annotation_links = g_ptr_array_new();
  open_pages(finish);
  // A printing press takes no tags.
  if (!finish->press) finish->tree = tag_tree_new(finish->document, finish->encoding);
}

static void finish_close(Finish *finish) {
  for (guint i = 0; i < finish->document->page_count; i++)
    if (finish->pages[i].annotations) g_string_free(finish->pages[i].annotations, TRUE);
  g_free(finish->pages);
  tag_tree_free(finish->tree);
  g_hash_table_unref(finish->places);
  g_array_unref(finish->annotations);
  g_ptr_array_unref(finish->annotation_links);
  g_string_free(finish->catalog, TRUE);
  g_string_free(finish->names, TRUE);
  g_string_free(finish->scratch, TRUE);
  pdf_writer_free(finish->writer);
  pdf_source_close(finish->source);
  deflate_free(finish->deflate);
}

GBytes *finish_pdf(GBytes *painted, const Document *document, const Encoding *encoding,
                   const PrintOptions *options, const Press *press) {
  Finish finish = {.document = document,
                   .encoding = encoding,
                   .options = options,
                   .press = press,
                   .painted = painted};
  g_autoptr(GBytes) inked = press ? finish_press(painted, document, press) : g_bytes_ref(painted);
  finish_open(&finish, inked);
  if (!press) finish_reading(&finish);
  finish_metadata(&finish);
  guint root = finish_copy(&finish);
  GBytes *out = pdf_writer_finish(finish.writer, root, finish.info);
  finish_close(&finish);
  return out;
}
