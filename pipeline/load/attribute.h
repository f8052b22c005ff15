// What stands in braces after a block or a span:
//
//   ## A heading {#b:intro}          the block's id, for alignment and links
//   A paragraph. {lang=en}           the block's language; both in one: {#b:p1 lang=en}
//   [words]{lang=en}                 the language of some words
//   *words*{lang=en}                 the same where there is markup already; also links and code
//   ```c {#b:example}                fenced code and verse: after the fence
//   {#b:table}                       on a line of its own, after a block that has no text to carry
//   it
//                                    (a list, a quote, a table, a figure, a rule)
//   ![](leaf.svg){.decorative}       a picture that says nothing; also on a line of its own below
//   it
//   [words]{.index}                  the words are found in the index; also *words*{.index}
//   [words]{index="water!qanat"}     under "qanat" below "water" in the index
//   {.pullquote}                     after a quote or at its end: its words are set large
//   {counter=abjad}                  after an ordered list or at its end: decimal, alphabetic,
//   abjad
//
// A value with spaces stands in quotes. Anything else in braces is text. `{#b:…}` holds letters,
// digits, '-', '_', '.'; a language is a BCP 47 tag.
#pragma once
#include "load/draft.h"

#define INDEX_CLASS ".index"

typedef struct {
  const char *id, *lang; // NULL = not given
  gboolean pull, decorative, index;
  const char *index_key; // as written; NULL = the words themselves
  ListCounter counter;
} Attributes;

// Parses the braces at `text`; returns their length, or 0 where they are no attributes.
gsize attribute_parse(Arena *arena, const char *text, gsize length, Attributes *attributes);

// The leaves of this round: takes spans and the attributes of spans and of the leaves themselves
// out of their text. A paragraph of nothing but attributes gives them to the block before it.
void attributes_apply(Drafts *drafts);
// Sets what is given; a second id is left.
void attributes_set(Node *node, const Attributes *attributes);
