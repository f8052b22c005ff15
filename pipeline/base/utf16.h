// UTF-8 as UTF-16, which ICU's functions of strings want.
#pragma once
#include <glib.h>
#include <unicode/utypes.h>

// What is not UTF-8 becomes U+FFFD. `length` receives the units; the caller frees.
UChar *utf16_new(const char *text, gsize length_bytes, gint32 *length);
