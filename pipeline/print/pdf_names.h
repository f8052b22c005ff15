// PDF names: a name tree (ISO 32000-1, 7.9.6) in one leaf: strings with what they stand for, sorted
// by their bytes, each once: the first of equal ones stays.
#pragma once
#include <glib.h>

typedef struct PdfNames PdfNames;

PdfNames *pdf_names_new(void);
void pdf_names_free(PdfNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfNames, pdf_names_free)
// `object` as text: an array, a reference.
void pdf_names_add(PdfNames *names, const char *utf8, const char *object);
// "<< /Names […] >>" appended. FALSE, and nothing: there are none.
gboolean pdf_names_append(PdfNames *names, GString *out);
