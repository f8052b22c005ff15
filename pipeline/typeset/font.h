// Fonts: which file plays which role in which language (fonts/families.yaml), opened once and shared.
#pragma once
#include <hb.h>

#include "locale/locale.h"

typedef enum { ROLE_BODY, ROLE_HEADING, ROLE_VERSE, ROLE_CODE, ROLE_TITLE, ROLE_COUNT } FontRole;
typedef enum { WEIGHT_REGULAR, WEIGHT_BOLD } FontWeight;

// One font file at one face index. Immutable; lives with the FontSet.
typedef struct {
  guint index;             // in FontSet.fonts: a stable order for output
  const char *path;
  const char *name;        // PostScript name
  hb_face_t *face;
  hb_font_t *hb;           // scale = units per em, immutable
  guint units_per_em;
  double ascent_em, descent_em;         // positive both, in em
  double x_height_em, cap_height_em;
  double underline_position_em, underline_thickness_em;
  double size_factor;      // of the nominal size: makes scripts look of one size (JU-8)
  gboolean kashida;        // tatweel may be stretched in this font
  gboolean truetype;       // has glyf: can carry composite codes in PDF
} Font;

typedef struct {
  Font **fonts;
  guint count;
  struct FontTable *table; // lookup by language, role, weight, italic
} FontSet;

// Reads fonts/families.yaml (compiled in, or the publication's own) and opens the files found in the
// publication's fonts/ folder or the system's. A missing file gives a diagnostic and its fallback.
FontSet *font_set_load(Arena *arena, const char *override_folder, DiagnosticList *diagnostics);
// The fonts to try for a text, best first, NULL-terminated. Never empty.
Font *const *font_set_lookup(const FontSet *set, const char *lang, FontRole role, FontWeight weight, gboolean italic);
gboolean font_covers(const Font *font, guint32 code_point);
