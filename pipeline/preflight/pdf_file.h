// A PDF file read whole: every object that can be reached from its trailer. The only file of
// preflight/ that knows qpdf.
#pragma once
#include "preflight/pdf_value.h"

struct PdfFile {
  Arena *arena;
  GBytes *bytes;           // the file itself
  const PdfValue *trailer; // as it stands in the file
  const PdfValue *root;    // the catalog; NULL where there is none
  GArray *objects;         // int: the numbers of all objects, sorted
  GPtrArray *pages;        // const PdfValue *: the dictionary of each page; its number is `object`
  GPtrArray *warnings;     // char *: what the reader complained about
  gboolean encrypted;
  GHashTable *table;   // int -> PdfValue *
  GHashTable *streams; // int -> GBytes *: those decoded so far
  void *reader;
};

typedef enum {
  PDF_ERROR_UNREADABLE, // not a PDF, or damaged beyond repair
  PDF_ERROR_PASSWORD,   // encrypted, and the empty password does not open it
} PdfError;
#define PDF_ERROR (pdf_error_quark())
GQuark pdf_error_quark(void);

// NULL and a GError where the file can't be read at all.
PdfFile *pdf_file_open(GBytes *bytes, GError **error);
void pdf_file_free(PdfFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, pdf_file_free)

const PdfValue *pdf_file_lookup(const PdfFile *file, int object);
// The data of a stream without its filters; where a filter is not known (DCT, JPX, CCITT, JBIG2)
// the data as it stands. Never NULL; borrowed.
GBytes *pdf_file_data(const PdfFile *file, const PdfValue *stream);
// The data as it stands, filters and all; freed by the caller.
GBytes *pdf_file_raw(const PdfFile *file, const PdfValue *stream);
// An attribute of a page that its ancestors may hold for it (ISO 32000-1, table 30).
const PdfValue *pdf_page_attribute(const PdfFile *file, const PdfValue *page, const char *key);
// The content of a page: all its streams, with a line feed between them. Freed by the caller.
GBytes *pdf_page_content(const PdfFile *file, const PdfValue *page);
