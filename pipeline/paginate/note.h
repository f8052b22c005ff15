// Footnotes: composed when their mark is met, into a list of their own that the column's foot takes
// its boxes from.
#pragma once
#include "paginate/compose.h"

// Makes the composer's list of notes, from the NODE_FOOTNOTEs of its post. note_close frees it.
void note_open(Composer *composer);
void note_close(Composer *composer);
// The mark of note `number` stands in the box that comes next: its boxes, and those of the notes
// that it marks itself, are appended to the list, unless they are there already.
void note_mark(Composer *composer, guint number);
// After the last block: notes that no mark asked for stand at the article's end, so that no text is
// lost.
void note_finish(Composer *composer);
// The name of a note's destination, and of its mark's; "#" before it makes the link.
char *note_name(const Composer *composer, guint number);
char *note_mark_name(const Composer *composer, guint number);
