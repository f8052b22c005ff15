#include "translate/rules.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

// The explicit controls of UAX #9. Embeddings and overrides are forbidden: what they do to the text
// around them can't be seen (BD-17; CVE-2021-42574). Isolates are allowed when they are balanced
// within their block; none may stand in code.
#define LRE 0x202A
#define PDF 0x202C
#define RLO 0x202E
#define LRI 0x2066
#define FSI 0x2068
#define PDI 0x2069

static gboolean is_embedding(UChar32 c) {
  return c >= LRE && c <= RLO;
}

static gboolean is_isolate(UChar32 c) {
  return c >= LRI && c <= PDI;
}

static const char *control_name(UChar32 c) {
  static const char *const embeddings[] = {"LEFT-TO-RIGHT EMBEDDING", "RIGHT-TO-LEFT EMBEDDING",
                                           "POP DIRECTIONAL FORMATTING", "LEFT-TO-RIGHT OVERRIDE",
                                           "RIGHT-TO-LEFT OVERRIDE"};
  static const char *const isolates[] = {"LEFT-TO-RIGHT ISOLATE", "RIGHT-TO-LEFT ISOLATE",
                                         "FIRST STRONG ISOLATE", "POP DIRECTIONAL ISOLATE"};
  return is_embedding(c) ? embeddings[c - LRE] : isolates[c - LRI];
}

// One control character of the file.
typedef struct {
  UChar32 c;
  gsize start, end; // bytes
  gboolean settled; // reported, or balanced
} Control;

typedef struct {
  const SourceFile *file;
  GArray *controls; // of Control, in order
  DiagnosticList *diagnostics;
} BidiCheck;

static SourceSpan span_of(const BidiCheck *check, const Control *control) {
  return source_span_from_offsets(check->file, control->start, control->end);
}

// All of them begin with E2 80 or E2 81, so that a file without these bytes is passed quickly.
static void find_controls(BidiCheck *check) {
  const char *text = check->file->text;
  gsize length = check->file->length_bytes;
  for (gsize i = 0; i + 2 < length; i++) {
    if ((guint8)text[i] != 0xE2 || ((guint8)text[i + 1] & 0xFE) != 0x80) continue;
    gsize end = i;
    UChar32 c;
    U8_NEXT(text, end, length, c);
    if (!is_embedding(c) && !is_isolate(c)) continue;
    Control control = {c, i, end, FALSE};
    g_array_append_val(check->controls, control);
  }
}

static void report_embedding(const BidiCheck *check, Control *control) {
  control->settled = TRUE;
  Diagnostic *fault =
      diagnostic_add(check->diagnostics, DIAGNOSTIC_BIDI_FORBIDDEN, span_of(check, control),
                     (guint)control->c, control_name(control->c), "it hides the order of the text");
  diagnostic_hint(check->diagnostics, fault,
                  control->c == PDF ? "delete it"
                                    : "delete it; a word of another language needs nothing, or "
                                      "[word]{lang=…}");
}

static void report_in_code(const BidiCheck *check, Control *control) {
  control->settled = TRUE;
  Diagnostic *fault =
      diagnostic_add(check->diagnostics, DIAGNOSTIC_BIDI_IN_CODE, span_of(check, control),
                     (guint)control->c, control_name(control->c));
  diagnostic_hint(check->diagnostics, fault, "code reads from left to right by itself: delete it");
}

static void report_unbalanced(const BidiCheck *check, Control *control, const char *reason,
                              const char *hint) {
  control->settled = TRUE;
  Diagnostic *fault =
      diagnostic_add(check->diagnostics, DIAGNOSTIC_BIDI_UNBALANCED, span_of(check, control),
                     (guint)control->c, control_name(control->c), reason);
  diagnostic_hint(check->diagnostics, fault, "%s", hint);
}

// The index of the first control at or after an offset.
static guint first_control(const BidiCheck *check, gsize offset) {
  guint low = 0, high = check->controls->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(check->controls, Control, middle).start < offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gsize span_start(const BidiCheck *check, SourceSpan span) {
  return source_offset(check->file, span.line, span.column);
}

static gsize span_end(const BidiCheck *check, SourceSpan span) {
  gsize end = source_offset(check->file, span.end_line, span.end_column);
  U8_FWD_1(check->file->text, end, check->file->length_bytes);
  return end;
}

// Isolates opened and closed within the bytes [start, end).
static void check_balance(const BidiCheck *check, gsize start, gsize end) {
  g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = first_control(check, start); i < check->controls->len; i++) {
    Control *control = &g_array_index(check->controls, Control, i);
    if (control->start >= end) break;
    if (control->settled) continue;
    if (control->c != PDI) {
      g_array_append_val(open, i);
      control->settled = TRUE;
    } else if (open->len) {
      g_array_set_size(open, open->len - 1);
      control->settled = TRUE;
    } else {
      report_unbalanced(check, control, "closes nothing in its block", "delete it");
    }
  }
  for (guint i = 0; i < open->len; i++)
    report_unbalanced(check,
                      &g_array_index(check->controls, Control, g_array_index(open, guint, i)),
                      "is not closed in its block",
                      "put U+2069 POP DIRECTIONAL ISOLATE after what it isolates, or delete it");
}

static gboolean text_has_control(const char *text) {
  for (gsize i = 0; text && text[i]; i++) {
    if ((guint8)text[i] != 0xE2 || ((guint8)text[i + 1] & 0xFE) != 0x80) continue;
    gsize at = i;
    UChar32 c;
    U8_NEXT(text, at, i + 3, c);
    if (is_embedding(c) || is_isolate(c)) return TRUE;
  }
  return FALSE;
}

// An inline's own place may be that of its whole block; then every control of the block is taken
// for the code's, since one of them is.
static void check_code(const BidiCheck *check, const Node *node) {
  if (node->kind == NODE_CODE && !text_has_control(node->text)) return;
  gsize end = span_end(check, node->span);
  for (guint i = first_control(check, span_start(check, node->span)); i < check->controls->len;
       i++) {
    Control *control = &g_array_index(check->controls, Control, i);
    if (control->start >= end) break;
    if (!control->settled) report_in_code(check, control);
  }
}

static void check_body(const BidiCheck *check, const Post *post) {
  for (const Node *node = post->body; node; node = node_walk(post->body, node))
    if ((node->kind == NODE_CODE || node->kind == NODE_CODE_BLOCK) &&
        node->span.file == check->file)
      check_code(check, node);
  for (guint i = 0; i < check->controls->len; i++) {
    Control *control = &g_array_index(check->controls, Control, i);
    if (!control->settled && is_embedding(control->c)) report_embedding(check, control);
  }
  for (const Node *node = post->body; node; node = node_walk(post->body, node))
    if (node_holds_inlines(node) && node->span.file == check->file)
      check_balance(check, span_start(check, node->span), span_end(check, node->span));
}

// What lies in no block: front matter, and what the loader has left out. There, each line is one.
static void check_lines(const BidiCheck *check) {
  for (guint i = 0; i < check->controls->len; i++) {
    const Control *control = &g_array_index(check->controls, Control, i);
    if (control->settled) continue;
    SourceSpan span = span_of(check, control);
    gsize length;
    source_line(check->file, span.line, &length);
    gsize start = check->file->line_starts[span.line - 1];
    check_balance(check, start, start + length);
  }
}

void rule_bidi(const Post *post, DiagnosticList *diagnostics) {
  BidiCheck check = {post->file, g_array_new(FALSE, FALSE, sizeof(Control)), diagnostics};
  find_controls(&check);
  if (check.controls->len) {
    check_body(&check, post);
    check_lines(&check);
  }
  g_array_free(check.controls, TRUE);
}
