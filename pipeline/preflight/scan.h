// Scan: the operators of a content stream or CMap with their operands (ISO 32000-1, 7.8.2).
#pragma once
#include "preflight/pdf_value.h"

typedef struct {
  const guint8 *bytes;
  gsize length_bytes, at_bytes;
  Arena *arena;                 // of the operands of one operator
  GPtrArray *operands;          // const PdfValue *
  char operator[16];            // "?" for bytes that are no token
  const PdfValue *inline_image; // of operator "BI": its dictionary, with the keys as they stand
} Scan;

void scan_begin(Scan *scan, GBytes *data); // `data` must outlive the scan
void scan_end(Scan *scan);
// Reads up to the next operator. FALSE at the end. The operands live until the next call.
gboolean scan_next(Scan *scan);
const PdfValue *scan_operand(const Scan *scan, guint index); // NULL where there is none
