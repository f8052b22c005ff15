// Fonts: which file plays which role in which language (fonts/families.yaml), opened once and
// shared. A FontSet is const after loading and may be shared by threads.
#pragma once
#include <hb.h>

#include "locale/locale.h"

typedef enum { ROLE_BODY, ROLE_HEADING, ROLE_VERSE, ROLE_CODE, ROLE_TITLE, ROLE_COUNT } FontRole;
typedef enum { WEIGHT_REGULAR, WEIGHT_BOLD } FontWeight;

// One face of a font file, of a variable font at one place on its axes, as one family of
// families.yaml uses it: the same file may stand behind two Fonts that differ in size_factor (they
// share face and hb). Immutable; lives with the FontSet.
typedef struct {
  guint index;      // in FontSet.fonts: a stable order for output
  const char *path; // with a face's number (base/font_source.h)
  const char *name; // PostScript name
  hb_face_t *face;
  hb_font_t *hb; // scale = units per em, immutable
  guint units_per_em;
  double ascent_em, descent_em; // positive both, in em
  double x_height_em, cap_height_em;
  double underline_position_em, underline_thickness_em;
  double size_factor; // of the nominal size: makes scripts look of one size (JU-8)
  double line_factor; // of the line height, where it is a role's first font (SH-12)
  gboolean kashida;   // joins may be stretched in this font
  gboolean truetype;  // has glyf: can carry composite codes in PDF

  guint file_index;         // the same for all Fonts of one file at one place on its axes
  gboolean across_spaces;   // words shape differently beside a space (Nastaliq): shape whole items
  hb_set_t *coverage;       // code points, immutable
  guint64 low_coverage[32]; // the same for U+0000 … U+07FF, a bit each
  // Characters that keep their plain form though the font has a localised one, since that one is
  // wrong (Debian's Noto Naskh draws ۴ ۶ ۷ in Farsi as Urdu and Arabic do); UTF-8, NULL = none.
  const char *plain_forms;
  guint32 space_glyph; // 0 = none
  double space_em;     // advance of U+0020
  // The tatweel as shaped between two letters (an unscaled one may be unusable: Amiri's has no
  // width); 0 where `kashida` is FALSE. Left and width are those of its straight part, between ends
  // that are round or pointed, from the glyph's origin on; the overlap is how far it has to reach
  // into the letters, to where their strokes are whole.
  guint32 tatweel_glyph;
  double tatweel_left_em, tatweel_width_em, tatweel_overlap_em;
} Font;

typedef struct {
  Font **fonts;
  guint count;
  struct FontTable *table; // lookup by language, role, weight, italic
} FontSet;

// Reads fonts/families.yaml (compiled in, or the publication's own) and opens the files found in
// the publication's fonts/ folder or the system's. A missing file gives a diagnostic and its
// fallback. NULL where not a single font was found (with a diagnostic).
FontSet *font_set_load(Arena *arena, const char *override_folder, DiagnosticList *diagnostics);
// The fonts to try for a text, best first, NULL-terminated. Never empty.
Font *const *font_set_lookup(const FontSet *set, const char *lang, FontRole role, FontWeight weight,
                             gboolean italic);
gboolean font_covers(const Font *font, guint32 code_point);
static inline gboolean font_covers_low(const Font *font, guint16 code_unit) {
  return code_unit < 0x800 && (font->low_coverage[code_unit / 64] >> (code_unit % 64) & 1);
}

// font_file.c: opens one file; `own` as font_check.h has it. NULL where it is no font (with
// `error`, freed by the caller). The index, size factor and switches are the caller's to fill in.
Font *font_open(Arena *arena, const char *path, gboolean own, char **error);
// Fills in the measures of `hb`, which a variable font has at each place on its axes.
void font_measure(Font *font);
