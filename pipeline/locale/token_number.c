// Numbers of every shape (BD-6 … BD-11, LB-3 … LB-5, NU-8).
#include <unicode/uchar.h>

#include "locale/token_text.h"

#define MAX_UNBROKEN 24 // characters: a longer phone or part number may break

// Digits with what may stand between them, unbroken by spaces.
typedef struct {
  guint start, end;
  guint simple_end; // of the first number with its decimal and group marks
  guint points, slashes, colons, hyphens, dashes; // dashes: en and em dash, minus
  guint groups, longest, first, second;           // lengths of groups that hyphens or slashes part
  guint second_value;
  gboolean zero; // begins with the digit 0
} Cluster;

static void read_run(const TokenScan *scan, Cluster *cluster, gboolean new_group) {
  guint start = cluster->end, value = 0;
  while (token_class(scan, cluster->end) == CHAR_DIGIT) {
    gint32 digit = u_charDigitValue(token_code(scan, cluster->end));
    if (cluster->end - start < 4) value = value * 10 + (guint)MAX(digit, 0);
    cluster->end++;
  }
  guint length = cluster->end - start;
  if (!new_group) return;
  cluster->groups++;
  cluster->longest = MAX(cluster->longest, length);
  if (cluster->groups == 1) cluster->first = length;
  if (cluster->groups == 2) cluster->second = length, cluster->second_value = value;
}

// The separator at the cluster's end, if a digit follows it: its length in characters.
static guint count_separator(const TokenScan *scan, Cluster *cluster, gboolean *new_group) {
  guint at = cluster->end, percent = 0;
  if (token_in(token_code(scan, at), U"٪%") && token_in(token_code(scan, at + 1), U"-‐‑–—−"))
    percent = 1;
  UChar32 c = token_code(scan, at + percent);
  if (token_class(scan, at + percent + 1) != CHAR_DIGIT) return 0;
  *new_group = TRUE;
  if (token_in(c, U".,٫٬'’")) {
    cluster->points += c == '.';
    *new_group = FALSE;
  } else if (c == '/')
    cluster->slashes++;
  else if (c == ':')
    cluster->colons++;
  else if (token_in(c, U"-‐‑"))
    cluster->hyphens++;
  else if (token_in(c, U"–—−"))
    cluster->dashes++;
  else
    return 0;
  return percent + 1;
}

static Cluster read_cluster(const TokenScan *scan, guint start) {
  Cluster cluster = {.start = start, .end = start};
  cluster.zero = u_charDigitValue(token_code(scan, start)) == 0;
  gboolean new_group = TRUE;
  for (;;) {
    read_run(scan, &cluster, new_group);
    guint length = count_separator(scan, &cluster, &new_group);
    if (new_group && !cluster.simple_end) cluster.simple_end = cluster.end;
    if (!length) break;
    cluster.end += length;
  }
  if (!cluster.simple_end) cluster.simple_end = cluster.end;
  return cluster;
}

guint token_digits(const TokenScan *scan, guint start) {
  return read_cluster(scan, start).end;
}

typedef enum { SHAPE_PLAIN, SHAPE_RANGE, SHAPE_UNIT } Shape;

// SHAPE_UNIT: `kind` says what it is, and it is set left to right as a whole.
static Shape classify(const Cluster *cluster, TokenKind *kind) {
  guint hyphens = cluster->hyphens;
  *kind = TOKEN_NUMBER;
  if (cluster->dashes) return SHAPE_RANGE;
  if (hyphens > 1) {
    gboolean date = hyphens == 2 && cluster->second <= 2 && cluster->longest <= 4;
    *kind = date ? TOKEN_DATE : TOKEN_PHONE;
    return SHAPE_UNIT;
  }
  if (hyphens == 1 && !cluster->slashes && !cluster->colons) {
    gboolean month = cluster->first == 4 && cluster->second == 2 && cluster->second_value >= 1 &&
                     cluster->second_value <= 12 && !cluster->points;
    gboolean code = cluster->longest >= 7 || (cluster->zero && cluster->first >= 3);
    if (!month && !code) return SHAPE_RANGE;
    *kind = month ? TOKEN_DATE : TOKEN_PHONE;
    return SHAPE_UNIT;
  }
  if (hyphens == 1) return SHAPE_RANGE; // of dates or times
  if (cluster->slashes > 1 || cluster->colons)
    *kind = TOKEN_DATE;
  else if (cluster->points > 1)
    *kind = TOKEN_PHONE;
  return cluster->slashes || cluster->colons || cluster->points > 1 ? SHAPE_UNIT : SHAPE_PLAIN;
}

guint token_bare_number(const TokenScan *scan, guint start) {
  Cluster cluster = read_cluster(scan, start);
  guint end = cluster.end;
  if (token_class(scan, end) == CHAR_LTR || token_class(scan, end) == CHAR_RTL) return start;
  gboolean quantity = token_percent(scan, end) > end || token_unit_word(scan, end) > end ||
                      token_degree(scan, end) > end || token_latin_unit(scan, end) > end;
  TokenKind kind;
  gboolean phrase_goes_on =
      token_class(scan, end) == CHAR_SPACE && token_class(scan, end + 1) == CHAR_LTR;
  if (quantity && !phrase_goes_on) return start;
  return classify(&cluster, &kind) != SHAPE_RANGE || phrase_goes_on ? end : start;
}

static guint add_phone(TokenScan *scan, guint start) {
  guint end = token_phone(scan, start);
  token_add(scan, start, end, TOKEN_PHONE, TOKEN_ISOLATE_LTR, end - start <= MAX_UNBROKEN);
  return end;
}

// A unit word after a token that must not hold it: only kept on the line.
static guint add_unit_word(TokenScan *scan, guint end) {
  guint unit = token_unit_word(scan, end);
  token_add(scan, end, unit, TOKEN_NUMBER, TOKEN_KEEP, TRUE);
  return unit;
}

static guint add_plain(TokenScan *scan, const Cluster *cluster, gboolean range) {
  guint start = cluster->start, end = cluster->end;
  guint measured = token_degree(scan, end);
  if (measured == end) measured = token_latin_unit(scan, end);
  if (measured > end && !range) {
    token_add(scan, start, measured, TOKEN_NUMBER, TOKEN_ISOLATE_LTR, TRUE);
    return measured;
  }
  guint percent = token_percent(scan, end);
  guint unit = token_unit_word(scan, percent);
  if (range) {
    token_add(scan, start, unit, TOKEN_RANGE, TOKEN_MARK_ALM, TRUE);
    return unit;
  }
  // «۱۰،۱۵»: a comma of class CS would join the two into one number.
  gboolean listed = start > 1 && token_code(scan, start - 1) == 0x60C &&
                    token_class(scan, start - 2) == CHAR_DIGIT;
  if (percent > end)
    token_add(scan, start, unit, TOKEN_NUMBER, TOKEN_MARK_ALM, TRUE);
  else if (listed)
    token_add(scan, start, end, TOKEN_NUMBER, TOKEN_ISOLATE_LTR, TRUE);
  else
    token_add(scan, start, unit, TOKEN_NUMBER, TOKEN_KEEP, unit > end);
  return percent > end || !listed ? unit : end;
}

static guint add_unsigned(TokenScan *scan, guint start) {
  Cluster cluster = read_cluster(scan, start);
  if (token_class(scan, cluster.end) == CHAR_LTR &&
      token_latin_unit(scan, cluster.end) == cluster.end)
    return start; // "3D": a word
  TokenKind kind;
  Shape shape = classify(&cluster, &kind);
  guint equation = kind == TOKEN_DATE ? cluster.end : token_equation(scan, cluster.end);
  if (equation > cluster.end) {
    token_add(scan, start, equation, TOKEN_EQUATION, TOKEN_ISOLATE_LTR, FALSE);
    return equation;
  }
  if (shape != SHAPE_UNIT) return add_plain(scan, &cluster, shape == SHAPE_RANGE);
  guint end = token_latin_unit(scan, cluster.end);
  token_add(scan, start, end, kind, TOKEN_ISOLATE_LTR, end - start <= MAX_UNBROKEN);
  return add_unit_word(scan, end);
}

// −۵, +۳, ±۲, ~۱۰
static guint add_signed(TokenScan *scan, guint start) {
  Cluster cluster = read_cluster(scan, start + 1);
  gboolean fraction = cluster.slashes == 1 && !cluster.hyphens && !cluster.dashes;
  guint end = fraction ? cluster.end : cluster.simple_end;
  guint equation = token_equation(scan, end);
  if (equation > end) {
    token_add(scan, start, equation, TOKEN_EQUATION, TOKEN_ISOLATE_LTR, FALSE);
    return equation;
  }
  guint measured = token_degree(scan, end);
  if (measured == end) measured = token_latin_unit(scan, end);
  // The percent sign stays outside, so that it stands at the left.
  if (!scan->rtl && measured == end) measured = token_percent(scan, end);
  token_add(scan, start, measured, TOKEN_NUMBER, TOKEN_ISOLATE_LTR, TRUE);
  return add_unit_word(scan, measured);
}

// $50, ٪۵۰, #۵
static guint add_prefixed(TokenScan *scan, guint start) {
  guint end = read_cluster(scan, start + 1).simple_end;
  gboolean order = token_in(token_code(scan, start), U"#№");
  guint letters = end;
  while (!order && letters - end < 3 && token_class(scan, letters) == CHAR_LTR)
    letters++; // $5M
  if (token_class(scan, letters) != CHAR_LTR) end = letters;
  token_add(scan, start, end, TOKEN_NUMBER, order ? TOKEN_MARK_ALM : TOKEN_ISOLATE_LTR, TRUE);
  return add_unit_word(scan, end);
}

guint token_number(TokenScan *scan, guint start) {
  UChar32 c = token_code(scan, start);
  gboolean digit = token_class(scan, start) == CHAR_DIGIT;
  guint phone =
      digit || (token_begins(scan, start) && token_in(c, U"+(")) ? add_phone(scan, start) : start;
  if (phone > start) return phone;
  if (digit) return add_unsigned(scan, start);
  if (token_class(scan, start + 1) != CHAR_DIGIT || !token_begins(scan, start)) return start;
  if (token_in(c, U"+-−±~≈")) return add_signed(scan, start);
  if (token_in(c, U"$€£¥₺₹₽٪%#№")) return add_prefixed(scan, start);
  return start;
}
