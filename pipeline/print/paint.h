// Paint: pages through Cairo. Nothing outside paint*.c knows Cairo.
#pragma once
#include "print/encode.h"
#include "print/image_set.h"
#include "print/print.h"

// The pages as Cairo writes them, to be finished by finish.h. Sizes in pt, the trim at the origin.
GBytes *paint_pdf(const Document *document, const Encoding *encoding, ImageSet *images,
                  const PrintOptions *options);
// The first page as a PNG file of that width.
GBytes *paint_png(const Document *document, const Encoding *encoding, ImageSet *images,
                  double width_px);
