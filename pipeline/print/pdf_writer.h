// PDF writer: a PDF file, object by object. Packed, objects that are no streams stand together in
// object streams (ISO 32000-1, 7.5.7), which PDF 1.5 brought.
#pragma once
#include "print/deflate.h"

typedef struct PdfWriter PdfWriter;

typedef enum {
  PDF_DATA_PACK, // the writer packs them
  PDF_DATA_KEEP, // they stand in the file as they are given; the entries say how they are packed
} PdfData;

// `version`: "1.7". Numbers below `first_number` are the caller's own to give.
PdfWriter *pdf_writer_new(const char *version, gboolean packed, guint first_number,
                          Deflate *deflate);
void pdf_writer_free(PdfWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfWriter, pdf_writer_free)

// A number that no object has so far.
guint pdf_writer_reserve(PdfWriter *writer);
// Objects may come in any order, each number once.
void pdf_writer_put(PdfWriter *writer, guint number, const GString *object);
// `entries` of its dictionary, without brackets, /Length and, for PDF_DATA_PACK, /Filter.
void pdf_writer_put_stream(PdfWriter *writer, guint number, const char *entries, const void *data,
                           gsize length_bytes, PdfData kind);
// The same under new numbers.
guint pdf_writer_add(PdfWriter *writer, const GString *object);
guint pdf_writer_add_stream(PdfWriter *writer, const char *entries, const void *data,
                            gsize length_bytes);
// The file; the writer takes nothing more. The file's identifier is made from its bytes.
GBytes *pdf_writer_finish(PdfWriter *writer, guint root, guint info);
