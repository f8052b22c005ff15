// What stands behind a number, and numbers in groups (BD-9, BD-11, LB-4, NU-4, NU-10).
#include <string.h>
#include <unicode/uchar.h>

#include "locale/token_text.h"

#define MAX_GROUPS     8
#define MAX_UNIT_BYTES 32

static guint skip_space(const TokenScan *scan, guint at) {
  return token_class(scan, at) == CHAR_SPACE ? at + 1 : at;
}

static gboolean is_letter(const TokenScan *scan, guint at) {
  CharClass class = token_class(scan, at);
  return class == CHAR_LTR || class == CHAR_RTL;
}

static guint bytes_between(const TokenScan *scan, guint start, guint end) {
  return token_char(scan, end)->offset - token_char(scan, start)->offset;
}

static gboolean is_latin_unit(const TokenScan *scan, guint start, guint end) {
  static const char *const units[] = {
      "km",  "m",   "cm",  "mm",  "µm",  "nm",  "kg",  "g",   "mg",  "t",   "L",    "l",    "ml",
      "mL",  "cl",  "ha",  "km²", "m²",  "m³",  "cm²", "cm³", "B",   "kB",  "KB",   "MB",   "GB",
      "TB",  "PB",  "KiB", "MiB", "GiB", "Hz",  "kHz", "MHz", "GHz", "W",   "kW",   "MW",   "GW",
      "kWh", "MWh", "V",   "kV",  "mA",  "A",   "mAh", "J",   "kJ",  "cal", "kcal", "N",    "Pa",
      "kPa", "hPa", "bar", "K",   "s",   "ms",  "µs",  "min", "h",   "px",  "pt",   "em",   "rem",
      "dpi", "ppi", "dB",  "lm",  "lx",  "mol", "rpm", "ppm", "fps", "bit", "Mbps", "Gbps", "kbps",
      "in",  "ft",  "mi",  "lb",  "oz",  "Ω",   "AM",  "PM",  "am",  "pm",  "UTC",  "GMT",  "BC",
      "AD",  "BCE", "CE",  "USD", "EUR", "GBP", "IRR"};
  guint length = bytes_between(scan, start, end);
  const char *word = scan->text->source + token_char(scan, start)->offset;
  for (guint i = 0; i < G_N_ELEMENTS(units); i++)
    if (strlen(units[i]) == length && memcmp(units[i], word, length) == 0) return TRUE;
  return FALSE;
}

static guint unit_part(const TokenScan *scan, guint start) {
  guint at = start;
  while (token_class(scan, at) == CHAR_LTR && at - start < 6)
    at++;
  return at > start && !is_letter(scan, at) && is_latin_unit(scan, start, at) ? at : start;
}

guint token_latin_unit(const TokenScan *scan, guint end) {
  guint start = skip_space(scan, end);
  guint at = unit_part(scan, start);
  if (at == start) return end;
  if (token_code(scan, at) == '/') { // km/h
    guint second = unit_part(scan, at + 1);
    if (second > at + 1) at = second;
  }
  return token_class(scan, at) == CHAR_DIGIT ? end : at;
}

guint token_unit_word(const TokenScan *scan, guint end) {
  guint start = skip_space(scan, end);
  if (start == end || !scan->units || !is_letter(scan, start)) return end;
  guint at = start;
  while (is_letter(scan, at) && bytes_between(scan, start, at) <= MAX_UNIT_BYTES)
    at++;
  guint length = bytes_between(scan, start, at);
  const char *word = scan->text->source + token_char(scan, start)->offset;
  for (guint i = 0; i < scan->units->child_count; i++) {
    const char *unit = scan->units->children[i]->scalar;
    if (unit && strlen(unit) == length && memcmp(unit, word, length) == 0) return at;
  }
  return end;
}

guint token_percent(const TokenScan *scan, guint end) {
  guint at = skip_space(scan, end);
  if (!token_in(token_code(scan, at), U"٪%‰؉$€£¥﷼")) return end;
  // "۵۰ %۲۰": the sign belongs to what follows.
  if (at > end && token_class(scan, at + 1) == CHAR_DIGIT) return end;
  return at + 1;
}

guint token_degree(const TokenScan *scan, guint end) {
  guint at = skip_space(scan, end);
  if (!token_in(token_code(scan, at), U"°′″")) return end;
  at++;
  guint letters = at;
  while (letters - at < 2 && token_class(scan, letters) == CHAR_LTR)
    letters++;
  return token_class(scan, letters) == CHAR_LTR ? at : letters;
}

typedef struct {
  guint end, count, total, first, shortest, longest;
  gboolean zero; // the first digit is 0
} Groups;

// One group, perhaps in brackets, and the separator before it.
static gboolean read_group(const TokenScan *scan, Groups *groups) {
  guint at = groups->end;
  if (groups->count &&
      (token_class(scan, at) == CHAR_SPACE || token_in(token_code(scan, at), U"-‑")))
    at++;
  gboolean bracket = token_code(scan, at) == '(';
  guint start = at + bracket;
  guint end = start;
  while (token_class(scan, end) == CHAR_DIGIT)
    end++;
  if (end == start || (bracket && token_code(scan, end) != ')')) return FALSE;
  if (groups->count && !bracket && at == groups->end && token_code(scan, at - 1) != ')')
    return FALSE;
  guint length = end - start;
  if (groups->total + length > 16) return FALSE;
  if (groups->count == 0) {
    groups->first = groups->shortest = length;
    groups->zero = u_charDigitValue(token_code(scan, start)) == 0;
  }
  groups->shortest = MIN(groups->shortest, length);
  groups->longest = MAX(groups->longest, length);
  groups->total += length;
  groups->count++;
  groups->end = end + bracket;
  return TRUE;
}

guint token_phone(const TokenScan *scan, guint start) {
  gboolean plus = token_code(scan, start) == '+';
  Groups groups = {.end = start + plus};
  guint enough = plus ? 12 : 11;
  while (groups.count < MAX_GROUPS && (groups.count < 2 || groups.total < enough)) {
    guint before = groups.end;
    if (!read_group(scan, &groups)) break;
    gboolean card = groups.count == 4 && groups.total == 16 && groups.shortest == 4;
    if (card)
      enough = 16;
    else if (!plus && !groups.zero && groups.first == 4 && groups.longest == 4)
      enough = 16;
    if (groups.end == before) break;
  }
  // Glued to something else: no phone number, but part of it.
  UChar32 next = token_code(scan, groups.end);
  CharClass after = token_class(scan, groups.end + 1);
  if (is_letter(scan, groups.end) || token_in(next, U"٪%°")) return start;
  if (after == CHAR_DIGIT && token_in(next, U".,/:٫٬–")) return start;
  gboolean card = groups.count == 4 && groups.total == 16 && groups.shortest == 4;
  gboolean national = groups.zero && groups.count > 1 && groups.first >= 3 && groups.first <= 5 &&
                      groups.total >= 8 && groups.total <= 13 && groups.shortest > 1;
  gboolean international = plus && groups.total >= 7 && groups.total <= 15;
  return card || national || international ? groups.end : start;
}

static guint read_operand(const TokenScan *scan, guint start) {
  guint at = start;
  if (token_in(token_code(scan, at), U"+-−±") && token_class(scan, at + 1) == CHAR_DIGIT) at++;
  guint end = token_word(scan, at);
  if (end == at && token_class(scan, at) == CHAR_DIGIT) end = token_digits(scan, at);
  if (end == at && token_char(scan, at)->partner && token_in(token_code(scan, at), U"([{"))
    end = token_char(scan, at)->partner + 1;
  return end > at ? end : start;
}

guint token_equation(const TokenScan *scan, guint end) {
  guint last = end;
  for (;;) {
    gboolean spaced = token_class(scan, last) == CHAR_SPACE;
    guint sign = last + spaced;
    UChar32 c = token_code(scan, sign);
    gboolean joins = token_in(c, U"=+×÷^≤≥≠≈±·⋅*<>") || (spaced && c == 0x2212) ||
                     (last > end && token_in(c, U"-−/"));
    if (!joins || (spaced != (token_class(scan, sign + 1) == CHAR_SPACE))) return last;
    guint operand = sign + 1 + spaced;
    guint after = read_operand(scan, operand);
    if (after == operand) return last;
    last = after;
  }
}
