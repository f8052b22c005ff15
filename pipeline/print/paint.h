// Paint: pages through Cairo. Nothing outside paint*.c knows Cairo.
#pragma once
#include "print/encode.h"

// The pages as Cairo writes them, to be finished by finish.h. Sizes in pt, the trim at the origin.
GBytes *paint_pdf(const Document *document, const Encoding *encoding, DiagnosticList *diagnostics);
// The first page as a PNG of that width.
GBytes *paint_png(const Document *document, const Encoding *encoding, double width_px,
                  DiagnosticList *diagnostics);
