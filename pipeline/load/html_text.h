// The text of raw HTML as inlines, so that a PDF loses nothing: em, strong, code, a, img and span
// become what they mean, blocks and <br> become line breaks, scripts and styles are left out.
#pragma once
#include "load/draft.h"

// Appends the inlines of the HTML [start, end) of `content` to `parent`.
void html_text_append(Drafts *drafts, Node *parent, const Fragment *content, gsize start,
                      gsize end);
