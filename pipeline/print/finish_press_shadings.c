// Gradients: their colours are converted one by one, not only their ends, since the way from one to
// the other is not the same in inks.
#include <math.h>

#include "print/finish_press.h"

#define SAMPLES 256

typedef struct {
  qpdf_data pdf;
  gboolean known; // all functions are of the kinds that Cairo writes
} Evaluation;

static double item_at(Evaluation *evaluation, qpdf_oh array, int index) {
  qpdf_data pdf = evaluation->pdf;
  if (index >= qpdf_oh_get_array_n_items(pdf, array)) return 0;
  return qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_array_item(pdf, array, index));
}

// ISO 32000-1, 7.10.3 (exponential) and 7.10.4 (stitching).
static void evaluate(Evaluation *evaluation, qpdf_oh function, double x, double *out,
                     guint channels, guint depth) {
  qpdf_data pdf = evaluation->pdf;
  qpdf_oh type = qpdf_oh_get_key(pdf, function, "/FunctionType");
  int kind = qpdf_oh_is_integer(pdf, type) ? qpdf_oh_get_int_value_as_int(pdf, type) : -1;
  if (kind == 2) {
    qpdf_oh c0 = qpdf_oh_get_key(pdf, function, "/C0"), c1 = qpdf_oh_get_key(pdf, function, "/C1");
    double power = pow(x, qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_key(pdf, function, "/N")));
    for (guint i = 0; i < channels; i++) {
      double from = item_at(evaluation, c0, (int)i), to = item_at(evaluation, c1, (int)i);
      out[i] = from + power * (to - from);
    }
    return;
  }
  qpdf_oh parts = qpdf_oh_get_key(pdf, function, "/Functions");
  if (kind != 3 || depth > 8 || !qpdf_oh_is_array(pdf, parts)) {
    evaluation->known = FALSE;
    return;
  }
  qpdf_oh domain = qpdf_oh_get_key(pdf, function, "/Domain");
  qpdf_oh bounds = qpdf_oh_get_key(pdf, function, "/Bounds");
  qpdf_oh encode = qpdf_oh_get_key(pdf, function, "/Encode");
  int count = qpdf_oh_get_array_n_items(pdf, parts), at = 0;
  while (at + 1 < count && x >= item_at(evaluation, bounds, at))
    at++;
  double low = at ? item_at(evaluation, bounds, at - 1) : item_at(evaluation, domain, 0);
  double high = at + 1 < count ? item_at(evaluation, bounds, at) : item_at(evaluation, domain, 1);
  double e0 = item_at(evaluation, encode, 2 * at), e1 = item_at(evaluation, encode, 2 * at + 1);
  double inner = high > low ? e0 + (x - low) / (high - low) * (e1 - e0) : e0;
  evaluate(evaluation, qpdf_oh_get_array_item(pdf, parts, at), inner, out, channels, depth + 1);
}

// Colours along the gradient, from its start to its end.
static gboolean sample(PressFile *file, qpdf_oh shading, double rgb[SAMPLES][3]) {
  qpdf_data pdf = file->pdf;
  Evaluation evaluation = {pdf, TRUE};
  qpdf_oh function = qpdf_oh_get_key(pdf, shading, "/Function");
  qpdf_oh domain = qpdf_oh_get_key(pdf, shading, "/Domain");
  gboolean given = qpdf_oh_is_array(pdf, domain);
  double low = given ? item_at(&evaluation, domain, 0) : 0;
  double high = given ? item_at(&evaluation, domain, 1) : 1;
  for (guint i = 0; i < SAMPLES && evaluation.known; i++)
    evaluate(&evaluation, function, low + (high - low) * i / (SAMPLES - 1), rgb[i], 3, 0);
  return evaluation.known;
}

static void put_function(PressFile *file, qpdf_oh shading, double rgb[SAMPLES][3]) {
  qpdf_data pdf = file->pdf;
  gboolean neutral = TRUE;
  for (guint i = 0; i < SAMPLES; i++)
    neutral = neutral && fabs(rgb[i][0] - rgb[i][1]) < 0.002 && fabs(rgb[i][1] - rgb[i][2]) < 0.002;
  guint8 table[SAMPLES * 4];
  for (guint i = 0; i < SAMPLES; i++) {
    double inks[4];
    // One grey in a gradient of colours stays in four inks, else a step would show.
    if (!neutral && fabs(rgb[i][0] - rgb[i][1]) < 0.002)
      rgb[i][0] += rgb[i][0] < 0.5 ? 0.004 : -0.004;
    colour_from_rgb(file->press->intent, rgb[i], inks);
    for (guint c = 0; c < 4; c++)
      table[4 * i + c] = (guint8)(inks[c] * 255 + 0.5);
  }
  g_autoptr(GString) dictionary = g_string_new("<< /FunctionType 0 /BitsPerSample 8 /Order 1 "
                                               "/Range [0 1 0 1 0 1 0 1] /Size [");
  g_string_append_printf(dictionary, "%d] >>", SAMPLES);
  qpdf_oh function = finish_press_stream(file, dictionary->str, (const char *)table, sizeof table);
  qpdf_oh domain = qpdf_oh_get_key(pdf, shading, "/Domain");
  if (!qpdf_oh_is_array(pdf, domain)) domain = qpdf_oh_parse(pdf, "[0 1]");
  qpdf_oh_replace_key(pdf, qpdf_oh_get_dict(pdf, function), "/Domain", domain);
  qpdf_oh_replace_key(pdf, shading, "/Function", function);
  finish_press_put(file, shading, "/ColorSpace", "/DeviceCMYK");
}

static void convert_shading(PressFile *file, qpdf_oh shading) {
  double rgb[SAMPLES][3] = {{0}};
  if (!finish_press_is_name(file, shading, "/ColorSpace", "/DeviceRGB")) return;
  if (sample(file, shading, rgb)) {
    put_function(file, shading, rgb);
    return;
  }
  diagnostic_add(file->press->diagnostics, DIAGNOSTIC_PRESS_RGB, file->press->settings.span, 1,
                 "a gradient of an unknown kind");
}

// Shadings stand alone, inside a pattern, or in the resources of whatever paints them.
static void visit_object(PressFile *file, int id, qpdf_oh object) {
  qpdf_data pdf = file->pdf;
  (void)id;
  qpdf_oh dictionary = qpdf_oh_is_stream(pdf, object) ? qpdf_oh_get_dict(pdf, object) : object;
  if (!qpdf_oh_is_dictionary(pdf, dictionary)) return;
  if (qpdf_oh_has_key(pdf, dictionary, "/ShadingType")) convert_shading(file, dictionary);
  qpdf_oh own = qpdf_oh_get_key(pdf, dictionary, "/Shading");
  if (!qpdf_oh_is_dictionary(pdf, own))
    own = qpdf_oh_get_key(pdf,
                          qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, dictionary, "/Resources"))
                              ? qpdf_oh_get_key(pdf, dictionary, "/Resources")
                              : dictionary,
                          "/Shading");
  if (!qpdf_oh_is_dictionary(pdf, own)) return;
  if (qpdf_oh_has_key(pdf, own, "/ShadingType")) {
    convert_shading(file, own);
    return;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  qpdf_oh_begin_dict_key_iter(pdf, own);
  while (qpdf_oh_dict_more_keys(pdf))
    g_ptr_array_add(names, g_strdup(qpdf_oh_dict_next_key(pdf)));
  for (guint i = 0; i < names->len; i++) {
    qpdf_oh shading = qpdf_oh_get_key(pdf, own, names->pdata[i]);
    if (qpdf_oh_is_dictionary(pdf, shading)) convert_shading(file, shading);
  }
}

void finish_press_shadings(PressFile *file) {
  finish_press_visit(file, visit_object);
}
