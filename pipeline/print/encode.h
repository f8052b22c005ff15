// Encode: which code of which edition font stands for each glyph of a document's lines. Done for
// the whole document before anything is painted, since a font must be whole when Cairo first sees
// it.
#pragma once
#include "paginate/page.h"
#include "print/edition_font.h"

#define STRING_STEP_EM 0.0015 // Cairo begins a new string from 0.001 on; nobody sees it

typedef struct {
  float x_pt;     // of its origin, from the left of the page
  guint16 id;     // code of the edition font
  guint16 source; // the GlyphRun that it belongs to, of those of the line
} CodedGlyph;

// What is of one font, size, ink and height; left to right.
typedef struct {
  guint font; // index into Encoding.fonts
  double size_pt;
  double scale_x;  // its glyphs are drawn wider or narrower by this
  double y_pt;     // baseline, from the top of the page, less STRING_STEP_EM where it is raised
  gboolean raised; // a change begins a new string of the file
  Ink ink;
  CodedGlyph *glyphs;
  guint glyph_count;
} CodedRun;

typedef struct {
  CodedRun *runs;
  guint run_count;
} CodedLine;

typedef struct Encoding Encoding;

// Of the first `page_count` pages.
Encoding *encoding_new(const Document *document, guint page_count);
void encoding_free(Encoding *encoding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Encoding, encoding_free)

guint encoding_font_count(const Encoding *encoding);
EditionFont *encoding_lookup_font(const Encoding *encoding, guint index);
// The runs of item `item` of page `page`; NULL where that is no line.
const CodedLine *encoding_lookup_line(const Encoding *encoding, guint page, guint item);
