// Proof files: what the last proof of an edition held, beside its PDF: week.pdf has week.proof, a
// fingerprint a line.
#pragma once
#include "paginate/digest.h"

// A proof that is compared with the one whose PDF was at `pdf_path`, if there was one.
Proof *proof_open(const char *pdf_path);
void proof_free(Proof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proof, proof_free)
// Writes what this proof holds, for the next one.
gboolean proof_publish(const Proof *proof, const char *pdf_path, GError **error);
