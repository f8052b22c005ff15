// The parts of building a tree, shared by tag_tree*.c only.
#pragma once
#include "print/tag_tree.h"

Element *element_new(TagTree *tree, Element *parent, const char *type, const char *lang);
Kid *element_add_kid(TagTree *tree, Element *element, KidKind kind);
// tag_tree_blocks.c: the block element that an item belongs to, made with all above it.
Element *tag_tree_block(TagTree *tree, const Placed *placed);
// Which numbers the finished lists have, from their labels.
void tag_tree_number_lists(TagTree *tree);
// tag_tree_line.c: the inline elements of a line, and its tags.
void tag_tree_line(TagTree *tree, Element *block, guint page, guint item);
// A new MCID of the page.
guint tag_tree_mark(TagTree *tree, Element *element, guint page);
