// Edition fonts: the fonts that a PDF embeds. Each is made for the one document: it holds a glyph
// for every code, that is for every pair of a drawing and a text, so that the text of each code is
// certain (docs/pdf-text.md). A glyph is a TrueType composite of outlines of the document's fonts.
// There is no cmap: Cairo then writes a single font with the codes 1, 2, 3 … in the order of first
// use, which are the glyph ids here.
#pragma once
#include "typeset/font.h"

// An outline and its place. Offsets are in units of the edition font's em; the scale is that of the
// outline, from the em of its own font to that of the edition font, and of stretching.
typedef struct {
  const Font *font;
  guint32 glyph_id;
  gint32 dx, dy;
  double scale_x, scale_y;
} CodePart;

#define CODE_MAX_PARTS 16
#define CODE_MAX_SCALE 8.0 // of a part

typedef struct {
  const CodePart *parts;
  guint part_count; // 0: a space; at most CODE_MAX_PARTS
  gint32 advance;   // units
  const char *text; // not terminated; in the order that PDF readers want: docs/pdf-text.md
  guint32 text_bytes;
} Code;

typedef struct EditionFont EditionFont;

// `host` gives the em and the vertical measures; `name` is its PostScript name in the file.
EditionFont *edition_font_new(const Font *host, const char *name);
void edition_font_free(EditionFont *font);
// The glyph id of a code, from 1, or 0 if the font is full. The code is copied.
guint edition_font_add(EditionFont *font, const Code *code);
const char *edition_font_name(const EditionFont *font);
const Font *edition_font_host(const EditionFont *font);
guint edition_font_count(const EditionFont *font); // codes; the last one has this id
const Code *edition_font_code(const EditionFont *font, guint id);
// The font file. No code may be added afterwards.
GBytes *edition_font_write(EditionFont *font);
// The same with a rectangle in the place of each drawing, as large as its box: all that Cairo needs
// to know of a font which is put into the file afterwards (docs/pdf-text.md).
GBytes *edition_font_write_boxes(EditionFont *font);
