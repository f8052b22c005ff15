// A Markdown file with its front matter to a Post.
#pragma once
#include "model/post.h"

// Reads a post. `relative_path` is its name below the publication's folder; `folder_lang` the
// language of the folder that it lies in, NULL for none: the post's language where its front matter
// names none. Whatever is missing or wrong gets a diagnostic and a fallback: the id from the file's
// name, the title from the first heading. NULL, with a diagnostic, only where the file can't be
// read.
Post *post_load(Arena *arena, const char *absolute_path, const char *relative_path,
                const char *folder_lang, DiagnosticList *diagnostics);
// The same for a file that is already read.
Post *post_parse(Arena *arena, const SourceFile *file, const char *folder_lang,
                 DiagnosticList *diagnostics);
