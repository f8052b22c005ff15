// Preflight: what a PDF file, ours or another's, fails of the standards that it claims or that are
// asked for. The rules stand in rule_table.h, one row each.
#pragma once
#include "base/arena.h"

// The columns of the table. The first holds of every PDF and is always looked at.
typedef enum {
  STANDARD_PDF, // ISO 32000-1
  STANDARD_UA1, // ISO 14289-1: PDF/UA-1
  STANDARD_A2,  // ISO 19005-2: PDF/A-2
  STANDARD_A3,  // ISO 19005-3: PDF/A-3
  STANDARD_X4,  // ISO 15930-7: PDF/X-4
  STANDARD_X1A, // ISO 15930-1: PDF/X-1a:2001
  STANDARD_COUNT,
} Standard;

typedef enum {
  PROFILE_UA1 = 1 << 0,
  PROFILE_A2B = 1 << 1,
  PROFILE_A2U = 1 << 2,
  PROFILE_A3B = 1 << 3,
  PROFILE_A3U = 1 << 4,
  PROFILE_X4 = 1 << 5,
  PROFILE_X1A = 1 << 6,
} Profile;

typedef struct {
  const char *rule;   // the stable id
  const char *clause; // "7.21.4.1", or in words where the standard's numbers are not public
  Standard standard;
  guint page;          // from 1; 0 = of no page
  int object;          // 0 = of no object
  const char *message; // may hold any bytes that the file holds
} Finding;

typedef struct {
  GArray *findings;             // Finding, by standard, then in the order of the table
  guint asked, claimed;         // Profile flags
  char *other_claims;           // "PDF/A-1b": claims that no rules are known for; NULL = none
  guint page_count, rule_count; // rules that were looked at
  Arena *arena;
} Preflight;

// NULL and a GError where the file can't be read at all. `profiles` 0 = what the file claims.
Preflight *preflight_run(GBytes *bytes, guint profiles, GError **error);
void preflight_free(Preflight *preflight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preflight, preflight_free)

// "x4" to its flag; 0 for what is no profile.
guint profile_parse(const char *name);
// "PDF/UA-1, PDF/A-2u" of a set of flags; freed by the caller.
char *profile_names(guint profiles);
const char *standard_name(Standard standard);

// `path` as people see it. TEXT: `path: page 3, object 12: error: … [id] (PDF/UA-1 7.21.4.1)`, at
// most `most` places of a rule, then how many more; 0 = all. JSON: an object with file, pages,
// profiles, claimed, and findings [{id, standard, clause, page, object, message}].
void preflight_write_text(const Preflight *preflight, const char *path, guint most, GString *out);
void preflight_write_json(const Preflight *preflight, const char *path, GString *out);
