// How lines are set, as a publication and a digest say it: `kashida`, `hanging_punctuation`,
// `glyph_scaling`.
#pragma once
#include "base/yaml.h"
#include "model/publication.h"

// What the keys of `map` say; `fallback` for those that are absent. `kashida` is one word for all
// text (verse has a word of its own), or a map by kind of text, whose `body` holds for the others.
LineSettings line_field_read(const YamlNode *map, const LineSettings *fallback,
                             DiagnosticList *diagnostics);
