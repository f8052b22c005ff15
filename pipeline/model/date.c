#include "model/date.h"

#include <string.h>

static gboolean is_leap(gint year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gint month_length(gint year, gint month) {
  static const gint lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[month - 1] + (month == 2 && is_leap(year));
}

gboolean civil_date_parse(const char *text, CivilDate *date) {
  *date = (CivilDate){0};
  if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') return FALSE;
  for (gint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit(text[i])) return FALSE;
  CivilDate read = {
      .year = (gint)g_ascii_strtoll(text, NULL, 10),
      .month = (text[5] - '0') * 10 + text[6] - '0',
      .day = (text[8] - '0') * 10 + text[9] - '0',
  };
  if (read.year < 1 || read.month < 1 || read.month > 12 || read.day < 1) return FALSE;
  if (read.day > month_length(read.year, read.month)) return FALSE;
  *date = read;
  return TRUE;
}

gboolean civil_date_is_set(CivilDate date) {
  return date.year != 0;
}

gint civil_date_compare(CivilDate a, CivilDate b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return (a.day > b.day) - (a.day < b.day);
}

// Howard Hinnant's days_from_civil: eras of 400 years, years that begin in March.
gint64 civil_date_to_days(CivilDate date) {
  gint64 year = date.year - (date.month <= 2);
  gint64 era = (year >= 0 ? year : year - 399) / 400;
  gint64 year_of_era = year - era * 400;
  gint64 day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate civil_date_from_days(gint64 days) {
  days += 719468;
  gint64 era = (days >= 0 ? days : days - 146096) / 146097;
  gint64 day_of_era = days - era * 146097;
  gint64 year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted_month = (5 * day_of_year + 2) / 153;
  CivilDate date = {
      .year = (gint)(year_of_era + era * 400),
      .month = (gint)(shifted_month + (shifted_month < 10 ? 3 : -9)),
      .day = (gint)(day_of_year - (153 * shifted_month + 2) / 5 + 1),
  };
  date.year += date.month <= 2;
  return date;
}

gint civil_date_weekday(CivilDate date) {
  gint64 days = civil_date_to_days(date); // 1970-01-01 was a Thursday
  return (gint)(((days + 3) % 7 + 7) % 7) + 1;
}

char *civil_date_format(CivilDate date, char *buffer) {
  if (civil_date_is_set(date))
    g_snprintf(buffer, 16, "%04d-%02d-%02d", date.year, date.month, date.day);
  else
    g_strlcpy(buffer, "unknown", 16);
  return buffer;
}
