// The site: every page, feed, font and picture of a publication. A plan says what there will be and
// where; its jobs then make the files, each by itself and in any order.
#pragma once
#include "locale/locale.h"
#include "model/output.h"
#include "model/publication.h"

typedef struct {
  const Publication *publication; // paired and aligned
  const Locale *const *locales;   // by language index
  // Paths of files that others put into the output folder and that pages may name, sorted, ended by
  // NULL: digests/NAME.LANG.pdf and digests/NAME.both.pdf, with covers digests/NAME.LANG.png. NULL
  // = none.
  const char *const *digest_files;
} SiteInput;

typedef struct SitePlan SitePlan;

// Reads the theme, lays out the addresses and looks up pictures and fonts. All of `input` must
// outlive the plan.
SitePlan *site_plan(const SiteInput *input, DiagnosticList *diagnostics);
void site_plan_free(SitePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SitePlan, site_plan_free)

guint site_plan_job_count(const SitePlan *plan);
// Makes the files of one job. Pure: may run on any thread, several at once, each with lists of its
// own.
void site_plan_run(const SitePlan *plan, guint job, OutputList *out, DiagnosticList *diagnostics);
