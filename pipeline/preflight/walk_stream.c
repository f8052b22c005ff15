// One content stream: its operators change the state, paint, and open and close marks.
#include <string.h>

#include "preflight/names.h"
#include "preflight/scan.h"
#include "preflight/walk.h"

#define DEPTH_MAX  40 // of streams within streams
#define STATES_MAX 4096

typedef struct {
  Walker *walker;
  Scan scan;
  const PdfValue *resources;
  int object;
  WalkState state;
  GArray *states; // WalkState: of q
  GArray *marks;  // MarkKind
  MarkKind outer;
} Stream;

static const PdfValue *lookup(Stream *stream, const char *kind, const PdfValue *name,
                              const char *wording) {
  const PdfFile *file = stream->walker->file;
  const PdfValue *found = pdf_key(file, pdf_key(file, stream->resources, kind), pdf_name(name));
  if (!found)
    walk_note(stream->walker, SIGHT_MISSING_RESOURCE, stream->object, "the %s /%s is not there",
              wording, pdf_name(name));
  return found;
}

static gboolean has_mark(const Stream *stream, MarkKind kind) {
  if (stream->outer == kind) return TRUE;
  for (guint i = 0; i < stream->marks->len; i++)
    if (g_array_index(stream->marks, MarkKind, i) == kind) return TRUE;
  return FALSE;
}

static MarkKind whole_mark(const Stream *stream) {
  static const MarkKind order[] = {MARK_EXEMPT, MARK_ARTIFACT, MARK_TAGGED};
  for (guint i = 0; i < G_N_ELEMENTS(order); i++)
    if (has_mark(stream, order[i])) return order[i];
  return MARK_PLAIN;
}

static void paint(Stream *stream, const char *what, gboolean fill, gboolean stroke) {
  Walker *walker = stream->walker;
  if (whole_mark(stream) == MARK_PLAIN)
    walk_note(walker, SIGHT_UNTAGGED, stream->object, "%s", what);
  const PdfValue *spaces[] = {fill ? stream->state.fill : NULL,
                              stroke ? stream->state.stroke : NULL};
  const PdfValue *patterns[] = {stream->state.fill_pattern, stream->state.stroke_pattern};
  for (guint i = 0; i < 2; i++) {
    if (!spaces[i]) continue;
    if (patterns[i]) walk_pattern(walker, patterns[i], stream->resources);
    if (spaces[i]->type == PDF_NAME ||
        walk_first(walker, "space %p %u %s", (const void *)spaces[i], walker->page, what))
      walk_colour(walker, spaces[i], stream->resources, stream->object, what);
  }
}

// A colour space by the name that cs and CS give: of the device, or of the resources. The names
// live with the scan, so those of the device are our own.
static const PdfValue *named_space(Stream *stream, const PdfValue *name) {
  static const PdfValue known[] = {{.type = PDF_NAME, .bytes = "DeviceGray"},
                                   {.type = PDF_NAME, .bytes = "DeviceRGB"},
                                   {.type = PDF_NAME, .bytes = "DeviceCMYK"},
                                   {.type = PDF_NAME, .bytes = "Pattern"}};
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
    if (pdf_is_name(name, known[i].bytes)) return &known[i];
  return lookup(stream, "ColorSpace", name, "colour space");
}

static const PdfValue *device_space(char operator) {
  static const PdfValue gray = {.type = PDF_NAME, .bytes = "DeviceGray"},
                        rgb = {.type = PDF_NAME, .bytes = "DeviceRGB"},
                        cmyk = {.type = PDF_NAME, .bytes = "DeviceCMYK"};
  return operator== 'g' ? &gray : operator== 'r' ? &rgb : & cmyk;
}

static void set_colour(Stream *stream, const char *op) {
  gboolean stroke = g_ascii_isupper(op[0]);
  const PdfValue **space = stroke ? &stream->state.stroke : &stream->state.fill;
  const PdfValue **pattern = stroke ? &stream->state.stroke_pattern : &stream->state.fill_pattern;
  char first = g_ascii_tolower(op[0]);
  if (first == 's') { // scn: a pattern's name may stand last
    guint count = stream->scan.operands->len;
    const PdfValue *last = count ? scan_operand(&stream->scan, count - 1) : NULL;
    if (pdf_is(last, PDF_NAME)) *pattern = lookup(stream, "Pattern", last, "pattern");
    return;
  }
  *pattern = NULL;
  *space = first == 'c' ? named_space(stream, scan_operand(&stream->scan, 0)) : device_space(first);
}

static void set_font(Stream *stream) {
  const PdfValue *font = lookup(stream, "Font", scan_operand(&stream->scan, 0), "font");
  stream->state.font = font;
}

static void show_text(Stream *stream) {
  guint count = stream->scan.operands->len;
  const PdfValue *last = count ? scan_operand(&stream->scan, count - 1) : NULL;
  gboolean shown = FALSE;
  if (pdf_is(last, PDF_STRING) && last->length_bytes) {
    walk_text(stream->walker, &stream->state, last, stream->object);
    shown = TRUE;
  }
  for (guint i = 0; i < pdf_count(last); i++) {
    if (!pdf_is(last->items[i], PDF_STRING) || !last->items[i]->length_bytes) continue;
    walk_text(stream->walker, &stream->state, last->items[i], stream->object);
    shown = TRUE;
  }
  gint64 mode = stream->state.text_mode;
  if (shown)
    paint(stream, "text", mode == 0 || mode == 2 || mode == 4 || mode == 6,
          mode == 1 || mode == 2 || mode == 5 || mode == 6);
}

static void paint_object(Stream *stream) {
  Walker *walker = stream->walker;
  const PdfValue *object = lookup(stream, "XObject", scan_operand(&stream->scan, 0), "XObject");
  if (!pdf_is(object, PDF_STREAM)) return;
  if (pdf_is_name(pdf_key(walker->file, object, "Subtype"), "Image")) {
    gboolean mask = pdf_is_true(pdf_key(walker->file, object, "ImageMask"));
    paint(stream, "an image", mask, FALSE);
    walk_image(walker, object, stream->resources);
    return;
  }
  gpointer key = GINT_TO_POINTER(object->object);
  guint uses = GPOINTER_TO_UINT(g_hash_table_lookup(walker->walk->form_uses, key));
  g_hash_table_insert(walker->walk->form_uses, key, GUINT_TO_POINTER(uses + 1));
  Met met = {object, walker->page, object->object};
  if (!uses) g_array_append_val(walker->walk->forms, met);
  if (pdf_is_name(pdf_key(walker->file, object, "Subtype"), "Form"))
    walk_form(walker, object, stream->resources, stream->state, whole_mark(stream));
}

static void paint_shading(Stream *stream) {
  const PdfValue *shading = lookup(stream, "Shading", scan_operand(&stream->scan, 0), "shading");
  paint(stream, "a shading", FALSE, FALSE);
  if (shading)
    walk_colour(stream->walker, pdf_raw_key(stream->walker->file, shading, "ColorSpace"),
                stream->resources, stream->object, "a shading");
}

static void paint_inline_image(Stream *stream) {
  Walker *walker = stream->walker;
  const PdfValue *image = stream->scan.inline_image;
  const PdfFile *file = walker->file;
#define EITHER(brief, full)                                                                        \
  (pdf_key(file, image, brief) ? pdf_key(file, image, brief) : pdf_key(file, image, full))
  gboolean mask = pdf_is_true(EITHER("IM", "ImageMask"));
  paint(stream, "an inline image", mask, FALSE);
  if (!mask)
    walk_colour(walker, EITHER("CS", "ColorSpace"), stream->resources, stream->object,
                "an inline image");
  if (pdf_is_true(EITHER("I", "Interpolate")))
    walk_note(walker, SIGHT_INTERPOLATED, stream->object, "an inline image");
  const PdfValue *filter = EITHER("F", "Filter");
  const PdfValue *first = pdf_is(filter, PDF_ARRAY) ? pdf_item(file, filter, 0) : filter;
  if (pdf_is_name(first, "LZW") || pdf_is_name(first, "LZWDecode"))
    walk_note(walker, SIGHT_INLINE_FILTER, stream->object, "an inline image packed with LZW");
#undef EITHER
}

static void note_marked(Stream *stream, const char *tag, gint64 mcid) {
  Walker *walker = stream->walker;
  gint64 *key = g_new(gint64, 1);
  *key = ((gint64)stream->object << 32) | (mcid & 0xffffffff);
  const MarkedContent *before = g_hash_table_lookup(walker->walk->marked, key);
  if (before && before->page == walker->page && stream->outer == MARK_PLAIN)
    walk_note(walker, SIGHT_REPEATED_MCID, stream->object, "MCID %" G_GINT64_FORMAT " twice", mcid);
  if (before) {
    g_free(key);
    return;
  }
  MarkedContent *marked = g_new(MarkedContent, 1);
  *marked = (MarkedContent){walker->page, arena_strdup(walker->arena, tag)};
  g_hash_table_insert(walker->walk->marked, key, marked);
}

static void open_mark(Stream *stream, gboolean with_properties) {
  Walker *walker = stream->walker;
  const char *tag = pdf_name(scan_operand(&stream->scan, 0));
  const PdfValue *properties = with_properties ? scan_operand(&stream->scan, 1) : NULL;
  if (pdf_is(properties, PDF_NAME))
    properties = lookup(stream, "Properties", properties, "property list");
  const PdfValue *mcid = pdf_key(walker->file, properties, "MCID");
  MarkKind kind = MARK_PLAIN;
  if (strcmp(tag, "Artifact") == 0) {
    kind = MARK_ARTIFACT;
    if (has_mark(stream, MARK_TAGGED))
      walk_note(walker, SIGHT_ARTIFACT_IN_TAG, stream->object, "an artifact inside tagged content");
  } else if (pdf_is(mcid, PDF_INT)) {
    kind = MARK_TAGGED;
    if (has_mark(stream, MARK_ARTIFACT))
      walk_note(walker, SIGHT_TAG_IN_ARTIFACT, stream->object,
                "MCID %" G_GINT64_FORMAT " inside an artifact", mcid->integer);
    note_marked(stream, tag, mcid->integer);
  }
  const PdfValue *language = pdf_key(walker->file, properties, "Lang");
  g_autoptr(Arena) scratch = language ? arena_new() : NULL;
  const char *code = language ? pdf_text(scratch, language) : NULL;
  if (code && !name_is_language(code))
    walk_note(walker, SIGHT_LANGUAGE, stream->object, "the language \"%s\"", code);
  g_array_append_val(stream->marks, kind);
}

static void close_mark(Stream *stream) {
  if (stream->marks->len)
    g_array_set_size(stream->marks, stream->marks->len - 1);
  else
    walk_note(stream->walker, SIGHT_UNBALANCED, stream->object, "EMC without BMC or BDC");
}

static void save_state(Stream *stream) {
  if (stream->states->len < STATES_MAX) g_array_append_val(stream->states, stream->state);
  stream->walker->walk->nesting_max = MAX(stream->walker->walk->nesting_max, stream->states->len);
}

static void restore_state(Stream *stream) {
  if (!stream->states->len) {
    walk_note(stream->walker, SIGHT_UNBALANCED, stream->object, "Q without q");
    return;
  }
  stream->state = g_array_index(stream->states, WalkState, stream->states->len - 1);
  g_array_set_size(stream->states, stream->states->len - 1);
}

static void set_intent(Stream *stream) {
  const char *intent = pdf_name(scan_operand(&stream->scan, 0));
  if (!name_is_intent(intent))
    walk_note(stream->walker, SIGHT_INTENT, stream->object, "the rendering intent /%s", intent);
}

static void set_state(Stream *stream) {
  const PdfValue *state =
      lookup(stream, "ExtGState", scan_operand(&stream->scan, 0), "graphics state");
  if (!state) return;
  walk_state(stream->walker, state, stream->resources, stream->object);
  const PdfValue *font =
      pdf_item(stream->walker->file, pdf_key(stream->walker->file, state, "Font"), 0);
  if (font) stream->state.font = font;
}

// Operators on colour, state and objects; FALSE for others.
static gboolean run_state(Stream *stream, const char *op) {
  static const char *const colours[] = {"g", "rg", "k", "G", "RG", "K", "cs", "CS", "scn", "SCN"};
  if (name_is_listed(op, colours, G_N_ELEMENTS(colours)))
    set_colour(stream, op);
  else if (strcmp(op, "q") == 0)
    save_state(stream);
  else if (strcmp(op, "Q") == 0)
    restore_state(stream);
  else if (strcmp(op, "Tf") == 0)
    set_font(stream);
  else if (strcmp(op, "Tr") == 0)
    stream->state.text_mode = pdf_integer(scan_operand(&stream->scan, 0), 0);
  else if (strcmp(op, "gs") == 0)
    set_state(stream);
  else if (strcmp(op, "ri") == 0)
    set_intent(stream);
  else
    return FALSE;
  return TRUE;
}

static void run_operator(Stream *stream, const char *op) {
  static const char *const fills[] = {"f", "F", "f*"}, *const strokes[] = {"s", "S"},
                           *const both[] = {"b", "B", "b*", "B*"},
                           *const shows[] = {"Tj", "TJ", "'", "\""};
  if (run_state(stream, op)) return;
  if (name_is_listed(op, fills, G_N_ELEMENTS(fills)))
    paint(stream, "a path", TRUE, FALSE);
  else if (name_is_listed(op, strokes, G_N_ELEMENTS(strokes)))
    paint(stream, "a path", FALSE, TRUE);
  else if (name_is_listed(op, both, G_N_ELEMENTS(both)))
    paint(stream, "a path", TRUE, TRUE);
  else if (name_is_listed(op, shows, G_N_ELEMENTS(shows)))
    show_text(stream);
  else if (strcmp(op, "Do") == 0)
    paint_object(stream);
  else if (strcmp(op, "sh") == 0)
    paint_shading(stream);
  else if (strcmp(op, "BI") == 0)
    paint_inline_image(stream);
  else if (strcmp(op, "BMC") == 0 || strcmp(op, "BDC") == 0)
    open_mark(stream, op[1] == 'D');
  else if (strcmp(op, "EMC") == 0)
    close_mark(stream);
  else if (!name_is_operator(op)) {
    g_autofree char *shown = g_strescape(op, NULL);
    walk_note(stream->walker, SIGHT_BAD_OPERATOR, stream->object, "the operator \"%s\"", shown);
  }
}

void walk_stream(Walker *walker, GBytes *data, const PdfValue *resources, int object,
                 WalkState state, MarkKind mark) {
  if (walker->depth >= DEPTH_MAX) return;
  walker->depth++;
  Stream stream = {
      .walker = walker, .resources = resources, .object = object, .state = state, .outer = mark};
  stream.states = g_array_new(FALSE, FALSE, sizeof(WalkState));
  stream.marks = g_array_new(FALSE, FALSE, sizeof(MarkKind));
  scan_begin(&stream.scan, data);
  while (walker->budget && scan_next(&stream.scan)) {
    walker->budget--;
    run_operator(&stream, stream.scan.operator);
  }
  scan_end(&stream.scan);
  if (stream.states->len)
    walk_note(walker, SIGHT_UNBALANCED, object, "%u q without Q", stream.states->len);
  if (stream.marks->len)
    walk_note(walker, SIGHT_UNBALANCED, object, "%u marks are never closed", stream.marks->len);
  g_array_unref(stream.states);
  g_array_unref(stream.marks);
  walker->depth--;
}
