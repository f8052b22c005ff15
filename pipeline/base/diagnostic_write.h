// Diagnostics as text for people, JSON for programs, and annotations for GitHub's checks.
#pragma once
#include "base/diagnostic.h"

typedef enum {
  DIAGNOSTIC_FORMAT_TEXT,
  DIAGNOSTIC_FORMAT_JSON,
  DIAGNOSTIC_FORMAT_GITHUB
} DiagnosticFormat;

// Appends all entries of `list` in their order (sort first) to `out`.
// TEXT: `path:line:column: error: message [id]`, the source line with the place marked, the hint,
// and a note at the counterpart; a closing line with the number of faults. With `color`, ANSI
// colours. In a line with right-to-left text the place stands in ⟦…⟧ instead of above a caret,
// since the columns of such a line depend on the terminal. Nothing from a file reaches the terminal
// raw that could steer it. Nothing is written for an empty list. JSON: an array of objects with the
// keys id, severity, file, line, column, endLine, endColumn, message, hint, counterpart {file,
// line, column, endLine, endColumn, note}; null where there is none. GITHUB: one workflow command a
// fault; a SEVERITY_NOTE is a notice.
void diagnostics_write(const DiagnosticList *list, DiagnosticFormat format, gboolean color,
                       GString *out);
