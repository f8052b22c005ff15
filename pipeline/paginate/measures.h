// Measures: what a page and its type are like. Read from measures/NAME.yaml (compiled in, or in the
// publication's own folder), with the keys of the digest's `page:` before them. Lengths are in pt.
#pragma once
#include "model/publication.h"
#include "typeset/paragraph.h"

typedef enum { START_PAGE, START_FLOW } ArticleStart;

typedef struct {
  double trim_width_pt, trim_height_pt;
  double inner_pt, outer_pt, top_pt, bottom_pt;
  double gutter_pt;
  double band_pt; // height of a band in the accent along the first page's upper edge; 0 = none
  guint columns;
  double size_pt, scale;
  ArticleStart start;
  gboolean head_spans;     // an article's head stands over all its columns
  gboolean contents_aside; // the contents may stand in a box beside the first article
  gboolean qr;             // a QR code at the end of each article
  gboolean continued;      // an article that goes on says where
  BindingChoice binding;
  const YamlNode *leading; // by language or script; NULL
  const FontSet *fonts;    // whose body fonts may ask for higher lines; NULL
  double grid_pt;          // the line height of body type in any language; 0: by `leading`
} Measures;

// The measures that `digest` asks for. What is out of range is reported and clamped, so that any
// result can be set: at least one column of some words and a few lines a page.
Measures measures_load(Arena *arena, const Publication *publication, const Digest *digest,
                       DiagnosticList *diagnostics);

// The measures of a language whose text stands beside one in `other`: both have one line height,
// between those that they have alone, so that their lines stand level. Where that opens the lines
// and they are not `narrow`, type grows with them, as far as keeps its colour.
Measures measures_beside(const Measures *measures, const Locale *own, const Locale *other,
                         gboolean narrow);

// Margins that are the same on left-hand and right-hand pages.
void measures_even(Measures *measures);

double measures_text_width_pt(const Measures *measures);
double measures_text_height_pt(const Measures *measures);
// Of one of `columns` equal columns.
double measures_column_pt(const Measures *measures, guint columns);
// Of `spanned` of them, with the gutters between.
double measures_span_pt(const Measures *measures, guint columns, guint spanned);
// The text area's left edge on a left-hand or right-hand page.
double measures_left_pt(const Measures *measures, gboolean recto);
// `step` sizes up the scale from body type.
double measures_size_pt(const Measures *measures, double step);
// Line height for a size in a language's fonts of a role; `share` of the space between lines (1 =
// as body type has).
double measures_leading_pt(const Measures *measures, const Locale *locale, FontRole role,
                           double size_pt, double share);
// The same for text in a script alone, whatever language is around it.
double measures_script_leading_pt(const Measures *measures, const char *script, double size_pt,
                                  double share);
// The baseline grid of a language: the line height of its body type.
double measures_grid_pt(const Measures *measures, const Locale *locale);
