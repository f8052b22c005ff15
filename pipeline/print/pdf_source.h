// PDF source: the objects of a PDF file as the libraries that made it wrote them: Cairo, or qpdf
// without object streams. No reader for other files: what does not look like theirs is a fault of
// the programmer.
#pragma once
#include "print/content.h"

typedef struct PdfSource PdfSource;

// Texts borrow from the file.
typedef struct {
  Operand value;      // length_bytes = 0: there is no such object
  const char *stream; // what the stream holds, packed as it is; NULL: the object is none
  gsize stream_bytes;
} PdfObject;

PdfSource *pdf_source_open(GBytes *file);
void pdf_source_close(PdfSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfSource, pdf_source_close)

// Objects have the numbers from 1 to one less.
guint pdf_source_count(const PdfSource *source);
PdfObject pdf_source_object(const PdfSource *source, guint number);
guint pdf_source_root(const PdfSource *source);
// The numbers of the pages, in their order, appended.
void pdf_source_pages(const PdfSource *source, GArray *out);

// Values inside values. The entries of a dictionary: begin with *at_bytes = 0; FALSE at the end.
gboolean pdf_source_entry_next(const Operand *dictionary, gsize *at_bytes, Operand *key,
                               Operand *value);
// FALSE: there is none. `key` without its slash.
gboolean pdf_source_entry(const Operand *dictionary, const char *key, Operand *value);
gboolean pdf_source_entry_is_name(const Operand *dictionary, const char *key, const char *name);
// The number of the object that a value refers to; 0: it is no reference.
guint pdf_source_reference(const Operand *value);
// A value, or what it refers to.
Operand pdf_source_resolve(const PdfSource *source, const Operand *value);
// The value of an entry, resolved; length_bytes = 0: there is none.
Operand pdf_source_entry_resolved(const PdfSource *source, const Operand *dictionary,
                                  const char *key);
// Items of an array as content_array_next() has them, but references are one.
gboolean pdf_source_item_next(const Operand *array, gsize *at_bytes, Operand *item);
