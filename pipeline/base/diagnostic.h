// Diagnostics: faults in content. They are collected, sorted and reported all at once; they never
// stop a run. Faults of the environment are GError and become a Diagnostic at the stage's door.
#pragma once
#include "base/source.h"

typedef enum {
  SEVERITY_NOTE,    // no effect on the exit status
  SEVERITY_WARNING, // no effect on the exit status
  SEVERITY_ERROR,   // exit status 1
} Severity;

// One row a fault, in diagnostic_table.h: C name, stable id, severity, wording (printf format).
typedef enum {
#define DIAGNOSTIC(name, id, severity, wording) DIAGNOSTIC_##name,
#include "base/diagnostic_table.h"
#undef DIAGNOSTIC
  DIAGNOSTIC_COUNT
} DiagnosticKind;

typedef struct {
  DiagnosticKind kind;
  Severity severity;
  SourceSpan span;
  const char *message;          // the wording with its details filled in
  const char *hint;             // what to do; NULL for none
  SourceSpan counterpart;       // the same place in the other language; file NULL for none
  const char *counterpart_note; // what stands there; NULL for none
} Diagnostic;

typedef struct DiagnosticList DiagnosticList;

DiagnosticList *diagnostic_list_new(void);
void diagnostic_list_free(DiagnosticList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DiagnosticList, diagnostic_list_free)

// Adds a fault; the variadic arguments fill the wording of `kind`. Returns the new entry, so that a
// caller can add a hint or a counterpart. The entry is valid until the next call on `list`. Source
// files are borrowed: they must outlive the list. `list` may be NULL: nothing is kept, NULL
// returned.
Diagnostic *diagnostic_add(DiagnosticList *list, DiagnosticKind kind, SourceSpan span, ...);
// Strings are copied into the list; each returns its first argument. A NULL diagnostic is ignored.
Diagnostic *diagnostic_hint(DiagnosticList *list, Diagnostic *diagnostic, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
Diagnostic *diagnostic_counterpart(DiagnosticList *list, Diagnostic *diagnostic, SourceSpan span,
                                   const char *format, ...) G_GNUC_PRINTF(4, 5);
// Moves all entries of `from` to the end of `to`; `from` is freed. For jobs that ran in parallel.
void diagnostic_list_take(DiagnosticList *to, DiagnosticList *from);
// By path, line, column, kind, message; entries that are equal in all are kept once.
void diagnostic_list_sort(DiagnosticList *list);
// Drops the entries for which `keep` says no.
typedef gboolean (*DiagnosticFilter)(const Diagnostic *diagnostic, gpointer data);
void diagnostic_list_keep(DiagnosticList *list, DiagnosticFilter keep, gpointer data);
// Files are shown below `folder` (copied): the publication's folder as the user named it. NULL or
// "." shows the paths as they are.
void diagnostic_list_root(DiagnosticList *list, const char *folder);
// The path of a file as it is shown; freed by the caller.
char *diagnostic_list_path(const DiagnosticList *list, const SourceFile *file);
guint diagnostic_list_count(const DiagnosticList *list, Severity at_least);
guint diagnostic_list_length(const DiagnosticList *list);
const Diagnostic *diagnostic_list_at(const DiagnosticList *list, guint index);

const char *diagnostic_id(DiagnosticKind kind);
const char *severity_name(Severity severity);
// The nearest of `count` known words within a small edit distance, or NULL: for "did you mean".
const char *diagnostic_nearest(const char *word, const char *const *known, guint count);
