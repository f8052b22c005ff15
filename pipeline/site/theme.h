// The theme: templates and styles, each from the publication's own theme folder where it has one of
// that name, else as compiled in.
#pragma once
#include "site/mustache.h"

typedef struct Theme Theme;

// Reads every template once. `folder` is absolute, or NULL.
Theme *theme_open(Arena *arena, const char *folder, DiagnosticList *diagnostics);
// Renders the template NAME.mustache. Thread-safe.
void theme_render(const Theme *theme, const char *name, const Value *root,
                  DiagnosticList *diagnostics, GString *out);
// The text of a style sheet or script ("prose.css"); NULL where there is none.
const char *theme_file(const Theme *theme, const char *name);
// All texts of the theme in turn: for the characters that web fonts must have. NULL after the last.
const char *theme_text_at(const Theme *theme, guint index);
