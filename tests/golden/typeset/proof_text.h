// Reads a text for the proofs and golden views: a paragraph a line (or a run of lines), with marks
// for styles: *emphasis*, **strong**, `code`, [text]{lang=en}, ^1^ for the mark of footnote 1.
#pragma once
#include "typeset/line.h"

typedef struct {
  Paragraph *paragraphs;
  guint count;
} ProofText;

ProofText proof_text_read(Arena *arena, const Locale *locale, const char *text, double size_pt,
                          double leading_pt);
