// Outline: the headings of a post by number, and its blocks by the names that links use. What a
// page on the site, an article of a digest and a reference to either call a section is settled here
// (D1, NU-9 of FARSI.md).
#pragma once
#include "model/node.h"

#define OUTLINE_DEPTH 6 // as many levels as Markdown's headings have

typedef struct Outline Outline;

// Headings count where they stand in the text itself, not inside a quote, a list or a poem. Levels
// that an author leaves out are not counted: "##" followed by "####" is 1, 1.1.
Outline *outline_new(Arena *arena, const Node *document);
// The name of a block in addresses (HT-2): declared ids first, then notes, then headings by their
// text; a second one of a name gets "-2". NULL where the block has none.
const char *outline_name(const Outline *outline, const Node *block);
// The block that a name stands for, as a URL's fragment spells it; NULL.
const Node *outline_lookup(const Outline *outline, const char *fragment);
// The numbers of a heading from the outermost level inwards, as many as it is deep; 0 where it does
// not count.
guint outline_numbers(const Outline *outline, const Node *heading, guint numbers[OUTLINE_DEPTH]);
// The heading of the section that a block stands in; the block itself if it is a heading. NULL
// before the first one.
const Node *outline_section(const Node *block);
