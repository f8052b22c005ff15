#include "typeset/breaks.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "typeset/hyphenate.h"

typedef struct {
  char *lang;
  UBreakIterator *lines;
} LineRules;

struct Breaker {
  GArray *rules; // of LineRules
  Hyphenator *hyphenator;
};

Breaker *breaker_new(void) {
  Breaker *breaker = g_new0(Breaker, 1);
  breaker->rules = g_array_new(FALSE, FALSE, sizeof(LineRules));
  breaker->hyphenator = hyphenator_new();
  return breaker;
}

void breaker_free(Breaker *breaker) {
  if (!breaker) return;
  for (guint i = 0; i < breaker->rules->len; i++) {
    LineRules *rules = &g_array_index(breaker->rules, LineRules, i);
    g_free(rules->lang);
    if (rules->lines) ubrk_close(rules->lines);
  }
  g_array_unref(breaker->rules);
  hyphenator_free(breaker->hyphenator);
  g_free(breaker);
}

static UBreakIterator *lookup_rules(Breaker *breaker, const char *lang) {
  for (guint i = 0; i < breaker->rules->len; i++) {
    LineRules *rules = &g_array_index(breaker->rules, LineRules, i);
    if (strcmp(rules->lang, lang) == 0) return rules->lines;
  }
  UErrorCode status = U_ZERO_ERROR;
  LineRules rules = {g_strdup(lang), ubrk_open(UBRK_LINE, lang, NULL, 0, &status)};
  if (U_FAILURE(status)) rules.lines = NULL; // no data: breaks at spaces only
  g_array_append_val(breaker->rules, rules);
  return rules.lines;
}

static gboolean is_digit(const Flow *flow, gint64 at) {
  return at >= 0 && at < flow->length && u_isdigit(flow->text[at]);
}

static gboolean is_dash(UChar c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

// A sign between the operands of an equation: a line may end after it, not before.
static gboolean is_operator(const Flow *flow, guint32 at) {
  return u_charType(flow->text[at]) == U_MATH_SYMBOL && at + 1 < flow->length &&
         flow_is_space(flow->text[at + 1]);
}

static BreakKind kind_at(const Flow *flow, guint32 at) {
  UChar before = flow->text[at - 1];
  if (before == 0x2028) return BREAK_FORCED;
  if (before == 0xAD) return BREAK_SOFT_HYPHEN;
  // LB-3: no break inside a range, wherever it stands.
  if (is_dash(before) && is_digit(flow, at) && is_digit(flow, (gint64)at - 2)) return BREAK_NONE;
  // ICU lets a line end inside "C++" (two prefixes in a row).
  if (before == '+' && flow->text[at] == '+') return BREAK_NONE;
  // LB-1: never at ZWNJ, not even where it stands astray beside a sign.
  if (before == 0x200C || flow->text[at] == 0x200C) return BREAK_NONE;
  if (is_operator(flow, at)) return BREAK_NONE;
  return is_dash(before) ? BREAK_HYPHEN_THERE : BREAK_ALLOWED;
}

static void fill_by_spaces(const Flow *flow, guint8 *breaks) {
  for (guint32 at = 1; at < flow->length; at++)
    if (flow_is_space(flow->text[at - 1]) && !flow_is_space(flow->text[at]))
      breaks[at] = BREAK_ALLOWED;
    else if (flow_is_line_end(flow->text[at - 1]))
      breaks[at] = BREAK_FORCED;
}

static void fill_by_rules(UBreakIterator *rules, const Flow *flow, guint8 *breaks) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(rules, flow->text, (gint32)flow->length, &status);
  if (U_FAILURE(status)) return;
  for (gint32 at = ubrk_next(rules); at != UBRK_DONE && at < (gint32)flow->length;
       at = ubrk_next(rules))
    breaks[at] = kind_at(flow, (guint32)at);
}

static gboolean separates(UChar c) {
  return c < 0x80 && c != 0 && strchr("/.-_?&=#%+:,~@", c) != NULL;
}

// Breaks of a URL: after its separators, not within two characters of an end, none elsewhere, and
// no hyphen of ours (LB-2). "https://" is no end of a line.
static void break_url(const Flow *flow, guint32 start, guint32 end, guint8 *breaks) {
  for (guint32 at = start + 1; at < end; at++) {
    UChar before = flow->text[at - 1], after = flow->text[at];
    breaks[at] = BREAK_NONE;
    if (at - start < 3 || end - at < 3 || U16_IS_TRAIL(after)) continue;
    if (separates(before) && !separates(after) && before != '%') breaks[at] = BREAK_URL;
  }
}

static void apply_tokens(const Flow *flow, const FlowToken *tokens, guint count, guint8 *breaks) {
  for (guint i = 0; i < count; i++) {
    const FlowToken *token = &tokens[i];
    if (token->is_url) {
      break_url(flow, token->start, token->end, breaks);
    } else if (token->no_break) {
      for (guint32 at = token->start + 1; at < token->end; at++)
        if (breaks[at] != BREAK_FORCED) breaks[at] = BREAK_NONE;
    }
  }
}

// The mark of a footnote stays with the word that it follows.
static void hold_footnotes(const Flow *flow, guint8 *breaks) {
  const Paragraph *paragraph = flow->paragraph;
  for (guint i = 0; i < paragraph->piece_count; i++) {
    guint32 start = flow->piece_starts[i], end = flow->piece_starts[i + 1];
    if (!paragraph->pieces[i].style.footnote) continue;
    for (guint32 at = start; at < end; at++)
      if (at > 0 && breaks[at] != BREAK_FORCED && !flow_is_space(flow->text[at - 1]))
        breaks[at] = BREAK_NONE;
  }
}

guint8 *paragraph_breaks(Breaker *breaker, Arena *scratch, const Flow *flow) {
  guint8 *breaks = ARENA_ARRAY(scratch, guint8, flow->length + 1);
  UBreakIterator *rules = lookup_rules(breaker, flow->paragraph->locale->code);
  if (rules)
    fill_by_rules(rules, flow, breaks);
  else
    fill_by_spaces(flow, breaks);
  apply_tokens(flow, flow->tokens, flow->token_count, breaks);
  apply_tokens(flow, flow->piece_tokens, flow->piece_token_count, breaks);
  hold_footnotes(flow, breaks);
  breaks[flow->length] = BREAK_FORCED;
  return breaks;
}

void breaker_learn(Breaker *breaker, const Locale *locale) {
  hyphenator_learn(breaker->hyphenator, locale);
}

gboolean paragraph_hyphenate(Breaker *breaker, const Flow *flow, guint8 *breaks) {
  return hyphenator_apply(breaker->hyphenator, flow, breaks, FALSE);
}

#define LONG_COMPOUND 10 // letters and signs

static gboolean is_bound(const FlowToken *tokens, guint count, guint32 at) {
  for (guint i = 0; i < count && tokens[i].start < at; i++)
    if (at < tokens[i].end && (tokens[i].no_break || tokens[i].is_url)) return TRUE;
  return FALSE;
}

// A name for machines may also break before a capital inside it: @AndreaGriffiths.
static gboolean is_seam(UChar before, UChar after, gboolean handle) {
  if (handle && u_islower(before) && u_isupper(after)) return TRUE;
  return separates(before) && !strchr("%@#+~,", before) && u_isalnum(after);
}

static gboolean break_compound(const Flow *flow, guint32 start, guint32 end, guint8 *breaks) {
  gboolean any = FALSE, handle = flow->text[start] == '@' || flow->text[start] == '#';
  for (guint32 at = start + 3; at + 3 <= end; at++) {
    if (breaks[at] != BREAK_NONE || !is_seam(flow->text[at - 1], flow->text[at], handle)) continue;
    if (is_bound(flow->tokens, flow->token_count, at) ||
        is_bound(flow->piece_tokens, flow->piece_token_count, at))
      continue;
    breaks[at] = BREAK_URL;
    any = TRUE;
  }
  return any;
}

gboolean paragraph_loosen(Breaker *breaker, const Flow *flow, guint8 *breaks) {
  gboolean any = hyphenator_apply(breaker->hyphenator, flow, breaks, TRUE);
  for (guint32 start = 0, end; start < flow->length; start = end) {
    end = start + 1;
    if (flow->text[start] <= ' ' || flow->text[start] >= 0x80) continue;
    while (end < flow->length && flow->text[end] > ' ' && flow->text[end] < 0x80)
      end++;
    if (end - start >= LONG_COMPOUND) any |= break_compound(flow, start, end, breaks);
  }
  return any;
}

void breaks_dump(const Flow *flow, const guint8 *breaks, GString *out) {
  static const char *const signs[] = {"", "|", "-|", "~|", "/|", "||"};
  for (guint32 at = 0; at < flow->length; at++) {
    if (at > 0 && !U16_IS_TRAIL(flow->text[at])) g_string_append(out, signs[breaks[at]]);
    guint32 start = flow->offsets[at], end = flow->offsets[at + 1];
    if (!U16_IS_LEAD(flow->text[at]))
      g_string_append_len(out, flow->utf8 + start, end - start);
    else
      g_string_append_len(out, flow->utf8 + start, flow->offsets[at + 2] - start);
    if (U16_IS_LEAD(flow->text[at])) at++;
  }
  g_string_append_c(out, '\n');
}
