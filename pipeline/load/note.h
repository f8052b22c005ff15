// Footnotes:
//
//   A word.[^label]
//
//   [^label]: The note's first paragraph, whose lines may
//   go on like this.
//
//       What is indented by four columns or a tab, after an empty line, belongs to the note too:
//       paragraphs, lists, code.
//
// A mark may stand in any text: lists, quotes, cells, verse, captions, other notes. A label has no
// white space and no brackets. Notes are numbered by first mention; further marks of a note repeat
// its number. In the tree the notes are the document's last children, by number.
#pragma once
#include "load/draft.h"

// Takes the notes of this round out of the tree and asks for their bodies.
void notes_collect(Drafts *drafts);
// Makes marks out of the text of this round's leaves.
void notes_find_marks(Drafts *drafts);
// When all is parsed: numbers the notes and appends them to the document. A mark without a note is
// text again; a note without a mark is left out: each with a diagnostic.
void notes_number(Drafts *drafts, Node *document);
