// Document: the layout's segments as pages of placed items, with folios, running heads,
// destinations and labels.
#pragma once
#include "paginate/layout.h"

// Pages, labels and destinations of `layout`. The rest of the document is left to the caller.
// `names_by_language`: the publication's name for running heads.
Document *document_build(ComposeJob *job, const Layout *layout, Direction binding,
                         const char *const *names_by_language);
