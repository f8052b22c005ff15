#include "print/finish.h"

#include <stdlib.h>
#include <string.h>

#include "print/finish_parts.h"

#define R2L_MAX_LTR 0.2

void pdf_put(Finish *finish, qpdf_oh dictionary, const char *key, const char *object) {
  qpdf_oh_replace_key(finish->pdf, dictionary, key, qpdf_oh_parse(finish->pdf, object));
}

void pdf_put_text(Finish *finish, qpdf_oh dictionary, const char *key, const char *utf8) {
  qpdf_oh_replace_key(finish->pdf, dictionary, key, qpdf_oh_new_unicode_string(finish->pdf, utf8));
}

qpdf_oh pdf_stream(Finish *finish, const char *dictionary, const char *data, gsize length_bytes) {
  qpdf_oh stream = qpdf_oh_new_stream(finish->pdf);
  qpdf_oh null = qpdf_oh_new_null(finish->pdf);
  qpdf_oh_replace_stream_data(finish->pdf, stream, (const unsigned char *)data, length_bytes, null,
                              null);
  qpdf_oh own = qpdf_oh_get_dict(finish->pdf, stream);
  qpdf_oh given = qpdf_oh_parse(finish->pdf, dictionary);
  qpdf_oh_begin_dict_key_iter(finish->pdf, given);
  while (qpdf_oh_dict_more_keys(finish->pdf)) {
    const char *key = qpdf_oh_dict_next_key(finish->pdf);
    qpdf_oh_replace_key(finish->pdf, own, key, qpdf_oh_get_key(finish->pdf, given, key));
  }
  return stream;
}

// Cairo asks viewers to smooth images, which PDF/A forbids and which blurs line art.
static void finish_images(Finish *finish) {
  qpdf_oh size = qpdf_oh_get_key(finish->pdf, qpdf_get_trailer(finish->pdf), "/Size");
  int count = qpdf_oh_get_int_value_as_int(finish->pdf, size);
  for (int id = 1; id < count; id++) {
    qpdf_oh object = qpdf_get_object_by_id(finish->pdf, id, 0);
    if (qpdf_oh_is_stream(finish->pdf, object))
      qpdf_oh_remove_key(finish->pdf, qpdf_oh_get_dict(finish->pdf, object), "/Interpolate");
    qpdf_oh_release(finish->pdf, object);
  }
}

static void finish_boxes(Finish *finish) {
  for (guint i = 0; i < finish->document->page_count; i++) {
    qpdf_oh box = qpdf_oh_get_key(finish->pdf, finish->pages[i], "/MediaBox");
    qpdf_oh_replace_key(finish->pdf, finish->pages[i], "/TrimBox", box);
    qpdf_oh_replace_key(finish->pdf, finish->pages[i], "/BleedBox", box);
  }
}

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
  gboolean right = document->binding == DIRECTION_RTL;
  gboolean marked = right && ltr_share(document) < R2L_MAX_LTR;
  pdf_put(finish, finish->root, "/ViewerPreferences",
          marked ? "<< /Direction /R2L /DisplayDocTitle true >>" : "<< /DisplayDocTitle true >>");
  // The side that page 1 stands on: a right-hand page in a book bound at the left (PG-5).
  gboolean recto = document->page_count ? document->pages[0].recto : !right;
  pdf_put(finish, finish->root, "/PageLayout", recto ? "/TwoPageRight" : "/TwoPageLeft");
  if (document->bookmark_count) pdf_put(finish, finish->root, "/PageMode", "/UseOutlines");
  if (document->lang) pdf_put_text(finish, finish->root, "/Lang", document->lang);
}

// What readers on a screen use and a press has no use for.
static void finish_reading(Finish *finish) {
  finish_boxes(finish);
  finish_places(finish);
  finish_links(finish);
  finish_content(finish);
  finish_tags(finish);
  if (finish->tree) finish_intent(finish);
  finish_viewing(finish);
  finish_attachments(finish);
}

// PDF/X-4 is PDF 1.6, PDF/X-1a:2001 PDF 1.3, which knows no object streams.
static void set_version(Finish *finish) {
  gboolean x1a = finish->press && finish->press->settings.standard == PRESS_X1A;
  qpdf_set_object_stream_mode(finish->pdf, x1a ? qpdf_o_disable : qpdf_o_generate);
  if (finish->press)
    qpdf_force_pdf_version(finish->pdf, x1a ? "1.3" : "1.6");
  else
    qpdf_set_minimum_pdf_version(finish->pdf, "1.7");
}

static GBytes *write_file(Finish *finish) {
  QPDF_ERROR_CODE code = qpdf_init_write_memory(finish->pdf);
  // Not a warning: Cairo lists an image twice in the resources of a page that shows it twice.
  g_assert(!(code & QPDF_ERRORS));
  qpdf_set_deterministic_ID(finish->pdf, QPDF_TRUE);
  set_version(finish);
  qpdf_set_compress_streams(finish->pdf, QPDF_TRUE);
  code = qpdf_write(finish->pdf);
  if (code & QPDF_ERRORS)
    g_error("qpdf: %s", qpdf_get_error_full_text(finish->pdf, qpdf_get_error(finish->pdf)));
  return g_bytes_new(qpdf_get_buffer(finish->pdf), qpdf_get_buffer_length(finish->pdf));
}

GBytes *finish_pdf(GBytes *painted, const Document *document, const Encoding *encoding,
                   const PrintOptions *options, const Press *press) {
  gsize size;
  const char *bytes = g_bytes_get_data(painted, &size);
  Finish finish = {.pdf = qpdf_init(),
                   .document = document,
                   .encoding = encoding,
                   .options = options,
                   .press = press,
                   .painted = painted};
  qpdf_silence_errors(finish.pdf);
  qpdf_set_suppress_warnings(finish.pdf, QPDF_TRUE);
  QPDF_ERROR_CODE code = qpdf_read_memory(finish.pdf, "cairo", bytes, size, NULL);
  g_assert(!(code & QPDF_ERRORS));
  finish.root = qpdf_get_root(finish.pdf);
  // A printing press takes no tags.
  gboolean tagged = !options || options->target != PRINT_PRESS;
  if (tagged) finish.tree = tag_tree_new(document, encoding);
  finish.annotations = g_array_new(FALSE, FALSE, sizeof(qpdf_oh));
  finish.annotation_links = g_ptr_array_new();
  finish.pages = g_new0(qpdf_oh, document->page_count + 1);
  for (guint i = 0; i < document->page_count; i++)
    finish.pages[i] = qpdf_get_page_n(finish.pdf, i);
  finish_fonts(&finish);
  finish_images(&finish);
  if (press)
    finish_press(&finish);
  else
    finish_reading(&finish);
  finish_metadata(&finish);
  GBytes *out = write_file(&finish);
  g_free(finish.pages);
  tag_tree_free(finish.tree);
  g_array_unref(finish.annotations);
  g_ptr_array_unref(finish.annotation_links);
  qpdf_cleanup(&finish.pdf);
  return out;
}
