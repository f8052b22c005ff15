// The levels that the typesetter gives each character, held against the Unicode Character
// Database's own examples for UAX#9 (BidiCharacterTest.txt, after L1). Tokens are left out: what
// they add is ours, not the standard's. Excepted are examples with what never reaches UAX#9 here:
//   embeddings and overrides (U+202A–202E) and isolates without their pair, which have no effect by
//   BD-17; and separators of paragraphs and segments, which end a line before.
// ICU itself departs from the standard for a nonspacing mark on a last bracket and for more than 63
// brackets open at once (ICU-23513): so many examples may differ, and only as bare ICU does.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "typeset/flow.h"

// So many must be left over, or the test says nothing.
#define LEAST_RUN   90000
#define MOST_OF_ICU 10

typedef enum { CASE_RUN, CASE_EMBEDDING, CASE_UNPAIRED, CASE_SEPARATOR, CASE_KINDS } CaseKind;

typedef struct {
  Arena *arena;
  UBiDi *bidi;
  const Locale *locales[2]; // by the paragraph's level
  guint counts[CASE_KINDS];
  guint failed, failed_by_icu;
} Run;

static CaseKind kind_of(const guint32 *chars, guint count) {
  guint open = 0;
  gboolean unpaired = FALSE;
  for (guint i = 0; i < count; i++) {
    guint32 c = chars[i];
    if (c >= 0x202A && c <= 0x202E) return CASE_EMBEDDING;
    if ((c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || c == 0x2029)
      return CASE_SEPARATOR;
    if (c >= 0x2066 && c <= 0x2068) open++;
    if (c == 0x2069 && open-- == 0) {
      unpaired = TRUE;
      open = 0;
    }
  }
  return unpaired || open ? CASE_UNPAIRED : CASE_RUN;
}

static Flow *resolve(Run *run, Arena *scratch, const guint32 *chars, guint count, gboolean rtl) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append_unichar(text, chars[i]);
  TextPiece piece = {.text = text->str, .length_bytes = text->len};
  Paragraph paragraph = {.pieces = &piece,
                         .piece_count = 1,
                         .locale = run->locales[rtl],
                         .direction = rtl ? DIRECTION_RTL : DIRECTION_LTR};
  Flow *flow = flow_new(scratch, scratch, &paragraph);
  flow->token_count = 0;
  flow_resolve_levels(scratch, flow, run->bidi);
  flow->paragraph = NULL;
  g_string_free(text, TRUE);
  return flow;
}

static gboolean same_as_icu(Run *run, const Flow *flow, gboolean rtl) {
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(run->bidi, flow->text, (gint32)flow->length, rtl, NULL, &status);
  const UBiDiLevel *levels = ubidi_getLevels(run->bidi, &status);
  return U_SUCCESS(status) && memcmp(levels, flow->levels, flow->length) == 0;
}

// The first character whose level is not the expected one; `count` where there is none.
static guint first_wrong(const Flow *flow, const guint32 *chars, guint count,
                         const char *const *expected) {
  guint32 at = 0;
  for (guint i = 0; i<count; at += chars[i++]> 0xFFFF ? 2 : 1)
    if (!expected[i] || at >= flow->length ||
        (*expected[i] != 'x' && flow->levels[at] != atoi(expected[i])))
      return i;
  return count;
}

static void check(Run *run, guint line, const guint32 *chars, guint count, gboolean rtl,
                  const char *levels) {
  CaseKind kind = kind_of(chars, count);
  run->counts[kind]++;
  if (kind != CASE_RUN) return;
  g_autoptr(Arena) scratch = arena_new();
  g_auto(GStrv) expected = g_strsplit(levels, " ", -1);
  const Flow *flow = resolve(run, scratch, chars, count, rtl);
  guint wrong = first_wrong(flow, chars, count, (const char *const *)expected);
  if (wrong == count) return;
  if (same_as_icu(run, flow, rtl)) {
    run->failed_by_icu++;
    return;
  }
  if (run->failed++ < 20)
    printf("line %u: U+%04X should have level %s\n", line, chars[wrong], expected[wrong]);
}

static void check_line(Run *run, guint number, char *line) {
  g_auto(GStrv) fields = g_strsplit(line, ";", -1);
  if (line[0] == '#' || g_strv_length(fields) < 5) return;
  guint32 chars[512];
  guint count = 0;
  for (char *at = fields[0]; *at && count < G_N_ELEMENTS(chars);) {
    chars[count++] = (guint32)strtoul(at, &at, 16);
    at += strspn(at, " ");
  }
  check(run, number, chars, count, fields[2][0] == '1', fields[3]);
}

int main(int argc, char **argv) {
  g_autofree char *text = NULL;
  if (argc < 2 || !g_file_get_contents(argv[1], &text, NULL, NULL)) {
    printf("no file of examples: install unicode-data\n");
    return 1;
  }
  Run run = {.arena = arena_new(), .bidi = ubidi_open()};
  run.locales[0] = locale_load(run.arena, NULL, "en", (SourceSpan){0}, NULL);
  run.locales[1] = locale_load(run.arena, NULL, "fa", (SourceSpan){0}, NULL);
  guint number = 0;
  for (char *line = text, *end; line && *line; line = end) {
    end = strchr(line, '\n');
    if (end) *end++ = '\0';
    check_line(&run, ++number, line);
  }
  printf("%u examples run, %u differ, %u more as ICU itself does; excepted: %u with embeddings or "
         "overrides, %u with unpaired isolates, %u with separators\n",
         run.counts[CASE_RUN], run.failed, run.failed_by_icu, run.counts[CASE_EMBEDDING],
         run.counts[CASE_UNPAIRED], run.counts[CASE_SEPARATOR]);
  ubidi_close(run.bidi);
  arena_free(run.arena);
  return run.failed > 0 || run.failed_by_icu > MOST_OF_ICU || run.counts[CASE_RUN] < LEAST_RUN;
}
