// Blocks of raw HTML. A plain one keeps its text as written (site/ filters it) and gets its text as
// inlines, for print. One with the attribute markdown="1" on an element holds Markdown, as in PHP
// Markdown Extra and kramdown:
//
//   <aside markdown="1" class="pquote">
//     Text with *markup*.
//     <p markdown="1">— A name, [a work](https://example.org)</p>
//   </aside>
//
// Such an <aside> or <blockquote> becomes a NODE_QUOTE (its `info` is the class), a <p> a
// paragraph, a heading a heading; what is inside is parsed. Other elements stay as blocks of HTML,
// one for the start tag and one for the end tag, with the Markdown between them. Empty lines inside
// do no harm.
#pragma once
#include "load/draft.h"

// Treats this round's blocks of HTML; asks for the Markdown inside them.
void html_blocks_collect(Drafts *drafts);
