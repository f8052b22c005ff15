// The only file of impose/ that knows qpdf.
#include "impose/impose.h"

#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "impose/sheet.h"

G_DEFINE_QUARK(beyt - impose - error, impose_error)

typedef struct {
  qpdf_data pdf;
  const ImposeOptions *options;
  qpdf_oh root;
  guint page_count;
  guint second_count;     // of these, pages of the second book; 0 = there is none
  qpdf_oh *pages, *forms; // by page index
  SheetBox *boxes;        // trim of each page
  int *rotations;
  double bleed;
  gboolean bound_right;
  Sheet sheet;
} Imposing;

static gboolean fail(GError **error, const char *message) {
  g_set_error_literal(error, IMPOSE_ERROR, 0, message);
  return FALSE;
}

static gboolean read_box(Imposing *imposing, qpdf_oh page, const char *key, SheetBox *box) {
  qpdf_oh array = qpdf_oh_get_key(imposing->pdf, page, key);
  if (!qpdf_oh_is_array(imposing->pdf, array) ||
      qpdf_oh_get_array_n_items(imposing->pdf, array) != 4)
    return FALSE;
  double sides[4];
  for (int i = 0; i < 4; i++) {
    qpdf_oh side = qpdf_oh_get_array_item(imposing->pdf, array, i);
    if (!qpdf_oh_is_number(imposing->pdf, side)) return FALSE;
    sides[i] = qpdf_oh_get_numeric_value(imposing->pdf, side);
  }
  *box = (SheetBox){MIN(sides[0], sides[2]), MIN(sides[1], sides[3]), MAX(sides[0], sides[2]),
                    MAX(sides[1], sides[3])};
  return box->right - box->left > 1 && box->top - box->bottom > 1;
}

// What is left of the page when it is cut: TrimBox, else CropBox, else MediaBox.
static SheetBox page_trim(Imposing *imposing, qpdf_oh page) {
  static const char *const keys[] = {"/TrimBox", "/ArtBox", "/CropBox", "/MediaBox"};
  SheetBox box = {0, 0, 595, 842};
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (read_box(imposing, page, keys[i], &box)) break;
  return box;
}

static double page_bleed(Imposing *imposing, qpdf_oh page, SheetBox trim) {
  SheetBox bleed;
  if (!read_box(imposing, page, "/BleedBox", &bleed)) return 0;
  return MAX(0, MIN(MIN(trim.left - bleed.left, bleed.right - trim.right),
                    MIN(trim.bottom - bleed.bottom, bleed.top - trim.top)));
}

// 0, 90, 180 or 270 clockwise.
static int page_rotation(Imposing *imposing, qpdf_oh page) {
  qpdf_oh value = qpdf_oh_get_key(imposing->pdf, page, "/Rotate");
  int degrees = 0;
  if (!qpdf_oh_get_value_as_int(imposing->pdf, value, &degrees)) return 0;
  degrees %= 360;
  if (degrees < 0) degrees += 360;
  return degrees % 90 ? 0 : degrees;
}

static qpdf_oh page_form(Imposing *imposing, qpdf_oh page) {
  qpdf_data pdf = imposing->pdf;
  unsigned char *content = NULL;
  size_t length = 0;
  qpdf_oh stream = qpdf_oh_new_stream(pdf), null = qpdf_oh_new_null(pdf);
  if (qpdf_oh_get_page_content_data(pdf, page, &content, &length) & QPDF_ERRORS) length = 0;
  qpdf_oh_replace_stream_data(pdf, stream, content ? content : (const unsigned char *)"",
                              content ? length : 0, null, null);
  free(content);
  qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
  qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/XObject"));
  qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/Form"));
  static const char *const kept[] = {"/Resources", "/Group"};
  for (guint i = 0; i < G_N_ELEMENTS(kept); i++)
    if (qpdf_oh_has_key(pdf, page, kept[i]))
      qpdf_oh_replace_key(pdf, dictionary, kept[i], qpdf_oh_get_key(pdf, page, kept[i]));
  SheetBox media = {0, 0, 595, 842};
  read_box(imposing, page, "/MediaBox", &media);
  g_autoptr(GString) box = g_string_new("[ ");
  const double sides[] = {media.left, media.bottom, media.right, media.top};
  for (guint i = 0; i < 4; i++)
    sheet_append_number(box, sides[i]);
  g_string_append_c(box, ']');
  qpdf_oh_replace_key(pdf, dictionary, "/BBox", qpdf_oh_parse(pdf, box->str));
  return stream;
}

// Direction says it; else the side on which page 1 stands, which is how beyt marks files in two
// languages (docs/FARSI.md, PG-5).
static gboolean is_bound_right(Imposing *imposing) {
  qpdf_data pdf = imposing->pdf;
  if (imposing->options->binding != IMPOSE_AUTO)
    return imposing->options->binding == IMPOSE_BOUND_RIGHT;
  qpdf_oh preferences = qpdf_oh_get_key(pdf, imposing->root, "/ViewerPreferences");
  qpdf_oh direction = qpdf_oh_get_key_if_dict(pdf, preferences, "/Direction");
  qpdf_oh layout = qpdf_oh_get_key(pdf, imposing->root, "/PageLayout");
  return qpdf_oh_is_name_and_equals(pdf, direction, "/R2L") ||
         qpdf_oh_is_name_and_equals(pdf, layout, "/TwoPageLeft");
}

static void read_pages(Imposing *imposing) {
  qpdf_push_inherited_attributes_to_page(imposing->pdf);
  imposing->pages = g_new0(qpdf_oh, imposing->page_count);
  imposing->forms = g_new0(qpdf_oh, imposing->page_count);
  imposing->boxes = g_new0(SheetBox, imposing->page_count);
  imposing->rotations = g_new0(int, imposing->page_count);
  for (guint i = 0; i < imposing->page_count; i++) {
    qpdf_oh page = imposing->pages[i] = qpdf_get_page_n(imposing->pdf, i);
    imposing->boxes[i] = page_trim(imposing, page);
    imposing->rotations[i] = page_rotation(imposing, page);
    double bleed = page_bleed(imposing, page, imposing->boxes[i]);
    imposing->bleed = i ? MIN(imposing->bleed, bleed) : bleed;
  }
}

static void make_sheet(Imposing *imposing) {
  SheetBox first = imposing->boxes[0];
  double width = first.right - first.left, height = first.top - first.bottom;
  gboolean turned = imposing->rotations[0] == 90 || imposing->rotations[0] == 270;
  imposing->sheet = sheet_make(imposing->options, turned ? height : width, turned ? width : height,
                               imposing->bleed);
}

static void append_box(GString *out, const char *key, SheetBox box) {
  const double sides[] = {box.left, box.bottom, box.right, box.top};
  g_string_append_printf(out, "/%s [", key);
  for (guint i = 0; i < 4; i++)
    sheet_append_number(out, sides[i]);
  g_string_append(out, "] ");
}

static SheetBox within(SheetBox box, double bleed, SheetBox paper) {
  return (SheetBox){MAX(box.left - bleed, paper.left), MAX(box.bottom - bleed, paper.bottom),
                    MIN(box.right + bleed, paper.right), MIN(box.top + bleed, paper.top)};
}

static qpdf_oh side_resources(Imposing *imposing, const SheetSide *side) {
  qpdf_data pdf = imposing->pdf;
  // All plates: the ink that every separation has (ISO 32000-1, 8.6.6.4).
  qpdf_oh resources = qpdf_oh_parse(
      pdf, "<< /ColorSpace << /All [/Separation /All /DeviceGray << /FunctionType 2 /Domain [0 1] "
           "/C0 [1] /C1 [0] /N 1 >>] >> >>");
  qpdf_oh objects = qpdf_oh_new_dictionary(pdf);
  const guint pages[] = {side->left, side->right};
  for (guint i = 0; i < 2; i++) {
    if (!pages[i]) continue;
    qpdf_oh *form = &imposing->forms[pages[i] - 1];
    if (!*form) *form = page_form(imposing, imposing->pages[pages[i] - 1]);
    qpdf_oh_replace_key(pdf, objects, i ? "/R" : "/L", *form);
  }
  qpdf_oh_replace_key(pdf, resources, "/XObject", objects);
  return resources;
}

static qpdf_oh make_side(Imposing *imposing, const SheetSide *side) {
  qpdf_data pdf = imposing->pdf;
  g_autoptr(GString) content = g_string_new(NULL);
  const guint pages[] = {side->left, side->right};
  for (guint i = 0; i < 2; i++)
    if (pages[i])
      sheet_append_page(content, &imposing->sheet, imposing->options, side, i == 0,
                        imposing->boxes[pages[i] - 1], imposing->rotations[pages[i] - 1],
                        i ? "R" : "L");
  if (imposing->options->marks)
    sheet_append_marks(content, &imposing->sheet, imposing->options->layout == IMPOSE_BOOKLET);
  g_autoptr(GString) text = g_string_new("<< /Type /Page ");
  const Sheet *sheet = &imposing->sheet;
  append_box(text, "MediaBox", sheet->paper);
  append_box(text, "TrimBox", within(sheet->trim, 0, sheet->paper));
  append_box(text, "BleedBox", within(sheet->trim, sheet->bleed, sheet->paper));
  g_string_append(text, ">>");
  qpdf_oh page = qpdf_oh_parse(pdf, text->str);
  qpdf_oh stream = qpdf_oh_new_stream(pdf), null = qpdf_oh_new_null(pdf);
  qpdf_oh_replace_stream_data(pdf, stream, (const unsigned char *)content->str, content->len, null,
                              null);
  qpdf_oh_replace_key(pdf, page, "/Contents", stream);
  qpdf_oh_replace_key(pdf, page, "/Resources", side_resources(imposing, side));
  return qpdf_make_indirect_object(pdf, page);
}

// What no longer holds once pages are parts of sheets.
static void drop_claims(Imposing *imposing) {
  qpdf_data pdf = imposing->pdf;
  static const char *const dropped[] = {
      "/StructTreeRoot", "/MarkInfo",   "/Outlines",          "/Names",      "/Dests",
      "/PageLabels",     "/PageMode",   "/PageLayout",        "/OpenAction", "/AA",
      "/AcroForm",       "/AF",         "/ViewerPreferences", "/Metadata",   "/Threads",
      "/PieceInfo",      "/Collection", "/Requirements",      "/Perms",      "/Legal"};
  for (guint i = 0; i < G_N_ELEMENTS(dropped); i++)
    qpdf_oh_remove_key(pdf, imposing->root, dropped[i]);
  qpdf_oh info = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info");
  static const char *const claims[] = {"/GTS_PDFXVersion", "/GTS_PDFXConformance"};
  for (guint i = 0; qpdf_oh_is_dictionary(pdf, info) && i < G_N_ELEMENTS(claims); i++)
    qpdf_oh_remove_key(pdf, info, claims[i]);
}

static GBytes *write_file(Imposing *imposing, GError **error) {
  qpdf_data pdf = imposing->pdf;
  if (qpdf_init_write_memory(pdf) & QPDF_ERRORS) {
    fail(error, "it cannot be written");
    return NULL;
  }
  qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
  qpdf_set_object_stream_mode(pdf, qpdf_o_preserve);
  qpdf_set_compress_streams(pdf, QPDF_TRUE);
  if (qpdf_write(pdf) & QPDF_ERRORS) {
    fail(error, "it cannot be written");
    return NULL;
  }
  return g_bytes_new(qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
}

static GArray *page_order(Imposing *imposing) {
  const ImposeOptions *options = imposing->options;
  if (!imposing->second_count) {
    imposing->bound_right = is_bound_right(imposing);
    return order_sides(imposing->page_count, options->layout, imposing->bound_right,
                       options->signature);
  }
  guint first = imposing->page_count - imposing->second_count;
  GArray *sides = order_sides(order_together(first, imposing->second_count), options->layout, FALSE,
                              options->signature);
  order_meet(sides, first, imposing->second_count);
  return sides;
}

static GBytes *impose(Imposing *imposing, ImposeResult *result, GError **error) {
  imposing->root = qpdf_get_root(imposing->pdf);
  read_pages(imposing);
  make_sheet(imposing);
  g_autoptr(GArray) sides = page_order(imposing);
  g_autofree qpdf_oh *sheets = g_new0(qpdf_oh, sides->len);
  for (guint i = 0; i < sides->len; i++)
    sheets[i] = make_side(imposing, &g_array_index(sides, SheetSide, i));
  for (guint i = 0; i < sides->len; i++)
    qpdf_add_page(imposing->pdf, imposing->pdf, sheets[i], QPDF_FALSE);
  for (guint i = 0; i < imposing->page_count; i++)
    qpdf_remove_page(imposing->pdf, imposing->pages[i]);
  drop_claims(imposing);
  *result = (ImposeResult){imposing->page_count, sides->len, 2 * sides->len - imposing->page_count,
                           imposing->bound_right, imposing->sheet.scale};
  return write_file(imposing, error);
}

static gboolean open_file(qpdf_data pdf, GBytes *bytes, guint *page_count, GError **error) {
  gsize size;
  const char *data = g_bytes_get_data(bytes, &size);
  qpdf_silence_errors(pdf);
  qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
  if (size < 8 || !g_strstr_len(data, (gssize)MIN(size, 1024), "%PDF-"))
    return fail(error, "it is no PDF");
  if (qpdf_read_memory(pdf, "file", data, size, NULL) & QPDF_ERRORS)
    return fail(error, "it is no PDF that can be read, or it is encrypted");
  if (qpdf_is_encrypted(pdf)) return fail(error, "it is encrypted");
  int count = qpdf_get_num_pages(pdf);
  if (count < 1) return fail(error, "it has no pages");
  *page_count = (guint)count;
  return TRUE;
}

static void append_book(Imposing *imposing, qpdf_data second) {
  qpdf_push_inherited_attributes_to_page(second);
  for (guint i = 0; i < imposing->second_count; i++)
    qpdf_add_page(imposing->pdf, second, qpdf_get_page_n(second, i), QPDF_FALSE);
  imposing->page_count += imposing->second_count;
}

GBytes *impose_pdf(GBytes *pdf, GBytes *second, const ImposeOptions *options, ImposeResult *result,
                   GError **error) {
  Imposing imposing = {.pdf = qpdf_init(), .options = options};
  qpdf_data other = qpdf_init(); // lives until the end: pages that were taken from it need it
  gboolean ready = open_file(imposing.pdf, pdf, &imposing.page_count, error) &&
                   (!second || open_file(other, second, &imposing.second_count, error));
  if (ready && second) append_book(&imposing, other);
  GBytes *out = ready ? impose(&imposing, result, error) : NULL;
  g_free(imposing.pages);
  g_free(imposing.forms);
  g_free(imposing.boxes);
  g_free(imposing.rotations);
  qpdf_cleanup(&imposing.pdf);
  qpdf_cleanup(&other);
  return out;
}
