// A file for a press: PDF/X-4 (ISO 15930-7) or PDF/X-1a:2001 (ISO 15930-1). The pages are Cairo's,
// in DeviceRGB; here they are given their inks, boxes, marks and the printing condition.
#include "print/finish_press.h"

#include "print/ink.h"

gboolean finish_press_is_name(PressFile *file, qpdf_oh dictionary, const char *key,
                              const char *name) {
  qpdf_data pdf = file->finish->pdf;
  qpdf_oh value = qpdf_oh_get_key(pdf, dictionary, key);
  return qpdf_oh_is_name(pdf, value) && g_str_equal(qpdf_oh_get_name(pdf, value), name);
}

void finish_press_visit(PressFile *file, PressObjectVisitor visitor) {
  qpdf_data pdf = file->finish->pdf;
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
  qpdf_data pdf = file->finish->pdf;
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
  qpdf_data pdf = file->finish->pdf;
  qpdf_oh holder = qpdf_oh_is_stream(pdf, object) ? qpdf_oh_get_dict(pdf, object) : object;
  if (!qpdf_oh_is_dictionary(pdf, holder)) return;
  qpdf_oh group = qpdf_oh_get_key(pdf, holder, "/Group");
  if (!qpdf_oh_is_dictionary(pdf, group)) return;
  gboolean mask = g_hash_table_contains(file->masks, GINT_TO_POINTER(id));
  if (file->press->settings.standard == PRESS_X1A)
    qpdf_oh_remove_key(pdf, holder, "/Group");
  else
    pdf_put(file->finish, group, "/CS", mask ? "/DeviceGray" : "/DeviceCMYK");
}

// Cairo leaves out what is the default, and PDF/X wants it said.
static void map_glyphs(PressFile *file, int id, qpdf_oh object) {
  qpdf_data pdf = file->finish->pdf;
  (void)id;
  if (!qpdf_oh_is_dictionary(pdf, object)) return;
  if (finish_press_is_name(file, object, "/Subtype", "/CIDFontType2") &&
      !qpdf_oh_has_key(pdf, object, "/CIDToGIDMap"))
    pdf_put(file->finish, object, "/CIDToGIDMap", "/Identity");
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
  qpdf_data pdf = file->finish->pdf;
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
  qpdf_data pdf = file->finish->pdf;
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
  pdf_put(file->finish, page, key, text->str);
}

static void finish_page_boxes(PressFile *file) {
  const Press *press = file->press;
  for (guint i = 0; i < file->document->page_count; i++) {
    const Page *trim = &file->document->pages[i];
    qpdf_oh page = file->finish->pages[i];
    put_box(file, page, "/MediaBox", 0, trim);
    put_box(file, page, "/BleedBox", press->margin_pt - press->bleed_pt, trim);
    put_box(file, page, "/TrimBox", press->margin_pt, trim);
  }
}

static void put_output_intent(PressFile *file) {
  Finish *finish = file->finish;
  const ColourIntent *intent = file->press->intent;
  gsize size;
  const char *profile = g_bytes_get_data(colour_intent_profile(intent), &size);
  qpdf_oh stream = pdf_stream(finish, "<< /N 4 >>", profile, size);
  qpdf_oh output = qpdf_oh_parse(finish->pdf, "<< /Type /OutputIntent /S /GTS_PDFX >>");
  const char *name = colour_intent_name(intent);
  gboolean coated = g_str_has_prefix(name, "FOGRA39L"),
           uncoated = g_str_has_prefix(name, "FOGRA29L");
  // The names of the ICC's registry of characterisation data.
  pdf_put_text(finish, output, "/OutputConditionIdentifier",
               coated     ? "FOGRA39"
               : uncoated ? "FOGRA29"
                          : "Custom");
  if (coated || uncoated) pdf_put_text(finish, output, "/RegistryName", "http://www.color.org");
  pdf_put_text(finish, output, "/OutputCondition",
               coated     ? "Offset printing on coated paper, ISO 12647-2:2004"
               : uncoated ? "Offset printing on uncoated paper, ISO 12647-2:2004"
                          : name);
  pdf_put_text(finish, output, "/Info", name);
  qpdf_oh_replace_key(finish->pdf, output, "/DestOutputProfile", stream);
  qpdf_oh intents = qpdf_oh_new_array(finish->pdf);
  qpdf_oh_append_item(finish->pdf, intents, output);
  qpdf_oh_replace_key(finish->pdf, finish->root, "/OutputIntents", intents);
}

// A press has no use for what Cairo noted of the document's structure.
static void drop_structure(PressFile *file) {
  qpdf_data pdf = file->finish->pdf;
  qpdf_oh_remove_key(pdf, file->finish->root, "/StructTreeRoot");
  qpdf_oh_remove_key(pdf, file->finish->root, "/MarkInfo");
  for (guint i = 0; i < file->document->page_count; i++)
    qpdf_oh_remove_key(pdf, file->finish->pages[i], "/StructParents");
}

void finish_press(Finish *finish) {
  PressFile file = {.finish = finish, .press = finish->press, .document = finish->document};
  file.masks = g_hash_table_new(NULL, NULL);
  file.done = g_hash_table_new(NULL, NULL);
  file.inks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  finish_press_visit(&file, find_mask);
  make_resources(&file);
  finish_press_images(&file);
  finish_press_shadings(&file);
  finish_press_streams(&file);
  finish_press_visit(&file, convert_group);
  finish_press_visit(&file, map_glyphs);
  finish_page_boxes(&file);
  put_output_intent(&file);
  drop_structure(&file);
  g_hash_table_unref(file.inks);
  g_hash_table_unref(file.done);
  g_hash_table_unref(file.masks);
}
