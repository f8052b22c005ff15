#include "print/paint.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <math.h>
#include <string.h>

#include "print/ink.h"
#include "print/line_stroke.h"

#define EDGE_PT         0.5 // what stands so near the edge of the page is meant to be cut with it
#define BASELINE_PT     0.1 // lines whose heights differ by less stand side by side
#define BLANK_WIDTH_PT  (210 * PT_PER_MM) // of the page that stands for an empty document: A4
#define BLANK_HEIGHT_PT (297 * PT_PER_MM)

// A font file as Cairo uses it. Cairo keeps faces in caches of its own, longer than we know: the
// bytes, the face and its library live until Cairo lets go of the face. Consumes `font`.
typedef struct {
  GBytes *bytes;
  FT_Library library;
  FT_Face face;
} FaceData;

typedef struct {
  cairo_t *cairo;
  const Encoding *encoding;
  cairo_font_face_t **faces; // by edition font
  ImageSet *images;
  CodedRun text;   // how the glyphs look that are not yet shown
  GArray *glyphs;  // those, of cairo_glyph_t
  gboolean black;  // all but images is in black ink
  double bleed_pt; // 0 where the file is for no press
} Painter;

typedef GBytes *(*FontWriter)(EditionFont *font);

static void free_face_data(void *data) {
  FaceData *face = data;
  FT_Done_Face(face->face);
  FT_Done_FreeType(face->library);
  g_bytes_unref(face->bytes);
  g_free(face);
}

static cairo_font_face_t *open_face(GBytes *font) {
  static const cairo_user_data_key_t key;
  FaceData *data = g_new0(FaceData, 1);
  data->bytes = font;
  gsize size;
  const guint8 *bytes = g_bytes_get_data(data->bytes, &size);
  FT_Error error = FT_Init_FreeType(&data->library);
  g_assert(!error);
  error = FT_New_Memory_Face(data->library, bytes, (FT_Long)size, 0, &data->face);
  g_assert(!error); // we wrote the font
  cairo_font_face_t *face =
      cairo_ft_font_face_create_for_ft_face(data->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  cairo_status_t status = cairo_font_face_set_user_data(face, &key, data, free_face_data);
  g_assert(status == CAIRO_STATUS_SUCCESS);
  return face;
}

static void choose_ink(const Painter *painter, Ink ink, double tint) {
  double rgb[3];
  ink_to_rgb(ink, tint, rgb);
  if (painter->black && ink < INK_MARK_ALL) ink_blacken(rgb);
  cairo_set_source_rgb(painter->cairo, rgb[0], rgb[1], rgb[2]);
}

static void show_text(Painter *painter) {
  const CodedRun *text = &painter->text;
  if (!painter->glyphs->len) return;
  choose_ink(painter, text->ink, 1);
  cairo_set_font_face(painter->cairo, painter->faces[text->font]);
  cairo_matrix_t matrix;
  cairo_matrix_init_scale(&matrix, text->size_pt * text->scale_x, text->size_pt);
  cairo_set_font_matrix(painter->cairo, &matrix);
  cairo_show_glyphs(painter->cairo, (const cairo_glyph_t *)(const void *)painter->glyphs->data,
                    (int)painter->glyphs->len);
  g_array_set_size(painter->glyphs, 0);
}

// Runs of one look are shown together, line after line.
static void paint_run(Painter *painter, const CodedRun *run) {
  const CodedRun *text = &painter->text;
  if (run->font != text->font || run->size_pt != text->size_pt || run->scale_x != text->scale_x ||
      run->ink != text->ink)
    show_text(painter);
  painter->text = *run;
  guint start = painter->glyphs->len;
  g_array_set_size(painter->glyphs, start + run->glyph_count);
  for (guint i = 0; i < run->glyph_count; i++)
    g_array_index(painter->glyphs, cairo_glyph_t, start + i) =
        (cairo_glyph_t){run->glyphs[i].id, run->glyphs[i].x_pt, run->y_pt};
}

// A side that stands at the edge of the page goes on into the bleed.
static Placed bleed_out(const Painter *painter, const Page *page, const Placed *placed) {
  Placed out = *placed;
  double left = placed->x_pt < EDGE_PT ? painter->bleed_pt + placed->x_pt : 0;
  double top = placed->y_pt < EDGE_PT ? painter->bleed_pt + placed->y_pt : 0;
  double right = page->width_pt - placed->x_pt - placed->width_pt;
  double bottom = page->height_pt - placed->y_pt - placed->height_pt;
  if (painter->bleed_pt <= 0) return out;
  out.x_pt -= left;
  out.y_pt -= top;
  out.width_pt += left + (right < EDGE_PT ? painter->bleed_pt + right : 0);
  out.height_pt += top + (bottom < EDGE_PT ? painter->bleed_pt + bottom : 0);
  return out;
}

static void paint_rule(Painter *painter, const Page *page, const Placed *placed) {
  Placed whole = bleed_out(painter, page, placed);
  choose_ink(painter, placed->ink, placed->tint);
  cairo_rectangle(painter->cairo, whole.x_pt, whole.y_pt, whole.width_pt, whole.height_pt);
  cairo_fill(painter->cairo);
}

static void paint_dots(Painter *painter, const Placed *placed) {
  double pitch = MAX(placed->pitch_pt, 0.5), radius = placed->height_pt / 2;
  choose_ink(painter, placed->ink, 1);
  for (double x = 0; x <= placed->width_pt + 1e-6; x += pitch) {
    cairo_new_sub_path(painter->cairo);
    cairo_arc(painter->cairo, placed->x_pt + x, placed->y_pt, radius, 0, 2 * G_PI);
  }
  cairo_fill(painter->cairo);
}

// One path for all modules, rows of them in one piece: no seam between neighbours.
static void paint_modules(Painter *painter, const Placed *placed) {
  const CodeMatrix *code = placed->code;
  double module = placed->width_pt / code->size;
  choose_ink(painter, INK_TEXT, 1);
  for (guint row = 0; row < code->size; row++)
    for (guint start = 0; start < code->size; start++) {
      guint end = start;
      while (end < code->size && code->dark[row * code->size + end])
        end++;
      if (end > start)
        cairo_rectangle(painter->cairo, placed->x_pt + start * module, placed->y_pt + row * module,
                        (end - start) * module, module);
      start = end;
    }
  cairo_fill(painter->cairo);
}

static void paint_strokes(Painter *painter, const Placed *placed) {
  GArray *strokes = line_strokes(placed->line);
  for (guint i = 0; i < strokes->len; i++) {
    const LineStroke *stroke = &g_array_index(strokes, LineStroke, i);
    choose_ink(painter, stroke->ink, 1);
    cairo_rectangle(painter->cairo, placed->x_pt + placed->line->x_pt + stroke->x_pt,
                    placed->y_pt - stroke->top_pt, stroke->width_pt, stroke->thickness_pt);
    cairo_fill(painter->cairo);
  }
  g_array_unref(strokes);
}

// An image that bleeds is enlarged until it covers the bleed, and cut where it is more. Without any
// clip, Cairo would forget the mark before an image that is the first thing on its page.
static void paint_image(Painter *painter, const Page *page, const Placed *placed) {
  const ImageFile *file = image_set_lookup(painter->images, placed->image);
  if (!file) return;
  Placed whole = bleed_out(painter, page, placed);
  double scale = MAX(whole.width_pt / placed->width_pt, whole.height_pt / placed->height_pt);
  double width = placed->width_pt * scale, height = placed->height_pt * scale;
  cairo_save(painter->cairo);
  if (scale > 1)
    cairo_rectangle(painter->cairo, whole.x_pt, whole.y_pt, whole.width_pt, whole.height_pt);
  else
    cairo_rectangle(painter->cairo, -page->width_pt, -page->height_pt, 3 * page->width_pt,
                    3 * page->height_pt);
  cairo_clip(painter->cairo);
  image_file_paint(file, painter->cairo, whole.x_pt + (whole.width_pt - width) / 2,
                   whole.y_pt + (whole.height_pt - height) / 2, width, height);
  cairo_restore(painter->cairo);
}

static void mark(Painter *painter, const char *tag) {
  cairo_tag_begin(painter->cairo, tag, NULL);
  cairo_tag_end(painter->cairo, tag);
}

static void paint_item(Painter *painter, const Page *page, const Placed *placed) {
  show_text(painter); // what stands before it is below it
  switch (placed->kind) {
  case PLACED_LINE: paint_strokes(painter, placed); break;
  case PLACED_RULE: paint_rule(painter, page, placed); break;
  case PLACED_DOTS: paint_dots(painter, placed); break;
  case PLACED_MODULES: paint_modules(painter, placed); break;
  case PLACED_IMAGE:
    mark(painter, PAINT_IMAGE_TAG);
    paint_image(painter, page, placed);
    mark(painter, PAINT_IMAGE_TAG);
    break;
  }
}

static void paint_line(Painter *painter, const CodedLine *line) {
  if (line->run_count && fabs(line->runs[0].y_pt - painter->text.y_pt) < BASELINE_PT) {
    show_text(painter);
    mark(painter, PAINT_LINE_TAG);
  }
  for (guint i = 0; i < line->run_count; i++)
    paint_run(painter, &line->runs[i]);
}

static void paint_page(Painter *painter, const Document *document, guint page_index) {
  const Page *page = &document->pages[page_index];
  for (guint i = 0; i < page->count; i++) {
    const Placed *placed = &page->items[i];
    const CodedLine *coded = encoding_lookup_line(painter->encoding, page_index, i);
    if (placed->kind != PLACED_LINE || (coded && line_has_strokes(placed->line)))
      paint_item(painter, page, placed);
    if (coded) paint_line(painter, coded);
  }
  show_text(painter);
}

static void painter_open(Painter *painter, cairo_surface_t *surface, FontWriter write) {
  guint count = encoding_font_count(painter->encoding);
  painter->cairo = cairo_create(surface);
  painter->faces = g_new0(cairo_font_face_t *, count + 1);
  painter->glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
  for (guint i = 0; i < count; i++)
    painter->faces[i] = open_face(write(encoding_lookup_font(painter->encoding, i)));
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(painter->cairo, options);
  cairo_font_options_destroy(options);
}

static void painter_close(Painter *painter) {
  guint count = encoding_font_count(painter->encoding);
  cairo_status_t status = cairo_status(painter->cairo);
  g_assert(status == CAIRO_STATUS_SUCCESS);
  cairo_destroy(painter->cairo);
  for (guint i = 0; i < count; i++)
    cairo_font_face_destroy(painter->faces[i]);
  g_free(painter->faces);
  g_array_unref(painter->glyphs);
}

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *paint_pdf(const Document *document, const Encoding *encoding, ImageSet *images,
                  const PrintOptions *options, const Press *press) {
  GByteArray *out = g_byte_array_new();
  double width = document->page_count ? document->pages[0].width_pt : BLANK_WIDTH_PT;
  double height = document->page_count ? document->pages[0].height_pt : BLANK_HEIGHT_PT;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, width, height);
  // Later ones would bring object streams, which finish.c would have to unpack again.
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  // Any fixed date: finish.c writes the true one. Cairo would ask the clock.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  Painter painter = {.encoding = encoding, .images = images};
  double margin = press ? press->margin_pt : 0;
  painter.bleed_pt = press ? press->bleed_pt : 0;
  painter.black = document->co_edition;
  painter_open(&painter, surface, edition_font_write_boxes);
  for (guint i = 0; i < document->page_count; i++) {
    cairo_pdf_surface_set_size(surface, document->pages[i].width_pt + 2 * margin,
                               document->pages[i].height_pt + 2 * margin);
    cairo_save(painter.cairo);
    cairo_translate(painter.cairo, margin, margin);
    paint_page(&painter, document, i);
    cairo_restore(painter.cairo);
    cairo_show_page(painter.cairo);
    if (options && options->page_painted) options->page_painted(options->data);
  }
  painter_close(&painter);
  cairo_surface_finish(surface);
  g_assert(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy(surface);
  return g_byte_array_free_to_bytes(out);
}

GBytes *paint_png(const Document *document, const Encoding *encoding, ImageSet *images,
                  double width_px) {
  const Page *page = document->page_count ? &document->pages[0] : NULL;
  double width_pt = page ? page->width_pt : BLANK_WIDTH_PT;
  double height_pt = page ? page->height_pt : BLANK_HEIGHT_PT;
  double scale = CLAMP(width_px, 1, 4000) / width_pt;
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAX(1, (int)lround(width_pt * scale)),
                                 MAX(1, (int)lround(height_pt * scale)));
  Painter painter = {.encoding = encoding, .images = images};
  painter_open(&painter, surface, edition_font_write);
  cairo_set_source_rgb(painter.cairo, 1, 1, 1);
  cairo_paint(painter.cairo);
  cairo_scale(painter.cairo, scale, scale);
  if (page) paint_page(&painter, document, 0);
  painter_close(&painter);
  GByteArray *out = g_byte_array_new();
  cairo_surface_write_to_png_stream(surface, append_bytes, out);
  cairo_surface_destroy(surface);
  return g_byte_array_free_to_bytes(out);
}
