// Where a publication stands: which post exists in which language, in which state, with how many
// faults.
#pragma once
#include "model/publication.h"

typedef enum {
  STATUS_TABLE, // for people: columns aligned by their width on a terminal, then a line of sums
  STATUS_TSV,   // for programs: one line a post, fields parted by tabs, a header line
} StatusFormat;

// Appends the status of all posts and pages, in the order of publication->pairs. `diagnostics` are
// those of check (and may be NULL); a fault counts for the post whose file it names.
// TSV fields: id, kind (post or page), date (or unknown), source language, title; then for each
// language LANG: LANG (state, or missing), LANG.path, LANG.errors, LANG.warnings.
void status_write(const Publication *publication, const DiagnosticList *diagnostics,
                  StatusFormat format, GString *out);
