// Co-editions: two editions for a press that share the plates of the colours. Their pages
// correspond (DigestJob.co_edition), all that is in a language is black, and an image has its
// colours where both editions have it at one place; so the press changes the black plate alone.
#pragma once
#include "paginate/page.h"

// Images of `document` that `other` has at the same place of the same page get the very same
// place; all others are to be black, with a diagnostic. The pages live with `arena`.
void co_edition_match(Arena *arena, Document *document, const Document *other,
                      DiagnosticList *diagnostics);
