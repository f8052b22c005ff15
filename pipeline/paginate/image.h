// Images: which file an image of a post is, and how large. Only files inside the publication's
// folder are read; an image from the network is never fetched.
#pragma once
#include "paginate/page.h"

// The image of `node` (NODE_IMAGE) or, with `node` NULL, the one that the front matter names. `url`
// is relative to the post's folder or, failing that, to the publication's. NULL with a diagnostic
// where it cannot be printed. `alt` is kept, not copied.
const PlacedImage *image_open(Arena *arena, const Publication *publication, const Post *post,
                              const char *url, const char *alt, SourceSpan span,
                              DiagnosticList *diagnostics);
// The size in pt at which an image is set: as wide as `width_pt` if its pixels allow that, and
// never higher than `height_pt`.
void image_fit(const PlacedImage *image, double width_pt, double height_pt, double *to_width_pt,
               double *to_height_pt);
