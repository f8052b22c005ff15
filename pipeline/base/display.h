// Text on a terminal: how many columns it takes, what of it may be shown raw, and how right-to-left
// text keeps its place in a left-to-right line.
#pragma once
#include <glib.h>

// Columns on a terminal: 0 for marks and invisible characters, 2 for wide ones (UAX #11), else 1.
// Bytes that are not UTF-8 count as U+FFFD. A tab counts as one.
guint display_width(const char *text, gsize length_bytes);
guint display_width_of(gint32 code_point);

// Whether any character is of a right-to-left script (UAX #9: R, AL, AN).
gboolean display_has_rtl(const char *text, gsize length_bytes);

// Appends the text so that it can't steer a terminal: control and bidi characters and other
// invisible ones (but ZWNJ and ZWJ, which Farsi needs) as <U+202E>, bytes that are not UTF-8 as
// <0xFF>, a tab as one space.
void display_append_safe(GString *out, const char *text, gsize length_bytes);
// The same, and each stretch of right-to-left text in FSI … PDI, so that what stands around it
// keeps its place. For a line that reads from left to right.
void display_append_isolated(GString *out, const char *text);
// Columns that display_append_safe makes of the text.
guint display_safe_width(const char *text, gsize length_bytes);

#define DISPLAY_FSI "\xE2\x81\xA8" // U+2068 FIRST STRONG ISOLATE
#define DISPLAY_PDI "\xE2\x81\xA9" // U+2069 POP DIRECTIONAL ISOLATE
