// Check: what a rule is given, and how it reports. Shared by rule_*.c and preflight.c only.
#pragma once
#include "preflight/font_facts.h"
#include "preflight/preflight.h"
#include "preflight/structure.h"
#include "preflight/walk.h"
#include "preflight/xmp.h"

typedef struct Check Check;
typedef void (*RuleFunction)(Check *check);

typedef struct {
  const char *id;
  RuleFunction function;
  const char *clauses[STANDARD_COUNT]; // NULL = the standard has no such rule
} Rule;

struct Check {
  const PdfFile *file;
  const Walk *walk;
  const Structure *structure;
  const Xmp *xmp; // NULL where the file has none
  const PdfValue *info;
  Standard standard; // the one that is looked at now
  gboolean unicode;  // PDF/A at level u
  const Rule *rule;
  guint reported; // by this rule, for this standard
  Arena *arena;
  GArray *findings;
};

void check_report(Check *check, guint page, int object, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
void check_report_sights(Check *check, SightKind kind, const char *format); // "%s" is the sight
// The property of the XMP packet; NULL where there is none or no packet.
const char *check_xmp(const Check *check, const char *uri, const char *name);
// The n-th annotation of a page, or NULL; and its object.
const PdfValue *check_annotation(const Check *check, guint page, guint index, int *object);
const PdfValue *check_page(const Check *check, guint index); // from 0
// A box as [left, bottom, right, top]; FALSE where the page has none. MediaBox and CropBox are
// inherited.
gboolean check_box(const Check *check, const PdfValue *page, const char *key, double box[4]);

#define RULE(id, function, ...) void clause_##function(Check *check);
#include "preflight/rule_table.h"
#undef RULE
