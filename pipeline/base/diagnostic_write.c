#include "base/diagnostic_write.h"

#include "base/display.h"
#include "base/excerpt.h"
#include "base/json.h"
#include <string.h>

typedef struct {
  const char *bold, *mark, *plain, *severity[3];
} Palette;

// ANSI X3.64 select graphic rendition.
static const Palette colored = {
    "\033[1m", "\033[1;35m", "\033[0m", {"\033[1;36m", "\033[1;33m", "\033[1;31m"}};
static const Palette plain = {"", "", "", {"", "", ""}};

static void append_place(GString *out, const DiagnosticList *list, SourceSpan span) {
  if (!span.file) {
    g_string_append(out, "beyt:");
    return;
  }
  g_autofree char *path = diagnostic_list_path(list, span.file);
  display_append_isolated(out, path);
  if (span.line) g_string_append_printf(out, ":%u", span.line);
  if (span.line && span.column) g_string_append_printf(out, ":%u", span.column);
  g_string_append_c(out, ':');
}

static void append_head(GString *out, const DiagnosticList *list, const Palette *palette,
                        SourceSpan span, Severity severity) {
  g_string_append(out, palette->bold);
  append_place(out, list, span);
  g_string_append_printf(out, "%s %s%s:%s ", palette->plain, palette->severity[severity],
                         severity_name(severity), palette->plain);
}

static void write_text(const DiagnosticList *list, const Diagnostic *fault, const Palette *palette,
                       GString *out) {
  append_head(out, list, palette, fault->span, fault->severity);
  display_append_isolated(out, fault->message);
  g_string_append_printf(out, " [%s]\n", diagnostic_id(fault->kind));
  excerpt_append(out, fault->span, palette->mark, palette->plain);
  if (fault->hint) {
    g_string_append_printf(out, "       %s=%s hint: ", palette->bold, palette->plain);
    display_append_isolated(out, fault->hint);
    g_string_append_c(out, '\n');
  }
  if (!fault->counterpart.file) return;
  append_head(out, list, palette, fault->counterpart, SEVERITY_NOTE);
  display_append_isolated(out, fault->counterpart_note ? fault->counterpart_note : "see here");
  g_string_append_c(out, '\n');
  excerpt_append(out, fault->counterpart, palette->mark, palette->plain);
}

static void append_count(GString *out, guint count, const char *noun, gboolean *first) {
  if (!count) return;
  g_string_append_printf(out, "%s%u %s%s", *first ? "" : ", ", count, noun, count == 1 ? "" : "s");
  *first = FALSE;
}

static void write_summary(const DiagnosticList *list, GString *out) {
  guint counts[3] = {0};
  g_autoptr(GHashTable) files = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < diagnostic_list_length(list); i++) {
    const Diagnostic *fault = diagnostic_list_at(list, i);
    counts[fault->severity]++;
    if (fault->span.file) g_hash_table_add(files, (gpointer)fault->span.file);
  }
  gboolean first = TRUE;
  append_count(out, counts[SEVERITY_ERROR], "error", &first);
  append_count(out, counts[SEVERITY_WARNING], "warning", &first);
  append_count(out, counts[SEVERITY_NOTE], "note", &first);
  guint file_count = g_hash_table_size(files);
  if (file_count)
    g_string_append_printf(out, " in %u file%s", file_count, file_count == 1 ? "" : "s");
  g_string_append_c(out, '\n');
}

static void append_json_span(GString *out, const DiagnosticList *list, SourceSpan span) {
  g_autofree char *path = span.file ? diagnostic_list_path(list, span.file) : NULL;
  g_string_append(out, "\"file\":");
  json_append_string(out, path);
  g_string_append_printf(out, ",\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u",
                         span.line, span.column, span.end_line, span.end_column);
}

static void write_json(const DiagnosticList *list, const Diagnostic *fault, GString *out) {
  g_string_append_printf(out, "{\"id\":\"%s\",\"severity\":\"%s\",", diagnostic_id(fault->kind),
                         severity_name(fault->severity));
  append_json_span(out, list, fault->span);
  g_string_append(out, ",\"message\":");
  json_append_string(out, fault->message);
  g_string_append(out, ",\"hint\":");
  json_append_string(out, fault->hint);
  g_string_append(out, ",\"counterpart\":");
  if (fault->counterpart.file) {
    g_string_append_c(out, '{');
    append_json_span(out, list, fault->counterpart);
    g_string_append(out, ",\"note\":");
    json_append_string(out, fault->counterpart_note);
    g_string_append_c(out, '}');
  } else {
    g_string_append(out, "null");
  }
  g_string_append_c(out, '}');
}

// The escapes of GitHub's workflow commands (actions/toolkit, command.ts): % and line ends in a
// message, and : and , too in a property.
static void append_github(GString *out, const char *text, gboolean property) {
  g_autoptr(GString) safe = g_string_new(NULL);
  for (const char *line = text; line;) {
    const char *end = strchr(line, '\n');
    display_append_safe(safe, line, end ? (gsize)(end - line) : strlen(line));
    if (end) g_string_append_c(safe, '\n');
    line = end ? end + 1 : NULL;
  }
  for (const char *c = safe->str; *c; c++) {
    if (*c == '%' || *c == '\n' || (property && (*c == ':' || *c == ',')))
      g_string_append_printf(out, "%%%02X", (guint)*c);
    else
      g_string_append_c(out, *c);
  }
}

static void write_github(const DiagnosticList *list, const Diagnostic *fault, GString *out) {
  static const char *const commands[] = {"notice", "warning", "error"};
  g_string_append_printf(out, "::%s ", commands[fault->severity]);
  if (fault->span.file) {
    g_autofree char *path = diagnostic_list_path(list, fault->span.file);
    g_string_append(out, "file=");
    append_github(out, path, TRUE);
    if (fault->span.line)
      g_string_append_printf(out, ",line=%u,col=%u,endLine=%u,endColumn=%u", fault->span.line,
                             fault->span.column, fault->span.end_line, fault->span.end_column);
    g_string_append_c(out, ',');
  }
  g_string_append_printf(out, "title=%s::", diagnostic_id(fault->kind));
  append_github(out, fault->message, FALSE);
  if (fault->hint) {
    g_string_append(out, "%0Ahint: ");
    append_github(out, fault->hint, FALSE);
  }
  if (fault->counterpart.file) {
    g_autofree char *path = diagnostic_list_path(list, fault->counterpart.file);
    g_string_append(out, "%0Asee ");
    append_github(out, path, FALSE);
    g_string_append_printf(out, ":%u: ", fault->counterpart.line);
    append_github(out, fault->counterpart_note ? fault->counterpart_note : "", FALSE);
  }
  g_string_append_c(out, '\n');
}

void diagnostics_write(const DiagnosticList *list, DiagnosticFormat format, gboolean color,
                       GString *out) {
  guint count = diagnostic_list_length(list);
  if (format == DIAGNOSTIC_FORMAT_JSON) g_string_append(out, "[");
  for (guint i = 0; i < count; i++) {
    const Diagnostic *fault = diagnostic_list_at(list, i);
    switch (format) {
    case DIAGNOSTIC_FORMAT_TEXT: write_text(list, fault, color ? &colored : &plain, out); break;
    case DIAGNOSTIC_FORMAT_GITHUB: write_github(list, fault, out); break;
    case DIAGNOSTIC_FORMAT_JSON:
      g_string_append(out, i ? ",\n " : "\n ");
      write_json(list, fault, out);
      break;
    }
  }
  if (format == DIAGNOSTIC_FORMAT_JSON) g_string_append(out, count ? "\n]\n" : "]\n");
  if (format == DIAGNOSTIC_FORMAT_TEXT && count) write_summary(list, out);
}
