// Marks for the index (NU-13): [words]{.index}, [words]{index="term!below"}.
#pragma once
#include "load/attribute.h"

// Notes that an inline is marked. What it is marked with is known once all spans are found.
void index_mark_set(Node *node, const Attributes *attributes);
// The marked inlines of a leaf get their entries. Faults: an entry without a word, more than one
// level below it, a mark that is not complete.
void index_marks_resolve(Drafts *drafts, Node *leaf);
