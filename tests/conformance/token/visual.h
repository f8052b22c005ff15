// What a reader sees: a text with its tokens treated, put into visual order by ICU's ubidi.
#pragma once
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "locale/token.h"

// The text with the marks that the tokens ask for, as the typesetter gives it to ubidi.
static G_GNUC_UNUSED char *visual_isolate(const char *text, const GArray *tokens) {
  GString *out = g_string_new(NULL);
  gsize at = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = &g_array_index(tokens, Token, i);
    assert_true(token->start >= at && token->end > token->start && token->end <= strlen(text));
    g_string_append_len(out, text + at, token->start - at);
    const char *open = token->treatment == TOKEN_ISOLATE_LTR   ? "\u2066"
                       : token->treatment == TOKEN_ISOLATE_RTL ? "\u2067"
                       : token->treatment == TOKEN_MARK_ALM    ? "\u061C"
                                                               : "";
    g_string_append(out, open);
    g_string_append_len(out, text + token->start, token->end - token->start);
    if (token->treatment <= TOKEN_ISOLATE_RTL) g_string_append(out, "\u2069");
    at = token->end;
  }
  g_string_append(out, text + at);
  return g_string_free(out, FALSE);
}

// Visual order from left to right, mirrored, without bidi controls.
static G_GNUC_UNUSED char *visual_reorder(const char *text, Direction direction) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0, room = (int32_t)strlen(text) + 1;
  g_autofree UChar *utf16 = g_new0(UChar, room);
  g_autofree UChar *result = g_new0(UChar, room);
  g_autofree char *utf8 = g_new0(char, room * 3);
  u_strFromUTF8(utf16, room, &length, text, -1, &status);
  UBiDi *bidi = ubidi_open();
  ubidi_setPara(bidi, utf16, length, direction == DIRECTION_RTL ? 1 : 0, NULL, &status);
  ubidi_writeReordered(bidi, result, room, UBIDI_DO_MIRRORING | UBIDI_KEEP_BASE_COMBINING, &status);
  ubidi_close(bidi);
  GString *shown = g_string_new(NULL);
  u_strToUTF8(utf8, room * 3, NULL, result, -1, &status);
  assert_true(U_SUCCESS(status));
  for (const char *c = utf8; *c; c = g_utf8_next_char(c))
    if (!u_hasBinaryProperty((UChar32)g_utf8_get_char(c), UCHAR_BIDI_CONTROL))
      g_string_append_len(shown, c, g_utf8_next_char(c) - c);
  return g_string_free(shown, FALSE);
}

static G_GNUC_UNUSED char *visual(const Locale *locale, const char *text) {
  GArray *tokens = token_scan(locale, text, strlen(text));
  g_autofree char *isolated = visual_isolate(text, tokens);
  g_array_unref(tokens);
  return visual_reorder(isolated, locale->direction);
}
