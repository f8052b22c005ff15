// Proofs: the pages of a digest as they go to its readers before print: marked as a draft, with
// numbered lines, and with a bar beside what has changed since the last proof.
#pragma once
#include "paginate/compose.h"

// Adds the marks to every page, as artifacts.
void proof_mark(ComposeJob *job, const Proof *proof, Document *document);
