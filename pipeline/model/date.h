// CivilDate: a day of the proleptic Gregorian calendar. Other calendars are a matter of locale/.
#pragma once
#include <glib.h>

typedef struct {
  gint year, month, day; // month and day from 1; year 0 = no date
} CivilDate;

// "2026-03-14" only. FALSE where it is not a day that exists.
gboolean civil_date_parse(const char *text, CivilDate *date);
gboolean civil_date_is_set(CivilDate date);
gint civil_date_compare(CivilDate a, CivilDate b); // an unset date comes before all others
gint64 civil_date_to_days(CivilDate date);         // since 1970-01-01
CivilDate civil_date_from_days(gint64 days);
gint civil_date_weekday(CivilDate date); // 1 = Monday … 7 = Sunday (ISO 8601)
// "2026-03-14", or "unknown"; the buffer has at least 16 bytes. Returns the buffer.
char *civil_date_format(CivilDate date, char *buffer);
