// Search: the words of a language's posts, folded (locale/fold.h), as sorted lists in files of a
// few kilobytes, and the text of each post for what is shown around a word that was found.
#pragma once
#include "locale/fold.h"
#include "site/plan.h"

typedef struct Search Search;

Search *search_new(const Fold *fold);
void search_free(Search *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Search, search_free)
// Adds the words of the next post. `names`: its tags and people.
void search_add(Search *search, const Post *post, const char *const *names, guint name_count);
// What a reader sees of a post around a word: the text of its blocks, a line each, tokens isolated.
// Freed by the caller.
char *search_text(const Post *post, const Locale *locale);
// The word lists as files "FOLDER/w/0.js" and so on, and "FOLDER/words.js" with the first word of
// each.
void search_write(Search *search, const char *folder, OutputList *out);
// `beytSearch.take("NAME",DATA)`, as a file NAME.js; `data` is JSON.
void search_write_file(const char *name, const GString *data, OutputList *out);
