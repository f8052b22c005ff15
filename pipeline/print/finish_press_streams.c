// The content of pages, and of the forms and patterns that they paint.
#include <stdlib.h>
#include <string.h>

#include "print/finish_press.h"
#include "print/press_content.h"

// A stream that waits for its turn: a form met while another stream was read.
typedef struct {
  qpdf_oh form;
  guint page;
  double matrix[6];
} Waiting;

typedef struct {
  PressFile *file;
  qpdf_oh resources;
  guint page;
  GArray *waiting; // of Waiting
} Watcher;

static qpdf_oh ensure_dictionary(PressFile *file, qpdf_oh parent, const char *key) {
  qpdf_data pdf = file->pdf;
  if (!qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, parent, key)))
    finish_press_put(file, parent, key, "<< >>");
  return qpdf_oh_get_key(pdf, parent, key);
}

static void add_resources(PressFile *file, qpdf_oh resources, guint uses) {
  qpdf_data pdf = file->pdf;
  if (uses & PRESS_USES_ALL)
    qpdf_oh_replace_key(pdf, ensure_dictionary(file, resources, "/ColorSpace"), "/BeyAll",
                        file->all);
  if ((uses & PRESS_USES_SPOT) && file->press->settings.spot_accent)
    qpdf_oh_replace_key(pdf, ensure_dictionary(file, resources, "/ColorSpace"), "/BeySpot",
                        file->spot);
  if (!(uses & PRESS_USES_OVERPRINT)) return;
  qpdf_oh states = ensure_dictionary(file, resources, "/ExtGState");
  qpdf_oh_replace_key(pdf, states, "/BeyOver", file->over);
  qpdf_oh_replace_key(pdf, states, "/BeyOut", file->out);
}

static void concatenate(const double a[6], const double b[6], double out[6]) {
  out[0] = a[0] * b[0] + a[1] * b[2];
  out[1] = a[0] * b[1] + a[1] * b[3];
  out[2] = a[2] * b[0] + a[3] * b[2];
  out[3] = a[2] * b[1] + a[3] * b[3];
  out[4] = a[4] * b[0] + a[5] * b[2] + b[4];
  out[5] = a[4] * b[1] + a[5] * b[3] + b[5];
}

static void read_matrix(qpdf_data pdf, qpdf_oh dictionary, double out[6]) {
  static const double identity[6] = {1, 0, 0, 1, 0, 0};
  qpdf_oh matrix = qpdf_oh_get_key(pdf, dictionary, "/Matrix");
  memcpy(out, identity, sizeof identity);
  if (!qpdf_oh_is_array(pdf, matrix) || qpdf_oh_get_array_n_items(pdf, matrix) != 6) return;
  for (int i = 0; i < 6; i++)
    out[i] = qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, matrix, i));
}

static void report_ink(Watcher *watcher, double most, const double matrix[6]) {
  const Press *press = watcher->file->press;
  double x = matrix[4] + (matrix[0] + matrix[2]) / 2, y = matrix[5] + (matrix[1] + matrix[3]) / 2;
  SourceSpan span = press_span_at(press, watcher->file->document, watcher->page, x, y);
  Diagnostic *fault = diagnostic_add(press->diagnostics, DIAGNOSTIC_PRESS_INK, span,
                                     watcher->page + 1, 100 * most, 100 * press->ink_limit);
  diagnostic_hint(press->diagnostics, fault, "convert the picture with a lower limit of ink");
}

static void meet_object(gpointer data, const char *name, const double matrix[6]) {
  Watcher *watcher = data;
  qpdf_data pdf = watcher->file->pdf;
  qpdf_oh objects = qpdf_oh_get_key(pdf, watcher->resources, "/XObject");
  if (!qpdf_oh_is_dictionary(pdf, objects)) return;
  qpdf_oh object = qpdf_oh_get_key(pdf, objects, name);
  if (!qpdf_oh_is_stream(pdf, object)) return;
  gpointer id = GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, object));
  const double *most = g_hash_table_lookup(watcher->file->inks, id);
  if (most) report_ink(watcher, *most, matrix);
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, object);
  if (!finish_press_is_name(watcher->file, dictionary, "/Subtype", "/Form")) return;
  Waiting waiting = {.form = object, .page = watcher->page};
  double own[6];
  read_matrix(pdf, dictionary, own);
  concatenate(own, matrix, waiting.matrix);
  g_array_append_val(watcher->waiting, waiting);
}

// Appends the stream in inks to `out` and gives its resources what it uses now.
static void rewrite(PressFile *file, qpdf_oh resources, GArray *waiting, guint page,
                    const double matrix[6], gboolean mask, gboolean checked,
                    const unsigned char *data, gsize length, GString *out) {
  g_autoptr(PressContent) content =
      press_content_new(file->press, file->document, page, matrix, mask, checked);
  Watcher watcher = {file, resources, page, waiting};
  press_content_watch(content, meet_object, &watcher);
  const ContentFilter filter = {press_content_filter, content};
  content_rewrite((const char *)data, length, &filter, 1, out);
  add_resources(file, resources, press_content_uses(content));
}

static void put_data(PressFile *file, qpdf_oh stream, const GString *data) {
  qpdf_data pdf = file->pdf;
  qpdf_oh null = qpdf_oh_new_null(pdf);
  qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)data->str, data->len, null, null);
}

static void rewrite_form(PressFile *file, const Waiting *waiting, GArray *queue, gboolean checked) {
  qpdf_data pdf = file->pdf;
  gpointer id = GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, waiting->form));
  if (!g_hash_table_add(file->done, id)) return;
  gboolean mask = g_hash_table_contains(file->masks, id);
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, waiting->form);
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_ERROR_CODE code =
      qpdf_oh_get_stream_data(pdf, waiting->form, qpdf_dl_generalized, NULL, &data, &length);
  guint before = queue->len;
  if (!(code & QPDF_ERRORS)) {
    g_autoptr(GString) out = g_string_sized_new(length + 256);
    rewrite(file, ensure_dictionary(file, dictionary, "/Resources"), queue, waiting->page,
            waiting->matrix, mask, checked, data, length, out);
    put_data(file, waiting->form, out);
  }
  free(data);
  // What a mask paints is a mask too.
  for (guint i = before; mask && i < queue->len; i++) {
    qpdf_oh form = g_array_index(queue, Waiting, i).form;
    g_hash_table_add(file->masks, GINT_TO_POINTER(qpdf_oh_get_object_id(pdf, form)));
  }
}

static void rewrite_page(PressFile *file, guint index, GArray *queue) {
  static const double identity[6] = {1, 0, 0, 1, 0, 0};
  qpdf_data pdf = file->pdf;
  qpdf_oh page = file->pages[index];
  const Page *trim = &file->document->pages[index];
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_ERROR_CODE code = qpdf_oh_get_page_content_data(pdf, page, &data, &length);
  g_assert(!(code & QPDF_ERRORS));
  qpdf_oh resources = ensure_dictionary(file, page, "/Resources");
  g_autoptr(GString) out = g_string_sized_new(length + 4096);
  g_string_append(out, "q\n");
  rewrite(file, resources, queue, index, identity, FALSE, TRUE, data, length, out);
  g_string_append(out, "\nQ");
  free(data);
  if (file->press->settings.marks) {
    press_write_marks(file->press, trim->width_pt, trim->height_pt, out);
    add_resources(file, resources, PRESS_USES_ALL | PRESS_USES_SPOT);
  }
  qpdf_oh stream = finish_press_stream(file, "<< >>", out->str, out->len);
  qpdf_oh_replace_key(pdf, page, "/Contents", stream);
}

// Patterns, masks and what else no page paints by name.
static void rewrite_rest(PressFile *file, int id, qpdf_oh object) {
  static const Waiting nowhere = {.matrix = {1, 0, 0, 1, 0, 0}};
  qpdf_data pdf = file->pdf;
  if (!qpdf_oh_is_stream(pdf, object) || g_hash_table_contains(file->done, GINT_TO_POINTER(id)))
    return;
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, object);
  if (!finish_press_is_name(file, dictionary, "/Subtype", "/Form") &&
      !qpdf_oh_has_key(pdf, dictionary, "/PatternType"))
    return;
  g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(Waiting));
  Waiting first = nowhere;
  first.form = object;
  g_array_append_val(queue, first);
  for (guint i = 0; i < queue->len; i++) {
    Waiting next = g_array_index(queue, Waiting, i);
    rewrite_form(file, &next, queue, FALSE);
  }
}

static void rewrite_mask(PressFile *file, int id, qpdf_oh object) {
  if (g_hash_table_contains(file->masks, GINT_TO_POINTER(id))) rewrite_rest(file, id, object);
}

void finish_press_streams(PressFile *file) {
  finish_press_visit(file, rewrite_mask); // first: what they paint is not for the press
  g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(Waiting));
  for (guint i = 0; i < file->document->page_count; i++)
    rewrite_page(file, i, queue);
  for (guint i = 0; i < queue->len; i++) {
    Waiting next = g_array_index(queue, Waiting, i);
    rewrite_form(file, &next, queue, TRUE);
  }
  finish_press_visit(file, rewrite_rest);
}
