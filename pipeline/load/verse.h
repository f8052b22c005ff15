// Verse: a fenced block with the info word `verse`, one couplet a line, its hemistichs parted by a
// slash between spaces.
//
//   ```verse {lang=fa}
//   title: رباعی
//   poet: خیام
//
//   این کوزه چو من عاشق زاری بوده‌ست / در بند سر زلف
//   نگاری بوده‌ست
//   این دسته که بر گردن او می‌بینی / دستی‌ست که بر گردن
//   یاری بوده‌ست refrain: یک مصرع که باز می‌گردد
//   ```
//
//  - `title:` and `poet:` may stand above the first couplet; both hold inline Markdown, as couplets
//  do.
//  - `refrain:` before a line makes it a refrain (node.level 1).
//  - An empty line begins a new stanza: node.number of a couplet counts stanzas from 1.
//  - A line without a slash is a couplet of one hemistich, set across both columns. Where there is
//  more
//    than one slash, the first counts, with a diagnostic. `\/` is a slash that parts nothing.
//
// In the tree: NODE_VERSE with an optional NODE_HEADING of level 6 (the title), NODE_COUPLETs of
// NODE_HEMISTICHs, and an optional NODE_ATTRIBUTION (the poet).
#pragma once
#include "load/draft.h"

// Makes verse of this round's code blocks and asks for its inlines.
void verse_collect(Drafts *drafts);
