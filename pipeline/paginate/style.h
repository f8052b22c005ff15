// Style: the looks of each kind of text, as one table. Sizes are steps on the scale of measures.h.
#pragma once
#include "paginate/measures.h"

typedef enum {
  STYLE_BODY,
  STYLE_NOTE, // footnotes
  STYLE_CAPTION,
  STYLE_QUOTE,
  STYLE_PULL,   // a pull quote
  STYLE_LABEL,  // the word above an admonition
  STYLE_CREDIT, // who said a quote
  STYLE_CODE,
  STYLE_CELL,
  STYLE_CELL_HEAD,
  STYLE_VERSE,
  STYLE_VERSE_TITLE,
  STYLE_HEADING_1, // inside a post; levels 1 to 4, deeper ones look like the last
  STYLE_HEADING_2,
  STYLE_HEADING_3,
  STYLE_HEADING_4,
  STYLE_TITLE,   // of a post
  STYLE_SECTION, // the line above it
  STYLE_SUMMARY,
  STYLE_BYLINE,
  STYLE_SOURCE,
  STYLE_MASTHEAD,
  STYLE_MASTHEAD_LINE,  // description, issue and dates
  STYLE_MASTHEAD_TITLE, // of the digest
  STYLE_CONTENTS,
  STYLE_CONTENTS_SUMMARY,
  STYLE_CONTENTS_TITLE,
  STYLE_INDEX,        // entries
  STYLE_INDEX_LETTER, // above them
  STYLE_RUNNING,      // running heads
  STYLE_FOLIO,
  STYLE_COLOPHON,
  STYLE_COLOPHON_ID,
  STYLE_COUNT,
} StyleName;

typedef struct {
  FontRole role;
  FontWeight weight;
  gboolean italic;
  Ink ink;
  double step;
  double leading_share; // of the space that body type has between its lines
  TextAlign align;
  gboolean balanced; // its lines are to be of about one length
} Style;

const Style *style_lookup(StyleName name);
TextStyle style_text(const Measures *measures, StyleName name, const char *lang);
double style_size_pt(const Measures *measures, StyleName name);
double style_leading_pt(const Measures *measures, StyleName name, const Locale *locale);
