// Slugs: the part of an address that names a heading, a tag or a post (HT-2 of FARSI.md). One place
// makes them, so that the checks know the very ids that the site writes.
#pragma once
#include <glib.h>

// NFC; letters and marks of every script kept, in lower case; the digits of every script as 0-9;
// ZWNJ, other invisible characters, tatweel and apostrophes removed; everything else a single '-',
// none at the ends. "section" where nothing is left. Freed by the caller.
char *slug_new(const char *text);
// An id for a post made from a text: lower case ASCII letters without accents, digits and hyphens;
// "" where the text has none (no transliteration: NU-15). Freed by the caller.
char *slug_ascii_new(const char *text);
// The grammar of a post's id: lower case ASCII letters and digits, in parts joined by single
// hyphens.
gboolean slug_is_id(const char *id);
