// Image files for print: SVG as vectors, PNG, WebP, JPEG with its own compression kept. Files come
// from strangers: nothing outside the file itself is loaded, and size is limited.
#pragma once
#include <cairo.h>

#include "base/picture_kind.h"
#include "print/colour.h"

typedef struct ImageFile ImageFile;

// NULL with a fault where the file can't be painted whole. `intent`: the press that it is for, NULL
// for a screen.
ImageFile *image_file_open(const char *path, const ColourIntent *intent, PictureFault *fault);
// What was put up with, as a static text for a diagnostic; NULL.
const char *image_file_remark(const ImageFile *image);
void image_file_free(ImageFile *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageFile, image_file_free)
// Without transparency, for files that can hold none: on white, a drawing that has some as pixels.
void image_file_flatten(ImageFile *image);
// In greys, a drawing as pixels.
void image_file_grey(ImageFile *image);
// Into the rectangle, as large as fits without distortion, in the middle.
void image_file_paint(const ImageFile *image, cairo_t *cairo, double x, double y, double width,
                      double height);
