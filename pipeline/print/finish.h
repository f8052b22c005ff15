// Finish: what Cairo's PDF lacks: the text of every code, links, bookmarks, page labels, metadata,
// tags, reading direction, boxes. The file is written anew, object by object (print/pdf_writer.h):
// content streams are unpacked and packed once, what needs no change is carried over as it stands.
#pragma once
#include "print/encode.h"
#include "print/press.h"
#include "print/print.h"

// The finished file. Aborts if Cairo numbered the codes otherwise than we did: that would give
// wrong text, and is a fault of the program. `press`: NULL, or the pages become a PDF/X file.
GBytes *finish_pdf(GBytes *painted, const Document *document, const Encoding *encoding,
                   const PrintOptions *options, const Press *press);
