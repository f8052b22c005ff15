// Paint: pages through Cairo. Nothing outside paint*.c knows Cairo.
#pragma once
#include "print/encode.h"
#include "print/image_set.h"
#include "print/press.h"
#include "print/print.h"

// Marks in the content stream, as marked content without content, of the few names that Cairo takes
// those that neither we nor an SVG image would use. Before and after each image:
#define PAINT_IMAGE_TAG "BibEntry"
// Between lines that stand side by side, which Cairo would else write as one string:
#define PAINT_LINE_TAG "Index"

// The pages as Cairo writes them, to be finished by finish.h. Sizes in pt, the trim at the origin;
// with `press` (else NULL) it stands inside the sheet, and what touches its edge goes on into the
// bleed.
GBytes *paint_pdf(const Document *document, const Encoding *encoding, ImageSet *images,
                  const PrintOptions *options, const Press *press);
// The first page as a PNG file of that width.
GBytes *paint_png(const Document *document, const Encoding *encoding, ImageSet *images,
                  double width_px);
