#include "load/text_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/utf8.h>

typedef struct {
  gsize bad_utf8, nul, control, cr_lf, lone_cr; // offsets into the mended text; G_MAXSIZE = none
  guint8 bad_byte;
  gboolean has_mark;
  const char *encoding; // guessed where it is no UTF-8; NULL
} Faults;

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static void note_first(gsize *place, const GString *text) {
  if (*place == G_MAXSIZE) *place = text->len;
}

static gboolean is_control(UChar32 c) {
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

// How far the text is as it should be: to its end, for most.
static gsize sound_length(const char *bytes, gsize length) {
  gsize i = 0, sound = 0;
  if (length >= 3 && memcmp(bytes, BYTE_ORDER_MARK, 3) == 0) return 0;
  while (i < length) {
    UChar32 c;
    U8_NEXT((const guint8 *)bytes, i, length, c);
    if (c == '\r' || is_control(c)) break;
    sound = i;
  }
  return sound;
}

// Unicode 3.9, "substitution of maximal subparts": U8_NEXT stops after each ill-formed subsequence.
static GString *mend(const char *bytes, gsize length, Faults *faults) {
  GString *text = g_string_sized_new(length + 16);
  gsize i = sound_length(bytes, length);
  g_string_append_len(text, bytes, (gssize)i);
  while (i < length) {
    gsize start = i;
    UChar32 c;
    U8_NEXT((const guint8 *)bytes, i, length, c);
    if (c < 0) {
      if (faults->bad_utf8 == G_MAXSIZE) faults->bad_byte = (guint8)bytes[start];
      note_first(&faults->bad_utf8, text);
      g_string_append(text, "\xEF\xBF\xBD");
    } else if (c == 0) {
      note_first(&faults->nul, text);
      g_string_append(text, "\xEF\xBF\xBD");
    } else if (is_control(c)) {
      note_first(&faults->control, text);
      g_string_append(text, "\xEF\xBF\xBD");
    } else if (c == '\r') {
      gboolean pair = i < length && bytes[i] == '\n';
      note_first(pair ? &faults->cr_lf : &faults->lone_cr, text);
      g_string_append_c(text, pair ? '\r' : '\n');
    } else {
      g_string_append_len(text, bytes + start, (gssize)(i - start));
    }
  }
  return text;
}

static void report(const SourceFile *file, const Faults *faults, DiagnosticList *diagnostics) {
  Diagnostic *fault;
  if (faults->has_mark) {
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_FILE_BOM, source_span_of_file(file));
    diagnostic_hint(diagnostics, fault, "save the file as UTF-8 without a byte order mark");
  }
  if (faults->bad_utf8 != G_MAXSIZE) {
    SourceSpan span = source_span_from_offsets(file, faults->bad_utf8, faults->bad_utf8);
    fault = diagnostic_add(diagnostics, DIAGNOSTIC_FILE_NOT_UTF8, span, faults->bad_byte);
    diagnostic_hint(diagnostics, fault, "%s",
                    faults->encoding ? faults->encoding : "save the file as UTF-8");
  }
  if (faults->nul != G_MAXSIZE)
    diagnostic_add(diagnostics, DIAGNOSTIC_FILE_NUL,
                   source_span_from_offsets(file, faults->nul, faults->nul));
  if (faults->control != G_MAXSIZE)
    diagnostic_add(diagnostics, DIAGNOSTIC_FILE_CONTROL,
                   source_span_from_offsets(file, faults->control, faults->control));
  if (faults->cr_lf != G_MAXSIZE)
    diagnostic_add(diagnostics, DIAGNOSTIC_FILE_CRLF,
                   source_span_from_offsets(file, faults->cr_lf, faults->cr_lf));
  if (faults->lone_cr != G_MAXSIZE)
    diagnostic_add(diagnostics, DIAGNOSTIC_FILE_CR,
                   source_span_from_offsets(file, faults->lone_cr, faults->lone_cr));
}

SourceFile *text_file_from_bytes(Arena *arena, const char *relative_path, const char *bytes,
                                 gsize length_bytes, DiagnosticList *diagnostics) {
  Faults faults = {G_MAXSIZE, G_MAXSIZE, G_MAXSIZE, G_MAXSIZE, G_MAXSIZE, 0, FALSE, NULL};
  if (length_bytes >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
    faults.encoding = "the file seems to be UTF-16: save it as UTF-8";
  if (length_bytes >= 3 && memcmp(bytes, BYTE_ORDER_MARK, 3) == 0) {
    faults.has_mark = TRUE;
    bytes += 3;
    length_bytes -= 3;
  }
  GString *text = mend(bytes, length_bytes, &faults);
  SourceFile *file = source_file_new(arena, relative_path, text->str, text->len);
  g_string_free(text, TRUE);
  report(file, &faults, diagnostics);
  return file;
}

static void unreadable(Arena *arena, const char *path, const char *why,
                       DiagnosticList *diagnostics) {
  const SourceFile *file = source_file_new(arena, path, "", 0);
  diagnostic_add(diagnostics, DIAGNOSTIC_FILE_UNREADABLE, source_span_of_file(file), why);
}

SourceFile *text_file_load(Arena *arena, const char *absolute_path, const char *relative_path,
                           DiagnosticList *diagnostics) {
  struct stat status;
  // A pipe or device would block or never end.
  if (stat(absolute_path, &status) == 0 && !S_ISREG(status.st_mode)) {
    unreadable(arena, relative_path, "it is no regular file", diagnostics);
    return NULL;
  }
  if (stat(absolute_path, &status) == 0 && (gsize)status.st_size > TEXT_FILE_MAX_BYTES) {
    unreadable(arena, relative_path, "it is larger than 16 MB", diagnostics);
    return NULL;
  }
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;
  if (!g_file_get_contents(absolute_path, &bytes, &length, &error)) {
    unreadable(arena, relative_path, g_strerror(errno), diagnostics);
    return NULL;
  }
  if (sound_length(bytes, length) == length)
    return source_file_take(arena, relative_path, g_steal_pointer(&bytes), length);
  return text_file_from_bytes(arena, relative_path, bytes, length, diagnostics);
}
