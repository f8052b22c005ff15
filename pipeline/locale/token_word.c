// Left-to-right words and phrases inside a right-to-left text (BD-4, BD-5, BD-12, BD-16).
#include <string.h>

#include "locale/token_text.h"

// Signs that stand inside a word, before one, and after one.
#define INNER  U".-_/\\@'’&+#:=~*,!?%^|$–—·‑‐−×÷°;"
#define BEFORE U".#@$&*+-/\\~_%^|"
#define AFTER  U"+#*%^™®©°′″$"
// After a word only where the word ends there.
#define AFTER_LAST       U"-/\\=&~_|"
#define MAX_SIGNS        3 // in a row inside a word: "://", "..."
#define MAX_SCHEME       20
#define MAX_ABBREVIATION 6

static gboolean is_word_class(CharClass class) {
  return class == CHAR_LTR || class == CHAR_DIGIT;
}

static gboolean is_open(const TokenScan *scan, guint at) {
  return token_char(scan, at)->partner != 0;
}

// A tag such as <div> or </p>.
static gboolean is_tag(const TokenScan *scan, guint at) {
  UChar32 next = token_code(scan, at + 1);
  return token_code(scan, at) == '<' && is_open(scan, at) &&
         (token_class(scan, at + 1) == CHAR_LTR || next == '/' || next == '!');
}

static guint skip_before(const TokenScan *scan, guint start) {
  if (!token_begins(scan, start)) return start;
  guint at = start;
  while (at - start < MAX_SIGNS && token_in(token_code(scan, at), BEFORE))
    at++;
  return token_class(scan, at) == CHAR_LTR || is_tag(scan, at) ? at : start;
}

// Signs between two parts of one word, or none.
static guint skip_inner(const TokenScan *scan, guint start) {
  guint at = start;
  while (at - start < MAX_SIGNS && token_in(token_code(scan, at), INNER))
    at++;
  return at > start && is_word_class(token_class(scan, at)) ? at : start;
}

static guint skip_after(const TokenScan *scan, guint start) {
  guint at = start;
  while (at - start < MAX_SIGNS && token_in(token_code(scan, at), AFTER))
    at++;
  if (token_in(token_code(scan, at), AFTER_LAST)) {
    CharClass next = token_class(scan, at + 1);
    if (next == CHAR_SPACE || next == CHAR_BREAK) at++;
  }
  return at;
}

guint token_word(const TokenScan *scan, guint start) {
  guint at = skip_before(scan, start);
  gboolean letters = FALSE;
  for (;;) {
    CharClass class = token_class(scan, at);
    if (is_word_class(class)) {
      letters |= class == CHAR_LTR;
      at++;
      continue;
    }
    gboolean glued = at > start && letters && token_in(token_code(scan, at), U"([{<");
    if (is_open(scan, at) && (glued || is_tag(scan, at))) {
      letters = TRUE;
      at = token_char(scan, at)->partner + 1;
      continue;
    }
    guint inner = at > start ? skip_inner(scan, at) : at;
    if (inner == at) break;
    at = inner;
  }
  return letters ? skip_after(scan, at) : start;
}

guint token_url(const TokenScan *scan, guint start) {
  char head[MAX_SCHEME + 4] = "";
  for (guint i = 0; i < MAX_SCHEME + 3; i++) {
    UChar32 c = token_code(scan, start + i);
    if (c <= ' ' || c > '~') break;
    head[i] = (char)g_ascii_tolower((char)c);
  }
  gsize scheme = strspn(head, "abcdefghijklmnopqrstuvwxyz0123456789+.-");
  gboolean named = scheme > 0 && (g_str_has_prefix(head + scheme, "://"));
  if (!named && !g_str_has_prefix(head, "www.") && !g_str_has_prefix(head, "mailto:")) return start;
  guint at = start, opened = 0;
  for (;; at++) {
    CharClass class = token_class(scan, at);
    if (class == CHAR_SPACE || class == CHAR_BREAK || class == CHAR_OBJECT) break;
    UChar32 c = token_code(scan, at);
    if (token_in(c, U"«»‹›<>\"“”‘’{}|^`،؛؟")) break;
    if (c == '(') opened++;
    if (c == ')' && opened-- == 0) break;
  }
  while (at > start && token_in(token_code(scan, at - 1), U".,;:!?'…"))
    at--;
  return at > start + scheme + 3 || !named ? at : start;
}

// Whether the word [start, end) with a full stop behind it is an abbreviation. `inside`: only when
// the phrase goes on after it.
static gboolean is_abbreviation(const TokenScan *scan, guint start, guint end, gboolean inside) {
  static const char *const known[] = {"mr",  "mrs", "ms",  "dr",   "prof", "st",  "jr", "sr",
                                      "vs",  "etc", "inc", "ltd",  "co",   "fig", "no", "vol",
                                      "pp",  "ed",  "eds", "al",   "cf",   "ca",  "p",  "ch",
                                      "rev", "gen", "mt",  "corp", "dept", "est"};
  // Letters with a stop after every one or two: U.S, e.g, Ph.D
  guint run = 0, stops = 0;
  for (guint i = start; i < end && run <= 2; i++) {
    if (token_code(scan, i) == '.')
      run = 0, stops++;
    else
      run = token_class(scan, i) == CHAR_LTR ? run + 1 : 3;
  }
  if (stops && run <= 2 && end - start <= 12) return TRUE;
  if (!inside || end - start > MAX_ABBREVIATION) return FALSE;
  if (end - start == 1) return g_ascii_isupper((char)MIN(token_code(scan, start), 0x7F));
  char word[MAX_ABBREVIATION + 1] = "";
  for (guint i = start; i < end; i++) {
    if (token_code(scan, i) > 0x7F) return FALSE;
    word[i - start] = g_ascii_tolower((char)token_code(scan, i));
  }
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i], word) == 0) return TRUE;
  return FALSE;
}

static TokenKind word_kind(const TokenScan *scan, guint start, guint end) {
  guint slashes = 0, dots = 0;
  gboolean at_sign = FALSE, back = FALSE;
  for (guint i = start; i < end; i++) {
    UChar32 c = token_code(scan, i);
    slashes += c == '/';
    dots += c == '.';
    at_sign |= c == '@' && i > start;
    back |= c == '\\';
  }
  gboolean rooted = token_in(token_code(scan, start), U"/~");
  if ((at_sign && dots) || back || slashes > 1 || (slashes && (dots || rooted))) return TOKEN_URL;
  return TOKEN_LATIN;
}

typedef struct {
  guint start, word_start, end;
  guint words;
  gboolean punctuated; // has a comma or the like inside: a sentence of its own
} Phrase;

static guint skip_spaces(const TokenScan *scan, guint start) {
  guint at = start;
  while (at - start < 2 && token_class(scan, at) == CHAR_SPACE)
    at++;
  return at;
}

// What can follow the space after a phrase: the end of it, or `at`.
static guint next_part(const TokenScan *scan, guint at) {
  guint end = token_word(scan, at);
  if (end > at) return end;
  const TextChar *here = token_char(scan, at);
  if (here->partner && here->holds_letters && here->c != '<') return here->partner + 1;
  if (here->class == CHAR_DIGIT && here->c <= '9') return token_bare_number(scan, at);
  gboolean between = here->class == CHAR_OBJECT || token_in(here->c, U"&/|@");
  guint after = between ? skip_spaces(scan, at + 1) : at;
  if (after <= at + 1) return at;
  end = token_word(scan, after);
  return end > after ? end : at;
}

static gboolean extend(const TokenScan *scan, Phrase *phrase) {
  UChar32 sign = token_code(scan, phrase->end);
  gboolean comma = token_in(sign, U",;:!?…");
  gboolean stop = sign == '.' && is_abbreviation(scan, phrase->word_start, phrase->end, TRUE);
  guint after = phrase->end + (comma || stop);
  guint at = skip_spaces(scan, after);
  if (at == after) return FALSE;
  guint end = next_part(scan, at);
  if (end == at) return FALSE;
  phrase->punctuated |= comma;
  phrase->word_start = at;
  phrase->end = end;
  phrase->words++;
  return TRUE;
}

// A full stop of an abbreviation, or an exclamation that is the phrase's own and not that of the
// sentence around it.
static guint close_phrase(const TokenScan *scan, const Phrase *phrase) {
  guint at = phrase->end;
  UChar32 c = token_code(scan, at);
  if (c == '.' && is_abbreviation(scan, phrase->word_start, at, FALSE)) return at + 1;
  if (!token_in(c, U"!?")) return at;
  guint after = at;
  while (token_in(token_code(scan, after), U"!?…"))
    after++;
  guint next = skip_spaces(scan, after);
  gboolean sentence_goes_on = next > after && token_class(scan, next) == CHAR_RTL;
  gboolean own = c == '?' || phrase->punctuated || (phrase->words > 1 && sentence_goes_on);
  return own ? after : at;
}

guint token_phrase(const TokenScan *scan, guint start, TokenKind *kind) {
  const TextChar *first = token_char(scan, start);
  gboolean quoted = first->partner && first->holds_letters && token_in(first->c, U"“‘„\"");
  Phrase phrase = {.start = start, .word_start = start, .words = 1};
  phrase.end = quoted ? first->partner + 1 : token_word(scan, start);
  if (phrase.end == start) return start;
  *kind = quoted ? TOKEN_LATIN : word_kind(scan, start, phrase.end);
  for (;;) {
    guint equation = token_equation(scan, phrase.end);
    if (equation > phrase.end) {
      *kind = TOKEN_EQUATION;
      phrase.end = equation;
      continue;
    }
    if (!extend(scan, &phrase)) break;
    if (*kind == TOKEN_URL) *kind = TOKEN_LATIN;
  }
  return close_phrase(scan, &phrase);
}
