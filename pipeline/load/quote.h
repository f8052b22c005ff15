// Who said a quote: its last paragraph where that begins with a dash and a space,
//
//   > The garden is the poor man's apothecary.
//   >
//   > — A proverb
//
// or the last line of its last paragraph, where that line begins so and does not end a sentence:
//
//   > The garden is the poor man's apothecary.
//   > — A proverb
//
// The dash may be — (U+2014), ― (U+2015), – (U+2013) or two hyphens. It is not part of the
// attribution's text.
#pragma once
#include "load/draft.h"

// Makes attributions of the ends of all quotes in the tree.
void quotes_attribute(Drafts *drafts, Node *document);
