// Loose: lines of the set pages that no break could fill, each reported with its page.
#pragma once
#include "paginate/compose.h"

// One note a block and page: a paragraph that is set anew, or measured and not placed, says nothing
// of its own.
void loose_report(const ComposeJob *job, const Document *document);
