// The checks of a publication: what is missing, what contradicts itself, what leads nowhere.
#pragma once
#include "model/publication.h"

// Adds every fault of posts, pairs and digest definitions to `diagnostics`. The posts are paired
// (translate/pairing.h). A post without a counterpart is a warning: it is published as it is.
void publication_check(const Publication *publication, DiagnosticList *diagnostics);
