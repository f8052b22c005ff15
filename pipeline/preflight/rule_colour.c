// Rules on colour, images, XObjects and transparency.
#include <string.h>

#include "preflight/check.h"
#include "preflight/names.h"

static gboolean is_press(const Check *check) {
  return check->standard == STANDARD_X4 || check->standard == STANDARD_X1A;
}

static const char *intent_kind(const Check *check) {
  return is_press(check) ? "GTS_PDFX" : "GTS_PDFA1";
}

// The intents of the standard's own kind; the `index`-th, or NULL.
static const PdfValue *own_intent(const Check *check, guint index) {
  const PdfValue *intents = pdf_key(check->file, check->file->root, "OutputIntents");
  for (guint i = 0; i < pdf_count(intents); i++) {
    const PdfValue *intent = pdf_item(check->file, intents, i);
    if (pdf_is_name(pdf_key(check->file, intent, "S"), intent_kind(check)) && index-- == 0)
      return intent;
  }
  return NULL;
}

static gboolean uses_device_colour(const Check *check) {
  return walk_sight_count(check->walk, SIGHT_GRAY) || walk_sight_count(check->walk, SIGHT_RGB) ||
         walk_sight_count(check->walk, SIGHT_CMYK);
}

void clause_output_intent(Check *check) {
  const PdfValue *first = own_intent(check, 0), *second = own_intent(check, 1);
  if (is_press(check) && !first)
    check_report(check, 0, 0, "there is no output intent of the kind GTS_PDFX");
  else if (is_press(check) && second)
    check_report(check, 0, second->object, "there is more than one output intent GTS_PDFX");
  else if (!first && uses_device_colour(check))
    check_report(check, 0, 0, "device colours are used, and there is no output intent GTS_PDFA1");
}

void clause_output_condition(Check *check) {
  const PdfValue *intent = own_intent(check, 0);
  const PdfValue *name = pdf_key(check->file, intent, "OutputConditionIdentifier");
  if (intent && !(pdf_is(name, PDF_STRING) && name->length_bytes))
    check_report(check, 0, intent->object, "the output intent has no OutputConditionIdentifier");
}

// ICC.1:2010, 7.2: the header is 128 bytes; "acsp" at 36, class at 12, space at 16.
static const char *profile_fault(const Check *check, const PdfValue *profile, char space[5],
                                 char class[5]) {
  gsize length;
  const char *bytes = g_bytes_get_data(pdf_file_data(check->file, profile), &length);
  if (length < 128 || memcmp(bytes + 36, "acsp", 4) != 0) return "is no ICC profile";
  memcpy(class, bytes + 12, 4);
  memcpy(space, bytes + 16, 4);
  class[4] = space[4] = '\0';
  if ((guchar)bytes[8] >= 5) return "is of ICC version 5 or newer";
  static const struct {
    const char *space;
    int components;
  } spaces[] = {{"GRAY", 1}, {"RGB ", 3}, {"CMYK", 4}, {"Lab ", 3}};
  gint64 count = pdf_integer(pdf_key(check->file, profile, "N"), -1);
  for (guint i = 0; i < G_N_ELEMENTS(spaces); i++)
    if (strcmp(space, spaces[i].space) == 0)
      return count == spaces[i].components ? NULL : "has another number of components than /N says";
  return "is of a colour space that is not allowed";
}

static void check_output_profile(Check *check, const PdfValue *intent) {
  const PdfValue *profile = pdf_key(check->file, intent, "DestOutputProfile");
  if (!pdf_is(profile, PDF_STREAM)) {
    // PDF/X-1a takes a registered condition by its name alone.
    if (check->standard != STANDARD_X1A || !pdf_has_key(check->file, intent, "RegistryName"))
      check_report(check, 0, intent->object, "the output intent has no DestOutputProfile");
    return;
  }
  char space[5] = "", class[5] = "";
  const char *fault = profile_fault(check, profile, space, class);
  if (fault)
    check_report(check, 0, profile->object, "the profile of the output intent %s", fault);
  else if (is_press(check) ? strcmp(class, "prtr") != 0
                           : strcmp(class, "prtr") != 0 && strcmp(class, "mntr") != 0)
    check_report(check, 0, profile->object, "the profile of the output intent is of the class '%s'",
                 class);
  else if (check->standard == STANDARD_X1A && strcmp(space, "CMYK") != 0)
    check_report(check, 0, profile->object, "the profile of the output intent is not CMYK");
}

void clause_output_profile(Check *check) {
  const PdfValue *intent = own_intent(check, 0);
  if (intent) check_output_profile(check, intent);
  if (is_press(check)) return;
  const PdfValue *intents = pdf_key(check->file, check->file->root, "OutputIntents"), *first = NULL;
  for (guint i = 0; i < pdf_count(intents); i++) {
    const PdfValue *other =
        pdf_key(check->file, pdf_item(check->file, intents, i), "DestOutputProfile");
    if (first && other && other != first)
      check_report(check, 0, other->object, "the output intents name different profiles");
    if (!first) first = other;
  }
}

// "RGB ", "CMYK", "GRAY" of the intent's profile; "" where there is none.
static void intent_space(const Check *check, char space[5]) {
  char class[5] = "";
  const PdfValue *intent = own_intent(check, 0);
  const PdfValue *profile = pdf_key(check->file, intent, "DestOutputProfile");
  space[0] = '\0';
  if (pdf_is(profile, PDF_STREAM)) profile_fault(check, profile, space, class);
  if (intent && !space[0] && check->standard == STANDARD_X1A) strcpy(space, "CMYK");
}

void clause_device_colour(Check *check) {
  char space[5];
  intent_space(check, space);
  if (check->standard == STANDARD_X1A) {
    check_report_sights(check, SIGHT_RGB, "%s");
    return;
  }
  if (!space[0]) return; // no intent: clause_output_intent says so
  if (strcmp(space, "RGB ") != 0)
    check_report_sights(check, SIGHT_RGB, "%s does not agree with the output intent");
  if (strcmp(space, "CMYK") != 0)
    check_report_sights(check, SIGHT_CMYK, "%s does not agree with the output intent");
  if (is_press(check) && strcmp(space, "RGB ") == 0)
    check_report_sights(check, SIGHT_GRAY, "%s does not agree with the output intent");
}

void clause_independent_colour(Check *check) {
  check_report_sights(check, SIGHT_INDEPENDENT, "%s");
}

void clause_icc_profile(Check *check) {
  for (guint i = 0; i < check->walk->profiles->len; i++) {
    const Met *met = &g_array_index(check->walk->profiles, Met, i);
    char space[5], class[5];
    const char *fault = profile_fault(check, met->value, space, class);
    if (fault) check_report(check, met->page, met->object, "a profile %s", fault);
  }
}

void clause_graphics_state(Check *check) {
  for (guint i = 0; i < check->walk->states->len; i++) {
    const Met *met = &g_array_index(check->walk->states, Met, i);
    const PdfValue *second = pdf_key(check->file, met->value, "TR2");
    if (pdf_has_key(check->file, met->value, "TR") || (second && !pdf_is_name(second, "Default")))
      check_report(check, met->page, met->object, "a graphics state has a transfer function");
    if (pdf_has_key(check->file, met->value, "HTP"))
      check_report(check, met->page, met->object, "a graphics state has a halftone phase");
  }
}

void clause_rendering_intent(Check *check) {
  check_report_sights(check, SIGHT_INTENT, "%s is none of PDF");
  for (guint i = 0; i < check->walk->states->len; i++) {
    const Met *met = &g_array_index(check->walk->states, Met, i);
    const PdfValue *intent = pdf_key(check->file, met->value, "RI");
    if (intent && !name_is_intent(pdf_name(intent)))
      check_report(check, met->page, met->object, "the rendering intent /%s is none of PDF",
                   pdf_name(intent));
  }
}

void clause_image_interpolation(Check *check) {
  check_report_sights(check, SIGHT_INTERPOLATED, "%s asks to be smoothed (/Interpolate)");
  for (guint i = 0; i < check->walk->images->len; i++) {
    const Met *met = &g_array_index(check->walk->images, Met, i);
    if (pdf_is_true(pdf_key(check->file, met->value, "Interpolate")))
      check_report(check, met->page, met->object, "an image asks to be smoothed (/Interpolate)");
  }
}

static void report_key(Check *check, const GArray *list, const char *key, const char *wording) {
  for (guint i = 0; i < list->len; i++) {
    const Met *met = &g_array_index(list, Met, i);
    if (pdf_has_key(check->file, met->value, key))
      check_report(check, met->page, met->object, "%s", wording);
  }
}

void clause_image_alternates(Check *check) {
  report_key(check, check->walk->images, "Alternates", "an image has alternates");
}

void clause_opi(Check *check) {
  report_key(check, check->walk->images, "OPI", "an image stands for another file (OPI)");
  report_key(check, check->walk->forms, "OPI", "a form XObject stands for another file (OPI)");
}

void clause_reference_xobject(Check *check) {
  report_key(check, check->walk->forms, "Ref", "a form XObject refers to another file");
}

void clause_postscript_xobject(Check *check) {
  report_key(check, check->walk->forms, "PS", "a form XObject holds PostScript");
  for (guint i = 0; i < check->walk->forms->len; i++) {
    const Met *met = &g_array_index(check->walk->forms, Met, i);
    if (pdf_is_name(pdf_key(check->file, met->value, "Subtype"), "PS") ||
        pdf_is_name(pdf_key(check->file, met->value, "Subtype2"), "PS"))
      check_report(check, met->page, met->object, "a PostScript XObject");
  }
}

void clause_blend_mode(Check *check) {
  check_report_sights(check, SIGHT_BLEND_MODE, "%s is none of PDF");
}

// A page with transparency needs a space to blend in: an output intent, or its group's own.
void clause_blending_space(Check *check) {
  if (own_intent(check, 0)) return;
  const GArray *sights = check->walk->sights[SIGHT_TRANSPARENCY];
  for (guint i = 0; i < sights->len; i++) {
    const Sight *sight = &g_array_index(sights, Sight, i);
    const PdfValue *group = pdf_key(check->file, check_page(check, sight->page - 1), "Group");
    if (!pdf_has_key(check->file, group, "CS"))
      check_report(check, sight->page, sight->object, "%s, and no colour space to blend in",
                   sight->text);
  }
}

void clause_transparency(Check *check) {
  check_report_sights(check, SIGHT_TRANSPARENCY, "%s");
}
