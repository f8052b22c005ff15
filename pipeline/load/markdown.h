// Markdown to our own tree. CommonMark 0.30 by libcmark, and beyond it pipe tables, footnotes,
// verse, figures, quotes' attributions, block ids and languages of blocks and spans.
#pragma once
#include "model/node.h"

// The tree of the bytes [start_bytes, end) of `file`, a NODE_DOCUMENT; never NULL. Everything in it
// lives with `arena`; faults go to `diagnostics` (NULL: nowhere).
Node *markdown_parse(Arena *arena, const SourceFile *file, gsize start_bytes,
                     DiagnosticList *diagnostics);
