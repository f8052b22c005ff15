#include "base/excerpt.h"

#include "base/display.h"
#include <string.h>
#include <unicode/utf8.h>

// Columns of source that are shown of one line, and how many of them before the place.
#define MAX_COLUMNS    96
#define COLUMNS_BEFORE 36
#define OPEN_MARK      "⟦"
#define CLOSE_MARK     "⟧"
#define CUT_MARK       "…"

// Byte offsets into one line: what is shown, and the place within.
typedef struct {
  const char *text;
  gsize length;
  gsize first, end; // shown
  gsize place_start, place_end;
} Window;

static guint width_at(const Window *window, gsize start, gsize end) {
  return display_safe_width(window->text + start, end - start);
}

// A place that begins with a mark (an accent, a vowel sign) is shown with the letter that carries
// it.
static void include_base(Window *window) {
  while (window->place_start > 0 && window->place_start < window->length) {
    gsize next = window->place_start;
    U8_FWD_1(window->text, next, window->length);
    if (width_at(window, window->place_start, next) > 0) return;
    U8_BACK_1((const guint8 *)window->text, 0, window->place_start);
  }
}

// Walks outwards from the place, so that a line of megabytes costs no more than a short one.
static void choose_part(Window *window) {
  const guint8 *bytes = (const guint8 *)window->text;
  gsize first = window->place_start, end = window->place_start;
  guint before = 0, shown = 0;
  while (end < window->length && shown < MAX_COLUMNS - COLUMNS_BEFORE) {
    gsize start = end;
    U8_FWD_1(window->text, end, window->length);
    shown += width_at(window, start, end);
  }
  guint room = end == window->length ? MAX_COLUMNS - shown : COLUMNS_BEFORE;
  while (first > 0 && before < room) {
    gsize start = first;
    U8_BACK_1(bytes, 0, start);
    before += width_at(window, start, first);
    first = start;
  }
  while (first == 0 && end < window->length && before + shown < MAX_COLUMNS) {
    gsize start = end;
    U8_FWD_1(window->text, end, window->length);
    shown += width_at(window, start, end);
  }
  window->first = first;
  window->end = end;
  window->place_end = MIN(window->place_end, end);
}

static Window window_open(SourceSpan span) {
  Window window = {0};
  window.text = source_line(span.file, span.line, &window.length);
  gsize line_start = source_offset(span.file, span.line, 1);
  window.place_start = source_offset(span.file, span.line, span.column) - line_start;
  window.place_end = window.length;
  if (span.end_line == span.line && span.end_column >= span.column) {
    window.place_end = source_offset(span.file, span.line, span.end_column) - line_start;
    U8_FWD_1(window.text, window.place_end, window.length);
  }
  include_base(&window);
  choose_part(&window);
  return window;
}

static void append_part(GString *out, const Window *window, gsize start, gsize end) {
  display_append_safe(out, window->text + start, end - start);
}

// A place that is all there is to see of its line, but for white space and list marks, needs no
// marks.
static gboolean is_whole_line(const Window *window) {
  if (window->place_end < window->end) return FALSE;
  for (gsize i = window->first; i < window->place_start; i++)
    if (!strchr(" \t>*+-#", window->text[i])) return FALSE;
  return TRUE;
}

// The whole line in one isolate, so that it reads in its own direction; the place in another one,
// so that it stays in one piece between its marks.
static void append_rtl(GString *out, const Window *window, const char *mark, const char *plain) {
  g_string_append(out, DISPLAY_FSI);
  if (is_whole_line(window)) {
    append_part(out, window, window->first, window->end);
    g_string_append(out, DISPLAY_PDI);
    return;
  }
  append_part(out, window, window->first, window->place_start);
  g_string_append_printf(out, "%s" OPEN_MARK DISPLAY_FSI, mark);
  append_part(out, window, window->place_start, window->place_end);
  g_string_append_printf(out, DISPLAY_PDI CLOSE_MARK "%s", plain);
  append_part(out, window, window->place_end, window->end);
  g_string_append(out, DISPLAY_PDI);
}

static void append_repeated(GString *out, char c, guint count) {
  for (guint i = 0; i < count; i++)
    g_string_append_c(out, c);
}

void excerpt_append(GString *out, SourceSpan span, const char *mark, const char *plain) {
  if (!span.file || span.line < 1 || span.line > span.file->line_count) return;
  Window window = window_open(span);
  if (window.length == 0) return;
  gboolean rtl = display_has_rtl(window.text + window.first, window.end - window.first);
  gboolean cut = window.first > 0;
  g_string_append_printf(out, "%6u | %s", span.line, cut ? CUT_MARK : "");
  if (rtl)
    append_rtl(out, &window, mark, plain);
  else
    append_part(out, &window, window.first, window.end);
  g_string_append_printf(out, "%s\n", window.end < window.length ? CUT_MARK : "");
  if (rtl) return;
  g_string_append(out, "       | ");
  append_repeated(out, ' ', cut + width_at(&window, window.first, window.place_start));
  guint width = width_at(&window, window.place_start, window.place_end);
  g_string_append_printf(out, "%s^", mark);
  append_repeated(out, '~', width > 1 && !is_whole_line(&window) ? width - 1 : 0);
  g_string_append_printf(out, "%s\n", plain);
}
