// Fold: what a search takes for the same (NU-14). A text becomes its compatibility decomposition
// (NFKD), and each code point of that what a table has for it: small letters, no marks, tatweel,
// joiners or controls of direction, one set of digits, and for letters that a language sorts as one
// («ي», «ى» and «ی») the one of its alphabet. The table is made from ICU and locales/LANG.yaml
// (`search_fold`) of all languages of a publication; the site's script is given the same one.
#pragma once
#include "locale/locale.h"

typedef struct Fold Fold;

Fold *fold_new(const Locale *const *locales, guint locale_count);
void fold_free(Fold *fold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fold, fold_free)
// Appends the folded text. U+200C is left out as all joiners are.
void fold_append(const Fold *fold, const char *text, gsize length_bytes, GString *out);
// The entries of the table in order: `target` "" = dropped. FALSE after the last one.
gboolean fold_entry(const Fold *fold, guint index, gunichar *from, const char **target);

// Words: letters and digits with the marks and joiners among them, but no controls of direction.
// The next one from *start on lies in [*start, *end); FALSE where there is none.
gboolean word_next(const char *text, gsize *start, gsize *end);
