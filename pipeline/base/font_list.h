// Font list: what paper and site both read of fonts/families.yaml: where font files lie, and which
// file a face is, at which place on the axes of a variable font.
#pragma once
#include "base/yaml.h"

#define FONT_FACE_AXES 8 // of a face, at most

typedef struct {
  const char *tag; // "wght"
  double value;
  const YamlNode *node;
} FontFaceAxis;

// `X.ttf`, `X.ttc#1`, or `{file: X.ttf, instance: SemiBold, axes: {wdth: 90}}`.
typedef struct {
  const YamlNode *node; // of the file's name
  const char *file;
  const YamlNode *instance; // a name of the font's own list; NULL = none
  FontFaceAxis axes[FONT_FACE_AXES];
  guint axis_count;
} FontFace;

// FALSE where `node` (NULL: absent) names no file.
gboolean font_face_read(const YamlNode *node, FontFace *face, DiagnosticList *diagnostics);
// What the face says of the axis `tag`, or NULL.
const FontFaceAxis *font_face_axis(const FontFace *face, const char *tag);
// File name -> path of every font below the publication's fonts/, the program's own folder and the
// list's `folders`. The first of these that has a name wins; below one of them, the path that sorts
// first. Freed by the caller.
GHashTable *font_list_paths(const char *publication_folder, const YamlNode *root);
// Where the face lies (font_source.h); NULL where no folder has its file. Freed by the caller.
char *font_list_source(GHashTable *paths, const FontFace *face);
// Says that the file of `face` is not there.
void font_list_missing(const FontFace *face, DiagnosticKind kind, DiagnosticList *diagnostics);
