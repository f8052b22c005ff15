#include "paginate/image.h"

#include <string.h>

#include "base/picture.h"
#include "base/picture_kind.h"

// Fewer pixels to the inch look coarse on paper, so that such an image is set smaller.
#define COARSEST_DPI 120.0

// The file, if it lies in the folder and exists; freed by the caller.
static char *find_in(const char *root, const char *folder, const char *url) {
  g_autofree char *joined = g_build_filename(folder, url, NULL);
  g_autofree char *path = g_canonicalize_filename(joined, root);
  g_autofree char *inside = g_canonicalize_filename(root, NULL);
  gsize length = strlen(inside);
  if (strncmp(path, inside, length) != 0 || path[length] != G_DIR_SEPARATOR) return NULL;
  return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer(&path) : NULL;
}

static char *find_file(const Publication *publication, const Post *post, const char *url) {
  g_autofree char *decoded = g_uri_unescape_string(url, NULL);
  const char *name = decoded ? decoded : url;
  g_autofree char *post_folder = post->path ? g_path_get_dirname(post->path) : g_strdup("");
  g_autofree char *folder = g_build_filename(publication->folder, post_folder, NULL);
  char *path = *name == '/' ? NULL : find_in(publication->folder, folder, name);
  return path ? path : find_in(publication->folder, publication->folder, name);
}

static const PlacedImage *refuse(DiagnosticList *diagnostics, SourceSpan span, const char *url,
                                 const char *reason) {
  diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_NOT_SET, span, url, reason);
  return NULL;
}

static void note_lack(DiagnosticList *diagnostics, SourceSpan span, const char *url,
                      const guint8 *data, gsize length) {
  const char *lack = picture_svg_lack(data, length);
  if (!lack) return;
  Diagnostic *entry = diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_LACKS, span, url, lack);
  diagnostic_hint(diagnostics, entry, PICTURE_HINT_LACK);
}

const PlacedImage *image_open(Arena *arena, const Publication *publication, const Post *post,
                              const char *url, const char *alt, SourceSpan span,
                              DiagnosticList *diagnostics) {
  if (!url || !*url) return refuse(diagnostics, span, "", "it has no address");
  if (strstr(url, "://") || g_str_has_prefix(url, "//") || g_str_has_prefix(url, "data:"))
    return refuse(diagnostics, span, url, "it is not a file of this publication");
  g_autofree char *path = find_file(publication, post, url);
  if (!path) return refuse(diagnostics, span, url, "there is no such file in the publication");
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  if (!file) return refuse(diagnostics, span, url, "the file cannot be read");
  // An empty file is mapped to nothing.
  gsize length = g_mapped_file_get_length(file);
  const guint8 *data = length ? (const guint8 *)g_mapped_file_get_contents(file) : NULL;
  PictureSize size;
  PictureFault fault = picture_fault_on_paper(data, length);
  if (fault.reason || !picture_measure(data, length, &size)) {
    Diagnostic *entry =
        diagnostic_add(diagnostics, DIAGNOSTIC_IMAGE_NOT_SET, span, url, fault.reason);
    diagnostic_hint(diagnostics, entry, "%s", fault.hint);
    return NULL;
  }
  gboolean vector = picture_kind(data, length) == PICTURE_SVG;
  if (vector) note_lack(diagnostics, span, url, data, length);
  PlacedImage *image = ARENA_NEW(arena, PlacedImage);
  image->path = arena_strdup(arena, path);
  image->alt = alt ? alt : "";
  image->width_px = size.width_px;
  image->height_px = size.height_px;
  image->vector = vector;
  image->span = span;
  return image;
}

void image_fit(const PlacedImage *image, double width_pt, double height_pt, double *to_width_pt,
               double *to_height_pt) {
  double limit = width_pt;
  if (!image->vector) limit = MIN(width_pt, image->width_px * 72 / COARSEST_DPI);
  double ratio = image->height_px / image->width_px;
  *to_width_pt = MIN(limit, height_pt / ratio);
  *to_height_pt = *to_width_pt * ratio;
}
