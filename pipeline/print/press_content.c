#include "print/press_content.h"

#include <math.h>
#include <string.h>

#include "print/ink.h"

#define HAIRLINE_PT 0.2
#define SLACK_PT    0.005 // Cairo rounds

// The part of the graphics state that q and Q keep.
typedef struct {
  double matrix[6];
  double width_pt; // of strokes, in the stream's own units
  gboolean black;  // the fill colour is black ink alone, full
  gboolean overprint;
  double fill_ink, stroke_ink; // sum of all inks
} State;

struct PressContent {
  const Press *press;
  const Document *document;
  guint page;
  gboolean is_mask, is_checked;
  State state;
  GArray *saved;
  guint uses;
  double start[2];      // where the path in hand begins, on the page
  double least_side_pt; // of its only rectangle; INFINITY where it is no rectangle
  gboolean in_path;
  gboolean reported_line, reported_ink; // one of each an image is enough
  const PlacedImage *reported_image;
  PressObjectFunction object;
  gpointer object_data;
};

PressContent *press_content_new(const Press *press, const Document *document, guint page,
                                const double matrix[6], gboolean is_mask, gboolean is_checked) {
  PressContent *content = g_new0(PressContent, 1);
  content->press = press;
  content->document = document;
  content->page = page;
  content->is_mask = is_mask;
  content->is_checked = is_checked;
  memcpy(content->state.matrix, matrix, sizeof content->state.matrix);
  content->state.width_pt = 1;
  content->state.black = TRUE;
  content->saved = g_array_new(FALSE, FALSE, sizeof(State));
  return content;
}

void press_content_free(PressContent *content) {
  if (!content) return;
  g_array_unref(content->saved);
  g_free(content);
}

void press_content_watch(PressContent *content, PressObjectFunction object, gpointer data) {
  content->object = object;
  content->object_data = data;
}

guint press_content_uses(const PressContent *content) {
  return content->uses;
}

SourceSpan press_span_at(const Press *press, const Document *document, guint page, double x_pt,
                         double y_pt) {
  const Page *sheet = &document->pages[page];
  double top = sheet->height_pt + press->margin_pt;
  const PlacedImage *image = press_find_image(sheet, x_pt - press->margin_pt, top - y_pt);
  return image ? image->span : press->settings.span;
}

static void report_once(PressContent *content, gboolean *reported, guint id, double value) {
  if (!content->is_checked) return;
  const Page *page = &content->document->pages[content->page];
  const PlacedImage *image =
      press_find_image(page, content->start[0] - content->press->margin_pt,
                       page->height_pt + content->press->margin_pt - content->start[1]);
  if (image != content->reported_image) {
    content->reported_image = image;
    content->reported_line = content->reported_ink = FALSE;
  }
  if (*reported) return;
  *reported = TRUE;
  SourceSpan span = image ? image->span : content->press->settings.span;
  DiagnosticList *diagnostics = content->press->diagnostics;
  if (id == DIAGNOSTIC_PRESS_HAIRLINE)
    diagnostic_hint(
        diagnostics,
        diagnostic_add(diagnostics, DIAGNOSTIC_PRESS_HAIRLINE, span, content->page + 1, value),
        "make it at least 0.25 pt wide");
  else
    diagnostic_hint(diagnostics,
                    diagnostic_add(diagnostics, DIAGNOSTIC_PRESS_INK, span, content->page + 1,
                                   100 * value, 100 * content->press->ink_limit),
                    "choose a lighter colour");
}

static double scale_of(const State *state) {
  const double *m = state->matrix;
  return sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
}

static void concatenate(double matrix[6], const Operation *operation) {
  double a[6], b[6];
  memcpy(b, matrix, sizeof b);
  for (guint i = 0; i < 6; i++)
    a[i] = content_number(&operation->operands[i]);
  matrix[0] = a[0] * b[0] + a[1] * b[2];
  matrix[1] = a[0] * b[1] + a[1] * b[3];
  matrix[2] = a[2] * b[0] + a[3] * b[2];
  matrix[3] = a[2] * b[1] + a[3] * b[3];
  matrix[4] = a[4] * b[0] + a[5] * b[2] + b[4];
  matrix[5] = a[4] * b[1] + a[5] * b[3] + b[5];
}

static void write_inks(GString *out, const double inks[4], const char *operator) {
  for (guint i = 0; i < 4; i++) {
    g_string_append_c(out, i ? ' ' : '\n');
    content_append_number(out, inks[i]);
  }
  g_string_append_printf(out, " %s", operator);
}

static void write_tint(PressContent *content, GString *out, PressUse use, double tint,
                       gboolean stroke) {
  content->uses |= use;
  g_string_append_printf(out, "\n/%s %s ", use == PRESS_USES_ALL ? "BeyAll" : "BeySpot",
                         stroke ? "CS" : "cs");
  content_append_number(out, tint);
  g_string_append(out, stroke ? " SCN" : " scn");
}

static void note_colour(PressContent *content, const double inks[4], gboolean stroke) {
  double sum = inks[0] + inks[1] + inks[2] + inks[3];
  if (stroke) {
    content->state.stroke_ink = sum;
  } else {
    content->state.fill_ink = sum;
    content->state.black = inks[3] >= 1 && sum <= 1;
  }
}

static void write_colour(PressContent *content, const double rgb[3], gboolean stroke,
                         GString *out) {
  const Press *press = content->press;
  if (content->is_mask) { // luminosity, as PDF itself reckons it (ISO 32000-1, 10.3.2)
    g_string_append_c(out, '\n');
    content_append_number(out, 0.3 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2]);
    g_string_append(out, stroke ? " G" : " g");
    return;
  }
  Ink mark = ink_find_mark(rgb);
  double tint = press->settings.spot_accent ? ink_find_accent_tint(rgb) : 0;
  double inks[4] = {0};
  if (mark >= INK_MARK_CYAN && mark <= INK_MARK_BLACK)
    inks[mark - INK_MARK_CYAN] = 1;
  else if (mark == INK_COUNT && tint <= 0)
    colour_from_rgb(press->intent, rgb, inks);
  if (mark == INK_MARK_ALL)
    write_tint(content, out, PRESS_USES_ALL, 1, stroke);
  else if (mark == INK_MARK_SPOT || tint > 0)
    write_tint(content, out, PRESS_USES_SPOT, mark == INK_MARK_SPOT ? 1 : tint, stroke);
  else
    write_inks(out, inks, stroke ? "K" : "k");
  note_colour(content, inks, stroke);
}

static void write_operands(PressContent *content, const Operation *operation, gboolean grey,
                           gboolean stroke, GString *out) {
  double rgb[3];
  for (guint i = 0; i < 3; i++)
    rgb[i] = content_number(&operation->operands[grey ? 0 : i]);
  write_colour(content, rgb, stroke, out);
}

// Black text is printed over what lies below it: a plate that is a hair off leaves no white edge.
// Only text: a black area in a drawing is meant to cover.
static void set_overprint(PressContent *content, gboolean overprint, GString *out) {
  if (content->state.overprint == overprint || content->is_mask) return;
  content->state.overprint = overprint;
  content->uses |= PRESS_USES_OVERPRINT;
  g_string_append(out, overprint ? "\n/BeyOver gs" : "\n/BeyOut gs");
}

static void begin_path(PressContent *content, const Operation *operation, GString *out) {
  const double *m = content->state.matrix;
  gboolean rectangle = operation->operator== OPERATOR('r', 'e', 0);
  if (!content->in_path) {
    set_overprint(content, FALSE, out);
    double x = content_number(&operation->operands[0]), y = content_number(&operation->operands[1]);
    content->start[0] = m[0] * x + m[2] * y + m[4];
    content->start[1] = m[1] * x + m[3] * y + m[5];
    content->least_side_pt = INFINITY;
  }
  if (rectangle && !content->in_path) {
    double width = hypot(m[0], m[1]) * fabs(content_number(&operation->operands[2]));
    double height = hypot(m[2], m[3]) * fabs(content_number(&operation->operands[3]));
    content->least_side_pt = MIN(width, height);
  } else {
    content->least_side_pt = INFINITY;
  }
  content->in_path = TRUE;
}

static void end_path(PressContent *content, gboolean filled, gboolean stroked) {
  const State *state = &content->state;
  double ink = MAX(filled ? state->fill_ink : 0, stroked ? state->stroke_ink : 0);
  double thin = filled ? content->least_side_pt : INFINITY;
  if (stroked) thin = MIN(thin, state->width_pt * scale_of(state));
  if (thin > 0 && thin < HAIRLINE_PT - SLACK_PT)
    report_once(content, &content->reported_line, DIAGNOSTIC_PRESS_HAIRLINE, thin);
  if (ink > content->press->ink_limit + 0.01)
    report_once(content, &content->reported_ink, DIAGNOSTIC_PRESS_INK, ink);
  content->in_path = FALSE;
}

static void paint_object(PressContent *content, const Operation *operation, GString *out) {
  set_overprint(content, FALSE, out);
  if (!content->object || operation->operand_count == 0) return;
  const Operand *name = &operation->operands[0];
  g_autofree char *text = g_strndup(name->text, name->length_bytes);
  content->object(content->object_data, text, content->state.matrix);
}

// What needs no other words, but is to be known.
static void follow(PressContent *content, const Operation *operation, GString *out) {
  State *state = &content->state;
  switch (operation->operator) {
  case OPERATOR_SAVE: g_array_append_val(content->saved, *state); break;
  case OPERATOR_RESTORE:
    if (content->saved->len == 0) break;
    *state = g_array_index(content->saved, State, content->saved->len - 1);
    g_array_set_size(content->saved, content->saved->len - 1);
    break;
  case OPERATOR('c', 'm', 0):
    if (operation->operand_count == 6) concatenate(state->matrix, operation);
    break;
  case OPERATOR_LINE_WIDTH: state->width_pt = content_number(&operation->operands[0]); break;
  case OPERATOR_FILL_SPACE: state->black = FALSE; break;
  case OPERATOR_SHOW:
  case OPERATOR_SHOW_ARRAY: set_overprint(content, state->black, out); break;
  case OPERATOR_PAINT_OBJECT: paint_object(content, operation, out); break;
  case OPERATOR_SHADING:
  case OPERATOR_INLINE_IMAGE: set_overprint(content, FALSE, out); break;
  case OPERATOR('m', 0, 0):
  case OPERATOR('r', 'e', 0): begin_path(content, operation, out); break;
  case OPERATOR('f', 0, 0):
  case OPERATOR('F', 0, 0):
  case OPERATOR('f', '*', 0): end_path(content, TRUE, FALSE); break;
  case OPERATOR('S', 0, 0):
  case OPERATOR('s', 0, 0): end_path(content, FALSE, TRUE); break;
  case OPERATOR('B', 0, 0):
  case OPERATOR('b', 0, 0):
  case OPERATOR('B', '*', 0):
  case OPERATOR('b', '*', 0): end_path(content, TRUE, TRUE); break;
  case OPERATOR('n', 0, 0): content->in_path = FALSE; break;
  default: break;
  }
}

gboolean press_content_filter(gpointer data, const Operation *operation, GString *out) {
  PressContent *content = data;
  guint count = operation->operand_count;
  switch (operation->operator) {
  case OPERATOR_FILL_RGB:
  case OPERATOR_STROKE_RGB:
    if (count != 3) return FALSE;
    write_operands(content, operation, FALSE, operation->operator== OPERATOR_STROKE_RGB, out);
    return TRUE;
  case OPERATOR_FILL_GRAY:
  case OPERATOR_STROKE_GRAY:
    if (count != 1) return FALSE;
    write_operands(content, operation, TRUE, operation->operator== OPERATOR_STROKE_GRAY, out);
    return TRUE;
  case OPERATOR_BMC: // what is where in the document is nothing to a press
  case OPERATOR_BDC:
  case OPERATOR_EMC: return TRUE;
  default: follow(content, operation, out); return FALSE;
  }
}
