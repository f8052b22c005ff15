// Figures: a paragraph of just one image. The image's title is the caption, and may hold inline
// Markdown:
//
//   ![A lemon tree in a pot](images/lemon.jpg "A lemon tree, *Citrus limon*, in March")
//
// An image in the midst of text stays there; an image without a title is a figure without a
// caption. The title of an image that became a caption is not kept as its title.
#pragma once
#include "load/draft.h"

// Makes figures of this round's paragraphs and asks for their captions.
void figures_collect(Drafts *drafts);
