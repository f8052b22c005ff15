// Font check: why a font file cannot be used, found before the text relies on it.
#pragma once
#include <glib.h>
#include <hb.h>

// NULL, or what is wrong with the file, for a person; freed by the caller. `own`: a publisher's,
// whose outlines are looked at too; those that the system installs are not read before they are
// used.
char *font_check(hb_face_t *face, gboolean own);
