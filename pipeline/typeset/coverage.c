#include "typeset/coverage.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/unum.h>
#include <unicode/uset.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

// At most this many of the missing characters are named.
#define NAMED_MOST 24

static USet *exemplars(const char *lang, ULocaleDataExemplarSetType type) {
  UErrorCode status = U_ZERO_ERROR;
  USet *set = uset_openEmpty();
  ULocaleData *data = ulocdata_open(lang, &status);
  if (U_SUCCESS(status)) ulocdata_getExemplarSet(data, set, 0, type, &status);
  if (U_SUCCESS(status)) ulocdata_close(data);
  if (U_FAILURE(status)) uset_clear(set);
  return set;
}

static void add_symbol(USet *set, UNumberFormat *format, UNumberFormatSymbol symbol) {
  UChar text[16];
  UErrorCode status = U_ZERO_ERROR;
  gint32 length = unum_getSymbol(format, symbol, text, G_N_ELEMENTS(text), &status);
  for (gint32 at = 0; U_SUCCESS(status) && at < length;) {
    UChar32 c;
    U16_NEXT(text, at, length, c);
    if (!u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) uset_add(set, c);
  }
}

static void add_number_signs(USet *letters, USet *signs, const char *lang) {
  static const UNumberFormatSymbol digits[] = {UNUM_ZERO_DIGIT_SYMBOL,  UNUM_ONE_DIGIT_SYMBOL,
                                               UNUM_TWO_DIGIT_SYMBOL,   UNUM_THREE_DIGIT_SYMBOL,
                                               UNUM_FOUR_DIGIT_SYMBOL,  UNUM_FIVE_DIGIT_SYMBOL,
                                               UNUM_SIX_DIGIT_SYMBOL,   UNUM_SEVEN_DIGIT_SYMBOL,
                                               UNUM_EIGHT_DIGIT_SYMBOL, UNUM_NINE_DIGIT_SYMBOL};
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, lang, NULL, &status);
  if (U_FAILURE(status)) return;
  for (guint i = 0; i < G_N_ELEMENTS(digits); i++)
    add_symbol(letters, format, digits[i]);
  add_symbol(signs, format, UNUM_DECIMAL_SEPARATOR_SYMBOL);
  add_symbol(signs, format, UNUM_GROUPING_SEPARATOR_SYMBOL);
  add_symbol(signs, format, UNUM_PERCENT_SYMBOL);
  add_symbol(signs, format, UNUM_MINUS_SIGN_SYMBOL);
  uset_add(signs, 0x2013); // ranges
  unum_close(format);
}

static gboolean any_covers(Font *const *fonts, guint count, UChar32 c) {
  for (guint i = 0; i < count; i++)
    if (font_covers(fonts[i], (guint32)c)) return TRUE;
  return FALSE;
}

static void report_missing(DiagnosticKind kind, const USet *wanted, Font *const *fonts, guint count,
                           const char *lang, const char *role, SourceSpan span,
                           DiagnosticList *diagnostics) {
  g_autoptr(GString) missing = g_string_new(NULL);
  guint named = 0;
  for (gint32 i = 0; i < uset_size(wanted); i++) {
    UChar32 c = uset_charAt(wanted, i);
    if (c < 0 || u_isUWhiteSpace(c) || any_covers(fonts, count, c)) continue;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
    if (named++ >= NAMED_MOST) break;
    char utf8[U8_MAX_LENGTH + 1] = "";
    gsize length = 0;
    U8_APPEND_UNSAFE(utf8, length, c);
    // A mark is shown on U+25CC.
    gboolean mark = U_MASK(u_charType(c)) & U_GC_M_MASK;
    g_string_append_printf(missing, "%s%s%s", missing->len ? " " : "", mark ? "◌" : "", utf8);
  }
  if (named > NAMED_MOST) g_string_append(missing, " …");
  if (missing->len == 0) return;
  diagnostic_hint(diagnostics,
                  diagnostic_add(diagnostics, kind, span, fonts[0]->name, lang, missing->str),
                  "role '%s': choose a font that has them, or name another family behind it", role);
}

// The first font that has the language's script: half of its letters.
static gint script_font(const USet *letters, Font *const *fonts, guint count) {
  gint32 size = uset_size(letters);
  for (guint i = 0; i < count; i++) {
    gint32 has = 0;
    for (gint32 k = 0; k < size; k++)
      has += font_covers(fonts[i], (guint32)uset_charAt(letters, k));
    if (has * 2 >= size) return (gint)i;
  }
  return -1;
}

void coverage_check(const char *lang, const char *role, SourceSpan span, Font *const *fonts,
                    guint count, DiagnosticList *diagnostics) {
  if (count == 0 || strcmp(lang, "default") == 0) return;
  USet *letters = exemplars(lang, ULOCDATA_ES_STANDARD);
  USet *signs = exemplars(lang, ULOCDATA_ES_PUNCTUATION);
  if (uset_size(letters) > 0) {
    add_number_signs(letters, signs, lang);
    // Letters of two fonts do not join and do not look of one hand: one font has them all.
    gint own = script_font(letters, fonts, count);
    report_missing(DIAGNOSTIC_FONT_COVERAGE, letters, own >= 0 ? &fonts[own] : fonts,
                   own >= 0 ? 1 : count, lang, role, span, diagnostics);
    report_missing(DIAGNOSTIC_FONT_SIGNS, signs, fonts, count, lang, role, span, diagnostics);
  }
  uset_close(letters);
  uset_close(signs);
}
