// Diagnostics for raw HTML: what the site leaves out, and what paper can't show.
#pragma once
#include "load/draft.h"
#include "load/html_tag.h"

// Checks one tag, whose '<' stands at `at` of the content.
void html_check_tag(Drafts *drafts, const Fragment *content, gsize at, const HtmlTag *tag);
// Tells, once a file, that paper shows only the text of raw HTML.
void html_check_raw(Drafts *drafts, const Node *node);
// Checks the raw tags in the text of this round's leaves.
void html_check_inlines(Drafts *drafts);
