// Tag tree: the logical structure of a document (ISO 32000-1, 14.7 and 14.8): elements from
// articles down to links, in reading order, and which stretches of which pages belong to each.
//
// Article by article, each whole in its language, also where two languages stand side by side;
// notes follow their article. A paragraph over two columns or pages is one element.
#pragma once
#include "print/encode.h"

#define TAG_NONE      G_MAXUINT       // nothing is painted
#define TAG_SEVERAL   (G_MAXUINT - 1) // of a line: see glyph_tags
#define TAG_ARTIFACT  (G_MAXUINT - 2) // rules, leaders, decorations
#define TAG_RUNNING   (G_MAXUINT - 3) // an artifact too: numbers and lines in the margins
#define TAG_HEADER    (G_MAXUINT - 4) // running heads and folios, at the head of the page
#define TAG_FOOTER    (G_MAXUINT - 5) // or at its foot
#define TAG_MARK_LAST (G_MAXUINT - 6) // up to here: an MCID

typedef struct Element Element;

typedef enum { KID_ELEMENT, KID_MARK, KID_ANNOTATION } KidKind;

typedef struct Kid {
  struct Kid *next;
  KidKind kind;
  guint page;       // of KID_MARK and KID_ANNOTATION
  guint index;      // MCID, or the annotation's number in the document
  Element *element; // of KID_ELEMENT
} Kid;

struct Element {
  const char *type;        // "P"; NULL: its marks belong to its parent (a stretch of text)
  Element *parent;         // NULL = the root
  const char *lang;        // NULL = as its parent
  const char *alt;         // of figures
  const char *actual_text; // where it is not what its marks' codes say one after the other
  const char *id;          // of notes
  const char *attributes;  // a PDF dictionary; NULL
  Kid *first_kid, *last_kid;
  GString *text;            // of a stretch, in logical order; NULL
  GString *codes;           // what its codes say, until that differs from `text`
  const char *url;          // of a Link
  Element *body;            // of an LI: LBody; of a TOCI, a code block: what holds its text
  Element *label;           // of an LI or a Note: Lbl
  const char *known_lang;   // its own or its ancestors'
  guint heading_depth;      // of an article: how many headings are open
  guint8 heading_levels[6]; // their levels in the source
  guint number;             // order of creation, parents before children
};

// How an item of a page is tagged.
typedef struct {
  guint tag;               // MCID or TAG_…
  const guint *glyph_tags; // TAG_SEVERAL: by CodedGlyph of the line
  Element **run_links; // by GlyphRun of the line: the Link that it is part of, or NULL; NULL = none
} ItemTag;

typedef struct {
  ItemTag *items;    // by item
  GPtrArray *owners; // of Element, by MCID
} PageTags;

// The last line of a page that is of one stretch: the next one may go on in its mark.
typedef struct {
  Element *stretch; // NULL: there is none
  guint item;
} LastLine;

typedef struct TagTree {
  Arena *arena;
  const Document *document;
  const Encoding *encoding;
  Element *root;       // type "Document"
  GPtrArray *elements; // by number
  PageTags *pages;
  GHashTable *known; // of Element, by Node or Division
  guint note_count;
  LastLine *last_lines; // by page
} TagTree;

TagTree *tag_tree_new(const Document *document, const Encoding *encoding);
void tag_tree_free(TagTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TagTree, tag_tree_free)
// The annotation with this number in the document, on `page`, belongs to a Link.
void tag_tree_add_annotation(TagTree *tree, Element *link, guint page, guint number);
// The text of an element and all below it; freed by the caller.
char *element_text(const Element *element);
