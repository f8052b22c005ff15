// One round of parsing. The first takes the whole text; what it finds that CommonMark does not know
// (a table's cells, a note's body) is parsed in the next one, all pieces at once.
#pragma once
#include "load/draft.h"

// What "&amp;" or "&#1587;" stands for, freed by the caller; the reference itself where it is none.
char *commonmark_decode_entity(const char *reference);

// A link's definition, so that pieces know what the whole knows.
typedef struct {
  char *label, *url, *title; // title "" for none
} LinkDefinition;

// Parses the whole Markdown, and appends its blocks to `document`. Returns the definitions of
// `labels` that are there: an array of LinkDefinition.
GArray *commonmark_parse_whole(Drafts *drafts, const Fragment *buffer, const GPtrArray *labels,
                               Node *document);
// Parses the pieces in drafts->jobs, which is emptied, and puts them into their places.
void commonmark_parse_pieces(Drafts *drafts, const GArray *definitions);
