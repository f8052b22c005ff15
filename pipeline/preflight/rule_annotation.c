// Rules on annotations, forms and actions.
#include <string.h>

#include "preflight/check.h"
#include "preflight/names.h"

#define FLAG_INVISIBLE 1
#define FLAG_HIDDEN    2
#define FLAG_PRINT     4
#define FLAG_NO_VIEW   32
#define FLAG_TOGGLE    256

typedef void (*AnnotationRule)(Check *check, const PdfValue *annotation, guint page, int object);

static void for_each_annotation(Check *check, AnnotationRule rule) {
  for (guint i = 0; i < check->file->pages->len; i++) {
    int object;
    const PdfValue *annotation;
    for (guint k = 0; (annotation = check_annotation(check, i, k, &object)) || object; k++)
      if (annotation) rule(check, annotation, i + 1, object);
  }
}

static const char *subtype(const Check *check, const PdfValue *annotation) {
  return pdf_name(pdf_key(check->file, annotation, "Subtype"));
}

static gint64 flags(const Check *check, const PdfValue *annotation) {
  return pdf_integer(pdf_key(check->file, annotation, "F"), 0);
}

static void annotation_type(Check *check, const PdfValue *annotation, guint page, int object) {
  static const char *const allowed[] = {
      "Text",     "Link",      "FreeText",       "Line",     "Square",      "Circle",  "Polygon",
      "PolyLine", "Highlight", "Underline",      "Squiggly", "StrikeOut",   "Stamp",   "Caret",
      "Ink",      "Popup",     "FileAttachment", "Widget",   "PrinterMark", "TrapNet", "Watermark"};
  const char *type = subtype(check, annotation);
  if (!name_is_listed(type, allowed, G_N_ELEMENTS(allowed)))
    check_report(check, page, object, "an annotation of the kind %s", type);
}

void clause_annotation_type(Check *check) {
  for_each_annotation(check, annotation_type);
}

static void annotation_flags(Check *check, const PdfValue *annotation, guint page, int object) {
  if (strcmp(subtype(check, annotation), "Popup") == 0) return;
  gint64 bits = flags(check, annotation);
  if (!(bits & FLAG_PRINT) || bits & (FLAG_INVISIBLE | FLAG_HIDDEN | FLAG_NO_VIEW | FLAG_TOGGLE))
    check_report(check, page, object, "a %s annotation is not printed, or is hidden",
                 subtype(check, annotation));
}

void clause_annotation_flags(Check *check) {
  for_each_annotation(check, annotation_flags);
}

static gboolean is_flat(const Check *check, const PdfValue *annotation) {
  double box[4];
  return check_box(check, annotation, "Rect", box) && (box[0] == box[2] || box[1] == box[3]);
}

static void annotation_looks(Check *check, const PdfValue *annotation, guint page, int object) {
  const PdfValue *looks = pdf_key(check->file, annotation, "AP");
  const char *type = subtype(check, annotation);
  if (pdf_is_dict(looks)) {
    for (guint i = 0; i < looks->count; i++)
      if (strcmp(looks->entries[i].key, "N") != 0)
        check_report(check, page, object, "a %s annotation has another appearance than /N", type);
  } else if (strcmp(type, "Popup") != 0 && strcmp(type, "Link") != 0 &&
             !is_flat(check, annotation)) {
    check_report(check, page, object, "a %s annotation has no appearance (AP)", type);
  }
}

void clause_annotation_looks(Check *check) {
  for_each_annotation(check, annotation_looks);
}

// Hidden ones, pop-ups and printer's marks are no part of the document's text.
static gboolean is_read(const Check *check, const PdfValue *annotation) {
  const char *type = subtype(check, annotation);
  return !(flags(check, annotation) & FLAG_HIDDEN) && strcmp(type, "Popup") != 0 &&
         strcmp(type, "PrinterMark") != 0;
}

static const Element *element_of(const Check *check, int object) {
  guint index = structure_object(check->structure, object);
  return index ? structure_element(check->structure, index - 1) : NULL;
}

static void annotation_untagged(Check *check, const PdfValue *annotation, guint page, int object) {
  const char *type = subtype(check, annotation);
  if (!is_read(check, annotation) || strcmp(type, "Link") == 0) return;
  const char *wanted = strcmp(type, "Widget") == 0 ? "Form" : "Annot";
  const Element *element = element_of(check, object);
  if (!element || strcmp(element->type, wanted) != 0)
    check_report(check, page, object, "a %s annotation is in no %s element", type, wanted);
}

void clause_annotation_untagged(Check *check) {
  for_each_annotation(check, annotation_untagged);
}

static gboolean has_contents(const Check *check, const PdfValue *annotation, int object,
                             const char *key) {
  const PdfValue *contents = pdf_key(check->file, annotation, key);
  const Element *element = element_of(check, object);
  return (pdf_is(contents, PDF_STRING) && contents->length_bytes) ||
         (element && pdf_has_key(check->file, element->value, "Alt"));
}

static void annotation_text(Check *check, const PdfValue *annotation, guint page, int object) {
  const char *type = subtype(check, annotation);
  if (!is_read(check, annotation) || strcmp(type, "Link") == 0) return;
  gboolean widget = strcmp(type, "Widget") == 0;
  if (!has_contents(check, annotation, object, widget ? "TU" : "Contents"))
    check_report(check, page, object, "a %s annotation has no text of its own (%s)", type,
                 widget ? "TU" : "Contents");
}

void clause_annotation_text(Check *check) {
  for_each_annotation(check, annotation_text);
}

static void trap_network(Check *check, const PdfValue *annotation, guint page, int object) {
  if (strcmp(subtype(check, annotation), "TrapNet") == 0)
    check_report(check, page, object, "a TrapNet annotation");
}

void clause_trap_network(Check *check) {
  for_each_annotation(check, trap_network);
}

void clause_tab_order(Check *check) {
  for (guint i = 0; i < check->file->pages->len; i++) {
    const PdfValue *page = check_page(check, i);
    gboolean annotated = FALSE;
    int object;
    const PdfValue *annotation;
    for (guint k = 0; (annotation = check_annotation(check, i, k, &object)) || object; k++)
      annotated = annotated || (annotation && is_read(check, annotation));
    if (annotated && !pdf_is_name(pdf_key(check->file, page, "Tabs"), "S"))
      check_report(check, i + 1, page->object,
                   "the tab key does not follow the structure (Tabs is not S)");
  }
}

static void link_untagged(Check *check, const PdfValue *annotation, guint page, int object) {
  if (strcmp(subtype(check, annotation), "Link") != 0 || !is_read(check, annotation)) return;
  const Element *element = element_of(check, object);
  if (!element || strcmp(element->type, "Link") != 0)
    check_report(check, page, object, "a link is in no Link element");
}

void clause_link_untagged(Check *check) {
  for_each_annotation(check, link_untagged);
}

static void link_text(Check *check, const PdfValue *annotation, guint page, int object) {
  if (strcmp(subtype(check, annotation), "Link") != 0 || !is_read(check, annotation)) return;
  const PdfValue *contents = pdf_key(check->file, annotation, "Contents");
  if (!pdf_is(contents, PDF_STRING) || !contents->length_bytes)
    check_report(check, page, object, "a link does not say where it leads (Contents)");
}

void clause_link_text(Check *check) {
  for_each_annotation(check, link_text);
}

static void annotation_in_print(Check *check, const PdfValue *annotation, guint page, int object) {
  const char *type = subtype(check, annotation);
  if (strcmp(type, "PrinterMark") == 0 || strcmp(type, "TrapNet") == 0 ||
      strcmp(type, "Popup") == 0)
    return;
  const PdfValue *sheet = check_page(check, page - 1);
  double box[4], rectangle[4];
  if (!check_box(check, annotation, "Rect", rectangle)) return;
  if (!check_box(check, sheet, "BleedBox", box) && !check_box(check, sheet, "TrimBox", box) &&
      !check_box(check, sheet, "ArtBox", box) && !check_box(check, sheet, "MediaBox", box))
    return;
  if (rectangle[0] < box[2] && rectangle[2] > box[0] && rectangle[1] < box[3] &&
      rectangle[3] > box[1])
    check_report(check, page, object, "a %s annotation stands within what is printed", type);
}

void clause_annotation_in_print(Check *check) {
  for_each_annotation(check, annotation_in_print);
}

void clause_form_fields(Check *check) {
  const PdfValue *form = pdf_key(check->file, check->file->root, "AcroForm");
  if (pdf_is_true(pdf_key(check->file, form, "NeedAppearances")))
    check_report(check, 0, 0,
                 "the form leaves the look of its fields to viewers (NeedAppearances)");
}

void clause_xfa(Check *check) {
  const PdfValue *form = pdf_key(check->file, check->file->root, "AcroForm");
  if (pdf_has_key(check->file, form, "XFA")) check_report(check, 0, 0, "the form is an XFA form");
}

static gboolean action_is_allowed(const Check *check, const PdfValue *action, const char *type) {
  static const char *const archive[] = {"GoTo", "GoToR", "GoToE",     "Thread",
                                        "URI",  "Named", "SubmitForm"};
  static const char *const press[] = {"GoTo", "GoToR", "URI"};
  static const char *const places[] = {"NextPage", "PrevPage", "FirstPage", "LastPage"};
  if (check->standard == STANDARD_X1A) return FALSE;
  if (check->standard == STANDARD_X4) return name_is_listed(type, press, G_N_ELEMENTS(press));
  if (strcmp(type, "Named") == 0)
    return name_is_listed(pdf_name(pdf_key(check->file, action, "N")), places,
                          G_N_ELEMENTS(places));
  return name_is_listed(type, archive, G_N_ELEMENTS(archive));
}

static void check_action(Check *check, const PdfValue *action, guint page, int object,
                         guint depth) {
  if (!pdf_is_dict(action) || depth > 16) return;
  const char *type = pdf_name(pdf_key(check->file, action, "S"));
  if (!action_is_allowed(check, action, type))
    check_report(check, page, action->object ? action->object : object, "an action of the kind %s",
                 type);
  const PdfValue *next = pdf_key(check->file, action, "Next");
  if (pdf_is_dict(next)) check_action(check, next, page, object, depth + 1);
  for (guint i = 0; i < pdf_count(next); i++)
    check_action(check, pdf_item(check->file, next, i), page, object, depth + 1);
}

static void annotation_action(Check *check, const PdfValue *annotation, guint page, int object) {
  check_action(check, pdf_key(check->file, annotation, "A"), page, object, 0);
}

void clause_action(Check *check) {
  const PdfValue *names = pdf_key(check->file, check->file->root, "Names");
  if (pdf_has_key(check->file, names, "JavaScript"))
    check_report(check, 0, 0, "the file holds JavaScript");
  check_action(check, pdf_key(check->file, check->file->root, "OpenAction"), 0, 0, 0);
  const PdfValue *item =
      pdf_key(check->file, pdf_key(check->file, check->file->root, "Outlines"), "First");
  for (guint i = 0; item && i < check->file->objects->len;
       i++) { // the top level, which cannot be longer
    check_action(check, pdf_key(check->file, item, "A"), 0, item->object, 0);
    item = pdf_key(check->file, item, "Next");
  }
  for_each_annotation(check, annotation_action);
}

void clause_trigger(Check *check) {
  if (pdf_has_key(check->file, check->file->root, "AA"))
    check_report(check, 0, 0, "the catalog has actions that start by themselves (AA)");
  for (guint i = 0; i < check->file->pages->len; i++)
    if (pdf_has_key(check->file, check_page(check, i), "AA"))
      check_report(check, i + 1, check_page(check, i)->object,
                   "the page has actions that start by themselves (AA)");
}
