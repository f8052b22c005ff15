// Mustache templates, as the public specification has them (interpolation, sections, inverted
// sections, partials, comments, delimiters; no lambdas, no inheritance). {{name}} escapes text and
// writes VALUE_HTML as it stands; {{{name}}} and {{&name}} never escape.
#pragma once
#include "base/diagnostic.h"
#include "site/value.h"

typedef struct Mustache Mustache;

// Finds a partial by name; NULL = there is none (a diagnostic at the tag that asked, nothing
// written). The result must live until the render is over.
typedef const Mustache *(*MustacheLookup)(const char *name, gpointer data);

// Never NULL: a faulty tag is reported at its line and column, and left out. The template lives
// with the arena, and so must the file. It is const and may be rendered by several threads at once.
const Mustache *mustache_parse(Arena *arena, const SourceFile *file, DiagnosticList *diagnostics);
// Appends to `out`. `lookup` may be NULL where there are no partials, `diagnostics` too.
void mustache_render(const Mustache *mustache, const Value *root, MustacheLookup lookup,
                     gpointer data, DiagnosticList *diagnostics, GString *out);
