// Dates in a locale's own calendar. ICU converts (its Persian calendar is right for all years that
// posts have, NU-6); patterns and names are ours, because ICU's full Persian style is wrong (NU-5).
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "locale/locale.h"

#define MS_PER_DAY 86400000.0

typedef struct {
  gint year, month, day;
} CalendarDay;

static UCalendar *calendar_open(Calendar calendar) {
  static const UChar utc[] = {'U', 'T', 'C', 0};
  const char *id = calendar == CALENDAR_PERSIAN ? "fa@calendar=persian" : "en@calendar=gregorian";
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *opened = ucal_open(utc, 3, id, UCAL_DEFAULT, &status);
  g_assert(U_SUCCESS(status));
  return opened;
}

static CalendarDay to_calendar(Calendar calendar, CivilDate date) {
  if (calendar == CALENDAR_GREGORIAN) return (CalendarDay){date.year, date.month, date.day};
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *cal = calendar_open(calendar);
  ucal_setMillis(cal, (double)civil_date_to_days(date) * MS_PER_DAY, &status);
  CalendarDay day = {
      .year = ucal_get(cal, UCAL_EXTENDED_YEAR, &status),
      .month = ucal_get(cal, UCAL_MONTH, &status) + 1,
      .day = ucal_get(cal, UCAL_DAY_OF_MONTH, &status),
  };
  ucal_close(cal);
  g_assert(U_SUCCESS(status));
  return day;
}

static const char *name_at(const YamlNode *list, gint index) {
  gboolean inside =
      list && list->kind == YAML_SEQUENCE && index >= 0 && index < (gint)list->child_count;
  return inside && list->children[index]->kind == YAML_SCALAR ? list->children[index]->scalar : "";
}

static char *padded(Arena *arena, const Locale *locale, gint value, gint width) {
  return locale_digits(arena, locale, arena_printf(arena, "%0*d", width, value));
}

// `to`: the last day of an interval; the day itself where there is none.
static char *fill_pattern(Arena *arena, const Locale *locale, const YamlNode *names,
                          const char *pattern, CivilDate date, CalendarDay day, CalendarDay to) {
  const YamlNode *months = yaml_lookup(names, "months"),
                 *alone = yaml_lookup(names, "months_alone");
  const struct {
    const char *field, *value;
  } fields[] = {
      {"{weekday}", name_at(yaml_lookup(locale->root, "weekdays"), civil_date_weekday(date) - 1)},
      {"{day}", locale_integer(arena, locale, day.day)},
      {"{day2}", padded(arena, locale, day.day, 2)},
      {"{month}", name_at(months, day.month - 1)},
      {"{month_alone}", name_at(alone ? alone : months, day.month - 1)},
      {"{month2}", padded(arena, locale, day.month, 2)},
      {"{month_number}", locale_integer(arena, locale, day.month)},
      {"{year}", locale_integer(arena, locale, day.year)},
      {"{year4}", padded(arena, locale, day.year, 4)},
      {"{to_day}", locale_integer(arena, locale, to.day)},
      {"{to_month}", name_at(months, to.month - 1)},
      {"{to_year}", locale_integer(arena, locale, to.year)},
  };
  GString *text = g_string_new(pattern);
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
    g_string_replace(text, fields[i].field, fields[i].value, 0);
  return arena_take_string(arena, text);
}

static const YamlNode *calendar_names(const Locale *locale, Calendar calendar) {
  return yaml_lookup(yaml_lookup(locale->root, "calendars"),
                     calendar == CALENDAR_PERSIAN ? "persian" : "gregorian");
}

char *locale_date_in(Arena *arena, const Locale *locale, Calendar calendar, CivilDate date,
                     DateStyle style) {
  static const char *const styles[] = {"full", "long", "short", "month_year"};
  if (!civil_date_is_set(date)) return arena_strdup(arena, "");
  const YamlNode *names = calendar_names(locale, calendar);
  const char *pattern = yaml_lookup_string(names, styles[style], "{year4}-{month2}-{day2}");
  CalendarDay day = to_calendar(calendar, date);
  return fill_pattern(arena, locale, names, pattern, date, day, day);
}

char *locale_date(Arena *arena, const Locale *locale, CivilDate date, DateStyle style) {
  return locale_date_in(arena, locale, locale->calendar, date, style);
}

char *locale_date_interval(Arena *arena, const Locale *locale, Calendar calendar, CivilDate from,
                           CivilDate to) {
  if (!civil_date_is_set(from)) from = to;
  if (!civil_date_is_set(to) || civil_date_compare(from, to) == 0)
    return locale_date_in(arena, locale, calendar, from, DATE_LONG);
  CalendarDay first = to_calendar(calendar, from), last = to_calendar(calendar, to);
  const char *differ = first.year != last.year     ? "year"
                       : first.month != last.month ? "month"
                                                   : "day";
  const YamlNode *names = calendar_names(locale, calendar);
  const char *pattern = yaml_lookup_string(yaml_lookup(names, "interval"), differ,
                                           "{day} {month} {year} – {to_day} {to_month} {to_year}");
  return fill_pattern(arena, locale, names, pattern, from, first, last);
}

void locale_year_month(const Locale *locale, CivilDate date, gint *year, gint *month) {
  CalendarDay day = to_calendar(locale->calendar, date);
  *year = day.year;
  *month = day.month;
}

static CivilDate from_calendar(Calendar calendar, CalendarDay day) {
  if (calendar == CALENDAR_GREGORIAN) return (CivilDate){day.year, day.month, day.day};
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *cal = calendar_open(calendar);
  ucal_clear(cal);
  ucal_set(cal, UCAL_EXTENDED_YEAR, day.year);
  ucal_set(cal, UCAL_MONTH, day.month - 1);
  ucal_set(cal, UCAL_DAY_OF_MONTH, day.day);
  double days = ucal_getMillis(cal, &status) / MS_PER_DAY;
  ucal_close(cal);
  g_assert(U_SUCCESS(status));
  return civil_date_from_days((gint64)days);
}

CivilDate locale_month_start(const Locale *locale, gint year, gint month) {
  return from_calendar(locale->calendar, (CalendarDay){year, month, 1});
}

// Three numbers with '-' or '/' between them, in any decimal digits; ignorables between are none.
static gboolean scan_day(const char *text, CalendarDay *day) {
  gint numbers[3] = {0}, digits[3] = {0}, at = 0;
  gint32 i = 0, length = (gint32)strlen(text);
  while (i < length) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text, i, length, c);
    gint32 value = u_charDigitValue(c);
    if (value >= 0 && digits[at] < 4) {
      numbers[at] = numbers[at] * 10 + value;
      digits[at]++;
    } else if ((c == '-' || c == '/') && digits[at] && at < 2) {
      at++;
    } else {
      return FALSE;
    }
  }
  *day = (CalendarDay){numbers[0], numbers[1], numbers[2]};
  return at == 2 && digits[0] == 4 && digits[1] && digits[2];
}

gboolean calendar_parse(Calendar calendar, const char *text, CivilDate *date) {
  CalendarDay day;
  if (!scan_day(text, &day) || day.year < 1 || day.month < 1 || day.day < 1) return FALSE;
  CivilDate found = from_calendar(calendar, day);
  if (calendar == CALENDAR_GREGORIAN) {
    char written[16];
    g_snprintf(written, sizeof written, "%04d-%02d-%02d", day.year, day.month, day.day);
    return civil_date_parse(written, date);
  }
  CalendarDay back = to_calendar(calendar, found); // a day that does not exist becomes another one
  if (back.year != day.year || back.month != day.month || back.day != day.day) return FALSE;
  *date = found;
  return TRUE;
}

char *calendar_format(Calendar calendar, CivilDate date, char *buffer) {
  CalendarDay day = to_calendar(calendar, date);
  g_snprintf(buffer, 16, "%04d-%02d-%02d", day.year, day.month, day.day);
  return buffer;
}

CivilDate locale_week_start(const Locale *locale, CivilDate date, gint first_weekday) {
  gint first = first_weekday ? first_weekday : locale->first_weekday;
  gint back = (civil_date_weekday(date) - first + 7) % 7;
  return civil_date_from_days(civil_date_to_days(date) - back);
}
