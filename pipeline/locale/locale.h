// Locale: a language as beyt needs it, read from locales/LANG.yaml. No other code asks "is this
// Farsi?": direction, digits, calendar, quotes, list marks, break rules and interface strings all
// stand here. A Locale is const after loading and may be shared by threads.
#pragma once
#include "locale/character.h"
#include "locale/hanging.h"
#include "model/date.h"

typedef enum { DIRECTION_LTR, DIRECTION_RTL } Direction;

typedef enum {
  DATE_FULL, // weekday, day, month, year: «شنبه ۱ فروردین ۱۴۰۵», "Saturday, 21 March 2026"
  DATE_LONG,       // day, month, year
  DATE_SHORT,      // digits only: «۱۴۰۵/۱/۱», 2026-03-21
  DATE_MONTH_YEAR, // «فروردین ۱۴۰۵»
} DateStyle;

typedef enum { CALENDAR_GREGORIAN, CALENDAR_PERSIAN } Calendar;

typedef enum {
  COUNTER_DECIMAL,    // ۱ ۲ ۳ or 1 2 3, in the locale's digits
  COUNTER_ALPHABETIC, // الف ب پ … or a b c
  COUNTER_ABJAD,      // ا ب ج د ه‍ و …; lower roman in a language that has none
} CounterStyle;

typedef struct Locale Locale;
struct Locale {
  const char *code;   // BCP 47, "fa"
  const char *name;   // its own name for itself, «فارسی»
  const char *script; // ISO 15924, "Arab"
  Direction direction;
  Calendar calendar;
  gint first_weekday; // ISO 8601 day: 6 = Saturday, 1 = Monday
  const char *digits[10];
  const char *decimal, *group, *percent, *minus;
  const char *quotes[2][2]; // [level][open, close]: « » then ‹ ›
  const char *list_comma;   // «، » or ", "
  const char *list_and,
      *list_and_two; // between the last two of a list («، » … « و »; ", and " / " and ")
  const char *bullets[3];     // by nesting level
  const char *counter_suffix; // after a list number: "."
  const char *part_separator; // between the parts of a line: " · "
  CounterStyle front_counter; // of the pages before the first article (PG-4)
  // Between the numbers of a section; with a mark of direction where the outermost one is to stand
  // at the right (D1).
  const char *section_separator;
  gboolean hyphenate;
  const char *hyphenation_file; // "hyph_en_US.dic"; NULL
  // Of words in Latin letters that nobody gave a language, where `script` is another; NULL.
  const char *latin_hyphenation_file;
  double last_line_min_em; // shortest last line that looks right
  HangingTable hanging;    // signs that may stand out of the measure
  const CharacterTable *characters;
  const YamlNode *root; // the whole file, for strings
};

// Loads locales/CODE.yaml (`override_folder`: a publication's folder with a locales/ of its own, or
// NULL). An unknown language gives a diagnostic at `asked` and NULL. A string that en.yaml has and
// this one lacks gives a diagnostic.
Locale *locale_load(Arena *arena, const char *override_folder, const char *code, SourceSpan asked,
                    DiagnosticList *diagnostics);

// The interface string behind `key` ("site.older"); the key itself where there is none.
const char *locale_string(const Locale *locale, const char *key);
// The string with "{name}" replaced: pairs of name and value, ended by NULL.
char *locale_message(Arena *arena, const Locale *locale, const char *key,
                     ...) G_GNUC_NULL_TERMINATED;
// The plural form of the string `key` (strings `key.one`, `key.other`) for n, with {n} filled in.
char *locale_plural(Arena *arena, const Locale *locale, const char *key, gint64 n);

char *locale_digits(Arena *arena, const Locale *locale,
                    const char *text); // 0-9 of text into its digits
char *locale_integer(Arena *arena, const Locale *locale,
                     gint64 value); // without grouping: pages, years
char *locale_number(Arena *arena, const Locale *locale, gint64 value); // with grouping
char *locale_counter(Arena *arena, const Locale *locale, CounterStyle style, guint value);
// "2.1" of a section: from the outermost level inwards. It is to be drawn in the locale's
// direction.
char *locale_section_number(Arena *arena, const Locale *locale, const guint *numbers, guint count);
char *locale_list(Arena *arena, const Locale *locale, const char *const *items, guint count);

// A day typed in a calendar: 1405-01-02 or ۱۴۰۵/۱/۲. FALSE where it is no day that exists.
gboolean calendar_parse(Calendar calendar, const char *text, CivilDate *date);
// "1405-01-02"; the buffer has at least 16 bytes. Returns the buffer.
char *calendar_format(Calendar calendar, CivilDate date, char *buffer);

// In the locale's own calendar; "" for an unset date.
char *locale_date(Arena *arena, const Locale *locale, CivilDate date, DateStyle style);
// The days from one to another, with what both have in common said once ("14–20 March 2026"); the
// pattern is that of the greatest difference, as CLDR's interval formats have it. One that is not
// set is as the other.
char *locale_date_interval(Arena *arena, const Locale *locale, Calendar calendar, CivilDate from,
                           CivilDate to);
char *locale_date_in(Arena *arena, const Locale *locale, Calendar calendar, CivilDate date,
                     DateStyle style);
// Year and month of a date in the locale's own calendar: the keys of an archive by month.
void locale_year_month(const Locale *locale, CivilDate date, gint *year, gint *month);
// The first day of that month, as a civil date.
CivilDate locale_month_start(const Locale *locale, gint year, gint month);
// The first day of the week that `date` lies in. `first_weekday` 0 = the locale's own.
CivilDate locale_week_start(const Locale *locale, CivilDate date, gint first_weekday);

// A key whose strcmp order is the language's own sorting order (NU-11); freed by the caller.
char *locale_sort_key(const Locale *locale, const char *text);
