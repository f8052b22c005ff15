// Font source: where a face lies: "PATH", or "PATH#1" for the second face of a collection.
#pragma once
#include <glib.h>
#include <hb.h>

// Whether a file of this name is a collection: .ttc, .otc.
gboolean font_source_is_collection(const char *name);
// The path of a source, without a face's number. Freed by the caller.
char *font_source_path(const char *source);
// The face, at its number in a collection; NULL where the file cannot be read. Where it has no such
// face, or is no font, a face without glyphs.
hb_face_t *font_source_open(const char *source);
// How many faces the file has.
guint font_source_count(const char *source);
