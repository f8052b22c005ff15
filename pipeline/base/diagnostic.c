#include "base/diagnostic.h"

#include <string.h>

typedef struct {
  const char *id;
  Severity severity;
  const char *wording;
} Row;

static const Row rows[] = {
#define DIAGNOSTIC(name, id, severity, wording) {id, severity, wording},
#include "base/diagnostic_table.h"
#undef DIAGNOSTIC
};

struct DiagnosticList {
  Arena *arena;
  GArray *entries;
  GPtrArray *taken; // arenas of lists moved into this one
  const char *root; // NULL: none
};

DiagnosticList *diagnostic_list_new(void) {
  DiagnosticList *list = g_new0(DiagnosticList, 1);
  list->arena = arena_new();
  list->entries = g_array_new(FALSE, TRUE, sizeof(Diagnostic));
  list->taken = g_ptr_array_new_with_free_func((GDestroyNotify)arena_free);
  return list;
}

void diagnostic_list_free(DiagnosticList *list) {
  if (!list) return;
  g_array_free(list->entries, TRUE);
  g_ptr_array_free(list->taken, TRUE);
  arena_free(list->arena);
  g_free(list);
}

static char *format_into(DiagnosticList *list, const char *format, va_list args) {
  g_autofree char *text = g_strdup_vprintf(format, args);
  return arena_strdup(list->arena, text);
}

Diagnostic *diagnostic_add(DiagnosticList *list, DiagnosticKind kind, SourceSpan span, ...) {
  if (!list) return NULL;
  Diagnostic entry = {.kind = kind, .severity = rows[kind].severity, .span = span};
  va_list args;
  va_start(args, span);
  entry.message = format_into(list, rows[kind].wording, args);
  va_end(args);
  g_array_append_val(list->entries, entry);
  return &g_array_index(list->entries, Diagnostic, list->entries->len - 1);
}

Diagnostic *diagnostic_hint(DiagnosticList *list, Diagnostic *diagnostic, const char *format, ...) {
  if (!list || !diagnostic) return diagnostic;
  va_list args;
  va_start(args, format);
  diagnostic->hint = format_into(list, format, args);
  va_end(args);
  return diagnostic;
}

Diagnostic *diagnostic_counterpart(DiagnosticList *list, Diagnostic *diagnostic, SourceSpan span,
                                   const char *format, ...) {
  if (!list || !diagnostic) return diagnostic;
  va_list args;
  va_start(args, format);
  diagnostic->counterpart = span;
  diagnostic->counterpart_note = format_into(list, format, args);
  va_end(args);
  return diagnostic;
}

void diagnostic_list_take(DiagnosticList *to, DiagnosticList *from) {
  g_array_append_vals(to->entries, from->entries->data, from->entries->len);
  g_ptr_array_add(to->taken, g_steal_pointer(&from->arena));
  while (from->taken->len > 0)
    g_ptr_array_add(to->taken, g_ptr_array_steal_index(from->taken, from->taken->len - 1));
  g_array_free(from->entries, TRUE);
  g_ptr_array_free(from->taken, TRUE);
  g_free(from);
}

static int compare(const void *a, const void *b) {
  const Diagnostic *left = a, *right = b;
  const char *left_path = left->span.file ? left->span.file->path : "";
  const char *right_path = right->span.file ? right->span.file->path : "";
  int order = strcmp(left_path, right_path);
  if (!order) order = (left->span.line > right->span.line) - (left->span.line < right->span.line);
  if (!order)
    order = (left->span.column > right->span.column) - (left->span.column < right->span.column);
  if (!order) order = (left->kind > right->kind) - (left->kind < right->kind);
  return order ? order : strcmp(left->message, right->message);
}

void diagnostic_list_sort(DiagnosticList *list) {
  g_array_sort(list->entries, compare);
  guint kept = 0;
  for (guint i = 0; i < list->entries->len; i++) {
    Diagnostic *entry = &g_array_index(list->entries, Diagnostic, i);
    if (kept > 0 && compare(&g_array_index(list->entries, Diagnostic, kept - 1), entry) == 0)
      continue;
    g_array_index(list->entries, Diagnostic, kept++) = *entry;
  }
  g_array_set_size(list->entries, kept);
}

void diagnostic_list_keep(DiagnosticList *list, DiagnosticFilter keep, gpointer data) {
  guint kept = 0;
  for (guint i = 0; i < list->entries->len; i++) {
    const Diagnostic *entry = &g_array_index(list->entries, Diagnostic, i);
    if (keep(entry, data)) g_array_index(list->entries, Diagnostic, kept++) = *entry;
  }
  g_array_set_size(list->entries, kept);
}

void diagnostic_list_root(DiagnosticList *list, const char *folder) {
  list->root = folder && !g_str_equal(folder, ".") ? arena_strdup(list->arena, folder) : NULL;
}

char *diagnostic_list_path(const DiagnosticList *list, const SourceFile *file) {
  if (!list->root || g_path_is_absolute(file->path) || g_str_has_prefix(file->path, "builtin:"))
    return g_strdup(file->path);
  return g_build_filename(list->root, file->path, NULL);
}

guint diagnostic_list_count(const DiagnosticList *list, Severity at_least) {
  guint count = 0;
  for (guint i = 0; i < list->entries->len; i++)
    count += g_array_index(list->entries, Diagnostic, i).severity >= at_least;
  return count;
}

guint diagnostic_list_length(const DiagnosticList *list) {
  return list->entries->len;
}

const Diagnostic *diagnostic_list_at(const DiagnosticList *list, guint index) {
  return &g_array_index(list->entries, Diagnostic, index);
}

const char *diagnostic_id(DiagnosticKind kind) {
  return rows[kind].id;
}

const char *severity_name(Severity severity) {
  static const char *const names[] = {"note", "warning", "error"};
  return names[severity];
}

// Optimal string alignment: insertions, deletions, changes, and swaps of neighbours.
static guint edit_distance(const char *a, const char *b) {
  gsize n = strlen(b);
  g_autofree guint *cells = g_new(guint, 3 * (n + 1));
  guint *before = cells, *last = cells + n + 1, *row = cells + 2 * (n + 1);
  for (gsize j = 0; j <= n; j++)
    last[j] = (guint)j;
  for (gsize i = 1; a[i - 1]; i++) {
    row[0] = (guint)i;
    for (gsize j = 1; j <= n; j++) {
      guint change = last[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = MIN(change, MIN(last[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = MIN(row[j], before[j - 2] + 1);
    }
    guint *free_row = before;
    before = last;
    last = row;
    row = free_row;
  }
  return last[n];
}

// Nobody mistypes a longer word into one that could be meant.
#define MAX_WORD_BYTES 120

const char *diagnostic_nearest(const char *word, const char *const *known, guint count) {
  const char *best = NULL;
  gsize length = strlen(word);
  if (length > MAX_WORD_BYTES) return NULL;
  guint best_distance = MAX(1, (guint)length / 3) + 1;
  for (guint i = 0; i < count; i++) {
    gsize known_length = strlen(known[i]);
    gsize apart = MAX(length, known_length) - MIN(length, known_length);
    if (apart >= best_distance) continue; // the distance is at least that
    guint distance = edit_distance(word, known[i]);
    if (distance < best_distance) {
      best_distance = distance;
      best = known[i];
    }
  }
  return best;
}
