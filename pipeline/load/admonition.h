// Admonitions: a quote whose first line is a word in brackets, as GitHub writes them, so that other
// viewers show at least a quote:
//
//   > [!WARNING]
//   > Saffron that dries in the sun loses its colour.
//
// NOTE, TIP, IMPORTANT, WARNING and CAUTION are known, in either case. The line is not part of the
// text; what readers see in its place is the language's word (admonition.* in locales/).
#pragma once
#include "load/draft.h"

// Gives the quotes in the tree their kind and takes the words out of their text. Before quotes are
// attributed.
void admonitions_collect(Drafts *drafts, Node *document);
