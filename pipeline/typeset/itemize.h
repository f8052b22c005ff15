// Itemize: a paragraph's text into items: stretches of one bidi level, script, language, font and
// size, each of which HarfBuzz can shape in one call.
#pragma once
#include <hb.h>
#include <unicode/ubrk.h>

#include "typeset/flow.h"

typedef struct {
  guint32 start, end; // units of the flow
  guint8 level;
  const Font *font;
  double size_pt; // real: nominal × size_factor
  double rise_pt;
  hb_script_t script;
  hb_language_t language;
  gboolean code;    // role code: no ligatures, no kashida
  gboolean kashida; // the paragraph, the font, the role and the script allow it
} Item;

typedef struct {
  Item *items;
  guint count;
} ItemList;

// Reusable state: which fonts to try for a script, ICU's grapheme clusters. Not thread-safe.
typedef struct Itemizer Itemizer;
Itemizer *itemizer_new(const FontSet *fonts);
void itemizer_free(Itemizer *itemizer);

// Fonts are chosen by grapheme cluster, so that a mark stays with its base (SH-8); characters
// without ink of their own (ZWNJ, ZWJ, variation selectors, bidi controls) inherit their
// neighbour's font (FT-2). A cluster that no font covers stays with the first font, as .notdef,
// with a diagnostic. Items live with `scratch`.
ItemList paragraph_itemize(Itemizer *itemizer, Arena *scratch, const Flow *flow,
                           DiagnosticList *diagnostics);
void items_dump(const Flow *flow, const ItemList *list, GString *out);
