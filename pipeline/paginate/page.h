// Page: things with places. Made by paginate/, painted by print/. x from the left, y from the top
// of the trimmed page, in pt.
#pragma once
#include "model/publication.h"
#include "typeset/line.h"

#define PT_PER_MM (72.0 / 25.4)

typedef enum {
  PLACED_LINE,  // line; x, y = left end of its column edge and its baseline
  PLACED_RULE,  // a filled rectangle x, y, width, height in `ink`
  PLACED_IMAGE, // image, into x, y, width, height
  PLACED_DOTS,  // round dots of diameter height: centres at x, x + pitch, … up to x + width, on y
  PLACED_MODULES, // the dark squares of a code, into x, y, width, height; black
} PlacedKind;

typedef enum {
  PART_BODY,     // the logical text
  PART_ARTIFACT, // running heads, folios, rules, leaders, repeated headers: not part of the text
  PART_LABEL,    // a list mark or a note's number: text that we made, belongs to `node` (PDF: Lbl)
} PlacedPart;

typedef struct {
  const char *path;           // absolute path of the file
  const char *alt;            // alternative text; "" = decoration
  double width_px, height_px; // natural size
  gboolean vector;            // a drawing, sharp at any size
  gboolean grey;              // to be painted in black ink alone
  SourceSpan span;
} PlacedImage;

// A square code: dark[row * size + column], from the left whatever the language.
typedef struct {
  guint size; // modules a side
  const guint8 *dark;
} CodeMatrix;

// Where an item belongs beside the blocks of a post: the branches that the structure tree has above
// them, and text that no node holds. A new paragraph is a new division.
typedef enum {
  DIVISION_PART,      // all that is in one language
  DIVISION_ARTICLE,   // a post
  DIVISION_SECTION,   // masthead, contents, colophon
  DIVISION_NAME,      // of the publication
  DIVISION_HEADING,   // the title of an article or a section
  DIVISION_PARAGRAPH, // any other text
  DIVISION_CONTENTS,  // a list of entries
  DIVISION_ENTRY,     // title and page of an article
  DIVISION_INDEX,     // the entries of an index with their letters
  DIVISION_LETTER,    // above entries
  DIVISION_TERMS,     // entries under one letter, or below one term
  DIVISION_TERM,      // an entry
  DIVISION_RECORDS,   // a table that is set as lines "header: cell"
} DivisionKind;

typedef struct Division Division;
struct Division {
  DivisionKind kind;
  const Division *parent; // NULL = the document
  const char *lang;       // BCP 47
};

typedef struct {
  PlacedKind kind;
  PlacedPart part;
  double x_pt, y_pt, width_pt, height_pt;
  const Line *line;
  const PlacedImage *image;
  const CodeMatrix *code;
  Ink ink;
  gdouble tint;             // of a rule: 1 = full ink
  double pitch_pt;          // of PLACED_DOTS
  const Node *node;         // the block it belongs to; NULL
  const Division *division; // where that block, or the item itself, belongs; NULL = the document
  const char *lang;
  guint order; // reading order in the document
} Placed;

// The items of a page stand in reading order, artifacts last. Lines of one block share its `node`
// (the innermost block of model/node.h; NULL for text that no post holds: masthead, contents).
typedef struct {
  Placed *items;
  guint count;
  double width_pt, height_pt; // trim
  const char *label;          // folio as readers see it («۱۲»), also the PDF page label
  gboolean recto;             // a right-hand page
  const char *lang;
} Page;

// A named place inside the document: the target of "#name" links, bookmarks and contents.
typedef struct {
  const char *name;
  guint page; // index
  double x_pt, y_pt;
} Destination;

typedef struct Bookmark {
  const char *title;
  guint level; // from 1
  const char *destination;
} Bookmark;

typedef struct {
  const char *title, *author, *subject, *lang;
  Direction binding; // DIRECTION_RTL: bound at the right
  Page *pages;
  guint page_count;
  Destination *destinations;
  guint destination_count;
  Bookmark *bookmarks;
  guint bookmark_count;
  const FontSet *fonts;
  CivilDate date;      // of the edition, for metadata
  gboolean co_edition; // all but images is black (paginate/co_edition.h)
} Document;

void page_dump(const Page *page, GString *out);
