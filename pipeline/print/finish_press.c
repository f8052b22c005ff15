// A file for a press: PDF/X-4 (ISO 15930-7) or PDF/X-1a:2001 (ISO 15930-1). The pages are Cairo's,
// in DeviceRGB; here they are given their inks, boxes, marks and the printing condition.
#include "print/finish_press.h"

#include "print/ink.h"

void finish_press_put(PressFile *file, qpdf_oh dictionary, const char *key, const char *object) {
  qpdf_oh_replace_key(file->pdf, dictionary, key, qpdf_oh_parse(file->pdf, object));
}

static void put_text(PressFile *file, qpdf_oh dictionary, const char *key, const char *utf8) {
  qpdf_oh_replace_key(file->pdf, dictionary, key, qpdf_oh_new_unicode_string(file->pdf, utf8));
}

qpdf_oh finish_press_stream(PressFile *file, const char *dictionary, const char *data,
                            gsize length_bytes) {
  qpdf_oh stream = qpdf_oh_new_stream(file->pdf);
  qpdf_oh null = qpdf_oh_new_null(file->pdf);
  qpdf_oh_replace_stream_data(file->pdf, stream, (const unsigned char *)data, length_bytes, null,
                              null);
  qpdf_oh own = qpdf_oh_get_dict(file->pdf, stream);
  qpdf_oh given = qpdf_oh_parse(file->pdf, dictionary);
  qpdf_oh_begin_dict_key_iter(file->pdf, given);
  while (qpdf_oh_dict_more_keys(file->pdf)) {
    const char *key = qpdf_oh_dict_next_key(file->pdf);
    qpdf_oh_replace_key(file->pdf, own, key, qpdf_oh_get_key(file->pdf, given, key));
  }
  return stream;
}

gboolean finish_press_is_name(PressFile *file, qpdf_oh dictionary, const char *key,
                              const char *name) {
  qpdf_data pdf = file->pdf;
  qpdf_oh value = qpdf_oh_get_key(pdf, dictionary, key);
  return qpdf_oh_is_name(pdf, value) && g_str_equal(qpdf_oh_get_name(pdf, value), name);
}

void finish_press_visit(PressFile *file, PressObjectVisitor visitor) {
  qpdf_data pdf = file->pdf;
  qpdf_oh size = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Size");
  int count = qpdf_oh_get_int_value_as_int(pdf, size);
  for (int id = 1; id < count; id++)
    visitor(file, id, qpdf_get_object_by_id(pdf, id, 0));
}

static void add_id(GHashTable *set, qpdf_data pdf, qpdf_oh object) {
  int id = qpdf_oh_get_object_id(pdf, object);
  if (id > 0) g_hash_table_add(set, GINT_TO_POINTER(id));
}

static void find_mask(PressFile *file, int id, qpdf_oh object) {
  qpdf_data pdf = file->pdf;
  (void)id;
  if (qpdf_oh_is_stream(pdf, object)) {
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, object);
    add_id(file->masks, pdf, qpdf_oh_get_key(pdf, dictionary, "/SMask"));
    add_id(file->masks, pdf, qpdf_oh_get_key(pdf, dictionary, "/Mask"));
  } else if (qpdf_oh_is_dictionary(pdf, object) &&
             finish_press_is_name(file, object, "/S", "/Luminosity")) {
    add_id(file->masks, pdf, qpdf_oh_get_key(pdf, object, "/G"));
  }
}

// A group blends in the inks of the press, a mask in greys; PDF/X-1a has no groups.
static void convert_group(PressFile *file, int id, qpdf_oh object) {
  qpdf_data pdf = file->pdf;
  qpdf_oh holder = qpdf_oh_is_stream(pdf, object) ? qpdf_oh_get_dict(pdf, object) : object;
  if (!qpdf_oh_is_dictionary(pdf, holder)) return;
  qpdf_oh group = qpdf_oh_get_key(pdf, holder, "/Group");
  if (!qpdf_oh_is_dictionary(pdf, group)) return;
  gboolean mask = g_hash_table_contains(file->masks, GINT_TO_POINTER(id));
  if (file->press->settings.standard == PRESS_X1A)
    qpdf_oh_remove_key(pdf, holder, "/Group");
  else
    finish_press_put(file, group, "/CS", mask ? "/DeviceGray" : "/DeviceCMYK");
}

static void append_name(GString *out, const char *name) {
  g_string_append_c(out, '/');
  for (const char *c = name; *c; c++)
    if (g_ascii_isalnum(*c))
      g_string_append_c(out, *c);
    else
      g_string_append_printf(out, "#%02X", (guint8)*c);
}

static qpdf_oh make_separation(PressFile *file, const char *name, const double inks[4]) {
  qpdf_data pdf = file->pdf;
  g_autoptr(GString) text = g_string_new("[/Separation ");
  append_name(text, name);
  g_string_append(text, " /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [");
  for (guint i = 0; i < 4; i++) {
    g_string_append_c(text, ' ');
    content_append_number(text, inks[i]);
  }
  g_string_append(text, "] >> ]");
  return qpdf_make_indirect_object(pdf, qpdf_oh_parse(pdf, text->str));
}

static void make_resources(PressFile *file) {
  qpdf_data pdf = file->pdf;
  double accent[3], inks[4];
  ink_to_rgb(INK_ACCENT, 1, accent);
  colour_from_rgb(file->press->intent, accent, inks);
  file->all = make_separation(file, "All", (const double[]){1, 1, 1, 1});
  if (file->press->settings.spot_accent)
    file->spot = make_separation(file, file->press->settings.spot_accent, inks);
  file->over = qpdf_make_indirect_object(
      pdf, qpdf_oh_parse(pdf, "<< /Type /ExtGState /OP true /op true /OPM 1 >>"));
  file->out = qpdf_make_indirect_object(
      pdf, qpdf_oh_parse(pdf, "<< /Type /ExtGState /OP false /op false /OPM 0 >>"));
}

static void put_box(PressFile *file, qpdf_oh page, const char *key, double inset,
                    const Page *trim) {
  double right = trim->width_pt + 2 * file->press->margin_pt - inset;
  double top = trim->height_pt + 2 * file->press->margin_pt - inset;
  g_autoptr(GString) text = g_string_new("[");
  const double sides[] = {inset, inset, right, top};
  for (guint i = 0; i < 4; i++) {
    g_string_append_c(text, ' ');
    content_append_number(text, sides[i]);
  }
  g_string_append(text, " ]");
  finish_press_put(file, page, key, text->str);
}

static void finish_page_boxes(PressFile *file) {
  const Press *press = file->press;
  for (guint i = 0; i < file->document->page_count; i++) {
    const Page *trim = &file->document->pages[i];
    qpdf_oh page = file->pages[i];
    put_box(file, page, "/MediaBox", 0, trim);
    put_box(file, page, "/BleedBox", press->margin_pt - press->bleed_pt, trim);
    put_box(file, page, "/TrimBox", press->margin_pt, trim);
  }
}

static void put_output_intent(PressFile *file) {
  qpdf_data pdf = file->pdf;
  const ColourIntent *intent = file->press->intent;
  gsize size;
  const char *profile = g_bytes_get_data(colour_intent_profile(intent), &size);
  qpdf_oh stream = finish_press_stream(file, "<< /N 4 >>", profile, size);
  qpdf_oh output = qpdf_oh_parse(pdf, "<< /Type /OutputIntent /S /GTS_PDFX >>");
  const char *name = colour_intent_name(intent);
  gboolean coated = g_str_has_prefix(name, "FOGRA39L"),
           uncoated = g_str_has_prefix(name, "FOGRA29L");
  // The names of the ICC's registry of characterisation data.
  put_text(file, output, "/OutputConditionIdentifier",
           coated     ? "FOGRA39"
           : uncoated ? "FOGRA29"
                      : "Custom");
  if (coated || uncoated) put_text(file, output, "/RegistryName", "http://www.color.org");
  put_text(file, output, "/OutputCondition",
           coated     ? "Offset printing on coated paper, ISO 12647-2:2004"
           : uncoated ? "Offset printing on uncoated paper, ISO 12647-2:2004"
                      : name);
  put_text(file, output, "/Info", name);
  qpdf_oh_replace_key(pdf, output, "/DestOutputProfile", stream);
  qpdf_oh intents = qpdf_oh_new_array(pdf);
  qpdf_oh_append_item(pdf, intents, output);
  qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/OutputIntents", intents);
}

static void convert_file(PressFile *file) {
  finish_press_visit(file, find_mask);
  make_resources(file);
  finish_press_images(file);
  finish_press_shadings(file);
  finish_press_streams(file);
  finish_press_visit(file, convert_group);
  finish_page_boxes(file);
  put_output_intent(file);
}

static PressFile open_file(GBytes *painted, const Document *document, const Press *press) {
  PressFile file = {.pdf = qpdf_init(), .press = press, .document = document};
  gsize size;
  const char *bytes = g_bytes_get_data(painted, &size);
  qpdf_silence_errors(file.pdf);
  qpdf_set_suppress_warnings(file.pdf, QPDF_TRUE);
  QPDF_ERROR_CODE code = qpdf_read_memory(file.pdf, "cairo", bytes, size, NULL);
  g_assert(!(code & QPDF_ERRORS));
  file.masks = g_hash_table_new(NULL, NULL);
  file.done = g_hash_table_new(NULL, NULL);
  file.inks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  file.pages = g_new0(qpdf_oh, document->page_count + 1);
  for (guint i = 0; i < document->page_count; i++)
    file.pages[i] = qpdf_get_page_n(file.pdf, i);
  return file;
}

static GBytes *write_file(PressFile *file) {
  QPDF_ERROR_CODE code = qpdf_init_write_memory(file->pdf);
  // Not a warning: Cairo lists an image twice in the resources of a page that shows it twice.
  g_assert(!(code & QPDF_ERRORS));
  qpdf_set_static_ID(file->pdf, QPDF_TRUE); // it is not the last one
  qpdf_set_object_stream_mode(file->pdf, qpdf_o_disable);
  code = qpdf_write(file->pdf);
  if (code & QPDF_ERRORS)
    g_error("qpdf: %s", qpdf_get_error_full_text(file->pdf, qpdf_get_error(file->pdf)));
  return g_bytes_new(qpdf_get_buffer(file->pdf), qpdf_get_buffer_length(file->pdf));
}

GBytes *finish_press(GBytes *painted, const Document *document, const Press *press) {
  PressFile file = open_file(painted, document, press);
  convert_file(&file);
  GBytes *out = write_file(&file);
  g_hash_table_unref(file.inks);
  g_hash_table_unref(file.done);
  g_hash_table_unref(file.masks);
  g_free(file.pages);
  qpdf_cleanup(&file.pdf);
  return out;
}
