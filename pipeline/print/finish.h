// Finish: what Cairo's PDF lacks: the text of every code, links, bookmarks, page labels, metadata,
// reading direction, boxes. Nothing outside finish*.c knows qpdf.
#pragma once
#include "print/encode.h"
#include "print/press.h"
#include "print/print.h"

// The finished file. Aborts if Cairo numbered the codes otherwise than we did: that would give
// wrong text, and is a fault of the program. `press`: NULL, or the pages become a PDF/X file.
GBytes *finish_pdf(GBytes *painted, const Document *document, const Encoding *encoding,
                   const PrintOptions *options, const Press *press);
