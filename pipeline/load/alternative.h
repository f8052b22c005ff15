// Alternative texts: what pictures say to those who can't see them. A caption is no alternative: it
// speaks to readers who see the picture.
#pragma once
#include "load/draft.h"

// Reports pictures of the finished document that say nothing and are not said to be decorative,
// Markdown and raw <img> alike (WCAG 2.1, 1.1.1 and 2.4.4; ISO 14289-1, 7.3).
void alternatives_check(Drafts *drafts, const Node *document);
