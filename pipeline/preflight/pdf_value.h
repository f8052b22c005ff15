// The objects of a PDF file as plain values, so that the rules know nothing of the library that
// read them. Names and keys stand without their slash. Everything lives with the PdfFile.
#pragma once
#include <glib.h>

#include "base/arena.h"

typedef enum {
  PDF_NULL,
  PDF_BOOL,
  PDF_INT,
  PDF_REAL,
  PDF_NAME,
  PDF_STRING,
  PDF_ARRAY,
  PDF_DICT,
  PDF_STREAM,
  PDF_REF, // to another object
} PdfType;

typedef struct PdfValue PdfValue;

typedef struct {
  const char *key;
  const PdfValue *value;
} PdfEntry;

struct PdfValue {
  PdfType type;
  int object;         // of a reference: its aim; of an indirect object: its own number; else 0
  guint count;        // of items or entries
  gsize length_bytes; // of a name or a string, which may hold any byte
  const char *bytes;  // ends in a NUL
  double number;      // also of a bool and an integer
  gint64 integer;     // of an integer and a bool
  const PdfValue *const *items; // of an array
  const PdfEntry *entries;      // of a dictionary and of a stream's dictionary
  guint stream;                 // the reader's own handle
};

typedef struct PdfFile PdfFile;

// The object that a reference leads to; any other value itself. NULL for what is not there.
const PdfValue *pdf_resolve(const PdfFile *file, const PdfValue *value);
// The entry of a dictionary or stream, followed where it is a reference. NULL where there is none,
// where it is null, and where `value` is no dictionary.
const PdfValue *pdf_key(const PdfFile *file, const PdfValue *value, const char *key);
const PdfValue *pdf_raw_key(const PdfFile *file, const PdfValue *value, const char *key);
gboolean pdf_has_key(const PdfFile *file, const PdfValue *value, const char *key);
// The item of an array, followed; NULL beyond its end.
const PdfValue *pdf_item(const PdfFile *file, const PdfValue *array, guint index);
guint pdf_count(const PdfValue *array); // 0 for what is no array

gboolean pdf_is(const PdfValue *value, PdfType type);
gboolean pdf_is_dict(const PdfValue *value); // a stream has a dictionary, and counts as one
gboolean pdf_is_number(const PdfValue *value);
gboolean pdf_is_name(const PdfValue *value, const char *name);
gboolean pdf_is_true(const PdfValue *value);
const char *pdf_name(const PdfValue *value); // "" for what is no name
double pdf_number(const PdfValue *value, double otherwise);
gint64 pdf_integer(const PdfValue *value, gint64 otherwise);
// A text string (ISO 32000-1, 7.9.2.2) as UTF-8: from UTF-16 or UTF-8 with their marks, else byte
// by byte as Latin-1, which is PDFDocEncoding where it matters here. NULL for what is no string.
char *pdf_text(Arena *arena, const PdfValue *value);
