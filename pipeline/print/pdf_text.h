// PDF text: objects of a PDF file as text (ISO 32000-1, 7.3), appended piece by piece.
#pragma once
#include <glib.h>

// A text string (7.9.2.2): ASCII as it stands, else UTF-16. NULL: an empty one.
void pdf_append_text(GString *out, const char *utf8);
// The bytes that such a string holds, by which names are sorted; the caller frees.
GString *pdf_text_bytes(const char *utf8);
// A string of any bytes.
void pdf_append_string(GString *out, const char *bytes, gsize length_bytes);
void pdf_append_integer(GString *out, guint64 value);
// "12 0 R", with a space before it.
void pdf_append_reference(GString *out, guint number);
// An entry of a dictionary whose value is a text string; `key` with its slash. Nothing for NULL.
void pdf_append_text_entry(GString *out, const char *key, const char *utf8);
void pdf_append_reference_entry(GString *out, const char *key, guint number);
