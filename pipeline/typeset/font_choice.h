// Which font of a list sets a grapheme cluster.
#pragma once
#include <unicode/uscript.h>

#include "typeset/font.h"

typedef struct FontChoice FontChoice; // remembers the order of a list's fonts by script
FontChoice *font_choice_new(void);
void font_choice_free(FontChoice *choice);

// The first font that is tried for a script.
const Font *font_first(FontChoice *choice, Font *const *fonts, UScriptCode script);
// The best font of `fonts` (NULL-terminated) for one cluster of `length` units: fonts made for the
// script come first, then the list's own order. `before` is the font of the text before, or NULL:
// a cluster without ink stays with it. `missing` is set where no font has the cluster.
const Font *font_choose(FontChoice *choice, Font *const *fonts, UScriptCode script,
                        const UChar *cluster, guint32 length, const Font *before,
                        gboolean *missing);
