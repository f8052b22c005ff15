#include "paginate/measures.h"

#include <math.h>
#include <string.h>

#include "base/data.h"
#include "paginate/page.h"

// A page smaller than this is a slip of the pen; one larger is beyond any press.
#define TRIM_MIN_MM     40.0
#define TRIM_MAX_MM     2000.0
#define SIZE_MIN_PT     4.0
#define SIZE_MAX_PT     72.0
#define COLUMN_MIN_EM   8.0
#define LINES_MIN       5.0
#define TEXT_MIN_SHARE  0.4 // of the trim: what margins must leave
#define DEFAULT_LEADING 1.5
#define BESIDE_SHARE    0.6  // of the way from the lower line height to the higher
#define NARROW_SHARE    0.5  // the same in two columns of one page
#define GROWTH          0.25 // of type, as a power of that of its lines: it still looks of one size

static const char *const known_keys[] = {"trim",    "margins", "columns",   "gutter", "size",
                                         "scale",   "leading", "start",     "head",   "contents",
                                         "binding", "qr",      "continued", "band"};

static double number_in(const YamlNode *map, const char *key, double fallback, double minimum,
                        double maximum, DiagnosticList *diagnostics) {
  const YamlNode *node = yaml_lookup(map, key);
  double value = yaml_to_number(node, fallback, diagnostics);
  if (value >= minimum && value <= maximum) return value;
  if (node)
    diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span,
                   node->kind == YAML_SCALAR ? node->scalar : "", key);
  return fallback;
}

// The index of the scalar behind `key` among `words`, or 0 (with a diagnostic where it is none).
static guint word_in(const YamlNode *map, const char *key, const char *const *words, guint count,
                     DiagnosticList *diagnostics) {
  const YamlNode *node = yaml_lookup(map, key);
  if (!node) return 0;
  const char *word = node->kind == YAML_SCALAR ? node->scalar : "";
  for (guint i = 0; i < count; i++)
    if (g_str_equal(word, words[i])) return i;
  diagnostic_add(diagnostics, DIAGNOSTIC_VALUE_INVALID, node->span, word, key);
  return 0;
}

static void read_trim(Measures *measures, const YamlNode *root, DiagnosticList *diagnostics) {
  const YamlNode *trim = yaml_lookup(root, "trim");
  double sides[2] = {148, 210};
  for (guint i = 0; i < 2 && trim && trim->kind == YAML_SEQUENCE && i < trim->child_count; i++)
    sides[i] = yaml_to_number(trim->children[i], sides[i], diagnostics);
  measures->trim_width_pt = sides[0] * PT_PER_MM;
  measures->trim_height_pt = sides[1] * PT_PER_MM;
}

static void read_file(Measures *measures, const YamlNode *root, DiagnosticList *diagnostics) {
  static const char *const starts[] = {"page", "flow"};
  static const char *const heads[] = {"column", "span"};
  static const char *const contents[] = {"page", "aside"};
  static const char *const truths[] = {"false", "true"};
  static const char *const bindings[] = {"auto", "left", "right"};
  const YamlNode *margins = yaml_lookup(root, "margins");
  yaml_check_keys(root, known_keys, G_N_ELEMENTS(known_keys), diagnostics);
  read_trim(measures, root, diagnostics);
  measures->inner_pt = number_in(margins, "inner", 18, 0, TRIM_MAX_MM, diagnostics) * PT_PER_MM;
  measures->outer_pt = number_in(margins, "outer", 18, 0, TRIM_MAX_MM, diagnostics) * PT_PER_MM;
  measures->top_pt = number_in(margins, "top", 20, 0, TRIM_MAX_MM, diagnostics) * PT_PER_MM;
  measures->bottom_pt = number_in(margins, "bottom", 20, 0, TRIM_MAX_MM, diagnostics) * PT_PER_MM;
  measures->gutter_pt = number_in(root, "gutter", 6, 0, 100, diagnostics) * PT_PER_MM;
  measures->band_pt = number_in(root, "band", 0, 0, 50, diagnostics) * PT_PER_MM;
  measures->columns = (guint)number_in(root, "columns", 1, 1, 3, diagnostics);
  measures->size_pt = number_in(root, "size", 10, SIZE_MIN_PT, SIZE_MAX_PT, diagnostics);
  measures->scale = number_in(root, "scale", 1.25, 1, 2, diagnostics);
  measures->leading = yaml_lookup(root, "leading");
  measures->start = word_in(root, "start", starts, G_N_ELEMENTS(starts), diagnostics);
  measures->head_spans = word_in(root, "head", heads, G_N_ELEMENTS(heads), diagnostics);
  measures->contents_aside =
      word_in(root, "contents", contents, G_N_ELEMENTS(contents), diagnostics);
  measures->qr = word_in(root, "qr", truths, G_N_ELEMENTS(truths), diagnostics);
  measures->continued = word_in(root, "continued", truths, G_N_ELEMENTS(truths), diagnostics);
  measures->binding = word_in(root, "binding", bindings, G_N_ELEMENTS(bindings), diagnostics);
}

static void take_mm(double *to_pt, double given_mm) {
  if (!isnan(given_mm) && given_mm >= 0) *to_pt = given_mm * PT_PER_MM;
}

static void take_page(Measures *measures, const PageMeasures *page) {
  if (page->trim_width_mm > 0) take_mm(&measures->trim_width_pt, page->trim_width_mm);
  if (page->trim_height_mm > 0) take_mm(&measures->trim_height_pt, page->trim_height_mm);
  take_mm(&measures->inner_pt, page->inner_mm);
  take_mm(&measures->outer_pt, page->outer_mm);
  take_mm(&measures->top_pt, page->top_mm);
  take_mm(&measures->bottom_pt, page->bottom_mm);
  take_mm(&measures->gutter_pt, page->gutter_mm);
  if (page->columns) measures->columns = MIN(page->columns, 3);
  if (page->size_pt > 0) measures->size_pt = CLAMP(page->size_pt, SIZE_MIN_PT, SIZE_MAX_PT);
}

// Shrinks two margins alike until `minimum` is left of the trim. TRUE where they were too large.
static gboolean shrink_margins(double trim, double minimum, double *first, double *second) {
  double room = trim - MIN(minimum, trim);
  if (*first + *second <= room) return FALSE;
  double share = room / (*first + *second);
  *first *= share;
  *second *= share;
  return TRUE;
}

static void clamp_page(Measures *measures, const Digest *digest, DiagnosticList *diagnostics) {
  double minimum = TRIM_MIN_MM * PT_PER_MM, maximum = TRIM_MAX_MM * PT_PER_MM;
  double width = CLAMP(measures->trim_width_pt, minimum, maximum);
  double height = CLAMP(measures->trim_height_pt, minimum, maximum);
  gboolean changed = width != measures->trim_width_pt || height != measures->trim_height_pt;
  measures->trim_width_pt = width;
  measures->trim_height_pt = height;
  double size_limit = MIN(width / COLUMN_MIN_EM / 1.5, height * TEXT_MIN_SHARE / LINES_MIN / 2);
  if (measures->size_pt > size_limit) {
    measures->size_pt = MAX(SIZE_MIN_PT, size_limit);
    changed = TRUE;
  }
  changed |=
      shrink_margins(width, width * TEXT_MIN_SHARE, &measures->inner_pt, &measures->outer_pt);
  changed |= shrink_margins(height, MAX(height * TEXT_MIN_SHARE, measures->size_pt * 2 * LINES_MIN),
                            &measures->top_pt, &measures->bottom_pt);
  double em = measures->size_pt;
  while (measures->columns > 1 &&
         measures_column_pt(measures, measures->columns) < COLUMN_MIN_EM * em) {
    measures->columns--;
    changed = TRUE;
  }
  if (changed) diagnostic_add(diagnostics, DIAGNOSTIC_PAGE_TOO_SMALL, digest->span);
}

static SourceFile *open_template(Arena *arena, const Publication *publication, const Digest *digest,
                                 DiagnosticList *diagnostics) {
  const char *wanted = digest->template_name ? digest->template_name : "bulletin";
  // A name is a file's name, never a way out of the folder.
  gboolean plain = *wanted && !strpbrk(wanted, "/\\") && *wanted != '.';
  const char *name = arena_printf(arena, "measures/%s.yaml", wanted);
  SourceFile *file = plain ? data_source(arena, publication->folder, name) : NULL;
  if (file) return file;
  guint count = 0;
  char **names = data_list(arena, "measures", &count);
  for (guint i = 0; i < count; i++)
    if (g_str_has_suffix(names[i], ".yaml")) names[i][strlen(names[i]) - 5] = '\0';
  Diagnostic *fault =
      diagnostic_add(diagnostics, DIAGNOSTIC_TEMPLATE_UNKNOWN, digest->span, wanted);
  g_autofree char *list = g_strjoinv(", ", names);
  diagnostic_hint(diagnostics, fault, "there are: %s", list);
  return data_source(arena, NULL, "measures/booklet.yaml");
}

Measures measures_load(Arena *arena, const Publication *publication, const Digest *digest,
                       DiagnosticList *diagnostics) {
  Measures measures = {0};
  SourceFile *file = open_template(arena, publication, digest, diagnostics);
  const YamlNode *root = file ? yaml_parse(arena, file, 0, file->length_bytes, diagnostics) : NULL;
  read_file(&measures, root, diagnostics);
  take_page(&measures, &digest->page);
  clamp_page(&measures, digest, diagnostics);
  return measures;
}

Measures measures_beside(const Measures *measures, const Locale *own, const Locale *other,
                         gboolean narrow) {
  Measures beside = *measures;
  double alone = measures_grid_pt(measures, own), others = measures_grid_pt(measures, other);
  double higher = MAX(alone, others), lower = MIN(alone, others);
  beside.grid_pt = lower + (higher - lower) * (narrow ? NARROW_SHARE : BESIDE_SHARE);
  if (beside.grid_pt > alone && !narrow) beside.size_pt *= pow(beside.grid_pt / alone, GROWTH);
  return beside;
}

void measures_even(Measures *measures) {
  measures->inner_pt = measures->outer_pt = (measures->inner_pt + measures->outer_pt) / 2;
}

double measures_text_width_pt(const Measures *measures) {
  return measures->trim_width_pt - measures->inner_pt - measures->outer_pt;
}

double measures_text_height_pt(const Measures *measures) {
  return measures->trim_height_pt - measures->top_pt - measures->bottom_pt;
}

double measures_column_pt(const Measures *measures, guint columns) {
  double width = measures_text_width_pt(measures) - measures->gutter_pt * (columns - 1);
  return MAX(1, width / columns);
}

double measures_span_pt(const Measures *measures, guint columns, guint spanned) {
  return measures_column_pt(measures, columns) * spanned + measures->gutter_pt * (spanned - 1);
}

double measures_left_pt(const Measures *measures, gboolean recto) {
  return recto ? measures->inner_pt : measures->outer_pt;
}

double measures_size_pt(const Measures *measures, double step) {
  return measures->size_pt * pow(measures->scale, step);
}

// How much higher than usual the lines of a role's first font are.
static double line_factor(const Measures *measures, const char *lang, FontRole role) {
  if (!measures->fonts) return 1;
  return font_set_lookup(measures->fonts, lang, role, WEIGHT_REGULAR, FALSE)[0]->line_factor;
}

// Without `lang`: of the script, whatever the language's body is set in.
static double leading_factor(const Measures *measures, const char *lang, const char *script) {
  const YamlNode *own = lang ? yaml_lookup(measures->leading, lang) : NULL;
  if (!own && script) own = yaml_lookup(measures->leading, script);
  double factor = yaml_to_number(own, DEFAULT_LEADING, NULL);
  if (lang) factor *= line_factor(measures, lang, ROLE_BODY);
  return CLAMP(factor, 1, 4);
}

// A heading in a font of high lines has them whatever share it takes of the space between lines.
double measures_leading_pt(const Measures *measures, const Locale *locale, FontRole role,
                           double size_pt, double share) {
  double factor = measures->grid_pt > 0 ? measures->grid_pt / measures->size_pt
                                        : leading_factor(measures, locale->code, locale->script);
  double leading = size_pt * (1 + (factor - 1) * share);
  double own = role == ROLE_BODY ? 1 : line_factor(measures, locale->code, role);
  if (own <= 1) return leading;
  double plain = MAX(1, factor / line_factor(measures, locale->code, ROLE_BODY));
  return MAX(leading, size_pt * (1 + (plain - 1) * share) * own);
}

double measures_script_leading_pt(const Measures *measures, const char *script, double size_pt,
                                  double share) {
  return size_pt * (1 + (leading_factor(measures, NULL, script) - 1) * share);
}

double measures_grid_pt(const Measures *measures, const Locale *locale) {
  return measures_leading_pt(measures, locale, ROLE_BODY, measures->size_pt, 1);
}
