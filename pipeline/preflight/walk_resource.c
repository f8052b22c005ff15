#include <string.h>

#include "preflight/names.h"
#include "preflight/walk.h"

static void walk_blend_mode(Walker *walker, const PdfValue *mode, int object) {
  const PdfValue *first = pdf_is(mode, PDF_ARRAY) ? pdf_item(walker->file, mode, 0) : mode;
  if (!first) return;
  if (!name_is_blend_mode(pdf_name(first)))
    walk_note(walker, SIGHT_BLEND_MODE, object, "the blend mode /%s", pdf_name(first));
  if (!pdf_is_name(first, "Normal") && !pdf_is_name(first, "Compatible"))
    walk_note(walker, SIGHT_TRANSPARENCY, object, "the blend mode /%s", pdf_name(first));
}

void walk_state(Walker *walker, const PdfValue *dictionary, const PdfValue *resources, int object) {
  const PdfFile *file = walker->file;
  int own = dictionary->object ? dictionary->object : object;
  Met met = {dictionary, walker->page, own};
  if (walk_first(walker, "state %p", (const void *)dictionary))
    g_array_append_val(walker->walk->states, met);
  walk_blend_mode(walker, pdf_key(file, dictionary, "BM"), own);
  static const char *const alphas[] = {"ca", "CA"};
  for (guint i = 0; i < G_N_ELEMENTS(alphas); i++) {
    double alpha = pdf_number(pdf_key(file, dictionary, alphas[i]), 1);
    if (alpha != 1) walk_note(walker, SIGHT_TRANSPARENCY, own, "an opacity of %g", alpha);
  }
  const PdfValue *mask = pdf_key(file, dictionary, "SMask");
  if (!pdf_is_dict(mask)) return;
  walk_note(walker, SIGHT_TRANSPARENCY, own, "a soft mask");
  const PdfValue *form = pdf_key(file, mask, "G");
  if (pdf_is(form, PDF_STREAM) && walk_first(walker, "mask %d", form->object)) {
    static const PdfValue gray = {.type = PDF_NAME, .bytes = "DeviceGray", .length_bytes = 10};
    walk_form(walker, form, resources, (WalkState){.fill = &gray, .stroke = &gray}, MARK_EXEMPT);
  }
}

void walk_image(Walker *walker, const PdfValue *image, const PdfValue *resources) {
  const PdfFile *file = walker->file;
  const PdfValue *mask = pdf_key(file, image, "SMask");
  if (pdf_is(mask, PDF_STREAM) || pdf_integer(pdf_key(file, image, "SMaskInData"), 0))
    walk_note(walker, SIGHT_TRANSPARENCY, image->object, "an image with a soft mask");
  if (!pdf_is_true(pdf_key(file, image, "ImageMask")))
    walk_colour(walker, pdf_raw_key(file, image, "ColorSpace"), resources, image->object,
                "an image");
  if (!walk_first(walker, "image %d", image->object)) return;
  Met met = {image, walker->page, image->object};
  g_array_append_val(walker->walk->images, met);
}

void walk_group(Walker *walker, const PdfValue *group, const PdfValue *resources, int object) {
  const PdfValue *space = pdf_raw_key(walker->file, group, "CS");
  if (space) walk_colour(walker, space, resources, object, "a transparency group");
}

void walk_pattern(Walker *walker, const PdfValue *pattern, const PdfValue *resources) {
  const PdfFile *file = walker->file;
  if (!walk_first(walker, "pattern %p %u", (const void *)pattern, walker->page)) return;
  if (pdf_is(pattern, PDF_STREAM)) {
    static const PdfValue gray = {.type = PDF_NAME, .bytes = "DeviceGray", .length_bytes = 10};
    const PdfValue *own = pdf_key(file, pattern, "Resources");
    walk_stream(walker, pdf_file_data(file, pattern), own ? own : resources, pattern->object,
                (WalkState){.fill = &gray, .stroke = &gray}, MARK_EXEMPT);
    return;
  }
  const PdfValue *shading = pdf_key(file, pattern, "Shading");
  walk_colour(walker, pdf_raw_key(file, shading, "ColorSpace"), resources, pattern->object,
              "a shading pattern");
  const PdfValue *state = pdf_key(file, pattern, "ExtGState");
  if (pdf_is_dict(state)) walk_state(walker, state, resources, pattern->object);
}
