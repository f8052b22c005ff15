#include "print/image_file.h"

#include <cairo-pdf.h>
#include <string.h>

#include "base/picture.h"
#include "print/image_jpeg.h"
#include "print/image_pixels.h"
#include "print/image_svg.h"
#include "print/svg_guard.h"

#define MAX_PIXELS     (64 * 1000 * 1000) // the largest of cameras; an A2 sheet at 300 dpi has 35
#define FLAT_SIDE_PX   3600               // of a drawing as pixels: 450 dpi on 20 cm
#define MAX_FILE_BYTES (256 * 1024 * 1024)

#ifdef BEYT_SANITIZE
// Text in an SVG image goes through Pango and fontconfig, which keep caches to the end; libxml2 2.9
// loses a few bytes for each entity that librsvg declines.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:libfontconfig\nleak:libpango\nleak:xmlParseEntityValue\n";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) {
  return "print_suppressions=0";
}
#endif

struct ImageFile {
  cairo_surface_t *surface; // PNG, JPEG, WebP
  SvgDrawing *svg;
  guint orientation;
  double width, height; // of an SVG
  const char *remark;
};

static gboolean open_pixels(ImageFile *image, PictureKind kind, const guint8 *data, gsize length,
                            const ColourIntent *intent, PictureFault *fault) {
  fault->hint = PICTURE_HINT_AGAIN;
  if (kind == PICTURE_PNG)
    image->surface = png_decode(data, length, &image->remark, &fault->reason);
  if (kind == PICTURE_WEBP)
    image->surface = webp_decode(data, length, &image->remark, &fault->reason);
  JpegImage jpeg = {.orientation = 1};
  if (kind == PICTURE_JPEG && jpeg_decode(data, length, intent, &jpeg, &fault->reason)) {
    image->surface = jpeg.surface;
    image->orientation = jpeg.orientation;
    image->remark = jpeg.remark;
  }
  return image->surface != NULL;
}

static gboolean open_svg(ImageFile *image, const guint8 *data, gsize length, PictureFault *fault) {
  *fault = svg_guard_check(data, length, MAX_PIXELS);
  if (fault->reason) return FALSE;
  *fault = (PictureFault){NULL, PICTURE_HINT_AGAIN};
  image->svg = svg_drawing_open(data, length, image->width, image->height, &fault->reason);
  return image->svg != NULL;
}

static gboolean open_data(ImageFile *image, const guint8 *data, gsize length,
                          const ColourIntent *intent, PictureFault *fault) {
  PictureSize size;
  *fault = picture_fault_on_paper(data, length);
  if (fault->reason || !picture_measure(data, length, &size)) return FALSE;
  image->width = size.width_px;
  image->height = size.height_px;
  PictureKind kind = picture_kind(data, length);
  if (kind == PICTURE_SVG) return open_svg(image, data, length, fault);
  if ((guint64)size.width_px * size.height_px > MAX_PIXELS) {
    *fault = (PictureFault){"it has more than 64 million pixels", "save it smaller"};
    return FALSE;
  }
  return open_pixels(image, kind, data, length, intent, fault);
}

ImageFile *image_file_open(const char *path, const ColourIntent *intent, PictureFault *fault) {
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  // An empty file is mapped to nothing.
  gsize length = file ? g_mapped_file_get_length(file) : 0;
  const guint8 *data = length ? (const guint8 *)g_mapped_file_get_contents(file) : NULL;
  *fault = (PictureFault){file ? "the file is too large" : "the file cannot be read",
                          "a picture for print has a few megabytes"};
  if (!file || length > MAX_FILE_BYTES) return NULL;
  g_autoptr(ImageFile) image = g_new0(ImageFile, 1);
  image->orientation = 1;
  return open_data(image, data, length, intent, fault) ? g_steal_pointer(&image) : NULL;
}

const char *image_file_remark(const ImageFile *image) {
  return image->remark;
}

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length) {
  g_string_append_len(closure, (const char *)data, length);
  return CAIRO_STATUS_SUCCESS;
}

// Cairo knows best what it would need transparency for: its own file says so in clear.
static gboolean needs_transparency(const ImageFile *image) {
  static const char *const signs[] = {"/SMask ", "/ca 0",  "/CA 0",  "/BM /M", "/BM /S", "/BM /O",
                                      "/BM /D",  "/BM /L", "/BM /C", "/BM /H", "/BM /E"};
  g_autoptr(GString) file = g_string_new(NULL);
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream(append_bytes, file, image->width, image->height);
  cairo_t *cairo = cairo_create(surface);
  svg_drawing_paint(image->svg, cairo, image->width, image->height);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (memmem(file->str, file->len, signs[i], strlen(signs[i]))) return TRUE;
  return FALSE;
}

// The luminance of each pixel (ITU-R BT.709), of one with alpha as multiplied by it.
static void grey_surface(cairo_surface_t *surface) {
  cairo_surface_flush(surface);
  guint8 *pixels = cairo_image_surface_get_data(surface);
  int width = cairo_image_surface_get_width(surface);
  for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
    gsize offset = (gsize)y * (gsize)cairo_image_surface_get_stride(surface);
    guint32 *row = (guint32 *)(void *)(pixels + offset);
    for (int x = 0; x < width; x++) {
      guint r = row[x] >> 16 & 255, g = row[x] >> 8 & 255, b = row[x] & 255;
      guint grey = (54 * r + 183 * g + 19 * b + 128) / 256;
      row[x] = (row[x] & 0xFF000000) | grey << 16 | grey << 8 | grey;
    }
  }
  cairo_surface_mark_dirty(surface);
}

static cairo_t *open_white(int width, int height) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create(surface);
  cairo_surface_destroy(surface); // the context keeps it
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  return cairo;
}

static cairo_surface_t *close_white(cairo_t *cairo) {
  cairo_surface_t *surface = cairo_surface_reference(cairo_get_target(cairo));
  cairo_destroy(cairo);
  return surface;
}

// A drawing becomes pixels on white.
static void draw_pixels(ImageFile *image) {
  double scale = FLAT_SIDE_PX / MAX(image->width, image->height);
  double width = MAX(1, image->width * scale), height = MAX(1, image->height * scale);
  cairo_t *cairo = open_white((int)width, (int)height);
  svg_drawing_paint(image->svg, cairo, width, height);
  g_clear_pointer(&image->svg, svg_drawing_free);
  image->surface = close_white(cairo);
}

void image_file_grey(ImageFile *image) {
  if (image->svg) draw_pixels(image);
  // The file's own bytes are in colour.
  cairo_surface_set_mime_data(image->surface, CAIRO_MIME_TYPE_JPEG, NULL, 0, NULL, NULL);
  grey_surface(image->surface);
}

void image_file_flatten(ImageFile *image) {
  if (image->svg) {
    if (needs_transparency(image)) draw_pixels(image);
    return;
  }
  if (cairo_surface_get_content(image->surface) == CAIRO_CONTENT_COLOR) return;
  cairo_t *cairo = open_white(cairo_image_surface_get_width(image->surface),
                              cairo_image_surface_get_height(image->surface));
  cairo_set_source_surface(cairo, image->surface, 0, 0);
  cairo_paint(cairo);
  cairo_surface_destroy(image->surface);
  image->surface = close_white(cairo);
}

void image_file_free(ImageFile *image) {
  if (!image) return;
  if (image->surface) cairo_surface_destroy(image->surface);
  g_clear_pointer(&image->svg, svg_drawing_free);
  g_free(image);
}

// From the unit square of the image as stored to that of the image upright (Exif 2.3, table 6).
static void turn_upright(cairo_t *cairo, guint orientation) {
  static const double matrices[9][6] = {
      {1, 0, 0, 1, 0, 0},   {1, 0, 0, 1, 0, 0},   {-1, 0, 0, 1, 1, 0},
      {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},  {0, 1, 1, 0, 0, 0},
      {0, 1, -1, 0, 1, 0},  {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1},
  };
  const double *m = matrices[orientation <= 8 ? orientation : 1];
  cairo_matrix_t matrix;
  cairo_matrix_init(&matrix, m[0], m[1], m[2], m[3], m[4], m[5]);
  cairo_transform(cairo, &matrix);
}

static void paint_surface(const ImageFile *image, cairo_t *cairo) {
  double width = cairo_image_surface_get_width(image->surface);
  double height = cairo_image_surface_get_height(image->surface);
  turn_upright(cairo, image->orientation);
  cairo_scale(cairo, 1 / width, 1 / height);
  cairo_set_source_surface(cairo, image->surface, 0, 0);
  cairo_paint(cairo);
}

void image_file_paint(const ImageFile *image, cairo_t *cairo, double x, double y, double width,
                      double height) {
  double own_width = image->width, own_height = image->height;
  if (image->surface) {
    int across = cairo_image_surface_get_width(image->surface);
    int down = cairo_image_surface_get_height(image->surface);
    own_width = image->orientation >= 5 ? down : across;
    own_height = image->orientation >= 5 ? across : down;
  }
  double scale = MIN(width / own_width, height / own_height);
  double to_width = own_width * scale, to_height = own_height * scale;
  cairo_save(cairo);
  cairo_translate(cairo, x + (width - to_width) / 2, y + (height - to_height) / 2);
  if (image->svg) {
    cairo_rectangle(cairo, 0, 0, to_width, to_height);
    cairo_clip(cairo);
    svg_drawing_paint(image->svg, cairo, to_width, to_height);
  } else {
    cairo_scale(cairo, to_width, to_height);
    paint_surface(image, cairo);
  }
  cairo_restore(cairo);
}
