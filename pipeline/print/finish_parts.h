// The parts of finishing, shared by finish*.c only.
#pragma once
#include <qpdf/qpdf-c.h>

#include "print/content.h"
#include "print/finish.h"
#include "print/paint.h"
#include "print/tag_tree.h"

typedef struct {
  qpdf_data pdf;
  const Document *document;
  const Encoding *encoding;
  const PrintOptions *options;
  const Press *press; // NULL where the file is for no press
  GBytes *painted;    // the file as Cairo wrote it
  qpdf_oh root;
  qpdf_oh *pages;              // by page index
  TagTree *tree;               // NULL: a file without tags
  GArray *annotations;         // of qpdf_oh, by number
  GPtrArray *annotation_links; // of Element, by number
} Finish;

// Small helpers. Handles are released all at once when qpdf is cleaned up.
void pdf_put(Finish *finish, qpdf_oh dictionary, const char *key, const char *object); // parsed
void pdf_put_text(Finish *finish, qpdf_oh dictionary, const char *key, const char *utf8);
qpdf_oh pdf_stream(Finish *finish, const char *dictionary, const char *data, gsize length_bytes);

void finish_fonts(Finish *finish);       // finish_fonts.c: /ToUnicode of every font
void finish_links(Finish *finish);       // finish_links.c: annotations
void finish_content(Finish *finish);     // finish_content.c: the pages' content streams
void finish_tags(Finish *finish);        // finish_tags.c: structure tree; after the links
void finish_intent(Finish *finish);      // finish_intent.c: what the colours mean
void finish_places(Finish *finish);      // finish_places.c: destinations, bookmarks, page labels
void finish_attachments(Finish *finish); // finish_attachments.c: files that it carries
void finish_metadata(Finish *finish);    // finish_metadata.c: Info, XMP
void finish_press(Finish *finish);       // finish_press.c: inks, boxes, marks, printing condition
