// Running heads and folios. The article's title stands at the outer side of a page, the
// publication's name at the inner one, the folio at the outer foot; the first page has no running
// head.
#pragma once
#include "paginate/layout.h"

typedef struct RunningHeads RunningHeads;

RunningHeads *running_new(ComposeJob *job, const char *const *names_by_language);
void running_free(RunningHeads *running);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunningHeads, running_free)
// The baselines of running heads and of folios.
double running_head_pt(const Measures *measures);
double running_foot_pt(const Measures *measures);
// The items of one page, appended to `items` (of Placed), in page coordinates.
void running_place(RunningHeads *running, const PageNote *note, const Locale *locale, guint page,
                   gboolean recto, const char *label, GArray *items);
