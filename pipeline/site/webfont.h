// Web fonts: the families that fonts/families.yaml gives to the roles of each language, cut to the
// characters that the site uses. So page and paper are set in the same letters.
#pragma once
#include "site/charset.h"

typedef struct {
  const char *source; // absolute path, with a face's number (base/font_source.h)
  const char *path;   // in the output folder
  hb_set_t *characters;
  gboolean
      plain; // cut without localised forms, since the font's own are wrong for these characters
} WebFontFile;

// One @font-face rule.
typedef struct {
  guint file;
  const char *family; // as style sheets name it: "fa naskh"
  gboolean italic;
  guint weight_from, weight_to;
  guint stretch_percent; // 0: none
  guint size_adjust_percent;
} WebFontFace;

typedef struct {
  GArray *files;  // of WebFontFile
  GArray *faces;  // of WebFontFace
  GString *roles; // the rules that tie roles to families, by language
} WebFontSet;

// `folder`: the publication's, whose fonts/ may hold font files and a families.yaml of its own. A
// file that is not there gives a diagnostic, and the next family takes its place.
WebFontSet *web_font_set_open(Arena *arena, const char *folder, const char *const *languages,
                              guint language_count, const CharacterSets *characters,
                              DiagnosticList *diagnostics);
// The file's bytes: layout features kept, hinting and names dropped. NULL where the font is broken.
// Thread-safe: opens the font anew.
GBytes *web_font_cut(const WebFontFile *file);
// The rules of all faces and roles, for a style sheet in assets/. A role is a custom property
// (--font-body, --font-heading, --font-verse, --font-title, --font-code) of whatever has a lang.
void web_font_write_faces(const WebFontSet *set, GString *out);
// What the font `source` has of the characters `wanted`; NULL where it cannot be read.
hb_set_t *web_font_coverage(Arena *arena, const char *source, const hb_set_t *wanted);
