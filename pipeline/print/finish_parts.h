// The parts of finishing, shared by finish*.c only.
#pragma once
#include "print/finish.h"
#include "print/paint.h"
#include "print/pdf_source.h"
#include "print/pdf_text.h"
#include "print/pdf_writer.h"
#include "print/tag_tree.h"

typedef struct {
  guint number;         // of its object
  Operand dictionary;   // as Cairo wrote it
  guint content;        // number of its content stream where that is written anew; 0
  GString *annotations; // references; NULL: none
} FinishPage;

typedef struct {
  PdfSource *source; // what Cairo wrote, for a press in its inks; objects keep their numbers
  PdfWriter *writer;
  Deflate *deflate;
  const Document *document;
  const Encoding *encoding;
  const PrintOptions *options;
  const Press *press; // NULL where the file is for no press
  GBytes *painted;    // the file as Cairo wrote it
  GString *catalog;   // entries that are added to it
  GString *names;     // entries of its name dictionary
  GString *scratch;   // an object at work
  FinishPage *pages;
  GHashTable *places;          // names of destinations
  guint info;                  // number of the document's Info dictionary
  TagTree *tree;               // NULL: a file without tags
  GArray *annotations;         // of guint, their object numbers
  GPtrArray *annotation_links; // of Element, by number
} Finish;

void finish_links(Finish *finish);       // finish_links.c: annotations
void finish_content(Finish *finish);     // finish_content.c: the pages' content streams
void finish_tags(Finish *finish);        // finish_tags.c: structure tree; after the links
void finish_intent(Finish *finish);      // finish_intent.c: what the colours mean
void finish_places(Finish *finish);      // finish_places.c: destinations, bookmarks, page labels
void finish_attachments(Finish *finish); // finish_attachments.c: files that it carries
void finish_metadata(Finish *finish);    // finish_metadata.c: Info, XMP
// finish_copy.c: catalog, pages and all that they use, with what Cairo left out or put in too much;
// gives the number of the catalog. Last.
guint finish_copy(Finish *finish);
// finish_fonts.c: the edition font of this name in a file of Cairo's; NULL for another font.
EditionFont *finish_font_named(const Finish *finish, const Operand *name);
// Entries that a font dictionary lacks, appended. TRUE: its /ToUnicode is among
// them.
gboolean finish_font_entries(Finish *finish, const Operand *dictionary, GString *out);
